"""A cell's numbers as a person reads and types them: `限值 颗粒物 ≤ 10 mg/m³ 基准氧 9% 位置 窑头`.

Lives here: `written`, `read_line`. May import: errors. Three kinds: 限值 (limits), 比例 (shares), 期限 (retention).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.errors import UnknownValue

KINDS = {"限值": "limits", "比例": "shares", "期限": "retention"}
_SIGNS = {"<=": "≤", ">=": "≥", "<": "＜", ">": "＞", "=": "="}
_READ = {
    **{shown: sign for sign, shown in _SIGNS.items()},
    **{sign: sign for sign in _SIGNS},
    "不高于": "<=",
    "不超过": "<=",
    "不低于": ">=",
    "低于": "<",
    "高于": ">",
}
_LINE = re.compile(
    r"\s*(?P<kind>限值|比例|期限)\s+(?P<of>.+?)\s*(?P<sign>≤|≥|<=|>=|＜|＞|<|>|=|不高于|不超过|不低于|低于|高于)\s*(?P<value>[0-9]+(?:\.[0-9]+)?)\s*"
    r"(?P<unit>\S*?)(?:\s+基准氧\s*(?P<oxygen>[0-9.]+)\s*%?)?(?:\s+位置\s*(?P<where>\S+))?(?:\s+平均\s*(?P<averaging>\S+))?\s*"
)
EXAMPLE = "限值 颗粒物 ≤ 10 mg/m³ 基准氧 9% 位置 窑头"


def written(cell: Mapping[str, Any]) -> list[str]:
    """One line a number of the cell."""
    return [_line(word, number) for word, key in KINDS.items() for number in cell.get(key) or ()]


def _line(word: str, number: Mapping[str, Any]) -> str:
    subject = number.get("pollutant") or number.get("what") or "（未写）"
    out = f"{word} {subject} {_SIGNS[number['comparator']]} {number['value']} {number.get('unit') or ''}".rstrip()
    for label, key, tail in (("基准氧", "oxygen", "%"), ("位置", "where", ""), ("平均", "averaging", "")):
        if number.get(key) is not None:
            out += f" {label} {number[key]}{tail}"
    return out


def read_lines(lines: str) -> dict[str, list[dict[str, Any]]]:
    """The numbers that these lines state, by key. Raises UnknownValue naming the line."""
    out: dict[str, list[dict[str, Any]]] = {key: [] for key in KINDS.values()}
    for number, line in enumerate(filter(str.strip, lines.splitlines()), 1):
        found = _LINE.fullmatch(line)
        if not found:
            raise UnknownValue(f"第{number}行“{line.strip()}”看不懂", remedy=f"请写成“{EXAMPLE}”")
        out[KINDS[found["kind"]]].append(_number(found))
    return out


def _number(found: re.Match[str]) -> dict[str, Any]:
    amount: dict[str, Any] = {
        "value": _plain(found["value"]),
        "unit": found["unit"],
        "comparator": _READ[found["sign"]],
    }
    if found["kind"] != "限值":
        return {"what": found["of"], **amount}
    oxygen = _plain(found["oxygen"]) if found["oxygen"] else None
    return {
        "pollutant": found["of"],
        **amount,
        "oxygen": oxygen,
        "where": found["where"],
        "averaging": found["averaging"],
    }


def _plain(text: str) -> int | float:
    return float(text) if "." in text else int(text)
