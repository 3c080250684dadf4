"""The index on disk: vectors and dictionary of one set of passages, made once for a corpus and an embedder.

Lives here: `index/<hash of passages and embedder>/` with vectors.npy, words.txt and their sha256 in seal.json. It is a
cache: built in a temporary folder and renamed, never half read; half built, altered or missing, it is built again; on
a read-only or full disk it is kept in memory. May import: retrieval.passages, words, embedding.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieval.embedding import Embedder, Vectors
from assistant.retrieval.passages import Passage
from assistant.retrieval.words import Words, draw_dictionary

FORM = 2  # raise it when what is written changes
VECTORS, WORDS, SEAL = "vectors.npy", "words.txt", "seal.json"
_STALE = 3600  # seconds after which a temporary folder is nobody's any more


@dataclass(frozen=True, slots=True)
class Index:
    """Vectors (of the passages, then of the ways of asking), the dictionary, and where both lie (None: in memory)."""

    key: str
    vectors: Vectors
    words: Words
    folder: Path | None


def open_index(passages: Sequence[Passage], asks: Sequence[str], *, index_dir: Path, embedder: Embedder) -> Index:
    """The index of `passages` and `asks`, read where it is whole, else built. Raises MissingPart: no embedder."""
    key = key_of(passages, asks, embedder)
    folder = index_dir / key
    found = _read(folder, key, len(passages) + len(asks))
    if found:
        return found
    words = draw_dictionary((*(p.text for p in passages), *asks))
    vectors = embedder.passages([embedded_text(p) for p in passages])
    if asks:
        vectors = np.concatenate([vectors, embedder.questions(asks)])
    kept = put_in_place(folder, lambda temporary: _write(temporary, vectors, words))
    return Index(key, vectors, words, folder if kept else None)


def key_of(passages: Sequence[Passage], asks: Sequence[str], embedder: Embedder) -> str:
    """Changes with every word of the passages and the ways of asking, and with the embedder."""
    parts = [str(FORM), embedder.id, *asks, ""]
    parts += [f"{p.clause}\t{embedded_text(p)}" for p in passages]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def embedded_text(passage: Passage) -> str:
    """What is embedded of a passage."""
    return passage.text or passage.inside


def put_in_place(folder: Path, write: Callable[[Path], None]) -> bool:
    """`write` a folder's contents aside, then rename it to `folder`: it is there whole, or not at all.

    False where the disk does not take it (read-only, full, no rights): the caller goes on in memory. Where another
    process was quicker, its whole folder stays.
    """
    temporary: Path | None = None
    try:
        if sealed(folder):
            return True
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        temporary = Path(tempfile.mkdtemp(prefix=".build-", dir=folder.parent))
        write(temporary)
        temporary.chmod(0o755)  # mkdtemp is for its owner only; an index may be shared
        return _rename(temporary, folder)
    except OSError:
        return False
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def _rename(temporary: Path, folder: Path) -> bool:
    for _ in range(3):
        try:
            temporary.rename(folder)
            return True
        except OSError:
            if not folder.exists():
                raise
            if sealed(folder):
                return True
            # What lies there is broken: out of the way in one step, so that nobody reads it half removed.
            aside = Path(tempfile.mkdtemp(prefix=".build-", dir=folder.parent))
            with contextlib.suppress(OSError):
                folder.rename(aside / "broken")
            shutil.rmtree(aside, ignore_errors=True)
    return False


def _sweep(index_dir: Path) -> None:
    """Removes temporary folders of builds that were killed long ago."""
    for left in index_dir.glob(".build-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)


def _write(folder: Path, vectors: Vectors, words: Words) -> None:
    held = io.BytesIO()
    np.save(held, vectors, allow_pickle=False)
    seal(folder, {VECTORS: held.getvalue(), WORDS: words.dump().encode()})


def seal(folder: Path, files: dict[str, bytes]) -> None:
    """Writes `files` into `folder`, and last the list of their sha256."""
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    sums = {name: hashlib.sha256(raw).hexdigest() for name, raw in sorted(files.items())}
    (folder / SEAL).write_text(json.dumps(sums), encoding="utf-8")


def sealed(folder: Path) -> dict[str, bytes] | None:
    """The files that `seal` wrote, or None where one of them is missing or altered."""
    try:
        sums = json.loads((folder / SEAL).read_bytes())
        files = {name: (folder / name).read_bytes() for name in sums}
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    whole = all(hashlib.sha256(raw).hexdigest() == sums[name] for name, raw in files.items())
    return files if whole and files else None


def _read(folder: Path, key: str, count: int) -> Index | None:
    files = sealed(folder)
    if not files or files.keys() != {VECTORS, WORDS}:
        return None
    try:
        vectors = np.load(io.BytesIO(files[VECTORS]), allow_pickle=False)
        words = Words.parse(files[WORDS].decode())
    except (ValueError, EOFError):
        return None
    if vectors.ndim != 2 or len(vectors) != count or vectors.dtype != np.float32:
        return None
    return Index(key, vectors, words, folder)
