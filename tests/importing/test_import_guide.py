"""From a printed 示例 guide to its draft: cells, places, page breaks, what is refused, and that nothing is overwritten."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.importing.pipeline import Imported, import_guide
from assistant.importing.review import drafted, open_review, state_path
from assistant.importing.threshold import SURE
from assistant.library.yaml_file import read_yaml
from assistant.reading.open import ProcessReader, open_reader
from tests.importing.printed import HEAD, ROWS, bare_pdf, lined_pdf, ruled_pdf, word_file


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as opened:
        yield opened


def run(file: Path, reader: ProcessReader, out: Path | None = None) -> Imported:
    folder = out or file.parent / "drafts"
    return import_guide(file, guide="shili-1", out=folder, library=file.parent / "library", reader=reader)


def cells_of(done: Imported) -> dict[tuple[str, str], str]:
    (draft,) = done.drafts
    return {
        (f"{row.indicator}/{row.sub}" if row.sub else row.indicator, str(grade)): cell.raw
        for row in draft.tables[0].rows
        for grade, cell in row.cells.items()
    }


def wanted() -> dict[tuple[str, str], str]:
    out, label = {}, ""
    for row in ROWS:
        label = row[0] or label
        for grade, text in zip("ABC", row[2:], strict=True):
            out[f"{label}/{row[1]}" if row[1] else label, grade] = text
    return out


def squeezed(cells: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {key: re.sub(r"[ \t]", "", text) for key, text in cells.items()}


@pytest.mark.parametrize("before", [0, 330, 420, 470, 500, 560])
def test_a_ruled_table_comes_whole_wherever_the_page_ends(tmp_path: Path, reader: ProcessReader, before: int) -> None:
    done = run(ruled_pdf(tmp_path / "示例.pdf", before=before), reader)

    assert squeezed(cells_of(done)) == squeezed(wanted())
    assert done.drafts[0].scope == "适用于示例铸件企业。"
    assert done.drafts[0].tables[0].title.replace(" ", "") == "表1示例铸件行业绩效分级指标"
    assert done.drafts[0].tables[0].footnotes == (("a", "示例：按批次统计。"),)
    assert [(str(m.grade), str(m.alert), m.raw) for m in done.drafts[0].measures] == [
        ("A", "黄色", "自主采取示例措施。")
    ]


def test_a_table_ruled_across_only(tmp_path: Path, reader: ProcessReader) -> None:
    done = run(lined_pdf(tmp_path / "示例.pdf"), reader)

    assert squeezed(cells_of(done)) == squeezed({k: v for k, v in wanted().items() if "/" not in k[0]})


def test_a_word_file(tmp_path: Path, reader: ProcessReader) -> None:
    done = run(word_file(tmp_path / "示例.docx"), reader)

    first = done.drafts[0].tables[0].rows[0].cells
    assert cells_of(done)["排放限值", "A"] == ROWS[1][2]
    assert all(cell.page is None and cell.box is None for cell in first.values())


def test_numbers_and_references_are_typed(tmp_path: Path, reader: ProcessReader) -> None:
    done = run(ruled_pdf(tmp_path / "示例.pdf"), reader)

    rows = {row.sub or row.indicator: row.cells for row in done.drafts[0].tables[0].rows}
    by = {str(grade): cell for grade, cell in rows["排放限值"].items()}
    assert [(one["pollutant"], one["value"], one["oxygen"]) for one in by["A"].limits] == [
        ("颗粒物", 11, 8), ("SO2", 37, 8), ("NOx", 53, 8), ("氨逃逸", 7, None),
    ]  # fmt: skip
    assert {one["where"] for one in by["B"].limits} == {"示例窑头"}
    assert str({str(g): c for g, c in rows["能源类型"].items()}["B"].same_as) == "A"
    assert [one["value"] for one in next(iter(rows["台账记录"].values())).retention] == [1]
    assert [one["value"] for one in next(iter(rows["运输方式"].values())).shares] == [83]


texts = st.text(alphabet="示例甲乙丙丁颗粒物不高于、，；。（）0123456789mg/³ABab", min_size=1, max_size=60).filter(
    str.strip
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5), before=st.integers(0, 520))
def test_p05_no_letter_that_is_not_on_its_page_and_every_box_inside(
    tmp_path_factory: pytest.TempPathFactory, reader: ProcessReader, rows: list[tuple[str, str, str]], before: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = ruled_pdf(folder / "示例.pdf", before=before, rows=[[f"示例{n}", "", *row] for n, row in enumerate(rows)])
    letters, sizes = _pages(file)

    for draft in run(file, reader).drafts:
        for table in draft.tables:
            for row in table.rows:
                for cell in row.cells.values():
                    assert cell.page is not None and cell.box is not None
                    near = sum(letters[cell.page - 1 : cell.page + 2], Counter())
                    assert not Counter(re.sub(r"\s", "", cell.raw)) - near
                    wide, high = sizes[cell.page - 1]
                    assert 0 <= cell.box.x0 <= cell.box.x1 <= wide and 0 <= cell.box.top <= cell.box.bottom <= high


def _pages(file: Path) -> tuple[list[Counter[str]], list[tuple[float, float]]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
        return [Counter(re.sub(r"\s", "", text)) for text in texts], [page.get_size() for page in document]
    finally:
        document.close()


def test_the_draft_reads_back_as_review_reads_it(tmp_path: Path, reader: ProcessReader) -> None:
    done = run(ruled_pdf(tmp_path / "示例.pdf"), reader)

    table = drafted(read_yaml(done.written[0].path))
    assert table.industry == "示例铸件行业"
    assert {str(grade) for grade in table.tables[0].grades} == {one[0] for one in HEAD[2:]}


def test_the_same_file_again_changes_nothing(tmp_path: Path, reader: ProcessReader) -> None:
    file = ruled_pdf(tmp_path / "示例.pdf")
    first = run(file, reader).written[0]
    raw = first.path.read_bytes()

    again = run(file, reader).written[0]

    assert (again.how, again.path, again.path.read_bytes()) == ("same", first.path, raw)
    assert "已导入过" in again.say


def test_another_file_lies_beside_and_a_review_is_never_overwritten(tmp_path: Path, reader: ProcessReader) -> None:
    first = run(ruled_pdf(tmp_path / "示例.pdf"), reader).written[0]
    raw = first.path.read_bytes()
    state_path(first.path).write_text('{"decisions": []}', encoding="utf-8")

    other = run(ruled_pdf(tmp_path / "示例新版.pdf", rows=[*ROWS[:2]]), reader).written[0]

    assert other.how == "beside" and other.path != first.path
    assert first.path.read_bytes() == raw
    assert open_review(other.path).table.industry == "示例铸件行业"


def _no_guide(path: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "A letter about nothing in particular, long enough to be read as text.")
    canvas.save()
    return path


def _locked(path: Path) -> Path:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=ruled_pdf(path.with_name("open.pdf")))
    writer.encrypt("示例")
    writer.write(path)
    return path


def _half(path: Path) -> Path:
    whole = ruled_pdf(path.with_name("whole.pdf")).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


def _text(path: Path) -> Path:
    path.write_text("示例", encoding="utf-8")
    return path


BAD = [(_no_guide, "没有找到"), (_locked, "密码"), (_half, "示例坏.pdf"), (_text, "不是 PDF 或 DOCX")]


@pytest.mark.parametrize(("make", "words"), BAD, ids=["no guide", "a password", "half a file", "a text"])
def test_what_is_no_guide_is_said_in_one_line(tmp_path: Path, reader: ProcessReader, make: Any, words: str) -> None:
    with pytest.raises(InputError) as told:
        run(make(tmp_path / "示例坏.pdf"), reader)

    assert words in str(told.value) and "\n" not in str(told.value)
    assert not (tmp_path / "drafts").exists()


def test_p20_a_folder_that_takes_no_file(tmp_path: Path, reader: ProcessReader) -> None:
    (tmp_path / "drafts").write_text("a file in the folder's place", encoding="utf-8")

    with pytest.raises(InputError, match="写不进去"):
        run(ruled_pdf(tmp_path / "示例.pdf"), reader)


def test_the_command_refuses_an_id_that_is_none(tmp_path: Path) -> None:
    file = ruled_pdf(tmp_path / "示例.pdf")
    words = [
        sys.executable,
        "-m",
        "assistant",
        "import-guide",
        str(file),
        "--guide",
        "示例 ID",
        "--out",
        str(tmp_path / "o"),
    ]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 2 and done.stdout == "" and "指南编号" in done.stderr


def test_a_table_without_rules_and_small_figures_in_their_line(tmp_path: Path, reader: ProcessReader) -> None:
    done = run(bare_pdf(tmp_path / "示例.pdf"), reader)

    limits = {str(g): c.limits for g, c in done.drafts[0].tables[0].rows[1].cells.items()}
    assert [(one["pollutant"], one["value"], one["unit"]) for one in limits["A"]] == [
        ("SO2", 37, "mg/m3"), ("NOx", 53, "mg/m3"),
    ]  # fmt: skip
    assert [(one["pollutant"], one["value"]) for one in limits["B"]] == [("SO2", 41)]


def test_a_cell_that_a_page_cut_is_looked_at_by_a_person(tmp_path: Path, reader: ProcessReader) -> None:
    long = "；\n".join(f"{n}、示例工序{n}颗粒物排放浓度不高于{n + 20}mg/m³" for n in range(1, 70))
    done = run(ruled_pdf(tmp_path / "示例.pdf", rows=[["排放限值", "", long, "同A级", "/"]]), reader)

    cell = next(iter(done.drafts[0].tables[0].rows[0].cells.values()))
    assert len(cell.limits) == 69
    assert cell.confidence < SURE and cell.flags
