"""One chromium for all that is printed in a run: opened when first asked for, closed when the process ends.

Lives here: `sheet`. May import: playwright, errors.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

from assistant.errors import InputError

CHROMIUM = "/usr/bin/chromium"
_open: dict[str, Any] = {}


def sheet() -> Any:
    """The page to set content on and print. Raises InputError where chromium is not installed."""
    if "page" not in _open:
        from playwright.sync_api import sync_playwright

        if not Path(CHROMIUM).exists():
            raise InputError("没有 chromium", where=CHROMIUM, remedy="请运行：sh tools/debian.sh chromium")
        _open["driver"] = sync_playwright().start()
        _open["browser"] = _open["driver"].chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _open["page"] = _open["browser"].new_page()
        atexit.register(_close)
    return _open["page"]


def _close() -> None:
    _open["browser"].close()
    _open["driver"].stop()
    _open.clear()
