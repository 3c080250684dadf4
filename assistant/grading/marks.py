"""Marks: what dated events leave on an enterprise as of a day, and every way they may when a date is unknown.

Lives here: events -> the set of possible marks, each a combination of flags. May import: grading.facts, periods, rules.
An unknown date is an interval, from the grading (or the first day that a case may name) through `as_of`; marks change
only at a few days of it, and each of those days is tried, so the set is exact: nothing possible is left out, nothing
impossible let in. Rests on henan-2024:17, :18, :19; periods 比照 civil-code:201 and :202.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.grading.facts import UNKNOWN, CreditRating, Event, EventKind, Unknown
from assistant.grading.fields import FIRST_DAY
from assistant.grading.periods import first_day_reaching, first_free_day, last_day
from assistant.grading.rules import Law, Rule

# Flags of a mark.
LOWEST = 1  # a year of 17(1), (3), (4) runs on as_of
LOWEST_OVER = 2  # it ran after the grading, and is over
LAPSE = 4  # the year of 17(2) runs; it binds whoever is graded
LAPSE_OVER = 8
BAR = 16  # a bar of 18 stands
FALL = 32  # and stood, or began, after the grading: 19(1)
BAR_OVER = 64  # a bar of 18 began after the grading, and is over
REGRESSED = 128  # 19(2)
NOTICED = 256  # 19(3)

NOTHING = frozenset({0})
Marks = frozenset[int]
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """The two days that everything is held against: `as_of`, and the grading (None: every event counts as after)."""

    as_of: date
    graded_on: date | None = None
    reading: str | None = None

    @property
    def since(self) -> date:
        """The first day that an unknown date may be."""
        return self.graded_on or FIRST_DAY

    def after_grading(self, day: date) -> bool:
        """Whether `day` is after the grading (评级后); the day of the grading itself counts as after."""
        return self.graded_on is None or day >= self.graded_on

    def end(self, start: date, period: str) -> date:
        """The last day of a bar: the corresponding day, or the day before it under the reading `anniversary`."""
        last = last_day(start, period)
        return last - _A_DAY if self.reading == "anniversary" else last


@dataclass(frozen=True, slots=True)
class Span:
    """A bar as days: from its first to its last. `until` None: without end, or its end is unknown.

    `latest`: the last day that it may run to, whatever the missing dates are; None: it may have no end.
    """

    since: date | None
    until: date | None
    latest: date | None = None


def marks_of(event: Event, law: Law, clock: Clock) -> Marks:
    """Every mark that `event` may leave. One element: it is certain. Notices leave none alone (see `notices`)."""
    rule = law.by_event.get(event.kind)
    if rule is None or rule.when.count > 1:
        return NOTHING
    then = rule.then
    if then.lapse:
        return frozenset(
            _lapsed(day, re, rule, clock) for day in _days(event, rule, clock) for re in _reapplied(event, day)
        )
    found = {
        _mark(day, end, rule, clock) for day in _days(event, rule, clock) for end in _remedied(event, rule, day, clock)
    }
    return frozenset(found | {0} if then.undecided else found)


def _days(event: Event, rule: Rule, clock: Clock) -> Iterable[date]:
    """The day of the event, or each day of its interval at which the mark may change, and the ones before."""
    start = event.occurred_on if clock.reading == "occurred" and event.occurred_on else event.day
    if start is not None:
        return (start,)
    high = clock.as_of
    if isinstance(event.reapplied_on, date):
        high = min(high, event.reapplied_on)
    low = min(clock.since, high)
    turns = {low, high}
    for turn in _turns(event, rule, clock):
        turns.update(day for day in (turn - _A_DAY, turn) if low < day < high)
    return turns


def _turns(event: Event, rule: Rule, clock: Clock) -> Iterator[date]:
    """The first days on which a year still runs on `as_of`, a lapse is still open, a reapplication was in time."""
    then = rule.then
    if not then.length:
        return
    reach = first_day_reaching(clock.as_of + _A_DAY if clock.reading == "anniversary" else clock.as_of, then.length)
    yield reach
    if then.lapse:
        yield first_day_reaching(clock.as_of, then.lapse)
        yield first_day_reaching(reach - _A_DAY, then.lapse)
        if isinstance(event.reapplied_on, date):
            yield first_day_reaching(event.reapplied_on, then.lapse)


def _reapplied(event: Event, day: date) -> tuple[date | None, ...]:
    """The days on which a change may have been reapplied for: told, or (unknown) at once and never."""
    return (day, None) if event.reapplied_on is UNKNOWN else (_told(event.reapplied_on),)


def _told(value: date | Unknown | None) -> date | None:
    assert value is not UNKNOWN
    return value


def _lapsed(day: date, reapplied: date | None, rule: Rule, clock: Clock) -> int:
    """17(2): bites on the day after the year from the change, unless reapplied by then; its year runs from there."""
    assert rule.then.lapse
    assert rule.then.length
    bites = first_free_day(day, rule.then.lapse)
    if not clock.after_grading(day) or (reapplied and reapplied < bites) or bites > clock.as_of:
        return 0
    until = clock.end(bites, rule.then.length)
    if clock.reading == "lapse":
        until = max(until, reapplied or date.max)
    return LAPSE if clock.as_of <= until else LAPSE_OVER


def _remedied(event: Event, rule: Rule, day: date, clock: Clock) -> Iterable[date | None]:
    """The last day of the state: told, or (unknown) each day at which the mark may change; None: it goes on."""
    if not rule.then.until_remedied or clock.reading == "state":
        return (day,)
    if event.remedied_on is not UNKNOWN:
        told = _told(event.remedied_on)
        return (max(told, day) if told else None,)
    turns = (clock.since - _A_DAY, clock.since, clock.as_of)
    return (None, day, *(turn for turn in turns if day < turn))


def _mark(day: date, end: date | None, rule: Rule, clock: Clock) -> int:
    """The mark of an event of `day` whose state ended on `end` (an event that is no state ends on its day)."""
    after = end is None or clock.after_grading(end)
    if not rule.then.length:
        return REGRESSED if after else 0
    stands = end is None or clock.as_of <= clock.end(end, rule.then.length)
    if rule.then.lowest:
        return LOWEST if stands else (LOWEST_OVER if after else 0)
    if stands:
        return BAR | FALL if after else BAR
    return BAR_OVER if after else 0


def span_of(event: Event, rule: Rule, clock: Clock) -> Span:
    """The days on which `event` bars, as far as they are known. Says nothing about whether it bars at all."""
    assert rule.then.length
    if rule.then.until_remedied and not isinstance(event.remedied_on, date):
        return Span(event.day, None)
    if event.day is None:
        start = _told(event.remedied_on) if rule.then.until_remedied else None
        # 17(2) bites by the day of a late new application at the latest: whatever bit later was reapplied in time.
        reapplied = event.reapplied_on if rule.then.lapse and isinstance(event.reapplied_on, date) else clock.as_of
        latest = clock.end(min(clock.as_of, reapplied), rule.then.length)
        soonest = clock.end(max(clock.since, start or clock.since), rule.then.length)
        return Span(None, latest if soonest == latest and not rule.then.lapse else None, latest)
    since = first_free_day(event.day, rule.then.lapse) if rule.then.lapse else event.day
    start = max(event.day, _told(event.remedied_on) or event.day) if rule.then.until_remedied else since
    until = clock.end(start, rule.then.length)
    return Span(since, until, until)


def credit_marks(rating: CreditRating | None, rated_on: date | None, law: Law, clock: Clock) -> Marks:
    """18(6): a bad rating bars as long as it stands; an unknown one may or may not."""
    bad = BAR | FALL
    if rating is None:
        return frozenset({0, bad})
    if rating not in law.credit.when.credit:
        return NOTHING
    length = law.credit.then.length
    if clock.reading == "credit" and rated_on and length and clock.as_of > clock.end(rated_on, length):
        return frozenset({BAR_OVER if clock.after_grading(rated_on) else 0})
    return frozenset({bad})


def notices(events: Sequence[Event], law: Law, clock: Clock) -> Marks:
    """19(3): `count` notices after the grading within any rolling `within`; both ends count (civil-code:202)."""
    rule = law.by_event[EventKind.ALERT_BREACH_NOTIFIED]
    period = rule.when.within
    assert period
    told = [event for event in events if event.kind is EventKind.ALERT_BREACH_NOTIFIED]
    days = sorted(event.day for event in told if event.day and clock.after_grading(event.day))
    undated = sum(event.day is None for event in told)
    if any(_close(a, b, period, clock) for a, b in zip(days, days[rule.when.count - 1 :], strict=False)):
        return frozenset({NOTICED})
    if not undated or len(days) + undated < rule.when.count:
        return NOTHING
    return frozenset({0, NOTICED}) if _room_apart(days, clock, period) >= undated else frozenset({NOTICED})


def _close(a: date, b: date, period: str, clock: Clock) -> bool:
    return a.year == b.year if clock.reading == "calendar_year" else b <= last_day(a, period)


def _room_apart(days: Sequence[date], clock: Clock, period: str) -> int:
    """How many more days fit between `since` and `as_of` so that no two lie within `period` of each other."""
    room, free = 0, clock.since
    for day in (*days, None):
        while free <= clock.as_of and (day is None or last_day(free, period) < day):
            room += 1
            free = first_free_day(free, period)
        if day is not None:
            free = first_free_day(day, period)
    return room


def combined(parts: Iterable[Marks]) -> Marks:
    """Every combination of one mark from each part: parts are independent of each other."""
    whole: Marks = NOTHING
    for part in parts:
        if part != NOTHING:
            whole = frozenset(simplified(a | b) for a in whole for b in part)
    return whole


def simplified(mark: int) -> int:
    """The mark without flags that a stronger flag makes idle: 17 over everything, a standing 19(1) over a past one."""
    if mark & LOWEST:
        return LOWEST
    if mark & FALL:
        mark &= ~BAR_OVER
    if mark & LAPSE:
        mark &= ~LAPSE_OVER
    return mark


@lru_cache(maxsize=256)
def anything(law: Law, clock: Clock) -> Marks:
    """Every mark that events may leave of which nobody told us anything: any kinds, any dates, any number."""
    single: set[int] = {0, NOTICED}
    for kind, rule in law.by_event.items():
        for day in _days(Event(kind), rule, Clock(clock.as_of, None, clock.reading)):
            single |= marks_of(Event(kind, day), law, clock)
    whole: Marks = NOTHING
    while (more := combined([whole, frozenset(single)])) != whole:
        whole = more
    return whole
