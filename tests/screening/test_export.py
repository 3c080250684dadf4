"""What people get: Word, Excel, PDF and JSON of one report. Whole or not at all, in the words to send back."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pypdf
import pypdfium2
import pytest
from docx import Document

from assistant.errors import BadFile, InputError, MissingPart, UnknownValue
from assistant.library.clause import ClauseId
from assistant.screening import export_file
from assistant.screening.export_docx import as_docx
from assistant.screening.export_file import write_report, write_whole
from assistant.screening.export_json import as_json_file, parse_report, read_report
from assistant.screening.export_pdf import as_pdf, wrapped
from assistant.screening.export_xlsx import as_xlsx
from assistant.screening.fonts import Font, find_font
from assistant.screening.masking import masked
from assistant.screening.overruling import overrule
from assistant.screening.report import Authority, Evidence, Finding, Kind, Report, Severity, Status
from assistant.screening.summary import summary_of
from tests.screening.made_reports import corpus, findings, gaps, in_order

ROOT = Path(__file__).parents[2]


def docx_text(report: Report) -> str:
    paper = Document(io.BytesIO(as_docx(report, corpus())))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in paper.paragraphs] + cells)


def pdf_text(report: Report) -> str:
    with pypdfium2.PdfDocument(as_pdf(report, corpus())) as pdf:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)


def book(report: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(report, corpus())))


def xlsx_text(report: Report) -> str:
    return "\n".join(str(c) for sheet in book(report) for row in sheet.iter_rows(values_only=True) for c in row if c)


@pytest.mark.parametrize("text_of", [docx_text, xlsx_text, pdf_text], ids=["docx", "xlsx", "pdf"])
def test_each_format_says_the_same(text_of) -> None:
    text = "".join(text_of(gaps()).split())

    for words in (
        "示例铸造有限公司", "B级", "铸造", "2026-11-23", "需要补正",
        "环境影响评价文件及批复", "证照/排污许可证.pdf第1页", "2026-11-30", "7天",
        "以生态环境部门核定为准", "未载入附件3官方模板", corpus().version, "2024-04-18起施行", "需要密码", "需人工核对",
        "证照/营业执照.jpg第1页", "01申报表.pdf第1页",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("text_of", [docx_text, xlsx_text, pdf_text], ids=["docx", "xlsx", "pdf"])
def test_no_format_calls_anything_false_or_forged(text_of) -> None:
    text = text_of(gaps())

    assert not re.search("造假|虚假|其他材料", text)


def test_p13_the_same_report_gives_the_same_bytes() -> None:
    def all_formats() -> list[bytes]:
        return [f.write(gaps(), corpus(), None) for f in export_file.FORMATS.values()]

    first = all_formats()
    time.sleep(2.1)  # ZIP counts time in steps of two seconds

    assert all_formats() == first


def test_p21_identity_and_telephone_numbers_stay_out() -> None:
    told = Finding(
        kind=Kind.UNSIGNED, material="truthfulness_commitment", severity=Severity.WARNING,
        message="承诺人身份证410101199001011234，电话13812345678、0371-65801234",
        evidence=(Evidence(file="张三410101199001011234.pdf", page=1, text="410101199001011234"),),
    )  # fmt: skip
    report = gaps(findings=(told,))

    for text in (docx_text(report), xlsx_text(report), pdf_text(report), as_json_file(report, corpus()).decode()):
        assert not re.search("410101199001011234|13812345678|65801234", text)


def test_p21_codes_and_dates_that_the_checklist_compares_stay() -> None:
    kept = "91410100MA44AB1234 91410100MA44AB1234001P 2026-03-01 附件003-20260301.pdf 010-20260301.pdf 410100199001"

    assert masked(kept) == kept


def test_p24_each_item_says_what_on_what_basis_and_how_to_mend() -> None:
    items = summary_of(gaps(), corpus()).to_mend

    assert {item.material for item in items} == {
        "eia_approval", "discharge_permit", "control_ledger", "compliance_statement", "credit_rating",
    }  # fmt: skip
    assert all(item.lacking and item.mend and item.basis for item in items)
    assert all(corpus().verbatim(b.quote, ClauseId.parse(b.id)) for item in items for b in item.basis)


def test_practice_never_stands_on_the_list_to_send_back() -> None:
    summary = summary_of(gaps(), corpus())
    pages = book(gaps())

    assert all(item.authority is not Authority.PRACTICE for item in summary.to_mend)
    mend = {row[1] for row in pages["补正清单"].iter_rows(min_row=2, values_only=True)}
    advice = {row[1] for row in pages["建议补充"].iter_rows(min_row=2, values_only=True)}
    assert "门禁系统建设证明" in advice
    assert not mend & advice


def test_a_quote_of_a_long_clause_is_the_sentence_that_speaks_of_the_material() -> None:
    item = next(i for i in summary_of(gaps(), corpus()).to_mend if i.material == "compliance_statement")

    quote = next(b.quote for b in item.basis if b.id == "henan-2024:6(2)")
    assert "一年内无环境违法行为" in quote and len(quote) < 80


@pytest.mark.parametrize(
    ("grade", "left"), [("B", True), ("绩效引领性", True), (None, True), ("C", False), ("D", False)]
)
def test_the_month_end_of_9_2_is_quoted_for_the_grades_it_names(grade: str | None, left: bool) -> None:
    summary = summary_of(gaps(grade=grade), corpus())

    assert ("每月底前" in summary.reporting) is left
    assert (summary.days_left, summary.month_end.isoformat()) == (7, "2026-11-30")


def test_at_grade_c_high_items_are_advice() -> None:
    assert [item.material for item in summary_of(gaps(grade="C"), corpus()).to_mend] == []


def test_a_complete_pack_says_so_and_promises_nothing() -> None:
    summary = summary_of(in_order(), corpus())

    assert summary.headline == "清单所列材料未见缺项"
    assert "没有需要补正的材料" in docx_text(in_order())


def test_the_summary_fits_one_page() -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(gaps(), corpus())))

    assert "材料一览" not in "".join(reader.pages[0].extract_text().split())
    assert "材料一览" in "".join(reader.pages[1].extract_text().split())


def test_a_cell_longer_than_a_page_is_cut_in_the_pdf_and_whole_elsewhere() -> None:
    lines = tuple(
        line.model_copy(update={"why": "很长的说明。" * 2000}) if line.status is Status.EXPIRED else line
        for line in gaps().materials
    )
    seen = tuple(Evidence(file="台账.pdf", page=n) for n in range(1, 500))
    report = gaps(
        materials=lines, findings=(findings()[1].model_copy(update={"evidence": seen, "message": "甲" * 3000}),)
    )

    assert "余下见Word" in pdf_text(report)
    assert "很长的说明。" * 2000 in docx_text(report)
    assert "共 499 处" in docx_text(report)


def test_p13_the_same_bytes_under_other_hash_seeds() -> None:
    code = (
        "import hashlib\nfrom tests.screening.made_reports import corpus, gaps\n"
        "from assistant.screening.export_file import FORMATS\n"
        "print([hashlib.sha256(f.write(gaps(), corpus(), None)).hexdigest() for f in FORMATS.values()])\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_a_pack_with_nothing_in_it_still_fits_its_first_page() -> None:
    missing = tuple(line.model_copy(update={"status": Status.MISSING, "evidence": ()}) for line in gaps().materials)
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(gaps(materials=missing), corpus())))

    assert "材料一览" in "".join(reader.pages[1].extract_text().split())


def test_the_font_is_embedded_and_cut_down() -> None:
    body = as_pdf(gaps(), corpus())
    fonts = [
        f.get_object() for page in pypdf.PdfReader(io.BytesIO(body)).pages for f in page["/Resources"]["/Font"].values()
    ]
    descriptors = [f["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for f in fonts]

    assert descriptors and all("/FontFile3" in d or "/FontFile2" in d for d in descriptors)
    assert len(body) < 400_000


def test_a_system_font_does_as_well_and_without_any_the_way_out_is_said() -> None:
    there = find_font(package="no_such_package_here")  # make test installs fonts-noto-cjk

    assert there.path.is_file() and as_pdf(in_order(), corpus(), font=there)[:5] == b"%PDF-"
    with pytest.raises(MissingPart, match=r"中文字体.*pip install pylopdf-fonts-zh-cn.*apt-get install fonts-noto-cjk"):
        find_font(system=(Font(Path("/nowhere.ttc")),), package="no_such_package_here")


@pytest.mark.parametrize(
    "text", ["示例，“引号”（括号）。" * 9, "路径/很长很长/name_2026-03-01.pdf" * 4, "a" * 200, "", "。。。", "（" * 40]
)
def test_lines_are_broken_where_chinese_is_broken_and_nothing_is_lost(text: str) -> None:
    lines = wrapped(text, 20.0, len).split("\n")

    assert "".join(lines) == text
    assert all(len(line) <= 21 for line in lines[:-1]) or "（（" in text
    assert not any(line[:1] in "，。）”" for line in lines[1:] if len(text.strip("。")) > 0)


def test_a_cell_is_never_a_formula_and_odd_characters_pass() -> None:
    odd = '=HYPERLINK("http://a.example","x")\x07\ud800'
    report = gaps(enterprise=odd)

    cell = next(r[1] for r in book(report)["概要"].iter_rows() if r[0].value == "企业")
    assert cell.data_type == "s" and cell.value.startswith("=HYPERLINK")
    assert as_pdf(report, corpus()) and as_docx(report, corpus())


def test_an_overruled_line_shows_both_and_counts_anew() -> None:
    report = overrule(gaps(), "discharge_permit", Status.PRESENT, by="王某", reason="已核对原件", at="2026-11-23T10:00")

    for text in (docx_text(report), xlsx_text(report), pdf_text(report)):
        assert "程序判为“已过期”" in "".join(text.split()) and "已核对原件" in text
    assert json.loads(as_json_file(report, corpus()))["materials"][6]["overruled"]["was"] == "expired"
    with pytest.raises(UnknownValue, match="理由"):
        overrule(gaps(), "discharge_permit", Status.PRESENT, by="王某", reason=" ", at="")


def test_overruling_every_gap_makes_the_pack_complete() -> None:
    report = gaps()
    for line in report.materials:
        if line.status not in (Status.PRESENT, Status.NOT_APPLICABLE):
            report = overrule(report, line.id, Status.PRESENT, by="王某", reason="现场已收", at="2026-11-23T10:00")

    assert report.complete and report.complete_by_law
    assert summary_of(report, corpus()).to_mend == ()


def test_pictures_only_where_chosen() -> None:
    from PIL import Image

    shot = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(shot, "PNG")
    chosen = as_docx(gaps(), corpus(), {("01申报表.pdf", 1): shot.getvalue()})

    assert len(Document(io.BytesIO(chosen)).inline_shapes) == 1
    assert len(Document(io.BytesIO(as_docx(gaps(), corpus()))).inline_shapes) == 0
    assert as_pdf(gaps(), corpus(), {("01申报表.pdf", 1): shot.getvalue()})


def test_json_comes_back_as_it_went(tmp_path: Path) -> None:
    write_report(tmp_path / "out.json", in_order(), corpus())

    assert read_report(tmp_path / "out.json") == in_order()


FOREIGN = {
    "cut short": (b"{", "不是完整的 JSON"),
    "a list": (b"[1]", "不是预审报告"),
    "an answer": (b'{"answer": "x"}', "不是预审报告"),
    "not UTF-8": (b"\xff\xfe", "UTF-8"),
    "empty": (b"", "JSON"),
    "nested": (b"[" * 100_000, "JSON|嵌套太深"),
    "a wrong type": (b'{"materials": 3}', "materials"),
}


@pytest.mark.parametrize(("raw", "words"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_report_is_refused_in_one_line(raw: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words) as refused:
        parse_report(raw, where="上次.json")

    assert "\n" not in str(refused.value) and "上次.json" in str(refused.value)


@pytest.mark.parametrize("name", ["out.doc", "out", "out.docx.exe", "out.html"])
def test_an_unknown_format_is_said_before_work(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownValue, match=r"\.docx、\.xlsx、\.pdf"):
        write_report(tmp_path / name, gaps(), corpus())


def test_p20_a_full_disk_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")

    def full(self: Path, body: bytes) -> int:
        with self.open("wb") as out:
            out.write(body[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="磁盘已满"):
        write_report(target, gaps(), corpus())

    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_p20_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件夹不存在"):
        write_report(tmp_path / "no" / "out.docx", gaps(), corpus())


def test_p20_kill_9_leaves_no_half_report_and_the_next_run_sweeps(tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    target.write_bytes(b"old")
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom assistant.screening.export_file import being_written\n"
        "with being_written(Path(sys.argv[1])) as beside:\n"
        "    beside.write_bytes(b'half')\n    print('on', flush=True)\n    time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(target)], cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout and run.stdout.readline() == b"on\n"
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert target.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 2

    write_whole(target, b"new")

    assert [p.name for p in tmp_path.iterdir()] == ["out.docx"] and target.read_bytes() == b"new"


def test_p20_a_file_size_limit_is_one_line(tmp_path: Path) -> None:
    """A disk that is really full, by the system's own limit on file sizes."""
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom assistant.errors import InputError\n"
        "from assistant.screening.export_file import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try:\n    write_whole(Path(sys.argv[1]), b'x' * 1000)\nexcept InputError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out.pdf")], cwd=ROOT, capture_output=True, text=True
    )

    assert "没有写成" in done.stdout and done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_the_exports_of_a_pack_of_five_hundred_files_take_seconds() -> None:
    many = gaps(files=gaps().files * 70)
    begun = time.monotonic()
    as_docx(many, corpus())
    as_xlsx(many, corpus())
    as_pdf(many, corpus())

    assert time.monotonic() - begun < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000


@pytest.mark.parametrize("kind", [*export_file.FORMATS])
def test_p23_every_export_says_who_decides_and_which_editions(kind: str, tmp_path: Path) -> None:
    write_report(tmp_path / f"out{kind}", in_order(), corpus())
    text = {
        ".docx": lambda: docx_text(in_order()),
        ".xlsx": lambda: xlsx_text(in_order()),
        ".pdf": lambda: pdf_text(in_order()),
        ".json": lambda: (tmp_path / "out.json").read_text(encoding="utf-8"),
    }[kind]()

    assert all(
        words in text for words in ("以生态环境部门核定为准", "法规版本", corpus().version, "未载入附件3官方模板")
    )
