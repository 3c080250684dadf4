"""What a sentence says of whoever it supposes (受到处罚的企业…, 第十八条…, 铸造B级、涂装C级的…): its condition makes a case, the core
decides it, and what the sentence says must be what the core says of that case.

Lives here: `supposed`. It only lets through: a sentence that is not read here is the law's to carry. May import: claims.of_case,
case_run, case_words, dossier, runs, words, grading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Any

from assistant.answering.claims import case_applying as applies
from assistant.answering.claims import case_bars as bars
from assistant.answering.claims import case_events as events
from assistant.answering.claims import case_grades as grades
from assistant.answering.claims import case_places as places
from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import article_of, days, grade_sets, names_one
from assistant.answering.claims.case_law import source
from assistant.answering.claims.case_run import ARTICLES, CaseRun, Memory, clauses_of
from assistant.answering.claims.dossier import Dossier, dossier_of
from assistant.answering.claims.runs import Run, runs
from assistant.answering.claims.tokens import EMPTY, NEGATIVE, Kind, Token
from assistant.answering.claims.units import addressed
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.facts import EventKind
from assistant.grading.rules import Law
from assistant.library.grade import LETTERS, Grade
from assistant.library.holdings import Industries

_SOME_DAY, _A_DAY = date(2026, 3, 2), timedelta(days=1)
_STEPS: tuple[Callable[[CaseRun], None], ...] = (
    events.counting,
    places.apart,
    bars.bar,
    applies.also,
    applies.applying,
    grades.states,
    grades.unchanged,
    bars.waits,
)
_ARTICLE = "@"
_A_FEW = 3
_TRADES = ("铸造", "工业涂装", "水泥", "陶瓷", "玻璃")
_CLEAR: Mapping[str, Any] = {"enterprise": {"credit_rating": "良好"}}
_DIFFER = re.compile("不一样|不同|不等同|有别|区别|差别")
_BOTH = re.compile("都是|均为|都会|都要|均会|^都|^均")
_FORMER, _LATTER = re.compile("前者|前一条"), re.compile("后者|后一条")


@dataclass(frozen=True, eq=False)
class Supposing:
    """What a supposed case is decided by."""

    law: Law
    industries: Industries


def confuses(tokens: Sequence[Token], ground: Supposing) -> bool:
    """Whether a comparison of two articles (前者…，后者…; 都…) puts to one of them what the core does not say of its cases."""
    named = _articles(tokens)
    if len({article_of(c) for c in named}) != len(ARTICLES) or names_event(tokens):
        return False
    for run in runs(tokens):
        points = _FORMER.search(run.text) or _LATTER.search(run.text)
        whose = (
            [_of_article(run, named)] if points else [_of_the(a) for a in ARTICLES] if _BOTH.search(run.text) else []
        )
        for what in filter(None, whose):
            dossier = _decided(what, ground)
            words = CaseRun(run, dossier, Memory()) if dossier else None
            if words is not None and not _articles(run.tokens) and _differs(words):
                return True
    return False


def _differs(words: CaseRun) -> bool:
    for step in _STEPS:
        step(words)
    return bool(words.wrong) and not words.left


@dataclass(frozen=True, slots=True)
class Supposed:
    """A sentence that supposes a case and is right of it. `tells`: it says what follows; else it only gives an example. `reasons`: runs
    that say why (因为以最低等级为准), the law's to carry."""

    clauses: frozenset[str]
    tells: bool
    reasons: tuple[Token, ...] = ()


def supposed(tokens: Sequence[Token], ground: Supposing) -> Supposed | None:
    """The clauses of the case that the sentence supposes, where it says of it what the core says, every word accounted
    for; None: it is not so read."""
    if addressed(tokens):
        return None
    whole = _of_industries(tokens) or _of_sites(tokens)
    named = _articles(tokens)
    if not (whole or named or names_event(tokens)):
        return None
    found = [run for run in runs(tokens) if any(t.kind in say.SAYING for t in run.tokens)]
    holder = _holder(tokens)
    graded = bool(holder) or any(t.value == "评级后" for t in tokens)
    memory, now, tells = Memory(), whole, False
    clauses: set[str] = set()
    reasons: tuple[Token, ...] = ()
    heads: list[str] = []
    for run in found:
        if _compares(run):
            continue
        if not tells and now in (None, whole) and (only := _only_cites(run)):
            heads += only
            continue
        own = whole or _of_events(run, tokens, holder)
        here = own or (_of_article(run, named, holder) if now is None or now.endswith(_ARTICLE) else None)
        if here is not None and here != now:
            now, memory = here, Memory()
        dossier = _decided(now, ground) if now else None
        if now is None and holder and _only_holds(run):
            continue  # 某企业原为C级
        if now is None or dossier is None:
            return None
        read, told = _read(
            run,
            dossier,
            memory,
            by_article=now.endswith(_ARTICLE),
            graded=graded,
            holds=not now.endswith(("|", f"|{_ARTICLE}")),
        )
        if not read and tells and _REASON.match(run.text) and not any(t.kind is Kind.REF for t in run.tokens):
            reasons += (*run.tokens, _STOP)
            continue
        if not read:
            return None
        tells = tells or told
        clauses |= memory.clauses
    if heads and not any(names_one(head, clauses) for head in heads):
        return None
    example = bool(found) and bool(_EXAMPLE.search("".join(t.text for t in tokens)))
    return Supposed(frozenset(clauses), tells, reasons) if tells or (now is not None and example) else None


_STOP = Token(Kind.STOP, "，", 0, 0, "，")
_REASON = re.compile("因为|这是因为|因|依据|根据|理由|原因|按照|规定")
_EXAMPLE = re.compile("某|假设|假如|假定|设想|例如|比如|譬如|举例|举个例子|比方|一家|如有一家|设有")


def _only_cites(run: Run) -> list[str]:
    """The clauses of a run that says nothing but where it is written (the first cell of a row), none of those that bar."""
    said = [t for t in run.tokens if t.kind in say.SAYING]
    cited = [c for t in said if t.kind is Kind.REF for c in clauses_of(t)]
    only = all(t.kind is Kind.REF for t in said) and not any(c.startswith(ARTICLES) for c in cited)
    return cited if only else []


def _only_holds(run: Run) -> bool:
    """Whether a run says nothing but which grade somebody holds."""
    said = [t for t in run.tokens if t.kind in say.SAYING - {Kind.ACTOR, Kind.COND}]
    return all(t.kind is Kind.GRADE or (t.kind is Kind.UNKNOWN and say.HOLLOW.fullmatch(t.text)) for t in said)


def names_event(tokens: Sequence[Token]) -> bool:
    """Whether a sentence names what happened by its own words."""
    values = {t.value for t in tokens if t.kind is not Kind.GRADE}
    return any(cause.must <= values for cause in say.EVENTS)


def _compares(run: Run) -> bool:
    """第十七条和第十八条的区别在于: names two articles and says of neither anything yet."""
    said = [t for t in run.tokens if t.kind in say.SAYING]
    refs = [t for t in said if t.kind is Kind.REF]
    apart = _DIFFER.search(run.text) or not any(t.kind is Kind.NEG for t in said)
    return (
        bool(refs)
        and len(_articles(run.tokens)) == len(ARTICLES)
        and bool(apart)
        and all(t.kind in (Kind.REF, Kind.NEG) for t in said)
    )


def _read(
    run: Run, dossier: Dossier, memory: Memory, *, by_article: bool, graded: bool, holds: bool
) -> tuple[bool, bool]:
    """Whether the whole run is read and so; and whether it tells more than its condition."""
    words = CaseRun(run, dossier, memory)
    words.take(*(n for n in words.kind(Kind.ACTOR) if words.tokens[n].value == "enterprise"))
    words.take(*(n for n in words.kind(Kind.COND)[:1] if n < _A_FEW))
    held = words.kind(*say.SAYING)[:1]
    if holds and held and words.tokens[held[0]].kind is Kind.GRADE and dossier.current in words.grades(held):
        words.take(*held)  # B级企业评级后…
    if total := words.find({"总体等级"}):
        words.take(*words.find({"公开"}))  # 对外公布的总体等级
    if len(dossier.places) > 1 and (assessed := {p.assessed for p in dossier.places if p.assessed}):
        named = [n for n in words.kind(Kind.GRADE) if words.grades([n]) - {Grade.B_MINUS} <= assessed]
        named = [n for n in named if not total or n < total[0]]
        if named and not words.kind(Kind.INDUSTRY, *NEGATIVE):  # 分别评为A级和C级
            words.take(*named, *words.find({"评定", "分别"}))
    if len(dossier.places) > 1 and not words.kind(*NEGATIVE):
        words.take(
            *(n for n in words.find({"跨行业", "涉及"}) if _count(words.tokens[n].text) in (0, len(dossier.places)))
        )
        words.take(*words.find({"行业"}))
        if (found := _SO_MANY.search(run.text)) and say.MANY[found["count"]] == len(dossier.places):
            words.take(*(n for n in words.find({"分行业"}) if words.tokens[n].text == "行业分别"))
            words.take(*(n for n in words.kind(Kind.AMOUNT) if words.tokens[n].text.startswith(found["count"])))
            words.take(*(n for n in words.kind(Kind.UNKNOWN) if words.tokens[n].text in ("跨", "含", found["count"])))
    if by_article:  # the article itself is of whom it is told
        words.take(*(n for n in words.kind(Kind.REF) if "(" not in words.tokens[n].value and not words.points(n)))
    events.events(words)
    before = words.claims
    words.take(*words.find({"直接"}) if re.search("影响|限制|触发", run.text) else ())
    for step in _STEPS:
        if step is grades.states and not holds and words.kind(Kind.GRADE):
            return False, False  # which grade is held is no part of what is supposed
        if step is grades.unchanged and not holds:
            continue
        step(words)
    told = words.claims > before
    source(words)
    if words.claims and not words.wrong:
        words.take(*words.kind(Kind.COND, Kind.INDUSTRY))
    elif not told and {t.value for t in run.tokens if t.kind in (Kind.THING, Kind.ACT)} <= {"独立厂区", "具备"}:
        words.take(*words.kind(Kind.COND), *words.find({"独立厂区", "具备"}))
    if len(dossier.sites) > 1:  # 同一集团名下有多处独立厂区
        words.take(*(n for n in words.kind(Kind.UNKNOWN) if _MANY_SITES.fullmatch(words.tokens[n].text)))
    words.remember()
    fell = any(t.value in say.FALLING for t in run.tokens)
    right = not words.left and words.wrong is None and words.open is None
    return right and (graded or not fell), told


# --- the case that is supposed ---------------------------------------------------------------------------------------


def _articles(tokens: Iterable[Token]) -> list[str]:
    return [c for t in tokens if t.kind is Kind.REF for c in clauses_of(t) if c.startswith(ARTICLES)]


def _count(text: str) -> int:
    found = re.search("[两二三四五2-5](?=个?行业|种)", text)
    return say.MANY[found.group()] if found else 0


def _of_events(run: Run, tokens: Sequence[Token], holder: str) -> str | None:
    """A case with the event that this run names, on the day that it gives, held by the grade that it names."""
    values = {t.value for t in run.tokens if t.kind is not Kind.GRADE}
    everything = {t.value for t in tokens}
    for cause in say.EVENTS:
        needs = say.WHOLE.get(cause.kind)
        if needs is None or not cause.must <= values or (needs and not needs & everything):
            continue
        if cause.kind is EventKind.OVER_PERMIT_LIMIT and not needs <= everything:
            continue
        told = [d.value for d in days(run.text) if len(d.value) == len("2026-03-02") and not d.value.startswith("-")]
        day = told[0] if told else _SOME_DAY.isoformat()
        return f"{cause.kind}|{day}|{holder}"
    return None


def _holder(tokens: Sequence[Token]) -> str:
    """The one grade that those hold of whom the sentence speaks: B级企业评级后…, 某企业原为C级…."""
    said = [t for t in tokens if t.kind not in (*EMPTY, Kind.STOP, Kind.COND, Kind.OBJ)]
    if said and said[0].kind is Kind.ACTOR and said[0].value == "enterprise" and len(said) > 1:
        text = "".join(t.text for t in tokens)
        said = (
            said[1:] if re.search("企业(?:原|现|本)?(?:来|先)?[是为]|[厂司](?:原|现|本)?(?:来|先)?[是为]", text) else []
        )
        said = said[1:] if said and say.HOLLOW.fullmatch(said[0].text) else said
    if not said or said[0].kind is not Kind.GRADE:
        return ""
    named = {g for s in grade_sets(said[0].text) for g in s.grades}
    one = named - {Grade.B_MINUS} if Grade.B in named else named
    return next(iter(one)).value if len(one) == 1 else ""


def _of_article(run: Run, named: Sequence[str], holder: str = "") -> str | None:
    """A case of the article that the run names, or points back to."""
    own = _articles(run.tokens)
    articles = list(dict.fromkeys(article_of(c) for c in named))
    if len({article_of(c) for c in own}) == 1:
        article = article_of(own[0])
    elif len(articles) == len(ARTICLES) and _FORMER.search(run.text):
        article = articles[0]
    elif len(articles) == len(ARTICLES) and _LATTER.search(run.text):
        article = articles[1]
    else:
        return None
    return _of_the(article, holder)


def _of_the(article: str, holder: str = "") -> str:
    kind = EventKind.REFUSED_GRADING if article == ARTICLES[0] else EventKind.ADMINISTRATIVE_PENALTY
    return f"{kind}|{_SOME_DAY.isoformat()}|{holder}{_ARTICLE}"


def _of_industries(tokens: Sequence[Token]) -> str | None:
    """铸造评为A级，工业涂装评为C级; 两个行业，分别评为A级和C级: a case with such industries, so assessed."""
    pairs: dict[str, str] = {}
    name = ""
    several = next((_count(t.text) for t in tokens if t.value == "跨行业"), 0)
    if not several and (found := _SO_MANY.search("".join(t.text for t in tokens))):  # 三个行业分别评为…
        several = say.MANY[found["count"]]
    if several and not any(t.kind is Kind.INDUSTRY for t in tokens):
        told = [t for t in takewhile(lambda t: t.value != "总体等级", tokens) if t.kind is Kind.GRADE]
        letters = [g for t in told for g in LETTERS if g in {x for s in grade_sets(t.text) for x in s.grades}]
        letters = [g for g in letters if g is not Grade.B_MINUS]
        if several != len(letters) or several > len(_TRADES):
            return None
        return "industries|" + ",".join(f"{n}={g.value}" for n, g in zip(_TRADES, letters, strict=False))
    for token in tokens:
        if token.value == "总体等级":
            break
        if token.kind is Kind.INDUSTRY:
            name = token.value
        elif token.kind is Kind.GRADE and name:
            held = {g for s in grade_sets(token.text) for g in s.grades} - {Grade.B_MINUS}
            if len(held) != 1:
                return None
            pairs[name], name = next(iter(held)).value, ""
    return "industries|" + ",".join(f"{n}={g}" for n, g in pairs.items()) if len(pairs) > 1 else None


_SO_MANY = re.compile("(?P<count>[两二三四五2-5])(?:个|种)(?:不同的?)?行业")


def _of_sites(tokens: Sequence[Token]) -> str | None:
    """多个独立厂区分别具有排污许可证: a case with two such sites."""
    values, text = {t.value for t in tokens}, "".join(t.text for t in tokens)
    denied = any(t.kind in (Kind.NEG, Kind.MUST_NOT) for t in tokens)
    apart = bool(_HAVE_EACH.search(text)) and not say.SHARED.search(text)
    return "sites|" if {"独立厂区", "排污许可证"} <= values and apart and not denied else None


# Each its own permit; a permit of several is none.
_HAVE_EACH = re.compile(
    "(?:分别|各自?|都|均|每个(?:厂区)?)(?:又|还|也|都|均)?(?:具备|具有|持有|拥有|取得|领有|办理?了|有)(?:了|着)?(?:各自的?|独立的?|单独的?|自己的?|各的|属于自己的)?排污许可证|各有各的排污许可证"
)
_MANY_SITES = re.compile("(?:[同一多几两二三]|集团|彼此|互相|旗下|名下|下属|处|公司|里|内)+")


@lru_cache(maxsize=256)
def _decided(what: str, ground: Supposing) -> Dossier | None:
    """The dossier of a supposed case, as the core decides it."""
    case, as_of = _case(what)
    if case is None:
        return None
    read = case_from(case, as_of=as_of, industries=ground.industries)
    return dossier_of(case, decide(read, ground.law, as_of=as_of).as_json(), ground.law, ground.industries)


def _case(what: str) -> tuple[dict[str, Any] | None, date]:
    kind, _, rest = what.partition("|")
    trade = "铸造"
    if kind == "industries":
        rows = [dict(zip(("industry", "assessed_grade"), p.split("="), strict=True)) for p in rest.split(",")]
        sites = [{"name": "厂区", "own_permit": True, "industries": rows}]
        return {**_CLEAR, "sites": sites, "current_grade": None, "applied": True, "events": []}, _SOME_DAY
    if kind == "sites":
        sites = [{"name": n, "own_permit": True, "industries": [{"industry": trade}]} for n in ("甲", "乙")]
        return {**_CLEAR, "sites": sites, "events": []}, _SOME_DAY
    day, _, held = rest.partition("|")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None, _SOME_DAY
    event: dict[str, Any] = {"kind": kind, "date": day}
    if kind in ("built_without_approval", "no_auto_monitoring", "no_discharge_permit"):
        event["remedied_on"] = day
    case: dict[str, Any] = {
        **_CLEAR,
        "sites": [{"name": "厂区", "industries": [{"industry": trade}]}],
        "applied": False,
        "events": [event],
        "current_grade": held.rstrip(_ARTICLE) or "C",
        "graded_on": (on - 30 * _A_DAY).isoformat(),
    }
    return case, on + _A_DAY
