"""What a sentence tells of the enterprise that asks, run by run, held against its dossier.

Lives here: `telling`, `Telling`. A run is read only where every word of it that says something is part of a claim that is
known here; then each claim equals the dossier, differs from it, or needs facts. What is not read is the law's to carry.
May import: claims.case_run, case_events, case_bars, case_grades, dossier, runs, words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.claims import case_bars as bars
from assistant.answering.claims import case_events as events
from assistant.answering.claims import case_grades as grades
from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_run import CaseRun, Memory
from assistant.answering.claims.dossier import Dossier
from assistant.answering.claims.runs import Run, runs
from assistant.answering.claims.units import addressed
from assistant.answering.claims.words import Kind, Token


@dataclass(frozen=True, slots=True)
class Telling:
    """A run as read. `read`: every word of it is accounted for. `wrong`: what differs from the dossier. `open`: what
    needs facts."""

    run: Run
    read: bool
    wrong: str | None = None
    open: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the dossier says so, all of it."""
        return self.read and self.wrong is None and self.open is None


def telling(tokens: Sequence[Token], dossier: Dossier, memory: Memory) -> tuple[Telling, ...]:
    """Each run of a sentence, as far as it tells of this enterprise. `memory`: what the sentences before told, and now this."""
    found = runs(_asked_whole(tokens))
    if any(_says_when(run) for run in found):
        memory.settled = False
        return tuple(Telling(run, False) for run in found)
    memory.before, memory.clauses = frozenset(memory.clauses) or memory.before, set()
    out: list[Telling] = []
    for at, run in enumerate(found):
        later = {t.value for other in found[at + 1 :] for t in other.tokens}
        memory.falls_later = bool(later & (say.FALLING | {"最低等级"}))
        out.append(_read(run, dossier, memory))
    memory.settled = bool(out) and all(one.holds for one in out)
    return tuple(out)


def _asked_whole(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without the comma in 能否申报B级，还要看…: question and answer are one claim."""
    out: list[Token] = []
    for n, token in enumerate(tokens):
        if token.kind is Kind.STOP and token.text == "，":
            before = "".join(t.text for t in out).rpartition("，")[2]
            after = "".join(t.text for t in tokens[n + 1 : n + 5])
            if _ASKS.search(before) and _HANGS.match(after):
                continue
        out.append(token)
    return tuple(out)


_ASKS = re.compile(r"(?:能否|能不能|可否|可不可以|是否(?:可以|能|符合))[^，]*$")
_HANGS = re.compile(r"(?:则|就|都|仍|还)?(?:要|须|需|得|应)?(?:看|取决于|视)|(?:仍|还)(?:须|需)")


def copied(memory: Memory | None) -> Memory:
    """A memory of its own for one sentence: what is judged again must not have been told before."""
    return replace(memory, causes=list(memory.causes), clauses=set(memory.clauses)) if memory else Memory()


def _says_when(run: Run) -> bool:
    """Whether a run makes the whole sentence conditional (如果…, …的): then it tells what the law says of whoever."""
    said = [t for t in run.tokens if t.kind is not Kind.STOP]
    if any(t.kind is Kind.COND for t in said):
        return True
    return bool(said) and said[-1].kind is Kind.OF and not re.search("是", run.text)


_STEPS: tuple[Callable[[CaseRun], None], ...] = (
    events.events,
    events.credit,
    events.remedied,
    events.elapsed,
    events.counting,
    events.reaches,
    grades.outside,
    bars.left_open,
    grades.apart,
    bars.bar,
    bars.also,
    bars.applying,
    grades.several,
    grades.unmet,
    grades.alert,
    grades.states,
    grades.awaiting,
    bars.waits,
    bars.over,
)


def _read(run: Run, dossier: Dossier, memory: Memory) -> Telling:
    """What one run tells."""
    words = CaseRun(run, dossier, memory)
    if _general(words):
        return Telling(run, False)
    for n in words.kind(Kind.ACTOR):
        if words.tokens[n].value == "enterprise":
            words.take(n)
    words.take(*_by_what_we_know(words))
    for step in _STEPS:
        step(words)
    source(words)
    _trade(words)
    words.remember()
    read = not words.left and words.claims > 0
    if not read or (words.soft and words.wrong):
        return Telling(run, False)
    return Telling(run, True, words.wrong, words.open)


def _general(words: CaseRun) -> bool:
    """Whether the run speaks of whoever, or of another time."""
    said = [t for t in words.tokens if t.kind is Kind.ACTOR and t.value == "enterprise"]
    mine = addressed(words.tokens)
    if not mine and any(not _own_trade(t, words) for t in said):
        return True
    if any(t.text in say.OTHER_TIMES for t in words.tokens):
        return True
    alert = any(t.value in say.ALERTS for t in words.tokens)
    return alert and not mine and any(t.kind is Kind.GRADE for t in words.tokens)


def _own_trade(token: Token, words: CaseRun) -> bool:
    """活性炭厂: a word for an enterprise right after its own trade."""
    at = words.tokens.index(token)
    before = words.tokens[at - 1] if at else None
    return before is not None and before.kind is Kind.INDUSTRY and before.value in words.of.names


def _by_what_we_know(words: CaseRun) -> list[int]:
    """贵公司提供的情况中: only says where what follows is known from."""
    found = re.search(
        r"(?:提供|提交|填写|给出)的(?:案情|情况|信息|资料|材料|事实)(?:中|里|来看|看|显示|上看)", words.text
    )
    return list(words.find({"提交", "填写", "信息", "申报材料"})[:2]) if found else []


def source(words: CaseRun) -> None:
    """依据是第十九条第一项: a clause that what was told rests on."""
    for n in words.kind(Kind.REF):
        known = words.memory.clauses or words.memory.before
        if known:
            words.take(n)
            words.take(*words.find({"适用", "使用"}))
            refs = words.clauses(n)
            words.claim(all(names_one(ref, known) for ref in refs), "所引条款与核定不符")


def _trade(words: CaseRun) -> None:
    """The industries of the case, beside what is told of the enterprise: they claim that it is of this trade."""
    if len(words.of.names) > 1 and not words.by_place:
        return  # what holds for the whole need not hold for one of its industries
    for n in words.kind(Kind.INDUSTRY):
        if words.tokens[n].value in words.of.names and words.claims:
            words.take(n)
    if words.claims and any(t.kind is Kind.INDUSTRY for t in words.tokens):
        words.take(*words.find({"行业"}))
