"""Clauses that a question names: “第十八条第五项”, “18条(5)”, “十九条”.

Lives here: reading such names. May import: library.clause (numerals).
"""

from __future__ import annotations

import re

from assistant.library.clause import arabic_number
from assistant.retrieval.words import normal

_NUMERAL = "[零一二三四五六七八九十百0-9]{1,5}"
_NAME = re.compile(
    rf"(?:第({_NUMERAL})条|(?<![0-9一二三四五六七八九十每多这那哪几])({_NUMERAL})条(?!件|线|生产|意见|路|文件))"
)
_ITEM = re.compile(rf"(?:的|之|中)?(?:第?\(?({_NUMERAL})\)?[项款]|第?\(({_NUMERAL})\))")


def named_clauses(question: str) -> frozenset[tuple[int, int | None]]:
    """(article, item) of each clause that `question` names; item None: the article.

    >>> sorted(named_clauses("第十八条第（五）项和19条(3)怎么理解？"), key=str)
    [(18, 5), (19, 3)]
    >>> named_clauses("我们有一条生产线，加了2条线")
    frozenset()
    """
    text = normal(question)
    out: set[tuple[int, int | None]] = set()
    for found in _NAME.finditer(text):
        article = arabic_number(found[1] or found[2])
        if not article or (found[2] and article < 3):  # “一条”, “两条” count things
            continue
        item = _ITEM.match(text, found.end())
        out.add((article, arabic_number(item[1] or item[2]) if item else None))
    return frozenset(out)
