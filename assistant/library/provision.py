"""Provisions: each sentence of the law that orders, allows, forbids, defines or grants, as typed entries.

Lives here: the model of `*.provisions.yaml`, its codes checked against `terms.yaml`. May import: library.clause,
library.yaml_file, errors. Free text is allowed nowhere but in `quote` and `head`, which are verbatim.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.library.clause import ClauseId

_ID = re.compile(r"(?P<clause>[a-z0-9-]+:[0-9]+(?:\([0-9]+\))?)#(?P<number>[1-9][0-9]*)")
Codes = Annotated[tuple[str, ...], Field(default=())]


class Modality(StrEnum):
    """What a provision does."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    RIGHT = "right"
    DEFINITION = "definition"
    CONSEQUENCE = "consequence"


class Strict(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Count(Strict):
    """A number that the law states: `value` `unit` of `what` (a code), compared by `comparator`.

    `within`: the ISO period over which it is counted (一年累计).
    """

    what: str
    comparator: str = Field(pattern=r"^(>=|<=|>|<|=)$")
    value: int
    unit: str
    within: str | None = Field(default=None, pattern=r"^P[0-9]+[DMY]$")


class Deadline(Strict):
    """By when somebody acts: `within` an ISO period after `start` (a code), or `by` a point (a code).

    A point recurs (每月底前), or is one that the text leaves open (及时, 适时): no number of days may be read into it.
    """

    within: str | None = Field(default=None, pattern=r"^P[0-9]+[DMY]$")
    start: str | None = None
    by: str | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Deadline:
        if (self.within is None) == (self.by is None):
            raise ValueError("exactly one of within, by")
        return self


class Period(Strict):
    """A span that the text states (ISO period), from `start`; `unspecified` where the text does not say from when."""

    length: str = Field(pattern=r"^P[0-9]+[DMY]$")
    start: str = "unspecified"


class Provision(Strict):
    """One entry. `clause` and the number come from `id`; every other word is a code of `terms.yaml`.

    Codes of `condition` hold together; alternatives are entries of their own. `consequence`: what follows where the
    conditions hold; of a duty, where it is not met.
    """

    id: str
    quote: str
    head: str | None = None
    modality: Modality
    actor: Codes
    act: Codes
    object: Codes
    condition: Codes
    count: Count | None = None
    deadline: Deadline | None = None
    period: Period | None = None
    consequence: Codes
    topics: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("id")
    @classmethod
    def _well_formed(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError("like henan-2024:18(5)#1")
        return value

    @property
    def clause(self) -> ClauseId:
        """The clause whose words `quote` is."""
        found = _ID.fullmatch(self.id)
        assert found
        return ClauseId.parse(found["clause"])

    def codes(self) -> dict[str, tuple[str, ...]]:
        """Every code used, by the list of `terms.yaml` it must stand on."""
        starts = [p.start for p in (self.deadline, self.period) if p and p.start]
        return {
            "actors": self.actor,
            "acts": self.act,
            "objects": self.object + ((self.count.what,) if self.count else ()),
            "conditions": self.condition,
            "starts": tuple(starts),
            "points": (self.deadline.by,) if self.deadline and self.deadline.by else (),
            "consequences": self.consequence,
            "topics": self.topics,
        }
