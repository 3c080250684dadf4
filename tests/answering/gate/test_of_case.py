"""What an answer tells of the enterprise that asks is held against its case and the core's verdict, claim by claim (P11)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import load_law
from tests.answering.gate.known import gate

AS_OF = date(2026, 11, 26)


def _site(name: str, *industries: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "own_permit": True, "industries": list(industries)}


CASES: dict[str, dict[str, Any]] = {
    "fined after B": {
        "enterprise": {"name": "中州铸造有限公司", "credit_rating": "良好"},
        "sites": [_site("一厂区", {"industry": "铸造"})],
        "current_grade": "B",
        "graded_on": "2025-05-20",
        "applied": False,
        "events": [{"kind": "administrative_penalty", "date": "2026-08-15", "site": "一厂区"}],
    },
    "fined long ago": {
        "enterprise": {"name": "颍川包装有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "包装印刷", "applying_for": "B"})],
        "current_grade": "C",
        "graded_on": "2025-11-20",
        "applied": True,
        "events": [{"kind": "administrative_penalty", "date": "2025-03-05"}],
    },
    "two trades": {
        "enterprise": {"name": "洛河装备有限公司", "credit_rating": "良好"},
        "sites": [
            _site(
                "厂区",
                {"industry": "铸造", "applying_for": "B", "assessed_grade": "B"},
                {"industry": "工业涂装", "applying_for": "C", "assessed_grade": "C"},
            )
        ],
        "current_grade": "C",
        "graded_on": "2025-02-20",
        "applied": True,
        "events": [],
    },
    "two sites": {
        "enterprise": {"name": "伊川陶瓷集团有限公司", "credit_rating": "良好"},
        "sites": [
            _site("东厂区", {"industry": "陶瓷", "applying_for": "A", "assessed_grade": "A"}),
            _site("西厂区", {"industry": "陶瓷", "applying_for": "C", "assessed_grade": "C"}),
        ],
        "current_grade": "C",
        "graded_on": "2025-02-20",
        "applied": True,
        "events": [],
    },
    "no grade": {
        "enterprise": {"name": "卫河砖瓦厂", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "砖瓦窑"})],
        "current_grade": None,
        "applied": False,
        "events": [],
    },
    "refused": {
        "enterprise": {"name": "汝河耐火材料有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "耐火材料"})],
        "current_grade": "C",
        "graded_on": "2024-09-10",
        "applied": False,
        "events": [{"kind": "refused_grading", "date": "2026-04-10"}],
    },
    "unremedied": {
        "enterprise": {"name": "周口塑料制品有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "塑料制品", "applying_for": "绩效引领性"})],
        "current_grade": None,
        "applied": True,
        "events": [{"kind": "built_without_approval", "date": "2026-05-06", "remedied_on": None}],
    },
    "A, did not apply": {
        "enterprise": {"name": "周口卯制鞋有限公司", "credit_rating": "诚信"},
        "sites": [_site("厂区", {"industry": "制鞋"})],
        "current_grade": "A",
        "graded_on": "2025-05-05",
        "applied": False,
        "events": [],
    },
    "one indicator unmet": {
        "enterprise": {"name": "许昌人造板有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "人造板制造", "applying_for": "A", "indicators": {"运输方式": "unmet"}})],
        "current_grade": "C",
        "graded_on": "2025-04-15",
        "applied": True,
        "events": [],
    },
    "noticed twice": {
        "enterprise": {"name": "焦作玻璃有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "玻璃"})],
        "current_grade": "A",
        "graded_on": "2025-05-08",
        "applied": False,
        "events": [
            {"kind": "alert_breach_notified", "date": "2026-01-05"},
            {"kind": "alert_breach_notified", "date": "2026-10-20"},
        ],
    },
    "A, monitor put right": {
        "enterprise": {"name": "济水化工有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "有机化工"})],
        "current_grade": "A",
        "graded_on": "2025-02-01",
        "applied": False,
        "events": [{"kind": "no_auto_monitoring", "date": "2025-12-01", "remedied_on": "2026-01-15"}],
    },
    "B, clear": {
        "enterprise": {"name": "汝阳陶瓷有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "陶瓷"})],
        "current_grade": "B",
        "graded_on": "2025-07-05",
        "applied": False,
        "events": [],
    },
    "noticed once": {
        "enterprise": {"name": "武陟水泥有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "水泥"})],
        "current_grade": "B",
        "graded_on": "2025-03-12",
        "applied": False,
        "events": [{"kind": "alert_breach_notified", "date": "2026-01-12"}],
    },
    "changed, not yet a year": {
        "enterprise": {"name": "温县油墨有限公司", "credit_rating": "良好"},
        "sites": [_site("厂区", {"industry": "油墨制造"})],
        "current_grade": "B",
        "graded_on": "2024-03-12",
        "applied": False,
        "events": [{"kind": "material_change", "date": "2026-05-06", "reapplied_on": None}],
    },
}

# case: (what is so, what is not)
TOLD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fined after B": (
        (
            "贵公司原来的等级是B级，评级后因环境违法受到行政处罚，应降为C级，依据是第十九条第一项。",
            "贵公司2025年5月20日被评定为B级。",
            "比照民法典计算，贵公司所受的限制最后一天是2027年8月15日，从2027年8月16日起不再受第十八条第五项限制。",
            "贵公司目前受第十八条第五项的限制，2027年8月15日后才不再受限制。",
            "贵公司现在是C级，预警期间应实施差异化管控措施。",
            "贵公司目前不得申报B级，A级和绩效引领性企业也一样。",
            "中州铸造没有申报，也没有信用不良的情况。",
            "截至今天（2026年11月26日），这笔处罚的一年限制期还没过完。",
            "自2027年8月16日起，贵公司才能重新申报B级。",
            "贵公司目前不具备申报A级、B级的资格。",
            "贵公司降为C级后，限制期内不得再申报B级，但C级本身不受限制。",
            "C级不在限制之列。",
            "期满后的第一天是2027年8月16日。",
            "降级的依据是第十九条第（一）项。",
            "现在申报B级行不通。",
            "贵公司目前适用的是第十八条第五项，不是第十七条。",
            "一年从2026年8月16日开始算，最后一天是2027年8月15日。",
            "今年八月那张罚单还在管事，厂里现在报不了B级。",
            "三个多月前受的处罚，限制期到明年8月15日为止，次日起才不受影响。",
            "去年5月评的B级已经保不住，要降为C级。",
            "自明年8月16日起，贵公司就不再受这次处罚的限制了。",
            "评级后失去了B级，今年内也没有机会再评B级。",
            "到2026年11月26日，贵公司仍在一年限制期内。",
        ),
        (
            "贵公司目前仍是B级。",
            "贵公司的B级保持不变。",
            "贵公司的B级仍然有效。",
            "贵公司2026年5月20日被评定为B级。",
            "贵公司没有第十七条、第十八条的情形。",
            "贵公司不受第十八条限制。",
            "贵公司目前受第十八条第一项的限制。",
            "贵公司的限制到2027年8月15日为止，现在已经过了。",
            "贵公司的限制从2026年8月16日起。",
            "从2027年8月15日起贵公司不再受限制。",
            "贵公司应降为C级，依据是第十七条第一项。",
            "贵公司应降为C级。依据是第十九条第三项。",
            "贵公司2026年8月15日因偷排偷放受到行政处罚。",
            "贵公司目前不得申报B级，C级也一样。",
            "贵公司两次受到行政处罚。",
            "贵公司没有受到行政处罚。",
            "贵公司已经申报。",
            "贵公司预警期间可以采取自主减排措施。",
            "截至今天（2026年11月26日），这笔处罚的一年限制期已经过完。",
            "自2027年8月15日起，贵公司才能重新申报B级。",
            "贵公司目前具备申报A级、B级的资格。",
            "贵公司降为C级后，限制期内不得再申报B级，C级也受限制。",
            "B级不在限制之列。",
            "期满后的第一天是2027年8月15日。",
            "降级的依据是第十九条第（三）项。",
            "现在申报C级行不通。",
            "贵公司目前适用的是第十七条第一项，不是第十八条。",
            "一年从2026年8月16日开始算，最后一天是2027年8月16日。",
            "今年七月那张罚单还在管事，厂里现在报不了B级。",
            "今年八月那张罚单早就不管事了，厂里现在报得了B级。",
            "三个多月前受的处罚，限制期到明年5月15日为止，次日起才不受影响。",
            "去年8月评的B级已经保不住，要降为C级。",
            "自明年8月17日起，贵公司就不再受这次处罚的限制了。",
            "评级后失去了A级，今年内也没有机会再评B级。",
            "限制期到2026年11月26日为止，贵公司现在已不受限制。",
            "贵公司限制期满后，就可以直接评为B级。",
        ),
    ),
    "fined long ago": (
        (
            "贵公司2025年3月5日的行政处罚已经超过一年，现在不再受第十八条第五项限制。",
            "贵公司2025年3月5日那次处罚的一年期间在2026年3月5日届满，所以目前没有第十八条第五项的限制。",
            "能否申报B级还要看自评是否满足B级的全部指标。",
        ),
        (
            "贵公司2025年3月5日的行政处罚还没有超过一年。",
            "贵公司2025年3月5日的行政处罚已经超过一年，现在仍然受第十八条第五项限制。",
            "贵公司是否自评都可以申报B级。",
            "贵公司能否申报B级不用看指标，可以直接申报。",
            "贵公司能否申报B级只看自评。",
            "贵公司2025年3月5日那次处罚的一年期间在2026年3月6日届满。",
            "贵公司已满足B级的全部指标。",
        ),
    ),
    "two trades": (
        (
            "贵公司同时涉及铸造和工业涂装两个行业，铸造评定为B级，工业涂装评定为C级，总体绩效等级以较低的C级为准。",
            "贵公司总体按最低的工业涂装那一级算，即C级。",
            "拉低贵公司总体等级的是工业涂装。",
            "贵公司总体绩效等级只能是C级。",
        ),
        (
            "贵公司铸造评定为C级，工业涂装评定为B级。",
            "贵公司总体按最低的铸造那一级算。",
            "拉低贵公司总体等级的是铸造。",
            "贵公司总体绩效等级只能是B级。",
            "贵公司同时涉及铸造和工业涂装三个行业。",
            "贵公司的总体绩效等级是B级。",
            "贵公司铸造可以申报A级。",
            "贵公司只有铸造评定为B级，总体是B级。",
        ),
    ),
    "two sites": (
        (
            "贵公司东、西两个厂区分别具有排污许可证，可以分别申报评级，目前东厂区评定为A级，西厂区评定为C级。",
            "东厂区预警期间可以采取自主减排措施。",
            "如果两个厂区共用一张排污许可证，就不能分别申报。",
            "东厂区申报的是A级，西厂区申报的是C级。",
        ),
        (
            "贵公司东厂区评定为C级，西厂区评定为A级。",
            "贵公司两个厂区没有各自的排污许可证。",
            "贵公司两个厂区不可以分别申报。",
            "贵公司三个厂区分别具有排污许可证。",
            "西厂区预警期间可以采取自主减排措施。",
            "如果两个厂区共用一张排污许可证，也可以分别申报。",
            "贵公司两个厂区共用一张排污许可证。",
            "东厂区申报的是C级，西厂区申报的是A级。",
        ),
    ),
    "no grade": (
        (
            "贵厂没有绩效级别且不申报评级，目前按最低等级管理，见第九条第一项。",
            "砖瓦窑是国家技术指南39个行业之一，贵厂目前没有级别，在不申报评级的情况下按最低等级管理。",
        ),
        (
            "贵厂目前已有级别。",
            "贵厂没有绩效级别且不申报评级，目前按C级管理。",
            "贵厂没有绩效级别且不申报评级，目前按最低等级管理，见第十七条第四项。",
            "贵厂拒绝参与绩效分级。",
        ),
    ),
    "refused": (
        (
            "贵公司因2026年4月10日拒绝参与绩效分级应认定为最低等级，目前连C级也不能申报，依据是第十七条第四项。",
            "从2027年4月11日起才不再受一年内不得申请调整的限制。",
            "贵公司2026年4月10日拒绝参与绩效分级，一年内不得申请绩效分级调整，要等到2027年4月11日。",
        ),
        (
            "贵公司因2026年4月10日拒绝参与绩效分级应认定为C级。",
            "贵公司不能申报A级，C级不受影响。",
            "贵公司2026年4月10日拒绝参与绩效分级，一年内不得申请绩效分级调整，要等到2027年4月10日。",
            "贵公司仍按C级管理。",
        ),
    ),
    "unremedied": (
        ("贵公司因未批先建受第十八条第一项限制，尚未整改，整改前限制没有终点。",),
        (
            "贵公司存在偷排偷放的情况，目前不得申报绩效引领性企业。",
            "贵公司存在信用不良的情况。",
            "贵公司的未批先建已经整改完成。",
            "贵公司因未批先建受限制，限制到2027年5月6日为止。",
            "2027年5月7日起贵公司不再受限制。",
        ),
    ),
    "A, did not apply": (
        ("周口卯制鞋原为A级，本次未申请，仍按A级管理，预警期间可采取自主减排措施。",),
        (
            "周口卯制鞋原为A级，本次未申请，仍按最低等级管理。",
            "周口卯制鞋是A级。具体来说，预警期间要实施差异化管控措施。",
            "贵公司预警期间必须采取自主减排措施。",
            "贵公司明年就是B级。",
        ),
    ),
    "one indicator unmet": (
        ("贵公司的运输方式没有满足A级指标，不能评为A级。",),
        (
            "贵公司的运输方式满足A级指标。",
            "贵公司的运输方式没有满足A级指标，可以评为A级。",
            "贵公司的运输方式没有满足B级指标。",
        ),
    ),
    "noticed twice": (
        ("贵公司在一年内累计被通报查实两次，达到了“两次及以上”的条件，应当实施降级处理，依据是第十九条第三项。",),
        (
            "贵公司在一年内累计被通报查实三次，应当实施降级处理。",
            "贵公司在一年内累计被通报查实两次，应当维持A级。",
            "贵公司在一年内累计被通报查实两次，不会降级。",
            "贵公司降级后最高仍能是A级。",
        ),
    ),
    "A, monitor put right": (
        (
            "一年限制自2026年1月15日整改完成之日起算，至2027年1月15日为止（含当日）。",
            "贵公司2026年1月15日整改完成；如按整改完成日起算，一年限制的最后一日是2027年1月15日。",
            "如按发现之日起算，限制的最后一日是2026年12月1日。",
            "2027年1月16日是限制解除后的第一天。",
            "原为A级现为C级，预警期间实施差异化管控措施。",
            "贵公司A级不再保留，按C级掌握。",
        ),
        (
            "一年限制自2026年1月15日整改完成之日起算，至2027年1月16日为止（含当日）。",
            "如按整改完成日起算，一年限制的最后一日是2026年12月1日。",
            "如按发现之日起算，限制的最后一日是2027年1月15日。",
            "2027年1月15日是限制解除后的第一天。",
            "原为A级现为B级，预警期间实施差异化管控措施。",
            "贵公司A级不再保留，按最低等级掌握。",
        ),
    ),
    "B, clear": (
        (
            "贵公司今年不申报的话仍按B级管理。",
            "贵公司若评上A级，预警期间就可以采取自主减排措施。",
            "贵公司如果以后受到环境行政处罚，就会降为C级。",
            "贵公司若拒绝参与绩效分级，会被直接认定为最低等级，原来的B级不再保留。",
            "贵公司不存在第十七条、第十八条、第十九条的情形，B级维持不变。",
            "能否由B级升为A级，要看自评是否满足A级的全部指标。",
        ),
        (
            "贵公司今年不申报的话按最低等级管理。",
            "贵公司今年不申报，B级就没了。",
            "贵公司若评上A级，预警期间仍要实施差异化管控措施。",
            "贵公司如果以后受到环境行政处罚，就会降为最低等级。",
            "贵公司若拒绝参与绩效分级，会被降为C级。",
            "贵公司若自评满足B级的多数指标，就可以申报B级。",
            "贵公司若评上A级，就可以免于监督。",
            "贵公司存在第十九条的情形。",
        ),
    ),
    "noticed once": (
        (
            "贵公司只有一次通报，未达到一年累计两次，不用降级。",
            "贵公司若在一年内再被通报一次，累计满两次，就要实施降级处理。",
        ),
        (
            "贵公司只有一次通报，已达到一年累计两次，要降级。",
            "贵公司若在一年内再被通报一次，累计满两次，就要认定为最低等级。",
            "贵公司若在一年内再被通报一次，也不会降级。",
        ),
    ),
    "changed, not yet a year": (
        (
            "只要在2027年5月6日前重新申报评级，就不会因此被认定为最低等级。",
            "贵公司目前未满一年，尚不构成第十七条第二项的情形，仍为B级。",
            "若到2027年5月6日仍未重新申报，贵公司将被直接认定为最低等级。",
        ),
        (
            "只要在2028年5月6日前重新申报评级，就不会因此被认定为最低等级。",
            "贵公司目前未满一年，已构成第十七条第二项的情形。",
            "若到2026年12月6日仍未重新申报，贵公司将被直接认定为最低等级。",
            "若到2027年5月6日仍未重新申报，贵公司仍为B级。",
        ),
    ),
}
# In other words: relative days, lost grades, trades that differ, 否则.
RETOLD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "refused": (
        ("因为四月拒绝参加评级，贵公司已是最低等级。",),
        (
            "因为三月拒绝参加评级，贵公司已是最低等级。",
            "拒评是今年4月10日的事，一年期限已经届满。",
        ),
    ),
    "two trades": (
        (
            "两个行业的评定结果不同，要同时公布，总等级跟着工业涂装走。",
            "等级较低的是工业涂装，它决定了贵公司的总体等级。",
        ),
        (
            "两个行业的评定结果相同。",
            "总等级跟着铸造走。",
            "等级较低的是铸造，它决定了贵公司的总体等级。",
            "两个行业的等级不用同时公布。",
        ),
    ),
    "two sites": (
        ("东厂区、西厂区是独立厂区，各有排污许可证，可按厂区分开申报。",),
        ("东厂区、西厂区是独立厂区，各有排污许可证，不能按厂区分开申报。",),
    ),
    "noticed twice": (
        ("今年1月和10月两次被通报，前后不到一年，要降级处理。", "贵公司因未落实减排措施两次被通报。"),
        (
            "今年1月和10月两次被通报，前后超过一年。",
            "今年1月和9月两次被通报，要降级处理。",
            "贵公司因未落实减排措施三次被通报。",
        ),
    ),
    "noticed once": (
        ("贵公司今年只被通报一次，尚不够降级。",),
        ("贵公司今年只被通报一次，已经够降级。", "贵公司今年1月的通报是一年内的第二次。"),
    ),
    "changed, not yet a year": (
        (
            "六个多月前的重大变动还没到一年，贵公司需要在明年5月6日之前重新申报，否则会被直接认定为最低等级。",
            "5月份发生的重大变动，距今六个多月，仍在一年的期限内。",
        ),
        (
            "贵公司需要在明年8月6日之前重新申报，否则会被直接认定为最低等级。",
            "贵公司需要在明年5月6日之前重新申报，否则会降为C级。",
            "十四个月前的重大变动已经满一年，贵公司被直接认定为最低等级。",
            "5月份发生的重大变动，距今十六个月，已不在一年的期限内。",
        ),
    ),
    "A, did not apply": (
        (
            "贵公司没有提交申报，仍按原有的A级管理，市级每年照常开展资格审查和抽查复核。",
            "预警时贵公司可以自己决定减排措施，不用执行差异化管控。",
        ),
        (
            "贵公司A级是去年五月评的，没有新的申报，等级作废。",
            "贵公司没有提交申报，所以改按最低等级管理。",
            "预警时贵公司不用落实任何要求，照常生产。",
        ),
    ),
}
ALL_TOLD = [*TOLD.items(), *RETOLD.items()]
TRUE = [(case, text) for case, (good, _) in ALL_TOLD for text in good]
FALSE = [(case, text) for case, (_, bad) in ALL_TOLD for text in bad]


@cache
def _verdict(name: str) -> dict[str, Any]:
    corpus = gate().corpus
    case = case_from(CASES[name], as_of=AS_OF, industries=corpus.industries)
    return decide(case, load_law(corpus), as_of=AS_OF).as_json()


def _judged(name: str, text: str) -> tuple[str, ...]:
    found = gate().judge_answer(text, case=CASES[name], verdict=_verdict(name))
    return tuple(blocked.why for blocked in found.blocked)


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_what_is_so_of_the_case_passes(case: str, text: str) -> None:
    assert _judged(case, text) == ()


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_p11_what_is_not_so_of_the_case_is_held(case: str, text: str) -> None:
    assert _judged(case, text)


def test_a_case_that_cannot_be_read_supports_nothing() -> None:
    broken = {**CASES["fined after B"], "current_grade": "Z"}
    found = gate().judge_answer("贵公司现在是C级。", case=broken, verdict={"as_of": AS_OF.isoformat()})
    assert found.blocked


@pytest.mark.parametrize(
    ("so", "not_so"),
    [
        (
            "其他环境违法行为，受到行政处罚或者构成犯罪的，都会带来一年内不得申报A级、B级和绩效引领性的限制。",
            "其他环境违法行为，只有构成犯罪的，才会带来一年内不得申报A级、B级和绩效引领性的限制。",
        ),
        (
            "实际生产活动水平不符合相应绩效指标要求的企业会被省生态环境厅纳入可疑名录。",
            "纳入可疑名录的企业满足相应绩效指标要求。",
        ),
    ],
)
def test_p11_of_whom_a_law_speaks_is_no_claim_and_what_it_says_of_them_is_one(so: str, not_so: str) -> None:
    assert gate().judge_answer(so).passed
    assert gate().judge_answer(not_so).blocked


@pytest.mark.parametrize(
    "text", ["2027年8月16日起可以申报A级。", "贵公司自2027年8月16日起可以申报A级。", "2027年8月16日可申报B级。"]
)
def test_p11_the_end_of_a_bar_is_no_leave_to_apply(text: str) -> None:
    assert _judged("fined after B", text)
    assert not _judged("fined after B", "2027年8月16日起不再受这项限制。")
