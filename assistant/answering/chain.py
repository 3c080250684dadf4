"""The LangChain chain: a model orders what the composer said and writes the joints; nothing else of it is shown.

Lives here: `stream_worded`. Statements are the composer's, rendered as they are; the model picks their ids. Its own
prose passes the gate sentence by sentence. Where the model is down, slow, empty or off the rails the composer's
answer goes on from where the text stands, and says so. May import: answering.gate, model, parts, prompts, memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.answer import Answer, Blocked, Sentence, Usage
from assistant.answering.gate import Gate, Judged, self_test
from assistant.answering.memory import bounded
from assistant.answering.model import ChatModel, Tokens
from assistant.answering.parts import Part, PartReader, harmless, schema_for
from assistant.answering.prompts import load_prompt
from assistant.errors import BrokenCorpus, ModelUnavailable

MAX_BLOCKED = 20
FELL_BACK = "模型暂时不可用（{why}），以下由内置规则直接作答。"
OFF_RAILS = "模型的输出不成格式，已改由内置规则直接作答。"
HELD = "模型有 {n} 句话没有条文或规则支持，已略去。"
WORDED = "本段由人工智能辅助生成：条款、数字和结论由规则与条文给出，模型只作排列和衔接。"
_BASIS = re.compile(r"^依据：|^注意：")
_BULLET = re.compile(r"^\s*- ")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that core or corpus says, with the id by which a model picks it. `required`: shown in any case."""

    id: str
    text: str
    by: str
    required: bool


@dataclass
class _Page:
    """What is shown so far."""

    sentences: list[Sentence] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    worded: bool = False

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.sentences).strip()

    def show(self, statement: Statement) -> Iterator[str]:
        """The statement, once."""
        if statement.id in self.used:
            return
        self.used.add(statement.id)
        bullet = _BULLET.match(statement.text) and self.sentences and _BULLET.match(self.sentences[-1].text)
        gap = "" if not self.sentences else "\n" if bullet else "\n\n"
        text = f"{gap}{statement.text}"
        self.sentences.append(Sentence(text=text, by=statement.by))
        yield text

    def say(self, judged: Judged) -> Iterator[str]:
        """A sentence of the model's own, if the gate let it through."""
        if judged.held is not None:
            if len(self.blocked) < MAX_BLOCKED:
                self.blocked.append(Blocked(sentence=judged.text.strip(), why=judged.held, clause=judged.clause))
            return
        words = judged.text.strip()
        if not words:
            return
        joined = self.sentences and self.sentences[-1].by in ("model", "unchecked")
        text = words if joined or not self.sentences else f"\n\n{words}"
        self.worded = True
        self.sentences.append(Sentence(text=text, by="model" if judged.checked else "unchecked"))
        yield text


def statements_of(base: Answer) -> tuple[Statement, ...]:
    """The composer's answer as numbered statements: each paragraph, each line of a list.

    The direct answer, the basis and the notices are shown whatever the model picks: leaving them out would mislead.
    """
    out: list[Statement] = []
    for part in base.sentences or (Sentence(text=base.answer, by="core"),):
        required = not out or bool(_BASIS.match(part.text)) or part.by == "core"
        pieces = [part.text] if _BASIS.match(part.text) else part.text.split("\n")
        for piece in filter(str.strip, pieces):
            out.append(Statement(f"s{len(out) + 1}", piece, part.by, required))
    return tuple(out)


def stream_worded(
    base: Answer,
    question: str,
    history: Sequence[Mapping[str, Any]],
    model: ChatModel,
    *,
    gate: Gate,
    case: Mapping[str, Any] | None = None,
) -> Iterator[str | Answer]:
    """Text as it passes the gate, then the whole Answer as the last item.

    Raises nothing of the model's: what goes wrong there becomes a notice on the answer.
    """
    statements = statements_of(base)
    page = _Page()
    notices: list[str] = []
    used: list[Tokens] = []
    yield from page.show(statements[0])
    try:
        if wrong := self_test(gate):
            raise ModelUnavailable(f"核对自检未通过 {len(wrong)} 项")
        yield from _worded(base, statements, question, history, model, gate, page, case, used)
        if len(page.used) <= 1 and not page.worded and len(statements) > 1:
            notices.append(OFF_RAILS)
            yield from _rest(statements, page, everything=True)
    except (ModelUnavailable, BrokenCorpus) as error:
        notices.append(FELL_BACK.format(why=error.what))
        yield from _rest(statements, page, everything=True)
    yield from _rest(statements, page, everything=False)
    if page.blocked:
        notices.append(HELD.format(n=len(page.blocked)))
    if page.worded:
        notices.append(WORDED)
    yield base.model_copy(
        update={
            "answer": page.text,
            "sentences": tuple(page.sentences),
            "blocked": (*base.blocked, *page.blocked),
            "notices": (*base.notices, *notices),
            "model": model.name,
            "usage": _usage(used, model),
        }
    )


def _usage(used: Sequence[Tokens], model: ChatModel) -> Usage | None:
    """What the calls cost; None where the server counts nothing."""
    if not used:
        return None
    cost = round(model.prices.cost(used), 6) if model.prices else None
    return Usage(
        prompt_tokens=sum(call.sent for call in used),
        completion_tokens=sum(call.received for call in used),
        cost=cost,
    )


def _rest(statements: Sequence[Statement], page: _Page, *, everything: bool) -> Iterator[str]:
    """What must still be shown."""
    for statement in statements:
        if everything or statement.required:
            yield from page.show(statement)


def _worded(
    base: Answer,
    statements: Sequence[Statement],
    question: str,
    history: Sequence[Mapping[str, Any]],
    model: ChatModel,
    gate: Gate,
    page: _Page,
    case: Mapping[str, Any] | None,
    used: list[Tokens],
) -> Iterator[str]:
    """The model's own order and words, as they come."""
    sources = gate.sources(
        # Cells of tables and texts that a person added are no clauses of the law: what they carry stands in statements.
        citations=[c.clause for c in base.citations if c.clause.split(":")[0] in gate.corpus.documents] or None,
        verdict=base.verdict,
        question=question,
        statements=[s.text for s in statements],
        case=case,
    )
    known = {s.id: s for s in statements}
    stream = gate.stream(sources)
    reader = PartReader()

    def shown(part: Part) -> Iterator[str]:
        if part.use is not None:
            for judged in stream.finish():
                yield from page.say(judged)
            if part.use in known:
                yield from page.show(known[part.use])
        elif part.say is not None:
            for judged in stream.feed(_closed(harmless(part.say))):
                yield from page.say(judged)
                if len(page.blocked) >= MAX_BLOCKED:
                    return

    for piece in model.stream(
        _messages(base, statements, question, history), schema=schema_for(list(known)), used=used
    ):
        for part in reader.feed(piece):
            yield from shown(part)
        if reader.broken or len(page.blocked) >= MAX_BLOCKED:  # off the rails: nothing more is worth judging
            break
    for part in reader.finish():
        yield from shown(part)
    for judged in stream.finish():
        yield from page.say(judged)


def _closed(text: str) -> str:
    """`text` with its last sentence closed, so that it is judged by itself."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；：\n" else f"{text}。"


def _messages(
    base: Answer, statements: Sequence[Statement], question: str, history: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """What the model is told: our words as the system's, everything else as quoted data."""
    data = {
        "question": question[:2000],
        "understood": [{"said": u.said, "as": u.as_} for u in base.understood],
        "history": bounded(history),
        "statements": [{"id": s.id, "text": s.text} for s in statements],
        "clauses": [{"clause": c.label, "quote": c.quote} for c in base.citations],
    }
    quoted = json.dumps(data, ensure_ascii=False, indent=1).replace("<", "＜").replace(">", "＞")
    return [("system", load_prompt("word-answer").fill()), ("human", load_prompt("word-answer-data").fill(data=quoted))]
