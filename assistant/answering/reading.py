"""A question, understood: everything that routing and composing look at, as one value.

Lives here: `Reading`, `Reader`. May import: library, retrieval.words, the rest of understanding (grades, dates, events,
marks, places). Nothing is decided here; a word read otherwise than said stands in `understood`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from assistant.answering import english
from assistant.answering.dates import Span, dates_in
from assistant.answering.entries import Entries
from assistant.answering.events import Told, events_in
from assistant.answering.grades import GradeMark, grades_in
from assistant.answering.marks import ACTORS, Marks, marks_in
from assistant.answering.question import clean, excerpt, has_han, norm
from assistant.errors import BadQuestion
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.library.holdings import GuaranteeClass, Industries, Industry
from assistant.retrieval.synonyms import Synonyms

_CREDIT = re.compile(r"(?<!不是)(?<!并非)(不良|警示|良好|诚信|未参评)")
_CREDIT_MENDED = re.compile(r"修复|变成|变为|升到|升为|恢复|改成|摘帽|移出")
_CREDIT_NEAR = re.compile(r"信用|列入不良|列为不良|评为不良|评成不良|评了不良|不良企业|是不良")
_CREDIT_NOW = re.compile(
    r"(?:今年|现在|目前|最新|最近)(?:的)?(?:信用)?(?:等级|评价|评级|结果)*(?:是|为|评为|变成|成了|又)*(不良|警示|良好|诚信|未参评)"
)
_UNMET = re.compile(
    r"(?:差|有|只|就|还有|仅)(?:了|差|有|是|剩)*(?:一|1|两|2|几|个别)(?:个|条|项|点)?(?:指标|要求|条件)?.{0,8}(?:不达标|没达到|达不到|不满足|没满足|未满足|没做到|不符合|不合格|没到|不够|够不上|差点)"
    r"|(?:就|只|还|仅)差(?:了)?(?:一|1|两|2|几)(?:个|条|项|点)|(?:指标|要求)(?:没|未|不)(?:全|都|完全)?(?:达到|满足|做到|达标)"
)


@dataclass(frozen=True, slots=True)
class IndustryMark:
    """An industry of 第八条 as the question names it."""

    industry: Industry
    said: str
    start: int


@dataclass(frozen=True, slots=True)
class GuaranteeMark:
    """A guarantee class as the question names it."""

    kind: GuaranteeClass
    said: str
    start: int


@dataclass(frozen=True)
class Reading:
    """What was understood. `text`: the normal form; `said`: as it came in; `own`: the last message alone."""

    said: str
    text: str
    own: str
    marks: Marks
    grades: tuple[GradeMark, ...] = ()
    dates: tuple[Span, ...] = ()
    events: tuple[Told, ...] = ()
    industries: tuple[IndustryMark, ...] = ()
    guarantees: tuple[GuaranteeMark, ...] = ()
    elsewhere: tuple[str, ...] = ()
    credit: str | None = None
    unmet: bool = False
    follow_up: bool = False
    understood: tuple[tuple[str, str], ...] = field(default=())
    ruled_by: str = ""  # a follow-up's own words and what the question before was about: these may rule a topic out
    law_words: str = ""  # the law's words for what was said, to find topics by

    def role(self, role: str) -> tuple[Grade, ...]:
        """The grades with this role, in order, each once."""
        return tuple(dict.fromkeys(m.grade for m in self.grades if m.role == role))

    @property
    def wanted(self) -> tuple[Grade, ...]:
        return self.role("wanted")

    @property
    def held(self) -> tuple[Grade, ...]:
        return self.role("held")

    @property
    def named(self) -> tuple[Grade, ...]:
        """Every grade named, whatever its role."""
        return tuple(dict.fromkeys(m.grade for m in self.grades))


class _Places(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    elsewhere: tuple[str, ...]
    here: tuple[str, ...]
    not_places: tuple[str, ...] = ()


_MAKES = re.compile(r"(?:生产|做|加工|制造|搞|拌|烧|炼|造)(?:的是)?([\u4e00-\u9fff]{2,4})")


class _Trade(BaseModel):
    """Further words for an industry or a guarantee class, by its printed name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    says: tuple[str, ...]


class Reader:
    """Reads questions by the words of one corpus."""

    def __init__(self, corpus: Corpus, entries: Entries) -> None:
        self._entries = entries
        self._places = corpus.typed("answers/places.yaml", _Places)
        held = "industries.yaml" in corpus.names()
        self._industries: Industries | None = corpus.industries if held else None
        trades = corpus.typed("answers/trades.yaml", tuple[_Trade, ...])
        self._names = _names(self._industries.industries, trades) if self._industries else ()
        self._classes = _names(self._industries.guarantee, trades) if self._industries else ()
        self._synonyms = Synonyms.of(corpus)

    def read(self, question: str, *, as_of: date) -> Reading:
        """`question` alone. Raises BadQuestion where there is nothing to read."""
        said = excerpt(clean(question))
        turned = english.in_chinese(said) if not has_han(said) else said
        return self.read_text(norm(turned), said=said, as_of=as_of)

    def read_text(self, text: str, *, said: str, as_of: date, own: str | None = None) -> Reading:
        """The reading of a normal form."""
        dates = dates_in(text, as_of=as_of)
        named = _longest(text, self._names)
        industries = tuple(IndustryMark(entry, word, at) for entry, word, at in named if isinstance(entry, Industry))
        industries = industries or self._by_synonym(text) or self._by_product(text)
        classes = _longest(text, self._classes)
        guarantees = tuple(
            GuaranteeMark(entry, word, at) for entry, word, at in classes if isinstance(entry, GuaranteeClass)
        )
        events = events_in(text, self._entries.events, dates, as_of=as_of)
        return Reading(
            said=said,
            text=text,
            own=own if own is not None else text,
            marks=marks_in(text, dates),
            grades=grades_in(text),
            dates=dates,
            events=events,
            industries=industries,
            guarantees=guarantees,
            elsewhere=self._elsewhere(text),
            credit=_credit(text),
            unmet=bool(_UNMET.search(text)),
            understood=_understood(industries, events),
            law_words=norm("、".join(self._synonyms.law_words(text))),
        )

    def _by_synonym(self, text: str) -> tuple[IndustryMark, ...]:
        """Industries that a saying of `synonyms.yaml` stands for (4S店: 汽修行业)."""
        if self._industries is None:
            return ()
        out: dict[str, IndustryMark] = {}
        for one in self._synonyms.found(text):
            for word in one.synonym.as_:
                entry = self._industries.named(word)
                if entry is not None:
                    out.setdefault(entry.name, IndustryMark(entry, norm(one.said), max(0, text.find(norm(one.said)))))
        return tuple(out.values())

    def _by_product(self, text: str) -> tuple[IndustryMark, ...]:
        """Industries whose names a product gives (生产油漆: 油漆厂, 油漆生产)."""
        words = dict(self._names)
        for found in _MAKES.finditer(text):
            for length in (4, 3, 2):
                product = found[1][:length]
                for tail in ("厂", "生产", "企业", "加工", "制造", "站", ""):
                    entry = words.get(product + tail) if len(product) == length else None
                    if isinstance(entry, Industry):
                        return (IndustryMark(entry, product, found.start(1)),)
        return ()

    def _elsewhere(self, text: str) -> tuple[str, ...]:
        for word in self._places.not_places:
            text = text.replace(word, "")
        return tuple(place for place in self._places.elsewhere if place in text)


def _credit(text: str) -> str | None:
    if not _CREDIT_NEAR.search(text):
        return None
    found = _CREDIT.search(text)
    now = _CREDIT_NOW.search(text)
    if now and now[1] in text:
        return now[1]
    if found and found[1] == "不良" and _CREDIT_MENDED.search(text):
        later = [rating for rating in _CREDIT.findall(text) if rating != "不良"]
        return later[-1] if later else None
    if found:
        return found[1]
    return "未参评" if re.search(r"(?:没有?|未)(?:参加|参评|评)", text) else None


def _names(
    entries: Sequence[Industry] | Sequence[GuaranteeClass], trades: Sequence[_Trade]
) -> tuple[tuple[str, Industry | GuaranteeClass], ...]:
    """(word, entry), the longest word first."""
    further = {trade.name: trade.says for trade in trades}
    words: dict[str, Industry | GuaranteeClass] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases, *further.get(entry.name, ())):
            key = norm(name)
            words.setdefault(key, entry)
            for tail in ("制造业", "制造", "行业"):
                if key.endswith(tail) and len(key) > len(tail) + 1:
                    words.setdefault(key.removesuffix(tail), entry)
    return tuple(sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _longest(text: str, names: Sequence[tuple[str, object]]) -> list[tuple[object, str, int]]:
    """Every entry named in `text`, the longest words first, none inside another; in order of the text."""
    taken: list[tuple[int, int]] = []
    found: dict[int, tuple[object, str, int]] = {}
    for word, entry in names:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if all(end <= s or start >= e for s, e in taken):
                taken.append((start, end))
                found.setdefault(id(entry), (entry, word, start))
            start = text.find(word, start + 1)
    return sorted(found.values(), key=lambda f: f[2])


def _understood(industries: Sequence[IndustryMark], events: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    out: list[tuple[str, str]] = []
    for mark in industries:
        if norm(mark.industry.name) not in (mark.said, mark.said + "制造", mark.said + "行业"):
            out.append((mark.said, mark.industry.name))
    for told in events:
        if told.said not in told.law and norm(told.law) not in told.said and len(told.said) <= 14:
            out.append((told.said, told.law))
    return tuple(out)


def with_history(reader: Reader, turns: Sequence[str], question: str, *, as_of: date) -> Reading:
    """`question` read after the earlier questions `turns`: what it leaves out is taken from them."""
    reading = reader.read(question, as_of=as_of)
    context: Reading | None = None
    for turn in turns:
        try:
            before = reader.read(turn, as_of=as_of)
        except BadQuestion:  # an earlier message that cannot be read gives no context
            continue
        context = merged(reader, context, before, as_of=as_of) if context else before
    return merged(reader, context, reading, as_of=as_of) if context else reading


_OPENERS = re.compile(
    r"^(?:那么?|这个|它|他们|这种|此|进去|不良|警示|如果|要是|假如|换成|还有|另外|再|然后|所以|可|但|为什么|为啥|凭什么|怎么|哪|多久|几|要|是|不是|最早|最晚|一年|省里|市里|收了|专家|到)"
)
_ENDS = re.compile(
    r"(?:呢|也不行|也行|也可以|也一样|总可以吧|也是|也算|多久|谁|为什么|依据|哪条|的话|也?适用吗|也?算吗)[?？。!]*$"
)
_REST = re.compile(
    r"[那么如果要是换成呢吗吧啊的话又也还了那这个样?!,。、,:：的]|企业|级|现在|我们|一样|也是|怎么样|怎么办|总可以|可以|不行"
)


_ASKING = re.compile(
    r"由谁|谁来|谁|怎么|如何|多久|什么时候|何时|几[个名次人天年月]?|多少|哪[些个里本]?|要不要|能不能|是不是|会不会|有没有|吗|呢|[?]"
)
_TELLS_DAY = re.compile(
    r"^(?:那|是|就是|(?:处罚|决定|罚单|通报|文书|落款|日期|时间|具体|哪天)*(?:书|决定书)?(?:上)?(?:写的|落款|日期|时间)*(?:是|在|为))?[^,?吗呢]*(?:[日号月年天](?:的|下的|作出的|收到的)?)[。!]*$"
)
_TURNS_ON = re.compile(r"会降|降|能报|能评|等级|哪天|多久|还能|影响|什么时候|保得住")


def is_follow_up(reading: Reading) -> bool:
    """Whether a question leans on what was said before: short, or opening and ending as such questions do."""
    text = reading.text
    if len(text) <= 9:
        return True
    return len(text) <= 24 and bool(_OPENERS.search(text) or _ENDS.search(text))


def merged(reader: Reader, before: Reading, now: Reading, *, as_of: date) -> Reading:
    """`now` with what it leaves out filled from `before`: what it names stands in the place of the same kind."""
    turns_on_it = bool(before.events) and not now.events and len(now.text) <= 24 and bool(_TURNS_ON.search(now.text))
    tells_the_day = bool(now.dates and before.events) and len(now.text) <= 24 and bool(_TELLS_DAY.search(now.text))
    if not turns_on_it and not tells_the_day and not is_follow_up(now):
        return now
    if re.match(r"(?:是)?(?:不良|警示|良好|诚信|未参评)", now.text) and "信用" not in now.text:
        now = reader.read_text(f"信用{now.text}", said=now.said, as_of=as_of)
    text = before.text
    swapped = False
    if now.grades and before.grades:
        text, swapped = _swap(text, before.grades, now.text[now.grades[0].start : now.grades[-1].end]), True
    elif now.industries and before.industries:
        text = text.replace(before.industries[0].said, now.industries[0].said)
        swapped = True
    if now.dates and before.dates and before.events and not now.events:
        for span in reversed(before.dates):
            text = text[: span.start] + now.dates[0].said + text[span.end :]
        swapped = True
    if len(before.marks.actors) == 1 and len(now.marks.actors) == 1 and before.marks.actors != now.marks.actors:
        text, actor_swapped = _swap_actor(text, next(iter(before.marks.actors)), now.text, next(iter(now.marks.actors)))
        swapped = swapped or actor_swapped
    rest = now.text
    for mark in (*(m.said for m in now.industries), *(d.said for d in now.dates)):
        rest = rest.replace(mark, "")
    for grade in reversed(now.grades):
        rest = rest.replace(now.text[grade.start : grade.end], "")
    if not swapped or len(_REST.sub("", rest)) > 1:
        text = f"{text.rstrip('?。!')},{now.text}"
    out = reader.read_text(text, said=now.said, as_of=as_of, own=now.text)
    wanted = now.wanted or (now.named if before.wanted and now.named else ())
    grades = out.grades
    if wanted and not now.held:
        grades = tuple(m for m in out.grades if m.role != "wanted") + tuple(
            GradeMark(g, len(text), len(text), "wanted") for g in wanted
        )
    about = _ASKING.sub("", text) + now.text
    return replace(out, ruled_by=about, grades=grades, follow_up=True, marks=replace(out.marks, asked=now.marks.asked))


def _swap_actor(text: str, old: str, said: str, new: str) -> tuple[str, bool]:
    """`text` with the actor it names replaced by the one that `said` names."""
    found = ACTORS[new].search(said)
    return (ACTORS[old].sub(found.group(), text), True) if found else (text, False)


def _swap(text: str, grades: Sequence[GradeMark], said: str) -> str:
    """`text` with its last wanted grade (or else its first) replaced."""
    wanted = [m for m in grades if m.role == "wanted"]
    mark = wanted[-1] if wanted else grades[0]
    said = (
        said if said.endswith("级") or "引领" in said or not text[mark.start : mark.end].endswith("级") else said + "级"
    )
    return text[: mark.start] + said + text[mark.end :]
