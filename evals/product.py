"""The product as the system under test: `service`, opened once, asked as the command line asks it.

Lives here: which model a run uses, and holding quotes against the source. May import: assistant.service,
assistant.config, library, errors.
"""

from __future__ import annotations

from assistant.answering.answer import Citation
from assistant.errors import UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus

DEPTH = 10


def quotes_stand(corpus: Corpus, citation: Citation) -> bool:
    """Whether the citation's quote is one unbroken run of its clause, and its head one of the article.

    Tables and texts of `library add` carry ids of their own; what no document here holds is not verbatim.
    """
    try:
        clause = ClauseId.parse(citation.clause)
    except UnknownValue:
        return False
    head_stands = citation.head is None or corpus.verbatim(citation.head, clause.parent)
    return corpus.verbatim(citation.quote, clause) and head_stands
