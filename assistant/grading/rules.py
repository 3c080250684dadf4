"""The law as the core computes with it: `henan-2024.rules.yaml` and its readings, checked and indexed.

Lives here: `Law`, `load_law`. May import: grading.facts, grading.consistency, library, errors. Each rule rests on
provisions; clause and quote are derived from them, and what it computes with must agree with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import ConfigDict, Field, StrictBool, TypeAdapter, ValidationError

from assistant.errors import BrokenCorpus
from assistant.grading.facts import CreditRating, EventKind
from assistant.library.grade import Grade
from assistant.library.holdings import Industries
from assistant.library.provision import Provision, Strict
from assistant.library.yaml_file import YamlFile

RULES = "regulation/henan-2024.rules.yaml"
READINGS = "regulation/henan-2024.readings.yaml"
Period = Annotated[str, Field(pattern=r"^P[1-9][0-9]*[DMY]$")]


class When(Strict):
    """Which facts a rule takes. Left out: it does not depend on that fact."""

    event: tuple[EventKind, ...] = ()
    credit: tuple[CreditRating, ...] = ()
    count: int = Field(default=1, ge=1)
    within: Period | None = None
    barred: StrictBool | None = None
    graded: StrictBool | None = None
    current: tuple[Grade, ...] = ()
    applied: StrictBool | None = None
    assessed: StrictBool | tuple[Grade, ...] | None = None
    guarantee: StrictBool | None = None
    scope: Literal["outside"] | None = None
    sites: Literal["several"] | None = None
    industries: Literal["several"] | None = None
    indicator: Literal["unmet"] | None = None


class Handling(Strict):
    """Which grades mean what under an alert (henan-2024:4(1))."""

    self_decided: tuple[Grade, ...]
    differentiated: tuple[Grade, ...]


class Then(Strict):
    """What follows. `for` is how long a bar runs; `lapse`: the time allowed before it begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bars: tuple[Grade, ...] = ()
    length: Period | None = Field(default=None, alias="for")
    lapse: Period | None = None
    until_remedied: StrictBool = False
    standing: StrictBool = False
    undecided: StrictBool = False
    lowest: StrictBool = False
    falls_to: tuple[Grade, ...] = ()
    falls_below: StrictBool = False
    by_actual_level: StrictBool = False
    assessment_falls: StrictBool = False
    assessment_stands: StrictBool = False
    keeps: StrictBool = False
    handling: Handling | None = None
    requires_every_indicator: StrictBool = False
    own_permit_apart: StrictBool = False
    overall: Literal["lowest"] | None = None

    @property
    def sets_grade(self) -> bool:
        """Whether this says which grade an enterprise has; such rules need an order among them."""
        return bool(
            self.lowest
            or self.falls_to
            or self.falls_below
            or self.assessment_falls
            or self.assessment_stands
            or self.keeps
        )


class DutyRule(Strict):
    """Who must do what, by when: `by` a word or a point of the calendar, or `within` a period `after` something."""

    who: str
    what: str
    by: str | None = None
    within: Period | None = None
    after: Literal["event", "graded_on", "announced"] | None = None


class Reading(Strict):
    """Two ways to read the text: the default taken, the other, and why. `always`: a reason names it in every case."""

    id: str
    question: str
    default: str
    other: str
    why: str
    basis: tuple[str, ...] = Field(min_length=1)
    always: StrictBool = False
    alters: Literal["anniversary", "occurred", "lapse", "state", "site", "credit", "calendar_year"] | None = None


class Rule(Strict):
    """One rule. `say`: the effect, for people."""

    id: str
    provisions: tuple[str, ...] = Field(min_length=1)
    when: When = When()
    then: Then = Then()
    duty: DutyRule | None = None
    say: str = ""
    over: tuple[str, ...] = ()
    along: tuple[str, ...] = Field(default=(), alias="with")
    readings: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """The id of the clause that the rule rests on first."""
        return self.provisions[0].split("#")[0]


@dataclass(frozen=True, eq=False)
class Law:
    """The rules of one regulation with the provisions they rest on. Compared by identity, so it can be a cache key."""

    rules: tuple[Rule, ...]
    readings: Mapping[str, Reading]
    provisions: Mapping[str, Provision]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def by_event(self) -> dict[EventKind, Rule]:
        """The one rule that says what an event of a kind does to grades and bars."""
        return {kind: rule for rule in self.rules if not rule.duty for kind in rule.when.event}

    @cached_property
    def duties(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.duty)

    @cached_property
    def credit(self) -> Rule:
        """The rule on environmental credit: the one whose bar stands as long as the rating does."""
        return self.the("standing")

    @cached_property
    def lowest_bars(self) -> tuple[Grade, ...]:
        """The grades that a rule of 第十七条 bars."""
        return next(rule.then.bars for rule in self.rules if rule.then.lowest)

    @cached_property
    def high_bars(self) -> tuple[Grade, ...]:
        """The grades that a rule of 第十八条 bars."""
        return self.credit.then.bars

    @cached_property
    def handling(self) -> Handling:
        return next(rule.then.handling for rule in self.rules if rule.then.handling)

    def the(self, effect: str) -> Rule:
        """The first rule whose `then` has `effect`; `load_law` has seen that there is one."""
        return self._effects[effect]

    @cached_property
    def _effects(self) -> dict[str, Rule]:
        names = Then.model_fields
        return {name: rule for rule in reversed(self.rules) for name in names if getattr(rule.then, name)}

    def on(self, condition: str) -> tuple[Rule, ...]:
        """The rules whose `when` names `condition`, duties aside."""
        return tuple(rule for rule in self.rules if not rule.duty and getattr(rule.when, condition))


class Holdings(Protocol):
    """What of a corpus the core needs."""

    @property
    def provisions(self) -> Mapping[str, Provision]: ...

    @property
    def industries(self) -> Industries: ...

    def yaml(self, name: str) -> YamlFile: ...


def load_law(corpus: Holdings) -> Law:
    """The law of `corpus`. Raises BrokenCorpus, naming file and line."""
    from assistant.grading.consistency import check  # imports the models of this room

    readings = _typed(corpus.yaml(READINGS), Reading)
    file = corpus.yaml(RULES)
    law = Law(tuple(_typed(file, Rule)), {reading.id: reading for reading in readings}, corpus.provisions)
    check(law, file)
    return law


Model = TypeVar("Model", Rule, Reading)


def _typed(file: YamlFile, model: type[Model]) -> tuple[Model, ...]:
    """The file's entries as `model`. Raises BrokenCorpus with file and line."""
    try:
        return TypeAdapter(tuple[model, ...]).validate_python(file.data)  # type: ignore[valid-type]
    except ValidationError as error:
        detail = error.errors()[0]
        path = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        raise BrokenCorpus(f"不符合格式（{detail['msg']}）", where=file.where(path)) from None
