"""What passes between the reader and its worker: one JSON document a line, never a pickled object (P16).

Lives here: `Start`, `End`, `Event`, `to_wire`, `from_wire`, `page_to_wire`, `page_from_wire`. May import: page. What
comes from a worker was made by a parser of hostile files: each field is checked as it is taken in, ValueError otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.reading.page import (
    Box,
    Grid,
    GridCell,
    Hidden,
    Level,
    Page,
    ReadBy,
    Remark,
    Rule,
    Run,
    Seal,
)


@dataclass(frozen=True, slots=True)
class Start:
    """The file is open: how many pages will come."""

    type: str
    page_count: int


@dataclass(frozen=True, slots=True)
class End:
    """All pages were sent, or why not; and what belongs to the file rather than to a page."""

    refused: str | None = None
    unreadable: str | None = None
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[Run, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, in base64 on the way."""

    png: bytes


Event = Start | Page | End | Picture


def to_wire(event: Event) -> dict[str, Any]:
    """The event as JSON can carry it."""
    match event:
        case Start():
            return {"start": [event.type, event.page_count]}
        case Page():
            return {"page": page_to_wire(event)}
        case End():
            return {
                "end": {
                    "refused": event.refused,
                    "unreadable": event.unreadable,
                    "remarks": [_remark_out(r) for r in event.remarks],
                    "hidden": [_run_out(r) for r in event.hidden],
                    "metadata": dict(event.metadata),
                }
            }
        case Picture():
            import base64

            return {"picture": base64.b64encode(event.png).decode("ascii")}


def from_wire(found: Any) -> Event:
    """The event that a line holds. ValueError where it holds none."""
    try:
        match found:
            case {"start": [str() as type_, int() as count]}:
                return Start(type_, count)
            case {"page": dict() as page}:
                return page_from_wire(page)
            case {"end": dict() as end}:
                return End(
                    refused=_text_or_none(end["refused"]),
                    unreadable=_text_or_none(end["unreadable"]),
                    remarks=tuple(_remark_in(r) for r in end["remarks"]),
                    hidden=tuple(_run_in(r) for r in end["hidden"]),
                    metadata={str(k): str(v) for k, v in end["metadata"].items()},
                )
            case {"picture": str() as png}:
                import base64

                return Picture(base64.b64decode(png, validate=True))
    except (KeyError, TypeError, IndexError, AttributeError, OverflowError) as why:
        raise ValueError(f"not an event: {why}") from why
    raise ValueError("not an event")


def page_to_wire(page: Page) -> dict[str, Any]:
    """A page as JSON can carry it; the cache keeps the same form."""
    return {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "runs": [_run_out(r) for r in page.runs],
        "read_by": page.read_by.value,
        "needs_ocr": page.needs_ocr,
        "level": page.level.value,
        "label": page.label,
        "rules": [_box_out(r.box) for r in page.rules],
        "pictures": [_box_out(b) for b in page.pictures],
        "seals": [[_box_out(s.box), s.text, s.confidence] for s in page.seals],
        "grids": [_grid_out(g) for g in page.grids],
        "covered": round(page.covered, 4),
        "turned": page.turned,
        "remarks": [_remark_out(r) for r in page.remarks],
        "ocr_seconds": round(page.ocr_seconds, 3),
        "straight": None if page.straight is None else page_to_wire(page.straight),
        "picture": page.picture,
    }


def page_from_wire(found: Mapping[str, Any]) -> Page:
    """The page that this form holds. ValueError (or KeyError, TypeError) where it is not whole."""
    number = found["number"]
    if number is not None and not isinstance(number, int):
        raise ValueError("page number")
    return Page(
        number=number,
        width=float(found["width"]),
        height=float(found["height"]),
        runs=tuple(_run_in(r) for r in found["runs"]),
        read_by=ReadBy(found["read_by"]),
        needs_ocr=bool(found["needs_ocr"]),
        level=Level(found["level"]),
        label=_text(found["label"]),
        rules=tuple(Rule(_box_in(b)) for b in found["rules"]),
        pictures=tuple(_box_in(b) for b in found["pictures"]),
        seals=tuple(Seal(_box_in(b), _text(t), float(c)) for b, t, c in found["seals"]),
        grids=tuple(_grid_in(g) for g in found["grids"]),
        covered=float(found["covered"]),
        turned=int(found["turned"]),
        remarks=tuple(_remark_in(r) for r in found["remarks"]),
        ocr_seconds=float(found["ocr_seconds"]),
        straight=None if found["straight"] is None else page_from_wire(found["straight"]),
        picture=None if found["picture"] is None else int(found["picture"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text expected")
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair: no report could be written with it
        return value.encode("utf-8", "replace").decode()
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _box_out(box: Sequence[float]) -> list[float]:
    return [round(v, 2) for v in box]


def _box_in(found: Any) -> Box:
    x0, top, x1, bottom = found
    return Box(float(x0), float(top), float(x1), float(bottom))


def _run_out(run: Run) -> list[Any]:
    return [
        run.text,
        _box_out(run.box),
        None if run.size is None else round(run.size, 2),
        round(run.confidence, 4),
        None if run.hidden is None else run.hidden.value,
        run.sure,
        run.upright,
        run.font,
        run.skimmed,
    ]


def _run_in(found: Any) -> Run:
    text, box, size, confidence, hidden, sure, upright, font, skimmed = found
    return Run(
        text=_text(text),
        box=_box_in(box),
        size=None if size is None else float(size),
        confidence=float(confidence),
        hidden=None if hidden is None else Hidden(hidden),
        sure=bool(sure),
        upright=bool(upright),
        font=_text_or_none(font),
        skimmed=bool(skimmed),
    )


def _remark_out(remark: Remark) -> list[Any]:
    return [remark.code, remark.say, remark.page]


def _remark_in(found: Any) -> Remark:
    code, say, page = found
    return Remark(_text(code), _text(say), None if page is None else int(page))


def _grid_out(grid: Grid) -> list[Any]:
    cells = [[c.row, c.column, c.text, c.row_span, c.column_span, c.header, list(c.marks)] for c in grid.cells]
    return [cells, grid.heading, grid.order]


def _grid_in(found: Any) -> Grid:
    cells, heading, order = found
    return Grid(
        cells=tuple(
            GridCell(int(r), int(c), _text(t), int(rs), int(cs), bool(h), tuple(_text(m) for m in marks))
            for r, c, t, rs, cs, h, marks in cells
        ),
        heading=_text(heading),
        order=int(order),
    )
