"""One sentence held against what core and corpus carry.

Lives here: `judge` and `Verdictum`. A sentence passes when every word of it that says something is carried: by one
sentence of a clause, or run by run by the clauses named, the core or the composer; eligibility only by the core. What is
unknown, and what cannot be judged, is held back with the reason. May import: claims.*, library. No model, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.claims import wording
from assistant.answering.claims.amounts import amounts, days, names_one
from assistant.answering.claims.beside import after_talk, clause_cell
from assistant.answering.claims.by_article import belies, item_cited, told_of_articles
from assistant.answering.claims.carry import ALL, COPULAS, SAYS, WHETHER, carried, joined, only_names, references_of
from assistant.answering.claims.case_days import with_days
from assistant.answering.claims.case_run import ARTICLES, FALL, Memory
from assistant.answering.claims.contrary import to_the_contrary
from assistant.answering.claims.core import with_names
from assistant.answering.claims.eligibility import (
    eligibility_claims,
    rule,
)
from assistant.answering.claims.frames import Frame, spelled
from assistant.answering.claims.in_context import DOUBTS, LOOKS
from assistant.answering.claims.kinds import (
    Barred,
    Dates,
    Finding,
    HoldsGrade,
    InScope,
    MayApply,
    Meets,
    Norm,
    Ruling,
    States,
)
from assistant.answering.claims.match import pointers
from assistant.answering.claims.membership import hangs_on_a_list
from assistant.answering.claims.needs import only_conditions
from assistant.answering.claims.of_case import Telling, copied, telling
from assistant.answering.claims.outline import miscounted
from assistant.answering.claims.references import only_quotes, references, said_whole, without_quotes
from assistant.answering.claims.relations import owes
from assistant.answering.claims.runs import Run, is_condition
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.supposed import Supposed, confuses, names_event, supposed
from assistant.answering.claims.tables import is_limit
from assistant.answering.claims.talk import PROMISES, only_talks, talk_before
from assistant.answering.claims.text import Sentence
from assistant.answering.claims.tokens import CONCEPTS, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.told_days import as_period
from assistant.answering.claims.units import SOFT, Unit, addressed, unit_of
from assistant.library.clause import ClauseId

LONGEST = 900  # the longest sentence of the law has 470 characters


@dataclass(frozen=True, slots=True)
class Verdictum:
    """A sentence's ruling: `held` is the reason, None where it may be shown. `checked`: something was judged."""

    held: str | None
    clause: str | None
    findings: tuple[Finding, ...]
    context: Context
    checked: bool
    bare: str = ""


def judge(sentence: Sentence, sources: Sources, context: Context) -> Verdictum:
    """How `sentence` stands. Raises nothing on purpose; `gate` holds back whatever raises."""
    if len(sentence.plain) > LONGEST:
        return _held("句子过长，无法核对", None, [], context)
    if strange := wording.unreadable(sentence.plain, sources.everything, sources.said):
        return _held(strange, None, [], context)
    if bare := wording.bare_answer(sentence.plain):
        return Verdictum(None, None, (), context, False, bare=bare)
    if only_talks(sources.library.words.of(sentence.plain)):
        return Verdictum(None, None, (), context, False)
    words = with_names(spelled(sentence.plain), sources.case)
    findings = list(references(words, sources, context))
    if bad := next((f for f in findings if f.ruling is not Ruling.SUPPORTED), None):
        return _held(bad.why, bad.clause, findings, context)
    if _composed(words, sources):
        return Verdictum(None, None, tuple(findings), _after(context, words, sources), True)
    if miscounted(words, sources):
        return _held("所列各项的数目或序号与条文不符", None, findings, context)
    words = wording.on_from_there(wording.without_courtesy(words))
    words = with_days(words, sources.dossier) if sources.dossier else words
    tokens = sources.library.words.of(words)
    cell = clause_cell(sentence, tokens)
    said = sources.library.words.of(words[cell:]) if cell else tokens
    start = after_talk(said) or talk_before(said)
    if start and not PROMISES.search(words[cell : cell + start]):
        words = words[:cell] + words[cell + start :]
        tokens = sources.library.words.of(words)
    if never := wording.never_so(words):
        return _held(never, None, findings, context)
    memory = copied(context.told)
    told = _of_the_case(words, tokens, sources, context, memory)
    if wrong := next((t.wrong for t in told if t.wrong), None):
        return _held(wrong, None, findings, context)
    found = _by_the_law(sentence, words, tokens, sources, context, findings)
    if found.held is not None and (period := as_period(tokens)):
        found = _by_the_law(sentence, period, sources.library.words.of(period), sources, context, findings)
    if sources.dossier is not None:
        found = replace(found, context=replace(found.context, told=memory))
    if found.held is None and sources.supposing and confuses(tokens, sources.supposing):
        return _held("条文没有这样区分", None, findings, context)
    if found.held is None and not told and belies(tokens, sources, context):
        return _held("后果与前一句所说的情形不符", None, findings, context)
    if found.held is not None and (not context.open or context.asked) and not any(t.holds for t in told):
        example = f"{context.example.rstrip('。；')}，{words}" if context.example else words
        read = None if context.open else _supposed(example, words, tokens, sources)
        if any(t.kind is Kind.REF and not t.value.startswith((*ARTICLES, FALL)) for t in tokens):
            read = None  # …的情形看第十五条: an article that has no such cases
        if read is not None and read.reasons:
            why = _by_the_law(sentence, "".join(t.text for t in read.reasons), read.reasons, sources, context, [])
            read = read if why.held is None else None
        if read is not None:
            after = replace(_after(context, words, sources), told=memory, grounds=read.clauses, example=example)
            return Verdictum(None, None, tuple(findings), after, True)
        bars = None if wording.is_question(words) else told_of_articles(tokens, sources, context)
        if bars is not None:
            after = replace(_after(context, words, sources), told=memory, grounds=bars)
            return Verdictum(None, None, tuple(findings), after, True)
    if context.grounds and not names_event(tokens):
        unsaid = next((c for c in _cited(tokens) if not names_one(c, context.grounds)), None)
        if unsaid is not None and item_cited(tokens, sources, context) == unsaid:
            return Verdictum(None, unsaid, tuple(findings), _after(context, words, sources), True)
        if unsaid is not None:
            return _held("所引条款与前文所说的情形不符", unsaid, findings, context)
        found = replace(found, context=replace(found.context, grounds=context.grounds))
    if found.held is None or not any(t.holds for t in told):
        return found
    after = replace(_after(context, words, sources), told=memory, open="")
    rest = tuple(token for t in told if not (t.holds or t.idle) for token in (*t.run.tokens, _STOP))
    if not _says(rest):
        return Verdictum(None, None, tuple(findings), after, True)
    again = _by_the_law(sentence, "".join(t.text for t in rest), rest, sources, context, findings)
    doubtful = any(t.doubt for t in told)
    return replace(again, context=after) if again.held is None and not doubtful else found


def _supposed(example: str, words: str, tokens: Sequence[Token], sources: Sources) -> Supposed | None:
    """A sentence as what is so of a supposed case, alone or after the example that the sentence before gave."""
    if sources.supposing is None or wording.is_question(words):
        return None
    alone = supposed(tokens, sources.supposing)
    return alone or (supposed(sources.library.words.of(example), sources.supposing) if example != words else None)


def _cited(tokens: Sequence[Token]) -> list[str]:
    return [t.value for t in tokens if t.kind is Kind.REF and t.value.startswith(ARTICLES)]


_NOW = re.compile("目前|现在|眼下|当前|如今")
_STOP = Token(Kind.STOP, "，", 0, 0, "，")


def _of_the_case(
    words: str, tokens: Sequence[Token], sources: Sources, context: Context, memory: Memory
) -> tuple[Telling, ...]:
    """What the sentence tells of the enterprise that asks; nothing where it goes on from a condition, or asks."""
    here = addressed(tokens) or not any(t.kind is Kind.ACTOR for t in tokens)
    now = here and bool(_NOW.search(words))
    goes_on = (bool(context.open) and not memory.settled) or context.asked
    if sources.dossier is None or sources.supposing is None or (goes_on and not now) or wording.is_question(words):
        return ()
    return telling(tokens, sources.dossier, memory, sources.supposing.law)


def _by_the_law(
    sentence: Sentence,
    words: str,
    tokens: Sequence[Token],
    sources: Sources,
    context: Context,
    findings: list[Finding],
) -> Verdictum:
    """How `words` stand to the law, the core's own words and the tables."""
    said = _saying(tokens)
    if all(t.kind not in SAYS or (t.kind is Kind.NEG and t.text.endswith(DOUBTS)) for t in said):
        odd = next((t.text for t in tokens if t.kind is Kind.ORDINARY), None)
        if (promised := PROMISES.search(words)) and not any(t.kind is Kind.NEG for t in tokens):
            odd = promised.group()
        if odd is not None:
            return _held(f"“{odd}”没有依据", None, findings, context)
        return Verdictum(None, None, tuple(findings), context, bool(findings))
    unit = unit_of(words, said)
    if (
        context.asked and "谁" in context.previous and not unit.concepts and _hangs_on(unit, context)
    ):  # 谁来优化？省厅。
        by = f"由{_IT_IS.sub('', words)}"
        unit = unit_of(by, _saying(sources.library.words.of(by)))
    here = _next(context, unit, words)
    refs = references_of(unit)
    content = "".join(t.text for t in sources.library.words.of(without_quotes(words)) if t.kind in CONCEPTS)
    if only_quotes(words, refs, sources, content):
        return Verdictum(None, str(refs[0]), tuple(findings), here, True)
    answers = (
        context.asked
        and context.previous.endswith("？")
        and not any(t.kind in MODALS or t.kind is Kind.ACT for t in unit.tokens)
    )
    if answers and context.open and not wording.is_question(words) and not references_of(unit):
        unit = _joined_to(context.open, unit, sources)
        refs = references_of(unit)
    elif context.topic:
        said_of = context.topic.rstrip("。") + "，".join(run.text for run in unit.runs)
        unit = unit_of(said_of, _saying(sources.library.words.of(said_of)))
        refs = references_of(unit)
    elif context.open and not wording.is_question(words):
        after = _joined_to(context.open, unit, sources)
        if (refs and not context.asked) or not carried(after, references_of(after), sources, context, WHETHER)[0]:
            unit, refs = after, references_of(after)
    here = replace(here, previous=unit.text)
    if words.endswith("。") and not sentence.text.lstrip().startswith("|") and _is_topic(unit):
        here = replace(here, topic=words)
        if _names_only(unit):
            return Verdictum(None, None, tuple(findings), here, bool(findings))
    if (
        _only_says_when(unit)
        and not (context.asked and any(t.kind is Kind.ACTOR for t in unit.tokens))
        and not any(owes(run.tokens) for run in unit.runs)  # 责任单位为评审专家
    ):  # 如果您是B级企业
        return Verdictum(None, None, tuple(findings), replace(here, open=unit.text), bool(findings))
    if refs and not unit.concepts - _POINTS_BACK and not unit.grades and context.previous:
        before = sources.library.words.of(context.previous)
        spoken_of = {ref.article for ref in references_of(unit_of(context.previous, before))}
        if spoken_of and not spoken_of & {ref.article for ref in refs}:
            return _held("前后所说的不是同一条", str(refs[0]), findings, context)
        unit = unit_of(f"{context.previous}，{words}", (*[t for t in before if t.kind is not Kind.REF], *said))
    if wording.is_question(words):
        return _question(unit, sources, context, here, findings)
    if is_limit(words):
        limit = _limit(unit, sources, context)
        findings.append(limit)
        if limit.ruling is not Ruling.SUPPORTED:
            return _held(limit.why, limit.clause, findings, context)
        rest = [run for run in unit.runs if not _of_limits(run)]
        if not any(_says(run.tokens) for run in rest):
            return Verdictum(None, limit.clause, tuple(findings), here, True)
        unit = joined(unit, rest)
    if (why := to_the_contrary(words, unit, sources, context)) is not None:
        return _held(why, None, findings, here)
    found = _against(unit, sentence.heading, refs, sources, context, here, list(findings))
    if not context.topic and (_hangs_on(unit, context) or found.held is not None):
        return _going_on(unit, found, sources, context, here, findings)
    return found


_POINTS_BACK = frozenset({"名单", "职能", "责任", "兜底"})
_EQUATES = (
    "是",
    "属于",
    "就是",
    "也是",
    "都是",
    "也属于",
    "都属于",
)  # nothing stands before it: 具体来说，是C级企业的评级结果
_IT_IS = re.compile(r"^(?:应该|应当|就|都)?(?:是|由)")


def _hangs_on(unit: Unit, context: Context) -> bool:
    """Whether a sentence names only who does it, and the sentence before says what: 这件事由省厅负责, 市局."""
    if (
        unit.runs
        and not unit.concepts
        and len(pointers(unit.tokens)) == sum(t.kind is Kind.REF for t in unit.tokens) > 0
    ):
        return True  # 属于第十八条（三）的情形
    if unit.runs and unit.runs[0].text.startswith(("前者", "后者")):
        return True
    if hangs_on_a_list(unit) or (unit.runs and unit.runs[0].tokens[0].text in _EQUATES):
        return True
    asked = context.asked and not any(t.kind in MODALS | NEGATIVE for t in unit.tokens)
    told = unit.concepts - SOFT or unit.amounts or unit.grades
    by = any(t.kind is Kind.BY for t in unit.tokens)
    named = any(t.kind is Kind.ACTOR and (by or asked or t.value != "enterprise") for t in unit.tokens)
    return not told and named and not _sources(unit)


def _sources(unit: Unit) -> bool:
    return any(t.kind is Kind.REF for t in unit.tokens)


def _going_on(
    unit: Unit, alone: Verdictum, sources: Sources, context: Context, here: Context, findings: list[Finding]
) -> Verdictum:
    """A sentence that is not carried by itself, read on from the one before: 评定后要归档。时间是一个月内。"""
    asserts = any(isinstance(f.claim, MayApply | HoldsGrade | Meets | Barred) and _affirms(f) for f in alone.findings)
    if not context.previous or references_of(unit) or asserts or (unit.grades and not unit.concepts):
        return alone
    before = context.previous if not context.asked else context.open or context.previous
    after = _joined_to(before, unit, sources)
    enough = WHETHER if alone.held is not None else ALL
    again = _against(after, "", references_of(after), sources, context, here, list(findings), enough)
    if again.held is not None:
        return alone if alone.held is not None else again
    return replace(again, context=here)


def _affirms(finding: Finding) -> bool:
    """Whether a claim of eligibility that was not carried says more than that one may not apply."""
    if finding.ruling is Ruling.SUPPORTED:
        return False
    return not (
        isinstance(finding.claim, MayApply | Barred) and finding.claim.affirmed is isinstance(finding.claim, Barred)
    )


def _of_limits(run: Run) -> bool:
    return is_limit(run.text) or any(t.kind is Kind.AMOUNT and is_limit(t.text) for t in run.tokens)


def _limit(unit: Unit, sources: Sources, context: Context) -> Finding:
    """The limits of a sentence against the tables; nothing else may stand beside them in their runs."""
    stated = amounts(unit.text)
    claim = States(stated[0]) if stated else Norm(None, frozenset(), frozenset())
    held = sources.limits.judge(
        unit.text, frozenset(t.value for t in unit.tokens if t.kind is Kind.INDUSTRY), context.grades
    )
    if held.why is None:
        for run in filter(_of_limits, unit.runs):
            for token in run.tokens:
                odd = token.kind in MARKS or token.kind in NEGATIVE or token.kind is Kind.MAY
                if odd or (token.kind is Kind.UNKNOWN and not sources.limits.names(token.text)):
                    return Finding(claim, Ruling.UNSUPPORTED, f"“{token.text}”未见于指标表", held.clause)
    return Finding(claim, Ruling.SUPPORTED if held.why is None else held.ruling, held.why or "", held.clause)


def _composed(words: str, sources: Sources) -> bool:
    """Whether the composer said exactly this."""
    return any(said_whole(words, f.text) for f in sources.spoken)


def _after(context: Context, words: str, sources: Sources) -> Context:
    return _next(context, unit_of(words, sources.library.words.of(words)), words)


def _asked(unit: Unit) -> str:
    """A question without what makes it one: the sentence after it may answer it."""
    return wording.ASKS.sub("", unit.text).rstrip("？?")


def _next(context: Context, unit: Unit, words: str) -> Context:
    left_open, goes_on = _open(unit, words), ""
    if words.endswith("；") and not left_open:  # …的，降为C级；绩效引领性企业则降为…: the condition goes on
        goes_on = "，".join(run.text for run in unit.runs if is_condition(run) and not run.own_grades)
    grades, clauses = unit.grades or context.grades, references_of(unit) or context.clauses
    return Context(grades, clauses, words, left_open or goes_on, asked=bool(goes_on))


def _joined_to(before: str, unit: Unit, sources: Sources) -> Unit:
    """`unit` after the condition that the sentence before left open."""
    text = f"{before.rstrip('。')}，{unit.text}"
    return unit_of(text, _saying(sources.library.words.of(text)))


def _only_says_when(unit: Unit) -> bool:
    kinds = {t.kind for t in unit.tokens}
    if unit.runs and not (unit.concepts or unit.amounts or kinds & (MODALS | MARKS | NEGATIVE)):
        told = [t for t in unit.tokens if t.kind is Kind.REF]
        if told and len(pointers(unit.tokens)) == len(told) and kinds & {Kind.ACTOR, Kind.GRADE}:
            return True  # C级企业出现第十八条情形
        if _names_a_class(unit):
            return True
    says = unit.concepts or unit.amounts or kinds & (MODALS | MARKS | NEGATIVE | {Kind.REF})
    return bool(unit.runs) and not says and (not unit.grades or all(is_condition(run) for run in unit.runs))


def _is_topic(unit: Unit) -> bool:
    """Whether a sentence only says of what the next one speaks: 省辖市的意见、专家的会审意见。"""
    if (
        len(unit.runs) != 1
        or not unit.concepts - SOFT
        or any(t.kind in MODALS | NEGATIVE | {Kind.AMOUNT, Kind.DAY} for t in unit.tokens)
    ):
        return False
    if any(t.kind is Kind.FREE and not t.text.startswith((*_POINTING, "来", "了", "过")) for t in unit.tokens):
        return False
    acts = any(t.kind is Kind.ACT for t in unit.tokens) and not _LISTED.search(unit.text)
    acts = acts and not (only_names(unit.runs[0]) and unit.runs[0].tokens[-1].kind is Kind.THING)
    return not (acts or any(t.text in COPULAS for t in unit.tokens))


def _names_only(unit: Unit) -> bool:
    """Whether a topic is a name for something known, and claims nothing by itself."""
    said = [t for t in unit.tokens if t.kind is not Kind.STOP]
    told = unit.grades or any(t.kind is Kind.UNKNOWN or t.text == "看" for t in said)
    return not told and bool(said) and said[-1].kind in (Kind.THING, Kind.ACTOR)


_POINTING = ("该", "各", "本", "这", "那", "此", "上述", "以上", "等", "工作", "具体来说", "相关", "有关")
_LISTED = re.compile(r"(?:这些|这几|上述|以上)[^，。]{0,4}。?$")


def _names_a_class(unit: Unit) -> bool:
    """Whether a sentence is nothing but a name of several grades: B级及以下的企业."""
    said = [t for t in unit.tokens if t.kind is not Kind.STOP]
    return len(said) > 1 and said[-1].kind is Kind.ACTOR and said[-2].kind is Kind.OF and len(unit.grades) > 2


def _open(unit: Unit, words: str) -> str:
    """`words` where they are a condition and nothing follows from it yet."""
    last = [t for t in unit.tokens if t.kind is not Kind.STOP][-2:]
    of_whom = len(last) == 2 and last[0].kind is Kind.OF and last[1].kind is Kind.ACTOR
    return (
        words
        if not any(run.modals for run in unit.runs) and (of_whom or all(is_condition(run) for run in unit.runs))
        else ""
    )


def _saying(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without the runs that only join, greet or lead in."""
    out: list[Token] = []
    part: list[Token] = []
    for token in tokens:
        part.append(token)
        if token.kind is Kind.STOP and token.text in "，；：。！？!?":
            out += part if _says(part) else []
            part = []
    out += part if _says(part) else []
    return tuple(out)


def _says(part: Iterable[Token]) -> bool:
    """Whether a run says anything; 您 and 贵公司 alone say nothing."""
    return any(t.kind in SAYS and not (t.kind is Kind.ACTOR and t.value == "enterprise") for t in part) or any(
        t.kind is Kind.ACTOR and "企业" in t.text for t in part
    )


def _held(why: str, clause: str | None, findings: Iterable[Finding], context: Context) -> Verdictum:
    return Verdictum(why, clause, tuple(findings), context, True)


def _question(unit: Unit, sources: Sources, context: Context, here: Context, findings: list[Finding]) -> Verdictum:
    """A question asked back claims nothing, as long as it asks, and brings in nothing that nobody said."""
    topic = not any(t.kind in MODALS | NEGATIVE | MARKS for t in unit.tokens)
    if not (wording.ASKS.search(unit.text) or topic):
        return _held("以问句作出断言，无法核对", None, findings, context)
    known = sources.everything + sources.question + sources.said
    for at, token in enumerate(unit.tokens):
        if token.text in _HANDLE and _asked_of(unit.tokens, at):
            continue
        foreign = token.kind in (Kind.AMOUNT, Kind.DAY, Kind.UNKNOWN) and token.text not in known
        if foreign or (token.kind in MARKS and token.text not in known):
            return _held(f"“{token.text}”没有依据", None, findings, context)
    return Verdictum(None, None, tuple(findings), replace(here, open=_asked(unit), asked=True), True)


_HANDLE = ("走", "拖", "弄", "搞", "整", "排", "写")  # verbs that name no object of their own


def _asked_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a question asks how, or how long, one does what a word stands for: 省级层面怎么走, 拖多久."""
    before, after = tokens[at - 1 : at] if at else (), tokens[at + 1 : at + 2]
    return any(t.text in ("怎么", "怎样", "如何", "怎么个") for t in before) or any(
        t.text.startswith(("多久", "多长")) for t in after
    )


def _against(
    unit: Unit,
    heading: str,
    refs: Sequence[ClauseId],
    sources: Sources,
    context: Context,
    here: Context,
    findings: list[Finding],
    enough: int = ALL,
) -> Verdictum:
    """Carried or not; and what it says of eligibility, by the core. `enough`: as `carried` has it."""
    wrong, frame = carried(unit, refs, sources, context, enough)
    if wrong and heading:
        under = _under(heading, unit, sources)
        again, other = carried(under, refs, sources, context, WHETHER)
        if not again:
            wrong, frame, unit = again, other, under
    clause = str(frame.clause) if frame and frame.clause else None
    if wording.is_silent(unit.text) and not (frame and not wrong and wording.is_silent(frame.text)):
        return _held("细则是否有规定，只能照规则和条文的说法", clause, findings, context)
    carrier = frame if not wrong else None
    for claim in eligibility_claims(unit, sources, context):
        finding = rule(claim, unit, sources, carrier)
        findings.append(finding)
        if finding.ruling is not Ruling.SUPPORTED:
            return _held(finding.why, finding.clause or clause, findings, context)
    findings += [Finding(p.claim, p.ruling, p.why, clause) for p in wrong]
    if wrong:
        return _held(wrong[0].why, clause, findings, context)
    if carrier is not None and (why := _told_of_the_case(unit, carrier, sources)):
        return _held(why, clause, findings, context)
    findings += _supported(unit, clause)
    if carrier is not None and only_conditions(unit, carrier):
        here = replace(here, open=unit.text)
    return Verdictum(None, clause, tuple(findings), here, True)


def _under(heading: str, unit: Unit, sources: Sources) -> Unit:
    text = f"{spelled(heading).rstrip('：')}，{unit.text}"
    return unit_of(text, _saying(sources.library.words.of(text)))


def _told_of_the_case(unit: Unit, frame: Frame, sources: Sources) -> str | None:
    """A fact told of the enterprise that asks is the core's or the composer's to tell; the law tells duties."""
    if not addressed(unit.tokens) or frame.origin != "law":
        return None
    for run in unit.runs:
        told = (
            run.concepts and not is_condition(run) and not run.modals and not any(t.text in LOOKS for t in run.tokens)
        )
        others = run.own_doers - {"enterprise"} or "enterprise" not in run.own_doers
        if told and not others and addressed(run.tokens) and not any(is_condition(r) for r in unit.runs):
            return "关于贵企业的事实，只能照规则的核定"
    return None


def _supported(unit: Unit, clause: str | None) -> list[Finding]:
    out: list[Finding] = []
    for run in unit.runs:
        modal = wording.modal_of([s.kind for s in run.modals])
        if run.acts:
            out.append(Finding(Norm(modal, run.doers, run.own_grades), Ruling.SUPPORTED, clause=clause))
        elif run.own_grades:
            out.append(Finding(HoldsGrade(run.own_grades, False), Ruling.SUPPORTED, clause=clause))
    out += [Finding(States(a), Ruling.SUPPORTED, clause=clause) for a in amounts(unit.text)]
    out += [Finding(Dates(d), Ruling.SUPPORTED, clause=clause) for d in days(unit.text)]
    out += [Finding(InScope(t.text), Ruling.SUPPORTED, clause=clause) for t in unit.tokens if t.kind is Kind.INDUSTRY]
    return out
