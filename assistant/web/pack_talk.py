"""Questions about a pack in the chat: the report's own words as an answer, with the clauses that it rests on.

Lives here: `answer_about`. May import: answering's values, library, screening.questions, web.phrases. No model sees the report.
"""

from __future__ import annotations

from assistant.answering.answer import Answer, Citation, Sentence, Status
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.screening.masking import masked
from assistant.screening.questions import told
from assistant.screening.report import Report
from assistant.screening.summary import Basis

MOST_CITATIONS = 8
FOLLOW_UPS = ("哪些缺了？", "缺的怎么补？", "有什么需要核对的？")


def answer_about(question: str, report: Report, corpus: Corpus) -> Answer | None:
    """The answer where the report gives one; None: the question goes its ordinary way."""
    found = told(question, report, corpus)
    if found is None:
        return None
    who = f"“{masked(report.enterprise)}”的" if report.enterprise else ""
    text = f"{found.text}\n\n（以上按{who}预审报告作答，预审日期 {report.as_of}。）"
    return Answer(
        answer=text,
        status=Status.ANSWERED,
        citations=tuple(_cited(b, corpus) for b in found.basis[:MOST_CITATIONS]),
        sentences=(Sentence(text=text, by="core"),),
        follow_ups=tuple(q for q in FOLLOW_UPS if q != question),
        corpus_version=report.corpus_version,
    )


def _cited(basis: Basis, corpus: Corpus) -> Citation:
    clause = ClauseId.parse(basis.id)
    document = corpus.document(clause.document)
    assert document is not None  # `Basis` holds a quote only of a clause that the corpus has
    return Citation(
        clause=basis.id,
        quote=basis.quote,
        head=basis.head or None,
        document=document.title,
        authority=document.level,
        label=basis.label,
    )
