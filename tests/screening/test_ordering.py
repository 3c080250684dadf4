"""The pack in order: numbered folders, ranges cut out, an index; nothing is left out and nothing refused handed on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document

from assistant.screening.ordering import plan_of, write_ordered
from assistant.screening.report import FileLine, MaterialPages
from assistant.screening.splitting import cut_out
from tests.screening.made_reports import FORM, LEDGER, LICENCE, MERGED, PERMIT, corpus, gaps


def pdf(path: Path, pages: int) -> Path:
    writer = pypdf.PdfWriter()
    for number in range(1, pages + 1):
        writer.add_blank_page(200 + number, 300)
    writer.add_outline_item(title="示例", page_number=0)
    writer.write(path)
    return path


@pytest.fixture
def held(tmp_path: Path) -> dict[str, Path]:
    others = {LICENCE: b"jpg", LEDGER: b"xlsx", "补充/说明.txt": "说明".encode()}
    for number, body in enumerate(others.values()):
        (tmp_path / f"f{number}").write_bytes(body)
    paths = {name: tmp_path / f"f{number}" for number, name in enumerate(others)}
    return {
        **paths,
        FORM: pdf(tmp_path / "a.pdf", 8),
        PERMIT: pdf(tmp_path / "b.pdf", 30),
        MERGED: pdf(tmp_path / "c.pdf", 20),
    }


def test_the_ordered_pack(tmp_path: Path, held: dict[str, Path]) -> None:
    target = tmp_path / "有序.zip"

    write_ordered(target, gaps(), corpus(), held)

    with zipfile.ZipFile(target) as pack:
        names = pack.namelist()
        assert "01_绩效分级申报表（申报材料主件）/01申报表_第1-3页.pdf" in names
        assert "07_排污许可证（正本、副本）/排污许可证.pdf" in names
        assert "31_未归类/说明.txt" in names
        assert not any("加密" in name for name in names)
        first = pypdf.PdfReader(io.BytesIO(pack.read("02_对标自评表（逐项对照差异化指标）/01申报表_第4-8页.pdf")))
        assert [round(float(page.mediabox.width)) for page in first.pages] == [204, 205, 206, 207, 208]
        assert "/Outlines" not in first.trailer["/Root"]  # what hangs on the document stays behind, scripts too
        assert pack.read("07_排污许可证（正本、副本）/排污许可证.pdf") == held[PERMIT].read_bytes()
        index = openpyxl.load_workbook(io.BytesIO(pack.read("00_目录.xlsx")))["目录"]
        rows = {row[1]: row for row in index.iter_rows(values_only=True)}
        assert rows["环境影响评价文件及批复"][2:4] == ("缺", "—")
        assert rows["（未予打开，未放入）"][4] == "补充/加密.pdf"
        text = "\n".join(p.text for p in Document(io.BytesIO(pack.read("00_目录.docx"))).paragraphs)
        assert "以生态环境部门核定为准" in text
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_same_pack_gives_the_same_bytes_of_whole_files_and_index(tmp_path: Path, held: dict[str, Path]) -> None:
    for name in ("1.zip", "2.zip"):
        write_ordered(tmp_path / name, gaps(), corpus(), held)

    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_every_page_of_every_file_goes_somewhere_once() -> None:
    parts = [p for p in plan_of(gaps()) if p.file == MERGED]

    assert sorted(p.pages for p in parts if p.pages) == [(1, 8), (9, 20)]


def test_pages_between_materials_are_kept() -> None:
    line = FileLine(
        file="合订本.pdf", pages=10, read_by="text", materials=(MaterialPages(id="site_plan", pages=(3, 4)),)
    )

    parts = plan_of(gaps(files=(line,)))

    assert [(p.folder[3:], p.pages) for p in parts] == [
        ("厂区总平面布置图（含废气源）", (3, 4)), ("未归类", (1, 2)), ("未归类", (5, 10)),
    ]  # fmt: skip


def test_two_files_of_one_name_are_both_there() -> None:
    lines = tuple(
        FileLine(file=f"{n}/证.pdf", pages=1, read_by="text", materials=(MaterialPages(id="site_plan", pages=(1, 1)),))
        for n in "一二"
    )

    assert [p.name for p in plan_of(gaps(files=lines))] == ["证.pdf", "证(2).pdf"]


def test_a_name_that_no_system_takes_is_made_safe() -> None:
    line = FileLine(file='子/a:b*"c|.pdf', pages=1, read_by="text")

    assert plan_of(gaps(files=(line,)))[0].name == "a_b__c_.pdf"


def test_p02_a_file_that_cannot_be_cut_costs_itself_only(tmp_path: Path, held: dict[str, Path]) -> None:
    held[MERGED].write_bytes(b"%PDF-1.4 broken")

    write_ordered(tmp_path / "o.zip", gaps(), corpus(), held)

    with zipfile.ZipFile(tmp_path / "o.zip") as pack:
        whole = [n for n in pack.namelist() if pack.read(n) == b"%PDF-1.4 broken"]
        index = openpyxl.load_workbook(io.BytesIO(pack.read("00_目录.xlsx")))["目录"]
    assert len(whole) == 2
    assert any("未能按页拆分" in str(row[3]) for row in index.iter_rows(values_only=True))


def test_p02_cutting_that_takes_too_long_is_ended(tmp_path: Path, held: dict[str, Path]) -> None:
    assert cut_out(held[MERGED], 1, 2, tmp_path / "t.pdf", seconds=0.01) is False
    assert not (tmp_path / "t.pdf").exists()
