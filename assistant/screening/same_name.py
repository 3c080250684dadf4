"""Whether two names are one enterprise's: forms of a company, places before it, brackets and short forms set aside.

Lives here: `same_enterprise`. May import: nothing. When in doubt they are the same: a contradiction is only said where
the names really differ.
"""

from __future__ import annotations

import re

_FORM = re.compile(r"(?:有限责任|股份有限|有限|责任|股份|集团)?(?:总?公司|总厂|工厂|厂)$")
_GROUP = re.compile(r"[()·・\-—\s]|集团|有限责任|股份")
_PLACE = re.compile(r"^(?:河南省?)?(?:[一-龥]{2,4}?[市州盟])?(?:[一-龥]{1,4}?[县区市])?")
_BRANCH = re.compile(
    r"(?:\([^)]{1,10}\)|第?[一二三四五六七八九十0-9东西南北新老]{1,2}(?:分?厂|分公司|车间|厂区)|分公司|分厂)$"
)
_LEAST = 4  # signs that a short form must have


def same_enterprise(one: str, other: str) -> bool:
    """Whether the names may be one enterprise's.

    >>> same_enterprise("示例市永兴铸造有限责任公司", "示例永兴铸造公司"), same_enterprise("永兴铸造有限公司", "永昌铸造有限公司")
    (True, False)
    """
    if one == other or one in other or other in one:
        return min(len(one), len(other)) >= _LEAST
    first, second = _core(one), _core(other)
    if min(len(first), len(second)) >= _LEAST and (first in second or second in first):
        return True
    bare, full = (_bare(one), _bare(other)) if len(one) <= len(other) else (_bare(other), _bare(one))
    return _is_short(min(one, other, key=len)) and len(bare) >= _LEAST and _within(bare, full)


def _bare(name: str) -> str:
    return _FORM.sub("", _GROUP.sub("", _BRANCH.sub("", name)))


def _core(name: str) -> str:
    """The name without its place and form: 河南省示例市永兴铸造有限公司 is 永兴铸造."""
    bare = _bare(name)
    within = _PLACE.sub("", bare)
    return re.sub(r"[省市县区]", "", within if len(within) >= _LEAST else bare)


def _is_short(name: str) -> bool:
    """A short form does not say what kind of company it is."""
    return not re.search(r"有限|股份", name)


def _within(short: str, full: str) -> bool:
    """Whether the signs of the short form stand in the full one in their order."""
    signs = iter(full)
    return all(sign in signs for sign in short)
