"""Who does what in a run, who is only named to say of whom it speaks, and who is called in.

Lives here: `Deed` and `deeds`, `actors` (who acts, to whom, who is named), `attributes` (the stretches before 的 that
only say of whom or what a run speaks). The same reading serves the law and the sentence. May import: claims.tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.claims.tokens import EMPTY, MODALS, NEGATIVE, Kind, Token

_ON = frozenset({"对", "将", "把", "给", "向", "为", "做好", "针对"})
_HANDLED = frozenset({"对", "对于", "将", "把", "针对", "做好", "就"})
_WITH = frozenset({"为", "给", "被", "让", "使", "令", "受"})
_IS = frozenset({"是", "就是", "也是", "单位是", "部门是", "主体是", "则是"})
_EACH = frozenset({"每", "每家", "每一家", "每个", "每一个"})
_TASKS = frozenset(
    [
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
    ]
)
_PERSONS = ("名", "位", "个")
_NO_OFFICE = frozenset({"experts", "expert_team", "technical", "staff", "anyone"})
_WHEN = frozenset({"前", "之前", "以前", "时", "后", "之后", "以后", "期间", "的话", "时候"})
_BY_WAY_OF = frozenset({"经过", "经", "须经", "需经", "还要经过", "归"})
_PASSIVE = frozenset({"被", "会被", "将被", "要被", "均被", "都被", "受", "让"})
_FINDS = ("发现", "查出", "查到", "发觉")
_BY = frozenset({"根据", "按", "按照", "依据", "依照", "结合", "参照", "依", "凭"})
_MEETS = ("遇", "遇到", "遇上", "碰到", "碰上", "遇见")
_TO_WHERE = frozenset({"到", "去", "赴"})
_HE = frozenset({"其", "它", "它们", "他", "他们", "该厅", "该局", "该部门", "前者"})
_SMALL = frozenset({*EMPTY, Kind.COND, Kind.AMOUNT, Kind.GRADE, Kind.DAY, Kind.REF, Kind.STOP, Kind.AND})
_NAMED = frozenset({Kind.ACTOR, Kind.THING, Kind.GRADE, Kind.INDUSTRY})
_SLIGHT = frozenset({*EMPTY, Kind.QUALITY, Kind.AMOUNT, Kind.ORDER, Kind.DAY, *MODALS, *NEGATIVE})
_CALLS_IN = frozenset({"组织", "督促指导", "促进", "鼓励", "配备", "安排"})
_JOINTLY = ("同", "联合")
_CHECKED_AGAIN = frozenset({"抽查复核", "复审", "受理", "备案"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An act and who does it. `called`: whom they call in to do it; `own`: they are named in the run itself; `inside`:
    it only says of whom or what the run speaks."""

    act: str
    doers: frozenset[str]
    called: frozenset[str]
    own: bool
    inside: bool


def attributes(part: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches (first token, the 的 that ends it) that hold an act and only say which: 各省辖市评定的保障类企业."""
    out: list[tuple[int, int]] = []
    for at, token in enumerate(part):
        if token.text in ("情况", "结果") and (start := _as_told(part, at)) is not None:
            out.append((start, at))
        if token.kind is Kind.OF and at and _names(part, at):
            floor = out[-1][1] + 1 if out else 0
            start = _begins(part, at, floor)
            if any(t.kind is Kind.ACT for t in part[start:at]):
                out.append((start, at))
    return out


def _as_told(part: Sequence[Token], at: int) -> int | None:
    """Where somebody begins whose act only gives the ground: 根据各省辖市公示情况."""
    before = [n for n in range(max(0, at - 5), at) if part[n].kind is not Kind.OF]
    if len(before) > 1 and part[before[-1]].kind is Kind.ACT and _grounds(part[before[-2]]):
        return before[-1]  # 根据上报情况
    if len(before) < 3 or part[before[-1]].kind is not Kind.ACT or part[before[-2]].kind is not Kind.ACTOR:
        return None
    return before[-2] if _grounds(part[before[-3]]) else None


def _grounds(token: Token) -> bool:
    """Whether a word names what somebody goes by: 根据, 按."""
    return token.kind is Kind.OBJ or token.text in _BY


def _names(part: Sequence[Token], of: int) -> bool:
    """Whether a name for somebody or something follows 的."""
    if part[of - 1].kind is Kind.ACTOR:
        return False
    for token in part[of + 1 :]:
        if token.kind not in (*EMPTY, Kind.QUALITY, Kind.AMOUNT, Kind.STOP) or token.text in _IS:
            return token.kind in _NAMED
    return False


def _begins(part: Sequence[Token], of: int, floor: int) -> int:
    """Where the attribute that ends at `of` begins: with the last who acts in it, or after what takes it as its object."""
    later = [t for t in part[of + 1 :] if t.kind not in (*EMPTY, Kind.QUALITY, Kind.AMOUNT, Kind.STOP)]
    acts_later = any(t.kind is Kind.ACT for t in later) or all(t.kind in _NAMED or t.kind is Kind.AND for t in later)
    at = of
    modal: int | None = None
    while at > floor:
        token = part[at - 1]
        if token.kind is Kind.STOP and token.text not in "“”（）":
            return at
        if token.text in _IS and token.kind is Kind.FREE and at < of:
            return at
        if token.kind is Kind.OBJ and token.text not in _WITH and (acts_later or token.text not in _HANDLED):
            return at
        if token.kind in MODALS:
            modal = at if modal is None else modal
        if token.kind is Kind.ACTOR:
            by = at - 2
            while by >= floor and part[by].kind in EMPTY and part[by].text not in _IS | _EACH:
                by -= 1
            near = part[by] if by >= floor else None
            where = next((n for n in range(by + 1, at - 1) if part[n].text in _TO_WHERE or part[n].text == "在"), None)
            if where is not None:
                at = where
                continue
            if near is not None and near.text in _EACH:
                return by
            if (passive := _passive(part, at - 1)) is not None and passive >= floor:
                return passive
            if near is not None and near.kind is Kind.AND and by > floor and part[by - 1].kind is Kind.ACTOR:
                at = by
                continue
            oblique = near is not None and near.kind in (Kind.OBJ, Kind.TO) and near.text not in _HANDLED
            if oblique or (near is not None and near.text in ("与", "和", "跟", "同") and by == floor):
                at = by
                continue
            if near is not None and near.kind is Kind.BY:
                return by
            if near is not None and near.kind is Kind.ACT and near.value not in _CALLS_IN:
                at = by + 1
                continue
            if modal is not None:
                return modal
            return at - 1 if any(t.kind is Kind.ACT for t in part[at:of]) else of
        at -= 1
    return floor


def roles(part: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Each who is named in a run that has no attributes, and how: by | do | to | from (被) | via (经) | "" (only named)."""
    doers = False
    role, last = "", -2
    for index, token in enumerate(part):
        if token.kind is not Kind.ACTOR:
            continue
        before, after = part[:index], part[index + 1 :]
        near = before[-1] if before else None
        joined = near is not None and last == index - 2 and (near.kind is Kind.AND or near.text in "、和及或与")
        owns = len(after) > 1 and after[0].kind is Kind.OF and after[1].text in _TASKS
        counted = near is not None and near.kind is Kind.AMOUNT and near.text.endswith(_PERSONS)
        if counted and not any(t.kind is Kind.ACT for t in after):  # 每家至少配三名专家
            yield index, ""
            continue
        if joined and _acts_next(after) and any(t.kind is Kind.ACT for t in before) and role == "do":
            joined = False
        if owns or (
            near is not None
            and (
                near.kind is Kind.BY
                or (near.text == "在" and len(before) > 1 and before[-2].text.endswith("权"))  # 解释权在省厅
                or _by_whom(part, index)
                or (
                    is_the_one(before) and before[-3].kind is not Kind.TO and not any(t.kind is Kind.ACT for t in after)
                )
            )
        ):
            role = "by"
        elif near is not None and near.text in _BY_WAY_OF:
            role = "via"
        elif _passive(part, index) is not None and any(t.kind is Kind.ACT for t in after):
            role = "from"
        elif (
            (near is not None and near.text in _TO_WHERE)
            or any(t.kind is Kind.FREE and t.text.endswith(_MEETS) for t in after[:2])  # 企业若遇工作人员收费
            or (token.value == "enterprise" and any(t.text in ("对象", "对象是") for t in before[-2:]))
            or _meanwhile(before, after)
        ):
            role = ""
        elif (near is not None and any(t.text in ("对象", "对象是") for t in before[-2:])) or (
            near is not None
            and (
                near.kind is Kind.TO
                or (near.kind is Kind.THING and len(before) > 1 and before[-2].kind is Kind.TO)  # 向设备厂家报备
                or near.value in ("上报", "报备")
                or (is_the_one(before) and before[-3].kind is Kind.TO)
            )
        ):
            role = "to"
        elif not joined and _listed_by(before):
            role = "by"
        elif not joined:
            first = not doers and _acts(before, after)
            role = "do" if first or (doers and _begins_anew(before, after)) else ""
        doers = doers or role in ("do", "by")
        yield index, role
        last = index


def actors(part: Sequence[Token]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Who acts in a run, to whom, and who is only named. 由 settles it; whoever stands in an attribute, after 对, 将, 向,
    组织 or before 的 does not act."""
    found: dict[str, set[str]] = {"by": set(), "to": set(), "do": set(), "from": set(), "via": set(), "": set()}
    main, inside = _apart(part, attributes(part))
    for index, role in roles(main):
        found[role].add(main[index].value)
    found[""] |= found["from"] | found["via"] | {t.value for t in inside if t.kind is Kind.ACTOR}
    by, doers = found["by"], found["do"]
    return frozenset(by or doers), frozenset(found["to"]), frozenset(found[""] | (doers if by else set()))


def _apart(part: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[list[Token], list[Token]]:
    """The tokens of a run without its attributes, and those of its attributes."""
    if not spans:
        return list(part), []
    within = {n for start, end in spans for n in range(start, end + 1)}
    return [t for n, t in enumerate(part) if n not in within], [t for n, t in enumerate(part) if n in within]


def deeds(part: Sequence[Token], before: frozenset[str]) -> tuple[Deed, ...]:
    """Every act of a run with who does it; `before`: who acted in the run before, and goes on where nobody else does."""
    if not any(t.kind is Kind.ACT for t in part):
        return ()
    spans = attributes(part)
    main, _ = _apart(part, spans)
    out = list(_done(main, before, inside=False))
    for start, end in spans:
        out += _done(part[start:end], frozenset(), inside=True)
    return tuple(out)


def _done(part: Sequence[Token], before: frozenset[str], *, inside: bool) -> Iterator[Deed]:
    who = dict(roles(part))
    named_last = _named_last(part, who)
    now, own, called, jointly = named_last or before, bool(named_last), frozenset[str](), False
    again: frozenset[str] = frozenset()
    calling = False
    suffered: frozenset[str] = frozenset()
    for at, token in enumerate(part):
        role = who.get(at)
        if role == "do" and token.value == "enterprise" and "by" in who.values():
            continue  # 企业申报材料由省辖市存档
        if role == "from":
            suffered |= {token.value} | (
                {"ministry"} if any(t.value == "国家" for t in part[max(0, at - 2) : at]) else set()
            )
        elif role in ("by", "do", "via") and not named_last:
            joins = own and at > 1 and part[at - 1].kind is Kind.AND and part[at - 2].kind is Kind.ACTOR
            now = now | {token.value} if joins else frozenset({token.value})
            own, called, again = True, called if joins else frozenset(), frozenset()
        elif role == "to":
            again = frozenset({token.value})
        elif role == "" and _meanwhile(part[:at], part[at + 1 :]):
            suffered = frozenset({token.value})  # 在各级主管部门管理中
        elif token.text in _MEANWHILE:
            suffered = frozenset()
        elif role == "" and (calling or _their_own(part, at)):
            called |= {token.value}
        elif token.kind is Kind.OBJ and token.text in _HANDLED:
            calling = False
        elif token.kind is Kind.OBJ and token.text.endswith(_FINDS):
            now, own, called = frozenset(), False, frozenset()
        elif token.kind is Kind.OF and at > 1 and undergoes(part[at - 2]):
            continue  # 接受省厅的审查
        elif token.kind is Kind.OF or token.kind is Kind.AND:
            suffered = frozenset()
        elif token.kind is Kind.FREE and token.text in _HE and at and part[at - 1].kind is Kind.BY:
            now, own, called = before, bool(before), frozenset()
        elif token.kind is Kind.ACT:
            calling = token.value in _CALLS_IN
            if token.value in _PAPERS and _of_papers(part, at):
                continue
            jointly = jointly or (token.value == "组织" and any(word in token.text for word in _JOINTLY))
            if again and token.value in _CHECKED_AGAIN:
                yield Deed(
                    token.value, again | (now if token.value == "备案" else frozenset()), frozenset(), False, inside
                )
                continue
            if token.text.startswith("被"):
                continue
            if suffered:
                yield Deed(token.value, suffered, frozenset(), True, inside)
                continue
            yield Deed(token.value, now, frozenset() if jointly and not now else called, own, inside)
            again = again if token.value == "上报" else frozenset()


_PAPERS = frozenset({"申报", "审核", "评定"})


def _of_papers(part: Sequence[Token], at: int) -> bool:
    """Whether an act only says which papers: 企业申报和审核材料."""
    after = next((t for t in part[at + 1 :] if t.kind is not Kind.AND and t.value not in _PAPERS), None)
    return after is not None and after.kind is Kind.THING


def _their_own(part: Sequence[Token], at: int) -> bool:
    """Whether what somebody does is taken part in by others: 参与过企业自主验收."""
    near = next((t for t in reversed(part[:at]) if t.kind not in EMPTY), None)
    after = part[at + 1] if at + 1 < len(part) else None
    return near is not None and near.kind is Kind.ACT and after is not None and after.kind is Kind.ACT


def _named_last(part: Sequence[Token], who: dict[int, str]) -> frozenset[str]:
    """Who is told at the end to be the one who does it: 公告A级企业的是省厅, 归档由省辖市完成."""
    by = [at for at, role in who.items() if role == "by"]
    if not by or any(t.kind is Kind.ACT and t.value not in _MERELY for t in part[by[-1] :]):
        return frozenset()
    if any(at for at, role in who.items() if role == "do" and any(t.kind is Kind.ACT for t in part[at : by[0]])):
        return frozenset()
    return frozenset(part[at].value for at in by)


_MERELY = frozenset({"负责", "组织", "落实", "确保"})


def is_the_one(before: Sequence[Token]) -> bool:
    """Whether what stands before says who it is that does something: 公告A级企业的是省厅."""
    is_told = len(before) > 2 and before[-1].text in _IS and before[-2].kind is Kind.OF
    return is_told and any(t.kind is Kind.ACT for t in before)


def _passive(part: Sequence[Token], at: int) -> int | None:
    """Where 被 stands that names who does it: 被国家、省级生态环境部门作为典型案例通报."""
    for n in range(at - 1, -1, -1):
        if part[n].text in _PASSIVE - {"受", "让"} or undergoes(part[n]):
            return n
        if part[n].kind not in (Kind.THING, Kind.AND, Kind.ACTOR):
            return None
    return None


def undergoes(token: Token) -> bool:
    """Whether a word makes passive what stands behind it: 接受现场抽查复核 (`words` tells it from 接受赠礼)."""
    return token.kind is Kind.FREE and token.text.endswith("接受")


def _meanwhile(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether somebody is only named for the time: 在企业绩效评级过程中."""
    opened = next(
        (n for n in range(len(before) - 1, -1, -1) if before[n].kind is Kind.ACT or before[n].text == "在"), -1
    )
    if opened < 0 or before[opened].text != "在":
        return False
    return any(t.text in _MEANWHILE for t in after)


_MEANWHILE = frozenset({"中", "过程中", "工作中", "当中", "期间", "时", "评级过程中"})


def _by_whom(part: Sequence[Token], at: int) -> bool:
    """Whether 被 names the one who does it: 被评审专家抽查复核."""
    after = part[at + 1] if at + 1 < len(part) else None
    if after is not None and after.kind is Kind.ACT and part[at - 1].text in _IS and part[-1].kind is Kind.OF:
        return at > 1 and is_cleft(part)  # 指标是企业自己设定的
    return part[at].value in _NO_OFFICE and part[at - 1].text == "被" and after is not None and after.kind is Kind.ACT


def is_cleft(tokens: Sequence[Token]) -> bool:
    """Whether a run ends in 的 because 是 opened it: 指标是企业自己设定的, 评级是收费的."""
    is_at = next((n for n, t in enumerate(tokens) if t.text in ("是", "都是", "就是", "也是") and n), None)
    if is_at is None or any(t.kind is Kind.COND for t in tokens):
        return False
    return tokens[is_at - 1].kind is not Kind.OF and any(t.kind is Kind.ACT for t in tokens[is_at:])


def _owns(after: Sequence[Token]) -> bool:
    """Whether somebody only owns what is spoken of: 各省辖市评定结果的应用."""
    last: Token | None = None
    for token in after:
        if token.kind is Kind.OF:
            return last is not None and last.kind is Kind.THING
        if token.kind not in (Kind.THING, Kind.QUALITY, Kind.GRADE) and not token.text.startswith(_OF_GRADING):
            return False
        last = token
    return False


_OF_GRADING = ("绩效", "评级", "分级")


def _acts_next(after: Sequence[Token]) -> bool:
    """Whether an act follows right away."""
    then = next((t for t in after if t.kind not in _SLIGHT), None)
    return then is not None and then.kind is Kind.ACT


def _listed_by(before: Sequence[Token]) -> bool:
    """Whether 由 governs a list that ends here: 由法规、大气人员及专家参加."""
    for token in reversed(before):
        if token.kind is Kind.BY:
            return before[-1].kind is Kind.AND
        if token.kind not in (Kind.THING, Kind.AND, *EMPTY, Kind.ACTOR, Kind.QUALITY):
            return False
    return False


def _begins_anew(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether another one begins to act in the same run: 市里公示、省厅公告."""
    near = before[-1]
    acted = next((t for t in reversed(before) if t.kind is Kind.ACT), None)
    if acted is not None and acted.value in _CALLS_IN:
        return False
    apart = near.kind is Kind.AND or near.text in ("再", "然后", "后", "之后", "最后")
    return apart and _acts_next(after) and any(t.kind is Kind.ACT for t in before)


def _acts(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether somebody between `before` and `after` acts: nothing stands before that takes them as its object."""
    if after and (after[0].kind is Kind.OF or _owns(after)):
        return False
    first = next((t for t in before if t.kind not in (*EMPTY, Kind.QUALITY, Kind.STOP, Kind.MUST)), None)
    if first is not None and first.kind is Kind.OBJ and first.text in _ON:
        at = next(n for n, t in enumerate(before) if t is first)
        if not (before[-1].kind is Kind.OF and at + 1 < len(before) and before[at + 1].kind is Kind.ACTOR):
            return False  # 为企业提供服务的专家: 为 has its object
    if before and (before[-1].kind is Kind.ACT or before[-1].text in _EACH):
        return False
    if len(before) > 1 and before[-1].kind is Kind.OF and before[-2].value in ("配备", "组织", "安排"):
        return False
    if any(t.text in _PASSIVE - {"让"} or undergoes(t) for t in after[:3]):
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
    if all(t.kind in _SMALL or t.kind in (Kind.QUALITY, Kind.MUST, Kind.INDUSTRY) for t in rest):
        return True
    if bool(last and last.text in ("时", "后", "前", "中", "期间", "过程中") and last.kind is Kind.FREE):
        return True
    topic = all(t.kind in _SMALL or t.kind in (Kind.QUALITY, Kind.THING) for t in rest)
    return topic and last is not None and last.kind is not Kind.AND and _acts_next(after)  # A级企业名单省厅公告
