"""One sentence held against what core and corpus carry.

Lives here: `judge` and `Verdictum`. A sentence passes when every word of it that says something is carried: by one
sentence of a clause, or run by run by the clauses named, the core or the composer; eligibility only by the core. What is
unknown, and what cannot be judged, is held back with the reason. May import: claims.*, library. No model, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.claims import wording
from assistant.answering.claims.amounts import amounts, days
from assistant.answering.claims.eligibility import (
    addressed,
    eligibility_claims,
    lowest_of_several,
    not_granted,
    outside_the_bars,
    rule,
)
from assistant.answering.claims.frames import Frame, spelled
from assistant.answering.claims.kinds import Dates, Finding, HoldsGrade, InScope, Norm, Ruling, States
from assistant.answering.claims.match import SOFT, Problem, Unit, pointers, problems, unit_of
from assistant.answering.claims.needs import condition_missing, only_conditions
from assistant.answering.claims.references import only_quotes, references, said_whole, without_quotes
from assistant.answering.claims.runs import Run, is_condition
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tables import is_limit
from assistant.answering.claims.text import Sentence
from assistant.answering.claims.words import CONCEPTS, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.library.clause import ClauseId

LONGEST = 900  # the longest sentence of the law has 470 characters
_SAYS = CONCEPTS | MODALS | MARKS | NEGATIVE | {Kind.AMOUNT, Kind.DAY, Kind.GRADE, Kind.REF, Kind.ACTOR}


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
    words = spelled(sentence.plain)
    findings = list(references(words, sources, context))
    if bad := next((f for f in findings if f.ruling is not Ruling.SUPPORTED), None):
        return _held(bad.why, bad.clause, findings, context)
    if _composed(words, sources):
        return Verdictum(None, None, tuple(findings), _after(context, words, sources), True)
    words = wording.without_courtesy(words)
    tokens = sources.library.words.of(words)
    if wording.RHETORIC.search(words):
        return _held("反问句无法核对", None, findings, context)
    said = _saying(tokens)
    if not said:
        return Verdictum(None, None, tuple(findings), context, bool(findings))
    unit = unit_of(words, said)
    here = _next(context, unit, words)
    refs = _refs(unit)
    content = "".join(t.text for t in sources.library.words.of(without_quotes(words)) if t.kind in CONCEPTS)
    if only_quotes(words, refs, sources, content):
        return Verdictum(None, str(refs[0]), tuple(findings), here, True)
    if context.open and not wording.is_question(words):
        after = _joined_to(context.open, unit, sources)
        if (refs and not context.asked) or not _carried(after, _refs(after), sources, context)[0]:
            unit, refs = after, _refs(after)
    here = replace(here, previous=unit.text)
    if _only_says_when(unit):  # 如果您是B级企业
        return Verdictum(None, None, tuple(findings), replace(here, open=unit.text), bool(findings))
    if refs and not unit.concepts and not unit.grades and context.previous:
        before = sources.library.words.of(context.previous)
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
        unit = _joined(unit, rest)
    return _against(unit, sentence.heading, refs, sources, context, here, findings)


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
    grades, clauses = unit.grades or context.grades, _refs(unit) or context.clauses
    return Context(grades, clauses, words, left_open or goes_on, asked=bool(goes_on))


def _joined_to(before: str, unit: Unit, sources: Sources) -> Unit:
    """`unit` after the condition that the sentence before left open."""
    text = f"{before.rstrip('。')}，{unit.text}"
    return unit_of(text, _saying(sources.library.words.of(text)))


def _only_says_when(unit: Unit) -> bool:
    kinds = {t.kind for t in unit.tokens}
    says = unit.concepts or unit.amounts or kinds & (MODALS | MARKS | NEGATIVE | {Kind.REF})
    return bool(unit.runs) and not says and (not unit.grades or all(is_condition(run) for run in unit.runs))


def _open(unit: Unit, words: str) -> str:
    """`words` where they are a condition and nothing follows from it yet."""
    last = [t for t in unit.tokens if t.kind is not Kind.STOP][-2:]
    of_whom = len(last) == 2 and last[0].kind is Kind.OF and last[1].kind is Kind.ACTOR
    return (
        words
        if not any(run.modals for run in unit.runs) and (of_whom or all(is_condition(run) for run in unit.runs))
        else ""
    )


def _refs(unit: Unit) -> tuple[ClauseId, ...]:
    """The clauses that a sentence gives as its source."""
    skip = {id(t) for t in pointers(unit.tokens)}
    return tuple(
        ClauseId.parse(t.value) for t in unit.tokens if t.kind is Kind.REF and t.value != "None" and id(t) not in skip
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
    return any(t.kind in _SAYS and not (t.kind is Kind.ACTOR and t.value == "enterprise") for t in part) or any(
        t.kind is Kind.ACTOR and "企业" in t.text for t in part
    )


def _held(why: str, clause: str | None, findings: Iterable[Finding], context: Context) -> Verdictum:
    return Verdictum(why, clause, tuple(findings), context, True)


def _question(unit: Unit, sources: Sources, context: Context, here: Context, findings: list[Finding]) -> Verdictum:
    """A question asked back claims nothing, as long as it asks, and brings in nothing that nobody said."""
    if not wording.ASKS.search(unit.text):
        return _held("以问句作出断言，无法核对", None, findings, context)
    known = sources.everything + sources.question + sources.said
    for token in unit.tokens:
        foreign = token.kind in (Kind.AMOUNT, Kind.DAY, Kind.UNKNOWN) and token.text not in known
        if foreign or (token.kind in MARKS and token.text not in known):
            return _held(f"“{token.text}”没有依据", None, findings, context)
    return Verdictum(None, None, tuple(findings), replace(here, open=_asked(unit), asked=True), True)


# --- carried -------------------------------------------------------------------------------------------------------


def _against(
    unit: Unit,
    heading: str,
    refs: Sequence[ClauseId],
    sources: Sources,
    context: Context,
    here: Context,
    findings: list[Finding],
) -> Verdictum:
    """Carried or not; and what it says of eligibility, by the core."""
    wrong, frame = _carried(unit, refs, sources, context)
    if wrong and heading:
        under = _under(heading, unit, sources)
        again, other = _carried(under, refs, sources, context)
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
        told = run.concepts and not is_condition(run) and not run.modals
        if told and addressed(run.tokens) and not any(is_condition(r) for r in unit.runs):
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


def _carried(
    unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context
) -> tuple[list[Problem], Frame | None]:
    """What in `unit` the best frame does not carry; nothing: carried.

    One sentence of a clause carries the whole; or each part (a condition with what follows from it) is carried by one
    sentence, of the clauses named or, where none is, of any clause in scope.
    """
    if refs and _cell(unit) and len(unit.runs) > 1:
        return _row(unit, sources, context)
    wrong, frame = _by_one(unit, refs, sources, context)
    parts = _parts(unit)
    if not wrong:
        return _each_source(parts, refs, sources, context) or wrong, frame
    if len(parts) > 1:
        found = [_by_one(part, refs, sources, context) for part in parts]
        if all(not w for w, _ in found):
            loose = _loose_ends(unit, parts, [f for _, f in found], refs, sources, context)
            return loose or _each_source(parts, refs, sources, context), found[0][1]
        missing = min((w for w, _ in found if w), key=_weight)
        if _weight(missing) < _weight(wrong):
            return next((w, f) for w, f in found if w is missing)
    return wrong, frame


def _loose_ends(
    unit: Unit,
    parts: Sequence[Unit],
    frames: Sequence[Frame | None],
    refs: Sequence[ClauseId],
    sources: Sources,
    context: Context,
) -> list[Problem]:
    """A part that is only a condition belongs to the part after it: what follows must follow from it."""
    for part, frame, after in zip(parts, frames, parts[1:], strict=False):
        if frame is not None and frame.origin == "law" and only_conditions(part, frame):
            wrong, _ = _by_one(_joined(unit, (*part.runs, *after.runs)), refs, sources, context)
            if wrong:
                return wrong
    return []


def _row(unit: Unit, sources: Sources, context: Context) -> tuple[list[Problem], Frame | None]:
    """A row under its clause: that clause carries it, or one part of it while the rest is carried elsewhere."""
    clause = ClauseId.parse(unit.runs[0].tokens[0].value)
    rest = _joined(unit, unit.runs[1:])
    inner = _refs(rest)
    wrong, frame = _carried(rest, inner or (clause,), sources, context)
    if not wrong and inner and clause not in inner and clause.parent not in inner:
        return [_nothing()], frame
    if not wrong or inner:
        return wrong, frame
    freely, other = _carried(rest, (), sources, context)
    own = any(not _by_one(part, (clause,), sources, context)[0] for part in _parts(rest))
    of_core = other is not None and other.origin == "core"
    return (freely, other) if not freely and (own or of_core) else (wrong, frame)


def _cell(unit: Unit) -> bool:
    """Whether a sentence begins with a clause in a cell of its own: a row may say more than its clause does."""
    first = unit.runs[0].tokens
    return len(first) == 1 and first[0].kind is Kind.REF


def _each_source(parts: Sequence[Unit], refs: Sequence[ClauseId], sources: Sources, context: Context) -> list[Problem]:
    """Clauses that are given as the source of something and carry no part of it."""
    if len(set(refs)) < 2:
        return []
    said = [p for p in parts if p.concepts or p.grades]
    for ref in sorted(set(refs)):
        if said and all(_by_one(_without_refs(part), (ref,), sources, context)[0] for part in said):
            return [Problem(Norm(None, frozenset(), frozenset()), Ruling.CONTRADICTED, f"{ref.label}没有这样的规定")]
    return []


def _without_refs(unit: Unit) -> Unit:
    return unit_of(unit.text, [t for t in unit.tokens if t.kind is not Kind.REF])


def _by_one(
    unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context
) -> tuple[list[Problem], Frame | None]:
    if said_whole(unit.text, sources.prose):
        return [], sources.library.statement(unit.text, None, "corpus")
    for derived in (
        outside_the_bars(unit, sources),
        not_granted(unit, sources, context),
        lowest_of_several(unit, sources),
    ):
        if derived is not None:
            return [], derived
    best: tuple[list[Problem], Frame | None] = ([_nothing()], None)
    actors = frozenset(t.value for t in unit.tokens if t.kind is Kind.ACTOR and t.value != "enterprise")
    if not (unit.concepts or unit.grades or actors or unit.amounts):
        told = [t.kind for t in unit.tokens if t.kind in _SAYS and t.kind not in (Kind.REF, Kind.ACTOR)]
        pointed = any(t.kind is Kind.REF for t in unit.tokens) and set(told) <= {Kind.NEG}
        barring = all(t.value.startswith(_BARRING) for t in unit.tokens if t.kind is Kind.REF) or not told_no(told)
        return ([], None) if pointed and barring else ([_nothing()], None)
    ways = frozenset(t.kind.value for t in unit.tokens if t.kind in MODALS)
    pool = (*sources.core, *sources.candidates(unit.concepts | actors | ways, refs))
    for frame in pool:
        wrong = _held_against(unit, frame, sources, context)
        if not wrong:
            return [], frame
        if best[1] is None or _weight(wrong) < _weight(best[0]):
            best = (wrong, frame)
    return best


def told_no(kinds: Sequence[Kind]) -> bool:
    """Whether a sentence that only names clauses denies something of them."""
    return Kind.NEG in kinds


_BARRING = ("henan-2024:17", "henan-2024:18")


def _held_against(unit: Unit, frame: Frame, sources: Sources, context: Context) -> list[Problem]:
    named = {ClauseId.parse(t.value) for t in unit.tokens if t.kind is Kind.REF and t.value != "None"}
    if frame.origin != "law" and not named <= _named_by(frame):
        return [_nothing()]
    wrong = problems(unit, frame, sources.ground, context.grades)
    if not wrong and frame.origin == "law" and (missing := condition_missing(unit, frame)):
        wrong = [Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, missing)]
    if not wrong and frame.origin == "law" and (done := _forbidden(unit, frame, sources)):
        wrong = [Problem(Norm(None, frozenset(), frozenset()), Ruling.CONTRADICTED, f"条文禁止“{done}”")]
    if not wrong and frame.whole:
        small = [
            f
            for f in sources.library.frames
            if f.clause and frame.clause and not f.whole and f.clause.parent == frame.clause.parent
        ]
        each = all(_by_any(part, small, sources, context) for part in _parts(unit))
        if not each and not _by_any(unit, small, sources, context):
            wrong = [Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, "条文中没有这样的对应关系")]
    return wrong


def _forbidden(unit: Unit, frame: Frame, sources: Sources) -> str | None:
    """An act that the law forbids, told as if it were done, where the frame knows it only as a case."""
    if frame.clause is None:
        return None
    only = only_conditions(unit, frame)
    for run in unit.runs:
        ordered = any(scope.kind in (Kind.MUST, Kind.MAY) for scope in run.modals)
        if is_condition(run) or run.negated or not (only or ordered):
            continue
        for act in sorted(run.acts):
            if act not in _APPLYING and act in sources.library.forbidden:
                return act
    return None


_APPLYING = frozenset({"申报", "评定", "重新申报", "参与"})


def _named_by(frame: Frame) -> set[ClauseId]:
    """The clauses that core or composer name in a statement, their articles too."""
    named = {ClauseId.parse(t.value) for t in frame.tokens if t.kind is Kind.REF and t.value != "None"}
    named |= {frame.clause} if frame.clause else set()
    return named | {clause.parent for clause in named}


def _by_any(part: Unit, small: Sequence[Frame], sources: Sources, context: Context) -> bool:
    """Whether one sentence of the clause carries the part, or each of its alternatives (A、B或者C的，…) is so carried."""

    def carried(unit: Unit) -> bool:
        return any(
            not problems(unit, f, sources.ground, context.grades)
            and not condition_missing(unit, f)
            and not _forbidden(unit, f, sources)
            for f in small
        )

    if carried(part):
        return True
    for at, run in enumerate(part.runs):
        pieces = _alternatives(run)
        if len(pieces) > 1:
            rest = [r.tokens for r in part.runs]
            return all(carried(_with(rest[:at], piece, rest[at + 1 :])) for piece in pieces)
    return False


def _alternatives(run: Run) -> list[tuple[Token, ...]]:
    """`run` at its 或, 、 and 和."""
    parts: list[list[Token]] = [[]]
    for token in run.tokens:
        if token.text in ("或", "或者", "、", "以及", "和"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def _with(before: Sequence[tuple[Token, ...]], piece: tuple[Token, ...], after: Sequence[tuple[Token, ...]]) -> Unit:
    tokens: list[Token] = []
    for run in (*before, piece, *after):
        tokens += [*run, Token(Kind.STOP, "，", run[-1].end, run[-1].end, "，")]
    return unit_of("".join(t.text for t in tokens), tokens)


def _nothing() -> Problem:
    return Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, "所引条文中没有这样的规定", 99)


def _weight(wrong: Sequence[Problem]) -> int:
    return sum(p.weight for p in wrong)


def _parts(unit: Unit) -> list[Unit]:
    """`unit` in parts that are judged by themselves: a condition stays with what follows from it; a run that does
    nothing by itself goes with the next."""
    groups: list[list[Run]] = []
    follows = False
    for at, run in enumerate(unit.runs):
        condition = is_condition(run)
        after = unit.runs[at + 1] if at + 1 < len(unit.runs) else None
        topic = (
            not run.modals
            and not any(t.kind is Kind.ACTOR for t in run.tokens)
            and not run.own_doers
            and after is not None
            and bool(after.own_doers)
        )
        lone = topic or (
            not run.acts and not run.modals and (not run.concepts or not any(t.text in _COPULAS for t in run.tokens))
        )
        if groups and run.concepts and all(t.kind is Kind.ANNEX for t in run.tokens if t.kind in CONCEPTS):
            groups[-1].append(run)
            continue
        bare = not any(t.kind in _NOUNS for t in run.tokens) and bool(run.acts) and not condition and not run.grades
        if groups and (bare or (not run.concepts - SOFT and any(t.kind is Kind.ACTOR for t in run.tokens))):
            groups[-1].append(run)
            continue
        if groups and (not follows or (not condition and any(is_condition(r) for r in groups[-1]))):
            groups[-1].append(run)
        else:
            groups.append([run])
            follows = False
        follows = follows or not (condition or lone)
    return [_joined(unit, group) for group in groups]


_NOUNS = frozenset({Kind.THING, Kind.ACTOR, Kind.GRADE, Kind.AMOUNT, Kind.INDUSTRY, Kind.REF, Kind.TITLE, Kind.ANNEX})
_COPULAS = frozenset(
    [
        "是",
        "为",
        "属于",
        "都是",
        "也是",
        "就是",
        "都属于",
        "在",
        "都在",
        "也在",
        "即",
        "包括",
        "具体包括",
        "见",
        "有",
        "共有",
        "共",
        "一样",
        "也一样",
        "均为",
        "按",
        "以",
    ]
)


def _joined(unit: Unit, group: Sequence[Run]) -> Unit:
    tokens = [
        t for run in group for t in (*run.tokens, Token(Kind.STOP, "，", run.tokens[-1].end, run.tokens[-1].end, "，"))
    ]
    text = "，".join(run.text for run in group)
    return Unit(text, tuple(tokens), tuple(group))
