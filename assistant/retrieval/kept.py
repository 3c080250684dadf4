"""Texts cut into words and weighed, kept beside the index: doing it anew would cost each start a third of its time.

Lives here: `<the index's folder>/words/<hash of texts and dictionary>/`, sealed and renamed like the index; a cache, as
it is. May import: retrieval.index, lexical, words. Never read half, never trusted where its seal is broken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.retrieval.index import put_in_place, seal, sealed
from assistant.retrieval.lexical import Bm25, Terms
from assistant.retrieval.words import Words

FORM = 1  # raise it when what is written changes
CUTS = "cuts.json"


def open_bm25(texts: Mapping[str, Sequence[str]], words: Words, *, index: Path | None) -> dict[str, Bm25]:
    """BM25 over each list of texts, by its name; read where it was kept, else cut and weighed, and kept in the folder
    `index` (None: the index is in memory, nothing is kept)."""
    folder = index / "words" / _key(texts, words) if index else None
    files = sealed(folder) if folder else None
    if files and files.keys() == {CUTS, *map(_terms, texts)}:
        cuts = json.loads(files[CUTS])
        return {name: Bm25(cuts[name], Terms.parse(files[_terms(name)])) for name in texts}
    made = {name: Bm25([words.cut(text) for text in listed]) for name, listed in texts.items()}
    if folder and all(bm25.terms for bm25 in made.values()):
        held = {_terms(name): bm25.terms.dump() for name, bm25 in made.items() if bm25.terms}
        cut = json.dumps({name: bm25.texts for name, bm25 in made.items()}, ensure_ascii=False).encode()
        put_in_place(folder, lambda aside: seal(aside, {CUTS: cut, **held}))
    return made


def _terms(name: str) -> str:
    return f"{name}.npz"


def _key(texts: Mapping[str, Sequence[str]], words: Words) -> str:
    """Changes with every text and every word of the dictionary."""
    held = json.dumps([FORM, {name: list(listed) for name, listed in texts.items()}, words.key], ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()[:24]
