"""A pack and its truth, as anybody may have written them (INTERFACE.md: `eval packs --set DIR`).

Lives here: reading folders with a `truth.yaml`, strictly enough that a slip in it is told and not scored. May import:
library.yaml_file, errors, the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.errors import BadFile
from assistant.library.yaml_file import read_yaml

STATUSES = ("present", "missing", "expired", "suspect", "illegible", "not_applicable")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: a file and a page of it, None where pages do not count."""

    file: str
    page: int | None

    def meets(self, other: Spot) -> bool:
        """Whether both name the same place; a page that one side leaves out does not part them."""
        return same_file(self.file, other.file) and (self.page is None or other.page is None or self.page == other.page)


def same_file(one: str, other: str) -> bool:
    """Whether two paths mean the same file: equal, or one is the end of the other (a pack's own folder may lead)."""
    a, b = PurePosixPath(one.replace("\\", "/")).parts, PurePosixPath(other.replace("\\", "/")).parts
    short, long = sorted((a, b), key=len)
    return bool(short) and long[-len(short) :] == short


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, due or reported."""

    kind: str
    material: str | None
    evidence: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one pack."""

    name: str
    inputs: tuple[Path, ...]
    as_of: str | None
    args: Mapping[str, Any]
    materials: Mapping[str, str]
    accept: Mapping[str, tuple[str, ...]]
    findings: tuple[Found, ...]
    may_report: tuple[Found, ...]
    complete: bool | None
    case: str
    kind: str
    carried: Mapping[str, str]


def read_truths(folder: Path) -> tuple[Truth, ...]:
    """Every pack under `folder`, in order of names. Raises BadFile where there is none, or where a truth is malformed."""
    places = sorted(folder.rglob("truth.yaml")) if folder.is_dir() else []
    if not places:
        raise BadFile("没有带 truth.yaml 的材料包", where=str(folder), remedy="先生成：python -m evals.packs.generate")
    return tuple(read_truth(place) for place in places)


def read_truth(place: Path) -> Truth:
    """One truth.yaml. Raises BadFile."""
    data = read_yaml(place, kind=BadFile).data
    if not isinstance(data, dict) or "input" not in data or not isinstance(data.get("materials"), dict):
        raise BadFile("缺少 input 或 materials", where=str(place), remedy="格式见 INTERFACE.md 的 eval packs")
    inputs = data["input"] if isinstance(data["input"], list) else [data["input"]]
    for id_, status in data["materials"].items():
        if status not in STATUSES:
            raise BadFile(f"{id_} 的状态“{status}”不在可选值中", where=str(place), remedy=f"请填 {'、'.join(STATUSES)}")
    return Truth(
        name=place.parent.name,
        inputs=tuple(place.parent / str(one) for one in inputs),
        as_of=str(data["as_of"]) if data.get("as_of") else None,
        args=data.get("args") or {},
        materials=dict(data["materials"]),
        accept={
            id_: tuple([more] if isinstance(more, str) else more) for id_, more in (data.get("accept") or {}).items()
        },
        findings=tuple(_found(one, place) for one in data.get("findings") or []),
        may_report=tuple(_found(one, place) for one in data.get("may_report") or []),
        complete=data.get("complete"),
        case=str(data.get("case", "")),
        kind=str(data.get("kind", "")),
        carried=data.get("carried") or {},
    )


def _found(raw: Any, place: Path) -> Found:
    if isinstance(raw, str):
        return Found(raw, None)
    if not isinstance(raw, dict) or "kind" not in raw:
        raise BadFile("一项发现缺少 kind", where=str(place), remedy="格式见 INTERFACE.md 的 eval packs")
    return found_of(raw)


def found_of(raw: Mapping[str, Any]) -> Found:
    """A finding from its JSON or YAML form."""
    spots = tuple(Spot(str(one.get("file", "")), one.get("page")) for one in raw.get("evidence") or [])
    return Found(str(raw["kind"]), raw.get("material"), spots)
