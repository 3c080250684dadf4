"""Words: a text in its normal form, cut into words.

Lives here: full and half width, traditional characters, numerals; jieba over our own small dictionary. jieba's cache
in the shared temp folder is never read or written (it is marshalled code of whoever wrote it first, and racy): the
dictionary is plain text, drawn once from jieba's own list and kept with the index. May import: errors.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jieba

LONGEST, OWN = 8, 2_000  # characters of a word of our own; the count that it gets
COMMON = 100  # jieba's count from which a word is kept though no clause holds it: else “可以申报” is cut at “以申”
PART = 200  # characters at either end of a question that are looked at
LARGE = 500_000  # characters of texts from which all of jieba's words are kept
_STOP = frozenset(
    "的了吗呢吧啊呀么嘛哦噢和与及或在是有被把给对为以于之其这那个些就都也还又再才只很啦咋不没会能要我你他它们咱得着过去来到从向"
)
_SPACED = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`text` as it is compared: half width, simplified, lower case, without white space.

    >>> normal("被　罰了３次，Ａ級還能報嗎？")
    '被罚了3次,a级还能报吗?'
    """
    text = _SPACED.sub("", unicodedata.normalize("NFKC", text)).lower()
    return text if _is_simplified(text) else _simplified(text)


def essence(text: str) -> str:
    """`text`, or of a long one its beginning and its end: who pastes a letter asks before it or after it."""
    return text if len(text) <= 2 * PART else f"{text[:PART]} {text[-PART:]}"


def written(text: str, start: int, end: int) -> str | None:
    """What stood in `text` where its normal form has `start` to `end`; None where that cannot be told.

    >>> written("被　罰了３次", 1, 4)
    '罰了３'
    """
    places = [n for n, char in enumerate(text) for _ in _SPACED.sub("", unicodedata.normalize("NFKC", char)).lower()]
    if len(places) != len(normal(text)) or not start < end <= len(places):
        return None
    return text[places[start] : places[end - 1] + 1]


def _is_simplified(text: str) -> bool:
    """Whether GB 2312, which holds no traditional form of a character simplified in 1956, holds all of `text`."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _simplified(text: str) -> str:
    # 20 ms to load; only questions that hold a character outside GB 2312 pay.
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]

    return OpenCC("t2s")


class Words:
    """Cuts texts into words by one dictionary: a mapping word -> count, all of it in memory."""

    def __init__(self, counts: dict[str, int], *, known_as: str | None = None) -> None:
        self._counts = counts
        self._known_as = known_as
        self._jieba: jieba.Tokenizer | None = None

    def cut(self, text: str) -> list[str]:
        """The words of `text`, long ones followed by the shorter ones inside; empty and stop words are left out.

        >>> Words({"行政": 9, "处罚": 9, "行政处罚": 9}).cut("受到行政处罚的")
        ['受', '行政', '处罚', '行政处罚']
        """
        pieces = self._tokenizer().cut_for_search(normal(text), HMM=False)
        return [piece for piece in pieces if piece not in _STOP and _is_word(piece)]

    def _tokenizer(self) -> jieba.Tokenizer:
        if self._jieba is None:
            import logging

            import jieba

            jieba.setLogLevel(logging.WARNING)
            cutter = jieba.Tokenizer()
            cutter.FREQ, cutter.total = _prefixes(self._counts)
            cutter.initialized = True  # so that it never goes for the file in the temp folder
            self._jieba = cutter
        return self._jieba

    def knowing(self, own: Iterable[str]) -> Words:
        """The same dictionary with our `own` words in it, which win over jieba's shorter ones."""
        words = {normal(word) for word in own}
        added = sorted(word for word in words if 1 < len(word) <= LONGEST)
        return Words({**self._counts, **dict.fromkeys(added, OWN)}, known_as=_digest(f"{self.key}+{' '.join(added)}"))

    @property
    def key(self) -> str:
        """The same for equal dictionaries made the same way; another one for every other dictionary."""
        if self._known_as is None:
            self._known_as = _digest(self.dump())
        return self._known_as

    def dump(self) -> str:
        """The dictionary as text: a word, a space and a count a line, sorted."""
        return "".join(f"{word} {count}\n" for word, count in sorted(self._counts.items()))

    @classmethod
    def parse(cls, text: str) -> Words:
        """What `dump` wrote. Raises ValueError for anything else."""
        return cls(
            {word: int(count) for word, count in (line.split(" ") for line in text.splitlines())},
            known_as=_digest(text),
        )


def draw_dictionary(texts: Iterable[str]) -> Words:
    """The dictionary for `texts`: of jieba's words those common, or occurring in the texts."""
    read = [normal(text) for text in texts]
    large = sum(map(len, read)) > LARGE
    held = frozenset() if large else frozenset(run for text in read for run in _runs(text))
    counts: dict[str, int] = {}
    with _jieba_list().open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            if large or int(count) >= COMMON or word in held:
                counts[word] = int(count)
    return Words(counts)


def _runs(text: str) -> Iterable[str]:
    """Every run of two to six characters of `text`."""
    return (text[at : at + length] for length in range(2, 7) for at in range(len(text) - length + 1))


def _jieba_list() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("jieba")
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name("dict.txt")


def _prefixes(counts: dict[str, int]) -> tuple[dict[str, int], int]:
    """jieba's own shape: every word with its count, every beginning of a word with 0."""
    beginnings = {word[:end] for word in counts for end in range(1, len(word))}
    return {**dict.fromkeys(beginnings, 0), **counts}, sum(counts.values()) or 1


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_word(piece: str) -> bool:
    return any(char.isalnum() for char in piece)
