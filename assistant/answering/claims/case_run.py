"""One run on its way to what it tells of the enterprise that asks: its words, and which of them are accounted for.

Lives here: `CaseRun`, `Memory`, `ARTICLES`, `clauses_of`. Which negation denies which word, and what a day is to the rest, is settled here; what
the words claim is `case_events` and `case_grades`. May import: claims.dossier, case_words, runs, tokens, amounts, library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import dropwhile, pairwise

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import amounts, clause_refs, grade_sets
from assistant.answering.claims.dossier import Dossier
from assistant.answering.claims.runs import Run
from assistant.answering.claims.tokens import EMPTY, MODALS, NEGATIVE, Kind, Token
from assistant.grading.facts import Event
from assistant.library.grade import Grade

ARTICLES = ("henan-2024:17", "henan-2024:18")
FALL = "henan-2024:19"
_SIGNS = NEGATIVE | MODALS
_TOLD = say.EVENT_WORDS | {"参与"}
_NOT_YET = re.compile("(?:还|尚)?(?:没有?|未|不)(?:能|曾)?[到满够足]一年")


@dataclass
class Memory:
    """What the runs before have told: a run without a subject of its own goes on from them."""

    causes: list[Event] = field(default_factory=list)
    day: str = ""
    denied: bool = False
    barred: bool = False
    clauses: set[str] = field(default_factory=set)
    before: frozenset[str] = frozenset()
    falls_later: bool = False
    outside: bool = False
    trade: str = ""
    graded: bool = False
    settled: bool = False
    mine: bool = False


class CaseRun:
    """One run. Every claim takes the words that it accounts for; what is left is not read."""

    def __init__(self, run: Run, dossier: Dossier, memory: Memory) -> None:
        self.run, self.of, self.memory = run, dossier, memory
        self.tokens = [_meant(t) for t in run.tokens if t.kind is not Kind.STOP]
        self.text = run.text
        self._kinds = frozenset(t.kind for t in self.tokens)
        self._values = frozenset(t.value for t in self.tokens)
        self.left = {n for n, t in enumerate(self.tokens) if t.kind in say.SAYING and not _hollow(t)}
        self.wrong: str | None = None
        self.open: str | None = None
        self.claims = 0
        self.denies = self.bars = False
        self.by_place = False
        self.soft = bool(say.WHEN.search(run.text.rstrip("。；！")))
        self.causes: list[Event] = []
        self._signs: dict[int, list[int]] = {}
        self._shared: set[int] = set()
        self.attribute: set[int] = set()
        self.grounds: set[int] = set()
        self._attributes()
        self._settle()
        self.roles = {n: self._role(n) for n in self.kind(Kind.DAY)}

    def find(self, names: Iterable[str]) -> list[int]:
        """Where these concepts stand and nothing has taken them."""
        wanted = frozenset(names)
        if self._values.isdisjoint(wanted):
            return []
        return [
            n for n in sorted(self.left) if self.tokens[n].value in wanted and self.tokens[n].kind is not Kind.GRADE
        ]

    def kind(self, *kinds: Kind) -> list[int]:
        """Where words of these kinds stand and nothing has taken them."""
        return [n for n in sorted(self.left) if self.tokens[n].kind in kinds] if self._kinds & set(kinds) else []

    def take(self, *at: int) -> None:
        """These words are accounted for."""
        self.left.difference_update(at)

    def claim(self, holds: bool | None, why: str, *grounds: str) -> None:
        """One claim, how it stands, and the clauses that it rests on."""
        self.claims += 1
        if holds is None:
            self.open = self.open or why
        elif not holds:
            self.wrong = self.wrong or why
        else:
            self.memory.clauses.update(grounds)

    def sign(self, at: Iterable[int]) -> tuple[bool, frozenset[Kind]]:
        """Whether these words are denied, and their modals; takes the words that say so."""
        found = [n for one in at for n in self._signs.get(one, ()) if n in self.left or n in self._shared]
        found = list(dict.fromkeys(found))
        self.take(*found)
        kinds = [self.tokens[n].kind for n in found]
        return sum(k in NEGATIVE for k in kinds) % 2 == 1, frozenset(kinds) & MODALS

    def signs_of(self, at: int) -> tuple[int, ...]:
        """The negations and modals that belong to this word, taken or not."""
        return tuple(self._signs.get(at, ()))

    def days(self, *roles: str) -> list[int]:
        """Where days of these roles stand and nothing has taken them."""
        return [n for n in self.kind(Kind.DAY) if self.roles.get(n) in roles]

    def years(self) -> list[int]:
        """Where 一年 stands and nothing has taken it."""
        return [
            n
            for n in self.kind(Kind.AMOUNT)
            if any(a.unit == "M" and a.number == 12 for a in amounts(self.tokens[n].text))
        ]

    def inclusive(self) -> list[int]:
        """Where （含当日） stands, which says of a last day only that it counts."""
        found = re.search("含(?:当日|当天|该日|本日)?[）)]", self.text)
        return [n for n in sorted(self.left) if found and self.tokens[n].text in ("含", "当日", "当天", "该日", "本日")]

    def grades(self, at: Iterable[int]) -> frozenset[Grade]:
        """The grades that these words name."""
        return frozenset(g for n in at for s in grade_sets(self.tokens[n].text) for g in s.grades)

    def points(self, n: int) -> bool:
        """Whether a clause stands for the cases that it lists: 没有第十八条的情形."""
        token = self.tokens[n]
        if token.kind is not Kind.REF or not token.value.startswith((*ARTICLES, FALL)):
            return False
        rest = list(dropwhile(lambda t: t.kind in (Kind.REF, Kind.AND), self.tokens[n + 1 :]))
        after = "".join(t.text for t in rest[:4])
        return bool(re.match(r"(?:规定|所列|列明|中)?的?(?:任何|任一)?(?:限制|禁止)?(?:情形|情况)", after))

    def clauses(self, n: int) -> tuple[str, ...]:
        """Every clause that one word names: 第十七条、第十八条."""
        return clauses_of(self.tokens[n])

    def remember(self) -> None:
        """What the next run goes on from."""
        self.memory.causes = self.causes or self.memory.causes
        self.memory.denied, self.memory.barred = self.denies, self.bars

    def _settle(self) -> None:
        """To which word each negation and modal belongs: the next one that can be denied, else the last before."""
        strong = [
            n
            for n, t in enumerate(self.tokens)
            if self.points(n) or (t.value in say.PREDICATES and t.kind is not Kind.GRADE)
        ]
        weak = [n for n, t in enumerate(self.tokens) if t.kind is Kind.GRADE or t.value in say.LEVELS]
        for n, token in enumerate(self.tokens):
            if token.kind not in _SIGNS or n in self.attribute or self._undone(n) or self._short_of(n):
                continue
            after = [m for m in strong if m > n and m not in self.attribute | self.grounds] or [
                m for m in weak if m > n
            ]
            before = [m for m in strong if m < n and m not in self.attribute] or [m for m in weak if m < n]
            if after or before:
                first = after[-1] if after and self._of_cause(n) else after[0] if after else before[-1]
                self._signs.setdefault(first, []).append(n)
            for last, other in pairwise(after):  # 没有受过处罚或被通报
                between = self.tokens[last + 1 : other]
                if token.kind is not Kind.NEG or not any(t.kind is Kind.AND for t in between):
                    break
                if any(t.kind not in (Kind.AND, *EMPTY, Kind.OBJ) for t in between) or self._rates(other):
                    break
                self._signs.setdefault(other, []).append(n)
                self._shared.add(n)

    def _rates(self, n: int) -> bool:
        """没有受过处罚、环境信用为良好: a rating that is told for itself."""
        after = "".join(t.text for t in self.tokens[n + 1 : n + 4])
        return self.tokens[n].value == "环境信用" and bool(re.match("[^，、]{0,4}(?:为|是|良好|诚信)", after))

    def _short_of(self, n: int) -> bool:
        """还没到一年: what is denied is the year."""
        after = "".join(t.text for t in self.tokens[n : n + 4])
        return self.tokens[n].kind is Kind.NEG and bool(_NOT_YET.match(after))

    def _undone(self, n: int) -> bool:
        """因未落实减排措施被通报: what was not done is why the notice was given."""
        after = "".join(t.text for t in self.tokens[n : n + 4])
        told = any(t.value == "通报" for t in self.tokens[n + 1 :])
        return told and self.tokens[n].kind is Kind.NEG and bool(say.NOT_DONE.match(after))

    def undone(self) -> list[int]:
        """The negations that only say why a notice was given."""
        return [n for n in self.kind(Kind.NEG) if self._undone(n)]

    def _of_cause(self, n: int) -> bool:
        """不因未批先建被降级: what is denied is what would follow."""
        after = "".join(t.text for t in self.tokens[n + 1 : n + 3])
        return (
            self.tokens[n].kind is Kind.NEG
            and bool(re.match("会?(?:因|由于)", after))
            and not re.search("而|是", after)
        )

    def _attributes(self) -> None:
        """不得申请调整的限制: what stands before 的限制 only says which bar is meant."""
        for n, token in enumerate(self.tokens):
            if token.value not in say.BARRING or n < 2 or self.tokens[n - 1].kind is not Kind.OF:
                continue
            start = n - 1
            while start and (
                self.tokens[start - 1].value in say.APPLYING
                or self.tokens[start - 1].kind in (Kind.MUST_NOT, Kind.AMOUNT, Kind.GRADE)
            ):
                start -= 1
            told = n - 2
            while told >= 0 and self.tokens[told].value in _TOLD:  # 不再受这次处罚的限制
                self.grounds.add(told)
                told -= 1
            forbids = [m for m in range(start, n) if self.tokens[m].kind is Kind.MUST_NOT]
            if forbids:
                first = next((m for m in range(start, n) if self.tokens[m].kind is Kind.AMOUNT), forbids[-1])
                self.attribute.update(range(min(first, forbids[-1]), n))

    def _role(self, n: int) -> str:
        """What a day is to the rest: the first, the last, one before or from which something holds, or just a day."""
        after = "".join(t.text for t in self.tokens[n + 1 : n + 7])
        before = "".join(t.text for t in self.tokens[max(0, n - 4) : n])
        earlier = {t.value for t in self.tokens[:n]}
        upto = "".join(t.text for t in self.tokens[:n])
        if re.search(rf"{say.FIRST_FREE.pattern}[^，]{{0,3}}$", upto) or re.match(
            rf"[即就也]*[是为][^，]{{0,4}}{say.FIRST_FREE.pattern}", after
        ):
            return "free"
        if re.search(r"(?:起点|起算日|开始)[^，]{0,3}$", before) or re.match(r"[^，]{0,12}(?:算起|起算)", after):
            return "begin"
        if say.NEXT_DAY.search(before):
            return "free"
        if say.TERM.search(before):
            return "last"
        if say.WAITS.search(before) and say.ENDS.match(after):  # 要到2027年3月18日届满
            return "last"
        if re.match(r"才|方", after) or say.WAITS.search(before):
            barred = bool(earlier & say.BARRING) and not re.match(r"才|方|解除|放开", after)
            return "last" if barred or re.match(r"(?:才|方)[^，]{0,3}(?:结束|届满|到期|期满)", after) else "free"
        if re.match(r"(?:起|才|就|即|便)*(?:解除|解禁)", after):
            return "lift" if re.search(r"到$", before) else "free"
        if say.FROM.match(after):
            return "from"
        if say.AFTER.match(after):
            return "after"
        if say.BEFORE.match(after):
            return "before"
        if re.match(
            r"[即就也]*[是为](?:[^，]{0,10})(?:最后一[日天]|终点|到期日|届满日|期满日|截止日|终止日|止日)", after
        ):
            return "last"
        last = say.ENDS.match(after) or earlier & say.LASTS or re.search(r"(?:到|至|截至)$", before)
        return "last" if last or self._ended(n) else "day"

    def _ended(self, n: int) -> bool:
        """Whether a word for an end follows a day, before any other day."""
        for token in self.tokens[n + 1 :]:
            if token.kind is Kind.DAY:
                return False
            if token.value in say.ENDING:
                return True
        return False


def _meant(token: Token) -> Token:
    """A word by what it means of a case: 保留 of a grade."""
    value = say.MEANT.get(token.text)
    if token.text in say.FALLS and token.kind in (Kind.ACT, Kind.UNKNOWN):
        return replace(token, kind=Kind.ACT, value="降级")
    if token.text in ("参加评级", "参与评级", "参评"):
        return replace(token, kind=Kind.ACT, value="参与")
    if token.kind is Kind.EXCEPT and token.text in ("不适用", "尚不适用"):
        return replace(token, kind=Kind.NEG)
    if token.text in say.LOST and token.value != "维持":
        return replace(token, kind=Kind.NEG)
    return replace(token, kind=Kind.ACT, value=value) if value and token.kind is Kind.UNKNOWN else token


def _hollow(token: Token) -> bool:
    """Whether a word is of the file, not of the case: 案情."""
    return token.kind is Kind.UNKNOWN and bool(say.HOLLOW.fullmatch(token.text))


def same_day(said: str, known: str) -> bool:
    """Whether a day as it is told is this day: 2026-03-01, 2026-03, --03-01."""
    if said.startswith("--"):
        return known.endswith(said[1:])
    return known == said or (len(said) < len(known) and known.startswith(said))


def stem(name: str) -> str:
    """What a site is called without the word for a site: 东 of 东厂区."""
    return re.sub(r"(?:厂区|分厂|厂)$", "", name)


def clauses_of(token: Token) -> tuple[str, ...]:
    """Every clause that one word names: 第十七条、第十八条."""
    told = tuple(str(r.clause) for r in clause_refs(token.text) if r.clause)
    return told if len(told) > 1 else (token.value,)


def during(run: CaseRun, n: int) -> bool:
    """限制期内: only says when something else holds."""
    after = run.tokens[n + 1].text if n + 1 < len(run.tokens) else ""
    return (run.tokens[n].text.endswith("期") and after in ("内", "之内", "间", "中", "里", "里面")) or after in (
        "期内",
        "期间",
        "期限内",
    )
