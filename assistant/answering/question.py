"""A question at the door: what can be read of it, in one normal form.

Lives here: `clean` (refusing what holds no question), `norm` (half width, simplified, upper case, no white space),
English words read as Chinese. May import: retrieval.words, errors.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.errors import BadQuestion
from assistant.retrieval import words as retrieval_words

MAX_CHARS = 2_000  # beyond this nobody asks a question; the tail is where the question stands, and the start
REFUSED_CHARS = 20_000
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe0e\ufe0f]")
_TAGS = re.compile(r"<[^<>]{0,80}>")
_HAN = re.compile("[\u3400-\u9fff]")
_DASHES = str.maketrans({"—": "-", "－": "-", "–": "-", "‐": "-", "−": "-", "﹣": "-", "〔": "[", "〕": "]"})


def clean(question: str) -> str:
    """The question without invisible characters and markup. Raises BadQuestion where there is none, or far too much."""
    text = unicodedata.normalize("NFC", question.encode("utf-8", "replace").decode("utf-8"))
    text = _INVISIBLE.sub("", text)
    text = "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text).strip()
    if not text:
        raise BadQuestion("问题是空的", remedy="请直接用中文写下要问的事，例如：被罚款后多久能报A级？")
    if len(text) > REFUSED_CHARS:
        raise BadQuestion(
            f"问题太长（{len(text)} 字）", remedy=f"请缩短到 {MAX_CHARS} 字以内，只写要问的事；材料请用预审功能"
        )
    return text


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """`text` as patterns read it.

    >>> norm("Ａ級 企業，能報嗎？")
    'A级企业,能报吗?'
    """
    text = _TAGS.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES))
    text = _SPACE.sub("", text)
    # Lower case on the way: the converter is shared with retrieval, which knows one form only.
    return retrieval_words.normal(text).upper().replace("〇", "零").replace("台帐", "台账")


def has_han(text: str) -> bool:
    """Whether any Chinese character stands in `text`."""
    return bool(_HAN.search(text))


def excerpt(text: str) -> str:
    """The part of a long text that is read: its beginning and its end."""
    if len(text) <= MAX_CHARS:
        return text
    return text[: MAX_CHARS // 2] + " " + text[-MAX_CHARS // 2 :]
