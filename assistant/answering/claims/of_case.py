"""What a sentence tells of the enterprise that asks, run by run, held against its dossier.

Lives here: `telling`, `Telling`. A run is read only where every word of it that says something is part of a claim that is
known here; then each claim equals the dossier, differs from it, or needs facts. What is not read is the law's to carry.
May import: claims.case_run, case_events, case_bars, case_grades, dossier, runs, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.answering.claims import case_applying as applies
from assistant.answering.claims import case_bars as bars
from assistant.answering.claims import case_events as events
from assistant.answering.claims import case_grades as grades
from assistant.answering.claims import case_places as places
from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_if import changed, is_if, unless
from assistant.answering.claims.case_law import article, source
from assistant.answering.claims.case_run import ARTICLES, CaseRun, Memory, clauses_of
from assistant.answering.claims.dossier import Dossier
from assistant.answering.claims.runs import Run, runs
from assistant.answering.claims.tokens import Kind, Token
from assistant.answering.claims.units import addressed
from assistant.grading.rules import Law


@dataclass(frozen=True, slots=True)
class Telling:
    """A run as read. `read`: every word of it is accounted for. `wrong`: what differs from the dossier. `open`: what
    needs facts. `idle`: it is read, and claims nothing: 截至今天. `doubt`: it is
    not read, and what could be read of it differs."""

    run: Run
    read: bool
    wrong: str | None = None
    open: str | None = None
    idle: bool = False
    doubt: bool = False

    @property
    def holds(self) -> bool:
        """Whether the dossier says so, all of it."""
        return self.read and not self.idle and self.wrong is None and self.open is None


def telling(tokens: Sequence[Token], dossier: Dossier, memory: Memory, law: Law) -> tuple[Telling, ...]:
    """Each run of a sentence, as far as it tells of this enterprise. `memory`: what the sentences before told, and now this."""
    found = runs(_joined(tokens))
    if any(_says_when(run) for run in found):
        memory.settled = False
        return _if_so(found, dossier, copied(memory), law) or tuple(Telling(run, False) for run in found)
    fresh = copied(memory)
    mine = memory.mine = addressed(tokens)
    memory.before, memory.clauses = frozenset(memory.clauses) or memory.before, set()
    out: list[Telling] = []
    for at, run in enumerate(found):
        if _ELSE.match(run.text):  # 否则直接认定为最低等级
            otherwise = unless(dossier, law) if out and out[-1].holds else None
            out.append(_read(run, otherwise, copied(memory)) if otherwise else Telling(run, False))
            continue
        later = {t.value for other in found[at + 1 :] for t in other.tokens}
        memory.falls_later = bool(later & (say.FALLING | {"最低等级"}))
        told = _read(run, dossier, memory)
        if mine and not told.read and (wrong := _as_what(run, dossier, memory)):
            told = replace(told, wrong=wrong)
        out.append(told)
    conditional = any(is_if(run) for run in found)
    if conditional and not all(one.holds or one.idle for one in out):
        supposed = _if_so(found, dossier, fresh, law)  # 评上C级以后，就按C级管理
        memory.settled = False
        out = list(supposed) or out
    memory.settled = any(one.holds for one in out) and all(one.holds or one.idle for one in out)
    if out and not out[0].read and any(one.holds for one in out) and (cited := _clauses_of(found[0])):
        happened = {dossier.clause_of.get(e.kind, "") for e in memory.causes} | {b.clause for b in dossier.bars}
        if all(names_one(c, memory.clauses) for c in cited):
            out[0] = replace(out[0], read=True, idle=True)
        elif memory.causes and not any(names_one(c, happened) for c in cited if c.startswith(ARTICLES)):
            out[0] = replace(out[0], wrong="所引条款与核定不符" if cited[0].startswith(ARTICLES) else None)
    return tuple(out)


def _clauses_of(run: Run) -> list[str]:
    """The clauses of a run that names nothing else: the first cell of a row."""
    said = [t for t in run.tokens if t.kind in say.SAYING]
    return [c for t in said for c in clauses_of(t)] if all(t.kind is Kind.REF for t in said) else []


_AS = re.compile("^(?:您|你们?|贵[公]?[司厂企业]*)?作为[^，]{0,6}$")


def _as_what(run: Run, dossier: Dossier, memory: Memory) -> str | None:
    """作为A级企业应被纳入正面清单, told to the enterprise that asks: the grade is claimed beside what the law says of it."""
    words = CaseRun(run, dossier, copied(memory))
    for n in words.kind(Kind.GRADE):
        if _AS.search("".join(t.text for t in run.tokens[:n])) and dossier.overall:
            held = {g.value for g in words.grades([n])}
            return None if dossier.overall in held else "等级与核定不符"
    return None


_ELSE = re.compile("否则|不然|要不然|不这样")


def _if_so(found: Sequence[Run], dossier: Dossier, memory: Memory, law: Law) -> tuple[Telling, ...]:
    """What follows from a condition that changes this case, where every run is read and so; nothing otherwise."""
    out: list[Telling] = []
    now = dossier
    for run in found:
        if is_if(run):
            supposed = changed(run, now, law)
            if supposed is None:
                return ()
            if supposed.events != now.events:
                memory.causes = [e for e in supposed.events or () if e not in (now.events or ())]
                memory.causes += (
                    [e for e in now.events or () if e.kind is memory.causes[0].kind] if memory.causes else []
                )
            now = supposed
            out.append(Telling(run, True, idle=True))
            continue
        told = _read(run, now, memory)
        if not (told.holds or told.idle):
            return ()
        out.append(told)
    return tuple(out)


def _joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without the commas that part no claims: 能否申报B级，还要看…; 自2027年4月17日起，贵公司…; A级、B级，都不能申报."""
    out: list[Token] = []
    before: list[Token] = []
    for n, token in enumerate(tokens):
        if token.kind is not Kind.STOP or token.text not in _PARTING:
            before.append(token)
            out.append(token)
            if token.text.endswith("的话") or _then(before, tokens[n + 1 : n + 2]):  # 不申报就按…
                before = []
                out.append(replace(token, kind=Kind.STOP, value="，", text="，", start=token.end))
            continue
        text = "".join(t.text for t in before)
        if token.text == "：" and (say.HEADING.fullmatch(text) or (_PUTS.search(text) and _ASKED.search(text))):
            out = out[: len(out) - len(before)]
            before = []
            continue
        if token.text == "，" and _goes_on(before, tokens[n + 1 :]):
            continue
        before = []
        out.append(token)
    return tuple(out)


def _then(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether 就 or 则 comes next, and what stands before it is a condition: 不申报就按B级管理, 若再被罚则…."""
    if not after or after[0].text not in _THEN:
        return False
    values = [t.value for t in before]
    conditional = any(t.kind is Kind.COND for t in before) or (
        before[-1].text in ("后", "以后", "之后") and "评定" in values and any(t.kind is Kind.GRADE for t in before)
    )
    unapplied = "申报" in values and any(t.kind is Kind.NEG for t in before)
    return conditional or (unapplied and not any(t.kind in (Kind.GRADE, Kind.DAY) for t in before))


_THEN = frozenset({"就", "则", "便", "就会", "则会", "就按", "则按", "就要", "就得", "就不", "就不会", "仍", "仍按"})


def _goes_on(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a comma stands between what belongs to one claim."""
    rest = list(takewhile(lambda t: t.kind is not Kind.STOP or t.text not in _PARTING, after))
    text = "".join(t.text for t in before)
    if _ASKS.search(text) and _HANGS.match("".join(t.text for t in rest[:4])):
        return True
    said = [t for t in before if t.kind in say.SAYING]
    days = [t for t in said if t.kind is Kind.DAY]
    topic = {Kind.DAY, Kind.GRADE, Kind.AND}
    said = [t for t in said if t.kind is not Kind.AMOUNT or not days or t.text not in _WITHIN]
    if len(days) == 1 and said == days and not say.SINCE_TODAY.search(text):
        return not any(t.kind is Kind.DAY for t in rest) and not _IS.search(text)
    grades = len(days) < 2 and any(t.kind is Kind.GRADE for t in said) and {t.kind for t in said} <= topic
    return grades and not any(t.kind is Kind.GRADE for t in rest) and bool(_EACH.search("".join(t.text for t in rest)))


_WITHIN = frozenset({"一年内", "1年内", "一年之内", "一年里"})
_PARTING = frozenset("，；：。！？!?;")
_IS = re.compile("是|为")
_EACH = re.compile("^[^，]{0,6}(?:都|均|一律|一概|全部|皆|也)")
_ASKS = re.compile(r"(?:能否|能不能|可否|可不可以|是否(?:可以|能|符合|满足|达到|具备)|哪一?[级个档])[^，]*$")
_HANGS = re.compile(
    r"(?:则|就|都|仍|还|最终|具体)*(?:要|须|需|得|应|应当|必须|取决)*(?:看|取决于|视|由|经|以|靠|凭)|(?:仍|还)(?:须|需)"
)
_PUTS = re.compile("问|关于|至于|想知道|关心")
_ASKED = re.compile("哪|是否|能否|能不能|可否|什么|多久|何时|几|怎么|如何")


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
    events.until,
    events.elapsed,
    events.passed,
    events.later,
    events.counting,
    events.reaches,
    places.outside,
    applies.left_open,
    places.apart,
    bars.bar,
    applies.also,
    applies.applying,
    places.several,
    places.drags,
    places.decides,
    places.unmet,
    places.must_meet,
    places.wish,
    places.by_trade,
    grades.unchanged,
    grades.alert,
    grades.states,
    grades.awaiting,
    grades.heading,
    places.differ,
    places.published,
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
    words.take(*_by_what_we_know(words), *_today(words))
    for step in _STEPS:
        step(words)
    article(words)
    source(words)
    _trade(words)
    words.remember()
    if words.left or (words.soft and words.wrong):
        return Telling(run, False, doubt=bool(words.wrong) and not words.soft)
    if not words.claims:
        return Telling(run, True, idle=True)
    return Telling(run, True, words.wrong, words.open)


def _general(words: CaseRun) -> bool:
    """Whether the run speaks of whoever, or of another time."""
    said = [t for t in words.tokens if t.kind is Kind.ACTOR and t.value == "enterprise"]
    mine = addressed(words.tokens) or (words.memory.mine and (bool(_AS_ONE.search(words.text)) or _of_its_grade(words)))
    if not mine and any(not _own_trade(t, words) for t in said):
        return True
    if _ONLY_FOR.search(words.text):
        return True
    if any(t.text in say.OTHER_TIMES for t in words.tokens):
        return True
    alert = any(t.value in say.ALERTS for t in words.tokens) and not re.search("一样|相同|同样", words.text)
    return alert and not mine and any(t.kind is Kind.GRADE for t in words.tokens)


def _own_trade(token: Token, words: CaseRun) -> bool:
    """活性炭厂: a word for an enterprise right after its own trade."""
    at = words.tokens.index(token)
    before = words.tokens[at - 1] if at else None
    if before is not None and before.text + token.text in words.of.sites:  # 东厂
        return True
    if at + 1 < len(words.tokens) and (
        "总体等级" in (words.tokens[at + 1].value, *(t.value for t in words.tokens[at + 2 : at + 3]))
        or words.tokens[at + 1].text in ("等级", "级别")
    ):  # 企业总体为C级, 企业等级是B级
        return True
    if _BY_NOW.search(words.text) and token.text == "企业":  # 企业现在是非绩效引领性
        return True
    return before is not None and before.kind is Kind.INDUSTRY and before.value in words.of.names


def _by_what_we_know(words: CaseRun) -> list[int]:
    """贵公司提供的情况中: only says where what follows is known from."""
    found = re.search(
        r"(?:单|仅|光|只)?凭[^，]{0,4}(?:案情|情况|信息|资料|材料)|(?:(?:提供|提交|填写|给出|所附|附来)的?|现有|已有|手头|目前|当前|这份)的?(?:案情|情况|信息|资料|材料|事实|记录)(?:中|里|来看|看|显示|上看|，|未见|没有)",
        words.text,
    )
    return list(words.find({"提交", "填写", "信息", "申报材料"})[:2]) if found else []


def _today(words: CaseRun) -> list[int]:
    """截至2026年11月26日, 到2026年11月26日仍…: the day on which it is told, which claims nothing where it is that day."""
    today = words.of.as_of.isoformat()
    found: list[int] = []
    for n in words.kind(Kind.DAY):
        before = "".join(t.text for t in words.tokens[max(0, n - 4) : n])
        after = "".join(t.text for t in words.tokens[n + 1 : n + 4])
        opens = n < _EARLY and _UP_TO.search(before) and not say.ENDS.match(after)
        if words.tokens[n].value == today and (say.TILL_TODAY.search(before) or opens):
            found.append(n)
    return found


def _of_its_grade(words: CaseRun) -> bool:
    """贵公司是B级，B级够不上自主减排: its own grade is told again."""
    named = words.grades(words.kind(Kind.GRADE))
    return bool(named) and words.of.overall in {g.value for g in named} and not words.kind(Kind.COND)


_AS_ONE = re.compile("^作为")
_ONLY_FOR = re.compile("第[^，]{1,10}[条项)）][^，]{0,4}(?:只|仅)(?:是)?(?:对|针对|管|适用)")
_BY_NOW = re.compile("现在|目前|眼下|当前|现已|现为")
_UP_TO = re.compile("^(?:而)?(?:到|至)$")
_EARLY = 2


def _trade(words: CaseRun) -> None:
    """The industries of the case, beside what is told of the enterprise: they claim that it is of this trade."""
    if len(words.of.names) > 1 and not words.by_place:
        return  # what holds for the whole need not hold for one of its industries
    for n in words.kind(Kind.INDUSTRY):
        if words.tokens[n].value in words.of.names and words.claims:
            words.take(n)
    if words.claims and any(t.kind is Kind.INDUSTRY for t in words.tokens):
        words.take(*words.find({"行业"}))
