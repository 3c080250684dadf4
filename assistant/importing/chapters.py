"""A guide's chapters: one for each industry, with its 适用范围, its tables and its measures.

Lives here: `Chapter`, `chapters_of`. May import: importing.flow, graded_rows, header, naming, turned. A chapter begins at the heading over 适用范围, or
at a heading of the same kind; without either, at what the table's own title names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.importing.flow import Item, Para, Placed
from assistant.importing.graded_rows import laid_out
from assistant.importing.header import head_of, plain
from assistant.importing.naming import (
    CAPTION,
    bare,
    industry_name,
    is_explicit,
    names_industry,
    only_numbers,
    same_industry,
    same_name,
    style_of,
)
from assistant.importing.turned import turned_of

_WHOSE = r"(?:企\s*业|主\s*体|对\s*象|单\s*位|行\s*业|情\s*形)"
_SCOPE = re.compile(
    rf"^[【〔\[（(]?\s*(?:适\s*用\s*{_WHOSE}?\s*范\s*围\s*[】〕\]）)]?\s*[:：]?|(?:适\s*用\s*{_WHOSE}?|(?:执\s*行|实\s*施|纳\s*入|评\s*定)?\s*范\s*围)\s*(?:[】〕\]）)]?\s*[:：]|[】〕\]）)]|$))\s*"
)
# A scope without a heading.
_SCOPED = re.compile(r"^(?:本(?:节|章|行业|部分|要求|指标|标准|规定|条|表)|下列[^。]{0,6})?适用于.{4,}")
_GENERIC = re.compile(
    r"适用(?!于)|范围$|绩效分级|分级指标|差异化|减排措施|减排要求|指标$|^指标|流程(?:简介|说明|概述|图)?$|工艺流程|(?:生产)?工艺(?:简介|说明|概述|概况)?$|生产工艺|主要(?:生产|污染|涉气)|污染物|产污|产排污|核查|总则|编制|附则|术语|定义|规范性|引用|预警|应急|响应|评定|评级|评价|程序|^关于|厅$|局$|体系$|目录|前言|说明|要求$|方法$|原则|依据"
)
_BESIDE = re.compile(r"^(?:附|附件|附表|附录|注|备注)\s*[\d一二三四五六七八九十]*\s*[:：]")  # what stands beside a text
_POINTS_AT = re.compile(r"下表|[见按]表|表\s*\d")  # prose that leads over to a table, and no more of the scope
_FIRST = re.compile(
    r"^[（(]?\s*(?:[一1]|\d{1,2}(?:\.\d{1,2})?\.1)(?![\d.一二三四五六七八九十]|\d)"
)  # 1, 一, 3.1: no elder beside it
_SENTENCE = re.compile(r"[。；;，,]|[：:](?=.)|\d{4}年")
_ITEMS = frozenset({"n()", "n)", "bullet"})  # how items of a list are set off too
NEAR_TABLE = 4  # lines over a table among which its title is looked for


@dataclass(eq=False, slots=True)
class Chapter:
    """One industry's part of the guide."""

    name: str
    page: int | None
    scope: str = ""
    items: list[Item] = field(default_factory=list)
    guessed: bool = False  # its name was taken from a table's title


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a chapter begins. `guessed`: its name was taken from a table's title."""

    at: int
    name: str
    guessed: bool


def chapters_of(flow: Sequence[Item]) -> list[Chapter]:
    """The chapters that hold a table of grades, in order."""
    graded = [at for at, item in enumerate(flow) if isinstance(item, Placed) and _has_grades(item)]
    starts = _with_titles(flow, graded, _named(flow, _starts(flow)))
    out: list[Chapter] = []
    bounds = [*(one.at for one in starts[1:]), len(flow)]
    if graded and (not starts or graded[0] < starts[0].at):
        first = starts[0].at if starts else len(flow)
        out.append(
            Chapter(_over_first(flow, graded[0]), _page(flow[graded[0]]), items=list(flow[:first]), guessed=True)
        )
    for start, end in zip(starts, bounds, strict=False):  # without a start there is no end
        item = flow[start.at]
        own = start.at if start.guessed else start.at + 1  # a title stays with its table
        while end > own and isinstance(last := flow[end - 1], Para) and end < len(flow) and only_numbers(last.text):
            end -= 1  # the next chapter's number in a line of its own
        out.append(Chapter(start.name, _page(item), items=list(flow[own:end]), guessed=start.guessed))
    for chapter in out:
        chapter.scope = scope_of(chapter.items)
    return _joined([one for one in out if _has_table(one.items)])


def _page(item: Item) -> int | None:
    return (item.found.page or None) if isinstance(item, Placed) else item.page


def _joined(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Chapters without name, or with a name that an earlier one has, put to that one."""
    out: list[Chapter] = []
    for one in chapters:
        before = next((old for old in out if _one_chapter(old, one)), None)
        if before is None:
            out.append(one)
        else:
            before.items += one.items
            before.scope = before.scope or one.scope
    return out


def _one_chapter(old: Chapter, new: Chapter) -> bool:
    """Whether two chapters are one, told in two places; two headings that name an industry and a part of it are two."""
    if old.guessed or new.guessed:
        return same_industry(old.name, new.name, parts=False)
    return same_name(old.name, new.name)


def _named(flow: Sequence[Item], starts: Sequence[int]) -> list[_Start]:
    """Starts with their names; a heading that only names again the industry that is open is none. One that is numbered like
    the open one stands beside it, and names it again only in the same words."""
    out: list[_Start] = []
    style = ""
    for at in starts:
        item = flow[at]
        assert isinstance(item, Para)
        name = industry_name(item.text)
        last = out[-1].name if out else ""
        beside = bool(style) and style_of(item.text) == style
        if not out or not (same_name(last, name) if beside else same_industry(last, name, parts=False)):
            out.append(_Start(at, name, False))
            style = style_of(item.text)
    return out


def _with_titles(flow: Sequence[Item], graded: Sequence[int], starts: Sequence[_Start]) -> list[_Start]:
    """The starts, and one more at each table whose title names another industry than the chapter that is open there."""
    out: list[_Start] = []
    left = list(starts)
    general = _general(flow, graded, starts)
    last = -1
    for at in graded:
        while left and left[0].at < at:
            out.append(left.pop(0))
        after = max(last, out[-1].at if out else -1)
        found, last = [one for one in _titled(flow, at, after) if plain(one[1]) not in general], at
        if not found:
            continue
        begin, name = found[0]
        explicit = name.endswith(("行业", "工业"))
        open_ = out[-1] if out else None
        if open_ and any(same_industry(open_.name, one, parts=not open_.guessed) for _, one in found):
            continue
        if open_ is None or explicit or open_.guessed:
            out.append(_Start(_with_scope(flow, begin, after), name, True))
    return [*out, *left]


def _general(flow: Sequence[Item], graded: Sequence[int], starts: Sequence[_Start]) -> set[str]:
    """What titles within tables name in several chapters that headings begin: none of their industries (某行业绩效分级指标)."""
    chapters: dict[str, set[str]] = {}
    for at in graded:
        name = _within(flow[at])
        open_ = next((one.name for one in reversed(starts) if one.at < at), "")
        if name and open_:
            chapters.setdefault(plain(name), set()).add(open_)
    return {name for name, some in chapters.items() if len(some) > 1}


def _within(table: Item) -> str:
    """The industry that the title within a table names; "" where it has none or it names none."""
    head = head_of(table.found) if isinstance(table, Placed) else None
    return names_industry(head.above) if head and head.above else ""


def _titled(flow: Sequence[Item], at: int, after: int) -> list[tuple[int, str]]:
    """The industries that a table's titles name, the one within it first, then the one over it; each with where it stands."""
    within = _within(flow[at])
    out = [(at, within)] if within else []
    for back in range(at - 1, max(at - NEAR_TABLE, after), -1):
        item = flow[back]
        if not isinstance(item, Para):
            break
        if not item.contents and (name := names_industry(item.text)):
            return [*out, (back, name)]
    return out


def _with_scope(flow: Sequence[Item], begin: int, after: int) -> int:
    """Where what belongs to a title begins: its scope stands before it."""
    for back in range(begin - 1, after, -1):
        item = flow[back]
        if isinstance(item, Placed):
            break
        if _SCOPE.match(bare(item.text)):
            return back
    return begin


def _over_first(flow: Sequence[Item], at: int) -> str:
    """A name for what stands before every chapter: that of the last numbered heading over its table."""
    again = _sections(flow)
    for one in reversed(flow[max(0, at - 12) : at]):
        if isinstance(one, Para) and style_of(one.text) and _may_head(one) and not one.contents and plain(bare(one.text)) not in again:  # fmt: skip
            return industry_name(one.text)
    return "未注明行业"


def _starts(flow: Sequence[Item]) -> list[int]:
    """Where chapters begin: the heading over each 适用范围, and headings of that kind with a table below them."""
    starts: set[int] = set()
    styles: set[str] = set()
    for at, item in enumerate(flow):
        if isinstance(item, Para) and not item.contents and _SCOPE.match(bare(item.text)):
            above = _heading_over(flow, at)
            if above is not None:
                starts.add(above)
                head = flow[above]
                assert isinstance(head, Para)
                if style_of(head.text):
                    styles.add(style_of(head.text))
    for at, item in enumerate(flow):
        if at not in starts and isinstance(item, Para) and not item.contents and _may_head(item):
            alike = style_of(item.text) in styles
            if (alike or (is_explicit(item.text) and _stands_out(flow, at))) and _table_follows(flow, at, starts):
                starts.add(at)
    return sorted(starts) or _one_by_one(flow)


def _one_by_one(flow: Sequence[Item]) -> list[int]:
    """The headings of one kind, each of its own words, between which the tables of grades stand one by one: what parts a
    guide in which nothing says where an industry begins. None where there are fewer than two."""
    again = _sections(flow)
    kinds: dict[str, list[int]] = {}
    for at, item in enumerate(flow):
        if isinstance(item, Para) and not item.contents and style_of(item.text) and style_of(item.text) not in _ITEMS:
            kinds.setdefault(style_of(item.text), []).append(at)
    for heads in kinds.values():
        some = [at for at in heads if _table_follows(flow, at, set(heads) - {at})]
        if len(some) < 2 or any(_has_grades(item) for item in flow[: some[0]] if isinstance(item, Placed)):
            continue
        texts = [plain(bare(item.text)) for at in some if isinstance(item := flow[at], Para)]
        if all(isinstance(item := flow[at], Para) and _may_head(item) for at in some) and not again & set(texts):
            return some
    return []


def _sections(flow: Sequence[Item]) -> set[str]:
    """The words of numbered headings that come again after others of their kind and a table of grades: they part an industry's
    chapter. Lines of a table of contents, one under another, are no headings."""
    last: dict[str, str] = {}  # by kind, the heading that is open
    seen: dict[str, int] = {}  # by words, the tables that stood before it
    tables = 0
    out: set[str] = set()
    for at, item in enumerate(flow):
        if isinstance(item, Placed):
            tables += _has_grades(item)
            continue
        kind, words = style_of(item.text), plain(bare(item.text))
        beside = [one for one in flow[max(0, at - 1) : at + 2] if one is not item]
        if not kind or item.contents or any(isinstance(one, Para) and style_of(one.text) == kind for one in beside):
            continue
        if last.get(kind) != words and seen.get(words, tables) < tables:
            out.add(words)
        last[kind], seen[words] = words, tables
    return out


def _stands_out(flow: Sequence[Item], at: int) -> bool:
    """Whether a line is a heading's and not a table's own title: a number, or no table right below it."""
    item = flow[at]
    assert isinstance(item, Para)
    if item.heading or style_of(item.text):
        return True
    return at + 1 < len(flow) and isinstance(flow[at + 1], Para)


def _heading_over(flow: Sequence[Item], at: int) -> int | None:
    """The heading just over a 适用范围: at most a few lines of prose between."""
    own = style_of(flow[at].text) if isinstance(flow[at], Para) else ""  # type: ignore[union-attr]
    for back in range(at - 1, max(at - 8, -1), -1):
        item = flow[back]
        if isinstance(item, Placed):
            return None
        if item.contents or not _may_head(item) or _of_a_list(flow, back):
            continue
        if style_of(item.text) and style_of(item.text) == own and not _FIRST.match(flow[at].text):  # type: ignore[union-attr]
            return None
        if style_of(item.text) or item.size >= 1.08 * (flow[at].size or item.size) or back == at - 1:  # type: ignore[union-attr]
            return back
    return None


def _of_a_list(flow: Sequence[Item], at: int) -> bool:
    """Whether a line is one of several items right under one another, and so no heading over what follows."""
    item = flow[at]
    kind = style_of(item.text) if isinstance(item, Para) else ""
    beside = (one for one in (flow[at - 1] if at else None, flow[at + 1]) if isinstance(one, Para))
    return kind in _ITEMS and any(style_of(one.text) == kind for one in beside)


def _may_head(item: Para) -> bool:
    """Whether a line's words may name a chapter: short, no sentence, no section's word, no end of a line that began above."""
    words = industry_name(item.text)
    opened = sum(words.count(mark) for mark in "（([【〔《") - sum(words.count(mark) for mark in "）)]】〕》")
    return (
        opened >= 0
        and 1 < len(plain(words)) <= 32
        and not CAPTION.match(item.text)
        and not _SENTENCE.search(words)
        and not _GENERIC.search(words)
    )


def _table_follows(flow: Sequence[Item], at: int, starts: set[int]) -> bool:
    for later in range(at + 1, len(flow)):
        if later in starts:
            return False
        item = flow[later]
        if isinstance(item, Placed) and _has_grades(item):
            return True
    return False


def _has_table(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Placed) and _has_grades(item) for item in items)


def scope_of(items: Sequence[Item]) -> str:
    """What stands under 适用范围, up to the next heading or table; without that heading, the sentence that says 适用于."""
    for at, item in enumerate(items):
        if not isinstance(item, Para):
            continue
        words = bare(item.text)
        found = _SCOPE.match(words)
        if not found:
            continue
        parts = [words[found.end() :]] if words[found.end() :] else []
        size = 0.0
        for later in items[at + 1 :]:
            if (
                not isinstance(later, Para)
                or (parts and _ends_scope(later, size))
                or (not parts and _heading_like(later))
            ):
                break
            if _POINTS_AT.search(later.text) and parts and parts[-1].endswith("。"):
                break
            parts.append(later.text)
            size = size or later.size
        return "".join(parts)
    for at, item in enumerate(items):
        if isinstance(item, Placed):
            break  # what is said below a table is of that table
        if _SCOPED.match(_said(item)):
            return _to_its_end(items[at:])
    return ""


def _said(item: Para) -> str:
    """What a paragraph says without its number; items of a list keep theirs."""
    return item.text if style_of(item.text) in _ITEMS else bare(item.text)


def _to_its_end(items: Sequence[Item]) -> str:
    """A paragraph whose lines of print are items of their own, up to the end of its sentence."""
    text = ""
    for item in items[:4]:
        if not isinstance(item, Para) or (text and _heading_like(item)):
            break
        text += item.text if text else _said(item)
        if text.rstrip().endswith(("。", "；")):
            break
    return text


def _ends_scope(item: Para, size: float) -> bool:
    short = len(plain(item.text)) <= 16 and not re.search(r"[。；;，,]", item.text)
    larger = size > 0 and item.size > 1.04 * size
    return _heading_like(item) or bool(CAPTION.match(item.text) or _BESIDE.match(item.text)) or (short and (larger or bool(_GENERIC.search(item.text)) or bool(names_industry(item.text))))  # fmt: skip


def _heading_like(item: Para) -> bool:
    if item.heading:
        return True
    style = style_of(item.text)
    words = bare(item.text)
    return bool(style) and style not in _ITEMS and len(words) <= 30 and not re.search(r"[。；;，,]", words)


def _has_grades(placed: Placed) -> bool:
    """Whether a table's columns, or its rows, are grades."""
    head = head_of(placed.found)
    if head is not None:
        return bool(head.grades)
    return turned_of(placed.found) is not None or laid_out(placed.found) is not None
