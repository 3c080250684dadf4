"""What an answer is, on its way out (INTERFACE.md, `ask`). The same value goes to page, CLI, batch and export.

Lives here: pydantic models with the keys that stay stable. May import: library, grading's verdict as plain data.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """answered: law or loaded tables settle it, or contradict its premise; needs_facts: they would, once a named fact
    about this enterprise is known; abstained: nothing loaded settles it."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    NEEDS_FACTS = "needs_facts"


class Part(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Citation(Part):
    """A clause with one unbroken run of its words. `head`: the article's opening words, where the effect stands there;
    `provisions`: the ids of the typed provisions that these words come from; `file`, `page`: where a cell of an
    indicator table stands in the guide; `edition`: the badge of a text that a person added."""

    clause: str
    quote: str
    head: str | None = None
    document: str
    authority: str
    label: str
    provisions: tuple[str, ...] = ()
    file: str | None = None
    page: int | None = None
    edition: str | None = None


class Understood(Part):
    """A word of the question and how it was read."""

    said: str
    as_: str = Field(alias="as")


class Missing(Part):
    """A fact or a table that would settle it, and how to say so."""

    fact: str
    say: str


class Blocked(Part):
    """A model's sentence that the gate held back, why, and the clause that says what holds instead."""

    sentence: str
    why: str
    clause: str | None = None


class Sentence(Part):
    """A sentence of the answer and who worded it: core | corpus | model | unchecked (未核)."""

    text: str
    by: str


class Usage(Part):
    """What the model's server counted for one answer: tokens read and written; `cost` in yuan, None where no price is set."""

    prompt_tokens: int
    completion_tokens: int
    cost: float | None = None

    @property
    def words(self) -> str:
        """As people read it.

        >>> Usage(prompt_tokens=1200, completion_tokens=80, cost=0.0061).words
        '模型读 1,200 词元、写 80 词元，约 0.0061 元'
        """
        cost = "" if self.cost is None else f"，约 {self.cost:.4f} 元"
        return f"模型读 {self.prompt_tokens:,} 词元、写 {self.completion_tokens:,} 词元{cost}"


class Answer(Part):
    """One answer. `answer` is Markdown in Chinese; everything it claims stands in `citations` and `verdict`."""

    answer: str
    status: Status
    citations: tuple[Citation, ...] = ()
    understood: tuple[Understood, ...] = ()
    verdict: dict[str, Any] | None = None
    missing: tuple[Missing, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    notices: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    follow_ups: tuple[str, ...] = ()
    topic: str | None = None
    model: str = "none"
    usage: Usage | None = None
    corpus_version: str = ""
    elapsed_ms: int = 0

    def as_json(self) -> dict[str, Any]:
        """The document of INTERFACE.md, `ask`; keys may be added, never renamed or dropped."""
        return self.model_dump(mode="json", by_alias=True)
