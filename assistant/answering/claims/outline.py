"""An article told by the headings of its items: 申报流程分四步：企业自评、逐级审核、评定公告、资料归档; and by their number:
第十七条共列四种情形.

Lives here: `outlined`, and `miscounted`. All the headings, in the order of the law, by their own words or by the act that ends them; the count and
the ordinals must fit, and nothing else may be said. May import: claims.frames, sources, units, tokens, library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.claims.frames import Frame, Library, once_a_library
from assistant.answering.claims.sources import Sources
from assistant.answering.claims.tokens import EMPTY, Kind, Token
from assistant.answering.claims.units import BACKGROUND, Unit, unit_of
from assistant.library.clause import ClauseId, arabic_number

_HEADING = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6})。")
_TOPIC = re.compile(r"流程|步骤|程序|环节|阶段|步|原则")
_COUNT = re.compile(
    r"(?P<ordinal>第)?(?P<n>[一二两三四五六七八九十]|(?<!\d)\d{1,2})(?:大|个|项|条|道)*(?:步骤?|环节|阶段|原则)"
)
_LETS = frozenset({*EMPTY, Kind.STOP, Kind.AND, Kind.OF, Kind.ORDER, Kind.AMOUNT, Kind.OBJ, Kind.REF})
_ODD = re.compile(r"不|无|未|免|除|省去|跳过|合并|例外")


def outlined(unit: Unit, library: Library) -> Frame | None:
    """The frame of the article whose items' headings the sentence lists, all of them in order, and nothing beside them."""
    frame, fits = _outlined(unit, library)
    return frame if fits else None


def miscounted(text: str, sources: Sources) -> bool:
    """Whether a sentence says that an article has more or fewer headings than it has, or numbers them otherwise."""
    library = sources.library
    if _otherwise_many(text, sources):
        return True
    if not (_TOPIC.search(text) and _COUNT.search(text)):
        return False
    frame, fits = _outlined(unit_of(text, library.words.of(text)), library)
    if frame is not None:
        return not fits
    for frame, headings in _outlines(library):
        topic = frame.text[: len(frame.text) - len(frame.own)].rstrip("：")[-2:]
        counted = (m for m in _COUNT.finditer(text) if not (m["ordinal"] or text[: m.start()].endswith(_SOME)))
        if re.search(rf"(?<![短长]){topic}", text) and any(arabic_number(m["n"]) != len(headings) for m in counted):
            return True
    return False


def _otherwise_many(text: str, sources: Sources) -> bool:
    """Whether an article is said to list more or fewer cases than it has items: 第十七条一共列了三种情形."""
    for ref in sources.library.words.refs(text) if _CASES.search(text) else ():
        found = _CASES.match(text[ref.end :])
        counts = sources.ground.counts.get(ref.clause) if ref.clause else None
        if found and counts and arabic_number(found["n"]) not in counts:
            return True
    return False


_CASES = re.compile(
    r"(?:里|中|下|总|一|共|合计|列举|列出|列明|列|规定|写明|写|有|包括|包含|分|设|明确|了|的|着){1,6}"
    r"(?P<n>[一二两三四五六七八九十]|(?<!\d)\d{1,2})(?:大)?(?:种|类|项|个|条)(?:情形|情况|行为)(?!之一|中|里|以外|之外)"
)
_SOME = ("前", "头", "后", "这", "那", "其中", "哪", "任", "每")


def _outlined(unit: Unit, library: Library) -> tuple[Frame | None, bool]:
    if not _TOPIC.search(unit.text):
        return None, False
    named = {ClauseId.parse(t.value).parent for t in unit.tokens if t.kind is Kind.REF and t.value != "None"}
    for frame, headings in _outlines(library):
        if named <= {frame.clause} and _lists(unit, headings):
            return frame, _counts(unit.text, len(headings))
    return None, False


@once_a_library
def _outlines(library: Library) -> tuple[tuple[Frame, tuple[tuple[Token, ...], ...]], ...]:
    """Each article whose items all begin with a heading: its frame, and the words of each heading."""
    return tuple(_headed(library))


def _headed(library: Library) -> Iterator[tuple[Frame, tuple[tuple[Token, ...], ...]]]:
    for frame in library.frames:
        if not frame.whole or frame.clause is None:
            continue
        items = sorted(c for c in library.by_clause if c.item is not None and c.parent == frame.clause)
        wholes = (next((f for f in library.by_clause[item] if f.whole), None) for item in items)
        found = [_HEADING.match(whole.own) if whole else None for whole in wholes]
        if len(items) > 1 and all(found):
            yield frame, tuple(library.words.of(m["name"]) for m in found if m)


def _lists(unit: Unit, headings: Sequence[Sequence[Token]]) -> bool:
    """Whether the words of the sentence are those of the headings, one heading after the other."""
    at = 0
    for heading in headings:
        found = _find(unit.tokens, at, heading)
        lead = () if found is None else unit.tokens[at : found[0]]
        if found is None or not all(t.kind in _LETS or (at == 0 and t.value in BACKGROUND) for t in lead):
            return False
        at = found[1]
    return all(t.kind in _LETS for t in unit.tokens[at:])


def _find(tokens: Sequence[Token], start: int, heading: Sequence[Token]) -> tuple[int, int] | None:
    """From where to where a heading stands from `start` on: whole, or the act alone that ends it."""
    whole = "".join(t.text for t in heading)
    short = heading[-1].kind is Kind.ACT
    for at in range(start, len(tokens)):
        for size in (len(heading), len(heading) - 1, 1):
            part = tokens[at : at + size]
            if size and "".join(t.text for t in part) == whole:
                return at, at + size
        if short and tokens[at].kind is Kind.ACT and tokens[at].value == heading[-1].value:
            return at, at + 1
    return None


def _counts(text: str, size: int) -> bool:
    """Whether every count in the text is the number of headings, the ordinals run from one, and none is left out."""
    ordinal = 0
    for found in _COUNT.finditer(text):
        number = arabic_number(found["n"])
        if found["ordinal"]:
            ordinal += 1
            if number != ordinal:
                return False
        elif number != size:
            return False
    return not _ODD.search(text)
