"""`screen`, one pack or a month's folder: the way from words to report, and where it is written.

Lives here: `Asked`, `Targets`, `run_one`, `run_batch`. May import: the rest of cli; service and screening inside functions.
Where a report goes is checked before minutes are spent on the pack.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.out import complain, say_json
from assistant.errors import AssistantError, InputError

if TYPE_CHECKING:
    from assistant.screening.desk import Desk
    from assistant.screening.paper import Pictures
    from assistant.screening.report import Report
    from assistant.service import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is told beside the pack."""

    grade: str | None
    industry: str | None
    with_: tuple[str, ...]
    without: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class Targets:
    """What is written: reports, the pack in order; `pictures`: reports show page thumbnails; `previous`: an earlier report
    to be compared with."""

    reports: tuple[Path, ...] = ()
    ordered: Path | None = None
    pictures: bool = False
    previous: Path | None = None


def run_one(paths: list[Path], asked: Asked, targets: Targets) -> tuple[Report, Workspace]:
    """The report of a pack, written where `targets` says. Raises InputError."""
    from assistant import service
    from assistant.cli.screening import progress_line
    from assistant.screening.compare import compare
    from assistant.screening.export_file import check_target
    from assistant.screening.export_json import read_report

    gc.enable()
    before = read_report(targets.previous) if targets.previous else None
    for target in targets.reports:
        check_target(target)
    if targets.ordered:
        check_target(targets.ordered, (".zip",))
    workspace = service.open_workspace()
    line, done = progress_line()
    with service.screening_desk(workspace) as desk:
        try:
            report = desk.screen(
                paths,
                grade=asked.grade,
                industry=asked.industry,
                with_=asked.with_,
                without=asked.without,
                as_of=asked.as_of,
                progress=line,
            )
        finally:
            done()
        if before is not None:
            report = compare(report, before)
        _write(report, workspace, desk, targets)
    return report, workspace


def _write(report: Report, workspace: Workspace, desk: Desk, targets: Targets) -> None:
    from assistant.screening.export_file import write_report
    from assistant.screening.ordering import write_ordered

    pictures = _pictures(report, desk) if targets.pictures and targets.reports else None
    for target in targets.reports:
        write_report(target, report, workspace.corpus, pictures)
        complain(f"已写入 {target}")
    if targets.ordered:
        write_ordered(targets.ordered, report, workspace.corpus, desk.files)
        complain(f"已写入 {targets.ordered}")


def _pictures(report: Report, desk: Desk) -> Pictures:
    from assistant.screening.thumbnails import DPI, pages_of

    return pages_of(report, desk.files, lambda path, page: desk.reader.picture(path, page, dpi=DPI))


def run_batch(folder: Path, out: Path, asked: Asked) -> int:
    """A row a pack, on stdout as it is known and in the workbook; the exit status: 0, or 1 where something of ours broke."""
    from assistant import service
    from assistant.screening.batch import packs_in, screen_batch
    from assistant.screening.export_file import check_target

    gc.enable()
    check_target(out, (".xlsx",))
    packs = packs_in(folder, without=[out])
    workspace = service.open_workspace()
    broken: list[Path] = []

    def one(pack: Path) -> Report | str:
        complain(f"正在预审 {packs.index(pack) + 1}/{len(packs)}：{pack.name}")
        return _screened(workspace, pack, asked, broken)

    held_against = repr((asked.grade, asked.industry, asked.with_, asked.without))
    for row in screen_batch(packs, out, one, corpus=workspace.corpus, held_against=held_against, today=asked.as_of):
        say_json(row.as_json(), lines=True)
    complain(f"已写入 {out}（{len(packs)} 个材料包）")
    return 1 if broken else 0


def _screened(workspace: Workspace, pack: Path, asked: Asked, broken: list[Path]) -> Report | str:
    from assistant import service

    try:
        return service.screen(
            workspace,
            [pack],
            grade=asked.grade,
            industry=asked.industry,
            with_=asked.with_,
            without=asked.without,
            as_of=asked.as_of,
        )
    except InputError as error:
        return str(error)
    except AssistantError:
        raise
    except Exception as error:  # noqa: BLE001  one pack's fault must not cost the others
        from assistant.cli.log import record

        broken.append(pack)
        return record(error)
