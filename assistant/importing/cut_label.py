"""Whether the words at a page's end and those at the next one's top are two halves of one label.

Lives here: `one_label`. May import: importing.header, pollutants. A word that lies over the seam tells it, by jieba's own
dictionary, which is loaded at the first pair that needs it; or a unit in brackets with which no label begins.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.importing.header import plain
from assistant.importing.pollutants import NAME

if TYPE_CHECKING:
    import jieba

_REST = re.compile(r"(?P<last>[\u4e00-\u9fff]?)\([^()]+\)")


def one_label(above: str, below: str) -> bool:
    """Whether `below` goes on with the label `above`.

    >>> one_label("有组织排放浓", "度（mg/m³）"), one_label("排放限值", "（毫克/立方米）"), one_label("环境管", "理水平")
    (True, True, True)
    >>> one_label("环境管理水平", "运输方式"), one_label("排放限值", "苯（mg/m³）"), one_label("A", "")
    (False, False, False)

    Two words that make a third (生产, 工艺) may as well be two labels.

    >>> one_label("生产", "工艺装备"), one_label("末端治理", "环境管理"), one_label("VOCs", "NOx")
    (False, False, False)
    """
    one, two = plain(above), plain(below)
    if not one or not two or one == two:
        return False
    if rest := _REST.fullmatch(two):
        return not NAME.fullmatch(rest["last"]) and not one.endswith(")")
    if one.count("(") > one.count(")"):
        return two.count(")") > two.count("(")
    end = 0
    words = _tokenizer()
    for word in words.cut(one + two, HMM=False):
        if end < len(one) < end + len(word):
            halves = word[: len(one) - end], word[len(one) - end :]
            return not word.isascii() and any(len(half) == 1 or not words.FREQ.get(half) for half in halves)
        end += len(word)
    return False


@cache
def _tokenizer() -> jieba.Tokenizer:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
