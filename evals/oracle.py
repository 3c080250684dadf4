"""The oracle: the law's outcome by brute force, written apart from the engine, and held against it on random cases.

A random case has missing facts. The oracle enumerates completions (unknown dates on a grid of days that holds the
edges: a year and two years back, the grading, the day itself, and the days beside them), decides each completed case
by a plain reading of INTERFACE.md and the regulation, and says what all completions share. The engine must say the
same: unknown exactly where two completions differ. It shares no code with `assistant.grading` but the case reader.

    python -m evals.oracle --cases 50000 --seed 1        prints agreement; exit 3 where one case differs
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

LETTERS = ["A", "B", "B-", "C", "D"]
LEADING = ["绩效引领性", "非绩效引领性"]
GRADES = LETTERS + LEADING
HIGH = {"A", "B", "B-", "绩效引领性"}
ASKED = ["A", "B", "B-", "C", "绩效引领性"]
LOWEST = "最低等级"
STARTS = {"17": ("false_materials", "bribery", "typical_case_notified", "refused_grading")}
STATES = ("built_without_approval", "no_discharge_permit", "no_auto_monitoring")
INSTANT = (
    "over_permit_limit",
    "evasive_discharge",
    "falsified_ledger",
    "administrative_penalty",
    "criminal_offence",
    "other_bar",
)
KINDS = (
    *STARTS["17"],
    *STATES,
    *INSTANT,
    "violation_unpunished",
    "material_change",
    "indicator_regression",
    "alert_breach_notified",
    "equipment_changed",
)
DAY = timedelta(days=1)
MOST = 1000  # completions a case; cases with more are drawn again


def year_after(day: date) -> date:
    """The corresponding day a year on, the last day of February where there is none."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


# ---- one completed case ---------------------------------------------------------------------------------------------


@dataclass
class Found:
    """What a completed case comes to. `grade` None: not fixed; `maybe`: grades (one a family) that may hold."""

    grade: str | None
    maybe: frozenset[frozenset[str]]


def bars_on(full: dict[str, Any], as_of: date) -> list[tuple[str, date, date | None, date]]:
    """(17 or 18, first day, last day or None, last day of the facts behind it) of every bar, past ones too."""
    found: list[tuple[str, date, date | None, date]] = []
    for event in full["events"]:
        kind, day = event["kind"], event["date"]
        if kind in STARTS["17"]:
            found.append(("17", day, year_after(day), day))
        elif kind in INSTANT or (kind == "violation_unpunished" and event["counts"]):
            found.append(("18", day, year_after(day), day))
        elif kind in STATES:
            end = event["remedied_on"]
            found.append(("18", day, year_after(max(day, end)) if end else None, max(day, end) if end else as_of))
        elif kind == "material_change" and full["current"] is not None and after(full, day):
            bites = year_after(day) + DAY
            if bites <= as_of and not (event["reapplied_on"] and event["reapplied_on"] < bites):
                found.append(("17", bites, year_after(bites), bites))
    if full["credit"] == "不良":
        found.append(("18", date(2000, 1, 1), None, as_of))
    return found


def after(full: dict[str, Any], day: date) -> bool:
    """Whether a day counts as after the grading."""
    return full["graded_on"] is None or day >= full["graded_on"]


def decide_one(full: dict[str, Any], as_of: date) -> dict[str, Any]:
    """Everything that is compared, for a case without gaps."""
    bars = bars_on(full, as_of)
    now = [bar for bar in bars if bar[2] is None or bar[2] >= as_of]
    low = any(bar[0] == "17" for bar in now)
    high = any(bar[0] == "18" for bar in now)
    barred = {grade: low or (high and grade in HIGH) for grade in ASKED}
    ends = [bar[2] for bar in now]
    known = [end for end in ends if end]
    earliest = None if not ends or None in ends else max(known) + DAY
    sites = []
    for site in full["sites"]:
        every = (grade_one(full, industry, bars, now, as_of) for industry in site["industries"])
        sites.append((site["permit"], [found for found in every if found is not None]))
    whole = together(sites)
    return {
        "barred": barred,
        "earliest": earliest,
        "grade": whole.grade,
        "alert": alert(whole),
        "credit": full["credit"],
    }


def grade_one(full: dict[str, Any], industry: dict[str, Any], bars: Any, now: Any, as_of: date) -> list[Found] | None:
    """The alternatives of one industry; None for a guarantee class."""
    if industry["scope"] == "guarantee":
        return None
    if industry["scope"] == "outside":
        return [Found(None, frozenset())]
    if any(bar[0] == "17" for bar in now):
        return [fixed(LOWEST)]
    barred = any(bar[0] == "18" for bar in now)
    goes_on = carried(full, bars, now, as_of)
    result = industry["assessed"]
    if result is not None:
        if not (barred and result in HIGH):
            return [fixed(result)]
        return [
            f if f.grade and not_above(f.grade, result) else Found(None, f.maybe) for f in _blurred(goes_on, result)
        ]
    if full["applied"]:
        return [Found(None, frozenset().union(*(f.maybe for f in goes_on)))]
    return [fixed(LOWEST)] if full["current"] is None else goes_on


def _blurred(goes_on: list[Found], result: str) -> list[Found]:
    """The alternatives of a grade that goes on in place of `result`; all open where one of them would be better."""
    if all(f.grade and not_above(f.grade, result) for f in goes_on):
        return goes_on
    return [Found(None, frozenset().union(*(f.maybe for f in goes_on)))]


def not_above(grade: str, other: str) -> bool:
    """Whether `grade` is no better than `other`; grades of different families are not comparable."""
    if grade == LOWEST:
        return True
    family = LETTERS if other in LETTERS else LEADING
    return grade in family and family.index(grade) >= family.index(other)


def carried(full: dict[str, Any], bars: Any, now: Any, as_of: date) -> list[Found]:
    """The current grade as it goes on: each grade it may be."""
    current = full["current"]
    if current is None:
        return [Found(None, frozenset())]
    grades = {current}
    named = "非绩效引领性" if current in LEADING else "C"
    if current in HIGH and any(bar[0] == "18" and after(full, bar[3]) for bar in now):
        grades = {named}
    fell = any(e["kind"] == "indicator_regression" and after(full, e["date"]) for e in full["events"])
    notices = sorted(
        e["date"] for e in full["events"] if e["kind"] == "alert_breach_notified" and after(full, e["date"])
    )
    fell = fell or any(second <= year_after(first) for first, second in itertools.pairwise(notices))
    if fell and current == "C":
        grades = {LOWEST}
    elif fell and current not in ("D", "非绩效引领性"):
        family = LEADING if current in LEADING else LETTERS
        below = family[family.index(current) + 1 :]
        grades = {g for g in below if all(family.index(g) >= family.index(other) for other in grades)}
    past = [bar for bar in bars if bar not in now and after(full, bar[3])]
    if current in HIGH and any(bar[0] == "18" for bar in past):
        grades |= {named}
    if any(bar[0] == "17" for bar in past) and not grades <= {"D", "非绩效引领性"}:
        grades |= {LOWEST}
    return [fixed(grade) for grade in sorted(grades)]


def fixed(grade: str) -> Found:
    names = ("D", "非绩效引领性") if grade == LOWEST else (grade,)
    return Found(grade, frozenset(frozenset({name}) for name in names))


def lower(one: Found, two: Found) -> Found:
    """The lower of two, or nothing fixed."""
    maybe = set()
    for a, b in itertools.product(one.maybe, two.maybe):
        letters, leading = [g for g in a | b if g in LETTERS], [g for g in a | b if g in LEADING]
        worst = [max(family, key=GRADES.index) for family in (letters, leading) if family]
        maybe.add(frozenset(worst))
    if one.grade and two.grade:
        if one.grade == two.grade:
            return one
        pair = {one.grade, two.grade}
        if LOWEST in pair:
            return Found(LOWEST if pair & {"D", "非绩效引领性"} else None, frozenset(maybe))
        if (one.grade in LETTERS) == (two.grade in LETTERS):
            return fixed(max(one.grade, two.grade, key=GRADES.index))
    return Found(None, frozenset(maybe))


def together(sites: list[tuple[bool, list[list[Found]]]]) -> Found:
    """The enterprise, over every choice among alternatives: fixed only where all choices agree."""
    flat = [alternatives for _, found in sites for alternatives in found]
    if not flat:
        return Found(None, frozenset())
    results: list[Found] = []
    for choice in itertools.product(*flat):
        rest = iter(choice)
        groups: list[Found] = []
        joint: list[Found] = []
        for permit, found in sites:
            mine = [next(rest) for _ in found]
            if permit and len(sites) > 1:
                groups += [_lowest(mine)] if mine else []
            else:
                joint += mine
        groups += [_lowest(joint)] if joint else []
        same = all((g.grade, g.maybe) == (groups[0].grade, groups[0].maybe) for g in groups)
        if same:
            results.append(groups[0])
        else:
            known = all(g.maybe for g in groups)
            results.append(Found(None, frozenset().union(*(g.maybe for g in groups)) if known else frozenset()))
    grade = share([r.grade for r in results])
    unknown = any(not r.maybe for r in results)
    return Found(grade, frozenset() if unknown else frozenset().union(*(r.maybe for r in results)))


def _lowest(found: list[Found]) -> Found:
    whole = found[0]
    for other in found[1:]:
        whole = lower(whole, other)
    return whole


def share(grades: list[str | None]) -> str | None:
    """The grade that all have; D, or 非绩效引领性, and the unnamed lowest are one."""
    seen = set(grades)
    if len(seen) == 1:
        return seen.pop()
    if seen in ({LOWEST, "D"}, {LOWEST, "非绩效引领性"}):
        return LOWEST
    return None


def alert(found: Found) -> str:
    ways = {"self_decided" if g in ("A", "绩效引领性") else "differentiated" for m in found.maybe for g in m}
    return ways.pop() if len(ways) == 1 else "unknown"


# ---- completions ----------------------------------------------------------------------------------------------------


def grid(low: date, as_of: date, *near: date) -> list[date]:
    """Days from `low` through `as_of`: both ends, the edges of one and two years back, `near`, a coarse net."""
    edges = {low, as_of}
    for years in (1, 2):
        base = _back(as_of, years)
        edges |= {base + n * DAY for n in range(-3, 5)}
    for day in near:
        edges |= {day + n * DAY for n in (-1, 0, 1)} | {_back(day, 1) + n * DAY for n in range(-2, 3)}
    step = low
    while step < as_of:
        edges.add(step)
        step += 397 * DAY
    return sorted(day for day in edges if low <= day <= as_of)


def _back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def event_ways(event: dict[str, Any], as_of: date, graded_on: date | None) -> list[dict[str, Any]]:
    """Every completion of one event on the grid."""
    low = graded_on or date(2000, 1, 1)
    told = event.get("reapplied_on")
    days = [date.fromisoformat(event["date"])] if event.get("date") else grid(low, as_of, *_days(event))
    if not event.get("date") and told:
        limit = date.fromisoformat(told)
        days = [d for d in days if d <= limit] or [limit]
    ways = []
    for day in days:
        for remedied in _ends(event, "remedied_on", STATES, day, as_of, graded_on):
            for reapplied in _ends(event, "reapplied_on", ("material_change",), day, as_of, graded_on):
                for counts in (True, False) if event["kind"] == "violation_unpunished" else (True,):
                    ways.append(
                        {
                            "kind": event["kind"],
                            "date": day,
                            "remedied_on": remedied,
                            "reapplied_on": reapplied,
                            "counts": counts,
                        }
                    )
    return ways


def _days(event: dict[str, Any]) -> list[date]:
    return [date.fromisoformat(event[k]) for k in ("remedied_on", "reapplied_on") if event.get(k)]


def _ends(event: dict[str, Any], key: str, kinds: Any, day: date, as_of: date, graded_on: date | None) -> list[Any]:
    if event["kind"] not in kinds:
        return [None]
    if key in event:
        return [date.fromisoformat(event[key]) if event[key] else None]
    return [None, *grid(day, as_of, *([graded_on] if graded_on else []))]


def completions(case: dict[str, Any], as_of: date, scopes: dict[str, str]) -> Iterator[dict[str, Any]] | None:
    """Every completed case; None where there are too many."""
    graded_on = date.fromisoformat(case["graded_on"]) if case.get("graded_on") else None
    if case.get("events") is None:
        lists: list[list[dict[str, Any]]] = [[]] + [
            [w] for k in KINDS for w in event_ways({"kind": k}, as_of, None)[::2]
        ]
        twice = {
            "kind": "alert_breach_notified",
            "date": as_of,
            "remedied_on": None,
            "reapplied_on": None,
            "counts": True,
        }
        lists.append([twice, twice])
    else:
        ways = [event_ways(e, as_of, graded_on) for e in case["events"]]
        size = 1
        for w in ways:
            size *= len(w)
        if size > MOST:
            return None
        lists = [list(combo) for combo in itertools.product(*ways)]
    ratings = [case["enterprise"]["credit_rating"]] if case["enterprise"].get("credit_rating") else ["不良", "良好"]
    currents = [case["current_grade"]] if "current_grade" in case else [None, *GRADES]
    rows = [(s, i) for s, site in enumerate(case["sites"]) for i, _ in enumerate(site["industries"])]
    asked = any(case["sites"][s]["industries"][i].get("assessed_grade") for s, i in rows)
    applied = [True] if asked else ([True, False] if case.get("applied") is None else [case["applied"]])
    permits = [
        [True, False] if site.get("own_permit") is None and len(case["sites"]) > 1 else [bool(site.get("own_permit"))]
        for site in case["sites"]
    ]
    results: dict[bool, list[list[str | None]]] = {
        True: [
            [case["sites"][s]["industries"][i]["assessed_grade"]]
            if case["sites"][s]["industries"][i].get("assessed_grade")
            else ([None, *GRADES] if scopes[case["sites"][s]["industries"][i]["industry"]] == "listed" else [None])
            for s, i in rows
        ],
        False: [[None] for _ in rows],
    }
    size = len(lists) * len(ratings) * len(currents)
    for choices in permits:
        size *= len(choices)
    for a in applied:
        some = size
        for grades in results[a]:
            some *= len(grades)
        if some > MOST * 4:
            return None
    return _completed(case, graded_on, scopes, lists, ratings, currents, applied, permits, results)


def _completed(case: Any, graded_on: Any, scopes: Any, *parts: Any) -> Iterator[dict[str, Any]]:
    lists, ratings, currents, applied, permits, results = parts
    for app in applied:
        for events, credit, current, permit, result in itertools.product(
            lists, ratings, currents, list(itertools.product(*permits)), list(itertools.product(*results[app]))
        ):
            given = iter(result)
            sites = [
                {
                    "permit": p,
                    "industries": [
                        {"scope": scopes[i["industry"]], "assessed": next(given)} for i in site["industries"]
                    ],
                }
                for p, site in zip(permit, case["sites"], strict=True)
            ]
            yield {
                "events": events,
                "credit": credit,
                "current": current,
                "graded_on": graded_on,
                "applied": app,
                "sites": sites,
            }


def oracle(case: dict[str, Any], as_of: date, scopes: dict[str, str]) -> dict[str, Any] | None:
    """What all completions of `case` share; None where there are too many to look at."""
    found = completions(case, as_of, scopes)
    if found is None:
        return None
    results = [decide_one(full, as_of) for full in found]
    barred = {g: _shared({r["barred"][g] for r in results}) for g in ASKED}
    alerts = {r["alert"] for r in results}
    told = case["enterprise"].get("credit_rating") is not None
    # INTERFACE.md: of known bars. A rating that nobody told us is none of them.
    earliest = {r["earliest"] for r in results if told or r["credit"] != "不良"}
    return {
        "barred": barred,
        "may_apply": {grade: may_apply(case, scopes, grade, barred[grade]) for grade in ASKED},
        "grade": share([r["grade"] for r in results]),
        "alert": alerts.pop() if len(alerts) == 1 else "unknown",
        "earliest": earliest.pop() if len(earliest) == 1 else None,
    }


def may_apply(case: dict[str, Any], scopes: dict[str, str], grade: str, barred: str) -> str:
    """9(1) and 4(2) without tables: yes only where nothing bars and every industry was assessed at or above the grade."""
    if barred == "yes":
        return "no"
    rows = [row for site in case["sites"] for row in site["industries"]]
    family = LETTERS if grade in LETTERS else LEADING
    fine = all(
        scopes[row["industry"]] == "listed"
        and row.get("assessed_grade") in family
        and family.index(row["assessed_grade"]) <= family.index(grade)
        for row in rows
    )
    return "yes" if fine and barred == "no" else "unknown"


def _shared(values: set[bool]) -> str:
    return "unknown" if len(values) > 1 else ("yes" if values.pop() else "no")


# ---- random cases ---------------------------------------------------------------------------------------------------


@dataclass
class Draw:
    """A seeded source of cases."""

    random: random.Random
    industries: dict[str, str]
    as_ofs: list[date] = field(default_factory=lambda: [date(2026, 11, 23), date(2025, 2, 28), date(2024, 2, 29)])

    def day(self, as_of: date, *, unknown: float) -> str | None:
        if self.random.random() < unknown:
            return None
        edge = self.random.choice([0, 365, 366, 730, 731, 732])
        back = edge + self.random.randrange(-2, 3) if self.random.random() < 0.4 else self.random.randrange(0, 1500)
        return (as_of - max(back, 0) * DAY).isoformat()

    def event(self, as_of: date) -> dict[str, Any]:
        kind = self.random.choice(KINDS)
        event: dict[str, Any] = {"kind": kind, "date": self.day(as_of, unknown=0.15)}
        if kind in STATES and self.random.random() < 0.7:
            event["remedied_on"] = self.day(as_of, unknown=0.3)
        if kind == "material_change" and self.random.random() < 0.7:
            told = self.day(as_of, unknown=0.4)
            if not (told and event["date"] and told < event["date"]):
                event["reapplied_on"] = told
        return event

    def case(self) -> tuple[dict[str, Any], date]:
        as_of = self.random.choice(self.as_ofs)
        case: dict[str, Any] = {"enterprise": {"name": "某公司"}}
        if self.random.random() < 0.8:
            case["enterprise"]["credit_rating"] = self.random.choice(["良好", "良好", "诚信", "不良", "警示", "未参评"])
        applied = self.random.choice([True, False, False, None])
        case["applied"] = applied
        case["sites"] = [self.site(n, applied) for n in range(self.random.choice([1, 1, 1, 2]))]
        if self.random.random() < 0.85:
            case["current_grade"] = self.random.choice([None, *GRADES])
        if self.random.random() < 0.5:
            case["graded_on"] = self.day(as_of, unknown=0)
        if self.random.random() < 0.95:
            case["events"] = [self.event(as_of) for _ in range(self.random.choice([0, 1, 1, 2, 2, 3]))]
        return case, as_of

    def site(self, number: int, applied: bool | None) -> dict[str, Any]:
        names = self.random.sample(sorted(self.industries), self.random.choice([1, 1, 2]))
        rows = []
        for name in names:
            row = {"industry": name}
            if applied and self.random.random() < 0.8:
                row["assessed_grade"] = self.random.choice(GRADES)
            rows.append(row)
        return {"name": f"{number}号", "own_permit": self.random.choice([True, False, None]), "industries": rows}


INDUSTRIES = {"铸造": "listed", "水泥": "listed", "电池制造": "listed", "食品加工": "guarantee", "蛋糕烘焙": "outside"}


def differences(mine: dict[str, Any], said: dict[str, Any], *, told: bool) -> list[str]:
    """Where the engine's document and the oracle part. `told`: the list of events was given."""
    found = []
    if said["barred"] != mine["barred"]:
        found.append(f"barred {said['barred']} oracle {mine['barred']}")
    if said["overall"]["grade"] != mine["grade"]:
        found.append(f"grade {said['overall']['grade']} oracle {mine['grade']}")
    if (said["overall"]["status"] == "determined") != (mine["grade"] is not None):
        found.append(f"status {said['overall']['status']} oracle {mine['grade']}")
    if said["alert_handling"] != mine["alert"]:
        found.append(f"alert {said['alert_handling']} oracle {mine['alert']}")
    if said["may_apply"] != mine["may_apply"]:
        found.append(f"may_apply {said['may_apply']} oracle {mine['may_apply']}")
    earliest = mine["earliest"].isoformat() if mine["earliest"] else None
    if told and said["earliest_application"] != earliest:
        found.append(f"earliest {said['earliest_application']} oracle {earliest}")
    return found


def main(argv: list[str] | None = None) -> int:
    from assistant.errors import InputError
    from assistant.grading.case import case_from
    from assistant.grading.engine import decide
    from assistant.grading.rules import load_law
    from assistant.library.corpus import load_corpus

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    parser.add_argument("--show", type=int, default=5)
    args = parser.parse_args(argv)
    corpus = load_corpus(args.corpus)
    law = load_law(corpus)
    draw = Draw(random.Random(args.seed), INDUSTRIES)
    began, held, looked, bad = time.perf_counter(), 0, 0, 0
    while held < args.cases:
        case, as_of = draw.case()
        try:
            read = case_from(case, as_of=as_of, industries=corpus.industries)
        except InputError:
            continue
        looked += 1
        mine = oracle(case, as_of, INDUSTRIES)
        if mine is None:
            continue
        held += 1
        told = case.get("events") is not None and case.get("graded_on") != as_of.isoformat()
        found = differences(mine, decide(read, law, as_of=as_of).as_json(), told=told)
        if found:
            bad += 1
            if bad <= args.show:
                print(as_of, json.dumps(case, ensure_ascii=False), *found, sep="\n  ", file=sys.stderr)
    seconds = time.perf_counter() - began
    print(json.dumps({"cases": held, "skipped": looked - held, "differ": bad, "seed": args.seed, "s": round(seconds)}))
    return 3 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
