"""Targets: the figures that we state, held against a run (exit status 3 where one falls short).

Lives here: reading `targets.yaml` and comparing. They bind our own sets, told by their sha256; for other sets a file
of targets is given. May import: library, errors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from assistant.errors import BadFile
from assistant.library.yaml_file import read_yaml

OURS = Path(__file__).parent / "targets.yaml"
SETS = Path(__file__).parent / "sets"


class Target(BaseModel):
    """A figure and its bound. `figure`: a path into the totals; `kind`: over the items of that kind only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    kind: str | None = None
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Target:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("at_least 与 at_most 须写其一")
        return self

    def met(self, value: float) -> bool:
        """Whether `value` keeps to the bound."""
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is None or value <= self.at_most

    @property
    def bound(self) -> str:
        """As people write it: `≥ 0.95`."""
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


@dataclass(frozen=True, slots=True)
class Held:
    """A target with the value that a run gave it. `value` None: nothing in the run speaks of it, so it is not unmet."""

    target: Target
    of: str
    value: float | None

    @property
    def met(self) -> bool | None:
        """None where it could not be measured."""
        return None if self.value is None else self.target.met(self.value)

    def as_json(self) -> dict[str, Any]:
        """For the report."""
        target = self.target
        return {"set": self.of, "figure": target.figure, "kind": target.kind, "bound": target.bound} | {
            "value": self.value,
            "met": self.met,
        }


def read_targets(path: Path, part: str = "targets") -> tuple[Target, ...]:
    """The targets in `path`: a list, or a mapping that holds the list under `part`. Raises BadFile."""
    file = read_yaml(path)
    data = file.data.get(part) if isinstance(file.data, Mapping) else file.data
    try:
        return TypeAdapter(tuple[Target, ...]).validate_python(data)
    except ValidationError as error:
        detail = error.errors()[0]
        spot = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        base: tuple[str | int, ...] = (part,) if isinstance(file.data, Mapping) else ()
        raise BadFile(
            f"目标不符合格式（{detail['msg']}）",
            where=file.where((*base, *spot)),
            remedy="写成 {figure: answers.citation_recall, at_least: 0.95}",
        ) from None


def is_ours(sha256: str) -> bool:
    """Whether the set with this sha256 is one that `targets.yaml` binds."""
    bound = read_yaml(OURS).data["sets"]
    return any(hashlib.sha256((SETS / name).read_bytes()).hexdigest() == sha256 for name in bound)


def hold(
    targets: Iterable[Target], totals: Mapping[str, Any], by_kind: Mapping[str, Mapping[str, Any]], of: str
) -> tuple[Held, ...]:
    """Each target with its value in `totals`, or in those of its kind."""
    held = []
    for target in targets:
        where = totals if target.kind is None else by_kind.get(target.kind, {})
        held.append(Held(target, of, figure_at(where, target.figure)))
    return tuple(held)


def figure_at(totals: Mapping[str, Any], path: str) -> float | None:
    """The number at a dotted path; None where there is none.

    >>> figure_at({"retrieval": {"recall@5": 0.9}}, "retrieval.recall@5")
    0.9
    """
    value: Any = totals
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return float(value) if isinstance(value, int | float) else None
