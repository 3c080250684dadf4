"""Holding one report of `screen` against the truth of its pack: pairs, matches and misses, each with its reason.

Lives here: `mark` for one pack, `totals` over many. Nothing is run or written here. May import: truth, the standard
library.

A material is right when its status is the truth's or one of `accept`. A finding is matched by kind and material; one
that concerns a file rather than a material (a duplicate, a refusal …), or whose truth names no material, by kind and
file. `may_report` counts neither way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.packs.truth import STATUSES, Found, Truth, found_of

OF_FILES = frozenset({"duplicate_file", "unreadable_file", "refused_file", "embedded_instruction", "active_content", "text_layer_untrusted", "unsupported_format"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One material of one pack: what is true, what was said."""

    id: str
    true: str
    said: str
    right: bool
    carried: str


@dataclass(slots=True)
class Marked:
    """One pack, marked."""

    truth: Truth
    lines: tuple[Line, ...] = ()
    matched: tuple[tuple[Found, Found], ...] = ()
    unreported: tuple[Found, ...] = ()
    unfounded: tuple[Found, ...] = ()
    allowed: tuple[Found, ...] = ()
    complete_right: bool | None = None
    pages: Counter[str] = field(default_factory=Counter)  # by read_by
    files: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    failed: str | None = None  # the run itself broke, and how

    @property
    def perfect(self) -> bool:
        """Whether nothing at all is wrong with it."""
        right = all(line.right for line in self.lines) and self.complete_right is not False
        return not (self.failed or self.unreported or self.unfounded) and right


def mark(truth: Truth, report: Mapping[str, Any] | None, *, seconds: float, failed: str | None = None) -> Marked:
    """The report held against the truth. `report` None: the run broke, and every line is wrong."""
    said = {one["id"]: one["status"] for one in report["materials"]} if report else {}
    marked = Marked(truth, seconds=seconds, failed=failed)
    marked.lines = tuple(_line(truth, id_, status, said.get(id_, "—")) for id_, status in truth.materials.items())
    if report is None:
        marked.unreported = truth.findings
        marked.complete_right = None if truth.complete is None else False
        return marked
    _match(marked, _once(found_of(one) for one in report["findings"]))
    if truth.complete is not None:
        marked.complete_right = report["complete"] == truth.complete
    for one in report["files"]:
        marked.pages[one["read_by"]] += one.get("pages") or 0
        marked.files[one["read_by"]] += 1
    return marked


def _line(truth: Truth, id_: str, true: str, said: str) -> Line:
    right = said == true or said in truth.accept.get(id_, ())
    return Line(id_, true, said, right, truth.carried.get(id_, ""))


def _once(found: Iterable[Found]) -> list[Found]:
    """One finding a kind and material (a kind and file, for those of files), however many places it was told for."""
    kept: dict[tuple[str, ...], Found] = {}
    for one in found:
        file = one.evidence[0].file if one.evidence and (one.kind in OF_FILES or one.material is None) else ""
        key = (one.kind, file or str(one.material))
        if key in kept:
            one = Found(one.kind, kept[key].material or one.material, kept[key].evidence + one.evidence)
        kept[key] = one
    return list(kept.values())


def _match(marked: Marked, reported: list[Found]) -> None:
    """Pairs what is due with what was reported; the rest is unreported, allowed, or unfounded."""
    pairs: list[tuple[Found, Found]] = []
    unreported: list[Found] = []
    left = list(reported)
    # Those that name a material choose first, so that one that fits anywhere does not take their partner.
    for due in sorted(marked.truth.findings, key=lambda one: one.material is None):
        partner = next((one for one in left if fits(due, one)), None)
        if partner is None:
            unreported.append(due)
            continue
        pairs.append((due, partner))
        left.remove(partner)
    # Told twice for one thing (say for both copies of a duplicate): neither a second hit nor an error.
    left = [one for one in left if not any(fits(due, one) for due, _ in pairs)]
    marked.matched, marked.unreported = tuple(pairs), tuple(unreported)
    marked.allowed = tuple(one for one in left if _may(marked.truth, one))
    marked.unfounded = tuple(one for one in left if not _may(marked.truth, one))


def fits(due: Found, told: Found) -> bool:
    """Whether `told` reports what is `due`."""
    if due.kind != told.kind:
        return False
    if due.material is not None and due.material == told.material:
        return True
    if due.material is not None and not (due.kind in OF_FILES and told.material is None):
        return False
    if not due.evidence or not told.evidence:
        return due.material is None
    return any(a.meets(b) for a in due.evidence for b in told.evidence)


def _may(truth: Truth, told: Found) -> bool:
    return any(one.kind == told.kind and one.material in (None, told.material) for one in truth.may_report)


def page_hit(due: Found, told: Found) -> bool | None:
    """Whether a reported place is one of the truth's; None where the truth names none."""
    if not due.evidence:
        return None
    return any(a.meets(b) for a in due.evidence for b in told.evidence)


def totals(marks: Sequence[Marked]) -> dict[str, Any]:
    """The figures over many packs. A figure is None where nothing was there to count."""
    lines = [line for one in marks for line in one.lines]
    matched = [pair for one in marks for pair in one.matched]
    due = len(matched) + sum(len(one.unreported) for one in marks)
    told = len(matched) + sum(len(one.unfounded) for one in marks)
    hits = [hit for pair in matched if (hit := page_hit(*pair)) is not None]
    complete = [one.complete_right for one in marks if one.complete_right is not None]
    missing = [line for line in lines if line.true == "missing"]
    pages = sum((one.pages for one in marks), Counter())
    seconds = sum(one.seconds for one in marks)
    precision, recall = _ratio(len(matched), told), _ratio(len(matched), due)
    return {
        "packs": len(marks),
        "perfect_packs": sum(one.perfect for one in marks),
        "failed_runs": sum(one.failed is not None for one in marks),
        "materials": _statuses(lines)
        | {
            "missing_recall": _ratio(sum(line.right for line in missing), len(missing)),
            "missing": len(missing),
        },
        "findings": {
            "due": due,
            "told": told,
            "allowed": sum(len(one.allowed) for one in marks),
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "page_hit_rate": _ratio(sum(hits), len(hits)),
        },
        "complete_accuracy": _ratio(sum(complete), len(complete)),
        "seconds": round(seconds, 2),
        "pages": sum(pages.values()),
        "pages_by": dict(sorted(pages.items())),
        "files_by": dict(sorted(sum((one.files for one in marks), Counter()).items())),
        "seconds_a_page": _ratio(seconds, sum(pages.values())),
    }


def _statuses(lines: Sequence[Line]) -> dict[str, Any]:
    """Precision, recall and F1 by status; micro over all lines, macro over statuses that occur, and over what is there.

    `f1_there` leaves out lines that are truly missing or not applicable and rightly said so: they are many and easy.
    """
    by = {}
    for status in STATUSES:
        # An accepted status counts as the true one.
        right = sum(line.right and line.true == status for line in lines)
        true = sum(line.true == status for line in lines)
        said = sum((line.true if line.right else line.said) == status for line in lines)
        precision, recall = _ratio(right, said), _ratio(right, true)
        by[status] = {
            "true": true,
            "said": said,
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
        }
    there = [line for line in lines if not (line.right and line.true in ("missing", "not_applicable"))]
    scored = [one["f1"] for one in by.values() if one["true"]]
    said_there = [line for line in there if line.said not in ("missing", "not_applicable", "—")]
    true_there = [line for line in there if line.true not in ("missing", "not_applicable")]
    right_there = sum(line.right for line in there)
    return {
        "lines": len(lines),
        "f1": _ratio(sum(line.right for line in lines), len(lines)),
        "macro_f1": _ratio(sum(one or 0.0 for one in scored), len(scored)),
        "f1_there": _f1(_ratio(right_there, len(said_there)), _ratio(right_there, len(true_there))),
        "by_status": by,
    }


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None or precision + recall == 0:
        return None if precision is None or recall is None else 0.0
    return round(2 * precision * recall / (precision + recall), 4)


def grouped(marks: Sequence[Marked], key: str) -> dict[str, list[Marked]]:
    """Packs by `case` or `kind`."""
    groups: dict[str, list[Marked]] = defaultdict(list)
    for one in marks:
        groups[getattr(one.truth, key) or "（未注明）"].append(one)
    return dict(sorted(groups.items()))


def by_medium(marks: Sequence[Marked]) -> dict[str, Any]:
    """Right lines among materials that are in the pack, by how they come: pdf, docx, xlsx, scan, photo."""
    count: dict[str, list[bool]] = defaultdict(list)
    for one in marks:
        for line in one.lines:
            if line.carried:
                count[line.carried].append(line.right)
    return {medium: {"lines": len(right), "right": _ratio(sum(right), len(right))} for medium, right in sorted(count.items())}  # fmt: skip


def by_kind(marks: Sequence[Marked]) -> dict[str, dict[str, Any]]:
    """Findings by kind: due, hit, unfounded."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for one in marks:
        for due, _ in one.matched:
            table[due.kind]["due"] += 1
            table[due.kind]["hit"] += 1
        for due in one.unreported:
            table[due.kind]["due"] += 1
        for told in one.unfounded:
            table[told.kind]["unfounded"] += 1
    return {
        kind: {"due": c["due"], "hit": c["hit"], "unfounded": c["unfounded"], "recall": _ratio(c["hit"], c["due"]), "precision": _ratio(c["hit"], c["hit"] + c["unfounded"])}
        for kind, c in sorted(table.items())
    }  # fmt: skip


def misses(one: Marked) -> list[str]:
    """Everything that is wrong with a pack's report, a line each."""
    lines = [one.failed] if one.failed else []
    lines += [
        f"{line.id}（{line.carried or '无'}）应为 {line.true}，报为 {line.said}" for line in one.lines if not line.right
    ]
    lines += [f"未报：{due.kind} / {due.material} {_where(due)}" for due in one.unreported]
    lines += [f"误报：{told.kind} / {told.material} {_where(told)}" for told in one.unfounded]
    lines += [f"证据页不对：{due.kind} / {due.material} 应在 {_where(due)}，报在 {_where(told)}" for due, told in one.matched if page_hit(due, told) is False]  # fmt: skip
    if one.complete_right is False:
        lines.append(f"complete 应为 {one.truth.complete}")
    return lines


def _where(found: Found) -> str:
    return "、".join(f"{spot.file}#{spot.page}" for spot in found.evidence[:4])
