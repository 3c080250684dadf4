"""`screen` from the command line: reports, the pack in order, the last report, a month's folder; slips are one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from assistant.screening.export_json import as_json_file
from tests.screening.made_reports import corpus, gaps

ROOT = Path(__file__).parents[2]


def jixiao(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    folders = {
        "ASSISTANT_DATA": home / "data",
        "ASSISTANT_INDEX": home / "index",
        "ASSISTANT_PAGES": home / "pages",
        "ASSISTANT_WORK": home / "work",
    }
    environment = {**os.environ, **{name: str(path) for name, path in folders.items()}}
    command = [sys.executable, "-m", "assistant", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "示例包"
    folder.mkdir()
    paper = Document()
    paper.add_heading("重污染天气重点行业绩效分级申报表（示例）", level=1)
    paper.add_paragraph("企业名称：示例铸造有限公司")
    paper.add_paragraph("申报等级：B级　行业：铸造　联系电话：13812345678")
    paper.save(folder / "申报表.docx")
    (folder / "说明.txt").write_text("示例", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_one_pack_in_every_format_and_in_order(pack: Path, tmp_path: Path) -> None:
    out = [tmp_path / f"报告{suffix}" for suffix in (".docx", ".xlsx", ".pdf", ".json")]
    options = [word for path in out for word in ("--report", path)]

    done = jixiao(
        "screen",
        pack,
        "--grade",
        "B",
        "--as-of",
        "2026-11-23",
        *options,
        "--ordered",
        tmp_path / "有序.zip",
        "--json",
        home=tmp_path,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["grade"] == "B" and not told["complete"]
    assert [path.read_bytes()[:2] for path in out] == [b"PK", b"PK", b"%P", b"{\n"]
    assert "13812345678" not in out[3].read_text(encoding="utf-8")
    assert json.loads(out[3].read_text(encoding="utf-8"))["materials"] == told["materials"]
    names = zipfile.ZipFile(tmp_path / "有序.zip").namelist()
    assert "01_绩效分级申报表（申报材料主件）/申报表.docx" in names and "31_未归类/说明.txt" in names

    again = jixiao(
        "screen", pack, "--grade", "B", "--as-of", "2026-11-24", "--previous", out[3], "--json", home=tmp_path
    )
    changes = json.loads(again.stdout)["changes"]
    assert changes["against"] == "2026-11-23" and changes["added"] == [] and changes["still_missing"]


@pytest.mark.slow
def test_a_month_is_one_object_a_line_and_one_bad_pack_costs_itself(pack: Path, tmp_path: Path) -> None:
    month = tmp_path / "十一月"
    month.mkdir()
    pack.rename(month / "甲铸造")
    (month / "乙.zip").write_bytes(b"PK\x03\x04 broken")

    first = jixiao("screen", "--batch", month, "--out", tmp_path / "汇总.xlsx", "--as-of", "2026-11-23", home=tmp_path)

    assert first.returncode == 0, first.stderr
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["乙.zip", "甲铸造"]
    assert "error" in rows[0] and rows[1]["days_to_month_end"] == 7 and rows[1]["missing"] > 0
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx")["预审汇总"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)][1:] == ["乙.zip", "甲铸造"]
    again = jixiao("screen", "--batch", month, "--out", tmp_path / "汇总.xlsx", "--as-of", "2026-11-23", home=tmp_path)
    assert "甲铸造" not in again.stderr.replace("汇总", "")  # known: not screened again
    assert again.stdout == first.stdout


SLIPS = {
    "format": (["--report", "报告.doc"], "不认识的格式"),
    "no such folder": (["--report", "没有/报告.docx"], "文件夹不存在"),
    "order": (["--ordered", "有序.rar"], "不认识的格式"),
    "out alone": (["--out", "a.xlsx"], "--batch"),
    "previous": (["--previous", "坏.json"], "不是完整的 JSON"),
    "no previous": (["--previous", "没有.json"], "打不开"),
}


@pytest.mark.parametrize(("options", "words"), SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_one_line_before_any_work(options: list[str], words: str, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.json").write_text("{")
    placed = [options[0], tmp_path / options[1]]

    done = jixiao("screen", pack, *placed, home=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [(["screen"], "PACK"), (["screen", "--batch", "."], "--out"), (["screen", "a", "--batch", ".", "--out", "b.xlsx"], "不能与 PACK 同时使用"),
     (["screen", "--batch", "/没有", "--out", "/tmp/x.xlsx"], "不是文件夹")],
)  # fmt: skip
def test_what_does_not_go_together(words: list[str], said: str, tmp_path: Path) -> None:
    done = jixiao(*words, home=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_foreign_report_is_no_previous_one(pack: Path, tmp_path: Path) -> None:
    broken = json.loads(as_json_file(gaps(), corpus()))
    del broken["materials"]
    (tmp_path / "上次.json").write_text(json.dumps(broken), encoding="utf-8")

    done = jixiao("screen", pack, "--previous", tmp_path / "上次.json", home=tmp_path)

    assert done.returncode == 2 and "materials 不成格式" in done.stderr
