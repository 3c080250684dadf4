"""A unit carried or not: by one sentence of a clause, or part by part by the clauses in scope.

Lives here: `carried` and the ways a unit is cut into parts that are judged by themselves. May import: claims.*, library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.implied import grades_within, lowest_of_several, not_granted, outside_the_bars
from assistant.answering.claims.kinds import InScope, Ruling
from assistant.answering.claims.left_out import leaves_out, not_named, told_before
from assistant.answering.claims.match import pointers, problems, surely_lacks
from assistant.answering.claims.membership import membership
from assistant.answering.claims.needs import condition_missing, only_conditions
from assistant.answering.claims.outline import outlined
from assistant.answering.claims.references import said_whole
from assistant.answering.claims.relations import owes
from assistant.answering.claims.runs import Run, is_condition, told
from assistant.answering.claims.sources import Carried, Context, Sources
from assistant.answering.claims.tokens import CONCEPTS, EMPTY, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.told_days import by_count
from assistant.answering.claims.units import HELD_AGAINST, NOTHING, NOWHERE, SOFT, Problem, Unit, names, unit_of
from assistant.answering.claims.wording import SILENT
from assistant.library.clause import ClauseId, arabic_number

SAYS = CONCEPTS | MODALS | MARKS | NEGATIVE | {Kind.AMOUNT, Kind.DAY, Kind.GRADE, Kind.REF, Kind.ACTOR}
ALL, WHETHER = 9999, 1  # how much of what is wrong is asked for
_BARRING = ("henan-2024:17", "henan-2024:18")
_APPLYING = names("申报 评定 重新申报 参与")


def carried(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int = ALL) -> Carried:
    """What in `unit` the best frame does not carry; nothing: carried. `enough`: how much of it is asked for; of what
    weighs as much, something is given; WHETHER: only whether there is any.

    One sentence of a clause carries the whole; or each part (a condition with what follows from it) is carried by one
    sentence, of the clauses named or, where none is, of any clause in scope.
    """
    if refs and _cell(unit) and len(unit.runs) > 1:
        return _row(unit, sources, context, enough)
    wrong, frame = _by_one(unit, refs, sources, context, enough)
    if wrong and isinstance(wrong[0].claim, InScope) and wrong[0].weight == 1:
        return wrong, frame
    parts = _parts(unit)
    if not wrong:
        return _each_source(parts, refs, sources, context) or wrong, frame
    if len(parts) > 1:
        found = _by_parts(parts, refs, sources, context, min(enough, _weight(wrong)))
        if all(not w for w, _ in found):
            loose = _loose_ends(unit, parts, [f for _, f in found], refs, sources, context)
            return loose or _each_source(parts, refs, sources, context), found[0][1]
        if (anew := _cut_anew(unit, refs, sources, context)) is not None:
            return [], anew
        missing = min((w for w, _ in found if w), key=_weight)
        if _weight(missing) < _weight(wrong):
            return next((w, f) for w, f in found if w is missing)
    elif (anew := _cut_anew(unit, refs, sources, context)) is not None:
        return [], anew
    return wrong, frame


def _by_parts(
    parts: Sequence[Unit], refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int
) -> list[Carried]:
    """Each part by itself, or the first few where one is not carried and nothing more is asked."""
    found: list[Carried] = []
    for part in parts:
        found.append(_by_one(part, references_of(part) or refs, sources, context, enough))
        if wrong := found[-1][0]:
            if enough == WHETHER:
                break
            enough = min(enough, _weight(wrong))
    return found


_MOST_RUNS = 5


def _cut_anew(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context) -> Frame | None:
    """The first frame where the runs can be cut into parts that each say something whole and are each carried, the
    condition that opens them said of every part: 预警期间，A级可以自主减排，其余企业实施差异化管控. None: they cannot."""
    if (each := _either(unit, refs, sources, context)) is not None:
        return each
    several, runs = _announced(unit)
    count = len(runs)
    if not 1 < count <= _MOST_RUNS or any(
        t.kind in MARKS or (len(t.text) == 1 and t.kind is Kind.UNKNOWN) for t in unit.tokens
    ):
        return None
    cuts = [
        at
        for at in range(1, count)
        if not is_condition(runs[at - 1])
        and not _who_did(runs[at], runs[:at])
        and ((_whole(runs[at - 1]) and _begins(runs[at])) or (several and told(runs[at - 1]) and told(runs[at])))
    ]

    def rest(start: int, opened: tuple[Run, ...], said: int = 0) -> list[tuple[Unit, Frame | None]] | None:
        if start == count:
            return [] if several in (0, said) else None
        for end in (*([count] if start else []), *(at for at in reversed(cuts) if at > start)):
            piece = runs[start:end]
            if start and not _says_of_whom(piece[0]) and any(run.acts & HELD_AGAINST or _forbids(run) for run in piece):
                continue
            part = joined(unit, (*opened, *piece))
            wrong, frame = _by_one(part, refs, sources, context, WHETHER)
            if wrong and opened and start:  # what holds in any case holds after the condition, too
                part = joined(unit, piece)
                wrong, frame = _by_one(part, refs, sources, context, WHETHER)
            if wrong or frame is None or frame.origin != "law":
                continue
            if frame.whole and not _by_any(part, _sentences(frame, sources), sources, context):
                continue
            if (more := rest(end, tuple(run for run in piece if is_condition(run)) or opened, said + 1)) is not None:
                return [(part, frame), *more]
        return None

    found = rest(0, ()) if cuts else None
    if found is None:
        return None
    parts, frames = [part for part, _ in found], [frame for _, frame in found]
    known = frozenset(c for frame in frames if frame is not None for c in frame.concepts)
    articles = {frame.clause.article for frame in frames if frame is not None and frame.clause}
    if several and (len(articles) > 1 or not unit.runs[0].concepts - SOFT <= known):
        return None
    loose = _loose_ends(unit, parts, frames, refs, sources, context)
    return None if loose or _each_source(parts, refs, sources, context) else frames[0]


def _announced(unit: Unit) -> tuple[int, tuple[Run, ...]]:
    """How many things the first run says there are, where it says nothing else, and the runs that tell them:
    预警期间的措施分两类：…; 0 and all runs where it does not."""
    first, others = unit.runs[0], unit.runs[1:]
    counts = [t for t in first.tokens if t.kind is Kind.AMOUNT]
    number = _COUNT.fullmatch(counts[0].text) if len(counts) == 1 else None
    plain = all(t.kind in _ANNOUNCES for t in first.tokens) and not any(
        t.text in COPULAS - _THERE for t in first.tokens
    )
    if number is None or not plain:
        return 0, unit.runs
    return arabic_number(number["n"]) or 0, others


_COUNT = re.compile(
    r"(?:有|共有|共|分|分为|分成)?(?P<n>[一二两三四五六七八九])(?:个|类|种|项|点|条|层|步|道|样|件|份|方面)"
)
_ANNOUNCES = frozenset({Kind.FREE, Kind.OF, Kind.THING, Kind.QUALITY, Kind.REF, Kind.AMOUNT, Kind.STOP, Kind.ACTOR})
_THERE = names("有 共有 共 为 是")


def _either(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context) -> Frame | None:
    """The frame of the first where what follows is carried after each of several cases: 收取评审费用，或者接受赠礼，都要追究."""
    runs = unit.runs
    last = next((n for n in range(len(runs) - 1, 0, -1) if runs[n].tokens[0].text in ("或", "或者")), 0)
    first = next((n - 1 for n in range(1, last + 1) if runs[n].tokens[0].text in ("或", "或者")), 0)
    if not last or last + 1 == len(runs) or any(not run.concepts for run in runs[first : last + 1]):
        return None
    found = [
        _by_one(joined(unit, (*runs[:first], case, *runs[last + 1 :])), refs, sources, context, WHETHER)
        for case in runs[first : last + 1]
    ]
    carrying = [frame for wrong, frame in found if not wrong and frame is not None]
    return carrying[0] if len(carrying) == len(found) else None


_MERELY = names("组织 负责")  # who does it, not what


def _whole(run: Run) -> bool:
    """Whether a run tells something that needs no other: an act, and on what or of whom."""
    named = any(
        t.kind in (Kind.THING, Kind.GRADE, Kind.INDUSTRY)
        or (t.kind is Kind.ACTOR and t.value != "enterprise")
        or t.text.endswith("细则")
        for t in run.tokens
    )
    return bool(told(run) - _MERELY) and (named or bool(run.own_grades))


def _begins(run: Run) -> bool:
    """Whether a run may begin something of its own: a condition, or something whole."""
    return (is_condition(run) and bool(run.concepts) and owes(run.tokens) is None) or _whole(run)


def _forbids(run: Run) -> bool:
    return any(scope.kind is Kind.MUST_NOT for scope in run.modals)


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
            wrong, _ = _by_one(joined(unit, (*part.runs, *after.runs)), refs, sources, context)
            if wrong:
                return wrong
    return []


def _row(unit: Unit, sources: Sources, context: Context, enough: int) -> Carried:
    """A row under its clause: that clause carries it, or one part of it while the rest is carried elsewhere."""
    clause = ClauseId.parse(unit.runs[0].tokens[0].value)
    rest = joined(unit, unit.runs[1:])
    inner = references_of(rest)
    wrong, frame = carried(rest, inner or (clause,), sources, context, enough)
    if not wrong and inner and not any(clause in (r, r.parent) or clause.parent == r for r in inner):
        return [_nothing()], frame
    if not wrong or inner:
        return wrong, frame
    freely, other = carried(rest, (), sources, context, WHETHER)
    if freely:
        return wrong, frame
    if other is not None and other.origin == "law" and _sister(clause, other.clause):
        return wrong, frame  # 第十七条（三）：拒绝参与绩效分级
    own = any(not _by_one(part, (clause,), sources, context, WHETHER)[0] for part in _parts(rest))
    of_core = other is not None and other.origin == "core"
    own = own or (other is not None and other.clause is not None and other.clause.parent == clause.parent)
    return (freely, other) if own or of_core else (wrong, frame)


def _sister(clause: ClauseId, other: ClauseId | None) -> bool:
    """Whether two clauses are different items of one article."""
    return other is not None and other != clause and bool(clause.item and other.item) and clause.parent == other.parent


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
        if said and all(_by_one(_without_references(part), (ref,), sources, context, WHETHER)[0] for part in said):
            return [Problem(NOTHING, Ruling.CONTRADICTED, f"{ref.label}没有这样的规定")]
    return []


def _without_references(unit: Unit) -> Unit:
    return unit_of(unit.text, [t for t in unit.tokens if t.kind is not Kind.REF])


def _by_one(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int = ALL) -> Carried:
    """What in `unit` the nearest frame does not carry; looked for once in an answer, or as far as it was asked for."""
    asked = (unit.text, len(unit.tokens), unit.runs, tuple(refs), context.grades)
    enough = enough if unit.certain else ALL
    found, asked_for = sources.carriers.get(asked, (None, 0))
    if found is None or (found[0] and asked_for < enough):
        found = _looked_for(unit, refs, sources, context, enough)
        sources.carriers[asked] = found, enough
    return found


def _looked_for(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int) -> Carried:
    if (looked_up := membership(unit, sources.library, sources.ground.names)) is not None and _in_reach(
        looked_up[1], sources
    ):
        return looked_up
    if (exclusive := _only_those(unit, refs, sources, context)) is not None:
        return [], exclusive
    if said_whole(unit.text, sources.prose):
        return [], sources.library.statement(unit.text, None, "corpus")
    if derived := (
        outside_the_bars(unit, sources)
        or not_granted(unit, sources, context)
        or lowest_of_several(unit, sources)
        or grades_within(unit, sources)
        or outlined(unit, sources.library)
        or not_named(unit, sources)
        or by_count(unit, sources)
    ):
        return [], derived
    if (cut := told_before(unit)) is not None:
        wrong, frame = _by_one(cut[0], refs, sources, context, WHETHER)
        if not wrong and frame is not None and leaves_out(cut[0], frame, cut[1]):
            return [], frame
    actors = frozenset(t.value for t in unit.tokens if t.kind is Kind.ACTOR and t.value != "enterprise")
    if not (unit.concepts or unit.grades or actors or unit.amounts):
        told = [t.kind for t in unit.tokens if t.kind in SAYS and t.kind not in (Kind.REF, Kind.ACTOR)]
        pointed = any(t.kind is Kind.REF for t in unit.tokens) and set(told) <= {Kind.NEG}
        barring = all(t.value.startswith(_BARRING) for t in unit.tokens if t.kind is Kind.REF) or not _tells_no(told)
        return ([], None) if pointed and barring else ([_nothing()], None)
    ways = frozenset(t.kind.value for t in unit.tokens if t.kind in MODALS)
    pool = (*sources.core, *sources.candidates(unit.concepts | actors | ways, refs))
    return _nearest(unit, pool, refs, sources, context, enough)


def _nearest(
    unit: Unit, pool: Sequence[Frame], refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int
) -> Carried:
    """The first frame that carries `unit`, or else the first of the nearest. The likeliest is tried before the others, so
    that these need not be looked into; not where their order matters (`Unit.certain`)."""
    lacking = [surely_lacks(unit, frame, sources.ground) for frame in pool]
    likeliest = lacking.index(min(lacking)) if lacking and unit.certain else 0
    if lacking and unit.certain and lacking[likeliest] >= enough:
        return [Problem(NOTHING, Ruling.UNSUPPORTED, "", enough)], None
    best: tuple[int, list[Problem]] | None = None
    for at in (likeliest, *(n for n in range(len(pool)) if n != likeliest)) if pool else ():
        limit = enough + 1 if best and at < best[0] else enough  # of two equally near the first counts
        if best and lacking[at] >= limit:
            continue
        wrong = _held_against(unit, pool[at], refs, sources, context, limit)
        if not wrong:
            return [], pool[at]
        if best is None or _weight(wrong) < limit:
            best, enough = (at, wrong), min(enough, _weight(wrong))
    return (best[1], pool[best[0]]) if best else ([_nothing()], None)


def _only_those(unit: Unit, refs: Sequence[ClauseId], sources: Sources, context: Context) -> Frame | None:
    """The frame of what is said of these grades only, where no other sentence of the law has it of another grade:
    归档材料报备案的只有A级企业."""
    only = [n for n, t in enumerate(unit.tokens) if t.kind is Kind.ONLY]
    acts = frozenset(a for run in unit.runs for a in run.acts) - SOFT
    if len(only) != 1 or len(unit.runs) != 1 or not unit.grades or not acts or unit.tokens[only[0]].text not in _ONLY:
        return None
    if any(t.kind in NEGATIVE or t.kind in (Kind.EXCEPT, Kind.HEDGE, Kind.COND) for t in unit.tokens):
        return None
    is_ = replace(unit.tokens[only[0]], kind=Kind.FREE, value="是", text="是")
    rest = unit.tokens[only[0] + 1 :]
    rest = rest[1:] if rest and rest[0].kind is Kind.MAY else rest  # 只能
    bare = unit_of(unit.text, [*unit.tokens[: only[0]], is_, *rest])
    wrong, frame = _by_one(bare, refs, sources, context, WHETHER)
    if wrong or frame is None or frame.origin != "law" or frame.whole:
        return None
    said = unit.concepts - SOFT - _CLASSES
    hands = bare.runs[0].own_doers
    for other in sources.library.frames:
        same = not other.whole and said <= other.concepts and other is not frame
        theirs = frozenset(d for run in other.runs for deed in run.deeds if deed.act in acts for d in deed.doers)
        if same and other.grades - unit.grades and (not hands or not theirs or hands & theirs):
            return None
    whole = frame.grades <= unit.grades and not (frame.concepts & _CLASSES) - unit.concepts
    return frame if whole else None


_ONLY = names("只 只有 仅 仅有 只是 仅仅")
_CLASSES = frozenset({"保障类"})


def _in_reach(frame: Frame, sources: Sources) -> bool:
    return sources.cited is None or any(f.clause == frame.clause for f in sources.cited)


def _tells_no(kinds: Sequence[Kind]) -> bool:
    """Whether a sentence that only names clauses denies something of them."""
    return Kind.NEG in kinds


def _held_against(
    unit: Unit, frame: Frame, refs: Sequence[ClauseId], sources: Sources, context: Context, enough: int
) -> list[Problem]:
    if frame.silent and not SILENT.search(unit.text):
        return [_nothing()]
    if frame.origin != "law":
        named = {ClauseId.parse(t.value) for t in unit.tokens if t.kind is Kind.REF and t.value != "None"}
        named |= set(refs) if frame.origin == "core" else set()
        if named and not named <= _named_by(frame):
            return [_nothing()]
    wrong = problems(unit, frame, sources.ground, context.grades, enough)
    if not wrong and frame.origin == "law" and (missing := condition_missing(unit, frame)):
        wrong = [Problem(NOTHING, Ruling.UNSUPPORTED, missing)]
    if not wrong and frame.origin == "law" and len(parts := _parts(unit)) > 1:
        complete = [p for p in parts if any(map(_says_of_whom, p.runs)) and not all(map(is_condition, p.runs))]
        if len(complete) > 1 and (
            missing := next(filter(None, (condition_missing(part, frame) for part in complete)), None)
        ):
            wrong = [Problem(NOTHING, Ruling.UNSUPPORTED, missing)]
    if not wrong and frame.origin == "law" and (done := _forbidden(unit, frame, sources)):
        wrong = [Problem(NOTHING, Ruling.CONTRADICTED, f"条文禁止“{done}”")]
    if not wrong and frame.whole:
        small = _sentences(frame, sources)
        each = all(_by_any(part, small, sources, context) for part in _parts(unit))
        if not each and not _by_any(unit, small, sources, context):
            wrong = [Problem(NOTHING, Ruling.UNSUPPORTED, "条文中没有这样的对应关系")]
    return wrong


def _sentences(whole: Frame, sources: Sources) -> list[Frame]:
    """The single sentences of the article of which `whole` holds several."""
    return sources.library.sentences.get(whole.clause.parent, []) if whole.clause else []


def _says_of_whom(run: Run) -> bool:
    """Whether a run says in which case, or of which enterprises, it holds: 没有申请评级的企业按照…"""
    whose = (
        one.kind is Kind.OF and other.kind in _GOES_ON and other.text not in COPULAS
        for one, other in pairwise(run.tokens)
    )
    return is_condition(run) or (bool(run.acts) and any(whose))


_GOES_ON = frozenset({Kind.ACTOR, Kind.OBJ, Kind.MUST, Kind.MUST_NOT, *EMPTY, Kind.QUALITY})


def _forbidden(unit: Unit, frame: Frame, sources: Sources) -> str | None:
    """An act that the law forbids, told as if it were done, where the frame knows it only as a case."""
    if frame.clause is None:
        return None
    only = only_conditions(unit, frame)
    for run in unit.runs:
        ordered = any(scope.kind in (Kind.MUST, Kind.MAY) for scope in run.modals)
        if is_condition(run) or run.negated or not (only or ordered) or run.concepts & _SAID_TO_BE_WRONG:
            continue
        for act in sorted(run.acts):
            if act not in _APPLYING and act in sources.library.forbidden:
                return act
    return None


_SAID_TO_BE_WRONG = names("违规 恶意 故意 非法")


def _named_by(frame: Frame) -> set[ClauseId]:
    """The clauses that core or composer name in a statement, their articles too."""
    named = {ClauseId.parse(t.value) for t in frame.tokens if t.kind is Kind.REF and t.value != "None"}
    named |= {frame.clause} if frame.clause else set()
    return named | {clause.parent for clause in named}


def _by_any(part: Unit, small: Sequence[Frame], sources: Sources, context: Context) -> bool:
    """Whether one sentence of the clause carries the part, or each of its alternatives (A、B或者C的，…) is so carried."""

    def carried(unit: Unit) -> bool:
        return any(
            not problems(unit, f, sources.ground, context.grades, enough=1)
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
    return Problem(NOTHING, Ruling.UNSUPPORTED, "所引条文中没有这样的规定", NOWHERE)


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
        topic = topic or (after is not None and run.tokens[-1].kind is Kind.THING and only_names(run))
        lone = topic or (
            not run.acts and not run.modals and (not run.concepts or not any(t.text in COPULAS for t in run.tokens))
        )
        if groups and not run.acts and any(t.kind is Kind.ANNEX for t in run.tokens):
            while len(groups) > 1 and not any(t.kind is Kind.THING for r in groups[-1] for t in r.tokens):
                groups[-2:] = [groups[-2] + groups[-1]]  # what the annex belongs to
            groups[-1].append(run)
            continue
        bare = not any(t.kind in _NOUNS for t in run.tokens) and bool(run.acts) and not condition and not run.grades
        if groups and (owes(run.tokens) is not None or _who_did(run, groups[-1])):  # …，是评审专家要做到的
            groups[-1].append(run)
            continue
        if groups and not run.concepts and pointers(run.tokens):  # 属于第十八条（五）的情形
            groups[-1].append(run)
            continue
        if groups and not run.acts and not run.modals and run.tokens[0].text in _MORE:  # 还有移动源人员
            groups[-1].append(run)
            continue
        if groups and (bare or (not run.concepts - SOFT and any(t.kind is Kind.ACTOR for t in run.tokens))):
            groups[-1].append(run)
            continue
        if groups and (not follows or (not condition and any(is_condition(r) for r in groups[-1]))):
            groups[-1].append(run)
        else:
            groups.append([run])
            follows = False
        follows = follows or not (condition or lone)
    return [joined(unit, group) for group in groups]


def _who_did(run: Run, before: Sequence[Run]) -> bool:
    """Whether a run only adds who does what the runs before tell: …报生态环境部备案，由省厅报送."""
    acts = {act for other in before for act in other.acts}
    kinds = {t.kind for t in run.tokens if t.kind in _NOUNS}
    return bool(run.acts) and run.acts <= acts and kinds == {Kind.ACTOR} and not is_condition(run)


def only_names(run: Run) -> bool:
    """Whether a run does nothing but name a thing by what was done with it: 市里报的应急减排清单."""
    attributes = any(t.kind is Kind.OF for t in run.tokens) and not told(run) and bool(run.acts)
    return attributes and not run.modals and not run.negated and not any(t.text in COPULAS for t in run.tokens)


_MORE = names("还有 还包括 以及 也包括 另有 还 另外还有 还要有 还得有 外加")
_NOUNS = frozenset({Kind.THING, Kind.ACTOR, Kind.GRADE, Kind.AMOUNT, Kind.INDUSTRY, Kind.REF, Kind.TITLE, Kind.ANNEX})
COPULAS = names("是 为 属于 都是 也是 就是 都属于 在 都在 也在 即 包括 具体包括 见 有 共有 共 一样 也一样 均为 按 以")


def joined(unit: Unit, group: Sequence[Run]) -> Unit:
    """A unit of these runs."""
    tokens = [
        t for run in group for t in (*run.tokens, Token(Kind.STOP, "，", run.tokens[-1].end, run.tokens[-1].end, "，"))
    ]
    text = "，".join(run.text for run in group)
    return Unit(text, tuple(tokens), tuple(group))


def references_of(unit: Unit) -> tuple[ClauseId, ...]:
    """The clauses that a sentence gives as its source."""
    skip = {id(t) for t in pointers(unit.tokens)}
    return tuple(
        ClauseId.parse(t.value) for t in unit.tokens if t.kind is Kind.REF and t.value != "None" and id(t) not in skip
    )
