"""The other way to screen a pack: every page of every PDF read whole by OCR, whatever its text layer says.

Lives here: `EverythingReader`, `screened`. What triage may not lose is measured against it (issue 6: equal F1). May import:
truth, assistant.reading, assistant.screening, service.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant import service
from assistant.reading.legacy import find_soffice
from assistant.reading.limits import Limits
from assistant.reading.open import ProcessReader
from assistant.reading.page import Box, Level, Page, ReadFile
from assistant.screening.checklist_file import checklist_in_use
from assistant.screening.desk import Desk
from evals.packs.truth import Truth


class EverythingReader(ProcessReader):
    """Gives no text layer of a PDF (what it hides stays known) and no page by its head alone."""

    def read(self, path: Path, *, name: str | None = None, level: Level = Level.LINES) -> ReadFile:
        """The file, its pages asking for OCR."""
        read = super().read(path, name=name, level=level)
        return replace(read, pages=tuple(map(_asking, read.pages))) if read.type == "pdf" else read

    def look(
        self, path: Path, pages: Sequence[int], *, level: Level = Level.LINES, dpi: int = 200, box: Box | None = None
    ) -> list[Page]:
        """The pages by OCR, whole."""
        return super().look(path, pages, level=Level.LINES if level is Level.HEADS else level, dpi=dpi, box=box)


def _asking(page: Page) -> Page:
    hidden = tuple(run for run in page.runs if run.hidden is not None)
    return replace(page, runs=hidden, rules=(), pictures=(), needs_ocr=True, covered=1.0)


def screened(truth: Truth) -> dict[str, Any]:
    """The report of a pack so read, as `screen --json` gives it."""
    workspace = service.open_workspace()
    settings = workspace.settings
    checklist = checklist_in_use(workspace.corpus, settings.checklist, settings.library)
    asked: dict[str, Any] = {key: truth.args[key] for key in ("grade", "industry", "without") if key in truth.args}
    with tempfile.TemporaryDirectory() as held:
        reader = EverythingReader(cache=None, work=Path(held), limits=Limits(), soffice=find_soffice())
        try:
            report = Desk(workspace.corpus, checklist, reader, Path(held)).screen(
                truth.inputs,
                with_=truth.args.get("with", ()),
                as_of=date.fromisoformat(truth.as_of) if truth.as_of else datetime.now().astimezone().date(),
                **asked,
            )
        finally:
            reader.close()
    found: dict[str, Any] = json.loads(report.model_dump_json())
    return found
