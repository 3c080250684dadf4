"""What the tab 材料预审 may call, put together once; a test hands in its own.

Lives here: `PackRooms`, `Screened`. May import: screening's values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.screening.pipeline import Progress
from assistant.screening.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clerk chose beside the pack. None: as the form in the pack has it."""

    grade: str | None = None
    industry: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screened:
    """A report, and where each file of the pack lies until `close` is called."""

    report: Report
    files: Mapping[str, Path] = field(default_factory=dict)
    close: Callable[[], None] = field(default=lambda: None)


class Screen(Protocol):
    """A pack screened inside `folder`: whatever is written for it lies there. Raises InputError, Cancelled."""

    def __call__(
        self,
        paths: Sequence[Path],
        asked: Asked,
        *,
        folder: Path,
        as_of: date,
        progress: Callable[[Progress], None],
        cancel: Callable[[], bool],
    ) -> Screened: ...


@dataclass(frozen=True, slots=True)
class Circumstance:
    """An item that is asked for under a circumstance: its id, its name, the circumstance."""

    id: str
    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class PackRooms:
    """`picture`: a page as PNG at so many dots an inch, raises BadFile. `uploads`: the folder that uploads lie under."""

    screen: Screen
    picture: Callable[[Path, int, int], bytes]
    uploads: Path
    circumstances: tuple[Circumstance, ...] = ()
