"""A run between commas: who acts in it and to whom, which grades it names, what is negated, ordered, allowed.

Lives here: `Run` and `runs`. The same reading serves the law and the sentence that is held against it. May import:
claims.words, claims.roles, claims.amounts, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answering.claims.amounts import grade_sets
from assistant.answering.claims.in_context import DOUBTS
from assistant.answering.claims.roles import Deed, actors, deeds, is_cleft
from assistant.answering.claims.tokens import CONCEPTS, EMPTY, MODALS, NEGATIVE, Kind, Token
from assistant.library.grade import Grade

_ENDS = frozenset("，；：。！？!?;")
_TARGET = frozenset({"降为", "认定", "管理"})
_CLOSING = frozenset(
    [
        "无缘",
        "不行",
        "没戏",
        "没门",
        "行",
        "可行",
        "OK",
        "ok",
        "没问题",
        "没有问题",
        "稳",
        "稳了",
        "妥了",
        "有戏",
        "够格",
        "放心",
        "没希望",
        "有希望",
    ]
)
_WHEN = frozenset(
    {"前", "之前", "以前", "时", "后", "之后", "以后", "期间", "的话", "时候", "评级后", "评级过程中", "预警期间"}
)
LISTS = re.compile(r"以下(?:情形|情况)|下列")
_HEADLESS = frozenset({Kind.QUALITY})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a negation or modal reaches: `heads` first, `all` of it."""

    kind: Kind
    heads: tuple[str, ...]
    all: frozenset[str]
    text: str


@dataclass(frozen=True, eq=False)
class Run:
    """Tokens between two marks of punctuation. `doers`, `grades`: named here or carried over from before; `before`: who acted there."""

    tokens: tuple[Token, ...]
    doers: frozenset[str]
    own_doers: frozenset[str]
    receivers: frozenset[str]
    others: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    targets: frozenset[Grade]
    grades: frozenset[Grade]
    own_grades: frozenset[Grade]
    strange: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    negated: tuple[Scope, ...] = ()
    modals: tuple[Scope, ...] = ()
    governed: dict[str, frozenset[Kind | None]] = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    @cached_property
    def text(self) -> str:
        """Its words."""
        return "".join(t.text for n, t in enumerate(self.tokens) if not n or t.start >= self.tokens[n - 1].end)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its words, one by one."""
        return frozenset(t.text for t in self.tokens)

    @cached_property
    def negative(self) -> frozenset[str]:
        """Everything that a negation reaches."""
        return frozenset(c for scope in self.negated for c in scope.all)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Each act with who does it."""
        return deeds(self.tokens, self.before)

    @cached_property
    def condition(self) -> bool:
        """Whether it only says when something holds."""
        return _is_condition(self)

    @cached_property
    def told(self) -> frozenset[str]:
        """The acts that it tells."""
        return _told(self) if self.acts else frozenset()

    @cached_property
    def narrows(self) -> bool:
        """Whether it is a condition with content of its own; in the law."""
        return self.condition and bool(self.concepts) and not LISTS.search(self.text)


def is_condition(run: Run) -> bool:
    """Whether a run only says when something holds."""
    return run.condition


def told(run: Run) -> frozenset[str]:
    """The acts that a run tells; not those after or during which something else happens: 评定后, 申报时."""
    return run.told


def _is_condition(run: Run) -> bool:
    last = next((t for t in reversed(run.tokens) if t.kind is not Kind.STOP), None)
    if last is None:
        return False
    if last.kind is Kind.OF and is_cleft(run.tokens):
        return False
    ends = last.kind is Kind.OF or last.text in _WHEN or last.value in _WHEN
    if last.text in ("情况", "情形", "行为") and len(run.tokens) > 1:
        ends = ends or run.tokens[-2].kind is Kind.OF or run.tokens[-2].text in ("等", "等等")
    if last.kind is Kind.ACTOR and len(run.tokens) > 1 and run.tokens[-2].kind is Kind.OF:
        return bool(run.acts)  # 未申请的企业
    return ends or any(t.kind is Kind.COND for t in run.tokens)


def _told(run: Run) -> frozenset[str]:
    out: set[str] = set()
    for at, token in enumerate(run.tokens):
        if token.kind is Kind.ACT:
            rest = [t for t in run.tokens[at + 1 :] if t.kind is not Kind.STOP and t.text not in ("来", "了", "过")]
            after = rest[0] if rest else None
            beyond = at + 2 < len(run.tokens) or bool(run.own_doers)
            attribute = after is not None and (after.text in ("情况", "结果") or (after.kind is Kind.OF and beyond))
            attribute = attribute and not (after is run.tokens[-1] and is_cleft(run.tokens))
            if after is None or not (attribute or (after.text.rstrip("的") in _WHEN and beyond)):
                out.add(token.value)
    return frozenset(out)


def runs(tokens: Sequence[Token]) -> tuple[Run, ...]:
    """`tokens` between their commas, in order."""
    out: list[Run] = []
    part: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.text == "（") - (token.text == "）")
        if token.kind is Kind.STOP and token.text in _ENDS and depth <= 0:
            _close(part, out)
            part = []
        else:
            part.append(token)
    _close(part, out)
    return tuple(out)


def _close(part: list[Token], out: list[Run]) -> None:
    if not part:
        return
    before = out[-1] if out else None
    kinds = frozenset(t.kind for t in part)
    own, receivers, others = actors(part) if Kind.ACTOR in kinds else _NOBODY
    targets, grades, strange = named_grades(part) if Kind.GRADE in kinds else _NO_GRADES
    if before is not None and before.own_grades and not grades and not targets and _the_rest(part):
        grades = frozenset(Grade) - before.own_grades
    scopes = tuple(_scopes(part)) if kinds & _GOVERNS else ()
    concepts = frozenset(t.value for t in part if t.kind in CONCEPTS) if kinds & CONCEPTS else frozenset[str]()
    acts = frozenset(t.value for t in part if t.kind is Kind.ACT) if Kind.ACT in kinds else frozenset[str]()
    went_on = _who_goes_on(before, part) if before is not None else frozenset()
    out.append(
        Run(
            tokens=tuple(part),
            doers=own or went_on,
            own_doers=own,
            receivers=receivers,
            others=others,
            pairs=frozenset(_pairs(part)) if acts else frozenset(),
            targets=targets,
            grades=grades or (before.grades if before else frozenset()),
            own_grades=grades,
            strange=strange,
            concepts=concepts,
            acts=acts,
            negated=tuple(s for s in scopes if s.kind in NEGATIVE),
            modals=tuple(s for s in scopes if s.kind in MODALS),
            governed=_governed(part, _still_allowed(before, own, part)) if acts else {},
            before=went_on,
            kinds=kinds,
        )
    )


_GOVERNS = NEGATIVE | MODALS
_NOBODY: tuple[frozenset[str], frozenset[str], frozenset[str]] = (frozenset(), frozenset(), frozenset())
_NO_GRADES: tuple[frozenset[Grade], frozenset[Grade], tuple[str, ...]] = (frozenset(), frozenset(), ())


def _who_goes_on(before: Run, part: Sequence[Token]) -> frozenset[str]:
    """Who acts where nobody is named: whoever acted before, or to whom it was sent to be checked: 报省厅复审，复审后报…."""
    first = next((t.value for t in part if t.kind is Kind.ACT), None)
    checks = first in _CHECKS & before.acts and bool(before.receivers)
    return before.receivers if checks else before.doers


_CHECKS = frozenset({"复审", "抽查复核"})


def _the_rest(part: Sequence[Token]) -> bool:
    """Whether a run speaks of all enterprises of other grades than those before: 其余企业."""
    at = next((n for n, t in enumerate(part) if t.text in ("其余", "其他", "其它", "别的", "其他的", "其余的")), None)
    after = (
        [t for t in part[at + 1 :] if t.kind is not Kind.OF and t.text not in ("等级", "级别")]
        if at is not None
        else []
    )
    return bool(after) and after[0].kind is Kind.ACTOR and after[0].value == "enterprise"


def named_grades(part: Sequence[Token]) -> tuple[frozenset[Grade], frozenset[Grade], tuple[str, ...]]:
    """Grades that somebody falls to or is managed as, all other grades, and words for grades that no ladder has."""
    targets: set[Grade] = set()
    others: set[Grade] = set()
    strange: list[str] = []
    was_target, last = False, -9
    for index, token in enumerate(part):
        if token.kind is not Kind.GRADE:
            continue
        grades = frozenset(g for s in grade_sets(token.text) for g in s.grades)
        before = [t for t in part[max(0, index - 3) : index] if t.kind is not Kind.STOP]
        is_target = (last >= index - 2 and was_target) or any(
            t.value in _TARGET or t.text in ("按", "按照", "作为", "成为", "变为", "变成") for t in before[-2:]
        )
        (targets if is_target else others).update(grades)
        if not grades:
            strange.append(token.text)
        was_target, last = is_target, index
    return frozenset(targets), frozenset(others), tuple(strange)


def _pairs(part: Sequence[Token]) -> list[tuple[str, str]]:
    """Concepts that stand side by side with nothing that joins between them, an act among them; an actor that an act
    directly takes, or that directly does it."""
    out = []
    last: Token | None = None
    for token in part:
        if token.kind in EMPTY and token.text not in _JOINING:
            begins = token.text in ("从", "自") and any(t.kind is Kind.THING for t in part[: part.index(token)])
            last = None if token.text in _DURING or begins else last  # 应急减排清单修订归档从公告后起
            continue
        if token.kind in _PAIRED:
            if last is not None and Kind.ACT in (last.kind, token.kind) and last.end <= token.start:
                out.append((last.value, token.value))
            last = token
        else:
            last = None
    return out


_DURING = frozenset({"中", "过程中", "里", "当中", "之中", "工作中", "之后再", "后再", "以后再", "然后再"})
_JOINING = frozenset(
    [
        "后",
        "以后",
        "之后",
        "时",
        "并",
        "且",
        "则",
        "就",
        "再",
        "又",
        "还",
        "以及",
        "同时",
        "及时",
        "然后",
        "随后",
        "即",
        "也",
        "将",
        "会",
        "会被",
        "要被",
        "才",
        "前",
        "之前",
        "以前",
    ]
)
_PAIRED = frozenset({Kind.ACT, Kind.THING, Kind.QUALITY, Kind.ACTOR})


def _scopes(part: Sequence[Token]) -> list[Scope]:
    """The reach of each negation and modal: to the next 的 that ends an attribute, or the end; or back, where nothing follows."""
    out = []
    for index, token in enumerate(part):
        if token.kind not in NEGATIVE and token.kind not in MODALS:
            continue
        reach: list[Token] = []
        for after in () if token.text in _CLOSING else part[index + 1 :]:
            if after.kind is Kind.OF and any(t.kind is Kind.ACT for t in reach) and _ends(part, after):
                break
            if after.kind in MODALS and reach and token.kind not in (Kind.MUST,):
                break
            reach.append(after)
        found = [t for t in reach if t.kind in CONCEPTS]
        if not found and not (token.kind is Kind.NEG and token.text.endswith(DOUBTS)):
            found = [t for t in part[:index] if t.kind in CONCEPTS][-2:]
        if token.kind in (Kind.NEG, Kind.MUST_NOT) and index + 1 < len(part) and part[index + 1].start == token.start:
            found = [t for t in part[index + 1 :] if t.start == token.start and t.kind in CONCEPTS]  # 不申报, 无级别
        if token.text == "无":  # 无环境违法行为负责: it reaches what it stands before, no further
            found = found[: 1 + next((n for n, t in enumerate(found) if t.kind not in _HEADLESS), 0)]
        heads: list[str] = []
        for concept in found:
            heads.append(concept.value)
            if concept.kind not in _HEADLESS and concept.value not in ("落实", "组织"):
                break
        out.append(Scope(token.kind, tuple(heads), frozenset(t.value for t in found), token.text))
    return out


def _ends(part: Sequence[Token], of: Token) -> bool:
    """Whether 的 ends what is negated: whoever it is said of follows, or nothing."""
    at = next(n for n, t in enumerate(part) if t is of)
    after = next((t for t in part[at + 1 :] if t.kind not in EMPTY), None)
    return after is None or after.kind in (Kind.ACTOR, Kind.GRADE, Kind.INDUSTRY, Kind.STOP, Kind.OBJ)


def _still_allowed(before: Run | None, own: frozenset[str], part: Sequence[Token]) -> Kind | None:
    """可 of the run before, where it reached no act there: 企业可根据自评结果，通过系统提交."""
    if before is None or own or any(t.kind in MODALS for t in part):
        return None
    allowed = any(scope.kind is Kind.MAY for scope in before.modals)
    reached = any(Kind.MAY in kinds for act, kinds in before.governed.items() if act != "自评")
    return Kind.MAY if allowed and not reached else None


def _governed(part: Sequence[Token], now: Kind | None) -> dict[str, frozenset[Kind | None]]:
    """For each act, the modal or negation that governs it; None: it is simply told."""
    out: dict[str, set[Kind | None]] = {}
    for token in part:
        if token.kind in NEGATIVE or token.kind in MODALS:
            now = token.kind
        elif token.kind is Kind.OF:
            now = None if now in NEGATIVE else now
        elif token.kind is Kind.ACT:
            out.setdefault(token.value, set()).add(now)
    return {act: frozenset(found) for act, found in out.items()}
