"""Whether a paper is whole: more than its cover, signed and sealed where it has a line for it.

Lives here: `covers`, `signatures`. May import: raised, ink, recognise. unsigned and unsealed are said only where the paper
has a line for it and the page could be looked at; what a Word file does not show is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from assistant.reading.page import Box
from assistant.screening.fields import Paper
from assistant.screening.ink import Sheets, ink_in, is_red, red_in, sealed_in
from assistant.screening.raised import Pack, Raised, spot
from assistant.screening.recognise import is_cover
from assistant.screening.report import Kind
from assistant.screening.views import Cell, Row, View

_PERSON = r"(?:法定代表人|法人代表|法人|代表人|负责人|授权代表|委托代理人|承诺人|声明人|经办人|填表人|填报人|自评人|自评负责人|申请人|组长|验收组组长|主检|技术负责人|质量负责人|签发人?|批准人?|审核人?|审批人?|复核人?|编制人?|编写人?|校核人?|检测人员?|授权签字人|主要负责人|单位负责人|环保负责人|总经理|厂长|签名人?)"
_SIGN = re.compile(
    rf"(?:{_PERSON}(?:或[一-龥]{{2,8}})?)?\(?(?:签字|签名|签章|亲笔签名)(?:或盖章|\(?盖章\)?|或签章)?\)?[:]?|(?:^|(?<=[ _:]))(?:编制|编写|审核|复核|批准|签发|校核|主检)(?:人|者)?:"
)
_SEAL = re.compile(
    r"[((]?(?:加?盖(?:单位|企业|公司|法人)?(?:公|印)?章|公章|盖章处|单位章|企业公章|(?<=[((])章)[))]?[:]?"
)
_IN_TEXT = re.compile(
    r"(?:须|应(?!急)|(?<!必)需(?!方)|未|(?<!申)请|不|经(?![办营理手])|并|后(?!勤)|自(?![评查测])|双方|加盖)[^:。]{0,10}(?:签字|盖章|签名|公章)|(?:签字|盖章|公章|签名)(?:后|生效|之日|确认|有效|齐全|无效|完毕|、|的)"
)
# A name typed before the word: 张建国(签字). 企业负责人(签字) is a label.
_HAND_BEFORE = re.compile(
    r"(?!.{0,3}(?:企业|单位|公司|工厂|部门|车间|项目|环保|安环|主要|法定|技术|质量|授权|现场|申[报请]|填报|承诺|声明|本人|我方|甲方|乙方))[一-龥·]{2,4}"
)
_SHORT = 80
_LIST = re.compile(r"签(?:名|字|到)(?:表|页|册|栏|簿)|名单")
# Who sets up or checks a text: a name there says that it was signed, its absence says nothing.
_STAFF = re.compile(
    r"(?:编制|编写|审核|复核|批准|签发|校核|主检|审批|检测)(?:人员?|者)?[:(]|检测人员?|授权签字人|质量负责人|主检"
)
# Papers that others make out: who signs and seals there is not the applicant's to mend.
_OF_OTHERS = frozenset({"monitoring_report", "eia_approval", "discharge_permit", "business_licence", "energy_proof"})
_LEAVES_BLANK = frozenset("_-—– .:/\\…")


def covers(pack: Pack) -> Iterator[Raised]:
    """A paper that should have many pages, of which only the cover is there."""
    for paper in pack.listed:
        views = paper.segment.views
        if not pack.vocabulary.words(paper.id or "").booklet or paper.segment.by_name:
            continue
        if any(not view.whole and view.letters > 140 for view in views):
            continue
        if len(views) <= 2 and all(is_cover(view) for view in views) and not views[0].page.grids:
            said = "只有封面，没有正文"
            yield Raised(Kind.COVER_PAGE_ONLY, paper, said, (spot(views[0], paper.segment.cell),))


def signatures(pack: Pack, sheets: Sheets) -> Iterator[Raised]:
    """Lines to sign or seal that are blank."""
    for paper in pack.listed:
        if paper.id in _OF_OTHERS:
            continue
        pictures = _pictures(pack, paper, sheets)
        unsigned, signed = _blanks(paper, _SIGN, partial(_is_signed, sheets, pictures))
        if unsigned and not signed:
            view, cell = unsigned[0]
            yield Raised(Kind.UNSIGNED, paper, f"“{cell.shown[:30]}”处空白，没有签字", (spot(view, cell),))
        unsealed, sealed = _blanks(paper, _SEAL, partial(_is_sealed, sheets, pictures))
        if unsealed and not sealed and not _seal_anywhere(paper, sheets):
            view, cell = unsealed[0]
            yield Raised(Kind.UNSEALED, paper, f"“{cell.shown[:30]}”处没有看到公章", (spot(view, cell),))


def _pictures(pack: Pack, paper: Paper, sheets: Sheets) -> list[bool] | None:
    """For a Word text, which of its pictures are red; None for files that have pages."""
    if paper.segment.views[0].number is not None:
        return None
    views = [view for one in pack.papers for view in one.segment.views if view.file == paper.file]
    shown = [sheets.of(view) for view in views if view.page.picture is not None]
    return [is_red(pixels) for pixels in shown if pixels is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A label to sign or seal at, and where it stands."""

    view: View
    row: Row
    cell: Cell
    found: re.Match[str]


def _blanks(
    paper: Paper, label: re.Pattern[str], holds: Callable[[_Place], bool | None]
) -> tuple[list[tuple[View, Cell]], int]:
    """The lines of this kind that are blank, and how many are not."""
    blank: list[tuple[View, Cell]] = []
    held = 0
    for view in paper.segment.views:
        if not view.whole:
            continue
        for row in view.rows:
            for cell in row.cells:
                found = label.search(cell.text)
                if not found or not _is_line(row, cell, found):
                    continue
                said = holds(_Place(view, row, cell, found))
                if said is True:
                    held += 1
                elif said is False:
                    blank.append((view, cell))
    return blank, held


def _is_line(row: Row, cell: Cell, found: re.Match[str]) -> bool:
    """Whether the words are a line to sign or seal at, no sentence, title or heading of a column."""
    text = cell.text
    if len(text) > _SHORT or "。" in text or _IN_TEXT.search(text) or _LIST.search(text):
        return False
    heads = len(row.cells) >= 3 and ":" not in text and text in ("签名", "签字", "签章", "签名人", "签字人")
    return not heads


def _is_signed(sheets: Sheets, pictures: list[bool] | None, place: _Place) -> bool | None:
    """Whether somebody signed behind the label: typed, or drawn. None where the page cannot be looked at."""
    cell, row = place.cell, place.row
    rest = cell.text[place.found.end() :].lstrip(":")
    rest = re.split(r"(?:日期|年月日|[0-9]{4}年|时间|\(?盖章|\(?公章|电话|联系)", rest)[0]
    if re.sub(r"[^一-龥A-Za-z]", "", rest) or _HAND_BEFORE.fullmatch(cell.text[: place.found.start()]):
        return True
    at = row.cells.index(cell)
    beside = row.cells[at + 1] if at + 1 < len(row.cells) else None
    if beside is not None and not _label_like(beside.text) and re.fullmatch(r"[一-龥·]{2,4}", beside.text):
        return True
    if pictures is not None:
        return any(not red for red in pictures)
    pixels = sheets.of(place.view)
    if pixels is None:
        return None
    behind = _behind(place, beside)
    if ink_in(pixels, place.view, _clear(behind, place.view, row)):
        return True
    near = Box(behind.x0 - 30, behind.top - 24, behind.x1 + 60, behind.bottom + 24)
    drawn = any(
        _meet(picture, near) and picture.bottom - picture.top < 200 and not sealed_in(pixels, place.view, picture)
        for picture in place.view.page.pictures
    )
    below = _named_below(place)
    return None if drawn or below or _STAFF.search(place.found.group()) else False


def _named_below(place: _Place) -> bool:
    """Whether a name stands alone in the line under the label: a form of two lines."""
    rows = place.view.rows
    at = rows.index(place.row) + 1
    return at < len(rows) and any(
        re.fullmatch(r"[一-龥·]{2,4}", cell.text) and not _label_like(cell.text) and cell.place.x0 < place.cell.place.x1
        for cell in rows[at].cells
    )


def _behind(place: _Place, beside: Cell | None) -> Box:
    """Where a hand would stand: behind the label, up to what is printed next, somewhat above and below the line."""
    box = place.cell.place
    share = _wide(place.cell.text[: place.found.end()]) / max(_wide(place.cell.text), 1)
    left = box.x0 + (box.x1 - box.x0) * share + 2
    right = beside.place.x0 - 3 if beside is not None and beside.place.x0 > left + 12 else left + 170
    tall = max(box.bottom - box.top, 9.0)
    return Box(left, box.top - 1.1 * tall, min(right, place.view.page.width - 4), box.bottom + 0.9 * tall)


def _wide(text: str) -> float:
    """How wide the text is printed: a line of underscores is half as wide as so many Chinese signs."""
    return sum(0.5 if sign in "_-. 0123456789" else 1.0 for sign in text)


def _clear(box: Box, view: View, own: Row) -> Box:
    """The box cut back so that it holds no printed line above or below."""
    top, bottom = box.top, box.bottom
    middle = (min(cell.place.top for cell in own.cells) + max(cell.place.bottom for cell in own.cells)) / 2
    for row in view.rows:
        if row is own:
            continue
        for cell in row.cells:
            if cell.place.x1 < box.x0 or cell.place.x0 > box.x1:
                continue
            if cell.place.bottom <= middle:
                top = max(top, cell.place.bottom + 0.5)
            elif cell.place.top >= middle:
                bottom = min(bottom, cell.place.top - 0.5)
    return Box(box.x0, top, box.x1, max(bottom, top))


def _label_like(text: str) -> bool:
    return text.endswith(":") or bool(_SIGN.search(text) or _SEAL.search(text))


def _is_sealed(sheets: Sheets, pictures: list[bool] | None, place: _Place) -> bool | None:
    if pictures is not None:
        return any(pictures)
    box = place.cell.place
    near = Box(box.x0 - 60, box.top - 110, box.x1 + 190, box.bottom + 120)
    if any(_meet(seal.box, near) for seal in place.view.page.seals):
        return True
    pixels = sheets.of(place.view)
    return None if pixels is None else red_in(pixels, place.view, near)


def _seal_anywhere(paper: Paper, sheets: Sheets) -> bool:
    """A page beside the line may bear the seal, and a paper sealed across its pages bears it at their edge."""
    for view in paper.segment.views:
        if view.page.seals:
            return True
        if view.number is None or not view.rows:
            continue
        pixels = sheets.of(view)
        if pixels is not None and red_in(pixels, view, _printed(view)):
            return True
    return False


def _printed(view: View) -> Box:
    """The part of the page that is printed on, with a margin: round a photographed sheet there is a desk."""
    boxes = [cell.place for row in view.rows for cell in row.cells]
    left, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(left - 40, top - 40, right + 60, bottom + 90)


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
