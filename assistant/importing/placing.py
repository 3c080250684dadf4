"""Where drafts go: beside what is there already, never over what somebody reviews or reviewed.

Lives here: `place_drafts`, `Written`. May import: importing.draft, store, review; library.shelf. Every file is written
aside and renamed; the folder is tried before the first one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.importing.draft import Draft, file_name
from assistant.importing.review import state_path
from assistant.importing.store import ELSEWHERE, as_yaml, held, put_saying
from assistant.library.shelf import GUIDES
from assistant.library.yaml_file import read_yaml

MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """A draft's file. `how`: new | same (it lay there already) | renewed (an unreviewed draft was replaced) | beside."""

    path: Path
    industry: str
    how: str
    say: str = ""


def place_drafts(drafts: Sequence[Draft], *, out: Path, library: Path) -> tuple[Written, ...]:
    """Every draft on the disk, in order. Raises InputError where the folder takes none."""
    _takes_files(out)
    used: set[str] = set()
    written = []
    with held(out / ".import"):
        for draft in drafts:
            written.append(_place(draft, out, library, used))
    return tuple(written)


def _takes_files(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise InputError(f"写不进去（{error.strerror or error}）", where=str(out), remedy=ELSEWHERE) from None


def _place(draft: Draft, out: Path, library: Path, used: set[str]) -> Written:
    data = draft.as_data()
    name = file_name(draft.industry)
    tries = [
        name,
        f"{draft.guide}.{name}",
        *(f"{name[:-5]}.{draft.sha256[:8]}{n}.yaml" for n in ("", *(f"-{k}" for k in range(2, 50)))),
    ]
    raw = as_yaml(data, name=name)
    for candidate in tries:
        path = out / candidate
        if candidate in used:
            continue
        used.add(candidate)
        if not path.exists():
            put_saying(path, raw)
            beside = candidate != name
            say = f"已有另一份同名草稿，这一份放在旁边：{candidate}" if beside else ""
            return Written(path, draft.industry, "beside" if beside else "new", say + _reviewed(draft, library))
        if path.read_bytes() == raw:
            return Written(path, draft.industry, "same", "同一文件已导入过，草稿没有变化")
        if _may_replace(path, draft):
            put_saying(path, raw)
            return Written(path, draft.industry, "renewed", "同一文件重新导入，替换了未审核的草稿")
    raise InputError("同名草稿太多", where=str(out), remedy="请先清理旧草稿，或换一个 --out")


def _may_replace(path: Path, draft: Draft) -> bool:
    """An old draft of the same file, guide and industry on which nobody has decided anything."""
    if state_path(path).exists():
        return False
    try:
        there = read_yaml(path, max_bytes=MAX_BYTES).data
    except InputError:
        return False
    same = isinstance(there, dict) and there.get("guide") == draft.guide and there.get("industry") == draft.industry
    return same and there.get("status") == "draft" and (there.get("file") or {}).get("sha256") == draft.sha256


def _reviewed(draft: Draft, library: Path) -> str:
    """Words where a reviewed table of the same guide and industry is in use; it stays so until a new review."""
    folder = library / GUIDES
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            there = read_yaml(path, max_bytes=MAX_BYTES).data
        except InputError:
            continue
        if isinstance(there, dict) and there.get("guide") == draft.guide and there.get("industry") == draft.industry:
            same = (there.get("file") or {}).get("sha256") == draft.sha256
            return "；已有审核过的表仍然有效" + ("（同一文件）" if same else "（来自另一份文件，请核对是否为新版）")
    return ""
