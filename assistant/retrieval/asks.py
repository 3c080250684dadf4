"""How people ask for a clause (`corpus/asks.yaml`): questions that a question is compared with.

Lives here: the model of the file. A way of asking is never quoted and decides nothing: it only leads to its clause.
May import: library.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.provision import Strict

FILE = "asks.yaml"


class Ask(Strict):
    """Ways in which people ask for what `clause` says."""

    clause: str
    asks: Annotated[tuple[str, ...], Field(min_length=1)]


def asks_of(corpus: Corpus) -> dict[ClauseId, tuple[str, ...]]:
    """Ways of asking by clause; none where the file is absent. Raises BrokenCorpus where it is malformed."""
    if FILE not in corpus.names():
        return {}
    return {ClauseId.parse(entry.clause): entry.asks for entry in corpus.typed(FILE, tuple[Ask, ...])}
