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


def test_p22_the_self_assessment_by_keyboard(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    assess(me)
    keys = me.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(80):
            if me.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"{selector} is out of reach")

    tab_to("#answer-many input[type=checkbox]")
    keys.press("Space")
    tab_to("#answer-ok")
    keys.press("Enter")
    question(me, "文书是哪一天")
    me.page.locator("h1").click()
    tab_to("#answer-day :is(input, textarea)")
    keys.type("2026-03-01")
    keys.press("Enter")
    me.page.locator("#told-facts li", has_text="2026年3月1日").wait_for()
    tab_to("#answer-skip, #told-facts button.signal")
    keys.press("Enter")
    tab_to("#told-facts button.signal")
    keys.press("Enter")
    tab_to("#verdict summary")
    keys.press("Enter")

    assert me.page.locator("#verdict details[open]").count() == 1


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


def assess(me: Any) -> None:
    """Open the self-assessment."""
    me.page.get_by_role("tab", name="自评定级").click()
    me.page.locator("#ask-next h2").wait_for()


def question(me: Any, words: str) -> Any:
    """Wait until this is asked."""
    me.page.locator("#ask-next h2", has_text=words).wait_for()
    return me.page


def answer_all(me: Any) -> None:
    """A foundry of grade B, fined on 1 March, that did not apply."""
    question(me, "有没有发生过").get_by_label("行政处罚 · 第十八条（五）", exact=True).check()
    me.page.locator("#answer-ok").click()
    day = question(me, "文书是哪一天").locator("#answer-day :is(input, textarea)")
    day.fill("2026年3月1日")
    day.press("Enter")
    question(me, "现有的绩效等级").get_by_label("B级", exact=True).check()
    me.page.locator("#answer-ok").click()
    question(me, "已经提交评级申报").get_by_label("否", exact=True).check()
    me.page.locator("#answer-ok").click()
    question(me, "属于哪个行业").locator("#answer-industries input").fill("铸造")
    me.page.keyboard.press("Enter")
    me.page.locator("#answer-industries .token", has_text="铸造").wait_for()
    me.page.keyboard.press("Escape")
    me.page.locator("#answer-ok").click()
    question(me, "能问的都问完了")


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desktop", "phone"])
def test_self_assessment_asks_decides_and_is_taken_to_the_conversation(
    rote_page: str, person: Any, axe: str, size: dict[str, int]
) -> None:
    me = person(rote_page, **size)
    assess(me)
    found = barriers(me.page, axe)
    answer_all(me)
    verdict = me.page.locator("#verdict")
    assert "按现有情况：C级" in verdict.inner_text()
    assert "不再受限的第一天：2027年3月2日" in verdict.inner_text()
    assert verdict.locator("img.timeline").evaluate("i => i.complete && i.naturalWidth > 0")
    for summary in verdict.locator("summary").all():
        summary.click()
    found += barriers(me.page, axe)
    assert fits(me.page)
    for words, tail in (("Word", ".docx"), ("JSON", ".json"), ("ics", ".ics")):
        with me.page.expect_download() as download:
            me.page.locator("#card-taking a", has_text=words).click()
        assert download.value.suggested_filename.endswith(tail)
    me.page.locator("#told-facts li", has_text="事件1").get_by_role("button", name="改").click()
    question(me, "文书是哪一天")
    me.page.locator("#told-facts li", has_text="事件1").get_by_role("button", name="去掉").click()
    me.page.wait_for_function("() => !document.querySelector('#verdict').innerText.includes('按现有情况：C级')")
    me.page.locator("#attach").click()
    me.page.locator("#assess-trouble .case").wait_for()
    me.page.get_by_role("tab", name="问政策").click()
    me.page.locator("#case-line .case").wait_for()

    assert found == []
    assert me.foreign == []


def test_a_wrong_day_is_said_and_changes_nothing(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    assess(me)
    question(me, "有没有发生过").get_by_label("未批先建", exact=False).check()
    me.page.locator("#answer-ok").click()
    day = question(me, "文书是哪一天").locator("#answer-day :is(input, textarea)")
    for wrong in ("2099-01-01", "去年"):
        day.fill(wrong)
        day.press("Enter")
        me.page.locator("#assess-trouble .trouble").wait_for()
        assert "日期未填" in me.page.locator("#told-facts").inner_text()
        day = me.page.locator("#answer-day :is(input, textarea)")


def test_this_counts_or_not_is_looked_up(rote_page: str, person: Any) -> None:
    me = person(rote_page)
    assess(me)
    me.page.locator("#counts-as button").first.click()
    me.page.locator("#counts-word input").fill("首违不罚")
    me.page.keyboard.press("Enter")

    me.page.locator("#counts-said .badge").wait_for()

    assert "两种理解都可能" in me.page.locator("#counts-said").inner_text()


def test_the_main_job_over_the_real_service(real_page: str, person: Any, axe: str) -> None:
    me = person(real_page)
    fine = me.ask("去年被环保罚款，今年还能申报A级吗？")
    assert "第十八条（五）" in fine.inner_text()
    fine.locator(".sources a.clause").first.click()
    me.page.locator("#clause-panel mark").first.wait_for()
    assert "官方文本" in me.page.locator("#clause-panel").inner_text()
    assert "四" in me.ask("一个企业有两个厂区，分别有排污许可证，等级怎么定？").inner_text()
    me.ask("橙色预警时A级企业要不要停产？")
    follow = me.ask("那B级呢？")
    assert "B" in follow.inner_text()
    assert me.page.locator("#talk .told.failed").count() == 0
    assert all("以生态环境部门核定为准" in told.inner_text() for told in me.page.locator("#talk .told").all())
    assert barriers(me.page, axe) == []
    assess(me)
    answer_all(me)

    assert "按现有情况：C级" in me.page.locator("#verdict").inner_text()
    assert me.foreign == []
    assert me.complaints == []


def test_p12_p23_a_model_that_means_ill_shows_nothing_active_and_is_named(
    model_page: str, model_server: Any, person: Any, axe: str
) -> None:
    me = person(model_page)

    model_server.mode = "good"
    worded = me.ask("去年被环保罚款，今年还能申报A级吗？")
    assert "本段由人工智能辅助生成" in worded.locator(".fineprint").inner_text()
    assert worded.locator(".by-model", has_text="具体情况如下").count() == 1
    model_server.mode = "always_yes"
    held = me.ask("去年受到行政处罚，能不能申报A级？")
    assert held.locator("details.blocked").count() == 1
    held.locator("details.blocked summary").click()
    assert "没有展示的原因" in held.locator("details.blocked").inner_text()
    assert "完全可以申报" not in held.locator(".body").inner_text()
    model_server.mode = "active"
    active = me.ask("今年3月被环保处罚，还能申报A级吗？")
    assert active.locator("img, script, iframe, a:not([href^='#clause/'])").count() == 0
    assert barriers(me.page, axe) == []

    assert me.foreign == []
    assert me.complaints == []
