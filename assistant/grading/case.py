"""Reading a case: YAML or JSON in, a checked `Case` out; every refusal names the place and what to write instead.

Lives here: `read_case` (a file), `case_from` (plain data). May import: grading.facts, grading.fields, library, errors.
The calendar's edge: no date after `as_of`, none before the first day that INTERFACE.md allows. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.errors import BadCase
from assistant.grading.facts import (
    STATES,
    UNKNOWN,
    Case,
    CreditRating,
    Event,
    EventKind,
    Guarantee,
    Indicator,
    IndustryFacts,
    Scope,
    Site,
    Unknown,
)
from assistant.grading.fields import Field
from assistant.grading.truth import Truth
from assistant.library.grade import Grade
from assistant.library.holdings import Industries
from assistant.library.yaml_file import Where, YamlFile, dotted

__all__ = ["UNKNOWN", "Case", "CreditRating", "Event", "EventKind", "case_from", "read_case"]


def read_case(file: YamlFile, *, as_of: date, industries: Industries) -> Case:
    """The case that a YAML file holds. Raises BadCase or UnknownValue with `file:line`."""
    return _case(Field(file.data, (), file.where, as_of), industries)


def case_from(data: Any, *, as_of: date, industries: Industries, name: str = "case") -> Case:
    """The case that plain data holds (a batch line, a partial case). Raises as `read_case`, with `name` as place."""

    def where(path: Where) -> str:
        return f"{name} {dotted(path)}".strip()

    return _case(Field(data, (), where, as_of), industries)


def _case(root: Field, industries: Industries) -> Case:
    root.keys("enterprise", "sites", "current_grade", "graded_on", "applied", "guarantee", "events")
    enterprise = root.at("enterprise")
    if enterprise.given:
        enterprise.keys("name", "credit_rating", "credit_rated_on")
    sites = _sites(root.at("sites"), industries)
    case = Case(
        name=enterprise.at("name").text(),
        credit_rating=enterprise.at("credit_rating").word(CreditRating, "环境信用评价"),
        credit_rated_on=enterprise.at("credit_rated_on").day(),
        sites=sites,
        current_grade=_grade_or_none(root.at("current_grade")),
        graded_on=root.at("graded_on").day(),
        applied=root.at("applied").truth(),
        guarantee=_guarantee(root.at("guarantee"), industries),
        events=_events(root.at("events"), sites),
    )
    _consistent(case, root)
    return case


def _grade_or_none(field: Field) -> Grade | Unknown | None:
    """`null`: no grade yet; left out: unknown."""
    return field.word(Grade, "绩效等级") if field.written else UNKNOWN


def _sites(field: Field, industries: Industries) -> tuple[Site, ...] | None:
    rows = field.rows("至少写一个厂区，例如 - {name: 一厂区, industries: [{industry: 铸造}]}")
    if rows is None:
        return None
    sites = tuple(_site(row, industries) for row in rows)
    _no_twins(rows, [site.name for site in sites], "厂区“{}”写了两次", "请合并为一个厂区，或改用不同的名称")
    return sites


def _site(row: Field, industries: Industries) -> Site:
    row.keys("name", "own_permit", "industries")
    rows = row.at("industries").rows("至少写一个行业，例如 - {industry: 铸造}")
    found = None if rows is None else tuple(_industry(entry, industries) for entry in rows)
    if rows is not None and found is not None:
        _no_twins(rows, [entry.name for entry in found], "同一厂区的行业“{}”写了两次", "请合并为一项")
    return Site(row.at("name").text(), row.at("own_permit").truth(), found)


def _industry(row: Field, industries: Industries) -> IndustryFacts:
    row.keys("industry", "applying_for", "assessed_grade", "indicators")
    word = row.at("industry").text()
    listed = industries.named(word) if word else None
    name, scope = word, Scope.OUTSIDE
    if word is None:
        scope = Scope.UNKNOWN
    elif listed is not None:
        name, scope = listed.name, Scope.LISTED
    elif (guarantee := industries.guarantee_named(word)) is not None:
        name, scope = guarantee.name, Scope.GUARANTEE
    return IndustryFacts(
        name=name,
        scope=scope,
        guide=listed.guide if listed else None,
        applying_for=row.at("applying_for").word(Grade, "申报等级"),
        assessed_grade=row.at("assessed_grade").word(Grade, "评定等级"),
        indicators=_indicators(row.at("indicators")),
    )


def _indicators(field: Field) -> tuple[Indicator, ...]:
    return tuple(_indicator(row, key) for key, row in field.entries("请写成 指标: met、unmet 或数值"))


def _indicator(row: Field, key: str) -> Indicator:
    value = row.scalar("请写 met、unmet 或数值（可带单位）")
    if value in ("met", "unmet"):
        return Indicator(key, Truth.of(value == "met"))
    return Indicator(key, value=value)


def _guarantee(field: Field, industries: Industries) -> Guarantee | None:
    if not field.given:
        return None
    field.keys("class", "recognised")
    word = field.at("class").text()
    known = industries.guarantee_named(word) if word else None
    return Guarantee(known.name if known else word, field.at("recognised").truth(), known is not None)


def _events(field: Field, sites: tuple[Site, ...] | None) -> tuple[Event, ...] | None:
    rows = field.rows(None)
    if rows is None:
        return None
    names = None if sites is None or any(site.name is None for site in sites) else [site.name for site in sites]
    events = tuple(_event(row, names) for row in rows)
    dated = [f"{event.kind} {event.day} {event.site or ''}".strip() if event.day else None for event in events]
    _no_twins(rows, dated, "事件“{}”写了两次", "同一种类、日期、厂区只写一次")
    return events


def _event(row: Field, sites: Sequence[str | None] | None) -> Event:
    row.keys("kind", "date", "site", "occurred_on", "remedied_on", "reapplied_on")
    kind = row.at("kind").word(EventKind, "事件种类")
    if kind is None:
        raise BadCase("事件缺少 kind", where=row.place, remedy=f"请填 {'、'.join(EventKind)}")
    site = row.at("site").text()
    if site is not None and sites is not None and site not in sites:
        raise BadCase(
            f"厂区“{site}”不在 sites 中", where=row.at("site").place, remedy=f"请填 {'、'.join(map(str, sites))}"
        )
    event = Event(
        kind=kind,
        day=row.at("date").day(),
        site=site,
        occurred_on=row.at("occurred_on").day(),
        remedied_on=_end(row.at("remedied_on"), kind in STATES, "、".join(sorted(STATES))),
        reapplied_on=_end(row.at("reapplied_on"), kind is EventKind.MATERIAL_CHANGE, EventKind.MATERIAL_CHANGE),
    )
    if event.day and isinstance(event.reapplied_on, date) and event.reapplied_on < event.day:
        raise BadCase(
            f"重新申报日 {event.reapplied_on} 早于变动日 {event.day}",
            where=row.at("reapplied_on").place,
            remedy="请核对两个日期；未重新申报请填 null",
        )
    return event


def _end(field: Field, allowed: bool, kinds: str) -> date | Unknown | None:
    """A day that ends something: `null` means not yet, left out means unknown."""
    day = field.day()
    if day is not None and not allowed:
        raise BadCase(f"{field.name} 只用于 {kinds}", where=field.place, remedy="请删去这一项")
    return day if field.written else UNKNOWN


def _no_twins(rows: Sequence[Field], names: Sequence[str | None], what: str, remedy: str) -> None:
    seen: set[str] = set()
    for row, name in zip(rows, names, strict=True):
        if name is not None and name in seen:
            raise BadCase(what.format(name), where=row.place, remedy=remedy)
        if name is not None:
            seen.add(name)


def _consistent(case: Case, root: Field) -> None:
    """`applied: false` says that nobody applied; then nothing was applied for, and nothing assessed."""
    if case.applied is not Truth.NO:
        return
    for s, site in enumerate(case.sites or ()):
        for i, industry in enumerate(site.industries or ()):
            row = root.at("sites").row(s).at("industries").row(i)
            for key, value in (("applying_for", industry.applying_for), ("assessed_grade", industry.assessed_grade)):
                if value is not None:
                    raise BadCase(
                        f"applied: false（未申报）与 {key}: {value} 矛盾",
                        where=row.at(key).place,
                        remedy="已申报请写 applied: true；未申报请删去这一项",
                    )
