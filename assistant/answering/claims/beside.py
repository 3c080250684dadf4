"""Unknown words that stand beside what a frame carries, and take the place of nothing in it.

A word that no table has may be a synonym, talk, or the one false word of a sentence. A false word stands where the law has
another: then that other is missing from the sentence. So an unknown word is let through only in a run that the law has
whole, in no place where somebody or something is named (by whom, to whom, what is handed in, one of a list), and where it
neither denies nor counts.

Lives here: `only_beside`, `in_common_sense`, `after_talk`, `clause_cell`. May import: claims.frames, text, units, tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.runs import Run, is_condition
from assistant.answering.claims.text import Sentence
from assistant.answering.claims.tokens import CONCEPTS, EMPTY, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.units import BACKGROUND, EVERYDAY_WORDS, SOFT, Unit

_MOST = 3
_SHARE = 0.34
# Characters of words that deny, undo, except, count, compare or date.
_TELLING = frozenset(
    "居出退离脱不无非未免除停禁拒消撤废销弃缓暂豁反逆否假伪私越静仅只唯独另外例特最更超低高多少大小全半双单每各零一二三四五六七八九十百千万两倍几年月日天周季旬时晚早前后内先再次首末终始期限延缩减增加降升退转改换代替让借租买卖付交缴收费钱款金税罚奖赔偿押保赠送贿"
)
# Last characters of names of bodies, people, papers, trades, places, ranks.
_NAMES = frozenset(
    "厅局部委办院所会社队团构司门员位织商人者证明书函表单票册照章费业行造工产厂站店馆园区县市省镇乡村国级类条款项号率量度值标物气水尘声渣油煤"
)
_LISTING = frozenset({"、", "和", "与", "及", "以及", "或", "或者", "等", "等等", "跟", "同", "并", "暨"})
_JOINED = frozenset({Kind.BY, Kind.TO, Kind.OBJ, Kind.AND})
_LEADING_TO = ("被", "要", "会", "将", "得", "受", "受到", "得到", "予", "予以", "给予", "应", "须")
_NAMED = frozenset({Kind.ACTOR, Kind.THING, Kind.INDUSTRY})
_TYPED = CONCEPTS | MODALS | MARKS | NEGATIVE | {Kind.AMOUNT, Kind.DAY, Kind.GRADE, Kind.REF}


def only_beside(words: Sequence[Token], unit: Unit, frame: Frame) -> bool:
    """Whether all the unknown `words` of `unit` stand beside what `frame` says, and none in the place of it."""
    if frame.origin != "law" or len(words) > _MOST or any(t.kind is Kind.TITLE for t in unit.tokens):
        return False
    if sum(len(t.text) for t in words) > _SHARE * max(
        1, sum(len(t.text) for t in unit.tokens if t.kind is not Kind.STOP)
    ):
        return False
    return all(_beside(token, unit, frame) for token in words)


def _beside(token: Token, unit: Unit, frame: Frame) -> bool:
    if set(token.text) & _TELLING or token.text[-1] in _NAMES:
        return False
    run = next(r for r in unit.runs if any(t is token for t in r.tokens))
    at = next(n for n, t in enumerate(run.tokens) if t is token)
    known = [t for t in run.tokens if t.kind in _TYPED and t.kind is not Kind.UNKNOWN]
    if not known:
        leads = run is unit.runs[0] and len(unit.runs) > 1 and len(run.text) <= 6
        acts = is_condition(run) or any(t.kind is Kind.ACTOR for t in run.tokens)
        return leads and not acts  # 迟到早退的，一年内不得申报…; 企业出，…
    before = run.tokens[at - 1] if at else None
    after = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    if any(t is not None and (t.text in _LISTING or t.kind in (Kind.STOP, Kind.AND)) for t in (before, after)):
        return False
    if before is not None and (before.kind in _JOINED or before.kind is Kind.ACT):
        return False
    if before is not None and before.text.endswith(_LEADING_TO):
        return False  # 要被表扬
    if after is not None and after.kind in _NAMED:
        return False  # 油烟机行业
    if any(t.kind in MODALS | NEGATIVE | MARKS for t in run.tokens[:at]):
        return False
    return _whole(run, unit, frame) and not _replaces(before, token, after, frame)


def _whole(run: Run, unit: Unit, frame: Frame) -> bool:
    """Whether the frame's runs that speak of the same have nothing that the sentence lacks."""
    own = {c for c in run.concepts if any(t.value == c and t.kind is not Kind.UNKNOWN for t in run.tokens)}
    alike = [other for other in frame.runs if own & (other.concepts - SOFT)]
    if not own or not alike:
        return False
    return all(not (other.concepts - SOFT - BACKGROUND - unit.concepts) for other in alike)


def _replaces(before: Token | None, token: Token, after: Token | None, frame: Frame) -> bool:
    """Whether the frame has something else between the same neighbours: 静态 for 动态 in 绩效分级动态调整机制."""
    if before is None or after is None:
        return False
    start = frame.text.find(before.text)
    while start >= 0:
        end = start + len(before.text)
        found = frame.text.find(after.text, end)
        if end < found <= end + len(token.text) + 4 and not set(frame.text[end:found]) & set("，。；："):
            return True
        start = frame.text.find(before.text, end)
    return False


def in_common_sense(token: Token, unit: Unit, frame: Frame) -> bool:
    """Whether a word that means something of the law says nothing here: 贵司从事铸造, 监管涵盖A级和B级, 截止时间. One that
    tells of a doing must stand beside what is done."""
    if token.text not in EVERYDAY_WORDS or frame.origin != "law" or any(t.kind is Kind.TITLE for t in unit.tokens):
        return False
    run = next(r for r in unit.runs if any(t is token for t in r.tokens))
    at = next(n for n, t in enumerate(run.tokens) if t is token)
    beside = (*run.tokens[max(0, at - 1) : at], *run.tokens[at + 1 : at + 2])
    if any(t.kind is Kind.UNKNOWN or t.text in _LISTING for t in beside):
        return False
    if any(t.kind in NEGATIVE | MARKS for t in run.tokens):
        return False
    held = _HELD - {Kind.THING} if token.kind is Kind.ACT else _HELD
    return any(
        t.kind in held and t is not token and (t.kind is not Kind.ACT or t.value in frame.concepts) for t in run.tokens
    )


_HELD = frozenset({Kind.ACT, Kind.THING, Kind.INDUSTRY, Kind.GRADE, Kind.AMOUNT, Kind.DAY})


def after_talk(tokens: Sequence[Token]) -> int:
    """Where a sentence begins to say something, after words of no table that only lead up to it: up to its colon
    (现就这一问题作简要说明：, 效力说明：), or before its first comma (经核，). 0 where there are none."""
    colon = next((n for n, t in enumerate(tokens) if t.kind is Kind.STOP and t.text in "：；。"), 0)
    comma = next((n for n, t in enumerate(tokens) if t.kind is Kind.STOP and t.text == "，"), 0)
    if colon and tokens[colon].text == "：" and tokens[colon].end <= _LEAD and _is_talk(tokens[:colon]):
        return _from(tokens, colon)
    if comma and tokens[comma].end <= _LEAD_IN and _is_talk(tokens[:comma], asserts=True):
        return _from(tokens, comma)
    return 0


_LEAD, _LEAD_IN = 30, 8
_TALK = frozenset({Kind.UNKNOWN, *EMPTY, Kind.OF, Kind.AND, Kind.OBJ, Kind.TO, Kind.STOP})
_DENYING = frozenset("不无非未免除禁拒停废例")


def _is_talk(lead: Sequence[Token], *, asserts: bool = False) -> bool:
    """Whether words claim nothing: some of them in no table, the rest empty, nobody named but the one that asks."""
    if lead[-1].kind is Kind.OF:
        return False  # 迟到早退的，一年内不得申报…: of whom it is said
    if asserts and any(t.kind is Kind.ACTOR and not t.text.startswith(("贵", "您", "你")) for t in lead):
        return False  # 企业出，所需经费…
    for token in lead:
        if token.kind not in _TALK and not (token.kind is Kind.ACTOR and token.value == "enterprise"):
            return False
        if token.kind is Kind.UNKNOWN and set(token.text) & _DENYING:
            return False
    return any(token.kind is Kind.UNKNOWN for token in lead)


def _from(tokens: Sequence[Token], stop: int) -> int:
    return tokens[stop].end if stop + 1 < len(tokens) else 0


def clause_cell(sentence: Sentence, tokens: Sequence[Token]) -> int:
    """Where the first cell of a table's row ends, if it only names a clause; else 0."""
    if not sentence.text.lstrip().startswith("|"):
        return 0
    first = list(takewhile(lambda t: t.kind is not Kind.STOP, tokens))
    return tokens[len(first)].end if len(first) == 1 < len(tokens) and first[0].kind is Kind.REF else 0
