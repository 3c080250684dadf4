"""自评定级: one question at a time, the most decisive first; the verdict beside it changes with every answer.

Lives here: the tab's components and what its buttons do. What to ask and what follows is the core's (`Rooms.grade`).
May import: gradio, errors, web.*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.errors import AssistantError, BadCase
from assistant.grading.truth import Truth
from assistant.web import counting, interview, phrases
from assistant.web.asking import CASE_LINE
from assistant.web.asking import Parts as Asking
from assistant.web.desk import Desk, Form, Visit
from assistant.web.faults import record
from assistant.web.markup import one_line
from assistant.web.panes import plain
from assistant.web.questions import Kind, Question
from assistant.web.rooms import Graded, Rooms
from assistant.web.ruling import ruling

Shown = dict[Any, Any]
_EMPTY = (
    '<div class="told ruling empty"><p>从左边的第一个问题开始。每答一项，这里就会按细则重新判断：'
    "现在是哪一级、预警时怎样管控、哪一天起可以再申报、还差什么。</p>"
    "<p>不清楚的可以先跳过，不会被当成“没有”。</p></div>"
)
_DONE = "能问的都问完了"
_CHOSEN = (Kind.CHOICE, Kind.INDICATOR)


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that change."""

    ask: gr.Markdown
    choice: gr.Radio
    many: gr.CheckboxGroup
    industries: gr.Dropdown
    day: gr.Textbox
    value: gr.Textbox
    ok: gr.Button
    none: gr.Button
    skip: gr.Button
    trouble: gr.Markdown
    told: gr.Markdown
    verdict: gr.Markdown
    taking: gr.Markdown
    attach: gr.Button
    event_kind: gr.Dropdown
    event_day: gr.Textbox
    site_industries: gr.Dropdown

    def inputs(self) -> list[Any]:
        """Those that hold an answer."""
        return [self.choice, self.many, self.industries, self.day, self.value]

    def everything(self) -> list[Any]:
        """All of them."""
        return [getattr(self, name) for name in self.__slots__]


class Assessing:
    """The tab. `draw()` once inside a Blocks context."""

    def __init__(self, rooms: Rooms, desk: Desk, token: gr.State, asking: Asking) -> None:
        self.rooms = rooms
        self.desk = desk
        self.token = token
        self.asking = asking

    def draw(self) -> Parts:
        """Lay the tab out and connect its buttons."""
        with gr.Row(elem_id="assess-row", equal_height=False):
            with gr.Column(scale=9, min_width=300, elem_id="assess-left"):
                card = self._card()
                told = gr.Markdown("", **plain("told-facts"))
                more = self._more()
                counting.draw(self.rooms)
            with gr.Column(scale=11, min_width=300, elem_id="assess-right"):
                verdict = gr.Markdown(_EMPTY, **plain("verdict"))
                taking = gr.Markdown("", **plain("card-taking"))
                attach = gr.Button("带着这些情况去问政策", visible=False, elem_id="attach")
        signal = gr.Textbox("", visible="hidden", elem_id="signal", label="改动", container=False)
        parts = Parts(**card, told=told, verdict=verdict, taking=taking, attach=attach, **more[0])
        self._connect(parts, signal, *more[1])
        return parts

    def _card(self) -> dict[str, Any]:
        """The question that an empty form begins with, and a component for each way of answering."""
        q = self._next(Form())
        kind, choices = (q.kind, list(q.choices)) if q else (None, [])
        names = interview.industries(self.rooms.corpus)
        card: dict[str, Any] = {}
        with gr.Column(elem_id="question-card"):
            card["ask"] = gr.Markdown(_asked(q, 0), **plain("ask-next"))
            one = kind in (Kind.CHOICE, Kind.INDICATOR)
            card["choice"] = gr.Radio(choices, label="请选择", visible=one, elem_id="answer-choice")
            card["many"] = gr.CheckboxGroup(
                choices, label="可选多项", visible=kind is Kind.MANY, elem_id="answer-many"
            )  # fmt: skip
            card["industries"] = gr.Dropdown(
                names,
                label="行业",
                multiselect=True,
                value=[],
                visible=kind is Kind.INDUSTRIES,
                elem_id="answer-industries",
            )
            card["day"] = gr.Textbox(
                label="日期", placeholder="例如 2026-03-01", visible=kind is Kind.DAY, elem_id="answer-day", max_lines=1
            )
            card["value"] = gr.Textbox(label="实测值（可不填）", visible=False, elem_id="answer-value", max_lines=1)
            card["trouble"] = gr.Markdown("", **plain("assess-trouble"))
            with gr.Row(elem_id="answer-buttons"):
                card["ok"] = gr.Button("确定", variant="primary", elem_id="answer-ok", min_width=96)
                words = q.none_word if q else None
                card["none"] = gr.Button(words or "没有", visible=bool(words), elem_id="answer-none", min_width=96)
                card["skip"] = gr.Button("不清楚，先跳过", elem_id="answer-skip", min_width=140)
        return card

    def _more(self) -> tuple[dict[str, Any], tuple[Any, ...]]:
        kinds = [(words, kind) for kind, words in interview.event_words(self.rooms.corpus).items()]
        with gr.Accordion("补充：还发生过别的事", open=False, elem_id="more-events"):
            kind = gr.Dropdown(kinds, label="什么事", value=None, elem_id="event-kind")
            day = gr.Textbox(
                label="文书日期（不清楚可不填）", placeholder="例如 2026-03-01", max_lines=1, elem_id="event-day"
            )
            add_event = gr.Button("补上这件事", elem_id="event-add")
        with gr.Accordion("补充：还有别的厂区", open=False, elem_id="more-sites"):
            names = interview.industries(self.rooms.corpus)
            sites = gr.Dropdown(names, label="这个厂区的行业", multiselect=True, value=[], elem_id="site-industries")
            add_site = gr.Button("补上这个厂区", elem_id="site-add")
        fresh = gr.Button("全部重填", size="sm", elem_id="assess-fresh")
        return {"event_kind": kind, "event_day": day, "site_industries": sites}, (add_event, add_site, fresh)

    def _connect(
        self, p: Parts, signal: gr.Textbox, add_event: gr.Button, add_site: gr.Button, fresh: gr.Button
    ) -> None:
        out = [self.token, *p.everything()]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        given = [*p.inputs(), self.token]
        gr.on([p.ok.click, p.day.submit, p.value.submit], self._answered(p, none=False), given, out, **quiet)
        p.none.click(self._answered(p, none=True), given, out, **quiet)
        p.skip.click(lambda token: self.skipped(p, token), [self.token], out, **quiet)
        with_case = [*out, self.asking.case]
        signal.change(lambda word, token: self.signalled(p, word, token), [signal, self.token], with_case, **quiet)
        fresh.click(lambda token: self.begun(p, token), [self.token], with_case, **quiet)
        add_event.click(
            lambda kind, day, token: self.added(p, token, lambda case: _with_event(case, kind, day)),
            [p.event_kind, p.event_day, self.token], out, **quiet,
        )  # fmt: skip
        add_site.click(
            lambda names, token: self.added(p, token, lambda case: _with_site(case, names)),
            [p.site_industries, self.token], out, **quiet,
        )  # fmt: skip
        p.attach.click(lambda token: self.attached(p, token), [self.token], [*out, self.asking.case], **quiet)

    def _answered(self, p: Parts, *, none: bool) -> Callable[..., Shown]:
        def answered(choice: str, many: list[str], names: list[str], day: str, value: str, token: str) -> Shown:
            visit = self.desk.open(token)
            question = self._next(visit.form)
            if question is None:
                return self.shown(p, visit)

            def told(case: dict[str, Any]) -> dict[str, Any]:
                said = None if none else _value(question, choice, many, names, day, value)
                return interview.put(case, question.fact, said)

            return self._take(p, visit, told, fact=question.fact)

        return answered

    def _take(
        self, p: Parts, visit: Visit, change: Callable[[dict[str, Any]], dict[str, Any]], *, fact: str = ""
    ) -> Shown:
        """The form after `change`, once the core has accepted the case; else as it was, with what is wrong."""
        form = visit.form
        try:
            case = change(form.case)
            graded = self._grade(case)
        except AssistantError as error:
            return self.shown(p, visit, trouble=_plainly(error))
        except Exception as error:  # noqa: BLE001  a fault of ours must leave the form usable
            record(error)
            return self.shown(p, visit, trouble=phrases.OUR_FAULT_HERE)
        form.case, form.graded, form.again = case, graded, None
        form.skipped.discard(fact)
        return self.shown(p, visit)

    def added(self, p: Parts, token: str, more: Callable[[dict[str, Any]], dict[str, Any]]) -> Shown:
        """One more event or site; its fields are empty again once it is in."""
        visit = self.desk.open(token)
        before = visit.form.case
        said = self._take(p, visit, more)
        return (
            said if visit.form.case is before else {**said, p.event_kind: None, p.event_day: "", p.site_industries: []}
        )

    def skipped(self, p: Parts, token: str) -> Shown:
        """The question on screen is left for later: it stays unknown."""
        visit = self.desk.open(token)
        question = self._next(visit.form)
        if question:
            visit.form.skipped.add(question.fact)
            visit.form.again = None
        return self.shown(p, visit)

    def signalled(self, p: Parts, word: str, token: str) -> Shown:
        """A button in the list of facts: ask again, take out, or ask what was skipped."""
        visit = self.desk.open(token)
        verb, _, fact = (word or "").strip().partition(" ")
        form = visit.form
        if verb == "later":
            form.skipped.clear()
        elif verb == "detach":
            visit.attached = False
            return {**self.shown(p, visit), self.asking.case: ""}
        elif verb in ("ask", "drop") and any(told.fact == fact for told in self._told(form)):
            if verb == "ask":
                form.again = fact
            else:
                return self._take(p, visit, lambda case: interview.drop(case, fact.removesuffix(".date")))
        return self.shown(p, visit)

    def begun(self, p: Parts, token: str) -> Shown:
        """A fresh form."""
        visit = self.desk.open(token)
        visit.form, visit.attached = Form(), False
        return {**self.shown(p, visit), self.asking.case: ""}

    def attached(self, p: Parts, token: str) -> Shown:
        """Questions are answered with these facts from now on."""
        visit = self.desk.open(token)
        visit.attached = bool(visit.form.case)
        said = (
            '<p class="case">已带入。请到“问政策”提问，接下来的回答会按这里填写的情况判断；这里再改，那边随之更新。</p>'
        )
        return {**self.shown(p, visit), self.asking.case: CASE_LINE, p.trouble: said}

    def _grade(self, case: dict[str, Any]) -> Graded:
        return self.rooms.grade(case, as_of=self.rooms.today())

    def _told(self, form: Form) -> list[interview.Told]:
        return interview.facts_told(form.case, self.rooms.corpus)

    def _next(self, form: Form) -> Question | None:
        """What is asked now: what somebody wants to change, else the core's next question that was not skipped."""
        tables = self.rooms.decisive(self.rooms.today())
        corpus = self.rooms.corpus
        if form.again and (question := interview.question_of(form.again, form.case, corpus, tables=tables)):
            return question
        form.graded = form.graded or self._grade(form.case)
        # An indicator that was told and is still open (a value that cannot be compared) is not asked for ever.
        told = {entry.fact for entry in self._told(form) if ".indicators." in entry.fact}
        done = form.skipped | told
        open_facts = [entry.fact for entry in form.graded.verdict.missing if entry.fact not in done]
        barred = {grade for grade, truth in form.graded.verdict.barred.items() if truth is Truth.YES}
        asked = (interview.question_of(fact, form.case, corpus, barred, tables) for fact in open_facts)
        return next((question for question in asked if question), None)

    def shown(self, p: Parts, visit: Visit, *, trouble: str = "") -> Shown:
        """Every component as this visit has it now."""
        form = visit.form
        question = self._next(form)
        kind = question.kind if question else None
        choices = list(question.choices) if question else []
        begun = bool(form.case)
        return {
            self.token: visit.token,
            p.ask: _asked(question, len(form.skipped)),
            p.choice: gr.update(choices=choices, value=None, visible=bool(choices) and kind in _CHOSEN),
            p.many: gr.update(choices=choices, value=_ticked(question, form), visible=kind is Kind.MANY),
            p.industries: gr.update(value=[], visible=kind is Kind.INDUSTRIES),
            p.day: gr.update(value="", visible=kind is Kind.DAY),
            p.value: gr.update(value="", visible=bool(question and question.takes_value) and kind is Kind.INDICATOR),
            p.ok: gr.update(visible=question is not None),
            p.none: gr.update(
                value=(question.none_word if question else None) or "没有",
                visible=bool(question and question.none_word),
            ),
            p.skip: gr.update(visible=question is not None),
            p.trouble: f'<p class="trouble">{escape(trouble)}</p>' if trouble else "",
            p.told: _told_list(self._told(form)),
            p.verdict: ruling(form.graded, form.case, self.rooms.corpus) if begun and form.graded else _EMPTY,
            p.taking: _taking(visit) if begun else "",
            p.attach: gr.update(visible=begun),
        }


def _value(question: Question, choice: str, many: list[str], names: list[str], day: str, value: str) -> Any:
    """What was answered. Raises BadCase where nothing was."""
    if question.kind is Kind.MANY:
        if not many:
            raise BadCase("还没有选", remedy=f"没有发生过的，请点“{question.none_word}”")
        return many
    if question.kind is Kind.INDUSTRIES:
        if not names:
            raise BadCase("还没有选行业", remedy="输入几个字就能查找")
        return names
    if question.kind is Kind.DAY:
        return interview.read_day(day or "")
    said = (value or "").strip() if question.kind is Kind.INDICATOR else ""
    if not said and not choice:
        raise BadCase("还没有选", remedy="不清楚的请点“不清楚，先跳过”")
    return said or choice


def _with_event(case: dict[str, Any], kind: str | None, day: str) -> dict[str, Any]:
    if not kind:
        raise BadCase("还没有选是什么事")
    return interview.add_event(case, kind, interview.read_day(day) if (day or "").strip() else None)


def _with_site(case: dict[str, Any], names: list[str]) -> dict[str, Any]:
    if not names:
        raise BadCase("还没有选这个厂区的行业")
    return interview.add_site(case, names)


def _plainly(error: AssistantError) -> str:
    """What is wrong and the way out, without the place in a file that nobody here wrote."""
    return f"{error.what}。{error.remedy or ''}"


def _ticked(question: Question | None, form: Form) -> list[str]:
    if question is None or question.kind is not Kind.MANY:
        return []
    return list(dict.fromkeys(event["kind"] for event in form.case.get("events") or []))


def _asked(question: Question | None, skipped: int) -> str:
    again = '<button type="button" class="signal link" value="later ">回头再问一遍</button>'
    later = f'<p class="aside">有 {skipped} 项先跳过了。{again}</p>' if skipped else ""
    if question is None:
        end = "<p>右边是按现有情况的判断。还缺的项目列在里面，补上后会更确定。</p>"
        return f'<div class="ask"><h2>{_DONE}</h2>{end}{later}</div>'
    hint = f'<p class="hint">{escape(question.hint)}</p>' if question.hint else ""
    return f'<div class="ask"><h2>{escape(question.ask)}</h2>{hint}{later}</div>'


def _told_list(told: list[interview.Told]) -> str:
    if not told:
        return ""
    rows = "".join(
        f"<li><span><b>{escape(t.name)}</b>　{escape(t.value)}</span><span class='acts'>"
        f"{_act('ask', t, '改')}" + (_act("drop", t, "去掉") if t.droppable else "") + "</span></li>"
        for t in told
    )
    return one_line(f'<div class="told-facts"><h2>已填写</h2><ul>{rows}</ul></div>')


def _act(verb: str, told: interview.Told, words: str) -> str:
    fact, name = escape(told.fact), escape(told.name)
    return f"<button type='button' class='signal link' value='{verb} {fact}' title='{words}：{name}'>{words}</button>"


def _taking(visit: Visit) -> str:
    kinds = (("card.docx", "定级卡（Word）"), ("card.json", "定级卡（JSON）"), ("days.ics", "期限日历（.ics）"))
    links = "".join(f'<a href="download/{visit.token}/{kind}" download>{words}</a>' for kind, words in kinds)
    return f'<p class="taking">带走：{links}</p>'
