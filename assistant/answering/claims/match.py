"""A unit held against a frame: what in it the frame does not carry, each with the reason.

Lives here: `problems`. Every content word must be the frame's, and stand beside what it stands beside there; numbers and
grades are judged in `figures`, negations, duties and actors in `norms`. May import: claims.frames, runs, tokens, units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from assistant.answering.claims.beside import in_common_sense, only_beside
from assistant.answering.claims.figures import amounts_wrong, grades_wrong
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.in_time import anchors, before_after
from assistant.answering.claims.kinds import InScope, Norm, Ruling
from assistant.answering.claims.norms import actors_wrong, modals_wrong, negations_wrong
from assistant.answering.claims.relations import relations_wrong
from assistant.answering.claims.runs import Run, is_condition, told
from assistant.answering.claims.tokens import CONCEPTS, EMPTY, MARKS, Kind, Token
from assistant.answering.claims.units import (
    APPLY,
    BACKGROUND,
    BENEFITS,
    EVERYDAY_WORDS,
    EVERYWHERE,
    NOTHING,
    NOWHERE,
    SOFT,
    STRESS,
    WIDER,
    Ground,
    Problem,
    Unit,
    aligned,
    may_be,
    names,
    unit_of,
)
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade

_ALL_ACTORS = names(
    "enterprise province city county ministry county_up all_authorities authority departments support experts technical expert_team staff anyone"
)
_OTHER_ACTORS = _ALL_ACTORS - {"enterprise"}
_APPLYING = APPLY | BACKGROUND
_LOOSE = names("反馈 授予 负责 组织 落实 enterprise 评级后 评级过程中 预警期间 人员")
_SCOPE = names("国家重点行业 省级重点行业 重点行业 通用行业 保障类 国家指南 省级指南 通用指南 适用 名单 纳入 国家")
_STEPS = ("自评", "提交", "审核", "上报", "抽查复核", "公示", "公告", "备案", "归档")


def problems(
    unit: Unit, frame: Frame, ground: Ground, above: frozenset[Grade] = frozenset(), enough: int = 9999
) -> list[Problem]:
    """What `frame` does not carry of `unit`; nothing: it carries it. `above`: grades that the answer spoke of before.
    `enough`: the weight from which on another frame is nearer, and nothing more is looked for."""
    if not (frame.cases or unit.certain) and _far(unit, frame, ground, enough):
        return [Problem(NOTHING, Ruling.UNSUPPORTED, "", enough)]
    unit = _without_denials(unit, frame)
    frame = with_cases(frame, unit)
    out, weight = _loose(unit, frame, ground, enough)
    if len(out) > 5 or weight >= enough:
        return out
    for found in _further(unit, frame, ground, above):
        if found:
            out += found
            weight += _weight(found)
            if weight >= enough:
                return out
    words = [p.word for p in out if p.word is not None]
    if words and len(words) == len(out) and only_beside(words, unit, frame):
        return []
    return out


def surely_lacks(unit: Unit, frame: Frame, ground: Ground) -> int:
    """How much at least is wrong, by the words alone of which nothing excuses the lack."""
    if Kind.NEG in unit.kinds or (frame.cases and unit.falls):
        return 0  # part of it may not count; the frame may have more
    has, known = frame.concepts, ground.names
    out = 0
    for word, concept, weight in unit.plain:
        if concept not in has and word not in known:
            out += weight
    return out if frame.origin == "law" else min(out, NOWHERE)


def _further(unit: Unit, frame: Frame, ground: Ground, above: frozenset[Grade]) -> Iterator[list[Problem]]:
    """What else may be wrong, one thing after another, so that nobody looks further than he must."""
    yield amounts_wrong(unit, frame, ground)
    yield grades_wrong(unit, frame, ground, above)
    yield negations_wrong(unit, frame)
    yield modals_wrong(unit, frame)
    yield actors_wrong(unit, frame)
    yield relations_wrong(unit, frame)
    yield _pointers(unit, frame, ground)
    yield _joined_wrong(unit, frame)
    yield anchors(unit, frame)
    yield before_after(unit, frame)
    yield _on_what_basis(unit, frame)


def _weight(found: Sequence[Problem]) -> int:
    """How much it weighs, words that may yet be excused aside."""
    return sum(p.weight for p in found if p.word is None)


def _far(unit: Unit, frame: Frame, ground: Ground, enough: int) -> bool:
    """Whether the frame lacks so much of what the sentence speaks of that it cannot be nearer than `enough`."""
    lacking = 0
    for value, weight, text in unit.needed:
        if value not in frame.concepts and text not in ground.names:
            lacking += weight
            if lacking >= enough:
                return True
    return False


def _on_what_basis(unit: Unit, frame: Frame) -> list[Problem]:
    """按照企业申请实施降级: that somebody asks for it is the ground of nothing that the frame does not found on it."""
    out: list[Problem] = []
    if unit.texts.isdisjoint(_BASIS):
        return out
    for at, token in enumerate(unit.tokens[:-2]):
        who, act = unit.tokens[at + 1], unit.tokens[at + 2]
        after = unit.tokens[at + 3] if at + 3 < len(unit.tokens) else None
        if token.text not in _BASIS or who.value != "enterprise" or act.value not in ("申报", "参与"):
            continue
        if after is None or after.kind in (Kind.STOP, Kind.ACT):
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有说“{token.text}{who.text}{act.text}”"))
    return out


_BASIS = names("按照 根据 依据 按 依 凭 依照")


def _joined_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    """What the sentence joins and no run of the frame has together: another act on the same thing, another hand."""
    if frame.origin != "law":
        return []
    known = frame.together
    out = []
    for run, after in zip(unit.runs, (*unit.runs[1:], None), strict=True):
        if (odd := _barred_from(run)) is not None:
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有限制“{odd}”"))
        if "参与" in unit.concepts and run.tokens[-1].text in ("限制", "限制的") and _names_one(unit, "enterprise"):
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, "条文没有限制“参与”"))
        pair = _topic_and_act(run, after) if after is not None else None
        if pair is not None and pair <= frame.concepts and pair not in known | frame.beside:
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有把“{'”和“'.join(sorted(pair))}”连在一起"))
        for left, right in run.pairs:
            both = frozenset((left, right))
            if left == right or both in known or both & _APPLYING - frame.concepts:
                continue
            taken = "组织" in both and not both.isdisjoint(_OTHER_ACTORS)
            if not taken and both & _LOOSE:
                continue
            if "确保" in both and "确保" not in frame.concepts:  # 应当做到公平
                continue
            if left in frame.gloss or right in frame.gloss or _may_stand(left, right, known):
                continue
            if not (left in run.acts and right in run.acts) and both in frame.beside:
                continue
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有把“{left}”和“{right}”连在一起"))
    return out


def _names_one(unit: Unit, actor: str) -> bool:
    return any(t.kind is Kind.ACTOR and t.value == actor for t in unit.tokens)


def _barred_from(run: Run) -> str | None:
    """What 限制 takes as its object, if that is another act than applying or being graded: 限制企业参与."""
    if "限制" not in run.texts:
        return None
    at = next((n for n, t in enumerate(run.tokens) if t.text == "限制"), None)
    if at is None:
        return None
    act = next((t.value for t in run.tokens[at + 1 :] if t.kind is Kind.ACT), None)
    return act if act is not None and act not in APPLY | {"重新申报", "调整", "届满", "结束", "计算"} else None


def _topic_and_act(run: Run, after: Run) -> frozenset[str] | None:
    """A thing that stands first, and what the next run does with it: 市里报的应急减排清单，省厅现场抽查核验."""
    last = run.tokens[-1]
    if last.kind is not Kind.THING or run.modals or run.negated or is_condition(run) or told(run):
        return None
    does = [t.value for t in after.tokens if t.kind is Kind.ACT and t.value in told(after) - SOFT - BACKGROUND]
    own = any(t.kind in (Kind.THING, Kind.INDUSTRY, Kind.GRADE) for t in after.tokens)
    return frozenset((last.value, does[0])) if len(does) == 1 and not own else None


def _may_stand(left: str, right: str, known: frozenset[frozenset[str]]) -> bool:
    """Whether a wider or narrower actor stands in the place of one of the two."""
    return any(frozenset((a, right)) in known for a in WIDER.get(left, ())) or any(
        frozenset((left, b)) in known for b in WIDER.get(right, ())
    )


def with_cases(frame: Frame, unit: Unit) -> Frame:
    """A frame that speaks of another article's cases, with those of them that the sentence names: one case at a time."""
    if not frame.cases or not unit.falls:
        return frame
    named = [f for f in frame.cases if f.clause and f.clause.item and f.concepts & unit.concepts - {"申报", "评定"}]
    scored = sorted(named, key=lambda f: -len(f.concepts & unit.concepts))
    return _joined_frame(frame, scored[0]) if scored else frame


@lru_cache(maxsize=256)
def _joined_frame(frame: Frame, case: Frame) -> Frame:
    shift = len(frame.text) + 1
    moved = tuple(replace(t, start=t.start + shift, end=t.end + shift) for t in case.tokens)
    stop = Token(Kind.STOP, "，", shift - 1, shift, "，")
    return replace(frame, text=f"{frame.text}，{case.text}", tokens=(*frame.tokens, stop, *moved), cases=())


def _without_denials(unit: Unit, frame: Frame) -> Unit:
    """`unit` without runs that only say who does not do it (不归企业管), where that is so."""
    if Kind.NEG not in unit.kinds:
        return unit
    denying = [run for run in unit.runs if Kind.NEG in run.kinds and _denies(run, frame)]
    if not denying:
        return unit
    kept: list[Token] = []
    for run in unit.runs:
        at = next(n for n, t in enumerate(run.tokens) if t.kind is Kind.NEG) if run in denying else None
        kept += [*run.tokens[:at], Token(Kind.STOP, "，", run.tokens[-1].end, run.tokens[-1].end, "，")]
    return unit_of(unit.text, kept)


def _denies(run: Run, frame: Frame) -> bool:
    negated = [n for n, t in enumerate(run.tokens) if t.kind is Kind.NEG]
    if len(negated) == 1 and run.concepts == {"最高等级"} and "最低等级" in frame.concepts - {"最高等级"}:
        return not run.modals and not run.own_grades  # 以最低等级为准，而不是最高的
    if len(negated) != 1 or not frame.doers:
        return False
    rest = [t for t in run.tokens[negated[0] + 1 :] if t.kind is not Kind.STOP]
    if len(rest) > 2 and rest[0].kind is Kind.BY and rest[-1].kind is Kind.ACT and rest[-1].value in frame.concepts:
        rest = rest[:-1]  # 而不是由省辖市修订
    who = [t.value for t in rest if t.kind is Kind.ACTOR]
    alone = len([t for t in rest if t.kind is not Kind.BY]) == 1 and len(run.tokens) - negated[0] <= 4
    if (
        len(who) != 1
        or not rest
        or (rest[-1].text not in _CARES and not alone)
        or (rest[0].kind not in (Kind.BY, Kind.ACTOR))
    ):
        return False
    named = {t.value for t in run.tokens[: negated[0]] if t.kind is Kind.ACT}
    if any(deed.act in named and may_be(who[0], deed.doers) for part in frame.runs for deed in part.deeds):
        return False  # 公示的不是省辖市: it is
    return not may_be(who[0], frame.doers) and not any(may_be(d, frozenset(who)) for d in frame.doers)


_CARES = names("管 负责 做 办 的事 事 的事情 事情 职责 工作 任务 承担 来做 来办 管理 的责任 责任")


def _pointers(unit: Unit, frame: Frame, ground: Ground) -> list[Problem]:
    """Clauses whose cases the sentence speaks of (存在第十八条情形的): the frame speaks of the same."""
    if frame.origin != "law" or frame.clause is None or Kind.REF not in unit.kinds:
        return []
    wrong = [t for t in pointers(unit.tokens) if not _points_rightly(ClauseId.parse(t.value), frame.clause, ground)]
    return [Problem(NOTHING, Ruling.CONTRADICTED, f"条文这里没有说到{t.text}的情形") for t in wrong]


def _points_rightly(named: ClauseId, carries: ClauseId, ground: Ground) -> bool:
    """Whether a clause that is named for its cases is the one that carries them, or one that it speaks of."""
    if named.article == carries.article:
        return named.item is None or carries.item == named.item
    return named.article in ground.pointers.get(carries, frozenset())


def pointers(tokens: Sequence[Token]) -> list[Token]:
    """Clauses that are named for the cases they list, not as the source of what is said."""
    out = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.REF and token.value != "None":
            after = "".join(t.text for t in tokens[index + 1 : index + 4])
            before = tokens[index - 1].text if index else ""
            if _POINTS.match(after) or before in ("存在", "涉及", "不受", "未见", "触犯", "违反"):
                out.append(token)
    return out


_POINTS = re.compile(
    r"(?:规定|所列|所述|列明|列举|中|里|的|第.项)*(?:任一|任何|各|有关|相关)?(?:种|项|类)?(?:情形|情况|行为|限制|之列)"
)


# --- words ---------------------------------------------------------------------------------------------------------


def _loose(unit: Unit, frame: Frame, ground: Ground, enough: int) -> tuple[list[Problem], int]:
    """Words that the frame has not, as far as they weigh `enough`; and how much those weigh that nothing excuses."""
    out: list[Problem] = []
    weight = 0
    has = frame.concepts
    for word in unit.claims:
        if word.concept in has:
            continue
        if (found := word.lack) is not None:
            if word.token.text in ground.names:
                continue
        elif (found := _lacks(word.token, unit, frame, ground)) is None:
            continue
        out.append(found)
        if found.word is None:
            weight += found.weight
            if weight >= enough:
                break
    return out, weight


def _lacks(token: Token, unit: Unit, frame: Frame, ground: Ground) -> Problem | None:
    """What is wrong with one word, held against the frame."""
    kind = token.kind
    if kind is Kind.ONLY and _narrows(token, unit, frame):
        return None
    if kind is Kind.ORDER:
        return None if _in_order(unit) else Problem(NOTHING, Ruling.CONTRADICTED, "先后次序没有依据")
    if kind is Kind.FIRM or (token.text in STRESS and Kind.MUST_NOT in unit.run_of[id(token)].kinds):
        if Kind.MAY in unit.run_of[id(token)].kinds:
            return Problem(NOTHING, Ruling.UNSUPPORTED, f"条文没有“{token.text}”的说法")
    elif kind in MARKS:
        if token.text not in frame.marks and not _only_these(token, unit, frame):
            return Problem(NOTHING, Ruling.UNSUPPORTED, f"条文没有“{token.text}”的说法")
    elif kind is Kind.INDUSTRY:
        if token.value not in frame.concepts and not _any_industry(token, unit, frame, ground):
            return Problem(InScope(token.text), Ruling.UNSUPPORTED, f"条文这里没有说到“{token.text}”", 8)
    elif kind is Kind.THING and token.value == "门户网站" and (owner := _owner(token, unit)):
        if owner == "enterprise" or (not may_be(owner, frame.doers) and owner not in frame.doers):
            return Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有说在谁的“{token.text}”上")
        if token.value not in frame.concepts:
            return Problem(NOTHING, Ruling.UNSUPPORTED, f"“{token.text}”未见于所引条文", 4 + len(token.text))
    elif kind is Kind.ACTOR:
        return _nobody(token, unit, frame)
    elif token.text in EVERYWHERE and token.text not in frame.text:
        return Problem(NOTHING, Ruling.UNSUPPORTED, f"“{token.text}”未见于所引条文")
    elif kind is Kind.UNKNOWN and len(token.text) == 1 and not _letter_there(token, unit, frame):
        return Problem(NOTHING, Ruling.UNSUPPORTED, f"“{token.text}”未见于所引条文", 5, token)
    elif kind in CONCEPTS and not _spoken_of(token, frame, ground) and not in_common_sense(token, unit, frame):
        word = token if kind is Kind.UNKNOWN or token.text in EVERYDAY_WORDS else None
        return Problem(NOTHING, Ruling.UNSUPPORTED, f"“{token.text}”未见于所引条文", 4 + len(token.text), word)
    return None


def _nobody(token: Token, unit: Unit, frame: Frame) -> Problem | None:
    """What is wrong with somebody who is named."""
    if token.value == "enterprise":
        return None
    if _graded(token, unit):
        return Problem(NOTHING, Ruling.CONTRADICTED, f"“{token.text}”没有等级")
    if token.value in _PUNISH and _punishes(token, unit):
        return None
    if token.value == "authority" and not any(token.value in run.own_doers for run in unit.runs):
        return None
    if may_be(token.value, frame.actors):
        return None
    claim = Norm(None, frozenset({token.value}), frozenset())
    return Problem(claim, Ruling.UNSUPPORTED, f"条文这里没有说到“{token.text}”")


def _narrows(only: Token, unit: Unit, frame: Frame) -> bool:
    """Whether it only makes a condition narrower, which stays true."""
    run = unit.run_of[id(only)]
    if not run.concepts or not (is_condition(run) or _concedes(run)):
        return False
    return not (only.text in _ONLY_IF and _has_others(run, frame))


_ONLY_IF = names("只有 唯有 仅有")


def _has_others(run: Run, frame: Frame) -> bool:
    """Whether the frame has another case beside the one to which a sentence confines it: 只有构成犯罪的，才…."""
    return any(
        other.concepts & run.concepts
        and other.concepts - run.concepts - SOFT
        and any(t.text in ("或", "或者", "、") for t in other.tokens)
        for other in frame.runs
    )


def _concedes(run: Run) -> bool:
    return any(t.text in _EVEN_IF for t in run.tokens)


_EVEN_IF = names("即使 哪怕 就算 即便 哪怕是 即使是 哪怕只是 就算是")


def _only_these(token: Token, unit: Unit, frame: Frame) -> bool:
    """Whether only those grades are said to have it to which the frame gives it: 只有A级和绩效引领性企业."""
    run = unit.run_of[id(token)]
    if token.text not in ("只有", "只", "仅", "仅仅", "唯有") or not run.own_grades or frame.origin != "law":
        return False
    given = [other for other in aligned(run, frame) if other.grades and other.acts & (BENEFITS | {"采取自主减排"})]
    return bool(given) and all(other.grades == run.own_grades for other in given)


def _spoken_of(token: Token, frame: Frame, ground: Ground) -> bool:
    """Whether the frame speaks of it, or the case has a name for it; an unknown word must stand there letter by letter."""
    if token.value in frame.concepts or token.value in SOFT or token.text in ground.names:
        return True
    return token.kind is Kind.UNKNOWN and len(token.text) > 1 and token.text in frame.text


def _letter_there(token: Token, unit: Unit, frame: Frame) -> bool:
    """Whether a single unknown character stands in the frame beside the same neighbour."""
    if token.text in "年月日" and token.value in frame.concepts:
        return True
    at = next(n for n, t in enumerate(unit.tokens) if t is token)
    before = unit.tokens[at - 1].text[-1:] if at else ""
    after = unit.tokens[at + 1].text[:1] if at + 1 < len(unit.tokens) else ""
    return (bool(before) and before + token.text in frame.text) or (bool(after) and token.text + after in frame.text)


_PUNISH = names("authority province city county all_authorities county_up")


def _punishes(token: Token, unit: Unit) -> bool:
    """Whether an authority is only named as the one that fined: 被市局处罚."""
    at = next(n for n, t in enumerate(unit.tokens) if t is token)
    after = next((t for t in unit.tokens[at + 1 : at + 4] if t.kind not in EMPTY), None)
    return after is not None and after.value == "行政处罚"


def _owner(token: Token, unit: Unit) -> str | None:
    """Whose it is: the actor right before it."""
    at = next(n for n, t in enumerate(unit.tokens) if t is token)
    before = [t for t in unit.tokens[max(0, at - 2) : at] if t.kind is not Kind.OF]
    return before[-1].value if before and before[-1].kind is Kind.ACTOR else None


def _graded(token: Token, unit: Unit) -> bool:
    """Whether a grade or class is put to somebody who has none: A级专家."""
    at = next(n for n, t in enumerate(unit.tokens) if t is token)
    before = unit.tokens[at - 1] if at else None
    return before is not None and (before.kind is Kind.GRADE or before.value == "保障类")


def _in_order(unit: Unit) -> bool:
    """Whether the steps come as 第九条 has them, one after the other."""
    first = next(n for n, run in enumerate(unit.runs) if any(t.kind is Kind.ORDER for t in run.tokens))
    told = [t for run in unit.runs[max(0, first - 1) :] for t in (*run.tokens, None)]
    early: list[float] = []
    late: list[float] = []  # 公告之前，先公示
    for token, after in pairwise(told):
        of_which = after is not None and after.kind is Kind.OF  # 审核评定的企业
        if token is not None and token.kind is Kind.ACT and token.value in _STEPS and not of_which:
            before = after is not None and after.text in ("之前", "以前", "前")
            again = token.value == "抽查复核" and _STEPS.index("公示") in early  # what was published is checked again
            (late if before else early).append(_STEPS.index("公示") + 0.5 if again else _STEPS.index(token.value))
    steps = [*early, *late]
    return steps == sorted(steps)


def _any_industry(token: Token, unit: Unit, frame: Frame, ground: Ground) -> bool:
    """An industry as an attribute of whoever the law speaks of: what holds for every enterprise holds for its trade."""
    named = {t.value for t in unit.tokens if t.kind is Kind.INDUSTRY}
    if unit.concepts & _SCOPE or not unit.concepts - named:
        return False
    if token.value in ground.names or token.text in ground.names:
        return True
    return bool(frame.clause and frame.clause.article != 8 and frame.origin == "law" and "enterprise" in frame.actors)
