"""Taking a pack in: a folder, an archive, single files, archives within them -> plain files with their names (P06-P08).

Lives here: `take_in`, `PackFile`, `Intake`. May import: archives, member_names, reading.sniff, errors. What a file is
decides its content, never its name. Every file is taken, or refused by name, and the rest goes on; only a pack of
which nothing can be taken raises.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import BadFile
from assistant.reading.sniff import sniff
from assistant.screening.archives import NO_READER, TYPES, Budget, Refusal, Unpackable, unpack
from assistant.screening.member_names import is_clutter, tidy


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack. `path` is where its bytes lie, None where it was refused before they were written."""

    name: str
    path: Path | None
    sha256: str = ""
    refusal: Refusal | None = None


def take_in(paths: Sequence[Path], work: Path, budget: Budget | None = None) -> list[PackFile]:
    """Every file of the pack, sorted by name. `work`: a private folder that the caller removes.

    Raises BadFile where the pack itself is unusable: not there, empty, or an archive that does not open.
    """
    budget = budget or Budget()
    found: list[PackFile] = []
    for path in paths:
        found += _pack(path, work, budget, prefix=_prefix(path, paths))
    if not found:
        raise BadFile("材料包里没有文件", where=str(paths[0]) if paths else None, remedy="请检查路径")
    return sorted(_named_apart(found), key=lambda one: one.name)


def _prefix(path: Path, paths: Sequence[Path]) -> str:
    """Several packs at once keep their own names in front; of one pack, paths are relative to it."""
    return "" if len(paths) == 1 or path.is_file() else f"{path.resolve().name}/"


def _pack(path: Path, work: Path, budget: Budget, *, prefix: str) -> Iterator[PackFile]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise BadFile("找不到", where=str(path), remedy="请检查路径") from None
    except OSError as why:
        raise BadFile(f"打不开（{why.strerror or '路径无效'}）", where=str(path), remedy="请检查路径和权限") from None
    except ValueError:
        raise BadFile("路径无效", where=repr(str(path))) from None
    if stat.S_ISDIR(mode):
        yield from _folder(path, work, budget, prefix)
        return
    if not stat.S_ISREG(mode):
        raise BadFile("不是普通文件或文件夹", where=str(path), remedy="请给出文件夹、压缩包或文件")
    type_ = sniff(path)
    if type_ in TYPES or type_ in NO_READER:
        yield from _top_archive(path, type_, work, budget)
        return
    yield from _file(PackFile(tidy(path.name), path), work, budget, depth=0)


def _top_archive(path: Path, type_: str, work: Path, budget: Budget) -> Iterator[PackFile]:
    if type_ in NO_READER:
        raise BadFile(f"{NO_READER[type_]} 压缩包暂不能展开", where=str(path), remedy="请改用 ZIP、7Z 或 TAR")
    try:
        members = list(unpack(path, type_, work, budget))
    except Unpackable as why:
        raise BadFile(why.refusal.say, where=str(path), remedy="请重新打包后再试") from None
    for member in members:
        name = member.name or tidy(path.stem)
        yield from _file(PackFile(name, member.path, refusal=member.refusal), work, budget, depth=1)


def _folder(path: Path, work: Path, budget: Budget, prefix: str) -> Iterator[PackFile]:
    listed = sorted(_walk(path), key=lambda one: one[0])
    if len(listed) > budget.files_left:
        raise BadFile(
            f"文件夹内有 {len(listed)} 个文件，超过 {budget.files_left} 个的上限", where=str(path), remedy="请分批预审"
        )
    for name, real in listed:
        budget.files_left -= 1
        yield from _file(_of_folder(prefix + tidy(name), real), work, budget, depth=0)


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    """Files below `root`; links are listed and never followed."""
    for folder, folders, names in os.walk(root, followlinks=False):
        folders.sort()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            real = Path(folder) / name
            relative = real.relative_to(root).as_posix()
            if not is_clutter(relative):
                yield relative, real


def _of_folder(name: str, real: Path) -> PackFile:
    mode = real.lstat().st_mode
    if stat.S_ISLNK(mode) or not stat.S_ISREG(mode):
        return PackFile(name, None, refusal=Refusal("refused_file", "link", "是链接或设备，未读取"))
    return PackFile(name, real)


def _file(file: PackFile, work: Path, budget: Budget, *, depth: int) -> Iterator[PackFile]:
    """The file itself, or what an archive inside holds."""
    if file.refusal is not None or file.path is None:
        yield file
        return
    try:
        type_ = sniff(file.path)
        sha256 = _sha256(file.path)
    except OSError as why:
        yield replace(file, path=None, refusal=Refusal("unreadable_file", "damaged", f"打不开（{why.strerror}）"))
        return
    file = replace(file, sha256=sha256)
    if type_ not in TYPES and type_ not in NO_READER:
        yield file
        return
    yield from _nested(file, type_, work, budget, depth=depth)


def _nested(file: PackFile, type_: str, work: Path, budget: Budget, *, depth: int) -> Iterator[PackFile]:
    assert file.path is not None
    if type_ in NO_READER:
        say = f"{NO_READER[type_]} 压缩包暂不能展开，请改用 ZIP 重新提交"
        yield replace(file, refusal=Refusal("unsupported_format", "unsupported_format", say))
        return
    if depth >= budget.depth:
        yield replace(file, refusal=Refusal("refused_file", "over_limit", f"压缩包嵌套超过 {budget.depth} 层，未展开"))
        return
    try:
        members = list(unpack(file.path, type_, work, budget))
    except Unpackable as why:
        yield replace(file, refusal=why.refusal)
        return
    if not members:
        yield replace(file, refusal=Refusal("unreadable_file", "damaged", "压缩包是空的"))
    for member in members:
        name = f"{file.name}/{member.name}" if member.name else f"{file.name}/{Path(file.name).stem}"
        inner = PackFile(name, member.path, refusal=member.refusal)
        yield from _file(inner, work, budget, depth=depth + 1)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named_apart(files: Sequence[PackFile]) -> Iterator[PackFile]:
    """Two members of one name get a number, so that a name in the report means one file."""
    seen: dict[str, int] = {}
    for file in files:
        seen[file.name] = seen.get(file.name, 0) + 1
        if seen[file.name] > 1:
            stem, dot, ending = file.name.rpartition(".")
            number = seen[file.name]
            file = replace(file, name=f"{stem}~{number}.{ending}" if dot else f"{file.name}~{number}")
        yield file
