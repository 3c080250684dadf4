"""What the core decided, as frames: each reason, duty, bar and missing fact in its own words.

Lives here: `core_frames`, `known_days`, `names_in`. Unknown says nothing. May import: claims.frames, amounts, library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.answering.claims.amounts import days
from assistant.answering.claims.frames import Frame, Library
from assistant.library.clause import ClauseId

_BARS = re.compile(r"henan-2024:1[789]\b")
_CLAUSE = re.compile(r"[a-z0-9-]+:[1-9]\d*(?:\([1-9]\d*\))?")


def known_days(value: Any) -> frozenset[str]:
    """Every day in a verdict, case or question."""
    return frozenset(day.value for text in _texts(value) for day in days(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif value is not None:
        yield str(value)


def names_in(case: Mapping[str, Any] | None) -> frozenset[str]:
    """Names of the enterprise, its sites and industries."""
    if not case:
        return frozenset()
    out = {str((case.get("enterprise") or {}).get("name") or "")}
    for site in case.get("sites") or []:
        if isinstance(site, Mapping):
            out.add(str(site.get("name") or ""))
            out |= {str(i.get("industry") or "") for i in site.get("industries") or [] if isinstance(i, Mapping)}
    return frozenset(filter(None, out))


_FORM = re.compile(r"(?:股份|集团|有限|责任)*(?:公司|集团|厂)$")
_SHORTEST = 2
_OWN = re.compile(
    r"(?:我们|咱们|我|咱|俺们?)(?:这个?)?(?:厂里|厂子|厂区这边|窑上|窑里|窑|矿上|站上|站里|站(?!点)|店里|店|场里|公司里|公司这边|厂这边)"
    r"|(?<![我咱贵您你该本这们各])(?:厂里|厂子)(?:头|边|面)?"
)


def with_names(text: str, case: Mapping[str, Any] | None) -> str:
    """`text` with the enterprise's name, whole or in part, said as 该企业: 林州焦化 of 林州焦化有限公司; 厂里, 咱们窑上 as 我厂."""
    if case:
        text = _OWN.sub("我厂", text)
    name = str(((case or {}).get("enterprise") or {}).get("name") or "")
    core = _FORM.sub("", name)
    if len(core) < _SHORTEST:
        return text
    trades = names_in(case) - {name}
    for length in range(len(core), _SHORTEST - 1, -1):
        for at in range(len(core) - length + 1):
            part = core[at : at + length]
            if part not in text:
                continue
            found = re.search(rf"{re.escape(part)}(?:股份|集团|有限|责任)*(?:公司|集团|厂)?", text)
            whole = length > _SHORTEST and not any(part in trade for trade in trades)
            if found and (whole or found.end() - found.start() > length):
                return text.replace(found.group(), "该企业")
    return text


def core_frames(verdict: Mapping[str, Any] | None, library: Library) -> tuple[Frame, ...]:
    """What the core said."""
    if not verdict:
        return ()
    return tuple(library.statement(text, clause, "core") for text, clause in _said(verdict))


def _said(verdict: Mapping[str, Any]) -> Iterator[tuple[str, ClauseId | None]]:
    for reason in verdict.get("reasons") or []:
        if isinstance(reason, Mapping) and (reason.get("facts") or _BARS.match(str(reason.get("clause")))):
            parts = [str(reason.get(k) or "").replace("：", "，") for k in ("effect", "quote")]
            bars = [_bar(bar) for bar in verdict.get("bars") or [] if bar.get("clause") == reason.get("clause")]
            yield "贵企业，" + "，".join([*filter(None, parts), *bars]), _clause(str(reason.get("clause") or ""))
    for key in ("duties", "missing"):
        for entry in verdict.get(key) or []:
            if isinstance(entry, Mapping):
                yield "，".join(str(v) for k, v in entry.items() if v and k not in ("fact", "clause", "rule")), None
    yield _summary(verdict), None
    for note in verdict.get("notes") or []:
        yield str(note), None


def readings(verdict: Mapping[str, Any] | None) -> Iterator[str]:
    """Both sides of what the text leaves open: they may be repeated, and carry nothing."""
    for entry in (*((verdict or {}).get("reasons") or []), *((verdict or {}).get("readings") or [])):
        if isinstance(entry, Mapping):
            yield from (str(entry[k]) for k in ("reading", "default", "other", "why") if entry.get(k))


def _summary(verdict: Mapping[str, Any]) -> str:
    """What the verdict decides, as one run of words."""
    may, barred = verdict.get("may_apply") or {}, verdict.get("barred") or {}
    parts = [f"贵企业可以申报、评定为{_grade(name)}企业" for name in _named(may, "yes")]
    if stopped := [n for n in may if barred.get(n) == "yes" or may.get(n) == "no"]:
        names = "、".join(_grade(n) for n in stopped)
        parts.append(f"贵企业目前不得申报、不得评定为{names}企业，受到限制，不符合申报条件")
    free = [n for n in barred if barred[n] == "no"]
    if free:
        parts.append("、".join(_grade(n) for n in free) + "不受第十八条限制")
    if barred and set(barred.values()) == {"no"}:
        parts.append(
            "贵企业未见第十七条、第十八条的情形，没有不得申报的情形，是否满足指标还须逐项自评确定，不代表已满足指标，未见限制申报的情形，能否申报须自评满足该等级全部指标"
        )
    parts += [_bar(bar) for bar in verdict.get("bars") or []]
    if day := verdict.get("earliest_application"):
        parts.append(f"{day}起限制届满，{day}起不再受限制，最早日期，可以重新申报评定的日期是{day}")
    return "，".join(parts)


def _bar(bar: Mapping[str, Any]) -> str:
    """A bar from its first to its last day, or without end."""
    since, until = bar.get("from"), bar.get("until")
    if until:
        return f"限制从{since}起，一年内，不满一年，到{until}为止，{until}是限制的最后一日，届满，结束"
    return f"限制从{since}起，整改前限制没有终点，整改完成前一直受限制，没有结束"


def _grade(name: str) -> str:
    return name if "性" in name else f"{name}级"


def _named(table: Mapping[str, Any], value: str) -> list[str]:
    return [name for name, held in table.items() if held == value]


def _clause(text: str) -> ClauseId | None:
    return ClauseId.parse(text) if _CLAUSE.fullmatch(text) else None
