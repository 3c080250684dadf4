"""What the corpus says, cut into frames that a sentence can be held against.

Lives here: `Frame` (one sentence of one clause, under its article's opening words, read by `runs`), `Library` (all
of them, found by clause or by the concepts they share with a sentence) and `once_a_library`. May import: library, claims.words, runs, text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar
from weakref import WeakKeyDictionary

from assistant.answering.claims.amounts import Amount, Day, amounts, days
from assistant.answering.claims.runs import LISTS, Run, runs
from assistant.answering.claims.text import plain, sentences
from assistant.answering.claims.tokens import CONCEPTS, MARKS, MODALS, Kind, Token
from assistant.answering.claims.wording import SILENT
from assistant.answering.claims.words import Words
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade

Made = TypeVar("Made")
_B_MINUS = re.compile(r"（含B-(?:，下同)?）")
_ANNEXED = re.compile(r"。(（见附件\d+）)")
_WHEN = re.compile(r"[^，]{2,16}(?:期间|过程中|时)")


@dataclass(frozen=True)
class Frame:
    """A sentence that core or corpus stands for. `origin`: law | core | statement | corpus. `whole`: several sentences
    of one clause, which carry a sentence only run by run. `silent`: it says what the text does not say."""

    clause: ClauseId | None
    text: str
    tokens: tuple[Token, ...] = field(repr=False)
    whole: bool = False
    origin: str = "law"
    gloss: frozenset[str] = frozenset()
    own: str = ""
    silent: bool = False
    cases: tuple[Frame, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its runs between commas."""
        return runs(self.tokens)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Everything it speaks of."""
        return frozenset(t.value for t in self.tokens if t.kind in CONCEPTS) | self.gloss

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts that it states."""
        told = {t.text for t in self.tokens if t.kind is Kind.AMOUNT}
        return tuple(a for a in amounts(self.text) if a.text in told)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that it states."""
        return days(self.text)

    @cached_property
    def grades(self) -> frozenset[Grade]:
        """The grades that it names, targets aside."""
        return frozenset(g for run in self.runs for g in run.own_grades)

    @cached_property
    def targets(self) -> frozenset[Grade]:
        """The grades that somebody falls to."""
        return frozenset(g for run in self.runs for g in run.targets)

    @cached_property
    def doers(self) -> frozenset[str]:
        """Everybody who acts in it."""
        return frozenset(d for run in self.runs for d in run.own_doers)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Everybody whom it names."""
        named = frozenset(t.value for t in self.tokens if t.kind is Kind.ACTOR)
        named |= {"ministry"} if "被国家、省级" in self.text else set()
        return named | {"province"} if "省级重点行业" in self.gloss else named  # 省级12个重点行业

    @cached_property
    def ways(self) -> frozenset[str]:
        """The kinds of its modals."""
        return frozenset(t.kind.value for t in self.tokens if t.kind in MODALS)

    @cached_property
    def opening(self) -> int:
        """How many of its runs are its article's opening words."""
        return sum(1 for run in self.runs if run.tokens[-1].end <= len(self.text) - len(self.own))

    @cached_property
    def listed(self) -> bool:
        """Whether its article's opening words list cases."""
        return bool(LISTS.search(self.text[: len(self.text) - len(self.own)]))

    @cached_property
    def narrow(self) -> frozenset[str]:
        """Everything that its conditions speak of."""
        return frozenset(c for run in self.runs if run.narrows for c in run.concepts)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Everything that a negation reaches."""
        return frozenset(c for run in self.runs for c in run.negative)

    @cached_property
    def not_done(self) -> frozenset[str]:
        """Everything that is told not to be so; not what is forbidden."""
        return frozenset(c for run in self.runs for s in run.negated if s.kind is Kind.NEG for c in s.all)

    @cached_property
    def negations(self) -> tuple[tuple[Run, str], ...]:
        """What each negation governs, with its run."""
        return tuple((run, head) for run in self.runs for scope in run.negated for head in scope.heads[-1:])

    @cached_property
    def together(self) -> frozenset[frozenset[str]]:
        """Every two that one run of it names, with who acts there and to whom; what a condition and what follows name."""
        out: set[frozenset[str]] = set()
        for run in self.runs:
            words = run.concepts | run.doers | run.receivers | run.others
            out |= {frozenset((a, b)) for a in words for b in words if a < b}
        return frozenset(out)

    @cached_property
    def beside(self) -> frozenset[frozenset[str]]:
        """Every two that two neighbouring runs of it name."""
        out: set[frozenset[str]] = set()
        for one, next_ in (*pairwise(self.runs), *zip(self.runs, self.runs[2:], strict=False)):
            out |= {frozenset((a, b)) for a in one.concepts | one.others for b in next_.concepts if a != b}
        return frozenset(out)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its exceptions, hedges and limits."""
        return frozenset(t.text for t in self.tokens if t.kind in MARKS)


class Library:
    """Every frame of a corpus."""

    def __init__(self, corpus: Corpus, words: Words) -> None:
        self.words = words
        glosses = {ClauseId.parse(str(g.clause)): _GLOSSES.get(g.id, frozenset()) for g in corpus.industries.guides}
        self.frames = tuple(_pointing(corpus, tuple(_law(corpus, words, glosses))))
        self.by_clause: dict[ClauseId, list[Frame]] = {}
        for frame in self.frames:
            if frame.clause:
                self.by_clause.setdefault(frame.clause, []).append(frame)
        self.sentences: dict[ClauseId, list[Frame]] = {}
        for frame in self.frames:
            if frame.clause and not frame.whole:
                self.sentences.setdefault(frame.clause.parent, []).append(frame)
        self._index = _index(self.frames)
        self.forbidden = frozenset(
            act
            for f in self.frames
            for run in f.runs
            for scope in run.modals
            if scope.kind is Kind.MUST_NOT
            for act in scope.heads
        )
        self.of = lru_cache(maxsize=2048)(self._of)
        self.statement = lru_cache(maxsize=512)(self._statement)

    def near(self, concepts: Iterable[str], *, limit: int = 16) -> tuple[Frame, ...]:
        """The frames that share most with `concepts`, rare ones counting more; the best first."""
        scores: dict[int, float] = {}
        for concept in concepts:
            found = self._index.get(concept, ())
            rare = 1.0 / len(found) if found else 0.0
            for at in found:
                scores[at] = scores.get(at, 0.0) + rare
        best = sorted([(-score, at) for at, score in scores.items()])[:limit]
        return tuple(self.frames[at] for _, at in best)

    def _of(self, clauses: tuple[ClauseId, ...]) -> tuple[Frame, ...]:
        """The frames of these clauses: an article brings its items, an item the last sentence of its article's
        opening, which it completes."""
        out: dict[int, Frame] = {}
        for clause in clauses:
            for known, frames in self.by_clause.items():
                same = known.document == clause.document and known.article == clause.article
                if same and (known.item is None or clause.item is None or known.item == clause.item):
                    opening = clause.item is not None and known.item is None
                    own = [f for f in frames if not f.whole][-1:] if opening else frames
                    out.update({id(f): f for f in own})
        return tuple(out.values())

    def _statement(self, text: str, clause: ClauseId | None = None, origin: str = "statement") -> Frame:
        """A frame of words that core or composer already stand for."""
        words = spelled(text)
        tokens = self.words.of(words)
        return Frame(clause, words, tokens, origin=origin, own=words, gloss=_implied(tokens))

    def told(self, text: str) -> tuple[Frame, ...]:
        """The frames of a statement of core or composer: what it says; and, apart, the whole of it where it also says that
        the text does not say something (没有规定…, 没有要求…): that carries nobody who says it does."""
        parts = [part for part in _PARTS.split(text) if part]
        said = [part for part in parts if not SILENT.search(part)]
        if len(said) == len(parts):
            return (self.statement(text),)
        rest = (self.statement("，".join(said)),) if said else ()
        return (*rest, replace(self.statement(text), silent=True))


_PARTS = re.compile(r"[，；。：]")


def once_a_library(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """`make`, called once for each library; what it made is kept as long as the library, and keeps none alive."""
    made: WeakKeyDictionary[Library, Made] = WeakKeyDictionary()

    def found(library: Library) -> Made:
        if library not in made:
            made[library] = make(library)
        return made[library]

    return found


def _pointing(corpus: Corpus, frames: tuple[Frame, ...]) -> Iterator[Frame]:
    """Each frame; one whose provisions speak of the cases of another article may name those cases."""
    points = dict(pointed_articles(corpus))
    for frame in frames:
        articles = points.get(frame.clause, frozenset()) if frame.clause and frame.clause.item else frozenset()
        own = frame.clause.article if frame.clause else 0
        cases = tuple(f for f in frames if f.clause and not f.whole and f.clause.article in articles - {own})
        yield replace(frame, cases=cases) if cases else frame


def pointed_articles(corpus: Corpus) -> Iterator[tuple[ClauseId, frozenset[int]]]:
    """The articles whose cases a clause speaks of, its own among them, as its provisions say."""
    for provision in corpus.provisions.values():
        codes = [re.fullmatch(r"listed_in_article_(\d+)", str(c)) for c in provision.condition]
        named = frozenset(int(found[1]) for found in codes if found)
        if named:
            yield provision.clause, named | {provision.clause.article}


_CIVIL = "civil-code"
_LISTED = frozenset({"纳入", "列明", "名单", "涉及", "重点行业"})
_GLOSSES = {
    "national-2020": frozenset({"国家指南", "国家重点行业", "国家", "适用", "技术指南", "评定", "申报"}),
    "henan-key": frozenset({"省级指南", "省级重点行业", "适用", "技术指南", "评定", "申报"}),
    "henan-general": frozenset({"通用指南", "通用行业", "适用", "技术指南", "评定", "申报"}),
}


def _index(frames: tuple[Frame, ...]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for at, frame in enumerate(frames):
        for concept in frame.concepts | frame.actors | frame.ways:
            out.setdefault(concept, []).append(at)
    return out


def spelled(text: str) -> str:
    """`text` as sentences and law are both read."""
    return _B_MINUS.sub("", plain(text))


def _law(corpus: Corpus, words: Words, glosses: Mapping[ClauseId, frozenset[str]]) -> Iterator[Frame]:
    for document in corpus.documents.values():
        for clause in document.clauses.values():
            head = _opening(spelled(clause.head or ""), words) if clause.id.item else ""
            yield from _of_clause(
                clause.id,
                head,
                spelled(clause.text),
                words,
                glosses.get(clause.id, frozenset())
                | (_LISTED if clause.id.article == 8 and clause.id.document != _CIVIL else frozenset())
                | (frozenset({"民法典"}) if clause.id.document == _CIVIL else frozenset()),
            )
        for article in sorted({c.parent for c in document.clauses}):
            if items := document.items_of(article):
                head = _opening(spelled(document.clause(article).text), words)
                body = "；".join(spelled(item.text).rstrip("。；") for item in items)
                yield _frame(article, head, body, words, whole=True)


def _frame(
    clause: ClauseId, head: str, body: str, words: Words, *, whole: bool = False, gloss: frozenset[str] = frozenset()
) -> Frame:
    text = f"{head.rstrip('：。')}：{body}" if head else body
    tokens = words.of(text)
    return Frame(clause, text, tokens, whole=whole, gloss=gloss | _implied(tokens), own=body)


def _implied(tokens: tuple[Token, ...]) -> frozenset[str]:
    """What words mean without saying it: who may not apply is restricted; what is listed is included."""
    values = {t.value for t in tokens if t.kind in CONCEPTS}
    out: set[str] = set()
    for has, means in _IMPLIES:
        if has <= values:
            out |= means
    if values & _GUIDES:
        out |= {"技术指南"}
    told = "".join(t.text for t in tokens)
    for has_text, means in _IMPLIED_BY_TEXT:
        if has_text in told:
            out |= means
    if "申报" in values and any(t.kind is Kind.MUST_NOT for t in tokens):
        out |= {"限制", "影响"}
    return frozenset(out)


_IMPLIES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(has.split()), frozenset(means.split()))
    for has, means in (
        ("国家和省级 技术指南", "国家指南 省级指南 国家 对标"),
        ("差异化管控", "减排措施"),
        ("资料审核", "审核"),
        ("分行业", "分别 评定"),
        ("采取自主减排", "减排措施"),
        ("施行 印发", "实施"),
        ("自评 对标", "逐项"),
        ("配备", "安排 组织"),
        ("补全", "纳入"),
        ("一厂一策", "实施方案"),
        ("信息管理系统", "线上"),
        ("修订 应急减排清单", "制定"),
        ("配备 现场核查", "核查"),
        ("超过 许可排放浓度", "排放"),
        ("申报材料", "信息 填写"),
        ("举报信息", "举报 信息"),
        ("举报", "受理"),
        ("期间计算", "计算"),
        ("举报人", "举报 信息"),
        ("真实有效", "真实 有效"),
        ("真实", "真实有效 有效"),
        ("国家指南", "绩效指标 分级"),
        ("省级指南", "绩效指标 分级"),
        ("通用指南", "绩效指标 分级"),
    )
)


_GUIDES = frozenset({"国家指南", "省级指南", "通用指南"})
_IMPLIED_BY_TEXT: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (text, frozenset(means.split()))
    for text, means in (
        ("补充说明＞的通知", "补充说明"),
        ("＞补充说明的通知", "补充说明"),
        ("每季度", "季度"),
        ("以下情形", "任一"),
        ("情形之一", "任一"),
        ("行为之一", "任一"),
        ("完成归档工作", "申报材料"),
        ("主动贿赂", "主动"),
        ("主动申请回避", "主动"),
        ("资格全面审查", "评级后"),
        ("其他应当", "兜底"),
        ("按照其他相关规定", "兜底"),
        ("申报企业", "申报"),
        ("审核评定", "评定"),
        ("申请绩效分级调整", "调整"),
        ("排污许可证规定", "未按许可"),
        ("重新申报", "申报"),
        ("评定结果", "评级结果 评定"),
        ("绩效评级时", "评定 申报"),
        ("原材料供应企业", "重大项目 原材料供应"),
        ("相关专家", "参与"),
        ("制修订", "制定"),
        ("按照原有等级管理", "维持"),
        ("相关行业专家", "参与"),
        ("有关专家", "参与"),
        ("组织专家", "参与"),
        ("之日起实施", "施行 落实"),
        ("开始的当日不计入", "行政处罚 通报 限制 评级后"),
        ("没有对应日的", "届满 计算"),
        ("法定休假日结束", "顺延"),
    )
)


def _opening(head: str, words: Words) -> str:
    """The last sentence of an article's opening, which its items complete, with who acts in it."""
    before, _, last = head.rstrip("：。").rpartition("。")
    found = runs(words.of(last))
    subject = _subject(before, words)
    return f"{subject}，{last}" if before and subject and not (found and found[0].own_doers) else last


def _subject(text: str, words: Words) -> str:
    """The first actors that `text` names, with those joined to them."""
    tokens = words.of(text)
    start = next((n for n, t in enumerate(tokens) if t.kind is Kind.ACTOR), None)
    if start is None:
        return ""
    end = start
    while end + 2 < len(tokens) and tokens[end + 1].text in "、和及或" and tokens[end + 2].kind is Kind.ACTOR:
        end += 2
    return text[tokens[start].start : tokens[end].end]


_LONGEST_CAPTION = 5
_AT_ONCE = re.compile(r"，同时")


def _of_clause(clause: ClauseId, head: str, text: str, words: Words, gloss: frozenset[str]) -> Iterator[Frame]:
    subject, parts = "", 0
    text = _ANNEXED.sub(r"\1。", text)
    caption, _, rest = text.partition("。")
    if (
        clause.item and rest and len(caption) <= _LONGEST_CAPTION
    ):  # what the item is called, said of each sentence of it
        gloss |= {t.value for t in words.of(caption) if t.kind in (Kind.THING, Kind.QUALITY, Kind.UNKNOWN)}
    before = ""
    for full in filter(None, text.split("。")):
        when = ""
        if (
            _AT_ONCE.search(full) and before and not clause.item
        ):  # 同时公布…: where and by whom the sentence before says
            yield _frame(clause, head, f"{before.split('，')[0]}，{full}", words, gloss=gloss)
            parts += 1
        before = full
        for sentence in filter(None, full.split("；")):
            parts += 1
            body = sentence
            first = sentence.split("，")[0]
            found = runs(words.of(first))
            if found and found[0].own_doers:
                subject = _subject(first, words) or subject
            elif subject:
                body = f"{subject}，{sentence}"
            if when:
                body = f"{when}，{body}"
            elif _WHEN.fullmatch(first):
                when = first
            yield _frame(clause, head, body, words, gloss=gloss)
    if parts > 1:
        yield _frame(clause, head, text, words, whole=True, gloss=gloss)


def prose(texts: Iterable[str]) -> str:
    """Free prose, one sentence after another."""
    return "".join(f"{spelled(s.plain).rstrip('。；')}。" for text in texts for s in sentences(text))
