"""Whether the closed grammar accounts for every word beside a limit; what it does not know is said, and the limit is doubtful.

Lives here: `unaccounted`, `known_place`, `KNOWN`, `TREATED`, `CONDITION`. May import: importing.amounts, pollutants. A place, a basis or an averaging taken from words that
nobody foresaw may be the wrong one: such a cell is shown to a person, whatever its figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.importing.amounts import AFTER, BEFORE, FIGURES, MEASURED, OXYGEN, hidden, masked, unmasked
from assistant.importing.pollutants import AVERAGING, BY, EFFICIENCY, NAME, only_averaging
from assistant.importing.trimming import CLAUSE, ITEM, without_state

CONDITION = re.compile(  # signs of a condition within words that end as a place does
    r"[按以当为若如其且的值每各率未]|时(?!效)|均(?![化质])|(?<![制纯富供])氧(?![化气])|氧气?[含浓]|折(?![弯叠])|在(?!线)|除(?![尘臭锈油杂氧磷铁渣灰湿鳞])|后(?![处整纺道段工])|(?<!设)计|^[对经由从自](?![动然来])|来自|非(?!甲烷)|基准|条件|使用|采用|企业|浓度|排放(?![口筒])|标准|新建|现有|在用|所有|全部|组织"
    r"|重点|敏感|一般|特别|地区|城市|规划|建成|超过|大于|小于|高于|低于|[及以][上下]|之[前后]|[前后起]$"
)
_PLACE_END = (
    r"(?:炉|窑|机|机头|机尾|窑头|窑尾|工序|(?<![阶时期])段|楼|车间|厂界|厂区|边界|机组|排气筒|排放口|出口|烟囱|[烟烘风管隧料滑]道|塔|室|房|线|设施|装置|设备|系统"
    r"|[产排][尘污]点|烘箱|废气|烟气|站|库|仓|槽|罐|釜|池|门口|间|[台锅床器柜箱坑斗井堆场棚磨]|[焦矿料]车|[料渣气灰砂]口|工位|岗位|环节|单元|区域"
    r"|破碎|筛分|粉磨|包装|装卸|配料|混料|搅拌|成型|压制|烧成|[煅焙]烧|烘干|干燥|熔[炼化]|精炼|浇[铸注]|造型|制芯|落砂|抛丸|打磨"
    r"|晾干|流平|烘烤|冷却|造粒|硫化|[密开]炼|炼胶|注塑|挤出|压延|轧制|蒸馏|合成|聚合|反应|离心|结晶|备料|区(?!域)|棚|监[控测]点|全厂|厂区?内|车间内|厂房内|厂界内"
    r"|整形|修[边整]|[切裁]边|锯[切割]|砂光|开料|热[压磨]|研磨|球磨|磨[削粉矿]|粉碎|制[粉浆版丝球砂胶]|[配施上刷喷滚]胶|涂[胶布覆]|浸[渍胶涂]|[贴复]合|淋膜|分切|拉[丝挤拔]"
    r"|发泡|捏合|混合|压[片块滤]|成球|电解|浸出|萃取|精馏|[淬退回正]火|渗[碳氮]|热处理|清洗|磷化|钝化|抛光|喷[丸砂]|除锈|染色|印花|定型|烧毛|拉幅|[破拆]包|出[料渣]|装[车船]|卸[车船]|转载"
    r"|[装推熄拦出干]焦|装煤|出[铁钢炉]|连铸|铸造|开坯|上釉|施釉|炒制|脱水|陈化|老化|焙炒|制氧|切割|焊接|喷[涂漆砂粉]|涂装|印刷|覆膜|调[墨漆]|固化|发酵|[投卸上]料|转运|输送|酸洗|镀锌|电镀|(?:边界|厂房|车间|厂界)外[\ue000-\ue009.]+\s*(?:m|米)处?)"
)
_PLACE = re.compile(
    rf"(?:其[他它余](?=$|[\u4e00-\u9fff]))?(?:(?:[\ue000-\ue009]+\s*[#＃号]?)?(?:[\u4e00-\u9fff]{{0,12}}{_PLACE_END}|R[TC]O|TO|DA[\ue000-\ue009]{{3}}(?:排气筒|排放口)?))?(?:烟气|废气|尾气)?"
)
_CLEANED = r"(?:治理|处理|净化)"
TREATED = (  # the gas that is let out, and no place: 处理后, 废气经治理设施净化后. 预处理后, 热处理后 and 处理前 say more.
    rf"(?:废气|烟气|尾气)?(?:经过?|通过)?(?:末端|集中|有效|达标|污染|环保|废气|烟气)*{_CLEANED}{{1,2}}(?:(?:设施|装置|设备|系统){_CLEANED}{{0,2}})?"
    r"(?:达标)?[之以]?后(?:的?(?:废气|烟气|尾气))?"
)
KNOWN = re.compile(
    rf"(?<![\u4e00-\u9fff]){TREATED}|(?:治理|处理)(?:设施|装置|设备|系统)的?(?=综合|总|处理|去除|净化|\u2028)|"
    r"(?:有组织|无组织)?(?:最高)?(?:允许)?(?:污染物)?(?:排放|外排|折算后?)(?:质量)?(?:浓度|限值|值)?值?|(?:最高|质量)?(?:允许)?浓度值?|上?限值?|质量(?=含量|占比)|含量|指标值?|最高|林格曼等?级"
    r"|分别|依次|各自|均|应当?|必?须|需|都|要求|满足|能够?|可|连续|长期|严格|稳定|确保|保证|执行|[内管]控|控制|按(?![时次])|最大(?=[允排浓值])|有组织|实际|(?:主要|各类?|各项|大气|特征)*污染(?:物|因子)|各(?=自|\u2028|$)|取(?=\u2028|$)|为(?=[：:，,]|$)|其中|同时|以及|且|并|和|及|与|的|产生|中|值|[\s，,、：:（()）/【】—]"
)
_BASIS = re.compile(r"氧(?![化气])|基准|折算|均值|平均|时均|日均|实测|换算|[工干湿]况")


def unaccounted(raw: str, limits: Sequence[Mapping[str, Any]]) -> list[str]:
    """What speaks against the circumstances (place, basis, averaging) of these limits; [] where every word is known.

    >>> unaccounted("颗粒物≤11mg/m³", [{"where": None, "oxygen": None, "averaging": None, "unit": "mg/m³"}])
    []
    """
    if not limits:
        return []
    out: list[str] = []
    places = {str(one["where"]) for one in limits if one.get("where")}
    for place in sorted(places):
        if not known_place(place):
            out.append(f"部位不能确定：“{place}”")
    for clause in CLAUSE.split(without_state(masked(raw))):
        clause = ITEM.sub("", clause)
        limited = any(MEASURED.fullmatch(unmasked(m["unit"] or "")) for m in FIGURES.finditer(OXYGEN.sub("", clause)))
        rest = _rest(clause, places)
        basis, others = OXYGEN.search(clause), _BASIS.search(OXYGEN.sub("", clause))
        bare = basis and any(one.get("oxygen") is None for one in limits)
        if not limited and (bare or others):
            out.append(f"“{unmasked(clause).strip()}”管到哪里不能确定")
        elif rest and limited:
            out.append(f"限值旁有没有读懂的文字：“{rest}”")
        elif not limited and clause.strip().endswith(("：", ":")):
            out.append(f"“{unmasked(clause).strip()}”管到哪里不能确定")
    return out + _uneven(limits)


def known_place(place: str) -> bool:
    """Whether every part of these words ends as places of a works do."""
    shown = re.sub(r"\d+(?=\s*[#＃号])|(?<=DA)\d{3}", lambda m: hidden(m[0]), masked(place))
    parts = [part.strip() for part in re.split(r"[、，,及与/]|(?<![拌中饱])和|以及", shown) if part.strip()]
    return bool(parts) and all(
        _PLACE.fullmatch(part) and not CONDITION.search(re.sub(r"^其[他它余]|^企业(?=[边厂]界$)", "", part))
        for part in parts
    )


def _rest(clause: str, places: set[str]) -> str:
    """What is left of a clause without figures, names and the words that belong to limits."""
    text = BY.sub("\u2028", OXYGEN.sub("\u2028", clause))
    begin, kept = 0, ""
    for found in FIGURES.finditer(text):
        if found.start() < begin:
            continue
        subject = text[begin : found.start()]
        before = BEFORE.search(subject)
        kept += (subject[: before.start()] if before else subject) + "\u2028"
        after = AFTER.match(text, found.end())
        begin = after.end() if after else found.end()
    text = unmasked(kept + text[begin:])
    text = re.sub(r"[^（()）\[\]，,：:\u2028]+", lambda m: "\u2028" if only_averaging(m[0]) else m[0], text)
    for place in sorted(places, key=len, reverse=True):
        text = re.sub(rf"(?:来自|对于?|针对|就)?{re.escape(place)}(?:所排(?=[^放])|处(?!理)|内)?", "\u2028", text)
    for form in (AVERAGING, EFFICIENCY, NAME, KNOWN):
        text = form.sub("\u2028", text)
    return text.replace("\u2028", "").strip()


def _uneven(limits: Sequence[Mapping[str, Any]]) -> list[str]:
    """A circumstance that some limits of a cell have and others lack may belong to all of them, or to fewer."""
    airy = [one for one in limits if str(one.get("unit")) not in ("%", "％", "级", "无量纲", "g/L")]
    out = []
    for key, name in (("oxygen", "基准含氧量"), ("averaging", "均值"), ("where", "部位")):
        said = {one.get(key) for one in airy}
        if None in said and len(said) > 1:
            out.append(f"{name}只写在部分限值旁，管到哪里不能确定")
    return out
