"""Who and what is told in other syntax than subject and act: 是评审专家要做到的, 公开的主体是企业, 对申报企业的要求, 组织企业代表…,
监管对象不含C级, 起算点是申报, 绩效评级前.

Lives here: `relations_wrong`: each such turn is read as who does it, to whom, of which grades, or when, and held equal to
the frame's own. May import: claims.frames, kinds, runs, units, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Norm, Ruling
from assistant.answering.claims.norms import OFFICIAL
from assistant.answering.claims.runs import Run
from assistant.answering.claims.tokens import CONCEPTS, NEGATIVE, Kind, Token
from assistant.answering.claims.units import NOTHING, SOFT, Problem, Unit, aligned, may_be, names

_IS = names("是 就是 也是 都是 则是 正是 乃是 单位是 部门是 主体是 这是 这就是 这也是 这都是")
_DUTY = names(
    "要求 规定 责任 职责 义务 约束 工作责任 工作职责 工作要求 纪律 任务 活儿 活 事 事儿 事情 工作 分内事 本分 本职"
)
_MAIN = names(
    "主体 责任主体 责任单位 承办单位 牵头单位 办理主体 办理单位 执行主体 责任人 责任方 实施主体 实施者 执行者 承担者"
)
_AS = _IS | {"为", "即", "即为"}
_LAST = re.compile(r"最后(?:才)?(?:再|来)?(?:实施|开展|进行|评|分级)|放在?最后|排在?最后|靠后|往后放")
_BODY_IS = names("单位是 部门是 主体是")
_IS_TOLD = _AS | _BODY_IS
_BODIES = names("机关 部门 单位 机构 者")
_SAY = names("说 讲 告诉 告知 透露 说出来 讲出来 相告 回答")
_OFFICES = names("province city county ministry county_up all_authorities authority departments staff")
_WITH_OBJECT = names("组织 督促指导 贿赂")
_WITHOUT = names("不含 不包括 不包含 不涵盖 不覆盖 不涉及 不针对 不在")
_AMONG = names("范围 之列 范围内 的范围内 范围之内 之内 对象")
_ALIKE = names("相同 一样 一致 统一 相近")
_START = names("起算点 起算 起算日 起点 起算时间")
_TIME = re.compile(r"(评级|评定|公告|公示|上报|申报|归档|备案|复核|核查)(?:之|以)?([前后])")


def relations_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    """What the sentence tells by such turns and the frame has otherwise."""
    if frame.origin != "law":
        return []
    out = []
    for run in filter(_turns, unit.runs):
        if hand := _their_duty(run, unit, frame) or _their_act(run, frame) or _another_object(run, frame):
            out.append(Problem(Norm(None, frozenset({hand}), frozenset()), Ruling.CONTRADICTED, "办理主体与条文不符"))
        if what := _done_to_another(run, frame):
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文不是对“{what}”这样做"))
        if why := _must_tell(run) or _left_out(run, unit, frame) or _must_differ(run, frame) or _starts(run, frame):
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, why))
    if "优先" in frame.text and _LAST.search(unit.text) and not _LAST.search(frame.text):
        out.append(Problem(NOTHING, Ruling.CONTRADICTED, "条文说的是优先"))
    if (when := _other_side(unit, frame)) is not None:
        out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"“{when}”的先后与条文不符"))
    return out


_OF_TURNS = _MAIN | _IS_TOLD | _WITH_OBJECT | _SAY | _WITHOUT | _ALIKE | _START


def _turns(run: Run) -> bool:
    """Whether a run has a word of any of these turns."""
    words = not (run.texts.isdisjoint(_OF_TURNS) and run.concepts.isdisjoint(_WITH_OBJECT))
    return words or Kind.OBJ in run.kinds or "依托" in run.text


def _their_duty(run: Run, unit: Unit, frame: Frame) -> str | None:
    """Whose duty the runs before are said to be, where the frame has them as another's: …，是细则对申报企业的要求."""
    who = owes(run.tokens)
    if who is None:
        return None
    rest = [one for one in unit.runs if one is not run and one.concepts - SOFT]
    theirs = frozenset(d for one in rest or [run] for other in aligned(one, frame) for d in other.doers) or frame.doers
    theirs = theirs or frozenset(t.value for t in frame.tokens if t.kind is Kind.ACTOR)
    return who if theirs and not may_be(who, theirs) else None


def owes(tokens: Sequence[Token]) -> str | None:
    """Who is said to owe what stands before: 是评审专家要做到的, 是对申报企业的工作要求."""
    who = [n for n, t in enumerate(tokens) if t.kind is Kind.ACTOR]
    if not who:
        return None
    is_at = next((n for n, t in enumerate(tokens) if t.text in _IS), None)
    said = [t for t in tokens if t.kind not in (Kind.REF, Kind.STOP)]
    if len(said) == 3 and said[0].text in _MAIN and said[1].text in _AS and said[2].kind is Kind.ACTOR:
        return said[2].value  # 责任主体为被评企业（第十五条）
    if is_at is None or {t.value for t in tokens if t.kind is Kind.ACT} - {"确保"} - SOFT:
        return None
    if len(who) != 1 or who[0] < is_at:
        return None
    before, after = tokens[who[0] - 1], tokens[who[0] + 1 :]
    wanted = before.kind in (Kind.OBJ, Kind.TO) and any(t.text in _DUTY for t in after)
    done = who[0] == is_at + 1 and bool(after) and (after[-1].kind is Kind.OF or after[-1].text in _DUTY)
    return tokens[who[0]].value if wanted or done else None


def _their_act(run: Run, frame: Frame) -> str | None:
    """Who is said to be the one that does something, where the frame has another do it: 公开的主体是企业自己."""
    for at in range(1, len(run.tokens)):
        main, is_ = run.tokens[at - 1], run.tokens[at]
        if is_.text not in _IS_TOLD:
            continue
        one_word = main.kind is Kind.ACT and is_.text in _BODY_IS  # 受理部门是
        bodies = (main.text in _MAIN | _BODIES and is_.text in _AS) or (main.text == "责任" and is_.text in _BODY_IS)
        before = [t for t in run.tokens[max(0, at - 3) : at - 1] if t.kind is not Kind.OF]
        act = main if one_word or not before else before[-1]
        if act.kind is Kind.ACT and (one_word or bodies):
            who = next((t.value for t in run.tokens[at + 1 : at + 3] if t.kind is Kind.ACTOR), None)
            theirs = [d for o in frame.runs for d in o.deeds if d.act == act.value and d.doers]
            official = who == "enterprise" and act.value in OFFICIAL
            if not theirs and who and act.value in frame.gloss and may_be(who, frame.actors - {"enterprise"}):
                continue  # 举报的受理部门是当地主管部门
            if who and (official or not any(may_be(who, d.doers) for d in theirs)):
                return who
    return None


def _another_object(run: Run, frame: Frame) -> str | None:
    """Whom somebody calls in, guides or bribes, where the frame has another there: 组织企业代表抽查复核."""
    for act, who, after in _taken(run.tokens):
        if act == "组织" and after is not None and after.kind is Kind.OF:
            continue
        theirs = {other for one in frame.runs for a, other, _ in _taken(one.tokens) if a == act}
        theirs |= {o.tokens[n + 2].value for o in frame.runs for n in _joined_to(o.tokens, theirs)}
        if theirs and not may_be(who, frozenset(theirs)):
            return who
    return None


def _done_to_another(run: Run, frame: Frame) -> str | None:
    """To what something is done, where the frame does it to another and something else to this: 对保障类企业进行分级."""
    at = next((n for n, t in enumerate(run.tokens) if t.kind is Kind.OBJ), None)
    acts = [t for t in run.tokens if t.kind is Kind.ACT and t.value not in SOFT]
    if at is None or len(acts) != 1 or acts[0].start < run.tokens[at].start:
        return None
    does = [o for o in frame.runs if acts[0].value in o.acts and any(t.kind is Kind.OBJ for t in o.tokens)]
    if not does:
        return None
    for token in run.tokens[at + 1 :]:
        if token is acts[0]:
            break
        if token.kind in CONCEPTS and token.value not in SOFT and not any(token.value in o.concepts for o in does):
            other = [o for o in frame.runs if token.value in o.concepts and any(t.kind is Kind.OBJ for t in o.tokens)]
            if other and all(acts[0].value not in o.acts for o in other):
                return token.text
    return None


def _taken(tokens: Sequence[Token]) -> Iterator[tuple[str, str, Token | None]]:
    """Acts with the one whom they take as their object, and what stands behind."""
    for at, token in enumerate(tokens):
        if token.kind is Kind.ACTOR and token.text.startswith("依托"):
            yield "依托", token.value, None
        if at + 1 < len(tokens) and (token.value in _WITH_OBJECT or token.text == "依托"):
            then = at + 1
            while then + 1 < len(tokens) and (
                tokens[then].kind is Kind.QUALITY or (token.text == "依托" and tokens[then].kind is Kind.OF)
            ):
                then += 1
            if tokens[then].kind is Kind.ACTOR:
                yield (
                    token.text if token.text == "依托" else token.value,
                    tokens[then].value,
                    tokens[then + 1] if then + 1 < len(tokens) else None,
                )


def _joined_to(tokens: Sequence[Token], who: set[str]) -> Iterator[int]:
    """Where another is joined to one of `who`: 专家或工作人员."""
    for at in range(len(tokens) - 2):
        one, joint, other = tokens[at : at + 3]
        if one.value in who and (joint.kind is Kind.AND or joint.text in "、或和及") and other.kind is Kind.ACTOR:
            yield at


def _must_tell(run: Run) -> str | None:
    """An office that must tell, and what it tells stands elsewhere: 举报人是谁，环保局就得说. The law has no such duty."""
    for modal, verb in zip(run.tokens, run.tokens[1:], strict=False):
        if modal.kind is Kind.MUST and verb.text in _SAY and run.own_doers & _OFFICES and not run.acts:
            return f"条文没有说“{modal.text}{verb.text}”"
    return None


def _left_out(run: Run, unit: Unit, frame: Frame) -> str | None:
    """Grades that are said to be left out of what the frame does to them: 监管对象不含C级."""
    out = next((n for n, t in enumerate(run.tokens) if t.kind in NEGATIVE and t.text in _WITHOUT), None)
    if out is None or not run.acts:
        return None
    behind = run.tokens[out + 1 :]
    if behind and behind[0].kind is Kind.GRADE:
        grades = run.own_grades
    elif any(t.text in _AMONG for t in behind) and any(t.kind is Kind.ACT for t in behind):
        grades = run.own_grades or unit.grades
    else:
        return None
    held = frozenset(g for other in aligned(run, frame) for g in other.grades)
    return f"条文在这里没有“{run.tokens[out].text}”" if grades & held else None


def _must_differ(run: Run, frame: Frame) -> str | None:
    """What must be unlike, where the frame wants nothing of the kind: 减排措施应当各不相同."""
    for no, alike in zip(run.tokens, run.tokens[1:], strict=False):
        if no.kind is Kind.NEG and alike.text in _ALIKE and any(t.kind is Kind.MUST for t in run.tokens):
            return None if "不同" in frame.text else f"条文没有说“{no.text}{alike.text}”"
    return None


def _starts(run: Run, frame: Frame) -> str | None:
    """From what a period is said to run, where nothing in the frame runs from it: 起算点是绩效等级评定申报."""
    at = next((n for n, t in enumerate(run.tokens[:-1]) if t.text in _START), None)
    if at is None or run.tokens[at + 1].text not in (*_IS, "为"):
        return None
    last = next((t for t in reversed(run.tokens[at + 2 :]) if t.kind is Kind.ACT), None)
    if last is None or any(
        known.value == last.value and after.text.startswith(("后", "之后", "以后", "之日"))
        for o in frame.runs
        for known, after in zip(o.tokens, o.tokens[1:], strict=False)
    ):
        return None
    return f"期限不是从“{last.text}”起算"


def _other_side(unit: Unit, frame: Frame) -> str | None:
    """What is told before something where the frame has it only after, or the other way round: 绩效评级前的降级."""
    if "前" not in unit.text and "后" not in unit.text:
        return None
    for found in _TIME.finditer(unit.text):
        what, side = found[1], found[2]
        known = {m[2] for m in _TIME.finditer(frame.text) if m[1] == what}
        if known and side not in known:
            return found[0]
    return None
