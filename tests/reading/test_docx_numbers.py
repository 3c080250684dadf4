"""Numbers that Word counts itself stand before the lines of a cell; a bullet, and a line of no list, have none."""

from __future__ import annotations

from typing import Any

from assistant.reading.docx_numbers import Numbers

LIST = (
    '<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="{id}">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
)


def document(form: str, text: str) -> tuple[Any, Any]:
    """A document with one list, and a way to make a paragraph of it."""
    import docx
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn

    made: Any = docx.Document()
    root = made.part.numbering_part.element
    root.insert(0, parse_xml(LIST.format(id=900, form=form, text=text)))
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "900")
    shape = OxmlElement("w:abstractNumId")
    shape.set(qn("w:val"), "900")
    number.append(shape)
    root.append(number)

    def paragraph(words: str) -> Any:
        one = made.add_paragraph(words)
        numbered = one._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_numId().val = 900
        numbered.get_or_add_ilvl().val = 0
        return one._p

    return made, paragraph


def test_lines_of_a_list_are_counted() -> None:
    made, paragraph = document("decimal", "%1）")
    lines = [paragraph("示例甲"), paragraph("示例乙")]
    numbers = Numbers(made)

    assert [numbers.before(one) for one in lines] == ["1）", "2）"]


def test_chinese_figures_are_written_out() -> None:
    made, paragraph = document("chineseCounting", "（%1）")
    numbers = Numbers(made)

    assert [numbers.before(paragraph("示例")) for _ in range(11)][-2:] == ["（十）", "（十一）"]


def test_bullets_and_plain_lines_have_no_number() -> None:
    made, paragraph = document("bullet", "●")
    numbers = Numbers(made)

    assert numbers.before(paragraph("示例")) == ""
    assert numbers.before(made.add_paragraph("示例")._p) == ""
