"""A report as JSON, and back: what `--report OUT.json` writes and `--previous` reads.

Lives here: `as_json_file`, `read_report`. May import: errors, library, screening.report, paper, summary, masking. Keys are INTERFACE.md's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import BadFile
from assistant.library.corpus import Corpus
from assistant.screening.masking import masked
from assistant.screening.paper import editions
from assistant.screening.report import Report
from assistant.screening.summary import DISCLAIMER, NO_TEMPLATE

MAX_BYTES = 64 * 1024 * 1024
_SHAPE = "请给本程序写出的预审报告（screen --json 或 --report 写出的 JSON）"


def as_json_file(report: Report, corpus: Corpus) -> bytes:
    """The report to give away: identity and telephone numbers masked, with the notices of every export (P23)."""
    plain = _without_numbers(report.model_dump(mode="json"))
    plain["notice"] = f"{DISCLAIMER}{NO_TEMPLATE}"
    plain["edition"] = editions(report, corpus)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def read_report(path: Path) -> Report:
    """An earlier report. Raises BadFile in one line where it is none of ours."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror}）", where=str(path), remedy=_SHAPE) from None
    return parse_report(raw, where=str(path))


def parse_report(raw: bytes, *, where: str) -> Report:
    """As `read_report`, from bytes."""
    if len(raw) > MAX_BYTES:
        raise BadFile("文件太大，不像预审报告", where=where, remedy=_SHAPE)
    try:
        return Report.model_validate(json.loads(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise BadFile("不是 UTF-8 编码", where=where, remedy=_SHAPE) from None
    except json.JSONDecodeError as error:
        raise BadFile("不是完整的 JSON", where=f"{where}:{error.lineno}", remedy=_SHAPE) from None
    except RecursionError:
        raise BadFile("嵌套太深", where=where, remedy=_SHAPE) from None
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadFile(f"不是预审报告（{place or '整个文件'} 不成格式）", where=where, remedy=_SHAPE) from None


def _without_numbers(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list):
        return [_without_numbers(entry) for entry in value]
    if isinstance(value, dict):
        return {key: entry if key == "sha256" else _without_numbers(entry) for key, entry in value.items()}
    return value
