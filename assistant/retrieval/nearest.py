"""Nearest: which passages' vectors lie next to a question's, by Chroma, in process only.

Lives here: an EphemeralClient filled from the vectors (a few hundred take 0.1 s), or, above 5,000, a PersistentClient
built beside them and opened from a private copy: Chroma changes its files when it only reads them, fails on a read-only
folder, and two processes that open it first collide. Chroma's server is never started (CVE-2026-45829), telemetry is
off, and Chroma embeds nothing: vectors come from our embedder. May import: retrieval.index.
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.embedding import Vectors
from assistant.retrieval.index import Index, put_in_place, seal

IN_MEMORY = 5_000  # passages up to which a process fills its own collection
CANDIDATES = 1_000  # how many neighbours are asked for; all, where there are fewer
_BATCH = 2_000
_FOLDER = "chroma"
_numbers = itertools.count()
_lock = threading.Lock()


class Nearest:
    """The cosine of a question to its nearest passages. Made when first asked."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._collection: Any = None
        self._lock = threading.Lock()

    def cosines(self, question: Vectors) -> dict[int, float]:
        """Row of the vector -> cosine, for up to 1,000 of the nearest, rounded so that equal means equal."""
        count = min(len(self._index.vectors), CANDIDATES)
        if not count:
            return {}
        with self._lock:
            if self._collection is None:
                self._collection = self._opened()
            found = self._collection.query(query_embeddings=[question], n_results=count, include=[])
        rows = sorted(int(row) for row in found["ids"][0])
        # Chroma finds, the vectors score: its distances differ in the last digits between builds of its graph.
        exact = self._index.vectors[rows] @ question
        return {row: round(float(cosine), 5) for row, cosine in zip(rows, exact, strict=True)}

    def _opened(self) -> Any:
        index = self._index
        if len(index.vectors) > IN_MEMORY and index.folder:
            kept = index.folder.with_name(f"{index.folder.name}-{_FOLDER}")
            for _ in range(2):
                if put_in_place(kept, lambda aside: _build(aside, index.vectors)):
                    opened = _open_copy(kept, len(index.vectors))
                    if opened is not None:
                        return opened
                shutil.rmtree(kept, ignore_errors=True)  # what lies there does not open: once more, then in memory
        return _fill(_memory_client(), index.vectors)


def _settings(**more: Any) -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False, **more)


def _memory_client() -> Any:
    import chromadb

    with _lock:
        return chromadb.EphemeralClient(_settings())


def _fill(client: Any, vectors: Vectors) -> Any:
    """A new collection of `vectors` with the row as id."""
    # Where all are asked for, the graph need only hold together; a larger one is built with Chroma's own care.
    care = {"ef_construction": 40} if len(vectors) <= CANDIDATES else {}
    space = {"hnsw": {"space": "cosine", "ef_search": CANDIDATES, "num_threads": 1, **care}}
    # Ephemeral clients of one process share what they hold: the name must be nobody else's.
    name = f"passages-{next(_numbers)}"
    collection = client.create_collection(name, configuration=space, embedding_function=None)
    for start in range(0, len(vectors), _BATCH):
        part = vectors[start : start + _BATCH]
        collection.add(ids=[str(start + n) for n in range(len(part))], embeddings=np.ascontiguousarray(part))
    return collection


def _build(folder: Path, vectors: Vectors) -> None:
    import chromadb

    client: Any = chromadb.PersistentClient(str(folder / _FOLDER), _settings())
    _fill(client, vectors)
    client.close()
    seal(folder, {"count": str(len(vectors)).encode()})


def _open_copy(kept: Path, count: int) -> Any:
    """The collection in a private copy of `kept`, or None where there is no room for one or it does not open."""
    import chromadb
    from chromadb.errors import ChromaError

    try:
        private = Path(tempfile.mkdtemp(prefix="jixiao-chroma-"))
        atexit.register(shutil.rmtree, private, ignore_errors=True)
        shutil.copytree(kept / _FOLDER, private / _FOLDER)
        client = chromadb.PersistentClient(str(private / _FOLDER), _settings())
        collection = client.list_collections()[0]
        return collection if collection.count() == count else None
    except (OSError, ChromaError, IndexError, ValueError):
        return None
