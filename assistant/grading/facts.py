"""Facts about one enterprise, as values: what happened, when, where; and what nobody told us.

Lives here: `Case` and its parts, frozen and hashable. May import: grading.truth, library.grade. Reading and checking
them is `grading.case`. Three things are kept apart everywhere: a value, "none" (`None` for `current_grade`,
`remedied_on`, `reapplied_on`), and `UNKNOWN`. For every other field `None` means that nobody told us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from assistant.grading.truth import Truth
from assistant.library.grade import Grade


class Unknown(Enum):
    """The type of `UNKNOWN`: nobody told us, where `None` already means "none" or "not"."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


class EventKind(StrEnum):
    """What may have happened, as INTERFACE.md spells it; which rule takes which kind is data of the law."""

    FALSE_MATERIALS = "false_materials"
    BRIBERY = "bribery"
    MATERIAL_CHANGE = "material_change"
    TYPICAL_CASE_NOTIFIED = "typical_case_notified"
    REFUSED_GRADING = "refused_grading"
    BUILT_WITHOUT_APPROVAL = "built_without_approval"
    NO_DISCHARGE_PERMIT = "no_discharge_permit"
    OVER_PERMIT_LIMIT = "over_permit_limit"
    EVASIVE_DISCHARGE = "evasive_discharge"
    NO_AUTO_MONITORING = "no_auto_monitoring"
    FALSIFIED_LEDGER = "falsified_ledger"
    ADMINISTRATIVE_PENALTY = "administrative_penalty"
    CRIMINAL_OFFENCE = "criminal_offence"
    VIOLATION_UNPUNISHED = "violation_unpunished"
    OTHER_BAR = "other_bar"
    INDICATOR_REGRESSION = "indicator_regression"
    ALERT_BREACH_NOTIFIED = "alert_breach_notified"
    EQUIPMENT_CHANGED = "equipment_changed"


# Kinds that are states: they go on until remedied (INTERFACE.md, remedied_on).
STATES = frozenset({EventKind.BUILT_WITHOUT_APPROVAL, EventKind.NO_DISCHARGE_PERMIT, EventKind.NO_AUTO_MONITORING})


class CreditRating(StrEnum):
    """环境信用评价等级 (henan-2024:18(6))."""

    TRUSTED = "诚信"
    GOOD = "良好"
    WARNED = "警示"
    BAD = "不良"
    NOT_RATED = "未参评"


class Scope(StrEnum):
    """Where an industry stands towards 第八条."""

    LISTED = "listed"  # 8(1), 8(2), 8(3)
    GUARANTEE = "guarantee"  # a class of 8(4) written as an industry
    OUTSIDE = "outside"
    UNKNOWN = "unknown"  # nobody told us the industry


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `day`: the date on the paper (found, decided, notified); None: unknown."""

    kind: EventKind
    day: date | None = None
    site: str | None = None
    occurred_on: date | None = None
    remedied_on: date | Unknown | None = UNKNOWN
    reapplied_on: date | Unknown | None = UNKNOWN


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the enterprise says of one indicator: `met` or `unmet` at the grade applied for, or a measured value."""

    id: str
    met: Truth = Truth.UNKNOWN
    value: str | None = None


@dataclass(frozen=True, slots=True)
class IndustryFacts:
    """One industry at one site. `name`: as printed in 第八条 where it is listed, else as written."""

    name: str | None = None
    scope: Scope = Scope.UNKNOWN
    guide: str | None = None
    applying_for: Grade | None = None
    assessed_grade: Grade | None = None
    indicators: tuple[Indicator, ...] = ()

    @property
    def table(self) -> str | None:
        """The id of the guide table that this industry is held against, or None where no guide has one."""
        return f"{self.guide}:{self.name}" if self.scope is Scope.LISTED else None


@dataclass(frozen=True, slots=True)
class Site:
    """A site (厂区). `own_permit`: whether it holds a discharge permit of its own (henan-2024:4(2))."""

    name: str | None = None
    own_permit: Truth = Truth.UNKNOWN
    industries: tuple[IndustryFacts, ...] | None = None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """保障类 (henan-2024:8(4)); `recognised`: whether the review of 6(3), 9(2) and 5(3) has recognised it."""

    kind: str | None = None
    recognised: Truth = Truth.UNKNOWN
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Everything we were told about one enterprise. A list of events that is given is complete; None: unknown."""

    name: str | None = None
    credit_rating: CreditRating | None = None
    credit_rated_on: date | None = None
    sites: tuple[Site, ...] | None = None
    current_grade: Grade | Unknown | None = UNKNOWN
    graded_on: date | None = None
    applied: Truth = Truth.UNKNOWN
    guarantee: Guarantee | None = None
    events: tuple[Event, ...] | None = None
