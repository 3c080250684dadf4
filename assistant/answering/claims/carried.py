"""What the corpus says, cut into passages that a sentence can be held against.

Lives here: `Passage` (one sentence of one clause with its article's opening words, and what provisions state about
it), `Library` (all passages, found by clause or by words). May import: library, claims.text, amounts, wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from assistant.answering.claims.amounts import Amount, Day, GradeSet, amounts, days, grade_sets
from assistant.answering.claims.text import plain
from assistant.answering.claims.wording import ModalWord, canonical, modals, negations
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.library.provision import Provision

_ACTORS: tuple[tuple[str, str], ...] = (
    (
        "enterprise",
        r"贵企业|参与绩效评级的企业|申报企业|重点行业企业|企业(?!总体|自评|清单|实际|绩效|评级|涉及|申报|档案|存在|中存在|环境|减排|名单|标准|类型|水平)|厂区",
    ),
    ("province", r"省生态环境厅"),
    ("city", r"各?省辖市(?:生态环境主管部门|生态环境部门|生态环境管理部门)?(?!绩效|应急|评定|审核|公示|上报|（)"),
    ("ministry", r"生态环境部(?!门)"),
    ("county", r"县（市、区）生态环境主管部门|县级生态环境(?:主管)?部门"),
    ("authority", r"(?:各级|当地|县级以上)?生态环境主管部门"),
    ("experts", r"(?:相关|有关|评审|行业)*专家(?:团队)?(?!会审|现场|人数|组)|技术单位"),
    ("staff", r"工作人员"),
    ("public", r"自然人和其他组织|自然人|其他组织|社会公众|群众|任何人|公众"),
)
_ACTOR_RE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ACTORS))
_ANY_ACTOR = "|".join(pattern for _, pattern in _ACTORS)
_TO = re.compile(r"(?:报|报送|上报|报请|提交给?|提交至|向|送|交|告知|交给|呈报)$")
_OBJECT = re.compile(r"发现|根据|按照|依据|将|把|对(?!照)|向|每家|会同|组织|督促|指导|被|为(?!准)|给|收取|由")
_NOT_SUBJECT = re.compile(
    r"(?:对|将|根据|按|按照|依据|为|与|和|及|、|组织|指导|督促|会同|经|被|受|给|把|使|让|监督|贿赂|收取|帮助|引导|鼓励|促进|接受|保障|的|配备|每家|每个|已|给予|恢复|由省|市|邀请|聘请|请|名|人|家|位)$"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run between commas: its words, who acts in it (inherited where it names nobody), to whom."""

    text: str
    start: int
    doers: frozenset[str]
    receivers: frozenset[str]
    own_doers: frozenset[str]


@dataclass(frozen=True)
class Passage:
    """A sentence of a clause. `text`: with the article's opening words before it, canonical; `own`: without them."""

    clause: ClauseId | None
    text: str
    own: str
    whole: bool = False
    origin: str = "law"
    given: tuple[Provision, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        """Every two characters that stand side by side."""
        words = "".join(c for c in self.text if c.isalnum())
        return frozenset(words[i : i + 2] for i in range(len(words) - 1))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts that its words state."""
        return amounts(self.text)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that its words state."""
        return days(self.text)

    @cached_property
    def grade_sets(self) -> tuple[GradeSet, ...]:
        """The grades that its words name."""
        return grade_sets(self.text)

    @cached_property
    def grades(self) -> frozenset[Grade]:
        """All of them."""
        return frozenset(g for s in self.grade_sets for g in s.grades)

    @cached_property
    def modals(self) -> tuple[ModalWord, ...]:
        """Its modals."""
        return modals(self.text)

    @cached_property
    def negations(self) -> tuple[tuple[int, int], ...]:
        """Where it negates."""
        return negations(self.text)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Its runs between commas."""
        return cut_segments(self.text)


@lru_cache(maxsize=4096)
def cut_segments(text: str) -> tuple[Segment, ...]:
    """`text` between its commas, with who acts: named there, or carried over from before.

    >>> [sorted(s.doers) for s in cut_segments("省辖市生态环境主管部门进行公示，报省生态环境厅复核")]
    [['city'], ['city']]
    """
    out: list[Segment] = []
    carried: frozenset[str] = frozenset()
    for found in re.finditer(r"[^，；：。！？]+", text):
        own, receivers = _actors(found.group())
        doers = own or carried
        carried = own or carried
        out.append(Segment(found.group(), found.start(), doers, receivers, own))
    return tuple(out)


def _actors(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who acts in `text`, and to whom. `由` settles it; an actor after 对, 将, 向, 被 and the like does not act."""
    by: set[str] = set()
    doers: set[str] = set()
    receivers: set[str] = set()
    end, role = -9, ""
    for found in _ACTOR_RE.finditer(text):
        name, before, after = found.lastgroup or "", text[: found.start()], text[found.end() :]
        joined = end == found.start() - 1 and text[end] in "、和及或"
        if before.endswith("由"):
            role = "by"
        elif _TO.search(before):
            role = "to"
        elif not joined:
            role = "do" if not doers and _acts(before, after) else ""
        {"by": by, "to": receivers, "do": doers, "": set[str]()}[role].add(name)
        end = found.end()
    return frozenset(by or doers), frozenset(receivers)


def _acts(before: str, after: str) -> bool:
    """Whether an actor between `before` and `after` acts: it opens the run, or follows a condition or attribute."""
    if _OBJECT.search(before) or _NOT_SUBJECT.search(before) or after.startswith(("的", "为")):
        return False
    if re.match(r"[^，；]{0,4}(?:会|将|可|应)?被", after):
        return False
    grades = grade_sets(before)
    rest = before[: grades[0].start] + before[grades[-1].end :] if grades else before
    return len(rest) <= 2 or bool(_LEAD_IN.search(rest))


_LEAD_IN = re.compile(r"(?:的|期间|时|后|中|前|内|如果|由于|因为|凡是|只要|对于|根据条款|规定|写明|来说|是)$")


class Library:
    """Every passage of the corpus, by clause; found by the words they share with a sentence."""

    def __init__(self, corpus: Corpus) -> None:
        glosses = {g.clause: "国家" if g.id.startswith("national") else "省级" for g in corpus.industries.guides}
        self.passages = tuple(
            replace(p, text=f"{p.text}，{glosses[str(p.clause)]}指南、{glosses[str(p.clause)]}重点行业")
            if str(p.clause) in glosses
            else p
            for p in _passages(corpus)
        )
        self.by_clause: dict[ClauseId, list[Passage]] = {}
        for passage in self.passages:
            if passage.clause:
                self.by_clause.setdefault(passage.clause, []).append(passage)
        self._by_bigram: dict[str, list[int]] = {}
        for index, passage in enumerate(self.passages):
            for bigram in passage.bigrams:
                self._by_bigram.setdefault(bigram, []).append(index)

    def near(self, text: str, *, limit: int = 14) -> tuple[Passage, ...]:
        """The passages that share most with `text`, rare pairs counting more; the best first."""
        scores: dict[int, float] = {}
        for i in range(len(text) - 1):
            found = self._by_bigram.get(text[i : i + 2])
            if found:
                for index in found:
                    scores[index] = scores.get(index, 0.0) + 1.0 / len(found)
        best = sorted(scores, key=lambda n: (-scores[n], n))[:limit]
        return tuple(self.passages[n] for n in best)

    def of(self, clauses: Iterable[ClauseId]) -> tuple[Passage, ...]:
        """The passages of these clauses: an article brings its items, an item its article's opening."""
        out: dict[int, Passage] = {}
        for clause in clauses:
            for known, passages in self.by_clause.items():
                same = known.document == clause.document and known.article == clause.article
                if same and (known.item is None or clause.item is None or known.item == clause.item):
                    out.update({id(p): p for p in passages if not (p.whole and clause.item and known.item is None)})
        return tuple(out.values())


def _passages(corpus: Corpus) -> Iterable[Passage]:
    typed: dict[ClauseId, list[Provision]] = {}
    for provision in corpus.provisions.values():
        typed.setdefault(provision.clause, []).append(provision)
    for document in corpus.documents.values():
        for clause in document.clauses.values():
            head = _opening(_spell(clause.head or "")) if clause.id.item else ""
            text = _spell(clause.text)
            given = tuple(typed.get(clause.id, ()))
            yield from _of_clause(clause.id, head, text, given)
        for article in {c.parent for c in document.clauses}:
            items = document.items_of(article)
            if items:
                head = _opening(_spell(document.clause(article).text))
                body = "；".join(_spell(item.text).rstrip("。；") for item in items)
                given = tuple(p for c, ps in typed.items() if c.parent == article for p in ps)
                yield Passage(article, _joined(head, body), body, whole=True, given=given)


def _opening(head: str) -> str:
    """The last sentence of an article's opening, which its items complete, with who acts in it."""
    before, _, last = head.rstrip("：。").rpartition("。")
    own, _ = _actors(last.split("，")[0])
    subject = _subject(before)
    return f"{subject}，{last}" if before and not own and subject else last


def _subject(text: str) -> str:
    """The first actors that `text` names, with those joined to them."""
    found = re.search(rf"(?:{_ANY_ACTOR})(?:[、和及或](?:{_ANY_ACTOR}))*", text)
    return found.group() if found else ""


def _spell(text: str) -> str:
    return canonical(plain(text))


def _joined(head: str, text: str) -> str:
    return f"{head.rstrip('：。')}：{text}" if head else text


def _of_clause(clause: ClauseId, head: str, text: str, given: tuple[Provision, ...]) -> Iterable[Passage]:
    subject = when = ""
    parts = 0
    for full in filter(None, re.split(r"。", text)):
        when = ""
        for sentence in filter(None, full.split("；")):
            parts += 1
            body = sentence
            first = sentence.split("，")[0]
            own, _ = _actors(first)
            if own:
                subject = _subject(first) or subject
            elif subject:
                body = f"{subject}，{sentence}"
            if when:
                body = f"{when}，{body}"
            elif _WHEN.fullmatch(first):
                when = first
            mine = tuple(p for p in given if _spell(p.quote).rstrip("。；") in sentence or sentence in _spell(p.quote))
            yield Passage(clause, _joined(head, body), sentence, given=mine)
    if parts > 1:
        yield Passage(clause, _joined(head, text), text, whole=True, given=given)


_WHEN = re.compile(r"[^，]{2,16}(?:期间|过程中|时)")


def statement(text: str, clause: ClauseId | None = None, origin: str = "statement") -> Passage:
    """A passage made of words that core or composer already stand for."""
    words = canonical(plain(text))
    return Passage(clause, words, words, whole=True, origin=origin)


def industry_names(names: Mapping[str, tuple[str, ...]]) -> re.Pattern[str] | None:
    """A pattern of every printed name and alias, longest first."""
    words = sorted({w for name, aliases in names.items() for w in (name, *aliases)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))) if words else None
