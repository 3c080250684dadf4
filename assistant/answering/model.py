"""The chat model: any OpenAI-compatible server. Foreign exceptions become ModelUnavailable here and nowhere else.

Lives here: `open_model`, `ChatModel`. May import: errors. langchain is imported inside functions: it weighs seconds,
and only a configured model pays.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import ModelUnavailable

MAX_TOKENS = 900
RETRIES = 1


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one call read and wrote, where the server says so."""

    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Prices:
    """Yuan for a million tokens, read and written."""

    sent: float
    received: float

    def cost(self, calls: Sequence[Tokens]) -> float:
        """Yuan for these calls.

        >>> Prices(4.0, 16.0).cost([Tokens(1_000_000, 500_000)])
        12.0
        """
        return sum(self.sent * call.sent + self.received * call.received for call in calls) / 1_000_000


@dataclass(frozen=True)
class ChatModel:
    """A LangChain chat model with the name we show. `seconds`: for the whole of one answer. `schema`: whether the
    server is asked for JSON by schema (refused by some: then plain text is asked for). `prices`: None where unknown."""

    name: str
    chat: Any
    seconds: float = 60.0
    schema: bool = True
    prices: Prices | None = None

    def stream(
        self, messages: Sequence[tuple[str, str]], *, schema: dict[str, Any] | None = None, used: list[Tokens]
    ) -> Iterator[str]:
        """The reply as it comes; what the server counts is put into `used`. Raises ModelUnavailable: down, slow, refused,
        or not speaking the protocol.

        Nothing is retried once a piece has arrived: what was shown stays.
        """
        deadline = time.monotonic() + self.seconds
        plans = [schema, None] if schema and self.schema else [None]
        last: ModelUnavailable | None = None
        for plan in plans:
            for _ in range(1 + RETRIES):
                started = False
                try:
                    for piece in self._once(messages, plan, deadline, used):
                        started = True
                        yield piece
                    return
                except ModelUnavailable as error:
                    if started or isinstance(error, _Final) or time.monotonic() >= deadline:
                        raise
                    last = error
                    if isinstance(error, _Refused):
                        break
        raise last or ModelUnavailable("模型没有回答")

    def _once(
        self,
        messages: Sequence[tuple[str, str]],
        schema: dict[str, Any] | None,
        deadline: float,
        used: list[Tokens],
    ) -> Iterator[str]:
        chat = self.chat
        if schema is not None:
            # As extra body: langchain would otherwise parse the whole reply itself, and lose the token counts.
            chat = chat.bind(extra_body={"response_format": {"type": "json_schema", "json_schema": schema}})
        try:
            for chunk in _until(deadline, chat.stream(list(messages))):
                if usage := getattr(chunk, "usage_metadata", None):
                    used.append(Tokens(int(usage["input_tokens"]), int(usage["output_tokens"])))
                if text := _text(chunk.content):
                    yield text
        except ModelUnavailable:
            raise
        except Exception as error:  # every library's own errors, mapped at this one place
            raise mapped(error) from error


def _until(deadline: float, chunks: Iterator[Any]) -> Iterator[Any]:
    """`chunks` as they come, read in a thread of their own. Raises _Final at the deadline, also where the server only
    keeps the line open (comments, which yield no chunk): the time-out of a single read never ends such a call."""
    box: queue.SimpleQueue[tuple[Any, Exception | None]] = queue.SimpleQueue()
    left = threading.Event()
    end = object()

    def read() -> None:
        try:
            for chunk in chunks:
                if left.is_set():
                    return
                box.put((chunk, None))
            box.put((end, None))
        except Exception as error:  # noqa: BLE001 - handed over: raised where the chunks are wanted
            box.put((end, error))

    threading.Thread(target=read, name="model-reply", daemon=True).start()
    try:
        while True:
            try:
                seconds = deadline - time.monotonic()
                if seconds <= 0:
                    raise queue.Empty
                chunk, error = box.get(timeout=seconds)
            except queue.Empty:
                raise _Final("模型超过了时限", remedy="可用 ASSISTANT_LLM_TIMEOUT 放宽") from None
            if error is not None:
                raise error
            if chunk is end:
                return
            yield chunk
    finally:
        left.set()


class _Final(ModelUnavailable):
    """Another try would end alike, or too late."""


class _Refused(ModelUnavailable):
    """The server refused this kind of request; another kind may do."""


def mapped(error: Exception) -> ModelUnavailable:
    """Any exception of langchain, openai or httpx as ours. Its own words may hold keys or addresses: they stay out."""
    kind = " ".join(base.__name__ for base in type(error).__mro__)
    if "Timeout" in kind:
        return _Final("模型在时限内没有回应")
    if "Authentication" in kind or "PermissionDenied" in kind:
        return _Final("模型服务拒绝了密钥", remedy="请检查 ASSISTANT_LLM_API_KEY")
    if "BadRequest" in kind or "UnprocessableEntity" in kind or "NotFound" in kind:
        return _Refused("模型服务不接受这个请求", remedy="请检查 ASSISTANT_LLM_MODEL 和服务端是否兼容")
    if "Connect" in kind or "Connection" in kind:
        return ModelUnavailable("连不上模型服务", remedy="请检查 ASSISTANT_LLM_BASE_URL")
    if "RateLimit" in kind:
        return ModelUnavailable("模型服务繁忙")
    return ModelUnavailable(f"模型服务出错（{type(error).__name__}）")


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = (p if isinstance(p, str) else p.get("text", "") if isinstance(p, dict) else "" for p in content)
        return "".join(str(p) for p in parts)
    return ""


def open_model(
    *,
    base_url: str | None,
    model: str | None,
    api_key: str | None = None,
    timeout_seconds: float = 60.0,
    prices: Prices | None = None,
) -> ChatModel | None:
    """The model at `base_url`, or None where none is configured. Nothing is connected to before the first question."""
    if not base_url or not model:
        return None
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(
        base_url=base_url,
        model=model,
        api_key=lambda: api_key or "none",
        timeout=timeout_seconds,
        max_retries=0,
        temperature=0,
        max_completion_tokens=MAX_TOKENS,
        stream_usage=True,
        use_responses_api=False,
    )
    return ChatModel(name=f"{provider(base_url)}/{model}", chat=chat, seconds=timeout_seconds, prices=prices)


def provider(base_url: str) -> str:
    """Who serves the model, as people see it: `local` on this machine, else the host.

    >>> provider("http://127.0.0.1:8080/v1"), provider("https://api.example.com/v1")
    ('local', 'api.example.com')
    """
    host = urlsplit(base_url).hostname or "unknown"
    return "local" if host in ("127.0.0.1", "localhost", "::1") else host
