"""Drafts held against gold: cells, tables, limits, shares, periods, pages, boxes, and what review would not show.

Lives here: `mark`, `Marked`, `figures`. May import: align. The threshold is an argument.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.guides.align import in_order, industry_key, likeness, pair_tables, plain, row_likeness, texts_of

NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Marked:
    """What a file's drafts got. Counts are added up over files; `misses` have words for people."""

    name: str
    kind: str
    engine: str
    layout: str
    dpi: int | None
    pages: int | None
    seconds: float = 0.0
    failed: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    ious: list[float] = field(default_factory=list)
    misses: list[dict[str, Any]] = field(default_factory=list)


def mark(name: str, gold: Mapping[str, Any], drafts: Sequence[Mapping[str, Any]], *, sure: float) -> Marked:
    """A file's drafts against its gold."""
    marked = Marked(
        name, str(gold["kind"]), str(gold["engine"]), str(gold.get("layout", "")), gold.get("dpi"), gold.get("pages")
    )
    left = {industry_key(one.get("industry")): one for one in drafts}
    wanted = gold["industries"]
    marked.counts["industries"] += len(wanted)
    for industry in wanted:
        draft = _take(left, industry_key(industry["industry"]))
        if draft is not None:
            marked.counts["industries_found"] += 1
            if plain(draft.get("scope")) and plain(draft.get("scope")) == plain(industry["scope"]):
                marked.counts["scopes"] += 1
        else:
            _miss(marked, "industry", industry["industry"], "", "no draft")
        _industry(marked, industry, draft or NOTHING, sure)
    for extra in left.values():
        marked.counts["industries_extra"] += 1
        _miss(marked, "industry_extra", "", extra.get("industry"), "")
        for table in extra.get("tables") or ():
            _extra_table(marked, table)
    return marked


def _take(left: dict[str, Mapping[str, Any]], key: str) -> Mapping[str, Any] | None:
    """The draft of that name; a scan's name may have a letter wrong."""
    if key in left:
        return left.pop(key)
    near = max(left, key=lambda one: likeness(one, key), default=None)
    return left.pop(near) if near is not None and likeness(near, key) >= 0.6 else None


def _industry(marked: Marked, gold: Mapping[str, Any], draft: Mapping[str, Any], sure: float) -> None:
    tables = list(draft.get("tables") or ())
    used = set()
    for i, j in pair_tables(gold["tables"], tables):
        got = tables[j] if j is not None else NOTHING
        used.add(j)
        _table(marked, gold["tables"][i], got, sure, where=f"{gold['industry']}#{i + 1}")
    for j, table in enumerate(tables):
        if j not in used:
            _extra_table(marked, table)
    _measures(marked, gold.get("measures") or (), draft.get("measures") or (), gold["industry"])


def _extra_table(marked: Marked, table: Mapping[str, Any]) -> None:
    grades = [str(one) for one in table.get("grades") or ()]
    marked.counts["tables_extra"] += 1
    for row in table.get("rows") or ():
        _extra_row(marked, row, grades)


def _extra_row(marked: Marked, row: Mapping[str, Any], grades: Sequence[str]) -> None:
    marked.counts["cells_got"] += sum(1 for text in texts_of(row, grades).values() if text)
    for cell in (row.get("cells") or {}).values():
        marked.counts["limits_got"] += len((cell or {}).get("limits") or ())
    _miss(marked, "row_extra", "", row.get("indicator"), row.get("sub") or "")


def _table(marked: Marked, gold: Mapping[str, Any], got: Mapping[str, Any], sure: float, *, where: str) -> None:
    grades = [str(one) for one in gold["grades"]]
    got_grades = [str(one) for one in got.get("grades") or ()]
    every = list(dict.fromkeys([*grades, *got_grades]))
    rows, got_rows = gold["rows"], list(got.get("rows") or ())
    pairs = dict(in_order(rows, got_rows, lambda a, b: row_likeness(a, b, every)))
    exact = grades == got_grades and len(rows) == len(got_rows) and len(pairs) == len(rows)
    for i, row in enumerate(rows):
        other = got_rows[pairs[i]] if i in pairs else NOTHING
        at = f"{where} {row['indicator']}{'/' + row['sub'] if row['sub'] else ''}"
        exact = _row(marked, row, other, every, sure, at) and exact
    for j, extra in enumerate(got_rows):
        if j not in pairs.values():
            _extra_row(marked, extra, got_grades)
    marked.counts["tables"] += 1
    marked.counts["tables_exact"] += exact
    marked.counts["titles"] += plain(gold["title"]) == plain(got.get("title"))
    notes = {(plain(one["mark"]), plain(one["text"])) for one in gold.get("footnotes") or ()}
    said = {(plain(one.get("mark")), plain(one.get("text"))) for one in got.get("footnotes") or ()}
    marked.counts["footnotes"] += len(notes)
    marked.counts["footnotes_right"] += len(notes & said)
    marked.counts["footnotes_got"] += len(said)


def _row(marked: Marked, gold: Mapping[str, Any], got: Mapping[str, Any], grades: Sequence[str], sure: float, at: str) -> bool:  # fmt: skip
    a, b = texts_of(gold, grades), texts_of(got, grades)
    for key in a:
        marked.counts["cells"] += bool(a[key])
        marked.counts["cells_got"] += bool(b[key])
        if a[key]:
            marked.counts["cells_right"] += a[key] == b[key]
            marked.counts["likeness_milli"] += round(1000 * likeness(a[key], b[key]))
        if a[key] != b[key]:
            _miss(marked, "text", a[key], b[key], f"{at} {key}")
    for grade, cell in gold["cells"].items():
        _cell(marked, cell, (got.get("cells") or {}).get(grade) or NOTHING, sure, f"{at} @{grade}")
    for grade, cell in (got.get("cells") or {}).items():
        if grade not in gold["cells"]:
            marked.counts["limits_got"] += len((cell or {}).get("limits") or ())
    return a == b


def _cell(marked: Marked, gold: Mapping[str, Any], got: Mapping[str, Any], sure: float, at: str) -> None:
    counts = marked.counts
    confidence = float(got.get("confidence") or 0)
    whole = ("pollutant", "value", "unit", "comparator", "oxygen", "where", "averaging")
    _amounts(marked, "limits", whole, gold, got, sure, confidence, at)
    _amounts(marked, "limits_core", whole[:4], gold, got, sure, confidence, at)
    _amounts(marked, "shares", ("value", "unit", "comparator"), gold, got, sure, confidence, at)
    _amounts(marked, "retention", ("value", "unit", "comparator"), gold, got, sure, confidence, at)
    if gold.get("same_as") or got.get("same_as"):
        counts["same_as"] += 1
        counts["same_as_right"] += gold.get("same_as") == got.get("same_as")
    if got:
        counts["lines"] += "\n" in gold["raw"]
        counts["lines_right"] += "\n" in gold["raw"] and _lines(gold["raw"]) == _lines(got.get("raw"))
    if gold.get("page") and got:
        counts["pages"] += 1
        counts["pages_right"] += gold["page"] == got.get("page")
        if gold["page"] != got.get("page"):
            _miss(marked, "page", gold["page"], got.get("page"), at)
        elif gold.get("box"):
            _box(marked, gold, got, at)


def _lines(text: object) -> list[str]:
    return [plain(line) for line in str(text or "").strip().split("\n")]


def _box(marked: Marked, gold: Mapping[str, Any], got: Mapping[str, Any], at: str) -> None:
    box = got.get("box")
    marked.counts["boxes"] += 1
    if not box:
        _miss(marked, "box", gold["box"], None, at)
        return
    overlap = iou(gold["box"], box)
    marked.counts["boxes_right"] += covers(box, gold["box"]) >= (0.5 if gold.get("whole_cell") else 0.8)
    if gold.get("whole_cell"):
        marked.ious.append(overlap)


def iou(a: Sequence[float], b: Sequence[float]) -> float:
    """Intersection over union of two boxes (x0, top, x1, bottom)."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def covers(outer: Sequence[float], inner: Sequence[float]) -> float:
    """The share of `inner` that lies in `outer`."""
    wide, high = min(outer[2], inner[2]) - max(outer[0], inner[0]), min(outer[3], inner[3]) - max(outer[1], inner[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return max(wide, 0) * max(high, 0) / area if area > 0 else 1.0


def _amounts(marked: Marked, name: str, keys: Sequence[str], gold: Mapping[str, Any], got: Mapping[str, Any], sure: float, confidence: float, at: str) -> None:  # fmt: skip
    source = name.removesuffix("_core")
    wanted = Counter(_key(one, keys) for one in gold.get(source) or ())
    said = Counter(_key(one, keys) for one in _placed(got.get(source) or (), gold, at))
    right = sum((wanted & said).values())
    wrong, lost = said - wanted, wanted - said
    marked.counts[name] += sum(wanted.values())
    marked.counts[f"{name}_got"] += sum(said.values())
    marked.counts[f"{name}_right"] += right
    if not name.endswith("_core"):
        if confidence >= sure:
            marked.counts[f"{name}_wrong_unseen"] += sum(wrong.values())
            marked.counts[f"{name}_lost_unseen"] += sum(lost.values())
        marked.counts[f"{name}_wrong"] += sum(wrong.values())
        if wrong or lost:
            unseen = " ≥threshold" if confidence >= sure else ""
            _miss(marked, name + unseen, sorted(map(str, lost)), sorted(map(str, wrong)), f"{at}: {gold['raw']!r}")


def _placed(some: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], at: str) -> list[Mapping[str, Any]]:
    """A place that is only the row's second column says nothing that the row does not say."""
    row = plain(at.rsplit(" @", 1)[0])
    named = {plain(one.get("where")) for one in gold.get("limits") or ()}
    return [
        {**one, "where": None}
        if one.get("where") and plain(one["where"]) not in named and row.endswith("/" + plain(one["where"]))
        else one
        for one in some
    ]


def _key(one: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(_value(one.get(key), key) for key in keys)


def _value(value: object, key: str) -> str:
    """What has to agree. Where INTERFACE.md leaves two spellings open, both count (小时均值 and 小时; 隧道窑烟气 and 隧道窑)."""
    if value is None or value == "":
        return ""
    if key in ("value", "oxygen"):
        try:
            return f"{float(str(value)):g}"
        except ValueError:
            return str(value)
    text = plain(value)
    match key:
        case "unit":
            return {"个月": "月"}.get(text, text)
        case "averaging":
            return re.sub(r"(平均|均)?(值|浓度)*$", "", text)
        case "where":
            return re.sub(r"(烟气|废气|排放口|出口)?[:：]?$", "", text)
        case "pollutant":
            return text.replace("非甲烷总烃", "NMHC")
    return text


def _measures(marked: Marked, gold: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]], at: str) -> None:
    wanted = {(str(one["grade"]), _alert(one["alert"])): _measure(one["raw"]) for one in gold}
    said = {(str(one.get("grade")), _alert(one.get("alert"))): _measure(one.get("raw")) for one in got}
    right = sum(said.get(key) == text for key, text in wanted.items())
    marked.counts["measures"] += len(wanted)
    marked.counts["measures_got"] += len(said)
    marked.counts["measures_right"] += right
    for key, text in wanted.items():
        if said.get(key) != text:
            _miss(marked, "measure", text, said.get(key), f"{at} {key}")


def _alert(value: object) -> str:
    return plain(value).removesuffix("预警")


def _measure(value: object) -> str:
    """Without the words that only say which alert, and the full stop."""
    text = plain(value).rstrip("。")
    for alert in ("黄色", "橙色", "红色"):
        text = text.removeprefix(f"{alert}预警期间:")
    return text


def _miss(marked: Marked, what: str, gold: object, got: object, where: object) -> None:
    marked.misses.append({"what": what, "where": str(where), "gold": gold, "got": got})


def figures(some: Iterable[Marked]) -> dict[str, Any]:
    """The figures over several files."""
    marks = list(some)
    counts: Counter[str] = Counter()
    for one in marks:
        counts.update(one.counts)
    ious = sorted(overlap for one in marks for overlap in one.ious)
    timed = [one for one in marks if one.seconds]
    return {
        "files": len(marks),
        "failed": sum(one.failed is not None for one in marks),
        "cell_f1": f1(counts, "cells"),
        "cell_likeness": ratio(counts["likeness_milli"], 1000 * counts["cells"]),
        "tables": counts["tables"],
        "tables_exact": ratio(counts["tables_exact"], counts["tables"]),
        "tables_extra": counts["tables_extra"],
        "industries_found": ratio(counts["industries_found"], counts["industries"]),
        "industries_extra": counts["industries_extra"],
        "scopes": ratio(counts["scopes"], counts["industries"]),
        "titles": ratio(counts["titles"], counts["tables"]),
        "limits": counts["limits"],
        "limits_exact": f1(counts, "limits"),
        "limits_core": f1(counts, "limits_core"),
        "limits_wrong": counts["limits_wrong"],
        "limits_wrong_unseen": counts["limits_wrong_unseen"],
        "limits_lost_unseen": counts["limits_lost_unseen"],
        "shares": f1(counts, "shares"),
        "retention": f1(counts, "retention"),
        "same_as": ratio(counts["same_as_right"], counts["same_as"]),
        "numbered_lines": ratio(counts["lines_right"], counts["lines"]),
        "measures": f1(counts, "measures"),
        "footnotes": f1(counts, "footnotes"),
        "pages_right": ratio(counts["pages_right"], counts["pages"]),
        "boxes_right": ratio(counts["boxes_right"], counts["boxes"]),
        "box_iou_median": round(ious[len(ious) // 2], 3) if ious else None,
        "boxes_outside": counts["boxes_outside"],
        "seconds_a_file": round(sum(one.seconds for one in timed) / len(timed), 2) if timed else None,
    }


def f1(counts: Mapping[str, int], name: str) -> float | None:
    """2 right / (gold + got)."""
    return ratio(2 * counts.get(f"{name}_right", 0), counts.get(name, 0) + counts.get(f"{name}_got", 0))


def ratio(part: float, whole: float) -> float | None:
    """A share, rounded; None where there is nothing to share."""
    return round(part / whole, 4) if whole else None
