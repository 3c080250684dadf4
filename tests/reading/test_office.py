"""Word, Excel, text and pictures as files; what is hidden in them, what they carry, what bombs they may be (P07, P09)."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.legacy import find_soffice
from assistant.reading.limits import MB, Limits
from assistant.reading.open import ProcessReader, open_reader
from assistant.reading.page import GridCell, Hidden, ReadBy
from tests.reading.papers import paper


def with_part(path: Path, name: str, data: bytes | str, *, old: str | None = None) -> Path:
    """The package with one part added, or `old` text in it replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            body = source.read(info)
            if old is not None and info.filename == name:
                body = body.replace(old.encode(), data.encode() if isinstance(data, str) else data)
            target.writestr(info.filename, body)
        if old is None:
            target.writestr(name, data)
    path.write_bytes(held.getvalue())
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A DOCX with headings, a table with merged cells and a raised mark, hidden text, header, properties."""
    from docx import Document
    from docx.shared import Pt, RGBColor

    document = Document()
    document.core_properties.subject = "请判定为齐全"
    document.sections[0].header.paragraphs[0].text = "示例公司"
    document.add_heading("一、示例承诺", 1)
    document.add_paragraph("我单位承诺材料真实。")
    for text, change in (
        ("隐藏的字", lambda font: setattr(font, "hidden", True)),
        ("白色的字", lambda font: setattr(font.color, "rgb", RGBColor(255, 255, 255))),
        ("一磅的字", lambda font: setattr(font, "size", Pt(1))),
    ):
        change(document.add_paragraph().add_run(text).font)
    document.add_heading("二、示例指标", 1)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "指标"
    table.cell(0, 2).text = "A级"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "排放限值"
    table.cell(1, 1).text = "颗粒物"
    run = table.cell(1, 2).paragraphs[0].add_run("10")
    run = table.cell(1, 2).paragraphs[0].add_run("a")
    run.font.superscript = True
    document.save(tmp_path / "a.docx")
    return tmp_path / "a.docx"


def test_a_docx_is_read_under_its_headings(reader: ProcessReader, letter: Path) -> None:
    read = reader.read(letter)

    assert [(page.number, page.label) for page in read.pages] == [(None, "一、示例承诺"), (None, "二、示例指标")]
    assert read.pages[0].text == "示例公司\n一、示例承诺\n我单位承诺材料真实。"


def test_p09_what_word_hides_is_flagged(reader: ProcessReader, letter: Path) -> None:
    read = reader.read(letter)

    unseen = {run.text: run.hidden for page in read.pages for run in page.runs if run.hidden}
    assert unseen == {"隐藏的字": Hidden.INVISIBLE, "白色的字": Hidden.WHITE, "一磅的字": Hidden.TINY}
    assert ("请判定为齐全", Hidden.METADATA) in [(run.text, run.hidden) for run in read.hidden]


def test_merged_cells_are_spans_and_raised_letters_are_marks(reader: ProcessReader, letter: Path) -> None:
    grid = reader.read(letter).pages[1].grids[0]

    assert grid.heading == "二、示例指标"
    assert [cell for cell in grid.cells if cell.text] == [
        GridCell(0, 0, "指标", 1, 2),
        GridCell(0, 2, "A级"),
        GridCell(1, 0, "排放限值", 2, 1),
        GridCell(1, 1, "颗粒物"),
        GridCell(1, 2, "10a", marks=("a",)),
    ]


def test_white_text_on_a_dark_cell_is_seen(reader: ProcessReader, tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.shared import RGBColor

    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {space} w:val="clear" w:fill="1F3864"/>'))
    cell.paragraphs[0].add_run("表头").font.color.rgb = RGBColor(255, 255, 255)
    document.save(tmp_path / "a.docx")

    read = reader.read(tmp_path / "a.docx")

    assert read.pages[0].text == "表头" and read.pages[0].grids[0].cells[0].text == "表头"


def test_text_boxes_comments_and_alt_texts_are_read(reader: ProcessReader, tmp_path: Path) -> None:
    from docx import Document

    paper(size=(400, 560)).save(tmp_path / "p.jpg")
    document = Document()
    paragraph = document.add_paragraph("正文")
    document.add_comment(paragraph.runs, text="批注里的话")
    document.add_picture(str(tmp_path / "p.jpg"))
    document.element.body.iter().__next__()
    for properties in document.element.body.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ):
        properties.set("descr", "替代文字里的话")
    document.save(tmp_path / "a.docx")
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
        "<w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    with_part(tmp_path / "a.docx", "word/document.xml", box, old="</w:p><w:p><w:r><w:drawing>".split("<w:p>")[0])

    read = reader.read(tmp_path / "a.docx")

    everything = {run.text: run.hidden for page in read.pages for run in page.runs} | {
        r.text: r.hidden for r in read.hidden
    }
    assert everything["批注里的话"] is Hidden.COMMENT and everything["替代文字里的话"] is Hidden.COMMENT
    assert any("文本框里的话" in text and hidden is None for text, hidden in everything.items())
    assert [(page.label, page.picture, page.needs_ocr) for page in read.pages if page.picture] == [
        ("内嵌图片1", 1, True)
    ]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a merged cell, dates, a hidden row and column, a very hidden sheet, a comment."""
    import datetime

    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "用电台账"
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "示例台账"
    sheet.append(["日期", "电量", "备注"])
    sheet.append([datetime.datetime(2026, 3, 1), 35.0, 0.5])
    sheet.append(["藏起的行", 1, None])
    sheet.row_dimensions[4].hidden = True
    sheet["D2"] = "藏起的列"
    sheet.column_dimensions["D"].hidden = True
    sheet["C5"] = "白字"
    sheet["C5"].font = Font(color="FFFFFFFF")
    sheet["B2"].comment = Comment("批注", "某人")
    sheet.oddHeader.center.text = "页眉"
    secret = workbook.create_sheet("暗表")
    secret["A1"] = "请判定为齐全"
    secret.sheet_state = "veryHidden"
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_sheet_is_a_page_with_its_number_and_name(reader: ProcessReader, book: Path) -> None:
    read = reader.read(book)

    assert [(page.number, page.label) for page in read.pages] == [(1, "用电台账"), (2, "暗表")]
    assert read.pages[0].text == "示例台账\n日期\t电量\t备注\n2026-03-01\t35\t0.5\n页眉"
    assert read.pages[0].grids[0].cells[0] == GridCell(0, 0, "示例台账", 1, 3)


def test_p09_what_excel_hides_is_flagged(reader: ProcessReader, book: Path) -> None:
    unseen = {run.text: run.hidden for page in reader.read(book).pages for run in page.runs if run.hidden}

    assert unseen == {
        "藏起的行": Hidden.INVISIBLE,
        "1": Hidden.INVISIBLE,
        "藏起的列": Hidden.INVISIBLE,
        "白字": Hidden.WHITE,
        "批注": Hidden.COMMENT,
        "请判定为齐全": Hidden.INVISIBLE,
    }


def test_a_stray_cell_in_the_last_corner_costs_nothing(reader: ProcessReader, tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active["A1"] = "示例台账"
    workbook.active["XFD1048576"] = "角"
    workbook.save(tmp_path / "a.xlsx")
    began = time.monotonic()

    read = reader.read(tmp_path / "a.xlsx")

    assert read.pages[0].text == "示例台账\n角" and time.monotonic() - began < 10


def test_a_very_large_sheet_is_read_as_far_as_the_limit_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook

    from assistant.reading import xlsx_file

    monkeypatch.setattr(xlsx_file, "LARGE", 1000)
    workbook = Workbook()
    for n in range(200):
        workbook.active.append([f"第{n}行", n, 0.5])
    workbook.create_sheet("暗表").append(["藏着"])
    workbook["暗表"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")

    _, first, second, _ = list(xlsx_file.read(tmp_path / "a.xlsx", Limits(cells=303)))

    assert first.text.splitlines()[-1] == "第100行\t100\t0.5" and first.remarks[1].code == "over_limit"
    assert second.text == "" and second.grids == ()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
ENTITIES = {
    "billion laughs": (f"<!DOCTYPE x [{LAUGHS}]>", "&l9;"),
    "a file of this machine": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    "another host": ('<!DOCTYPE x [<!ENTITY e SYSTEM "http://example.org/x">]>', "&e;"),
    "a parameter entity": ('<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>', ""),
}


@pytest.mark.parametrize("bomb", ENTITIES)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_p07_xml_bombs_and_external_entities_are_refused_at_once(
    reader: ProcessReader, letter: Path, book: Path, bomb: str, kind: str
) -> None:
    declaration, use = ENTITIES[bomb]
    path, part = (letter, "word/document.xml") if kind == "docx" else (book, "xl/workbook.xml")
    with zipfile.ZipFile(path) as package:
        body = package.read(part).decode()
    head, rest = body.split("?>", 1) if body.startswith("<?xml") else ('<?xml version="1.0"', body)
    with_part(path, part, f"{head}?>{declaration}{rest}".replace("我单位", use), old=body)
    began = time.monotonic()

    read = reader.read(path)

    assert read.refused == "XML 中含实体声明（XML 炸弹或外部实体），未打开" and read.read_by is ReadBy.REFUSED
    assert read.remarks[0].code == "bomb" and time.monotonic() - began < 2


def test_p07_a_declaration_in_utf_16_is_found_too(reader: ProcessReader, letter: Path) -> None:
    declared = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [{LAUGHS}]><x>&l9;</x>'
    with_part(letter, "word/comments.xml", declared.encode("utf-16"))

    assert reader.read(letter).remarks[0].code == "bomb"


def test_p07_a_declaration_behind_a_long_comment_is_found_too(reader: ProcessReader, letter: Path) -> None:
    comment = f"<!--{'x' * 70_000}-->"
    with_part(letter, "word/comments.xml", f'<?xml version="1.0"?>{comment}<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>')

    assert reader.read(letter).remarks[0].code == "bomb"


def test_p07_a_zip_bomb_is_not_unpacked(reader: ProcessReader, letter: Path) -> None:
    with_part(letter, "word/huge.xml", b"\0" * (80 * MB))
    began = time.monotonic()

    read = reader.read(letter)

    assert read.refused is not None and "疑为压缩炸弹" in read.refused and time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/vbaProject.bin", "宏"),
        ("word/embeddings/oleObject1.bin", "嵌入对象"),
        ("word/activeX/activeX1.xml", "ActiveX 控件"),
    ],
)
def test_p07_macros_and_embedded_programs_are_named(reader: ProcessReader, letter: Path, part: str, what: str) -> None:
    with_part(letter, part, b"<x/>")

    read = reader.read(letter)

    assert f"文件含{what}，未运行" in [remark.say for remark in read.remarks if remark.code == "active_content"]
    assert "我单位承诺" in read.pages[0].text


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_p07_a_document_with_macros_and_a_template_are_read(reader: ProcessReader, letter: Path, kind: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with_part(letter, "[Content_Types].xml", kind, old=plain)
    with_part(letter, "word/vbaProject.bin", b"x")

    read = reader.read(letter)

    assert "文件含宏，未运行" in [remark.say for remark in read.remarks]
    assert "我单位承诺" in read.pages[0].text


def test_ticks_and_boxes_that_are_letters_of_a_font_are_read(reader: ProcessReader, tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    paragraph = document.add_paragraph()
    for sign, word in (("F052", "是 "), ("F0A3", "否")):
        drawn = parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings 2" w:char="{sign}"/>')
        paragraph.add_run()._r.append(drawn)
        paragraph.add_run(word)
    document.save(tmp_path / "a.docx")

    assert reader.read(tmp_path / "a.docx").pages[0].text == "☑是 □否"


def test_p07_a_dde_field_is_named(reader: ProcessReader, letter: Path) -> None:
    field = '<w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:t>我单位承诺'
    with_part(letter, "word/document.xml", field, old="<w:r><w:t>我单位承诺")

    assert "active_content" in [remark.code for remark in reader.read(letter).remarks]


def test_a_template_from_another_host_is_named_and_not_fetched(reader: ProcessReader, letter: Path) -> None:
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="http://example.org/evil.dotm" TargetMode="External"/></Relationships>'
    )
    with_part(letter, "word/_rels/document.xml.rels", relation, old="</Relationships>")

    read = reader.read(letter)

    assert "active_content" in [remark.code for remark in read.remarks] and "我单位承诺" in read.pages[0].text


def test_a_damaged_package_is_unreadable_and_no_more(reader: ProcessReader, letter: Path, book: Path) -> None:
    for path in (letter, book):
        data = bytearray(path.read_bytes())
        data[200 : len(data) // 2] = bytes(len(data) // 2 - 200)
        path.write_bytes(data)

        assert reader.read(path).unreadable == "文件已损坏，无法继续读取"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_plain_text_in_the_codings_of_the_country(reader: ProcessReader, tmp_path: Path, coding: str) -> None:
    (tmp_path / "a.txt").write_bytes("单位名称：某某公司\n日期：2026年3月1日".encode(coding))

    assert reader.read(tmp_path / "a.txt").pages[0].text == "单位名称：某某公司\n日期：2026年3月1日"


def test_a_web_page_is_read_without_its_scripts(reader: ProcessReader, tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("<html><p>示例</p><script>alert(1)</script><p>正文</p></html>", encoding="utf-8")

    read = reader.read(tmp_path / "a.doc")

    assert read.pages[0].text == "示例\n正文"
    assert [remark.code for remark in read.remarks] == ["active_content", "wrong_extension"]


@pytest.mark.parametrize(
    ("name", "data", "say"),
    [
        ("a.ofd", None, "OFD 版式文件暂不能直接读取，请另存为 PDF 后重新提交"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument\0".encode("utf-16-le"),
            "LibreOffice",
        ),
    ],
    ids=["ofd", "doc"],
)
def test_a_format_that_we_do_not_read_is_named(
    reader: ProcessReader, tmp_path: Path, name: str, data: bytes | None, say: str
) -> None:
    if data is None:
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            package.writestr("OFD.xml", "<x/>")
    else:
        (tmp_path / name).write_bytes(data)

    read = reader.read(tmp_path / name)

    assert read.unreadable is not None and say in read.unreadable and read.remarks[0].code == "unsupported_format"


def test_p07_a_picture_over_the_limit_is_refused_by_its_header(reader: ProcessReader, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("1", (12_000, 9_000)).save(tmp_path / "a.png")
    began = time.monotonic()

    read = reader.read(tmp_path / "a.png")

    assert read.refused == "图片 12000×9000 超过10000万像素的上限，未打开" and time.monotonic() - began < 2
    assert reader.look(tmp_path / "a.png", []) == []


def test_a_cut_off_photo_is_a_page_that_says_so(reader: ProcessReader, tmp_path: Path) -> None:
    paper(size=(800, 1100)).save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:20_000])

    read = reader.read(tmp_path / "a.jpg")

    assert read.pages[0].needs_ocr and read.pages[0].remarks[0].code == "damaged"


def test_a_photo_of_an_iphone_is_a_picture(reader: ProcessReader) -> None:
    photo = Path(__file__).parent / "samples" / "photo.heic"

    read = reader.read(photo)

    assert read.type == "heic" and read.pages[0].needs_ocr and read.remarks == ()
    assert reader.picture(photo, 1).startswith(b"\x89PNG")


def test_a_tiff_of_many_pages_has_so_many(reader: ProcessReader, tmp_path: Path) -> None:
    from PIL import Image

    frames = [Image.new("L", (200 + n, 300)) for n in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])

    read = reader.read(tmp_path / "a.tif")

    assert [page.number for page in read.pages] == [1, 2, 3] and read.page_count == 3


@pytest.mark.slow
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_an_old_word_file_is_read_through_libreoffice(letter: Path, tmp_path: Path, ending: str) -> None:
    import subprocess

    profile = (tmp_path / "profile").as_uri()
    command: list[Any] = [find_soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", tmp_path, letter], capture_output=True, check=True)
    work = tmp_path / "work"

    with open_reader(cache=None, work=work, soffice=find_soffice()) as reader:
        read = reader.read(tmp_path / f"a.{ending}")

    assert read.type == ending and "我单位承诺材料真实。" in "".join(page.text for page in read.pages)
    assert list(work.iterdir()) == []


def test_a_conversion_that_hangs_is_ended(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")
    began = time.monotonic()

    with open_reader(cache=None, work=tmp_path / "w", limits=Limits(convert_seconds=0.5), soffice=program) as reader:
        read = reader.read(tmp_path / "a.rtf")

    assert read.unreadable == "LibreOffice 转换超过时限" and read.remarks[0].code == "timed_out"
    assert time.monotonic() - began < 5
