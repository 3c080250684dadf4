"""What the words of a cell require in numbers: limits, shares, periods of keeping. Half understood is not understood.

Lives here: `Requirements`, `requirements_in`, `numbers_of`. May import: importing.pollutants, amounts, keeping, sayings, spots. Every figure of the
text is either taken into a requirement, known to be none (an item's number, a year, a standard's), or left in `unread`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.importing.accounting import KNOWN, known_place, unaccounted
from assistant.importing.amounts import (
    AFTER,
    BEFORE,
    CONCENTRATION,
    FIGURES,
    MEASURED,
    OXYGEN,
    chinese_number,
    comparator,
    hidden,
    masked,
    plain_number,
    unit_said,
    unmasked,
)
from assistant.importing.keeping import KEEP, Kept, each_kept, halves, keeps, kept, thing_kept
from assistant.importing.labels import Label, label_in, labelled
from assistant.importing.pollutants import (
    BY,
    EFFICIENCY,
    averaging_in,
    content_of,
    efficiency_of,
    named_in,
    only_averaging,
    pollutant_of,
)
from assistant.importing.sayings import closed, evened
from assistant.importing.spots import lead_of, of_a_place, place_behind
from assistant.importing.trimming import BULLET, CLAUSE, ITEM, without_state
from assistant.importing.units import closely_named, with_units

_PLACE = re.compile(r"^(?P<place>[^：:，,；;。≤≥<>＜＞\d]{1,24})[：:](?=.)")
_ALONE = re.compile(r"(?P<place>[^：:，,；;。≤≥<>＜＞\d]{1,24})[：:]")  # a line that only heads the lines below it
_STANDARD = re.compile(
    r"(?:GB|HJ|DB|HG|JB|QB|T|AQ|CJ)\s*/?\s*T?\s*\d[\d.\-—/]*(?:-\d+)?|\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|第?\s*\d+(?:\s*[、和~～\-—]\s*\d+)*\s*(?:号|#|＃|条|款|项)|(?<![A-Za-z])DA\d{3}|[〔\[]\d{4}[〕\]]"
)
_N = r"\d+(?:\.\d+)?"
_IN_PIECES = re.compile(r"(?<![A-Za-z\d.³])\d+(?:\.\d+)?[ \t]+\d")
_WITH_UNIT = re.compile(
    rf"(?P<numbers>{_N}(?:\s*(?:[、，,/]|和|以?及|与|[~～\-—–－至])\s*{_N})*)\s*[（(]?\s*(?:{CONCENTRATION}|(?:[mμµun]g|㎎|㎍|[毫微纳]克)\s*[/每·•⋅]\s*\S)"
)
_PERIOD = re.compile(r"(?:个月|年|月|天|日|周|季度|小时)")
_TENTHS = re.compile(
    r"[一二两三四五六七八九]成半?(?=[（(]?含?[）)]?[及或]?以[上下]|的)|百分之[一二三四五六七八九十百零点两]+"
)  # 八成以上
_SHARE_WORD = re.compile(r"比例|占比|比重|覆盖率|使用率|率|占|份额|车辆|运输|清洁方式|新能源|达到|使用|采用")


@dataclass(slots=True)
class Requirements:
    """Numbers in INTERFACE.md's shape, and the figures that nobody understood."""

    limits: list[dict[str, Any]] = field(default_factory=list)
    shares: list[dict[str, Any]] = field(default_factory=list)
    retention: list[dict[str, Any]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def numbers_of(raw: str, row: str = "") -> dict[str, list[dict[str, Any]]]:
    """The numbers that these words state, by key."""
    found = requirements_in(raw, row)
    return {"limits": found.limits, "shares": found.shares, "retention": found.retention}


def requirements_in(raw: str, row: str = "") -> Requirements:
    """Everything that `raw` states in numbers, clause by clause.

    >>> requirements_in("颗粒物、SO2排放浓度分别不高于10、35mg/m³").limits[1]["value"]
    35
    >>> requirements_in("颗粒物10～20mg/m³").unread
    ['10～20mg/m³']
    """
    out = Requirements()
    raw, row = closed(raw), closed(row)
    label = label_in(row)
    if of_both := labelled(raw, row):
        out.limits += of_both
        out.doubts += label.doubts
        return out
    if _IN_PIECES.search(masked(raw)):
        out.doubts.append("数字之间有空格，可能是一个数字断开了")
    given = with_units(evened(without_state(masked(_STANDARD.sub(lambda m: hidden(m[0]), raw)))), label)
    out.doubts += given.doubts
    above = None
    said: list[tuple[str, list[dict[str, Any]]]] = []
    for line in re.split(rf"\n|(?<=[；;。])(?=\s*[{BULLET}])", given.text):
        before = len(out.limits)
        text = ITEM.sub("", line)
        alone = _ALONE.fullmatch(unmasked(text).strip())
        above = alone["place"].strip() if alone and not named_in(alone["place"]) else above
        place, when = above, label.averaging
        oxygen = _only_oxygen(text) or label.oxygen
        # A place with a colon in an earlier clause, whether a list of limits followed it there, and how they were bounded.
        over, listed, bounded, of_all = "", False, frozenset[str](), ""
        for clause in CLAUSE.split(text):
            clause = ITEM.sub("", clause).strip()
            if (found := _head(clause)) and not KNOWN.sub("", unmasked(found["place"])):
                clause, found = clause[found.end() :].strip(), None  # 排放浓度：… heads limits and is no place
            begun = len(out.limits)
            placed = False
            if found and named_in(head := averaging_in(unmasked(found["place"]))[1]) and not known_place(head):
                of_all = head  # 颗粒物：甲炉≤1；乙炉≤2
            if found and not named_in(averaging_in(unmasked(found["place"]))[1]):
                if spoken := only_averaging(unmasked(found["place"])):
                    when = spoken
                else:
                    place, placed = unmasked(found["place"]).strip(), True
                clause = clause[found.end() :]
            elif listed or (over and bounded and not bounded & _bounds(clause)):
                place = above  # commas part what the place heads, so the semicolon parts more; or the words are others
            _clause(
                clause, out, row=row, label=label, place=place, oxygen=oxygen, when=when, carried=not placed, of_all=of_all,
            )  # fmt: skip
            mine = out.limits[begun:]
            if over and not placed and any(one["where"] in (over, above) for one in mine):
                out.doubts.append(f"“{over}：”管到哪里不能确定")
            if placed:
                over, listed, bounded = place or "", len(mine) > 1, _bounds(clause) if mine else frozenset()
        said.append((line, out.limits[before:]))
    if (of_all := _oxygen_of_all(given.text)) is not None and all(one["oxygen"] is None for one in out.limits):
        for one in out.limits:
            one["oxygen"] = of_all if re.fullmatch(CONCENTRATION, one["unit"]) else None
    for part, limits in _apart(said):
        out.doubts += unaccounted(part, limits)
    out.doubts += label.doubts if out.limits else ()
    out.unread += [one for one in _not_taken(given.text, out) if one not in out.unread]
    return out


def _not_taken(text: str, out: Requirements) -> list[str]:
    """Figures with a unit of concentration that are in no limit: a last look, whatever the grammar made of the words.

    >>> _not_taken("某某十毫克/立方米，11mg/m³", Requirements())
    ['十毫克/立方米', '11mg/m³']
    """
    left = Counter(float(one["value"]) for one in out.limits)
    lost = [unmasked(m[0]) for m in re.finditer(rf"[零〇一二三四五六七八九十百]+\s*{CONCENTRATION}", text)]
    for found in _WITH_UNIT.finditer(text):
        values = Counter(float(one) for one in re.findall(_N, found["numbers"]))
        if values - left:
            lost.append(unmasked(found[0]).strip())
    return lost


def _head(clause: str) -> re.Match[str] | None:
    """What stands before a clause's first colon and may be a place: no sign before figures, no basis, no pollutants."""
    found = _PLACE.match(clause)
    basis = OXYGEN.search(clause)
    if not found or (basis and basis.start() < found.end() < basis.end()) or BEFORE.search(found["place"]):
        return None
    return None if re.search(r"分别|依次", found["place"]) or keeps(found["place"]) else found


def _bounds(clause: str) -> frozenset[str]:
    """The words or signs that bound the figures of a clause."""
    given = ((clause[: found.start()], AFTER.match(clause, found.end())) for found in FIGURES.finditer(clause))
    return frozenset((m["word"] if (m := BEFORE.search(words)) else "") + (after[0] if after else "") for words, after in given)  # fmt: skip


def _within(words: str) -> str:
    """The words without what parts them from others, and without a bracket that has no partner."""
    words = words.strip(" ，,、")
    if re.match(r"[（(]", words) and len(re.findall(r"[（(]", words)) > len(re.findall(r"[)）]", words)):
        words = words[1:]
    while re.search(r"[（(]$", words) or (words.endswith((")", "）")) and not re.search(r"[（(]", words)):
        words = words[:-1]
    return words.strip(" ，,、")


def _apart(said: Sequence[tuple[str, list[dict[str, Any]]]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The lines that stand for themselves, with their limits: numbered items, where no line heads others; else all in one."""
    numbered = [bool(ITEM.match(line)) for line, _ in said]
    if not numbered[0] or any(line.rstrip().endswith(("：", ":")) for line, _ in said):
        return [("\n".join(line for line, _ in said), [one for _, limits in said for one in limits])]
    out: list[tuple[str, list[dict[str, Any]]]] = []
    for (line, limits), new in zip(said, numbered, strict=True):
        out = [*out, (line, limits)] if new else [*out[:-1], (f"{out[-1][0]}\n{line}", [*out[-1][1], *limits])]
    return out


def _only_oxygen(text: str) -> Any:
    """The oxygen basis that a line names once for all it says, in a clause without a limit of its own."""
    found = [_basis(one) for one in OXYGEN.finditer(text)]
    clauses = [c for c in CLAUSE.split(text) if OXYGEN.search(c)]
    if len(found) == 1 and clauses and not FIGURES.search(OXYGEN.sub("", clauses[0])):
        return plain_number(found[0])
    return None


def _oxygen_of_all(text: str) -> Any:
    """The only oxygen basis of a cell, where a clause of its own says it of all that stands before (以上均按…折算) and no more."""
    found = list(OXYGEN.finditer(text))
    clauses = [one for one in CLAUSE.split(text) if OXYGEN.search(one)]
    if len(found) != 1 or len(clauses) != 1 or not re.search(r"以上|上述|均", clauses[0]):
        return None
    left = KNOWN.sub("", re.sub(r"以上|上述|各|[以按为计值]", "", OXYGEN.sub("", ITEM.sub("", clauses[0]))))
    return None if left.strip() else plain_number(_basis(found[0]))


def _next_place(text: str, at: int) -> int:
    """Where, behind a basis in brackets, the next limit names a place of its own; the text's end where none does."""
    for found in FIGURES.finditer(text, at):
        names = named_in(unmasked(BEFORE.sub("", text[at : found.start()])))
        if names and lead_of(unmasked(text[at : found.start()])[: names[0].start]):
            return at
    return len(text)


def _basis(found: re.Match[str]) -> str:
    """The figure of an oxygen basis, whichever way round it is written."""
    return next(one for one in found.groups() if one)


def _clause(
    clause: str, out: Requirements, *, row: str, label: Label, place: str | None, oxygen: Any, when: str | None,
    carried: bool, of_all: str = "",
) -> None:  # fmt: skip
    """The requirements of a clause. `carried`: its place stands with a colon in an earlier one; `of_all`: what such a one
    named before a colon."""
    text = clause
    basis = OXYGEN.search(text)
    until = len(text)
    if basis:
        oxygen = plain_number(_basis(basis))
        text = text[: basis.start()] + text[basis.end() :]
        if basis[0].startswith(("（", "(")) and MEASURED.search(text[: basis.start()][-8:]):
            until = _next_place(text, basis.start())
    of_row = label.words if label.names else ""  # of what a figure is said that names nothing itself
    last_place, last_subject = place, of_row
    begin, begun = 0, len(out.limits)
    passed: list[str] = []
    for found in FIGURES.finditer(text):
        subject = text[begin : found.start()]
        begin = found.end()
        values = re.findall(_N, found["numbers"])
        before = BEFORE.search(subject)
        if found["range"]:
            if _matters(unit_said(found["unit"]), subject, label):
                out.unread.append(unmasked(found[0]).strip())
            last_subject = of_row
            continue
        after = AFTER.match(text, found.end())
        if after:
            begin = after.end()
        sign = comparator(before["word"] if before else None, after[0] if after else None)
        unit = unit_said(found["unit"])
        words = _within(unmasked(subject[: before.start()] if before else subject))
        tail = unmasked(text[begin:])
        bound = before["word"] if before else ""  # 至少保存 is both
        period = kept(unit, words + bound * bool(KEEP.search(bound)), tail, unmasked(clause))
        if period is Kept.NO and _PERIOD.fullmatch(unit) and not words and keeps(row.split("/")[-1]):
            period = Kept.YES
        if period is Kept.YES and sign not in ("<", "<=") and (things := each_kept(words, len(values))):
            out.retention += [
                {"what": _what(thing, row), "value": plain_number(one), "unit": unit, "comparator": sign or ">="}
                for thing, one in zip(things, values, strict=True)
            ]
            continue
        if period is not Kept.NO:
            out.unread.append(unmasked(found[0]).strip())
            continue
        if unit == "%" and not _is_limit(words):
            if _is_share(words, sign, row) and len(values) == 1 and not words.endswith(("由", "从")):
                out.shares.append(
                    {
                        "what": _what(words, row),
                        "value": plain_number(values[0]),
                        "unit": "%",
                        "comparator": sign or ">=",
                    }
                )
            else:
                out.unread.append(unmasked(found[0]).strip())
            continue
        if not unit and not (sign and pollutant_of(words)):
            if sign is not None or _matters("", words, label):
                out.unread.append(unmasked(found[0]).strip())
            continue
        if _PERIOD.fullmatch(unit) or (unit in ("级",) and not _smoke(words)):
            passed.append(unmasked(found[0]).strip())
            if sign and unit != "级":
                out.unread.append(unmasked(found[0]).strip())
            continue
        if not MEASURED.fullmatch(unit):
            passed.append(unmasked(found[0]).strip())
            if not unit or named_in(words):
                out.unread.append(unmasked(found[0]).strip())
            continue
        if subject.lstrip().startswith(("（", "(")):
            spot = re.match(r"[（(]([^（()）]{2,24})[)）]", subject.strip())
            if spot is None or not known_place(unmasked(spot[1])) or not named_in(averaging_in(words)[1]):
                out.unread.append(unmasked(found[0]).strip())  # another value under another condition
                continue
        condition = re.match(r"\s*[（(]([^（()）]{1,30})[)）]", text[begin:])
        bracket = unmasked(condition[1]) if condition else ""
        behind, spot_behind = only_averaging(bracket), bracket if known_place(bracket) else None
        if condition and (behind or spot_behind):
            begin += condition.end()
        elif condition and not BY.fullmatch(f"（{bracket}）"):
            out.doubts.append(f"限值带有条件：（{bracket}）")
        behind = behind or _last_said(text[begin:])
        if of_all and not last_subject and known_place(words):
            last_subject = of_all
            out.doubts.append(f"“{words}”旁没有写污染物，按与前文相同读")
        limits, last_place, last_subject = _limits(
            words or last_subject,
            values,
            unit,
            sign,
            oxygen if found.start() < until else None,
            place,
            last_place,
            out,
            found,
            last_subject,
            carried=carried,
        )
        if spot_behind and any(one["where"] for one in limits):
            out.doubts.append(f"“{spot_behind}”管到哪里不能确定")
        out.limits += [
            {**one, "where": one["where"] or spot_behind, "averaging": one["averaging"] or behind or when}
            for one in limits
        ]
    if any(one["comparator"] in (">=", ">") and one["unit"] not in ("%", "％") for one in out.limits[begun:]):
        out.doubts.append("写的是“达到”或“不低于”，与限值的常见方向相反")
    if passed and len(out.limits) > begun:
        out.doubts.append(f"同一句里还有别的数字：{'、'.join(passed)}")
    out.unread += [*re.findall(r"\d[\d.]*", FIGURES.sub("", text)), *halves(unmasked(clause)), *_TENTHS.findall(clause)]


def _limits(
    words: str, values: Sequence[str], unit: str, sign: str | None, oxygen: Any, place: str | None,
    last_place: str | None, out: Requirements, found: re.Match[str], subject: str = "", *, carried: bool = False,
) -> tuple[list[dict[str, Any]], str | None, str]:  # fmt: skip
    """The limits of one figure or list of figures, the place that goes on, the subject that goes on."""
    averaging, words = averaging_in(words)
    if averaging and not words.strip(" ，,、和及且为") and subject:
        words = averaging_in(subject)[1]  # …小时均值不高于甲，日均值不高于乙: of the same thing
    names = named_in(words)
    each = bool(re.search(r"分别|依次", words))
    where = last_place
    spot = ""
    if not names and (told := of_a_place(words, subject)):
        words, spot = told
        names = named_in(words)
        if lead_of(subject[: names[0].start]) and words == subject:
            out.doubts.append(f"“{spot}”旁没有写污染物，按与前文相同读")
    if names:
        inner = re.search(r"[（(]([^（()）]{2,24})[)）]", words[names[-1].end :])
        lead = spot or lead_of(words[: names[0].start]) or (inner[1] if inner and known_place(inner[1]) else "")
        if lead:
            own = not place or place == lead or (carried and known_place(lead))
            where = lead if own else f"{place}{lead}"
        elif not place:
            where = last_place
        pollutants = [one.name for one in names]
        tail = words[names[-1].end :]
        if not lead and (told_behind := place_behind(tail)):
            where = told_behind
        pollutants = [efficiency_of(one, tail) if unit == "%" else one for one in pollutants]
        pollutants = [content_of(one, tail) for one in pollutants]
    else:
        bare = pollutant_of(words)
        if not bare:
            out.unread.append(unmasked(found[0]).strip())
            return [], last_place, ""
        out.doubts.append(f"“{bare}”不在污染物名称之列")
        pollutants = [bare]
    if len(values) == 1 and not each:
        pairs = [(one, values[0]) for one in pollutants]
    elif len(values) == len(pollutants):
        pairs = list(zip(pollutants, values, strict=True))
    else:
        out.unread.append(unmasked(found[0]).strip())
        return [], last_place, ""
    default = ">=" if unit == "%" and any(EFFICIENCY.search(one) for one in pollutants) else "<="
    limits = [
        {"pollutant": name, "value": plain_number(value), "unit": unit, "comparator": sign or default,
         "oxygen": oxygen, "where": where or None, "averaging": averaging}
        for name, value in pairs
    ]  # fmt: skip
    return limits, where, words


def _last_said(rest: str) -> str | None:
    """The mean that ends a clause, behind its last figure: …≤1mg/m³，小时均值."""
    return None if re.search(r"\d", rest) and FIGURES.search(rest) else only_averaging(unmasked(rest))


def _is_limit(words: str) -> bool:
    """Whether a percentage is an efficiency or a content, and not a share."""
    return bool(EFFICIENCY.search(words)) or bool(
        re.search(r"(含量|含水率|含硫率|灰分|硫分|浓度|VOCs质量占比)\s*(均|应|分别)?$", words)
    )


def _is_share(words: str, comparator: str | None, row: str) -> bool:
    return bool(_SHARE_WORD.search(words)) or comparator in (">=", ">")


def _matters(unit: str, words: str, label: Label) -> bool:
    """Whether a figure that was not understood may be a limit: 300～400℃ is none, whatever stands before it."""
    if unit:
        return bool(MEASURED.fullmatch(unit)) or bool(KEEP.search(words))
    return label.limits or bool(closely_named(unmasked(words)))


def _smoke(words: str) -> bool:
    return bool(re.search(r"黑度", words))


def _what(words: str, row: str) -> str:
    """The subject of a share or a period: the words before it without what only says that it is kept or reached."""
    found = re.sub(r"^.*[，,；;。]", "", words).strip()
    found = (found or words).strip(" ，,：:")
    found = thing_kept(found)
    return found.strip(" ，,、：:（(）)") or row.split("/")[-1]


__all__ = ["Requirements", "chinese_number", "numbers_of", "requirements_in"]
