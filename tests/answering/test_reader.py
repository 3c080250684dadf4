"""Answers that a second reader found wrong or evasive, held against the text: each stays right once it is mended.

Read on 2026-11-25, from questions that nobody who wrote the answers had seen. What is not mended yet is expected
to fail, and is listed by `pytest --runxfail tests/answering/test_reader.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.pipeline import answer
from assistant.grading.rules import load_law
from assistant.library.corpus import load_corpus
from assistant.retrieval.finder import open_finder

AS_OF = date(2026, 11, 25)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    corpus = load_corpus(ROOT / "corpus")
    law = load_law(corpus)
    retriever = open_finder(corpus, index_dir=tmp_path_factory.mktemp("index"))
    return lambda question, history=(): answer(
        question, corpus=corpus, law=law, retriever=retriever, as_of=AS_OF, history=history
    )


# question, allowed status, one of these clauses must be cited (empty: any), words of which none may be said
WRONG = [
    # "去年（2025年）6月18日" is 2025; the 今年 after it belongs to the application; the year ended on 2026-06-18
    (
        "我公司去年（2025年）6月18日收到环保处罚决定书，罚了3万，2025年9月缴清，今年打算冲A，请问今天能不能报？",
        "answered needs_facts",
        ("henan-2024:18(5)",),
        ("2026年6月18日的", "不能申报A级"),
    ),
    # in November 上上个月 is September
    ("上上个月15号下的罚单，啥时候能报B", "answered", ("henan-2024:18(5)",), ("2026年10月15日",)),
    # the ministry is the State's own department: 17(3) is met
    (
        "被生态环境部在官网曝光为典型案例，我们会被怎么处理？多久能再申请？",
        "answered needs_facts",
        ("henan-2024:17(3)",),
        ("**不算",),
    ),
    # from 2025-01-10 to 2026-02-01 is more than a year: not twice within one
    (
        "两次通报分别是2025年1月10日和2026年2月1日，算累计两次吗",
        "answered needs_facts abstained",
        ("henan-2024:19(3)",),
        ("**会。**",),
    ),
    # 23 repeals the measures (实施办法) of 2020; the guide of 2020 is what 1, 3 and 8(1) stand on
    (
        "2020年的指南是不是被废止了？",
        "answered",
        ("henan-2024:1", "henan-2024:3", "henan-2024:8(1)", "henan-2024:23"),
        ("**已废止",),
    ),
    # 6(1): each quarter it is the city, not the province, that searches
    ("省厅每季度排查涉气企业是吧", "answered", ("henan-2024:6(1)",), ("**对。**",)),
    # 18(5) speaks of environmental violations; product quality is none
    (
        "市场监管局因为产品质量罚了我们，会不会降级",
        "answered abstained",
        ("henan-2024:18(5)",),
        ("**降为C级",),
    ),
    # 19(1) lowers A, B and 绩效引领性; a C is not among them
    (
        "C级企业被行政处罚了，会被降到D级吗",
        "answered abstained",
        ("henan-2024:19(1)", "henan-2024:19"),
        ("**降为C级",),
    ),
    # who need not install one has not broken 18(3)
    (
        "不需要安装自动监测的企业没安装，受影响吗",
        "answered abstained needs_facts",
        ("henan-2024:18(3)",),
        ("**降为C级", "**一年内不得"),
    ),
    # the year is over; whether a grade held then fell turns on a grade nobody told of
    (
        "闰年那年2月29号（2024年）被罚的，现在还受影响吗",
        "answered needs_facts",
        ("henan-2024:18(5)",),
        ("**降为C级",),
    ),
    # the rating is good now; nobody told of a grade
    (
        "环境信用等级去年不良今年良好，还受影响吗",
        "answered needs_facts abstained",
        ("henan-2024:18(6)",),
        ("**降为C级",),
    ),
    # a report handed in late is 18(5), not production without a permit, and the bar has an end
    (
        "我厂是家具厂，水性漆替代了，自评全部满足A级，但是去年12月20日有一笔排污许可执行报告没按时交被罚了5000，现在申报A级行不行？",
        "answered",
        ("henan-2024:18(5)",),
        ("无排污许可证生产经营，一年内", "没有终期"),
    ),
    # a permit there is; asked is what an outlet that it does not name means
    (
        "排污许可证里没写的排放口超标，算第十八条第二项吗",
        "answered abstained needs_facts",
        ("henan-2024:18(2)",),
        ("无排污许可证生产经营，一年内",),
    ),
    # 17 forbids any change of grade, B as well: contradicted without a date
    (
        "提供虚假材料的企业一年内不得申报A级，但可以申报B级，对吧？",
        "answered",
        ("henan-2024:17(1)",),
        ("**要看日期",),
    ),
    # graded in 2023, abatement equipment changed in 2024-10, not reapplied: 17(2) comes in besides 11
    (
        "2024年10月换了除尘器，没跟环保局说，评级是2023年评的B，有什么后果",
        "answered needs_facts",
        ("henan-2024:17(2)",),
        (),
    ),
    # 11 wants a report where things no longer agree with the papers; the same model may agree
    ("换个同型号的除尘器要不要报备", "answered abstained needs_facts", ("henan-2024:11",), ("**要报备。**",)),
    # which industries have 绩效引领性 stands in the guides; it is no name of an industry
    (
        "绩效引领性企业是不是只有部分行业有？哪些行业有？",
        "abstained answered",
        (),
        ("没有找到", "绩效分级不适用"),
    ),
    # an enterprise in reorganisation is no industry either
    ("企业破产重整中，等级还在不在", "abstained", (), ("没有找到", "绩效分级不适用")),
    # 9(1): not applying is not refusing
    (
        "我们从来没申请过评级，是不是拒绝参与绩效分级？",
        "answered",
        ("henan-2024:9(1)",),
        ("**不行",),
    ),
    # 9(1): without a grade and not applying: the lowest
    ("没有评过级的企业预警期间按什么等级管？", "answered", ("henan-2024:9(1)",), ()),
    # 18 does not bar C, whatever the date; no developer's words
    (
        "信用评价不良，但是没有被处罚，C级能不能申报？",
        "answered",
        ("henan-2024:18(6)",),
        ("**要看日期", "events"),
    ),
    # 21(1) (experts), 20(2) (staff), 17(1) (the enterprise); not recusal
    (
        "企业给专家报销了机票，专家会怎么样，企业会怎么样？",
        "answered",
        ("henan-2024:21(1)",),
        ("**第七条（四）",),
    ),
    # 16 gives B (with B-, 4(1)) the certificate
    ("B-级的企业发奖状吗", "answered", ("henan-2024:16",), ("**算。**",)),
    # both are the one industry 商砼（沥青）搅拌站; 水泥搅拌站 makes no cement
    ("沥青站和水泥搅拌站是一个行业吗", "answered", ("henan-2024:8(2)",), ("水泥在第八条（一）",)),
    # the text does not say where precast parts belong
    ("混凝土预制构件厂在范围里吗", "abstained answered needs_facts", (), ("**商砼",)),
    # newspapers 8(4), and boxes 8(1): both
    ("我们是印刷厂，印报纸的也印包装盒，怎么算", "answered", ("henan-2024:8(1)",), ()),
    # printed boxes: 包装印刷
    ("纸箱厂呢，做瓦楞纸箱带印刷的", "answered needs_facts", ("henan-2024:8(1)",), ()),
    # 重点外贸出口 is on the list; which share makes it 重点 is not
    (
        "外贸出口企业算保障类吗？我们出口占30%",
        "answered abstained needs_facts",
        ("henan-2024:8(4)",),
        ("**属于保障类企业的范围",),
    ),
    # asked is how, not whether
    (
        "军工配套企业怎么认定为保障类",
        "answered",
        ("henan-2024:6(3)", "henan-2024:9(2)", "henan-2024:5(3)"),
        (),
    ),
    # asked is when: 9(2) has the city report by the end of September and dates nothing for the enterprise
    ("垃圾焚烧厂几月份申报保障类？", "answered abstained", ("henan-2024:9(2)",), ()),
    # the last word is the province's review
    (
        "保障类企业由谁最后定？",
        "answered",
        ("henan-2024:5(3)", "henan-2024:9(2)", "henan-2024:9(3)"),
        (),
    ),
    # 18 speaks of A, B and 绩效引领性 only
    ("保障类企业受过处罚还能被认定吗？", "answered abstained", (), ("**先由省辖市",)),
    # 8(3) and 8(4) come besides the 51
    (
        "国家39个行业加省里12个，一共51个对不对？还有没有别的",
        "answered",
        ("henan-2024:8(3)",),
        ("**第八条：**行业范围",),
    ),
    # 14 and 4(2): every industry's grade is published
    (
        "同一个厂，水泥A级，商砼站B级，对外公布的时候写哪个？",
        "answered",
        ("henan-2024:14",),
        ("没有明确规定",),
    ),
    # 13 and 19(2) tell what follows
    ("省厅抽查发现不达标会怎么样？", "answered", ("henan-2024:13", "henan-2024:19(2)"), ()),
    # the assessing (审核评定) is the city's, 9(2); the province reviews and announces
    ("A级是省里评还是市里评", "answered", ("henan-2024:9(2)", "henan-2024:6(2)"), ()),
    # where: on the websites (14); how long: silent; in part answered
    ("评级结果在哪公布，公布多久", "answered", ("henan-2024:14",), ()),
    # 12: each year
    ("谁可以查我们？多久查一次", "answered", ("henan-2024:12",), ()),
    # 20(3), not the list of all wrongs
    ("环保局工作人员故意压我们等级怎么办", "answered", ("henan-2024:20(3)",), ("**工作人员有下列",)),
    ("环保局能不能不批我们的申报", "answered abstained", (), ("**工作人员有下列",)),
    # 17(1) says 主动
    ("专家主动要钱我们被迫给的，会不会认定为最低等级", "answered abstained", ("henan-2024:17(1)",), ("**四种情形",)),
    # 17(1): hiding; 9(1) and the website are beside the question
    (
        "自评结果有水分，但现场查出来，会按隐瞒处理吗",
        "answered abstained needs_facts",
        ("henan-2024:17(1)",),
        ("门户网站",),
    ),
    # the supplementary notice is in 1, 3
    (
        "2021年的补充说明还用吗",
        "answered abstained",
        ("henan-2024:1", "henan-2024:3"),
        ("不在本系统的范围",),
    ),
    # another law's fines are not ours
    ("环评法罚款多少？", "abstained", (), ("**行政处罚：**",)),
    # the second half of 18(2) is not limited to the air
    ("污水偷排，属于第十八条（二）吗", "answered", ("henan-2024:18(2)",), ("**要看日期",)),
    # a suspended sentence is a conviction: asked is whether, not since when
    ("法院判了缓刑，算构成犯罪吗", "answered abstained", ("henan-2024:18(5)",), ("**要看日期",)),
    # before 2025-11-25 the year is over: the date is told
    ("去年今天之前被罚的都不算了，对吗", "answered", ("henan-2024:18(5)",), ("**要看日期",)),
    # asked is the day from which one counts
    (
        "一年内是从处罚决定日算还是从缴款日算",
        "answered abstained",
        (),
        ("**行政处罚：**",),
    ),
    ("按日连续处罚从哪天起算一年", "answered abstained", (), ("**行政处罚：**",)),
    ("环境信用不良是哪天起算一年？", "answered abstained", ("henan-2024:18(6)",), ("**不能申报",)),
    # 4(1): B 含 B-; then the penalty
    ("B-级算不算B级？被处罚的话B-能报吗", "answered needs_facts", ("henan-2024:4(1)",), ()),
    # asked too: whom, when
    (
        "你好，我是新来的环保专员，我们厂在新乡，主要做塑料管材，2023年评了C级，今年上了RTO想升B，需要准备什么，找谁，什么时候交？",
        "answered",
        ("henan-2024:9(1)", "henan-2024:9(2)"),
        (),
    ),
    # whether one may have the papers filled in by a consultant the text does not say
    ("咨询公司能不能替企业填报，要不要资质？", "abstained", (), ("**技术单位或专家团队有下列",)),
    # a silence: kinship is not in 7(4)
    ("我是评审专家，我老婆在申报企业上班，要不要回避？", "abstained", ("henan-2024:7(4)",), ("不得再参加评审",)),
    # 9(1): not applied, managed by the former grade
    (
        "评上B级后，第二年要不要重新申报？",
        "answered abstained",
        ("henan-2024:9(1)", "henan-2024:12"),
        ("**第十七条（二）：**",),
    ),
    # the text speaks of 企业; sites with permits of their own are 4(2)
    (
        "我们两个厂区，各有排污证，一个被罚了另一个能不能报A级？",
        "answered needs_facts abstained",
        ("henan-2024:4(2)",),
        (),
    ),
    # an accident at work is no environmental violation
    ("A级企业一年内发生安全事故会不会降级", "answered abstained", (), ("**第十九条（一）：**",)),
    ("17条和18条的区别是啥？", "answered", ("henan-2024:17",), ()),
    # asked is whether 通报批评 is a penalty of 18(5)
    ("通报批评算行政处罚吗", "answered abstained needs_facts", ("henan-2024:18(5)",), ()),
    # English
    (
        "We were fined for exceeding emission limits on 2026-03-01, can we apply for grade B?",
        "answered",
        ("henan-2024:18(2)", "henan-2024:18(5)"),
        ("现在答不了",),
    ),
    # no fact about this enterprise would settle it: the text does not say
    ("可以同时申报A级和B级吗？", "abstained", (), ("先请告诉我",)),
    # 4(2): 降级评定
    ("申报A级没通过，会自动评为B级吗？", "answered abstained", ("henan-2024:4(2)",), ()),
    ("停产的企业要不要参加评级", "abstained answered needs_facts", (), ("**适用于",)),
    # --- second reading
    # 18(2) bars whether or not a penalty follows
    (
        "因为超总量排放2026年6月2日被查，还没出处罚决定，能报A吗",
        "answered",
        ("henan-2024:18(2)",),
        ("**细则没有写明",),
    ),
    (
        "环保局查到我们没开治污设施，没处罚，只是批评教育，能报绩效引领性不",
        "answered needs_facts abstained",
        ("henan-2024:18(2)",),
        (),
    ),
    # a fine is a fine (18(5), 19(1)), whatever 19(3) says
    (
        "预警期间，我们是B级但没接到通知就没停，被县里抓到罚了1万，会怎样",
        "answered needs_facts",
        ("henan-2024:18(5)", "henan-2024:19(1)"),
        (),
    ),
    # one and one more, within a year: twice
    (
        "中央环保督察一次通报，省厅又一次通报，间隔11个月，会降级吗",
        "answered",
        ("henan-2024:19(3)",),
        ("只有一次",),
    ),
    # a penalty is no notification
    ("通报一次加处罚一次算两次吗", "answered abstained", ("henan-2024:19(3)",), ("**会。**",)),
    # 19(1) lowers A, B and 绩效引领性 only
    ("D级企业被罚会不会再降", "answered abstained", ("henan-2024:19(1)", "henan-2024:19"), ("**降为C级",)),
    # asked is the grade now
    ("2026年11月25日今天刚收到罚单，现在还是A级，等级怎么变", "answered", ("henan-2024:19(1)",), ()),
    ("绩效引领性企业被查实台账造假，按什么等级管", "answered", ("henan-2024:19(1)",), ()),
    # the line was there and was not told: 17(1)
    (
        "新线在评级之前就有，只是没写进材料，属于哪种情形",
        "answered abstained needs_facts",
        ("henan-2024:17(1)",),
        ("**要重新申报",),
    ),
    # 11 speaks of equipment that no longer agrees with the papers, not of shares
    ("公司股权变更要报备吗", "abstained answered", (), ("**要报备。**",)),
    # 17(3) names 生态环境部门
    ("省发改委把我们作为典型案例通报，算吗", "answered", ("henan-2024:17(3)",), ("**要看日期",)),
    # a year from 2025-11-25 ends on 2026-11-25: today
    ("2025年11月25日投产新线，今天去申报还来得及吗", "answered needs_facts", ("henan-2024:17(2)",), ()),
    # whether that is refusing the text does not say; the question is not whether one may
    (
        "不是拒绝，只是那天停电没让专家进来，算拒绝参与吗",
        "abstained answered",
        ("henan-2024:17(4)",),
        ("**不行",),
    ),
    # pipes and piles of concrete: the text does not say
    (
        "我们是做水泥制品的管桩厂，有蒸汽锅炉，去年评过C，想知道能不能申报B，需不需要新增在线",
        "answered needs_facts abstained",
        (),
        ("**水泥在第八条",),
    ),
    # without boiler and furnace 8(3) does not speak of it
    ("没有锅炉炉窑的机加工厂要不要评级", "answered abstained needs_facts", (), ("**通用涉锅炉/炉窑行业在",)),
    ("新能源汽车电池包组装", "answered needs_facts", ("henan-2024:8(2)",), ("现在答不了",)),
    ("塑料再生造粒", "answered needs_facts", ("henan-2024:8(2)",), ("不在本系统",)),
    ("铜管厂", "answered needs_facts", ("henan-2024:8(1)",), ()),
    # 16: fewer inspections, not none
    ("获得A级能不能免除现场检查", "answered", ("henan-2024:16",), ("没有明确规定",)),
    # 9(2): online review and checks on the spot, by the province
    ("省厅复核要不要到现场", "answered", ("henan-2024:9(2)", "henan-2024:5(2)"), ("**省辖市",)),
    # 6(2): the city guides the counties in 申报审核
    ("县里能不能初审", "answered abstained", ("henan-2024:6(2)",), ()),
    # the laboratory's people: 7(4) where they served the enterprise, 7(2) what an expert needs
    (
        "第三方检测机构的人能当评审专家吗",
        "answered abstained",
        ("henan-2024:7(4)", "henan-2024:7(2)"),
        ("不推荐",),
    ),
    ("举报属实会怎么处理被举报企业", "answered abstained", ("henan-2024:19(2)", "henan-2024:13", "henan-2024:12"), ()),
    ("环保所长请我们吃饭顺便要了评审费", "answered", ("henan-2024:20(1)", "henan-2024:20(2)"), ()),
    # C is announced by the city and not reported for review
    ("C级评定要经过省厅复核吗", "answered", ("henan-2024:9(3)", "henan-2024:9(2)"), ()),
    # --- third reading: other words for what the first two found
    # nobody holds the C that one may fall to
    ("被罚以后是降到C还是D", "answered", ("henan-2024:19(1)",), ("不因此降级",)),
    ("我们原来C级刚升B级就被罚了，会降到哪", "answered needs_facts", ("henan-2024:19(1)",), ("不因此降级",)),
    ("C级企业造假会降吗", "answered", ("henan-2024:17(1)",), ("举报",)),
    # dust is a matter of the environment, whoever fines; 18(5) names no authority
    ("住建局因为扬尘处罚我们，A级还保得住吗", "answered abstained needs_facts", ("henan-2024:18(5)",), ("**不算",)),
    ("城管因为工地扬尘罚了我们，会降级吗", "answered needs_facts", ("henan-2024:19(1)",), ()),
    ("交通局罚我们车辆超限，影响A级申报吗", "answered abstained", ("henan-2024:18(5)",), ("**第十八条（五）：",)),
    (
        "市场监管局罚我们锅炉没检验，影响吗",
        "answered abstained",
        ("henan-2024:18(5)",),
        ("通用涉锅炉/炉窑行业在",),
    ),
    # bad is what it is now
    ("去年信用良好今年不良，A级还在吗", "answered", ("henan-2024:18(6)",), ("不受限", "“良好”不在")),
    # remedied in March; remedied on 1 June: the bar has an end
    (
        "排污证今年1月过期，3月续上了，中间照常生产，能报B吗",
        "answered",
        ("henan-2024:18(1)",),
        ("没有终期", "还在持续"),
    ),
    (
        "未批先建2026年5月5日罚，6月1日补好环评，最早哪天报A",
        "answered",
        ("henan-2024:18(1)",),
        ("没有终期", "还在持续"),
    ),
    # nothing of 18 is told: its effect is not said of this enterprise
    ("没有超标也没被罚，能报A级了吧", "needs_facts answered", (), ("**一年内不得",)),
    ("台账少记了几天，没被罚，算篡改吗", "abstained answered needs_facts", ("henan-2024:18(4)",), ("具体期限",)),
    # 18(3) says 未按规定: missing data alone decide nothing
    (
        "在线监测数据缺失三天，没处罚，影响评B吗",
        "abstained answered needs_facts",
        ("henan-2024:18(3)",),
        ("自动监测设备：**一年内", "自动监测设备：一年内"),
    ),
    # the day on the paper, not the day of its receipt
    ("从哪天起算：罚单2026年3月1日签收，决定书2月20日", "answered", ("henan-2024:18(5)",), ("2027年3月2日",)),
    ("处罚决定书送达日算还是作出日算", "answered abstained", (), ("**行政处罚：",)),
    # the text speaks of 企业, and says nothing of a group
    (
        "部里通报典型案例说的是我们集团另一家厂，我们受影响吗",
        "abstained",
        (),
        ("直接认定为最低等级，且一年内不得申请绩效分级调整。**",),
    ),
    # 17(3) wants a typical case
    ("被省厅通报批评，没说典型案例，降最低吗", "abstained answered", ("henan-2024:17(3)",), ("**直接认定",)),
    # 19(3) begins with 在重污染天气预警期间
    ("一年内被省厅通报两次但都不是预警期间的事，会降级吗", "answered abstained", ("henan-2024:19(3)",), ("**会。**",)),
    ("没落实减排被罚款两次，算被通报两次吗", "answered", ("henan-2024:19(3)",), ("**会。**",)),
    # what 23 repeals is the 实施办法 alone
    ("2020年的补充说明还有效吗", "answered abstained", (), ("**已废止",)),
    # whether a grade of the old measures still counts is a silence
    ("《2020年实施办法》评的A级还算吗", "abstained", ("henan-2024:23", "henan-2024:9(1)"), ()),
    # 12: the city
    ("省厅每年开展资格审查对吗", "answered", ("henan-2024:12",), ("**对。**",)),
    # 9(2): the city, to the province
    ("省厅每月底前把名单报给生态环境部对吗", "answered", ("henan-2024:9(2)", "henan-2024:9(3)"), ("**对。**",)),
    # by the end of September the city reports; it announces without a date
    ("市局9月底前公告保障类企业，对不对", "answered", ("henan-2024:9(2)",), ("**对。**",)),
]

# question, allowed status, clauses, words never said, what was said before
FOLLOW_UPS = [
    # the answer to the question that the assistant itself asked
    (
        "决定书是2026年1月15日的",
        "answered",
        ("henan-2024:18(5)",),
        ("不在本系统",),
        ("我们被环保局处罚了，能报A级吗", "**要看日期。**请问行政处罚的决定书（或认定、通报）是哪一天的？"),
    ),
    # 17(2) begins with 绩效评级后
    (
        "我们没有评过级，也适用吗",
        "answered",
        ("henan-2024:17(2)",),
        ("不在本系统",),
        ("新增生产线一年没重新申报会怎样", "直接认定为最低等级，且一年内不得申请绩效分级调整。"),
    ),
]


# what is still wrong, by its question
OPEN = frozenset(
    {
        "企业给专家报销了机票，专家会怎么样，企业会怎么样？",
        "新能源汽车电池包组装",
    }
)


def asked(entries):  # type: ignore[no-untyped-def]
    """One parameter an entry; what is open is expected to fail, and says so once it does not."""
    mark = pytest.mark.xfail(reason="found by the reader, not mended yet", strict=False)
    return [pytest.param(*entry, id=entry[0], marks=[mark] if entry[0] in OPEN else []) for entry in entries]


def judge(given, statuses: str, clauses: tuple[str, ...], never: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert given.status in statuses.split(), (given.status, given.answer)
    cited = {citation.clause for citation in given.citations}
    assert not clauses or cited & set(clauses), (cited, given.answer)
    assert not [word for word in never if word in given.answer], given.answer


@pytest.mark.parametrize(("question", "statuses", "clauses", "never"), asked(WRONG))
def test_what_the_reader_found_is_mended(
    ask, question: str, statuses: str, clauses: tuple[str, ...], never: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    judge(ask(question), statuses, clauses, never)


@pytest.mark.parametrize(("question", "statuses", "clauses", "never", "before"), asked(FOLLOW_UPS))
def test_a_follow_up_is_understood(  # type: ignore[no-untyped-def]
    ask,
    question: str,
    statuses: str,
    clauses: tuple[str, ...],
    never: tuple[str, ...],
    before: tuple[str, str],
) -> None:
    history = [{"role": "user", "content": before[0]}, {"role": "assistant", "content": before[1]}]
    judge(ask(question, history), statuses, clauses, never)
