"""An office's own checklist: taken whole or refused in one line that says where and what instead."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from assistant.errors import BadFile
from assistant.screening.checklist_file import checklist_in_use, read_checklist
from tests.screening.papers import CORPUS, HONEST, screened, status

GOOD = """
- {编号: discharge_permit, 要求: 必备}
- {编号: monitoring_report, 时限: 半年}
- {编号: noise_report, 材料名称: 厂界噪声检测报告, 要求: 建议, 依据: 本局通知, 识别词: [噪声检测报告, 厂界噪声]}
"""


def written(folder: Path, text: str, name: str = "清单.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_known_items_keep_what_the_file_does_not_change(tmp_path: Path) -> None:
    checklist = read_checklist(written(tmp_path, GOOD), CORPUS)

    permit, report, noise = checklist.items
    assert (permit.required, permit.name, permit.expires) == ("always", "排污许可证（正本、副本）", True)
    assert report.max_age == "P6M"
    assert (noise.authority, noise.basis) == ("practice", ("本局通知",))
    assert checklist.own and "清单.yaml" in checklist.name


def test_a_pack_is_held_against_it_and_its_own_items_are_known(tmp_path: Path) -> None:
    checklist = read_checklist(written(tmp_path, GOOD), CORPUS)
    noise = "# 厂界噪声检测报告\n采样日期：2026年1月5日\n昼间|52|夜间|44"

    report = screened(tmp_path, {**HONEST, "噪声.pdf": noise}, checklist=checklist)

    assert [line.id for line in report.materials] == ["discharge_permit", "monitoring_report", "noise_report"]
    assert status(report, "noise_report") == "present"
    assert "本单位导入" in report.checklist


def test_an_excel_list_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["某市材料清单（示例）"],
        ["序号", "材料名称", "要求", "识别词"],
        [1, "营业执照", "必备", ""],
        [2, "门禁系统建设证明", "高等级必备", "门禁、道闸"],
    ):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")

    checklist = read_checklist(tmp_path / "清单.xlsx", CORPUS)

    assert [(item.id, item.required) for item in checklist.items] == [
        ("business_licence", "always"),
        ("gate_system", "high"),
    ]


def test_the_setting_comes_before_the_library_and_the_library_before_ours(tmp_path: Path) -> None:
    own, library = written(tmp_path, GOOD), tmp_path / "library"
    library.mkdir()

    assert not checklist_in_use(CORPUS, None, library).own
    written(library, "- {编号: business_licence, 要求: 必备}", "checklist.yaml")
    assert len(checklist_in_use(CORPUS, None, library).items) == 1
    assert len(checklist_in_use(CORPUS, own, library).items) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有材料|应是一个列表"),
        ("a: b", "应是一个列表"),
        ("- 排污许可证", "不是“键: 值”"),
        ("- {编号: x y, 要求: 必备}", "只能用英文小写"),
        ("- {材料名称: 某材料, 要求: 必备}", "缺少编号"),
        ("- {编号: new_item, 要求: 必备}", "缺少“name”"),
        ("- {编号: discharge_permit, 要求: 也许}", "不在可选值中"),
        ("- {编号: discharge_permit, 颜色: 红}", "不认识的键"),
        ("- {编号: discharge_permit, 时限: 很久}", "看不懂"),
        ("- {编号: discharge_permit, 依据: 'henan-2024:99'}", "不是已载入文件的条款"),
        ("- {编号: discharge_permit}\n- {编号: discharge_permit}", "重复"),
        ("- {编号: [1, 2]", "YAML"),
    ],
)
def test_a_broken_list_is_one_line_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words) as told:
        read_checklist(written(tmp_path, text), CORPUS)

    assert "\n" not in str(told.value) and "清单.yaml" in str(told.value)


def test_a_file_that_is_no_excel_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(BadFile, match="Excel"):
        read_checklist(tmp_path / "坏.xlsx", CORPUS)
    with pytest.raises(BadFile, match="找不到"):
        read_checklist(tmp_path / "无.yaml", CORPUS)
