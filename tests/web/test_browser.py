"""The main job in Debian's chromium: over the rote counter (behaviour) and over the real service (the whole way)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.browser

KNOWN = yaml.safe_load((Path(__file__).parent / "axe_known.yaml").read_text(encoding="utf-8"))
PHONE = {"width": 390, "height": 844}
ZOOMED = {"width": 683, "height": 384}  # 1366×768 at 200 %


def barriers(page: Any, axe: str) -> list[str]:
    """Serious and critical findings of axe-core that are not on the list."""
    page.wait_for_timeout(400)
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{v['id']}: {' '.join(map(str, node['target']))} {node['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
        if not any(k["rule"] == v["id"] and k["node"] in " ".join(map(str, node["target"])) for k in KNOWN)
    ]


def fits(page: Any) -> bool:
    """No sideways scrolling of the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_p12_three_questions_a_clause_and_a_follow_up_without_a_foreign_request(rote_page: str, person: Any) -> None:
    me = person(rote_page)

    fine = me.ask("去年被环保罚款，今年还能申报A级吗？")
    assert "还缺情况" in fine.inner_text()
    assert "“罚款”按“行政处罚”理解" in fine.inner_text()
    fine.locator(".sources a.clause").first.click()
    panel = me.page.locator("#clause-panel")
    panel.locator("mark").first.wait_for()
    assert panel.locator("mark").first.inner_text() == "行政处罚"
    assert "官方文本" in panel.inner_text()
    me.ask("一个企业两个厂区怎么定？")
    me.ask("评A级要专家吗？")
    assert me.page.locator("#talk details.blocked").count() == 1
    me.page.get_by_role("button", name="停止").is_disabled()
    me.ask("罚款以后呢？")
    me.page.locator("button.follow-up", has_text="那C级呢？").click()
    me.answer(5)

    assert me.foreign == []
    assert me.complaints == []


def test_stop_keeps_what_was_said_and_retry_answers_whole(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    box = me.page.locator("#question textarea")
    box.fill("慢慢说罚款")
    box.press("Enter")
    me.page.locator("#talk .told.running .body").wait_for()

    me.page.locator("#stop").click()
    stopped = me.answer(1)
    stopped.locator(".badge.stopped").wait_for()
    assert "已停止" in stopped.inner_text()
    me.page.locator("#retry:not([disabled])").click()
    me.page.locator("#talk .told.needs_facts").wait_for()

    assert me.page.locator("#talk .turn").count() == 1


def test_p19_two_sessions_are_apart(rote_page: str, person: Any) -> None:
    mine, yours = person(rote_page), person(rote_page)

    mine.ask("去年罚款")

    assert yours.page.locator("#talk .turn").count() == 0
    yours.ask("两个厂区")
    assert "罚款" not in yours.page.locator("#talk").inner_text()


def test_p22_the_whole_job_by_keyboard(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    keys = me.page.keyboard
    me.page.locator("#question textarea").focus()
    keys.type("去年罚款")
    keys.press("Enter")
    me.answer(1)

    def tab_to(selector: str, back: bool = False) -> None:
        for _ in range(60):
            if me.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            keys.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{selector} is out of reach")

    tab_to("#talk .sources a.clause", back=True)
    keys.press("Enter")
    me.page.locator("#clause-panel mark").first.wait_for()
    assert me.page.evaluate("document.activeElement.className") == "clause-title"
    keys.press("Escape")
    me.page.wait_for_function("document.activeElement.matches('#talk .sources a.clause')")
    tab_to("#retry")
    tab_to("#fresh")
    keys.press("Enter")
    me.page.locator("#talk .greeting").wait_for()
    tab_to("#examples button.example", back=True)
    keys.press("Enter")
    me.answer(1)
    tab_to("[role=tab]", back=True)
    keys.press("ArrowRight")
    keys.press("Enter")
    me.page.locator("#holdings table").first.wait_for()


@pytest.mark.parametrize("size", [{}, PHONE, ZOOMED], ids=["1366×768", "phone", "200 %"])
def test_p22_no_barrier_on_any_tab_and_state(rote_page: str, person: Any, axe: str, size: dict[str, int]) -> None:
    me = person(rote_page, **size)
    found = barriers(me.page, axe)
    assert fits(me.page)
    me.ask("去年罚款")
    me.ask("评A级要专家吗？")
    me.page.locator("#talk details.blocked summary").click()
    found += barriers(me.page, axe)
    me.page.locator("#talk .sources a.clause").first.click()
    me.page.locator(".clause-title").wait_for()
    found += barriers(me.page, axe)
    assert fits(me.page)
    if size:
        me.page.keyboard.press("Escape")
    for name in me.page.get_by_role("tab").all_inner_texts()[1:]:
        me.page.get_by_role("tab", name=name).click()
        found += barriers(me.page, axe)
        assert fits(me.page), name

    assert found == []


def test_p22_no_barrier_in_the_dark(rote_page: str, person: Any, axe: str) -> None:
    me = person(rote_page, color_scheme="dark")
    me.ask("去年罚款")
    me.page.locator("#talk .sources a.clause").first.click()
    me.page.locator(".clause-title").wait_for()

    assert barriers(me.page, axe) == []


def test_a_clause_opens_over_the_page_on_a_phone_and_gives_focus_back(rote_page: str, person: Any) -> None:
    me = person(rote_page, **PHONE)
    told = me.ask("去年罚款")
    link = told.locator(".sources a.clause").first
    link.click()
    sheet = me.page.locator("dialog.clause-sheet")
    sheet.locator("mark").first.wait_for()

    me.page.keyboard.press("Escape")

    assert not sheet.is_visible()
    assert link.evaluate("e => e === document.activeElement")


def test_the_conversation_can_be_taken_away(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    me.ask("去年罚款")
    for words, tail in (("Word", ".docx"), ("Markdown", ".md"), ("JSON", ".json")):
        with me.page.expect_download() as download:
            me.page.locator("#taking a", has_text=words).click()
        assert download.value.suggested_filename.endswith(tail)


def test_an_answer_is_copied_with_its_sources(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    me.context.grant_permissions(["clipboard-read", "clipboard-write"])
    me.ask("去年罚款").locator("button.copy").click()
    me.page.locator("button.copy", has_text="已复制").wait_for()

    text = me.page.evaluate("navigator.clipboard.readText()")

    assert "第十八条（五）" in text
    assert "以生态环境部门核定为准" in text


def test_earlier_conversations_of_the_visit_come_back(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    me.ask("去年罚款")
    me.page.locator("#fresh").click()
    me.page.locator("#talk .greeting").wait_for()
    me.ask("两个厂区")

    me.page.locator("#earlier input").click()
    me.page.get_by_role("option", name="去年罚款").click()

    me.page.locator("#talk .asked", has_text="去年罚款").wait_for()
