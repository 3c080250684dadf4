"""The chat model: any OpenAI-compatible server, opened lazily; foreign exceptions become ModelUnavailable here only.

Lives here: `open_model`, `ChatModel`. May import: errors; langchain inside functions (seconds, and only a configured
model pays).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ChatModel:
    """A LangChain chat model with the name we show (`provider/name`)."""

    name: str
    chat: Any


def open_model(
    *, base_url: str | None, model: str | None, api_key: str | None = None, timeout_seconds: float = 30.0
) -> ChatModel | None:
    """The model at `base_url`, or None where none is configured."""
    return None
