"""The gate over the corpus of this checkout, opened once for all tests of answering."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.answering.gate import Gate
from assistant.library.corpus import load_corpus

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@cache
def gate() -> Gate:
    """Held back or let through as in the product."""
    return Gate(load_corpus(ROOT / "corpus"))
