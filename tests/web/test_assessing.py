"""自评定级: facts become questions, answers become a case, the core's verdict becomes words, card, calendar, picture."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest

from assistant.errors import BadCase
from assistant.grading.timeline import timeline_of
from assistant.grading.truth import Truth
from assistant.web import card, counting, interview, ruling, timeline
from assistant.web.interview import Kind
from assistant.web.rooms import Graded, Rooms
from tests.web import fake

TODAY = date(2026, 11, 25)
FINED: dict[str, Any] = {
    "enterprise": {"credit_rating": "良好"},
    "sites": [{"industries": [{"industry": "铸造"}]}],
    "current_grade": "B",
    "applied": False,
    "events": [{"kind": "administrative_penalty", "date": "2026-03-01"}],
}
# What a developer writes and a person at a counter does not.
CODE = re.compile(r"[a-z]+_[a-z]+|events\[|sites\[|null|true|false|import-guide|\.yaml")


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Rooms:
    return fake.rooms_at(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def fined(rooms: Rooms) -> Graded:
    return rooms.grade(FINED, as_of=TODAY)


def words(html: str) -> str:
    """What is read of it."""
    return re.sub(r"<[^>]*>", " ", html)


def test_answering_each_next_question_ends_with_nothing_to_ask(rooms: Rooms) -> None:
    case: dict[str, Any] = {}
    answers: dict[Kind, Any] = {Kind.MANY: ["administrative_penalty", "no_auto_monitoring", "material_change"],
                                Kind.INDUSTRIES: ["铸造", "水泥"], Kind.DAY: "2026-03-01"}  # fmt: skip
    for _ in range(40):
        verdict = rooms.grade(case, as_of=TODAY).verdict
        missing = verdict.missing
        barred = {grade for grade, truth in verdict.barred.items() if truth is Truth.YES}
        questions = [q for m in missing if (q := interview.question_of(m.fact, case, rooms.corpus, barred))]
        assert [m.fact for m in missing if not m.fact.startswith("table:")] == [q.fact for q in questions]
        if not questions:
            break
        question = questions[0]
        value = answers[question.kind] if question.kind in answers else question.choices[0][1]
        case = interview.put(case, question.fact, value)
        assert not CODE.search(question.ask + question.hint + "".join(w for w, _ in question.choices))
    else:
        raise AssertionError("the questions do not end")

    assert interview.facts_told(case, rooms.corpus)


def test_no_is_an_answer_where_none_or_not_yet_is_one(rooms: Rooms) -> None:
    case: dict[str, Any] = {"events": [{"kind": "no_auto_monitoring", "date": "2025-01-01"}]}

    question = interview.question_of("events[0].remedied_on", case, rooms.corpus)
    said = interview.put(case, "events[0].remedied_on", None)

    assert question is not None
    assert question.none_word == "仍未整改完成"
    assert said["events"][0] == {"kind": "no_auto_monitoring", "date": "2025-01-01", "remedied_on": None}
    assert "remedied_on" not in case["events"][0]
    assert rooms.grade(said, as_of=TODAY).verdict.earliest_application is None


@pytest.mark.parametrize("text", ["", "昨天", "2026-3", "2026.13.40.1"])
def test_what_is_no_day_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(BadCase, match="请写成 2026-03-01"):
        interview.read_day(text)


def test_a_second_site_gives_both_a_name_and_asks_for_the_permit(rooms: Rooms) -> None:
    case = interview.add_site(FINED, ["水泥"])

    assert [site["name"] for site in case["sites"]] == ["一厂区", "二厂区"]
    assert "name" not in FINED["sites"][0]
    facts = [m.fact for m in rooms.grade(case, as_of=TODAY).verdict.missing]
    for fact in (f for f in facts if f.endswith("own_permit")):
        question = interview.question_of(fact, case, rooms.corpus)
        assert question is not None
        assert "厂区有没有自己的排污许可证" in question.ask


def test_an_event_can_be_added_and_taken_out() -> None:
    more = interview.add_event(FINED, "bribery", None)

    assert interview.drop(more, "events[1]") == FINED
    assert interview.drop(interview.add_site(FINED, ["水泥"]), "sites[1]")["sites"][0]["industries"] == [
        {"industry": "铸造"}
    ]


def test_each_kind_of_event_has_the_law_s_words(rooms: Rooms) -> None:
    from assistant.grading.facts import EventKind

    told = interview.event_words(rooms.corpus)

    assert set(told) == {str(kind) for kind in EventKind}
    assert next(iter(told.values())).endswith("第十七条（一）")


def test_the_verdict_is_in_people_s_words_with_its_clauses(rooms: Rooms, fined: Graded) -> None:
    html = ruling.ruling(fined, FINED, rooms.corpus)

    assert "按现有情况：C级" in html
    assert "2027年3月2日" in html
    assert 'href="#clause/henan-2024:18(5)' in html
    assert "以生态环境部门核定为准" in html
    assert not CODE.search(words(html)), CODE.search(words(html))
    assert "\n" not in html


def test_nothing_is_called_allowed_for_mere_absence_of_bars(rooms: Rooms) -> None:
    clean = {**FINED, "events": []}

    html = ruling.ruling(rooms.grade(clean, as_of=TODAY), clean, rooms.corpus)

    assert "可以申报</td>" not in html
    assert ruling.NOT_YET in html


def test_the_picture_says_the_same_in_words(fined: Graded) -> None:
    line = timeline_of(fined.verdict)

    assert timeline.in_words(line) == "第十八条（五）：2026年3月1日至2027年3月1日；不再受限的第一天：2027年3月2日"
    assert "2027-03-01" in timeline.picture(line)
    assert "alt='限制期时间轴。第十八条（五）" in timeline.picture_tag(line)


def test_a_bar_without_an_end_is_said_and_drawn_as_one(rooms: Rooms) -> None:
    case = {**FINED, "events": [{"kind": "no_discharge_permit", "date": "2026-01-01", "remedied_on": None}]}

    line = timeline_of(rooms.grade(case, as_of=TODAY).verdict)

    assert "尚无终期" in timeline.in_words(line)
    assert "尚无终期" in timeline.picture(line)


@pytest.mark.parametrize("kind", ["card.docx", "card.json", "days.ics"])
def test_p13_the_same_facts_give_the_same_bytes(rooms: Rooms, kind: str) -> None:
    first, second = (card.CARDS[kind].write(FINED, rooms.grade(FINED, as_of=TODAY), rooms.corpus) for _ in range(2))

    assert first == second


def test_p23_the_card_carries_notice_edition_and_hash(rooms: Rooms, fined: Graded) -> None:
    import docx

    paper = docx.Document(io.BytesIO(card.as_docx(FINED, fined, rooms.corpus)))
    text = "\n".join(p.text for p in paper.paragraphs) + "".join(c.text for t in paper.tables for c in t._cells)

    for said in ("以生态环境部门核定为准", rooms.corpus.version, "按现有情况：C级", "2027年3月2日", "行政处罚"):
        assert said in text
    assert not CODE.search(text), CODE.search(text)


def test_this_counts_or_not_says_why_and_whom_to_ask(rooms: Rooms) -> None:
    entry = next(e for e in rooms.counts if "首违不罚" in e.asks)

    html = counting.shown("首违不罚", entry)

    assert "两种理解都可能" in html
    assert "第十八条（五）" in html
