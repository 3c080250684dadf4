"""Who applies: made-up enterprises, laboratories and suppliers with codes that pass GB 32100's check.

Lives here: `Facts`, everything that an honest pack says, from which templates write papers; check digits; names. All
names hold 示例. May import: the standard library.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, Z, S, V
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
AREAS = {"410100": "郑州市", "410300": "洛阳市", "410500": "安阳市", "410700": "新乡市", "410800": "焦作市", "411000": "许昌市", "411300": "南阳市", "410200": "开封市", "410400": "平顶山市", "410900": "濮阳市"}  # fmt: skip


def check_digit(body: str) -> str:
    """The 18th sign of a unified social credit code, from its first 17 (GB 32100-2015).

    >>> check_digit("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether a code's check digit holds."""
    return len(code) == 18 and all(sign in ALPHABET for sign in code) and check_digit(code[:17]) == code[17]


def organisation_digit(body: str) -> str:
    """The ninth sign of an organisation code, from its first eight (GB 11714)."""
    total = sum(ALPHABET_36.index(sign) * weight for sign, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    left = 11 - total % 11
    return {10: "X", 11: "0"}.get(left, str(left))


ALPHABET_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def make_code(rng: random.Random, area: str) -> str:
    """A well-formed code of nobody: organisation code MA…, both check digits right."""
    inner = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    body = f"91{area}{inner}{organisation_digit(inner)}"
    return body + check_digit(body)


def slip(code: str, rng: random.Random, *, valid: bool) -> str:
    """The code with a slip of the pen; `valid`: one whose check digit happens to hold.

    A single wrong sign never holds (31 is prime and no weight is a multiple of it), so a valid slip changes two signs.
    """
    while True:
        signs = list(code)
        at = rng.sample(range(10, 16), 2 if valid else 1)
        for place in at:
            signs[place] = rng.choice("0123456789")
        new = "".join(signs)
        if valid:
            new = new[:17] + check_digit(new[:17])
        if new != code and is_valid(new) == valid and new[:10] == code[:10]:
            return new


@dataclass(frozen=True, slots=True)
class Facts:
    """What the papers of one pack say. A template reads it; a case replaces fields for one paper or for all."""

    as_of: date
    name: str
    code: str
    city: str
    area: str
    address: str
    person: str  # 法定代表人
    contact: str
    industry: str
    trade: str  # the industry as the statistics class it, as permits print it
    product: str
    grade: str
    lab: str
    lab_code: str
    supplier: str
    supplier_code: str
    permit_suffix: str
    permit_from: date
    permit_to: date
    sampled: tuple[date, ...]
    reported: date
    ledger: tuple[date, ...]
    signed_on: date
    credit: str = "良好"
    declared: frozenset[str] = frozenset()  # of: monitor, sites, industries, change
    second_industry: str = ""
    former: str = ""
    tell_former: bool = False
    excess: bool = False
    penalty: date | None = None
    signed: bool = True
    sealed: bool = True
    volumes: bool = True  # the permit's 副本 comes with its 正本
    cover_only: bool = False
    extra: tuple[str, ...] = ()  # sentences to be put into the running text
    state_grade: bool = True  # the form names a grade
    number_code: str = ""  # the code inside the permit's number, where it is another than the enterprise's

    @property
    def permit_no(self) -> str:
        """The number of the permit: the code and a running number."""
        return (self.number_code or self.code) + self.permit_suffix

    def with_(self, **changes: object) -> Facts:
        """The same facts, some of them changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def year_before(day: date) -> date:
    """The same day a year back; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def spread(rng: random.Random, first: date, last: date, count: int) -> tuple[date, ...]:
    """`count` days from `first` to `last`, evenly with a little shake, both ends kept."""
    span = (last - first).days
    days = {first, last}
    for step in range(1, count - 1):
        at = step * span / (count - 1) + rng.uniform(-0.3, 0.3) * span / count
        days.add(first + timedelta(days=round(at)))
    return tuple(sorted(days))


@dataclass(frozen=True, slots=True)
class Words:
    """The stock of names of one split."""

    towns: tuple[str, ...]
    brands: tuple[str, ...]
    forms: tuple[str, ...]
    persons: tuple[str, ...]
    labs: tuple[str, ...]
    suppliers: tuple[str, ...]
    trades: tuple[tuple[str, str, str, str], ...]  # industry (第八条), word in the name, trade, product
    days: tuple[date, ...] = field(default=())


def make_facts(rng: random.Random, words: Words, as_of: date, grade: str) -> Facts:
    """An honest applicant: everything in order, everything current."""
    area, city = rng.choice(sorted(AREAS.items()))
    industry, word, trade, product = rng.choice(words.trades)
    back = year_before(as_of)
    sampled_on = as_of - timedelta(days=rng.randint(20, 300))
    permit_from = as_of - timedelta(days=rng.randint(200, 1300))
    permit_to = permit_from.replace(year=permit_from.year + 5, day=min(permit_from.day, 28)) - timedelta(days=1)
    return Facts(
        as_of=as_of,
        name=f"{city.removesuffix('市')}示例{rng.choice(words.brands)}{word}{rng.choice(words.forms)}",
        code=make_code(rng, area),
        city=city,
        area=area,
        address=f"河南省{city}{rng.choice(words.towns)}示例路{rng.randint(1, 199)}号",
        person=rng.choice(words.persons),
        contact=rng.choice(words.persons),
        industry=industry,
        trade=trade,
        product=product,
        grade=grade,
        lab=rng.choice(words.labs),
        lab_code=make_code(rng, "410100"),
        supplier=rng.choice(words.suppliers),
        supplier_code=make_code(rng, "410300"),
        permit_suffix=f"{rng.randint(1, 2):03d}{rng.choice('PQRUVWXY')}",
        permit_from=permit_from,
        permit_to=permit_to,
        sampled=(sampled_on, sampled_on + timedelta(days=1)),
        reported=sampled_on + timedelta(days=rng.randint(5, 12)),
        ledger=spread(rng, back + timedelta(days=rng.randint(3, 10)), as_of - timedelta(days=rng.randint(2, 8)), 26),
        signed_on=as_of - timedelta(days=rng.randint(2, 15)),
    )
