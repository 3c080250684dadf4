"""What happened, as the question tells it: kinds of events, and the day each happened.

Lives here: the model of `answers/events.yaml`, `events_in`. May import: library, answering.dates. A denied event (没被罚过)
is none. Which day belongs to which event: the nearest one; days of remedy and of the act are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.dates import Span

FILE = "answers/events.yaml"
_DENIED = re.compile(
    r"(?:没有?|从未|从来没有?|未曾?|不曾|无|没受过|没有受过|没被|未被|未受|未受到|没受到|没有被|没有受到)(?:过|任何|被|受到|受过|受|环保|环境|的|吃过|有过)*$"
)
_NONE_SAID = re.compile(
    r"(?:没有?|未|不)(?:有|被|受到|受|给|予)*(?:行政)?处?罚$|(?:没有?|未|不)(?:说|写|提|讲|算|是)?.{0,2}典型(?:案例)?$"
)
_ONGOING = re.compile(
    r"现在还没|至今|一直没|还没(?:装|办|拿|下来|续|补|换)|到现在都?没|仍然?没|先生产着|还在(?:生产|停)|办不下来|没办下来|还没有|目前没有|现在没有|现在也没|都没办|现在都没|还没批|还没装"
)
_REMEDY = re.compile(
    r"(?<![没未不])(?:补完|办完|补上|补齐手续|补装|装好|装上了|装完|补办|办好|办下来了?|拿到了?|整改完|改完|联网了|已补|已经补|补齐|取得了?|整改到位|完成整改|批下来了|才装|才拿到|才办|才联网|才装上|联上网|修好|补好|续上了?|续好|续期|换了?新证|重新申领|补齐了|下证|恢复(?:正常)?(?:使用|运行|联网|监测)|恢复正常|重新(?:投用|启用|联网)|正常运行了)"
)
_DECIDED = re.compile(r"决定书|落款|下达|处罚|罚款|罚单|认定|作出|下的|查实")
_PAPER = re.compile(r"决定|落款|下达|下来|罚单|作出|才开|开的")
_RECEIVED = re.compile(r"签收|送达|收到|拿到|寄到|缴|交(?:了|款|清)")
_SEVERAL = re.compile(
    r"(?:两|2|三|3|四|几|多)(?:张|次|笔|起|回|个)(?:环保|环境)?(?:行政)?(?:罚|处罚|违法|决定)|(?:罚|处罚)(?:了|过)?(?:两|2|三|3|几|多)(?:次|回|笔)|一(?:张|次|笔|起|回)[^。]{1,18}(?:另)?一(?:张|次|笔|起|回)|先后|两次都|分别在?是?"
)
_ANOTHER = re.compile(
    r"(?:又|再次?|还|也)(?:被|挨|吃|收到|让)?(?:环保局?|人)?(?:罚|处罚|通报|了一张)|第[二三]次|另一(?:张|次|笔)"
)
_REPEATED = frozenset({"administrative_penalty", "over_permit_limit", "evasive_discharge", "alert_breach_notified"})
_COMMA = 12
_ACT = re.compile(r"的事|违法(?:行为)?|行为|发生|检查|查获|被查|查到|抓到|那天|当天|立案|排放")


class EventWords(BaseModel):
    """How people tell of one kind of event. `clause`: the item that speaks of it; `as`: the law's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, ignored_types=(cached_property,))

    kind: str
    clause: str
    as_: str = Field(alias="as")
    says: tuple[str, ...]
    never: str = ""
    state: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{said})" for said in self.says))

    @cached_property
    def ruled_out(self) -> re.Pattern[str] | None:
        return re.compile(self.never) if self.never else None


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the question. `when`: the days it may have been; None: not told. `ongoing`: a state not remedied."""

    kind: str
    clause: str
    law: str
    said: str
    start: int
    end: int
    when: Span | None = None
    occurred: Span | None = None
    remedied: Span | None = None
    ongoing: bool = False
    state: bool = False
    site: str | None = None


# An event of a more particular kind stands before a penalty that the same question tells of; both stand where both are.
_SWALLOWS = {
    "violation_unpunished": {"administrative_penalty"},
    "alert_breach_notified": {"typical_case_notified", "administrative_penalty"},
    "typical_case_notified": {"administrative_penalty"},
    "criminal_offence": {"administrative_penalty"},
    "falsified_ledger": {"false_materials"},
    "false_materials": {"falsified_ledger"},
    "material_change": {"equipment_changed"},
}


def events_in(text: str, words: Sequence[EventWords], dates: Sequence[Span], *, as_of: date) -> tuple[Told, ...]:
    """The events that `text` (normal form) tells of, each with its days."""
    found: dict[str, Told] = {}
    for entry in words:
        if entry.ruled_out and entry.ruled_out.search(text):
            continue
        for hit in entry.pattern.finditer(text):
            if _DENIED.search(text[max(0, hit.start() - 8) : hit.start()]):
                continue
            said = hit.group()
            if entry.kind != "violation_unpunished" and _NONE_SAID.search(said):
                continue
            found[entry.kind] = Told(
                entry.kind, entry.clause, entry.as_, said, hit.start(), hit.end(), state=entry.state
            )
            break
    swallowed: set[str] = set()
    for kind in found:
        swallowed |= _SWALLOWS.get(kind, set()) if kind not in swallowed else set()
    events = [told for kind, told in found.items() if kind not in swallowed]
    past = [d for d in dates if d.first <= as_of]
    out: list[Told] = []
    for told in events:
        first = _dated(told, text, past, alone=len(events) == 1, as_of=as_of)
        out += [first, *_again(first, text, past)]
    return tuple(out)


def _again(told: Told, text: str, dates: Sequence[Span]) -> Iterator[Told]:
    """The same thing on further days: 两张罚单，一张3月3日一张6月6日; 去年被罚，今年4月又被罚."""
    if told.when is None or told.state or told.kind not in _REPEATED:
        return
    several = bool(_SEVERAL.search(text))
    for span in dates:
        known = span in (told.when, told.occurred, told.remedied)
        other = _near(_RECEIVED, text, span, dates) or (_near(_ACT, text, span, dates) and not several)
        if known or other or span.first == span.last == told.when.first:
            continue
        if _near(_ANOTHER, text, span, dates) or (several and span.exact == told.when.exact):
            yield replace(told, when=span, occurred=None)


def _dated(told: Told, text: str, dates: Sequence[Span], *, alone: bool, as_of: date) -> Told:
    ongoing = told.state and bool(_ONGOING.search(text)) and not _REMEDY.search(text)
    remedied = [d for d in dates if told.state and _near(_REMEDY, text, d, dates)]
    left = [d for d in dates if d not in remedied]
    when: Span | None = None
    occurred: Span | None = None
    if len(left) >= 2 and alone:
        decided = [d for d in left if _near(_DECIDED, text, d, dates)]
        decided.sort(key=lambda d: (_near(_RECEIVED, text, d, dates), not _near(_PAPER, text, d, dates)))
        when = decided[0] if decided else min(left, key=lambda d: _distance(told, text, d))
        acts = [d for d in left if d is not when and _near(_ACT, text, d, dates)]
        occurred = next((d for d in acts if d is not when and d.first <= when.last), None)
    elif left:
        when = min(left, key=lambda d: _distance(told, text, d))
    out = replace(told, when=when, occurred=occurred, ongoing=ongoing and not remedied)
    return replace(out, remedied=remedied[0]) if remedied else out


def _near(pattern: re.Pattern[str], text: str, span: Span, dates: Sequence[Span]) -> bool:
    """Whether `pattern` stands in the same breath as the date, with no other date between."""
    later = min((d.start for d in dates if d.start >= span.end), default=len(text))
    earlier = max((d.end for d in dates if d.end <= span.start), default=0)
    after = re.split(r"[,。;!?]", text[span.end : min(span.end + 14, later)])[0]
    before = re.split(r"[,。;!?]", text[max(0, span.start - 10, earlier) : span.start])[-1]
    if pattern.search(after):
        return True
    other = pattern is _REMEDY and (_DECIDED.search(after) or _ACT.search(after) or after.startswith(("查", "被查")))
    return bool(pattern.search(before)) and not other


def _distance(told: Told, text: str, span: Span) -> int:
    """In characters; a comma between them counts as many."""
    low, high = (span.end, told.start) if span.end <= told.start else (told.end, span.start)
    return max(0, high - low) + _COMMA * len(re.findall(r"[,。;!?]", text[low:high]))
