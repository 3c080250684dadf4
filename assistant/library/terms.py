"""The closed lists of codes (`terms.yaml`) with their Chinese words and what people call them.

Lives here: the model of `terms.yaml` and looking a code up. May import: library.provision (Strict), errors.
"""

from __future__ import annotations

from assistant.errors import UnknownValue
from assistant.library.provision import Strict


class Term(Strict):
    """A code's Chinese words, and other words for it."""

    say: str
    aliases: tuple[str, ...] = ()


class Terms(Strict):
    """Every code that provisions, silences and rules may use, by list."""

    actors: dict[str, Term]
    acts: dict[str, Term]
    objects: dict[str, Term]
    conditions: dict[str, Term]
    starts: dict[str, Term]
    points: dict[str, Term]
    consequences: dict[str, Term]
    topics: dict[str, Term]

    def check(self, codes: dict[str, tuple[str, ...]]) -> None:
        """Raises UnknownValue naming the first code that stands on no list."""
        for kind, used in codes.items():
            known: dict[str, Term] = getattr(self, kind)
            for code in used:
                if code not in known:
                    raise UnknownValue(f"代码“{code}”不在 terms.yaml 的 {kind} 中")

    def say(self, kind: str, code: str) -> str:
        """The Chinese words of `code` on list `kind`. Raises KeyError for an unknown code."""
        term: Term = getattr(self, kind)[code]
        return term.say
