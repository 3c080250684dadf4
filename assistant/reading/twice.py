"""Two readings of one place: where their figures disagree, neither is relied on.

Lives here: `settled`, `figures`, `has_figures`, `agreed`. May import: order, page.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from assistant.reading.order import Line
from assistant.reading.page import Run

_POWER = re.compile(r"m[²³23](?!\d)")  # of a unit: read as m3 or m³ by turns, and no value


def figures(text: str) -> str:
    """What of a text carries a value: digits and, as one sign, the point between them; letters next to digits.

    >>> figures("颗粒物 8.6 mg/m³，2026年3月"), figures("９１４１ＭＡ４４")
    ('8.620263', '9141MA44')
    """
    plain = unicodedata.normalize("NFKC", _POWER.sub("m", text)).upper()
    kept = []
    for at, letter in enumerate(plain):
        around = plain[max(0, at - 1)] + plain[min(len(plain) - 1, at + 1)]
        if (
            letter.isdigit()
            or (letter == "." and any(c.isdigit() for c in around))
            or (
                letter.isascii()
                and letter.isalpha()
                and any(c.isdigit() for c in _token(plain, at))
                and len(_token(plain, at)) >= 6
            )
        ):
            kept.append(letter)
    return "".join(kept)


def _token(text: str, at: int) -> str:
    begin = end = at
    while begin > 0 and text[begin - 1].isascii() and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isascii() and text[end].isalnum():
        end += 1
    return text[begin:end]


def has_figures(text: str) -> bool:
    """Whether a value stands in it."""
    return any(c.isdigit() for c in text)


def settled(one: Line, two: Line | None) -> Line:
    """The surer of two readings, unsure where their figures differ; alone, the one."""
    if two is None:
        return one
    better = one if one.score >= two.score else two
    differ = figures(one.text) != figures(two.text) and (has_figures(one.text) or has_figures(two.text))
    return Line(better.text, better.score, one.quad, sure=one.sure and not differ)


def agreed(first: Run, second: Run | None) -> Run:
    """The first reading of a run, held against a second one (a `look` at a higher resolution): see `settled`.

    A second reading that found nothing leaves the figures unsure.
    """
    if second is None:
        return replace(first, sure=first.sure and not has_figures(first.text))
    better = first if first.confidence >= second.confidence else replace(second, box=first.box)
    return replace(better, sure=first.sure and figures(first.text) == figures(second.text))
