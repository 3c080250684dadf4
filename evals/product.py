"""The product as the system under test: `service`, opened once, asked as the command line asks it.

Lives here: which model a run uses, and holding quotes against the source. May import: assistant.service,
assistant.config, library, errors.
"""

from __future__ import annotations

from datetime import date, datetime

from assistant import service
from assistant.answering.answer import Answer, Citation
from assistant.config import Settings, read_settings
from assistant.errors import InputError, UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.retrieval.finder import Finder
from evals.questions import Item

DEPTH = 10


class Product:
    """The product behind `service`, opened once."""

    def __init__(self, settings: Settings) -> None:
        self._workspace = service.open_workspace(settings)
        self.model = settings.llm_model or "none"

    @property
    def corpus(self) -> Corpus:
        """The corpus that it answers from."""
        return self._workspace.corpus

    @property
    def corpus_version(self) -> str:
        """The version of the law that it answers from."""
        return self._workspace.corpus.version

    @property
    def finder(self) -> Finder:
        """What finds clauses in it."""
        return self._workspace.finder

    def ask(self, item: Item, as_of: date | None) -> Answer:
        """The answer to the item's question, as the command line gives it; today where no day is fixed."""
        answer = service.ask(
            self._workspace,
            item.question,
            case=item.case,
            history=[turn.model_dump() for turn in item.history],
            as_of=as_of or datetime.now().astimezone().date(),
        )
        self.model = answer.model
        return answer

    def ranked(self, item: Item) -> tuple[str, ...]:
        """Clause ids in the order of the finder. A follow-up is looked up together with the question before it."""
        before = [turn.content for turn in item.history if turn.role == "user"][-1:]
        hits = self.finder.search(" ".join([*before, item.question]), k=DEPTH)
        return tuple(str(hit.clause) for hit in hits)

    def verbatim(self, citation: Citation) -> bool:
        """Whether quote and head stand letter by letter in the cited clause."""
        return quotes_stand(self._workspace.corpus, citation)


def open_product(model: str | None) -> Product:
    """The product with its model left out (`composer`), demanded (`configured`), or as the settings say (None).

    Raises UnknownValue for another word, InputError where `configured` finds no model in the settings.
    """
    settings = read_settings()
    match model:
        case None:
            pass
        case "composer" | "none":
            settings = settings.model_copy(update={"llm_base_url": None, "llm_model": None, "llm_api_key": None})
        case "configured":
            if not settings.llm_base_url:
                raise no_model("configured")
        case _:
            raise UnknownValue(f"不认识的“{model}”", where="--model", remedy="可用：composer、configured、compare")
    return Product(settings)


def no_model(asked: str) -> InputError:
    """What is said where `--model` demands a model and the settings name none."""
    return InputError(
        "没有接入模型",
        where=f"--model {asked}",
        remedy="请设置 ASSISTANT_LLM_BASE_URL 和 ASSISTANT_LLM_MODEL，或用 --model composer",
    )


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
