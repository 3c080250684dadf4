"""P21: identity and telephone numbers go out of everything that leaves: no checklist item needs them.

Lives here: `masked`. May import: nothing of ours. A 统一社会信用代码 and a permit number stay: the checklist compares them.
"""

from __future__ import annotations

import re

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-8]\d{5})((?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)")
# Numbered file names look alike: 010-20260301.pdf is a date.
_LANDLINE = re.compile(
    r"(?<![\d-])[(（]?(010|02\d|0[3-9]\d{2})[)）]?[- ]?(?!20\d{2}(?:0[1-9]|1[0-2])[0-3]\d(?!\d))[2-8]\d{6,7}(?!\d)"
)


def masked(text: str) -> str:
    """`text` with the middle of such numbers as asterisks.

    >>> masked("张某 13812345678 410101199001011234 91410100MA00000000")
    '张某 138****5678 410101************ 91410100MA00000000'
    """
    text = _IDENTITY.sub(lambda found: found[1] + "*" * 12, text)
    text = _MOBILE.sub(r"\1****\2", text)
    return _LANDLINE.sub(r"\1-********", text)
