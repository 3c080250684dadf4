"""A run between commas: who acts in it and to whom, which grades it names, what is negated, ordered, allowed.

Lives here: `Run` and `runs`. The same reading serves the law and the sentence that is held against it. May import:
claims.words, claims.amounts, library.grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answering.claims.amounts import grade_sets
from assistant.answering.claims.words import CONCEPTS, MODALS, NEGATIVE, Kind, Token
from assistant.library.grade import Grade

_ENDS = frozenset("，；：。！？!?;")
_TARGET = frozenset({"降为", "认定", "管理"})
_ON = frozenset({"对", "将", "把", "给", "向", "为", "做好", "针对"})
_IS = frozenset({"是", "就是", "也是", "单位是", "部门是", "主体是", "则是"})
_EACH = frozenset({"每", "每家", "每一家", "每个", "每一个"})
_THROUGH = frozenset({"经", "经过", "通过", "须经", "需经", "应经"})
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
_TASKS = frozenset(
    {
        "职能",
        "职责",
        "责任",
        "工作",
        "任务",
        "事",
        "工作职能",
        "工作职责",
        "权限",
        "事情",
        "活儿",
        "活",
        "事儿",
        "分内事",
        "本职",
        "本分",
        "义务",
    }
)
_WHEN = frozenset(
    {"前", "之前", "以前", "时", "后", "之后", "以后", "期间", "的话", "时候", "评级后", "评级过程中", "预警期间"}
)
_HEADLESS = frozenset({Kind.QUALITY})
_SMALL = frozenset({Kind.FREE, Kind.COND, Kind.AMOUNT, Kind.GRADE, Kind.DAY, Kind.REF, Kind.STOP, Kind.AND})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a negation or modal reaches: `heads` first, `all` of it."""

    kind: Kind
    heads: tuple[str, ...]
    all: frozenset[str]
    text: str


@dataclass(frozen=True, eq=False)
class Run:
    """Tokens between two marks of punctuation. `doers`, `grades`: named here or carried over from before."""

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

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(t.text for n, t in enumerate(self.tokens) if not n or t.start >= self.tokens[n - 1].end)

    @cached_property
    def negative(self) -> frozenset[str]:
        """Everything that a negation reaches."""
        return frozenset(c for scope in self.negated for c in scope.all)

    @cached_property
    def condition(self) -> bool:
        """Whether it only says when something holds."""
        return _is_condition(self)

    @cached_property
    def told(self) -> frozenset[str]:
        """The acts that it tells."""
        return _told(self)


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
    if last.kind is Kind.OF and _is_cleft(run.tokens):
        return False
    ends = last.kind is Kind.OF or last.text in _WHEN or last.value in _WHEN
    if last.text in ("情况", "情形", "行为") and len(run.tokens) > 1:
        ends = ends or run.tokens[-2].kind is Kind.OF or run.tokens[-2].text in ("等", "等等")
    if last.kind is Kind.ACTOR and len(run.tokens) > 1 and run.tokens[-2].kind is Kind.OF:
        return bool(run.acts)  # 未申请的企业
    return ends or any(t.kind is Kind.COND for t in run.tokens)


def _is_cleft(tokens: Sequence[Token]) -> bool:
    """Whether a run ends in 的 because 是 opened it: 指标是企业自己设定的, 评级是收费的."""
    is_at = next((n for n, t in enumerate(tokens) if t.text in ("是", "都是", "就是", "也是") and n), None)
    if is_at is None or any(t.kind is Kind.COND for t in tokens):
        return False
    return tokens[is_at - 1].kind is not Kind.OF and any(t.kind is Kind.ACT for t in tokens[is_at:])


def _told(run: Run) -> frozenset[str]:
    out: set[str] = set()
    for at, token in enumerate(run.tokens):
        if token.kind is Kind.ACT:
            after = next((t for t in run.tokens[at + 1 :] if t.kind is not Kind.STOP), None)
            beyond = at + 2 < len(run.tokens) or bool(run.own_doers)
            attribute = after is not None and (after.text in ("情况", "结果") or (after.kind is Kind.OF and beyond))
            attribute = attribute and not (after is run.tokens[-1] and _is_cleft(run.tokens))
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
    own, receivers, others = actors(part)
    targets, grades, strange = named_grades(part)
    scopes = tuple(_scopes(part))
    out.append(
        Run(
            tokens=tuple(part),
            doers=own or (before.doers if before else frozenset()),
            own_doers=own,
            receivers=receivers,
            others=others,
            pairs=frozenset(_pairs(part)),
            targets=targets,
            grades=grades or (before.grades if before else frozenset()),
            own_grades=grades,
            strange=strange,
            concepts=frozenset(t.value for t in part if t.kind in CONCEPTS),
            acts=frozenset(t.value for t in part if t.kind is Kind.ACT),
            negated=tuple(s for s in scopes if s.kind in NEGATIVE),
            modals=tuple(s for s in scopes if s.kind in MODALS),
            governed=_governed(part, _still_allowed(before, own, part)),
        )
    )


def actors(part: Sequence[Token]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Who acts in a run, to whom, and who is only named. 由 settles it; whoever stands after 对, 将, 向, 组织 or before 的 does not act."""
    by: set[str] = set()
    doers: set[str] = set()
    receivers: set[str] = set()
    others: set[str] = set()
    role, last = "", -2
    for index, token in enumerate(part):
        if token.kind is not Kind.ACTOR:
            continue
        before, after = part[:index], part[index + 1 :]
        near = before[-1] if before else None
        joined = near is not None and last == index - 2 and (near.kind is Kind.AND or near.text in "、和及或与")
        owns = len(after) > 1 and after[0].kind is Kind.OF and after[1].text in _TASKS
        if owns or (
            near is not None
            and (
                near.kind is Kind.BY
                or _by_whom(part, index)
                or (is_the_one(before) and not any(t.kind is Kind.ACT for t in after))
            )
        ):
            role = "by"
        elif token.value == "enterprise" and any(t.text in ("对象", "对象是") for t in before[-2:]):
            role = ""
        elif (near is not None and any(t.text in ("对象", "对象是") for t in before[-2:])) or (
            near is not None and (near.kind is Kind.TO or near.value in ("上报", "报备"))
        ):
            role = "to"
        elif not joined and _inside_attribute(part, index):
            role = ""
        elif not joined:
            role = "do" if not doers and _acts(before, after) else ""
        {"by": by, "to": receivers, "do": doers, "": others}[role].add(token.value)
        last = index
    return frozenset(by or doers), frozenset(receivers), frozenset(others | (doers if by else set()))


_NO_OFFICE = frozenset({"experts", "expert_team", "technical", "staff", "anyone"})


def _by_whom(part: Sequence[Token], at: int) -> bool:
    """Whether 被 names the one who does it: 被评审专家抽查复核."""
    after = part[at + 1] if at + 1 < len(part) else None
    if after is not None and after.kind is Kind.ACT and part[at - 1].text in _IS and part[-1].kind is Kind.OF:
        return at > 1 and _is_cleft(part)  # 指标是企业自己设定的
    return part[at].value in _NO_OFFICE and part[at - 1].text == "被" and after is not None and after.kind is Kind.ACT


def _inside_attribute(part: Sequence[Token], at: int) -> bool:
    """Whether somebody only says of whom a run speaks: 参与过企业验收的专家."""
    for n in range(at + 1, len(part) - 1):
        if part[n].kind is Kind.OF and part[n + 1].kind is Kind.ACTOR:
            acts = any(t.kind is Kind.ACT for t in part[at + 1 : n])
            return acts and part[at].value == "enterprise" and part[n + 1].value != "enterprise"
    return False


def is_the_one(before: Sequence[Token]) -> bool:
    """Whether what stands before says who it is that does something: 公告A级企业的是省厅."""
    is_told = len(before) > 2 and before[-1].text in _IS and before[-2].kind is Kind.OF
    return is_told and any(t.kind is Kind.ACT for t in before)


def _acts(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether somebody between `before` and `after` acts: nothing stands before that takes them as its object."""
    if after and after[0].kind is Kind.OF:
        return False
    first = next((t for t in before if t.kind not in (Kind.FREE, Kind.QUALITY, Kind.STOP, Kind.MUST)), None)
    if first is not None and first.kind is Kind.OBJ and first.text in _ON:
        at = next(n for n, t in enumerate(before) if t is first)
        if not (before[-1].kind is Kind.OF and at + 1 < len(before) and before[at + 1].kind is Kind.ACTOR):
            return False  # 为企业提供服务的专家: 为 has its object
    if before and (before[-1].kind is Kind.ACT or before[-1].text in _EACH or before[-1].text in _THROUGH):
        return False
    if len(before) > 1 and before[-1].kind is Kind.OF and before[-2].value in ("配备", "组织", "安排"):
        return False
    if any(t.text in ("被", "会被", "将被", "要被", "均被", "都被", "受") for t in after[:3]):
        return False
    rest = list(before)
    for at in range(len(rest) - 1, -1, -1):  # a condition or an attribute before it is no object
        if rest[at].kind is Kind.OF:
            rest = rest[at + 1 :]
            break
    for at in range(len(rest) - 1, 0, -1):  # 评定公告后一个月内
        if rest[at].text in _WHEN and any(t.kind is Kind.ACT for t in rest[:at]):
            rest = rest[at + 1 :]
            break
    if any(t.kind in (Kind.OBJ, Kind.TO, Kind.BY) for t in rest):
        return False
    last = rest[-1] if rest else None
    if last is not None and last.kind in (Kind.AND,) and last.text != "、":
        return False
    return all(t.kind in _SMALL or t.kind in (Kind.QUALITY, Kind.MUST, Kind.INDUSTRY) for t in rest) or bool(
        last and last.text in ("时", "后", "前", "中", "期间", "过程中") and last.kind is Kind.FREE
    )


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
        if token.kind is Kind.FREE and token.text not in _JOINING:
            last = None if token.text in _DURING else last
            continue
        if token.kind in _PAIRED:
            if last is not None and Kind.ACT in (last.kind, token.kind) and last.end <= token.start:
                out.append((last.value, token.value))
            last = token
        else:
            last = None
    return out


_DURING = frozenset({"中", "过程中", "里", "当中", "之中"})
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
        if not found:
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
    after = next((t for t in part[at + 1 :] if t.kind is not Kind.FREE), None)
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
