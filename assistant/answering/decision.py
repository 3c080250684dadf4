"""The decision between a topic, a silence, a missing table, something outside, and the clauses found.

Lives here: `route`, `also_asked`. May import: answering.routing, turning, weighing, desk, topics. The order of the rules is
the careful part, and it is a list: another place first, then a case and what happened, then what is outside or in a
table that nobody loaded, then the best entry; at the end the clauses found, and that nothing was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import turning
from assistant.answering.desk import Desk
from assistant.answering.entries import Outside, Topic
from assistant.answering.question import has_han
from assistant.answering.routing import Choice, Router
from assistant.answering.topics import added, bars, clauses, tables, unsaid
from assistant.answering.turning import ABOUT_CASE, BRANCH, CLASSIFY, OTHERS, Facts, case_topic, worded_silence
from assistant.answering.weighing import LIKE, SURE, weighed, worded_first
from assistant.grading.counts_as import CountsAs
from assistant.library.clause import ClauseId
from assistant.library.holdings import Silence

CLEAR = 0.62  # from here on an entry stands against what happened
FAIR = 0.34
WELL_FOUND = 3.0  # of four parts of the finder's score: from here on its first clause answers by itself
NEAR = 0.14  # how close the second topic must be, where two things are asked at once
AT_LEAST = 0.2  # of an entry whose clause is probable
PROBABLE, LIKELY_ENOUGH = 0.5, 0.2  # of a clause
BARRING = frozenset({9, 12, 17, 18, 19, 201, 202})  # articles that answer what happened
LEFT_OPEN, SETTLED = 0.5, 0.2  # of a question: from here on nothing settles it; below, something does
CALLED_OPEN, AGREED_OPEN = 0.65, 0.8  # though the question's own words call a topic, and what was learned agrees
NAMED_OPEN = -3.0  # how far a silence may stand behind the likeliest entry, to be what is left open
FAR_AHEAD = 2.0  # of the learned likelihood (log): so far before all others an entry is meant
SINGLE, LIST = 0.85, 4  # of a clause: from here on it alone is asked for, not the list of so many that it stands in
ELSEWHERE = 0.1  # of all the clauses of an entry: below, it speaks of something else
BY_WORDS, BY_ASKS, AHEAD = 0.95, 0.9, 0.3  # of the finder: from here on its first clause stands alone
_NUMBER_ASKED = re.compile(r"多少|几|要求|标准|什么样|怎么做|用什么|限|比例")
_TABLE_WORDS = re.compile(r"率|要求|标准|限值")
_LISTING = re.compile(r"哪些|名单|列出|列一|都有|多少个|几个")
_OVERVIEW = re.compile(r"哪些(?!等级|级别|企业|影响|后果)|有哪|哪几|几种|情形有")
_COUNTING = re.compile(r"算不算|算吗|算数")
_CONSEQUENCE = re.compile(r"影响|降|掉|算|能.{0,8}(?:报|评|申)|受限|挡|有关系")
_APPLY = re.compile(r"能.{0,6}(?:报|申|评)|(?:报|申|评).{0,6}(?:行不|中不|可以吗|吗$)")
_TOUCHED = re.compile(r"影响|连累|牵连|拖累|受不受|关系|算不算")
_AGAIN = re.compile(r"重新申报|重新评|重报")
_NOT_OURS = frozenset({"fire-safety-fine", "labour-fine"})  # penalties of other authorities
_LISTS = frozenset({"industries_national", "industries_provincial", "industries_general", "industries_total"})
_OVERVIEWS = frozenset({"lowest_list", "bars_list", "demotion_list"})
_LENGTH = re.compile(
    r"多久|多长|几年|几个月|多少(?:天|年|个?月)|什么时候|啥时候|哪天(?!.{0,3}(?:记|忘|不))|何时|最早|一年(?:后|过|内|从)|到期|满"
)
_TWO = re.compile(r"以及|及其?|和|与|并|同时|还有|另外|又|[?。;!,].{3,}")
_SHORT = 14  # a question this short that names an industry asks where it belongs


@dataclass(frozen=True, slots=True)
class Route:
    """Which way a question goes."""

    kind: str
    choice: Choice | None = None
    second: Choice | None = None


@dataclass(frozen=True)
class Sight:
    """What a rule looks at."""

    desk: Desk
    facts: Facts
    choices: Sequence[Choice]
    best: Choice
    second: Choice

    @property
    def told(self) -> bool:
        return turning.told(self.desk, self.facts)

    def entry(self, choice: Choice | None = None) -> Route:
        """The way to an entry; the best one where none is given."""
        return Route("entry", choice or self.best, self.second)

    def first(self, fits: Callable[[Choice], bool]) -> Choice:
        """The best entry that fits, or else the best."""
        return next((c for c in self.choices if fits(c)), self.best)


def route(router: Router, desk: Desk) -> Route:
    """The way for this question: the first rule that speaks."""
    if not has_han(desk.reading.said) and not _latin_known(desk):
        return Route("language")
    if added.named(desk):
        return Route("added")
    if clauses.asked_for(desk) or (clauses.absent(desk) and not desk.reading.events):
        return Route("clause")
    facts = turning.facts_of(desk)
    choices = weighed(router.choices(desk.reading, desk.likely, facts), desk, facts)
    sight = Sight(desk, facts, choices, *worded_first(choices))
    for rule in RULES:
        found = rule(sight)
        if found is not None:
            return found
    return Route("nothing", sight.best, sight.second)


def _latin_known(desk: Desk) -> bool:
    """Whether an English question was understood well enough, or is a greeting."""
    if re.search(r"^(?:你好|谢谢|OK)", desk.text) and len(desk.text) < 20:
        return True
    return bool(
        re.search(
            r"专家|申报|级|处罚|举报|预警|评审费|公告|归档|绩效|行业|降级|材料|提示词|限值|铸造|水泥|拒绝参与|清单|名单|设施|设备|生产线|解释|台账|未批先建|保障类|指南|有效期|回避|不服|模板|实施|厂区|技术单位|工作人员",
            desk.text,
        )
    )


def _elsewhere(sight: Sight) -> Route | None:
    """Another province, unless something at a branch there may touch the enterprise here."""
    reading, text = sight.desk.reading, sight.desk.text
    away = reading.elsewhere and not (BRANCH.search(text) and (reading.events or _TOUCHED.search(text)))
    return Route("place") if away else None


def _case_attached(sight: Sight) -> Route | None:
    """A case is attached and the question is about it: the core's verdict answers."""
    desk = sight.desk
    if desk.case is None:
        return None
    if _AGAIN.search(desk.text) and "material_change" in turning.kinds_of(desk):
        return sight.entry(sight.first(lambda c: c.id == "material_change"))
    if ABOUT_CASE.search(desk.text) and not isinstance(sight.best.entry, Silence):
        wanted = "demotion_by_bar" if bars.asks_fall(desk.text) else "can_apply"
        return sight.entry(sight.first(lambda c: c.id == wanted))
    return sight.entry() if case_topic(sight.best) and sight.best.score >= AT_LEAST else None


def _counted(sight: Sight) -> Route | None:
    """这算不算, asked outright."""
    entry = sight.desk.counting.named(sight.desk.text)
    told = sight.desk.reading.events or "罚" in sight.desk.text
    if entry is not None and ((entry.id in _NOT_OURS and told) or _is_the_question(sight.desk, entry)):
        return sight.entry(sight.first(lambda c: c.id == "counts_as"))
    asked = turning.asks_whether_it_counts(sight.desk) and _COUNTING.search(sight.desk.text)
    if sight.desk.likely.is_open(AGREED_OPEN) and not sight.best.rule:
        return None  # whether something counts that no entry names, and nothing settles
    return sight.entry(sight.first(lambda c: c.id == "counts_as")) if asked and case_topic(sight.best) else None


def _is_the_question(desk: Desk, entry: CountsAs) -> bool:
    """Whether nothing is told but what the table leaves open or denies: then the table answers, and no bar is said."""
    kinds = {event.kind for event in desk.reading.events}
    if not kinds or entry.counts == "yes" or any(event.when for event in desk.reading.events):
        return False
    who = "(" not in entry.clause  # whose violation it was, whatever it was
    return (who or kinds <= {entry.event, "administrative_penalty"}) and bool(_CONSEQUENCE.search(desk.text))


def _happened(sight: Sight) -> Route | None:
    """Something of 17 or 18 is told and the question turns on it."""
    if not sight.told or worded_silence(sight.best) or _of_something_else(sight):
        return None
    desk, best = sight.desk, sight.best
    if isinstance(best.entry, Outside) and best.rule and best.score >= CLEAR:
        return None
    dated = any(e.when for e in desk.reading.events if e.kind not in ("equipment_changed", "material_change"))
    beside = _beside_the_question(desk, best)
    if best.score < CLEAR or beside or (dated and ABOUT_CASE.search(desk.text)):
        if case_topic(best) and not beside:
            return sight.entry()
        return sight.entry(sight.first(lambda c: case_topic(c) and c.id != best.id))
    return None


def _beside_the_question(desk: Desk, best: Choice) -> bool:
    """Whether an entry tells all cases, or how long a bar lasts, where neither is asked."""
    if best.id == "bar_length":
        return bool(_APPLY.search(desk.text)) and not _LENGTH.search(desk.text)
    return best.id in _OVERVIEWS and not _OVERVIEW.search(desk.text)


def _of_something_else(sight: Sight) -> bool:
    """Whether a clause is probable that says nothing of what bars or lowers, and nothing dated was told."""
    first = None if case_topic(sight.best) else sight.desk.likely.first
    dated = any(event.when for event in sight.desk.reading.events)
    return first is not None and first[1] >= PROBABLE and first[0].article not in BARRING and not dated


def _outside(sight: Sight) -> Route | None:
    return sight.entry() if isinstance(sight.best.entry, Outside) and sight.best.score >= SURE else None


def _table(sight: Sight) -> Route | None:
    """A requirement of an indicator table; where none decides, unless a silence names it exactly."""
    exact = worded_silence(sight.best) and sight.best.score > 0.8
    if exact and not tables.decides(sight.desk):
        return None
    return Route("table") if tables.asks_for_table(sight.desk) else None


def _listed(sight: Sight) -> Route | None:
    """An industry is named: where it belongs, not the whole list."""
    named = sight.desk.reading.industries and sight.best.id in _LISTS and not _LISTING.search(sight.desk.text)
    if named and _TABLE_WORDS.search(sight.desk.text):
        return Route("table", sight.best, sight.second)
    return sight.entry(sight.first(_places_industries)) if named else None


def _stated(sight: Sight) -> Route | None:
    """What happened is stated, and nothing else answers."""
    events = [e for e in sight.desk.reading.events if e.kind != "material_change"]
    if not (sight.facts["event"] and events) or sight.best.score >= SURE or OTHERS.search(sight.desk.text):
        return None
    if _of_something_else(sight):
        return None
    return sight.entry(sight.best if case_topic(sight.best) else sight.first(case_topic))


def _better_found(sight: Sight) -> Route | None:
    """An entry is called whose clauses the question hardly asks for, while another clause is probable: the topic that
    rests on that clause, or the clause itself. Measured on unseen questions (docs/evals.md): a clause of more than 0.6
    is right nineteen times in twenty."""
    desk, best = sight.desk, sight.best
    if not isinstance(best.entry, Topic) or sight.told or desk.case is not None or desk.likely.first is None:
        return None
    clause, probable = desk.likely.first
    if _agreed(sight) or desk.likely.is_open(LEFT_OPEN):
        return None
    one_of_many = probable >= SINGLE and _is_list(best.entry) and bool(clause.item)
    elsewhere = not _rests_on(best.entry, clause) and _probable(desk, best.entry) < ELSEWHERE
    if probable < PROBABLE or not (one_of_many or elsewhere):
        return None
    on_it = (c for c in sight.choices if isinstance(c.entry, Topic) and clause in c.entry.clauses)
    own = next((c for c in on_it if not _is_list(c.entry)), None)
    if own is not None and own.score >= AT_LEAST and not case_topic(own):
        return sight.entry(own)
    return Route("extract", best, sight.second) if turning.ours(desk) and not unsaid.by(desk, None) else None


def _left_open(sight: Sight) -> Route | None:
    """The text most probably leaves the question open: the silence or the other law that it falls under, or nothing."""
    desk, best = sight.desk, sight.best
    if not desk.likely.is_open(LEFT_OPEN) or desk.case is not None or sight.told or desk.reading.marks.clauses:
        return None
    if (not isinstance(best.entry, Topic) and best.score >= FAIR) or _only_names_an_industry(desk):
        return None
    enough = AGREED_OPEN if _agreed(sight) else CALLED_OPEN
    if isinstance(best.entry, Topic) and best.rule and not desk.likely.is_open(enough):
        return None
    for choice in sight.choices:
        near = isinstance(choice.entry, Silence | Outside) and choice.score >= AT_LEAST
        if near and desk.likely.entry(choice.key) >= NAMED_OPEN:
            return sight.entry(choice)
    first = desk.likely.first
    return Route("nothing", best, sight.second) if first is None or first[1] < PROBABLE else None


def _only_names_an_industry(desk: Desk) -> bool:
    """Whether next to nothing but an industry or a guarantee class is said: where it belongs is asked."""
    return bool(desk.reading.industries or desk.reading.guarantees) and len(desk.text) <= _SHORT


def _is_list(entry: object) -> bool:
    """Whether a topic answers with all items of an article."""
    return isinstance(entry, Topic) and sum(bool(clause.item) for clause in entry.clauses) >= LIST


def _rests_on(topic: Topic, clause: ClauseId) -> bool:
    """Whether a topic rests on a clause, or on one inside it or around it."""
    return any(
        own.document == clause.document and own.article == clause.article and (own.item == clause.item or not own.item)
        for own in topic.clauses
    )


def _probable(desk: Desk, topic: Topic) -> float:
    """How probable it is that one of the clauses that `topic` rests on is asked for."""
    return sum(desk.likely.clauses.get(clause, 0.0) for clause in topic.clauses)


def _agreed(sight: Sight) -> bool:
    """Whether words call the best entry and it is the likeliest by what was learned, too."""
    likely = sight.desk.likely
    return sight.best.rule and bool(likely.entries) and likely.entry(sight.best.key) == 0.0


def _supported(sight: Sight) -> bool:
    """Whether the best entry is sure, by itself or with its clauses."""
    best = sight.best
    if best.score >= FAIR and _agreed(sight):
        return True
    by_clause = isinstance(best.entry, Topic) and _probable(sight.desk, best.entry) >= PROBABLE
    return best.score >= SURE or (best.score >= FAIR and best.rule and by_clause)


def _industry_only(sight: Sight) -> Route | None:
    """An industry is named and nothing answers surely: its table, or where it belongs."""
    reading, text = sight.desk.reading, sight.desk.text
    if _supported(sight) or not (reading.industries or reading.guarantees):
        return None
    if reading.industries and ((reading.grades and _NUMBER_ASKED.search(text)) or _TABLE_WORDS.search(text)):
        return Route("table", sight.best, sight.second)
    if not reading.events and (CLASSIFY.search(text) or _only_names_an_industry(sight.desk)):
        return sight.entry(sight.first(_places_industries))
    return None


def _entry(sight: Sight) -> Route | None:
    """The best entry, where it is like enough; a number that it does not hold is unsaid."""
    best = sight.best
    if isinstance(best.entry, Silence) and not best.rule and sight.desk.likely.is_settled(SETTLED):
        best = sight.first(lambda c: isinstance(c.entry, Topic) and c.rule and c.score >= AT_LEAST)
    fits = best.score >= SURE or (best.score >= FAIR and (best.rule or best.likeness >= LIKE))
    if best.score >= AT_LEAST:
        fits = fits or sight.desk.likely.ahead(best.key) >= FAR_AHEAD
        fits = fits or (isinstance(best.entry, Topic) and _probable(sight.desk, best.entry) >= PROBABLE)
    if not fits or not (best.score >= SURE or turning.ours(sight.desk) or _is_of_the_law(sight)):
        return None
    return Route("unsaid" if unsaid.by(sight.desk, best.entry) else "entry", best, sight.second)


def _is_of_the_law(sight: Sight) -> bool:
    """Whether a question without a word of the field asks for a clause of ours all the same: words call its topic."""
    first = sight.desk.likely.first
    asked = first is not None and first[1] >= PROBABLE and sight.desk.likely.is_settled(1 - LEFT_OPEN)
    return asked and sight.best.rule and isinstance(sight.best.entry, Topic)


def _clauses_found(sight: Sight) -> Route | None:
    """The clauses that the finder is sure of, in their own words; a number that they do not hold is unsaid."""
    ours = turning.ours(sight.desk) or _settled(sight.desk)
    if not ours or not sight.desk.hits or sight.desk.likely.is_open(LEFT_OPEN):
        return None
    if unsaid.by(sight.desk, None):
        return Route("unsaid", sight.best, sight.second)
    found = _settled(sight.desk) or _well_found(sight.desk) or _far_ahead(sight.desk) or turning.spoken(sight.desk)
    return Route("extract", sight.best, sight.second) if found else None


RULES: tuple[Callable[[Sight], Route | None], ...] = (
    _elsewhere,
    _case_attached,
    _counted,
    _happened,
    _outside,
    _table,
    _listed,
    _stated,
    _left_open,
    _better_found,
    _industry_only,
    _entry,
    _clauses_found,
)


def _places_industries(choice: Choice) -> bool:
    return getattr(choice.entry, "composer", None) == "industry"


def _settled(desk: Desk) -> bool:
    """Whether a clause most probably settles the question, and one is probable."""
    first = desk.likely.first
    return first is not None and first[1] >= LIKELY_ENOUGH and desk.likely.is_settled(SETTLED)


def _well_found(desk: Desk) -> bool:
    """Whether the finder is sure of its first clause: by meaning, by how others ask, and by the law's phrases."""
    parts = getattr(desk.hits[0], "parts", {})
    return sum(float(parts.get(name, 0.0)) for name in ("dense", "asked", "heard", "phrase")) >= WELL_FOUND


def _far_ahead(desk: Desk) -> bool:
    """Whether the finder's first clause is first by words as well as by how others ask, and no other comes near."""
    if len(desk.hits) < 2:
        return False
    parts = getattr(desk.hits[0], "parts", {})
    both = float(parts.get("bm25", 0.0)) >= BY_WORDS and float(parts.get("asked", 0.0)) >= BY_ASKS
    return both and _ahead(desk) >= AHEAD


def _ahead(desk: Desk) -> float:
    """How far the finder's first clause stands before its second."""
    return desk.hits[0].score - desk.hits[1].score


def also_asked(desk: Desk, route: Route) -> Topic | None:
    """A second topic that the question asks about as well: both plain, both hit by their words, nearly as sure."""
    first, second = route.choice, route.second
    if first is None or second is None or not isinstance(first.entry, Topic) or not isinstance(second.entry, Topic):
        return None
    if first.entry.composer or second.entry.composer or not (first.rule and second.rule):
        return None
    if second.score < SURE or first.score - second.score > NEAR or not _TWO.search(desk.reading.own):
        return None
    if first.entry.clauses & second.entry.clauses and second.entry.clauses <= first.entry.clauses:
        return None
    return second.entry
