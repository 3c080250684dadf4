"""问政策: the conversation on the left, the clause on the right.

Lives here: the tab's components and what its buttons do. What is said comes from `Rooms.ask`; what it looks like from
web.markup. May import: gradio, answering, web.*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answering.answer import Answer
from assistant.errors import AssistantError
from assistant.web import phrases
from assistant.web.desk import Desk, Stage, Turn, Visit
from assistant.web.faults import record
from assistant.web.markup import conversation
from assistant.web.next_questions import next_questions
from assistant.web.packing import COOKIE, Packing
from assistant.web.panes import plain
from assistant.web.rooms import Rooms

FOLLOW_UPS = 3
LONGEST_QUESTION = 4000
_EXPORTS = (("docx", "Word"), ("md", "Markdown"), ("json", "JSON"))
CASE_LINE = (
    '<p class="case">已带入“自评定级”里填写的情况，回答会据此判断。'
    '<button type="button" class="signal link" value="detach">不再带入</button></p>'
)
Shown = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that change."""

    token: gr.State
    talk: gr.Markdown
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    retry: gr.Button
    fresh: gr.Button
    earlier: gr.Dropdown
    examples: gr.Column
    follow_ups: tuple[gr.Button, ...]
    taking: gr.Markdown
    case: gr.Markdown

    def outputs(self) -> list[Any]:
        """All of them, as Gradio wants them."""
        return [
            self.token, self.talk, self.box, self.send, self.stop, self.retry, self.fresh, self.earlier, self.examples,
            *self.follow_ups, self.taking, self.case,
        ]  # fmt: skip


class Asking:
    """The tab. `draw()` once inside a Blocks context; everything else is answers to buttons."""

    def __init__(self, rooms: Rooms, desk: Desk, token: gr.State, packing: Packing | None = None) -> None:
        self.rooms = rooms
        self.desk = desk
        self.token = token
        self.packing = packing

    def draw(self) -> Parts:
        """Lay the tab out and connect its buttons."""
        with gr.Row(elem_id="ask-row", equal_height=False):
            with gr.Column(scale=13, min_width=320, elem_id="ask-left"):
                talk = gr.Markdown(conversation(self.desk_empty(), self.rooms.corpus), **plain("talk"))
                with gr.Column(elem_id="examples") as examples:
                    gr.Markdown('<h2 class="lead">可以这样问</h2>', **plain("examples-title"))
                    asked = [gr.Button(q, elem_classes="example", size="md") for q in phrases.EXAMPLES]
                with gr.Row(elem_id="follow-ups"):
                    follow_ups = tuple(
                        gr.Button("", visible=False, size="sm", elem_classes="follow-up") for _ in range(FOLLOW_UPS)
                    )
                case = gr.Markdown("", **plain("case-line"))
                with gr.Column(elem_id="composer"):
                    box = gr.Textbox(
                        label="您的问题", placeholder="用平常的话问就行", lines=1, max_lines=6,
                        max_length=LONGEST_QUESTION, elem_id="question",
                    )  # fmt: skip
                    with gr.Row(elem_id="composer-buttons"):
                        send = gr.Button("提问", variant="primary", elem_id="send", min_width=96)
                        stop = gr.Button("停止", elem_id="stop", interactive=False, min_width=80)
                        retry = gr.Button("重新回答", elem_id="retry", interactive=False, min_width=96)
                        fresh = gr.Button("新对话", elem_id="fresh", interactive=False, min_width=80)
                with gr.Row(elem_id="after"):
                    earlier = gr.Dropdown(
                        [], label="以前的对话", visible=False, interactive=True, elem_id="earlier", min_width=240
                    )
                    taking = gr.Markdown("", **plain("taking"))
            with gr.Column(scale=9, min_width=280, elem_id="clause-column"):
                gr.Markdown(
                    f'<div class="clause-room"><p class="clause-empty">{phrases.PANEL_EMPTY}</p></div>',
                    **plain("clause-panel"),
                )
        parts = Parts(
            self.token, talk, box, send, stop, retry, fresh, earlier, examples, follow_ups, taking, case
        )  # fmt: skip
        self.parts = parts
        self._connect(parts, asked)
        return parts

    @staticmethod
    def desk_empty() -> Any:
        """A conversation that holds nothing."""
        return Visit("").now

    def _connect(self, p: Parts, asked: list[gr.Button]) -> None:
        out = p.outputs()
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def ask(question: str, token: str, request: gr.Request) -> Iterator[Shown]:
            yield from self.ask(p, question, token, pack=_pack_of(request))

        def again(token: str, request: gr.Request) -> Iterator[Shown]:
            visit = self.desk.open(token)
            if visit.now.turns and not visit.now.running:
                yield from self.ask(p, visit.now.turns.pop().question, visit.token, pack=_pack_of(request))

        # Stopping is ours (`stopped` marks the turn, `ask` looks at it): Gradio's `cancels` also cancels what begins
        # while it is still cancelling. "multiple": a question is taken though a stopped one is still running out.
        asking = {**quiet, "trigger_mode": "multiple"}
        gr.on([p.send.click, p.box.submit], ask, [p.box, p.token], out, **asking)
        for button in (*asked, *p.follow_ups):
            button.click(ask, [button, p.token], out, **asking)
        p.retry.click(again, [p.token], out, **asking)
        p.stop.click(lambda token: self.stopped(p, token), [p.token], out, **quiet)
        p.fresh.click(lambda token: self.begun(p, token), [p.token], out, **quiet)
        p.earlier.input(lambda at, token: self.went_back(p, at, token), [p.earlier, p.token], out, **quiet)

    def ask(self, p: Parts, question: str, token: str, *, pack: str | None = None) -> Iterator[Shown]:
        """Show the question at once, the answer as it comes, and everything as it stands at the end.

        `pack`: the session's pack; where its report was taken along and says it, the report answers.
        """
        visit = self.desk.open(token)
        visit.pack = pack
        talk = visit.now
        question = (question or "").strip()
        if not question or talk.running:
            yield self.shown(p, visit, keep_box=True)
            return
        history = talk.history()
        turn = Turn(question)
        talk.turns.append(turn)
        yield self.shown(p, visit)
        try:
            for piece in self._pieces(question, visit, history, pack):
                if turn.stage is not Stage.RUNNING:
                    return
                if isinstance(piece, Answer):
                    turn.answer, turn.stage = piece, Stage.DONE
                else:
                    turn.so_far += piece
                    yield {p.talk: conversation(talk, self.rooms.corpus)}
        except AssistantError as error:
            turn.trouble, turn.stage = str(error), Stage.FAILED
        except Exception as error:  # noqa: BLE001  a fault of ours must not leave the page waiting for ever
            record(error)
            turn.stage = Stage.FAILED
        finally:
            if turn.stage is Stage.RUNNING:
                turn.stage = Stage.STOPPED
        yield self.shown(p, visit, keep_box=True)

    def _pieces(
        self, question: str, visit: Visit, history: list[dict[str, str]], pack: str | None
    ) -> Iterator[str | Answer]:
        told = self.packing.answer(pack, question) if self.packing else None
        if told is not None:
            yield told
            return
        yield from self.rooms.ask(question, case=visit.case, history=history, as_of=self.rooms.today())

    def _line(self, visit: Visit) -> str:
        """What stands above the question: which facts and which report go along."""
        report = bool(self.packing and self.packing.attached(visit.pack))
        return (CASE_LINE if visit.case else "") + (phrases.PACK_LINE if report else "")

    def noticed(self, token: str, request: gr.Request) -> Shown:
        """The tab is opened: what goes along may have changed in another one."""
        visit = self.desk.open(token)
        visit.pack = _pack_of(request)
        return {self.token: visit.token, self.parts.case: self._line(visit)}

    def stopped(self, p: Parts, token: str) -> Shown:
        """The answer that is coming is cut where it is; whoever makes it notices at the next piece."""
        visit = self.desk.open(token)
        if visit.now.running:
            visit.now.turns[-1].stage = Stage.STOPPED
        return self.shown(p, visit, keep_box=True)

    def begun(self, p: Parts, token: str) -> Shown:
        """A fresh conversation."""
        visit = self.desk.open(token)
        visit.begin()
        return self.shown(p, visit)

    def went_back(self, p: Parts, at: int | None, token: str) -> Shown:
        """An earlier conversation of this visit is on screen again."""
        visit = self.desk.open(token)
        if at is not None and 0 <= at < len(visit.conversations):
            visit.at = at
        return self.shown(p, visit)

    def shown(self, p: Parts, visit: Visit, *, keep_box: bool = False) -> Shown:
        """Every component as this visit has it now."""
        talk = visit.now
        running = talk.running
        said: Shown = {
            p.token: visit.token,
            p.talk: conversation(talk, self.rooms.corpus),
            p.send: gr.update(interactive=not running),
            p.stop: gr.update(interactive=running),
            p.retry: gr.update(interactive=bool(talk.turns) and not running),
            p.fresh: gr.update(interactive=bool(talk.turns) and not running),
            p.earlier: _earlier(visit),
            p.examples: gr.update(visible=not talk.turns),
            p.taking: "" if running or not talk.turns else _taking(visit),
            p.case: self._line(visit),
        }
        if not keep_box:
            said[p.box] = ""
        suggested = () if running or not talk.turns else _suggested(talk.turns[-1])
        for button, words in zip(p.follow_ups, [*suggested, *[""] * FOLLOW_UPS], strict=False):
            said[button] = gr.update(value=words, visible=bool(words))
        return said


def _pack_of(request: gr.Request | None) -> str | None:
    """The token of the session's pack: only its owner's browser sends it."""
    cookies: dict[str, str] = dict(request.cookies) if request else {}
    return cookies.get(COOKIE)


def _suggested(turn: Turn) -> tuple[str, ...]:
    if turn.answer is None:
        return ()
    return turn.answer.follow_ups or next_questions(turn.answer.topic, turn.question)


def _earlier(visit: Visit) -> Any:
    held = [(f"{n}. {t.title}", n - 1) for n, t in enumerate(visit.conversations, 1)]
    several = len(held) > 1
    return gr.update(choices=held if several else [], value=visit.at if several else None, visible=several)


def _taking(visit: Visit) -> str:
    links = "".join(f'<a href="export/{visit.token}.{kind}" download>{words}</a>' for kind, words in _EXPORTS)
    return f'<p class="taking">导出本次对话：{links}</p>'
