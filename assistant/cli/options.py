"""Options that several commands share, and a day as people write it.

Lives here: `read_day`, `AsOf`, `Json`, `Batch`. May import: typer.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


def read_day(text: str) -> date:
    """A day that can count as today. Raises BadParameter in words for people."""
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not FIRST <= day <= LAST:
        raise typer.BadParameter(f"“{text}”不是 {FIRST.year} 到 {LAST.year} 年间的日期，请写成 2026-03-01 这样")
    return day


AsOf = Annotated[
    date | None, typer.Option("--as-of", metavar="YYYY-MM-DD", parser=read_day, help="把这一天当作今天（默认：当天）")
]
Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON")]
Batch = Annotated[Path | None, typer.Option("--batch", metavar="FILE.jsonl", help="一行一件，逐行输出；- 为标准输入")]
