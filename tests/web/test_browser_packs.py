"""材料预审 in Debian's chromium: drop a pack, look at the evidence, overrule, take away, ask, delete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.test_browser import PHONE, ZOOMED, barriers, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "示例铸造"
    (folder / "证照").mkdir(parents=True)
    for name in ("01申报表.pdf", "证照/排污许可证.pdf", "证照/营业执照.jpg", "说明.txt"):
        (folder / name).write_bytes(b"x" * 2000)
    return folder


def come(me: Any) -> Any:
    me.page.get_by_role("tab", name="材料预审").click()
    me.page.locator(".pack.start").wait_for()
    return me.page


def screened(me: Any, pack: Path) -> Any:
    page = come(me)
    page.locator("input.pick-folder").set_input_files(str(pack))
    page.locator(".chosen").wait_for()
    page.locator('[data-do="start"]:not([disabled])').click()
    page.locator(".pack.result").wait_for()
    return page


def test_the_whole_job(rote_page: str, person: Any, pack: Path) -> None:
    me = person(rote_page)
    page = screened(me, pack)
    assert "需要补正" in page.locator(".pack .badge").inner_text()

    page.locator(".place", has_text="证照/排污许可证.pdf 第2页").click()
    shown = page.locator("dialog.pack-dialog img")
    shown.wait_for()
    page.wait_for_function("() => document.querySelector('dialog.pack-dialog img').naturalWidth > 0")
    assert "box=90.0" in str(shown.get_attribute("src")).replace("%2C", ",")
    page.get_by_role("button", name="下一页").click()
    page.locator("dialog h2", has_text="第3页").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="改判 排污许可证（正本、副本）").click()
    page.locator("dialog [name=status]").select_option("present")
    page.get_by_label("姓名").fill("王某")
    page.get_by_label("理由").fill("已核对延续后的原件")
    page.get_by_role("button", name="保存").click()
    page.locator(".overruled", has_text="已核对延续后的原件").wait_for()
    for words, tail in (("Word", ".docx"), ("Excel", ".xlsx"), ("PDF", ".pdf"), ("JSON", ".json"), ("材料包", ".zip")):
        with page.expect_download() as download:
            page.locator(".taking-out a", has_text=words).click()
        assert download.value.suggested_filename.endswith(tail)
    page.get_by_role("button", name="带着这份报告去提问").click()
    page.locator("#case-line .case", has_text="材料预审").wait_for()
    told = me.ask("哪页看到排污许可证？")
    assert "证照/排污许可证.pdf 第1页" in told.inner_text()
    assert "还缺情况" in me.ask("去年被环保罚款，今年还能申报A级吗？").inner_text()

    page.get_by_role("tab", name="材料预审").click()
    with page.expect_download() as download:
        page.locator(".taking-out a", has_text="JSON").click()
    page.locator(".pack.result").get_by_role("button", name="上传补正后的材料").click()
    page.locator(".pack.start .note", has_text="对比").wait_for()
    page.get_by_role("button", name="清空并删除").click()
    page.locator("dialog").get_by_role("button", name="删除").click()
    page.locator("input.pick-report").set_input_files(str(download.value.path()))
    page.locator(".pack.start .note", has_text="对比").wait_for()
    page.get_by_role("button", name="清空并删除").click()
    page.locator("dialog").get_by_role("button", name="删除").click()
    page.locator(".pack.start .drop").wait_for()
    assert page.locator(".chosen").count() == 0
    assert me.foreign == []
    assert me.complaints == []


def test_files_are_dropped_stopped_and_taken_out(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    page = come(me)
    drop = """(names) => { const data = new DataTransfer();
        for (const name of names) data.items.add(new File(["x"], name));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    page.evaluate(drop, ["慢.pdf", "多余.pdf"])
    page.locator(".chosen li").nth(1).wait_for()
    page.get_by_role("button", name="去掉 多余.pdf").click()
    page.wait_for_function("() => document.querySelectorAll('.chosen li').length === 1")
    page.locator('[data-do="start"]').click()
    page.locator(".pack.running .at", has_text="慢.pdf").wait_for()
    page.get_by_role("button", name="停止").last.click()

    page.locator(".pack.start .note", has_text="已停止").wait_for()

    assert me.complaints == []


def test_p19_two_browsers_are_apart(rote_page: str, person: Any, pack: Path) -> None:
    mine, yours = person(rote_page), person(rote_page)
    screened(mine, pack)

    assert come(yours).locator(".chosen").count() == 0
    yours.page.reload()
    come(yours)
    mine.page.reload()
    mine.page.get_by_role("tab", name="材料预审").click()
    mine.page.locator(".pack.result").wait_for()


@pytest.mark.parametrize("size", [{}, PHONE, ZOOMED], ids=["1366×768", "phone", "200 %"])
def test_p22_no_barrier_in_any_state(rote_page: str, person: Any, axe: str, pack: Path, size: dict[str, int]) -> None:
    me = person(rote_page, **size)
    page = come(me)
    assert fits(page)
    page.locator("input.pick-folder").set_input_files(str(pack))
    page.locator(".chosen").wait_for()
    found = barriers(page, axe)
    assert fits(page)
    page.locator('[data-do="start"]').click()
    page.locator(".pack.result").wait_for()
    for summary in page.locator(".pack summary").all():
        summary.click()
    assert fits(page)
    page.locator(".place").first.click()
    page.locator("dialog.pack-dialog img").wait_for()
    found += barriers(page, axe)  # the result behind the dialog is looked at too

    assert found == []


def test_p22_no_barrier_in_the_dark(rote_page: str, person: Any, axe: str, pack: Path) -> None:
    me = person(rote_page, color_scheme="dark")
    page = screened(me, pack)
    page.locator('[data-do="overrule"]').first.click()
    page.locator("dialog form").wait_for()

    assert barriers(page, axe) == []


def test_p22_the_job_by_keyboard(rote_page: str, person: Any, pack: Path) -> None:
    me = person(rote_page)
    page, keys = come(me), me.page.keyboard
    page.on("filechooser", lambda _: None)  # told now: told at the key press, a busy browser hears of it too late

    def tab_to(selector: str) -> None:
        for _ in range(80):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"{selector} is out of reach")

    tab_to('[data-do="pick"]')
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files([str(pack / "01申报表.pdf")])
    page.locator(".chosen").wait_for()
    tab_to('[data-do="start"]')
    keys.press("Enter")
    page.locator(".pack.result").wait_for()
    page.wait_for_function("() => document.activeElement.matches('.pack-title')")
    tab_to('.place[data-do="view"]')
    keys.press("Enter")
    page.locator("dialog h2").wait_for()
    keys.press("Escape")
    page.wait_for_function("""() => document.activeElement.matches('.place[data-do="view"]')""")
    tab_to('[data-do="overrule"]')
    keys.press("Enter")
    tab_to("dialog [name=by]")
    keys.type("王某")
    tab_to("dialog [name=reason]")
    keys.type("看过原件")
    tab_to("dialog button[type=submit]")
    keys.press("Enter")

    page.locator(".overruled", has_text="看过原件").wait_for()


def test_a_dialog_opened_right_after_another_closed_keeps_its_form(rote_page: str, person: Any, pack: Path) -> None:
    me = person(rote_page)
    page = screened(me, pack)
    page.locator(".place").first.click()
    page.locator("dialog h2").wait_for()

    # Both at once: a browser tells of a dialog's end later, and a busy one after the next key.
    page.evaluate("""() => {
        document.querySelector("dialog.pack-dialog").close();
        document.querySelector('[data-do="overrule"]').click();
    }""")
    page.wait_for_timeout(300)

    assert page.locator("dialog.pack-dialog [name=by]").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("""() => !document.querySelector("dialog.pack-dialog").childElementCount""")


def test_a_month(rote_page: str, person: Any, tmp_path: Path, axe: str) -> None:
    month = tmp_path / "十一月"
    for name in ("甲铸造", "乙齐水泥", "丙坏包"):
        (month / name).mkdir(parents=True)
        (month / name / "a.pdf").write_bytes(b"x")
    me = person(rote_page)
    page = come(me)
    page.get_by_label("一个月的材料").check()
    page.locator(".drop", has_text="各家").wait_for()
    page.locator("input.pick-folder").set_input_files(str(month))
    page.locator(".chosen").wait_for()
    page.locator('[data-do="start"]').click()
    page.locator(".pack.month").wait_for()

    assert "压缩包已损坏" in page.locator(".pack.month").inner_text()
    assert page.locator(".pack.month tbody tr").count() == 3
    assert barriers(page, axe) == []
    with page.expect_download() as download:
        page.locator("a", has_text="下载汇总表").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="打开 甲铸造").click()
    page.locator(".pack.result").wait_for()
    page.get_by_role("button", name="回到汇总").click()
    page.locator(".pack.month").wait_for()
    assert me.complaints == []


def test_the_job_over_the_real_service(real_page: str, home: dict[str, str], person: Any, tmp_path: Path) -> None:
    from docx import Document

    paper = Document()
    paper.add_heading("重污染天气重点行业绩效分级申报表（示例）", level=1)
    paper.add_paragraph("企业名称：示例铸造有限公司")
    paper.add_paragraph("申报等级：B级　行业：铸造")
    paper.save(tmp_path / "申报表.docx")
    me = person(real_page)
    page = come(me)
    page.locator("input.pick").set_input_files(str(tmp_path / "申报表.docx"))
    page.locator(".chosen").wait_for()
    page.locator('[name="grade"]').select_option("B")
    page.locator('[data-do="start"]').click()
    page.locator(".pack.result").wait_for(timeout=120_000)
    assert "排污许可证（正本、副本）" in page.locator(".notice-list").inner_text()
    row = page.locator(".materials tr", has_text="绩效分级申报表")
    assert "已提交" in row.inner_text() and "申报表.docx" in row.inner_text()
    with page.expect_download() as download:
        page.locator(".taking-out a", has_text="PDF").click()
    assert Path(download.value.path()).read_bytes()[:5] == b"%PDF-"

    page.get_by_role("button", name="立即删除这份材料").click()
    page.locator("dialog").get_by_role("button", name="删除").click()
    page.locator(".pack.start .drop").wait_for()
    assert list((Path(home["ASSISTANT_DATA"]) / "uploads").iterdir()) == []
    assert me.foreign == [] and me.complaints == []
