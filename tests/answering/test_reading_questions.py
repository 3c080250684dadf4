"""What is understood of a question: grades and their roles, days, events, numbers, follow-ups."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.dates import dates_in
from assistant.answering.grades import grades_in
from assistant.answering.marks import Asked, marks_in
from assistant.answering.pipeline import clerk_of
from assistant.answering.question import clean, norm
from assistant.answering.reading import Reading, with_history
from assistant.errors import BadQuestion
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade

TODAY = date(2026, 11, 23)


def read(corpus: Corpus, question: str, *before: str) -> Reading:
    return with_history(clerk_of(corpus).reader, before, question, as_of=TODAY)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("今年3月1号被罚", "2026-03-01", "2026-03-01"),
        ("去年8月15号", "2025-08-15", "2025-08-15"),
        ("2025年3月1日", "2025-03-01", "2025-03-01"),
        ("2025.3.1的决定书", "2025-03-01", "2025-03-01"),
        ("二〇二五年三月一日".replace("〇", "零"), "2025-03-01", "2025-03-01"),
        ("上个月被罚", "2026-10-01", "2026-10-31"),
        ("上个月15号", "2026-10-15", "2026-10-15"),
        ("昨天查出来", "2026-11-22", "2026-11-22"),
        ("去年吃过罚单", "2025-01-01", "2025-12-31"),
        ("前年", "2024-01-01", "2024-12-31"),
        ("今年7月", "2026-07-01", "2026-07-31"),
        ("11月的时候被罚", "2026-11-01", "2026-11-23"),
        ("9月9日被罚", "2026-09-09", "2026-09-09"),
    ],
)
def test_a_day_is_read_as_the_days_its_words_allow(said: str, first: str, last: str) -> None:
    span = dates_in(norm(said), as_of=TODAY)[0]

    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize("said", ["按2020年实施办法", "技术指南（2020年修订版）", "环办大气〔2026〕2号"])
def test_the_year_of_a_document_is_no_day(said: str) -> None:
    assert dates_in(norm(said), as_of=TODAY) == ()


def test_half_a_year_ago_is_a_span_and_not_a_day() -> None:
    span = dates_in(norm("半年前被罚了"), as_of=TODAY)[0]

    assert span.first < date(2026, 5, 23) < span.last


@pytest.mark.parametrize(
    ("said", "role", "grades"),
    [
        ("我们能报A级吗", "wanted", [Grade.A]),
        ("我们是B级企业，被罚了", "held", [Grade.B]),
        ("去年评的A还作数吗", "held", [Grade.A]),
        ("去年拿了A级", "held", [Grade.A]),
        ("想评绩效引领性", "wanted", [Grade.LEADING]),
        ("申报B级及以上", "wanted", [Grade.A, Grade.B]),
        ("能评B-吗", "wanted", [Grade.B_MINUS]),
        ("非绩效引领性企业怎么管", "named", [Grade.NOT_LEADING]),
    ],
)
def test_a_grade_has_a_role(said: str, role: str, grades: list[Grade]) -> None:
    found = [mark.grade for mark in grades_in(norm(said)) if mark.role == role]

    assert sorted(found) == sorted(grades)


@pytest.mark.parametrize("said", ["PM2.5", "VOCs治理", "A+级", "DCS数据", "COD"])
def test_letters_inside_words_are_no_grades(said: str) -> None:
    assert grades_in(norm(said)) == ()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("上个月环保局罚了我们两万块", "administrative_penalty"),
        ("夜里偷排让人逮住了", "evasive_discharge"),
        ("没拿到环评批复就开工了", "built_without_approval"),
        ("排污证一直没办下来", "no_discharge_permit"),
        ("在线监测该装没装", "no_auto_monitoring"),
        ("改了应急台账的数据", "falsified_ledger"),
        ("检测报告是P的", "false_materials"),
        ("给专家塞了个红包", "bribery"),
        ("去年新增了一条合成生产线", "material_change"),
        ("首违不罚，只让责令改正", "violation_unpunished"),
        ("废气超了许可浓度", "over_permit_limit"),
    ],
)
def test_what_happened_is_read_as_its_kind(corpus: Corpus, said: str, kind: str) -> None:
    assert kind in [told.kind for told in read(corpus, said).events]


@pytest.mark.parametrize(
    "said", ["我们没有被罚过，能报A吗", "从来没受过处罚", "专家收了企业的红包", "申报材料上线提交"]
)
def test_what_did_not_happen_is_no_event(corpus: Corpus, said: str) -> None:
    assert read(corpus, said).events == ()


def test_the_day_of_the_act_is_kept_apart_from_the_day_of_the_decision(corpus: Corpus) -> None:
    told = read(corpus, "违法行为是2025年12月10日，处罚决定书是2026年3月1日").events[0]

    assert told.when and told.when.first == date(2026, 3, 1)
    assert told.occurred and told.occurred.first == date(2025, 12, 10)


def test_the_day_of_the_remedy_is_kept_apart(corpus: Corpus) -> None:
    told = read(corpus, "查出来我们没装在线设备是今年2月1号，上个月15号才装好").events[0]

    assert told.when and told.when.first == date(2026, 2, 1)
    assert told.remedied and told.remedied.first == date(2026, 10, 15)


def test_trades_are_read_as_industries(corpus: Corpus) -> None:
    names = {
        said: [mark.industry.name for mark in read(corpus, said).industries]
        for said in ("铸件厂归哪个指南", "修车的4S店", "我们生产油漆", "电瓶厂")
    }

    assert names == {
        "铸件厂归哪个指南": ["铸造"],
        "修车的4S店": ["汽修行业"],
        "我们生产油漆": ["涂料制造"],
        "电瓶厂": ["电池制造"],
    }


def test_a_length_of_time_inside_a_date_is_no_length() -> None:
    text = norm("半年前被罚了")

    assert marks_in(text, dates_in(text, as_of=TODAY)).quantities == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("多久归档", Asked.HOW_LONG),
        ("谁来公告", Asked.WHO),
        ("能不能报", Asked.WHETHER),
        ("几个专家", Asked.HOW_MANY),
        ("哪天能报", Asked.WHEN),
        ("在哪查", Asked.WHERE),
    ],
)
def test_what_kind_of_answer_is_wanted(said: str, asked: Asked) -> None:
    assert marks_in(norm(said)).asked is asked


def test_a_follow_up_keeps_what_it_does_not_name(corpus: Corpus) -> None:
    reading = read(corpus, "那绩效引领性呢", "我们今年4月15日被环保罚了款，能报A级吗？")

    assert reading.wanted == (Grade.LEADING,)
    assert [told.kind for told in reading.events] == ["administrative_penalty"]
    assert reading.events[0].when and reading.events[0].when.first == date(2026, 4, 15)


def test_a_whole_new_question_leaves_the_old_one_behind(corpus: Corpus) -> None:
    reading = read(
        corpus, "省辖市多久组织一次涉气企业排查，按什么原则补全清单？", "我们今年4月15日被环保罚了款，能报A级吗？"
    )

    assert reading.events == ()


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u200b\u200b"])
def test_an_empty_question_is_refused_in_one_line(nothing: str) -> None:
    with pytest.raises(BadQuestion, match="问题是空的"):
        clean(nothing)


def test_a_hundred_thousand_characters_are_refused_in_one_line() -> None:
    with pytest.raises(BadQuestion, match="问题太长") as refused:
        clean("能报A级吗" * 20_000)

    assert "\n" not in str(refused.value)


def test_traditional_and_full_width_characters_are_one_form() -> None:
    assert norm("請問Ａ級企業，能報嗎？") == "请问A级企业,能报吗?"


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("两张罚单，一张2025年12月3日一张2026年6月6日，什么时候能报A", ["2025-12-03", "2026-06-06"]),
        ("2025年12月9日被罚了一次，2026年4月1日又被罚了，最早什么时候能报B", ["2025-12-09", "2026-04-01"]),
        ("2025年12月10日违法，2026年1月5日处罚，1月8日收到决定书", ["2026-01-05"]),
    ],
)
def test_every_penalty_that_is_told_counts_and_no_other_day(corpus: Corpus, said: str, days: list[str]) -> None:
    events = read(corpus, said).events

    assert [e.when and e.when.first.isoformat() for e in events] == days


def test_a_penalty_takes_the_day_of_its_own_breath(corpus: Corpus) -> None:
    events = read(corpus, "偷排被抓是2026年8月8日，处罚决定是2026年10月10日，限制到哪天").events

    assert {e.kind: e.when and e.when.first.isoformat() for e in events} == {
        "evasive_discharge": "2026-08-08",
        "administrative_penalty": "2026-10-10",
    }


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("未批先建2025年3月被查，同年6月补齐环评", "2025-06-01", "2025-06-30"),
        ("没有排污证，2025年11月被发现，3月已经拿到证了", "2026-03-01", "2026-03-31"),
        (
            "2026年7月31日因未按规定使用自动监测设备被查处，设备已于2026年8月31日恢复正常使用",
            "2026-08-31",
            "2026-08-31",
        ),
    ],
)
def test_a_remedy_is_read_in_the_year_that_its_story_tells(corpus: Corpus, said: str, first: str, last: str) -> None:
    remedied = read(corpus, said).events[0].remedied

    assert remedied and (remedied.first.isoformat(), remedied.last.isoformat()) == (first, last)


def test_before_this_day_last_year_leaves_the_day_out(corpus: Corpus) -> None:
    when = read(corpus, "去年今天之前被罚的都不算了，对吗").events[0].when

    assert when and when.last == date(2025, 11, 22)
