"""Texts cut into words, kept beside the index: cutting them all again would cost each start a tenth of its time.

Lives here: `<the index's folder>/cuts/<hash of texts and dictionary>/cuts.json`, sealed and renamed like the index; a
cache, as it is. May import: retrieval.index, words. Never read half, never trusted where its seal is broken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.retrieval.index import put_in_place, seal, sealed
from assistant.retrieval.words import Words

CUTS = "cuts.json"
Cuts = dict[str, list[list[str]]]


def open_cuts(texts: Mapping[str, Sequence[str]], words: Words, *, index: Path | None) -> Cuts:
    """The words of each text, by the name of its list; read where they were kept, else cut, and kept in the folder
    `index` (None: the index is in memory, nothing is kept)."""
    folder = index / "cuts" / _key(texts, words) if index else None
    files = sealed(folder) if folder else None
    if files and files.keys() == {CUTS}:
        return dict(json.loads(files[CUTS]))
    cuts = {name: [words.cut(text) for text in listed] for name, listed in texts.items()}
    if folder:
        put_in_place(folder, lambda aside: seal(aside, {CUTS: json.dumps(cuts, ensure_ascii=False).encode()}))
    return cuts


def _key(texts: Mapping[str, Sequence[str]], words: Words) -> str:
    """Changes with every text and every word of the dictionary."""
    held = json.dumps([{name: list(listed) for name, listed in texts.items()}, words.dump()], ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()[:24]
