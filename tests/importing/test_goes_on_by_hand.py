"""Tables that somebody cut by hand and went on with under 续表, in Word and on one page; watermarks over pages. 示例 text only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.importing.pipeline import Imported, import_guide
from assistant.importing.running import without_running_lines
from assistant.importing.sheets import Sheet, Word
from assistant.reading.open import ProcessReader, open_reader
from assistant.reading.page import Box

HEAD = ["差异化指标", "A级", "B级"]
ROWS = [["能源类型", "示例甲", "示例乙"], ["运输方式", "示例丙", "示例丁"]]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as opened:
        yield opened


def word_file(path: Path, between: list[str]) -> Path:
    import docx

    document: Any = docx.Document()
    for text in (
        "示例指南（示例）",
        "一、示例釉料行业",
        "适用范围",
        "适用于示例釉料企业。",
        "表1 示例釉料绩效分级指标",
    ):
        document.add_paragraph(text)
    for at, row in enumerate(ROWS):
        for text in between if at else ():
            document.add_paragraph(text)
        table = document.add_table(rows=2, cols=3)
        for r, texts in enumerate((HEAD, row)):
            for c, text in enumerate(texts):
                table.cell(r, c).text = text
        document.add_paragraph("")
    document.save(str(path))
    return path


def imported(path: Path, root: Path, reader: ProcessReader) -> Imported:
    return import_guide(path, guide="shili-1", out=root / "o", library=root / "l", reader=reader)


SAYS_SO = [
    "续表", "续表1", "表1 示例釉料绩效分级指标（续）", "表1 示例釉料绩效分级指标", "表1 示例釉料绩效分级指标　续表", "（接上页）", "【续上表】",
    "上接第3页", "（转下页）", "表1 示例釉料绩效分级指标（接上表）", "接前表",
]  # fmt: skip


@pytest.mark.parametrize("line", SAYS_SO)
def test_a_table_in_word_goes_on_under_a_line_that_says_so(tmp_path: Path, reader: ProcessReader, line: str) -> None:
    done = imported(word_file(tmp_path / "示例.docx", [line]), tmp_path, reader)

    (table,) = [table for draft in done.drafts for table in draft.tables]
    assert [row.indicator for row in table.rows] == ["能源类型", "运输方式"]
    assert table.title == "表1 示例釉料绩效分级指标"


NO_MORE = [
    "表2 示例釉料绩效分级指标（电炉）",
    "另一示例指标 续表",  # of another title
    "接上表，有示例工序的还应符合下表。",
    "手续齐全",
]


@pytest.mark.parametrize("line", NO_MORE)
def test_a_table_under_a_title_of_its_own_does_not_go_on(tmp_path: Path, reader: ProcessReader, line: str) -> None:
    done = imported(word_file(tmp_path / "示例.docx", [line]), tmp_path, reader)

    assert [len(table.rows) for draft in done.drafts for table in draft.tables] == [1, 1]


def test_a_large_word_in_one_place_on_several_pages_is_no_text() -> None:
    words = tuple(Word("示例正文", Box(50, 20 * at, 200, 20 * at + 12), 10.0) for at in range(3, 12))
    mark, title = Word("内部资料", Box(200, 400, 330, 440), 30.0), Word("示例标题", Box(100, 20, 300, 45), 24.0)
    sheets = [Sheet(1, 595, 842, (*words, title, mark), (), ()), Sheet(2, 595, 842, (*words, mark), (), ())]

    first, second = without_running_lines(sheets)

    assert title in first.words
    assert mark not in (*first.words, *second.words)


@pytest.mark.parametrize(
    ("text", "again", "down", "goes"),
    [
        ("示例协会供稿", "示例协会供稿", 20, True), ("示例协会 1/3", "示例协会 2/3", 20, True), ("示例协会供稿", "示例学会供稿", 20, False),
        ("示例协会供稿", "示例协会供稿", 60, False), ("表1 示例指标", "表1 示例指标", 20, False), ("三、示例行业", "三、示例行业", 20, False),
    ],
)  # fmt: skip
def test_a_line_that_comes_again_at_one_place_near_by_is_a_running_head(
    text: str, again: str, down: float, goes: bool
) -> None:
    """In a part of a longer paper, so that it stands on few of its pages."""

    def sheet(number: int, line: str, top: float) -> Sheet:
        body = [Word(f"示例正文{number}{at}", Box(50, 20.0 * at, 200, 20.0 * at + 10), 10.0) for at in range(8, 20)]
        return Sheet(number, 595, 842, (Word(line, Box(50, top, 150, top + 9), 9.0), *body), (), ())

    plain = [sheet(number, f"示例第{name}讲", 20) for number, name in enumerate("甲乙丙丁戊己庚", 3)]
    some = without_running_lines([sheet(1, text, 20), sheet(2, again, down), *plain])

    assert [text in {w.text for w in some[0].words}, again in {w.text for w in some[1].words}] == [not goes] * 2


@pytest.mark.parametrize(("room", "goes"), [(12.0, True), (4.0, False)])
def test_a_row_that_says_the_same_overleaf_is_no_running_head(room: float, goes: bool) -> None:
    def sheet(number: int) -> Sheet:
        body = [
            Word(f"示例正文{number}{at}", Box(50, 29 + room + 14 * at, 200, 38 + room + 14 * at), 9.0)
            for at in range(9)
        ]
        return Sheet(number, 595, 842, (Word("同上一等级", Box(50, 20, 150, 29), 9.0), *body), (), ())

    plain = [Sheet(number, 595, 842, (Word("示例", Box(50, 300, 150, 309), 9.0),), (), ()) for number in range(3, 9)]
    some = without_running_lines([sheet(1), sheet(2), *plain])

    assert ["同上一等级" in {w.text for w in one.words} for one in some[:2]] == [not goes] * 2
