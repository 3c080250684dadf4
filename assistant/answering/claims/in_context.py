"""What a word means beside its neighbours: 报 before an authority, 放心 after a negation, 除…外 before 还.

Lives here: `inclusive` and `in_context`, which read the words of one sentence once more, together. May import: claims.tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.claims.tokens import EMPTY, Kind, Token

_SUFFIX = ("上", "进", "上了", "进了")
_BESIDES = re.compile(
    r"除了?[^，。；]{1,30}(?:之外|以外|外)，?(?:还|也|另|同时|都|同样|[^，。；]{1,24}(?:也|都|同样|还))|除了[^，。；]{1,16}，[^，。；]{0,24}(?:还|也|另)"
)


def inclusive(tokens: list[Token], text: str) -> list[Token]:
    """除…外，还…: nothing is excepted, all of it holds."""
    spans = [m.span() for m in _BESIDES.finditer(text)]
    if not spans:
        return tokens
    inside = (any(start <= t.start and t.end <= end for start, end in spans) for t in tokens)
    return [
        replace(t, kind=Kind.FREE) if within and t.text in ("除", "除了", "之外", "以外", "外") else t
        for t, within in zip(tokens, inside, strict=True)
    ]


DOUBTS = ("代表", "等于", "意味着", "等同于", "判断", "确定", "断定", "说明", "推出", "得出")


def in_context(tokens: list[Token]) -> Iterator[Token]:
    """What a word means beside its neighbour. A negation of a prohibition permits (并非不能), of a dispensation orders
    (不是不用); 报 is to send up where an authority follows."""
    skip = doubt = who = False
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if who and token.kind is Kind.ACTOR and tokens[index - 1].kind is Kind.STOP:  # 谁来优化？省厅
            yield Token(Kind.BY, "由", token.start, token.start, "")
        who = token.text == "谁" or (who and token.kind is not Kind.ACTOR)
        doubt = (doubt and token.kind is not Kind.STOP) or (token.kind is Kind.NEG and token.text.endswith(DOUBTS))
        if not (doubt or skip or token.kind in _TURNING or token.value in _TURNED or token.text in _TURNED):
            yield token
        elif doubt and token.kind is not Kind.STOP:
            yield token if token.kind in (Kind.MUST_NOT, Kind.NEG) else replace(token, kind=Kind.FREE)
        elif skip:
            skip = False
        elif token.kind is Kind.MUST_NOT and token.text in _CLOSED and _of_grades_only(tokens, index):
            yield token
            yield Token(Kind.ACT, "申报", token.start, token.end, token.text)
        elif token.kind is Kind.MAY and _only_looks(tokens[index + 1 :]):
            yield replace(token, kind=Kind.FREE)
        elif token.kind is Kind.NEG and after is not None and after.kind in (Kind.MUST_NOT, Kind.NEED_NOT, Kind.NEG):
            kind = Kind.MUST if after.kind is Kind.NEED_NOT else Kind.MAY
            yield Token(kind, token.text + after.text, token.start, after.end, token.text + after.text)
            skip = True
        elif (token.kind is Kind.MAY and token.text in ("照常", "照旧", "照样") and _office_goes_on(tokens, index)) or (
            token.kind is Kind.MAY and token.text in ONLY_THEN and _needs(tokens[:index])
        ):
            yield replace(token, kind=Kind.FREE)
        elif token.value == "提交" and (_to_authority(tokens, index) or _by_an_office(tokens, index)):
            yield replace(token, value="上报")
        elif (
            (token.value == "适用" and _of_a_clause(tokens, index))
            or (token.value == "使用" and any(t.value == "模板" for t in tokens[index + 1 : index + 5]))
            or (token.text in _SUFFIX and token.value == "纳入" and not _on_a_list(tokens[index + 1 : index + 6]))
        ):
            yield replace(token, kind=Kind.FREE)
        elif (
            token.value == "提交"
            and token.text in _SENT
            and any(t.value == "上报" or t.text == "报" for t in tokens[:index])
        ):
            yield replace(token, value="上报")
        elif token.value == "满足" and _against_papers(tokens[:index]):
            yield replace(token, value="相符")
        elif token.value == "收取" and any(t.value in ("赠礼", "贿赂") for t in tokens[index + 1 : index + 6]):
            yield replace(token, value="接受")  # 收礼
        elif token.text in ("评", "评审") and index and _kept_from_reviewing(tokens[:index]):
            yield Token(Kind.ACT, "参与", token.start, token.end, token.text)  # 专家不得再评这家企业
        elif token.text in _AS and index and _not_as_an_expert(tokens, index):
            yield Token(Kind.ACT, "参与", token.start, token.end, token.text)  # 不能做这家企业的评审专家
        elif token.text in _SPANS and index and tokens[index - 1].text.endswith(_SPANNED):
            yield replace(token, kind=Kind.FREE)  # 适用范围涉及四份文件, 监管的对象涵盖A级
        elif token.text in _WITH_IT and index + 1 < len(tokens) and tokens[index + 1].value in _ENCLOSED:
            yield Token(Kind.ACT, "提交", token.start, token.end, token.text)  # 带上佐证材料
        elif token.value == "接受" and _undergoes_a_check(tokens, index):
            yield replace(token, kind=Kind.FREE)  # 接受现场抽查复核
        elif token.text in ("管", "算") and index and tokens[index - 1].value in ("最低等级", "原有等级"):
            yield replace(token, kind=Kind.ACT, value="管理")  # 按最低等级管
        elif token.text == "以前" and index and tokens[index - 1].kind in (Kind.ACT, Kind.ACTOR, Kind.AMOUNT):
            yield replace(token, kind=Kind.FREE)
        elif token.text in _PUT_ON and any(t.value == "门户网站" for t in tokens[index + 1 : index + 4]):
            yield replace(token, kind=Kind.FREE)  # 放到门户网站上公开
        elif token.text == "评" and any(t.text.endswith("水平") for t in _same_run(tokens, index)):
            yield replace(token, value="分级")  # 评的是企业的大气污染防治水平
        elif token.text == "报送" and token.value == "提交" and _of_an_office(tokens, index):
            yield replace(token, value="上报")  # A级企业资料的报送时间
        elif token.text == "落到" and not (after and (after.kind is Kind.GRADE or after.text.startswith("最"))):
            yield replace(token, value="落实")  # 落到具体生产环节
        elif token.text == "不管" and index and tokens[index - 1].kind is Kind.ACTOR:
            yield replace(token, kind=Kind.NEG)
        elif token.text == "报" and _reported(tokens, index):
            yield Token(Kind.ACT, "上报", token.start, token.end, token.text)
        else:
            yield token


_SENT = frozenset({"报送", "呈报", "递交", "提交", "上交", "交上去", "报"})


def _kept_from_reviewing(before: Sequence[Token]) -> bool:
    """Whether it is experts who may not review: they may not take part in it."""
    return before[-1].kind is Kind.MUST_NOT and any(t.value == "experts" for t in before)


_AS = frozenset({"做", "当", "担任", "作为", "当作", "充当", "出任"})


def _not_as_an_expert(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody who served an enterprise may not be its expert: he may not take part."""
    experts = any(t.value == "experts" for t in tokens[at + 1 : at + 5])
    return tokens[at - 1].kind is Kind.MUST_NOT and experts and any(t.value == "服务" for t in tokens[:at])


_SPANS = frozenset({"涉及", "涵盖", "覆盖", "包含", "囊括"})
_SPANNED = ("范围", "对象", "内容", "手段", "工作")
_WITH_IT = frozenset({"带上", "带齐", "附上", "附", "随附", "一并附上", "带", "备上"})
_ENCLOSED = frozenset({"佐证材料", "申报材料"})
# What may mean something else beside its neighbour, by its kind, its concept or its own words.
_TURNING = frozenset({Kind.MUST_NOT, Kind.MAY, Kind.NEG})
_TURNED = frozenset(
    {"提交", "适用", "使用", "纳入", "满足", "收取", "接受", "评", "评审", "管", "算", "以前", "落到", "不管", "报"}
    | _AS
    | _SPANS
    | _WITH_IT
)
_CHECKS = frozenset(
    {"资格审查", "抽查复核", "现场核查", "监督核查", "核查", "监管", "审核", "复审", "会审", "现场复核"}
)


def _undergoes_a_check(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a check that somebody is told to accept, and nothing that is given."""
    acts = [t for t in _same_run(tokens, at) if t.start > tokens[at].start and t.kind in (Kind.ACT, Kind.THING)]
    return bool(acts) and acts[0].kind is Kind.ACT and acts[0].value in _CHECKS


def _of_a_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a clause or this law that applies: 适用第十七条第三项, 适用的是这部细则."""
    after = next((t for t in tokens[at + 1 : at + 4] if t.text not in ("的", "是", "的是", "于")), None)
    return after is not None and (after.kind is Kind.REF or "细则" in after.text)


_CLOSED = frozenset(
    [
        "无缘",
        "不行",
        "没戏",
        "没门",
        "没门儿",
        "没份",
        "免谈",
        "甭想",
        "别想",
        "想都别想",
        "没指望",
        "不成",
        "没希望",
        "没可能",
        "不可能",
    ]
)


def _of_grades_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether grades are told to be out of reach, and by no act: 一年内与A级无缘."""
    part = _same_run(tokens, at)
    return any(t.kind is Kind.GRADE for t in part) and not any(t.kind is Kind.ACT for t in part)


LOOKS = ("看", "查到", "看到", "查询", "查询到", "查阅", "了解到", "找到", "了解", "查看", "看出", "可以看到")


def _only_looks(after: Sequence[Token]) -> bool:
    """Whether what is allowed is to look something up: 可以在门户网站上查到."""
    for token in after:
        if token.text in LOOKS:
            return True
        if token.kind is Kind.STOP or (token.kind is Kind.ACT and token.text not in _SUFFIX):
            return False
    return False


ONLY_THEN = ("才能", "才可", "才可以", "方可", "方能", "才行", "才能够")


def _office_goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office goes on with what it does: 市级每年照常开展资格审查."""
    part = _same_run(tokens, at)
    actors = [t for t in part if t.kind is Kind.ACTOR]
    return bool(actors) and actors[0].start < tokens[at].start and all(t.value != "enterprise" for t in actors)


def _needs(before: Sequence[Token]) -> bool:
    """Whether what follows is told to need something first: 须满足所有要求，才能申报."""
    return any(t.kind is Kind.MUST or t.value in ("满足", "具备") for t in before)


def _reported(tokens: Sequence[Token], at: int) -> bool:
    """Whether 报 is to send up: an authority follows, or what is sent goes to the province or the ministry."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.kind is Kind.ACTOR and after.value != "enterprise":
        return True
    return _to_authority(tokens, at) or any(t.value == "city" for t in _same_run(tokens, at)[:1])


def _to_authority(tokens: Sequence[Token], at: int) -> bool:
    """Whether papers are sent up: to the province or the ministry, named in the same run."""
    part = [t for t in _same_run(tokens, at) if t.kind is Kind.ACTOR and t.value in ("province", "ministry")]
    return any(_sent_to(tokens, t) for t in part)


def _by_an_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office right before it hands something in: that goes up (市里报送…)."""
    part = _same_run(tokens, at)
    near = next((t for t in reversed(part) if t.start < tokens[at].start and t.kind in (Kind.ACTOR, Kind.ACT)), None)
    return near is not None and near.kind is Kind.ACTOR and near.value in ("city", "county")


_PUT_ON = frozenset({"放到", "放在", "放", "挂到", "挂在", "登在", "发到", "贴到", "放上", "搬到"})
_THEIR_PAPERS = frozenset({"申报材料", "佐证材料", "填写"})


def _of_an_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether papers whose sending is spoken of are an office's: no enterprise and none of its papers stands in the run."""
    if not at or tokens[at - 1].kind is not Kind.OF:
        return False
    part = _same_run(tokens, at)
    return any(
        t.value in ("审核资料", "评定情况", "审核") or t.kind is Kind.GRADE or t.value == "保障类" for t in part
    ) and not any(
        (t.value in _THEIR_PAPERS and t.text != "资料") or (t.kind is Kind.ACTOR and t.value == "enterprise")
        for t in part
    )


def _same_run(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    start = next((n + 1 for n in range(at - 1, -1, -1) if tokens[n].kind is Kind.STOP), 0)
    end = next((n for n in range(at, len(tokens)) if tokens[n].kind is Kind.STOP), len(tokens))
    return tokens[start:end]


def _sent_to(tokens: Sequence[Token], actor: Token) -> bool:
    at = next(n for n, t in enumerate(tokens) if t is actor)
    before = tokens[at - 1] if at else None
    return before is not None and (
        before.kind is Kind.TO or before.value in ("提交", "上报") or before.text in ("至", "到", "给")
    )


def _on_a_list(after: Sequence[Token]) -> bool:
    """Whether 上 and 进 take a list as their object: 上黑名单; not 现场上, 流程上."""
    thing = next((t for t in after if t.kind not in EMPTY), None)
    return thing is not None and thing.value in ("黑名单", "正面清单", "白名单", "可疑名录", "应急减排清单")


def _against_papers(before: Sequence[Token]) -> bool:
    """Whether something is held against what was filed: 与申报材料不符."""
    for at in range(len(before) - 1, -1, -1):
        if before[at].kind is Kind.STOP:
            return False
        if before[at].text in ("与", "和", "跟", "同"):
            return any(t.value == "申报材料" for t in before[at:])
    return False
