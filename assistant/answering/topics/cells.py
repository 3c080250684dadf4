"""An answer from a reviewed indicator table: the cells asked for, word for word, with page and file.

Lives here: `compose`, `lines`. May import: answering's desk, draft, topics.wanted; grading.decisive, table, measure. Every
number said stands in a cell that is cited; what the table does not hold is said as not held.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.question import norm
from assistant.answering.topics.wanted import Kind, Wanted, limit_in_words, limits_of
from assistant.grading.decisive import Standing
from assistant.grading.measure import fits
from assistant.grading.table import Measure, Place, Table
from assistant.grading.truth import Truth
from assistant.library.grade import Grade

ALL_ROWS = 40
_ONLY_ONE = "只比较了这一项；有一项未满足的，降级评定（第四条（二））。"


def compose(desk: Desk, standing: Standing, wanted: Wanted) -> Draft:
    """The answer that the table gives."""
    assert standing.table is not None
    page = _Page(desk, standing, standing.table, wanted, desk.draft())
    page.draft.topic = "table"
    page.draft.source = "corpus"
    if wanted.absent and wanted.kind is not Kind.LADDER and not wanted.grades:
        page.no_such_grade()
    else:
        _WAYS[wanted.kind](page)
    page.where_from()
    return page.draft


class _Page:
    """One answer being written."""

    def __init__(self, desk: Desk, standing: Standing, table: Table, wanted: Wanted, draft: Draft) -> None:
        self.desk, self.standing, self.table, self.wanted, self.draft = desk, standing, table, wanted, draft
        self.name = standing.industry.name

    # -- ways of answering

    def cells(self) -> None:
        """The rows asked for, at the grades asked for."""
        if not self.wanted.places:
            return self.not_held()
        self._premise()
        said = lines(self.table, self.wanted)
        several = len({place.number for place in self.wanted.places}) > 1
        if len(said) == 1:
            self.draft.lead += f"{self.name}{said[0]}。"
        else:
            what = "、".join(dict.fromkeys(place.row.id for place in self.wanted.places))
            self.draft.lead += f"{self.name}“{what}”的要求{'因工艺或燃料而不同，' if several else ''}如下。"
            self.draft.why += [f"{line}。" for line in said]
        for place in self.wanted.places:
            for grade in self._grades(place):
                self.cite(place, grade)
        if several:
            self._which_part()
        self._footnotes()
        return None

    def all(self) -> None:
        """The indicators of a grade, all of them."""
        grades = self.wanted.grades or self.table.ladder[:1]
        places = [place for place in self.table.places if not self.wanted.parts or place.number in self.wanted.parts]
        many = len({place.number for place in places}) > 1
        said = "、".join(map(_grade, grades))
        names = list(dict.fromkeys(place.row.id for place in places))
        self.draft.lead = f"{self.name}{said}共{len(places)}项指标{'（按工艺或燃料分表）' if many else ''}，须全部满足：{'、'.join(names)}。"
        for grade in grades:
            for place in places[:ALL_ROWS]:
                self.cite(place, grade)
        self.draft.cite("4(2)", "有一项未满足的，降级评定")
        if many:
            self._which_part()
        elif not self.wanted.grades:
            self.draft.ask_back = "您想对照哪一级？"

    def difference(self) -> None:
        """What is asked for at one grade and not at another."""
        grades = self.wanted.grades if len(self.wanted.grades) > 1 else self._neighbours()
        pool = self.wanted.places or self.table.places
        places = [place for place in pool if not self.wanted.parts or place.number in self.wanted.parts]
        apart = [place for place in places if len({_words(place, grade) for grade in grades}) > 1]
        said = "和".join(map(_grade, grades))
        if not apart:
            self.draft.lead = f"{self.name}{said}在所问的指标上要求相同。"
            for place in places[:4]:
                for grade in grades:
                    self.cite(place, grade)
            return
        same = len(places) - len(apart)
        self.draft.lead = f"{self.name}{said}有{len(apart)}项指标要求不同" + (f"，另有{same}项相同。" if same else "。")
        for place in apart[:ALL_ROWS]:
            self.draft.why.append(
                f"{self._title(place)}{place.row.id}：" + "；".join(_at(place, grade, self.wanted) for grade in grades)
            )
            for grade in grades:
                self.cite(place, grade)

    def ladder(self) -> None:
        """Which grades the industry has."""
        ladder = self.table.ladder
        said = "、".join(map(_grade, ladder))
        absent = [grade for grade in self.wanted.absent if grade not in ladder]
        denied = f"没有{'、'.join(map(_grade, absent))}。" if absent else ""
        self.draft.lead = f"{denied}{self.name}的指标表设{said}，最低等级是{_grade(ladder[-1])}。"
        place = self.table.places[0]
        for grade in place.part.grades:
            self.cite(place, grade)

    def measures(self) -> None:
        """What a grade has to do under an alert."""
        wanted = self.wanted
        held = [
            m for m in self.table.measures
            if (not wanted.grades or m.grade in wanted.grades) and (not wanted.alerts or m.alert in wanted.alerts)
        ]  # fmt: skip
        which = "、".join(map(_grade, wanted.grades)) + "、".join(f"{alert}预警" for alert in wanted.alerts)
        if not held:
            self.draft.status = Status.ABSTAINED
            self.draft.lead = f"载入的{self.name}指南里没有{which or '预警期间'}的减排措施。"
            self.draft.lacks(f"table:{self.standing.wanted}:措施", "请核对该指南的减排措施是否已导入。")
            return
        if len(held) == 1:
            one = held[0]
            self.draft.lead = f"{self.name}{_grade(one.grade)}在{one.alert}预警时：{_flat(one.raw)}。".replace(
                "。。", "。"
            )
        else:
            self.draft.lead = f"{self.name}{which}的减排措施如下。"
            self.draft.why += [f"{_grade(m.grade)}{m.alert}预警：{_flat(m.raw)}" for m in held]
        for one in held:
            self._cite_measure(one)
        if any(m.grade in (Grade.A, Grade.LEADING) for m in held):
            self.draft.cite("4(1)", "A级和绩效引领性企业可采取自主减排措施")

    def scope(self) -> None:
        """What the chapter says that it applies to."""
        if not self.table.scope:
            return self.not_held()
        self.draft.lead = f"{self.name}指标表的适用范围：{_flat(self.table.scope)}。".replace("。。", "。")
        self.draft.cite_cell(
            f"{self.table.id}:适用范围", self.table.scope, label="适用范围", document=self._document(),
            file=self.table.file.name, page=None,
        )  # fmt: skip
        return None

    # -- what the table does not have

    def not_held(self) -> None:
        """The table is there and does not speak of it."""
        self.draft.status = Status.ABSTAINED
        names = "、".join(dict.fromkeys(place.row.id for place in self.table.places))
        self.draft.lead = f"载入的{self.name}指标表里没有找到这一项。"
        self.draft.why.append(f"表里的指标有：{names}。")
        self.draft.ask_back = "您问的是其中哪一项？"

    def no_such_grade(self) -> None:
        """A grade that the ladder lacks."""
        said = "、".join(map(_grade, self.wanted.absent))
        self.draft.lead = f"{self.name}的指标表里没有{said}，只有{'、'.join(map(_grade, self.table.ladder))}。"
        place = self.table.places[0]
        for grade in place.part.grades:
            self.cite(place, grade)

    # -- parts of an answer

    def cite(self, place: Place, grade: Grade) -> None:
        """The cell, and where it says 同A级, the one that it points to."""
        cell = place.row.cells.get(grade)
        if cell is None:
            return
        label = f"{self._title(place)}{place.row.id}（{_grade(grade)}）"
        self.draft.cite_cell(
            self.table.clause(place, grade), cell.raw, label=label, document=self._document(),
            file=self.table.file.name, page=cell.page,
        )  # fmt: skip
        if cell.same_as is not None and cell.same_as is not grade:
            self.cite(place, cell.same_as)

    def _cite_measure(self, one: Measure) -> None:
        self.draft.cite_cell(
            self.table.clause_of_measure(one), one.raw, label=f"减排措施（{one.alert}预警，{_grade(one.grade)}）",
            document=self._document(), file=self.table.file.name, page=one.page,
        )  # fmt: skip

    def where_from(self) -> None:
        """Which guide, which file, who reviewed it; another guide that has the industry too."""
        card = self.standing.file.card if self.standing.file else {}
        who = card.get("reviewed") or {}
        edition = self.desk.tables.edition(self.table.guide) if hasattr(self.desk.tables, "edition") else None
        since = f"，{edition.in_force.isoformat()}起施行" if edition and edition.in_force else ""
        self.draft.why.append(
            f"来源：{self._document()}{since}，文件 {self.table.file.name}；{who.get('by')} 于 {who.get('on')} 审核。"
        )
        if self.standing.others:
            names = "、".join(sorted({one.guide for one in self.standing.others}))
            self.draft.why.append(
                f"另有载入的指南（{names}）也列了这个行业，这里按第八条所列的指南作答；"
                "细则没有规定国家指南与省级指南哪一本优先，只要求严格对照国家和省级指南。"
            )
            self.draft.cite("9(1)", "申报企业应严格对照国家和省级重污染天气重点行业应急减排措施制定技术指南要求")

    def _document(self) -> str:
        guides = self.desk.corpus.industries.guides
        title = next((guide.title for guide in guides if guide.id == self.table.guide), "")
        card = self.desk.corpus.card(self.table.guide)
        title = title or (card.title if card else "")
        return title if title.startswith("《") else f"《{title or self.table.guide}》"

    def _title(self, place: Place) -> str:
        return f"{place.part.title or f'表{place.number}'} " if len(self.table.tables) > 1 else ""

    def _grades(self, place: Place) -> tuple[Grade, ...]:
        return tuple(g for g in self.wanted.grades or place.part.grades if g in place.part.grades)

    def _neighbours(self) -> tuple[Grade, ...]:
        """The grade named and the one above it; the two best where none is named."""
        ladder = self.table.ladder
        if not self.wanted.grades:
            return ladder[:2]
        at = max(ladder.index(self.wanted.grades[0]), 1)
        return ladder[at - 1 : at + 1]

    def _which_part(self) -> None:
        """Which of several tables applies is a fact about the enterprise."""
        numbers = sorted({place.number for place in self.wanted.places} or range(1, len(self.table.tables) + 1))
        titles = "；".join(f"#{n} {self.table.tables[n - 1].title}" for n in numbers)
        self.draft.status = Status.NEEDS_FACTS
        self.draft.lacks("sites[0].industries[0].indicators.#1", f"属于哪一种工艺或燃料，用哪张表：{titles}")
        self.draft.ask_back = "您用的是哪一种工艺或燃料？"

    def _footnotes(self) -> None:
        """The notes that the cells shown call; all of a table's where its cells carry no marks."""
        shown = [(place, place.row.cells.get(grade)) for place in self.wanted.places for grade in self._grades(place)]
        for number in sorted({place.number for place in self.wanted.places}):
            part = self.table.tables[number - 1]
            marked = any(cell.marks for row in part.rows for cell in row.cells.values())
            called = {mark for place, cell in shown if cell and place.number == number for mark in cell.marks}
            for note in part.footnotes:
                if not marked or note.mark in called:
                    self.draft.why.append(f"本表表注 {note.mark}：{_flat(note.text)}")

    def _premise(self) -> None:
        """“对。” or “不对。”, or how the number put forward stands at each grade."""
        wanted = self.wanted
        if wanted.value is None or len(wanted.places) != 1:
            return
        place = wanted.places[0]
        grades = self._grades(place)
        limits = {grade: limits_of(place, grade, wanted.subjects) for grade in grades}
        if not all(len(found) <= 1 for found in limits.values()):
            return
        known = {grade: found[0] for grade, found in limits.items() if found}
        if self.desk.reading.marks.premise and len(known) == 1:
            limit = next(iter(known.values()))
            self.draft.lead += "对。" if f"{limit.value.normalize():f}" == wanted.value else "不对。"
            return
        met = {g: fits(wanted.value, limit.comparator, limit.value, limit.unit) for g, limit in known.items()}
        if met:
            says = "，".join(
                f"{'满足' if truth is Truth.YES else '不满足'}{_grade(g)}的这一项" for g, truth in met.items()
            )
            self.draft.lead += f"{wanted.value}{says}。"
            self.draft.why.append(_ONLY_ONE)
            self.draft.cite("4(2)", "有一项未满足的，降级评定")


_WAYS: dict[Kind, Callable[[_Page], None]] = {
    Kind.CELLS: _Page.cells,
    Kind.ALL: _Page.all,
    Kind.DIFFERENCE: _Page.difference,
    Kind.LADDER: _Page.ladder,
    Kind.MEASURES: _Page.measures,
    Kind.SCOPE: _Page.scope,
}


def lines(table: Table, wanted: Wanted) -> list[str]:
    """One line a row: what it asks for at each grade asked for."""
    out = []
    for place in wanted.places:
        grades = [grade for grade in wanted.grades or place.part.grades if grade in place.part.grades]
        title = f"（{place.part.title or f'表{place.number}'}）" if len(table.tables) > 1 else ""
        said = "；".join(_at(place, grade, wanted) for grade in grades)
        out.append(f"{title}{said}" if len(wanted.places) == 1 else f"{title}{place.row.id}：{said}")
    return out


def _at(place: Place, grade: Grade, wanted: Wanted) -> str:
    """What a row asks for at a grade: the numbers asked for by name, or the cell's own words."""
    cell = place.row.cell(grade)
    if cell is None:
        return f"{_grade(grade)}：表里没有可读的内容"
    limits = limits_of(place, grade, wanted.subjects) if wanted.subjects else ()
    if limits and all(limit in cell.limits for limit in limits):
        return f"{_grade(grade)}：" + "，".join(limit_in_words(limit) for limit in limits)
    own = place.row.cells.get(grade)
    same = f"（同{own.same_as}级）" if own is not None and own.same_as is not None else ""
    return f"{_grade(grade)}{same}：{_flat(_to_the_point(cell.raw, wanted.words)).rstrip('。；')}"


def _to_the_point(raw: str, words: frozenset[str]) -> str:
    """Of several printed items those that speak of what was asked; all of them where none does. The whole cell is cited."""
    items = raw.split("\n")
    if len(items) < 2 or not words:
        return raw
    hits = [sum(word in norm(item) for word in words) for item in items]
    best = [item for item, hit in zip(items, hits, strict=True) if hit >= 2 and hit >= 0.6 * max(hits)]
    return "\n".join(best) if best else raw


def _words(place: Place, grade: Grade) -> str:
    cell = place.row.cell(grade)
    return "".join(cell.raw.split()).rstrip("。；;") if cell else ""


def _flat(text: str) -> str:
    return " ".join(part.strip() for part in text.split("\n"))


def _grade(grade: Grade) -> str:
    return f"{grade}级" if len(grade) < 3 else str(grade)
