"""统一社会信用代码: is it well formed, what does it look like in a text (GB 32100: check digit modulo 31).

Lives here: `check_digit`, `is_valid`, `codes_in`, `permit_numbers_in`. May import: the standard library. A permit number
begins with the code of its holder; OCR's mix-ups of signs that the standard leaves out (I, O, Z, S, V) are undone.
"""

from __future__ import annotations

import re

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # the standard leaves out I, O, S, V, Z
_WEIGHTS = tuple(3**place % 31 for place in range(17))
# 登记管理部门 (1-9, A, N, Y), 机构类别, 6 digits of area, 9 signs of the body's own code, 1 check sign
_CODE = re.compile(r"(?<![0-9A-Z])([1-9ANY][0-9A-Z][0-9OISZ]{6}[0-9A-Z]{10})([0-9OI]{3}[A-Z])?(?![0-9A-Z])")
_LOOKALIKE = str.maketrans({"I": "1", "O": "0", "S": "5", "Z": "2"})


def check_digit(body: str) -> str:
    """The 18th sign for the first 17. Raises ValueError for a sign that the standard does not have.

    >>> check_digit("91350100M000100Y4")
    '3'
    """
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return SIGNS[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether all 18 signs are of the standard and the last one checks.

    >>> is_valid("91350100M000100Y43"), is_valid("91350100M000100Y44")
    (True, False)
    """
    return len(code) == 18 and all(sign in SIGNS for sign in code) and check_digit(code[:17]) == code[17]


def codes_in(text: str) -> list[str]:
    """Codes in `text` (no white space, upper case), the head of a permit number counted as one.

    >>> codes_in("代码:91350100M000100Y43,许可证91350100M000100Y43001P")
    ['91350100M000100Y43', '91350100M000100Y43']
    """
    return [cleaned(found[1]) for found in _CODE.finditer(text.upper())]


def permit_numbers_in(text: str) -> list[str]:
    """Permit numbers: a code, three digits and a letter."""
    return [cleaned(found[1]) + found[2] for found in _CODE.finditer(text.upper()) if found[2]]


def cleaned(code: str) -> str:
    """The code with signs that it cannot hold read as the ones they look like.

    >>> cleaned("9135O1OOMOOO1OOY43")
    '91350100M000100Y43'
    """
    return code.translate(_LOOKALIKE)
