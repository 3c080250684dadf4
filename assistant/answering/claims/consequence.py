"""What a stretch of a sentence says of the consequence of a bar: lowest grade, what is barred, for how long, for which grades.

Lives here: `Told`, `told_of`, a closed grammar of the words in which consequences are put. A stretch with one word that is
not of it is not read. It knows no rule: `by_article` holds what is told against the law. May import: claims.amounts,
library.grade.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.claims.amounts import grade_sets
from assistant.library.grade import Grade


@dataclass(frozen=True, slots=True)
class Told:
    """One consequence as it is told. `adjusting`: an adjustment is barred; `applying`: an application or a grade is.
    `barred`: grades named as barred; `free`: as not barred. `only`: these and no others. `counts`: how many (effects,
    grades, acts) there are said to be. `announces`: what is restricted is still to be named; `lists`: a bare member of such a list."""

    lowest: bool = False
    adjusting: bool = False
    applying: bool = False
    years: bool = False
    barred: frozenset[Grade] = frozenset()
    free: frozenset[Grade] = frozenset()
    only: bool = False
    high: bool = False
    acts: frozenset[str] = frozenset()
    counts: tuple[tuple[str, int], ...] = ()
    announces: bool = False
    lists: bool = False

    @property
    def tells(self) -> bool:
        """Whether anything is claimed of a consequence."""
        return bool(
            self.lowest or self.adjusting or self.applying or self.years or self.barred or self.free or self.lists
        )


def _any(text: str) -> str:
    return "|".join(sorted(text.split(), key=len, reverse=True))


# Every piece of the grammar; the first that fits is taken, and what none fits is not read.
_PIECES: tuple[tuple[str, str], ...] = (
    ("grade", "《\\d》"),
    (
        "soft0",
        "限制期限|限制期|限制时间|限制时长|受限期|影响期|这?两条|这?两者|(?:不能|不可|不得|不应|不要|不宜|别)(?:混为一谈|混淆|混同|等同)|不是一(?:回|码)事|(?:并|各)?不(?:一样|相同|同)|有所?不同|有所?区别|有所?差别|有别|各异|不一|(?:是)?两(?:回|码)事"
        "|(?:一旦|一经|一)?(?:被)?(?:抓住|抓到|逮住|逮着|逮到|查实|查到|坐实)(?:了|后|之后)?|(?<=级)(?:没跑|跑不了|跑不掉|逃不掉|逃不了|伺候|等着)|轻重(?:程度)?|力度|严厉程度|性质|效果|下场|(?:很|较|较为|相当|挺|蛮|颇|非常|十分|比较|极|格外|特别)(?:高|大|重|严重|严厉|严|明确|清楚)|不(?:小|轻|低|容小觑|可小觑)|(?:更|最)?(?:严重|重|高)(?=的|$)",
    ),
    (
        "year",
        "(?:为期|长达|整整)?(?:一|1)(?:整)?年(?:的?时间)?(?:之内|以内|内|之中|里头|里|期)?|(?:十二|12)个月(?:之内|以内|内|里)?",
    ),
    (
        "lowest",
        "(?:该|本|所在|其)?(?:行业)?的?(?:最低|最末|末)(?:一)?(?:等级|级别|等次|档次|档|等|级)|到?底(?:档|级)",
    ),
    ("adjust", "(?:申请|申报|提出)?(?:绩效)?(?:分级|评级|等级|级别)?的?(?:调整|调级)(?:申请)?"),
    (
        "also",
        _any(
            "也一样 也是一样 也是如此 也如此 也不行 也不例外 也是 同样不行 同样如此 同样适用 也适用 同样也适用 更不用想 更别想 更不用说 更别提 更谈不上 也不用想 也别想"
        ),
    ),
    (
        "free",
        _any(
            "不在此列 不在其列 不在其中 不在限制之列 不在受限之列 不在限制范围内 不在限制范围 不在限制范围之内 不在此限 不在其内 不在受限范围 不在限制对象之列 不在名单里"
            " 不受此限 不受限制 不受影响 不受这一限制 不受这项限制 不受该限制 不受约束 不受此限制 不受这条限制 不受此项限制 不受限 没有被限制 没有写进 没有写入 没有列入 没有列进 没有写在里面 没有写进这一限制"
            " 未写入 未列入 未写进 未被列入 未被限制 没写进 没有点名 没有提到 未提及 没有提及 未涉及 没有涉及 没被列入 没有写到 没有包括 没有包含 没有纳入"
            " 不涉及 不限制 不影响 不约束 不针对 不包括 不包含 不含 而不是 不是 并非 而非 不适用于 不适用 不禁止 没有限制 未限制"
        ),
    ),
    (
        "bar",
        _any(
            "不得再 不得 不能再 不能 不可以 不可 不许 不准 不予 不让 不允许 不应 无法 没法 没办法 禁止 无权 没资格 没有资格 无资格 不具备资格 不再具备资格 不被允许"
        ),
    ),
    (
        "done",
        _any(
            "报不了 报不成 报不上 评不上 评不了 评不到 申报不了 拿不到 够不着 进不了 不去 上不了 当不了 无缘 没戏 泡汤 甭想 别想 想都别想 免谈 出局 无望 都不行 没门 冻结 关上大门 被挡在门外 挡在门外 无从谈起 想都不用想 没份"
        ),
    ),
    (
        "restrict",
        _any(
            "受到限制 受限制 限制 受限 受影响 影响 约束 管住 卡住 卡 挡住 挡 针对 涉及 指向 覆盖 点名 写明 明确 适用 波及 限于 仅限 对象 范围 管 列明 封住 锁定 写到 写进"
        ),
    ),
    (
        "act",
        _any(
            "申报 申请 参评 被评定为 被评定 被评为 评定为 评定 评为 评上 被评 评 报 认定为 认定 评级 冲击 冲 拿到 取得 获评 当 成为 进"
        ),
    ),
    ("only", _any("只有 只是 只 仅仅 仅 唯有 唯一")),
    ("high", _any("高等级 较高等级 高级别 较高级别 这些等级 这几个等级 上述等级 上等级 这三类 高档等级")),
    ("count", "(?:[二两三四五六七八2-8])(?:项|层|重|个|类|种|条|样|方面|档|件|道)事?"),
    (
        "verb",
        _any(
            "按 作 处理 管理 对待 论 计 判定为 判定 判为 定为 列为 归为 归入 划为 划到 落到 落入 打到 打入 掉到 降到 降至 降为 跌到 认作 视为 直接 径直"
        ),
    ),
    (
        "soft",
        _any(
            "受到 受 处理结果 法律后果 后果 结果 代价 惩戒 措施 限制期限 限制期 期限 时限 时间 期间 门槛 动作 资格 行为 等级 级别 绩效 企业 一律 统一 统统 全部 相同 一致 一样 同样 如下 分别是 包括 即 就是 都是 "
            "将会 将 会 都 均 就 则 既 应当 应 要 须 被 给 把 对 对于 向 与 和 及 以及 或 或者 的 了 是 为 有 在 于 而 且 并且 并 同时 又 还 也 再 外加 加上 另外 此外 其 它 该 这 此 那 这个 这一 这些 这项 该项 这条 此项 那么 因此 所以 因为 由于 也就是说 即是 在此期间 其间 期内 之列 之中 里 内 其中 规定 条文 一是 二是 三是 首先 其次 第一 第二 便 相应 随之 所 共 共有 来说 而言 到 单位 类别 各 说 指 仍 仍然 种 项 类 个 方面 层面 两者 二者 它们 前述 上述 任何 一种 哪 不管是 不论 无论 还是 申报人 方 本身 具体 主要"
        ),
    ),
)
_PIECE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _PIECES))
_NUMBER = {c: n for n, c in enumerate("零一二三四五六七八")} | {"两": 2} | {str(n): n for n in range(9)}
_OF_WHAT = (
    ("acts", "动作|行为"),
    ("grades", "等级|级别|类企业|档|限制|受限|对象|挡|卡|管|针对"),
    ("effects", "后果|结果|代价|处理|惩戒|措施"),
)
_BEFORE_IT = re.compile(
    r"不是|并非|而非|不涉及|不限制|不影响|不约束|不针对|不包括|不包含|不含|不适用于|不禁止|没有点名|没有提到|未提及|没有提及|未涉及|没有涉及|没有包括|没有包含|没有限制|未限制|没有写到"
)
_NEEDS_MORE = re.compile(r"不是$|并非$|而非$")


def told_of(text: str) -> Told | None:
    """What `text`, whole, tells of a consequence; None: some word of it is not of the grammar."""
    found = grade_sets(text)
    spoken, at = "", 0
    for number, one in enumerate(found):
        if number > 9 or not one.grades or one.grades == frozenset(Grade):
            return None
        spoken += f"{text[at : one.start]}《{number}》"
        at = one.end
    spoken += text[at:]
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(spoken):
        if spoken[at] in "、，：“”（） ":
            at += 1
            continue
        piece = _PIECE.match(spoken, at)
        if piece is None or not piece.group():
            return None
        pieces.append((str(piece.lastgroup), piece.group()))
        at = piece.end()
    return _meaning(pieces, [one.grades for one in found], text)


def _meaning(pieces: list[tuple[str, str]], named: list[frozenset[Grade]], text: str) -> Told | None:
    kinds = [kind for kind, _ in pieces]
    frees = [n for n, kind in enumerate(kinds) if kind == "free"]
    forbids = "bar" in kinds or "done" in kinds
    restricts = "restrict" in kinds
    at = [n for n, kind in enumerate(kinds) if kind == "grade"]
    grades = dict(zip(at, named, strict=True))
    acting = frozenset(w for kind, word in pieces if kind == "act" for w in [_ACT.get(word, "评定")])
    if len(frees) > 1 or (frees and (forbids or "lowest" in kinds or "adjust" in kinds)):
        return None
    if "lowest" in kinds and (forbids or at or restricts or "only" in kinds or "adjust" in kinds):
        return None
    if forbids and sum(kind in ("bar", "done") for kind in kinds) > 1 and not acting and "adjust" not in kinds:
        return None
    free: frozenset[Grade] = frozenset()
    if frees:
        split = frees[0]
        after = [g for n, g in grades.items() if n > split]
        leading = bool(_BEFORE_IT.search(pieces[split][1])) and bool(after)
        free = frozenset(g for n, one in grades.items() if (n > split) is leading for g in one)
        if not free or (_NEEDS_MORE.search(pieces[split][1]) and not (restricts and len(grades) > len(after))):
            return None
    barred = frozenset(g for one in grades.values() for g in one) - free
    bare = bool(barred) and not (forbids or restricts or "also" in kinds)
    if bare and ("verb" in kinds or acting or "year" in kinds):
        return None
    adjusting = "adjust" in kinds
    if adjusting and not (forbids or restricts):
        return None
    if "bar" in kinds and not (acting or adjusting):
        return None
    counts = tuple((_of_what(text), _NUMBER[word[0]]) for kind, word in pieces if kind == "count")
    return Told(
        lowest="lowest" in kinds,
        adjusting=adjusting,
        applying=(forbids and not adjusting) or (restricts and bool(acting)),
        years="year" in kinds,
        barred=barred,
        free=free,
        only="only" in kinds or any(word in ("限于", "仅限") for _, word in pieces),
        high="high" in kinds,
        acts=acting,
        counts=counts,
        announces=restricts and not barred,
        lists=bare
        or (bool(acting) and not (forbids or restricts or at or "year" in kinds or "lowest" in kinds or adjusting)),
    )


_ACT = {"申报": "申报", "申请": "申报", "报": "申报", "冲击": "申报", "冲": "申报"}


def _of_what(text: str) -> str:
    if re.search("限制有?[二两三四五六七八2-8](?:层|重|道)", text):
        return "acts"  # 第十八条的限制有两层：不得申报、也不得被评定
    return next((what for what, words in _OF_WHAT if re.search(words, text)), "")
