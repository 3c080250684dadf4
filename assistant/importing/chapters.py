"""A guide's chapters: one for each industry, with its 适用范围, its tables and its measures.

Lives here: `Chapter`, `chapters_of`. May import: importing.flow, header. A chapter begins at the heading over 适用范围, or
at a heading of the same kind; without either, at what the table's own title names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.importing.flow import Item, Para, Placed
from assistant.importing.header import head_of, plain

_STYLES = (
    ("annex", re.compile(r"^附\s*[件录表]?\s*[A-Z一二三四五六七八九十\d]{1,3}\s*[、.．:：]?\s*(?=[\u4e00-\u9fff])")),
    ("chapter", re.compile(r"^第[一二三四五六七八九十百\d]+[章节部分篇]\s*")),
    ("cn", re.compile(r"^[一二三四五六七八九十百]{1,4}\s*[、.．]\s*")),
    ("cn()", re.compile(r"^[（(]\s*[一二三四五六七八九十百]{1,4}\s*[)）]\s*")),
    ("n.n.n", re.compile(r"^\d{1,2}\.\d{1,2}\.\d{1,2}[.．、]?\s*(?=[^\d.])")),
    ("n.n", re.compile(r"^\d{1,2}\.\d{1,2}[.．、]?\s*(?=[^\d.%％])")),
    ("n()", re.compile(r"^[（(]\s*\d{1,2}\s*[)）]\s*")),
    ("n", re.compile(r"^\d{1,2}\s*[、.．]?\s*(?=[\u4e00-\u9fffA-Z])")),
)
_SCOPE = re.compile(r"^适\s*用\s*范\s*围\s*[:：]?\s*")
_GENERIC = re.compile(
    r"适用范围|绩效分级|分级指标|差异化|减排措施|减排要求|指标$|^指标|工艺流程|生产工艺|主要(?:生产|污染|涉气)|污染物|核查|总则|编制|附则|术语|定义|规范性|引用|目录|前言|说明|要求$|方法$|原则|依据"
)
_CAPTION = re.compile(r"^(?:续?表|图)\s*[\dA-Z一二三四五六七八九十]")
_FIRST = re.compile(
    r"^[（(]?\s*(?:[一1]|\d{1,2}(?:\.\d{1,2})?\.1)(?![\d.一二三四五六七八九十]|\d)"
)  # 1, 一, 3.1: no elder beside it
_SENTENCE = re.compile(r"[。；;，,：:]|\d{4}年")


@dataclass(eq=False, slots=True)
class Chapter:
    """One industry's part of the guide."""

    name: str
    page: int | None
    scope: str = ""
    items: list[Item] = field(default_factory=list)
    guessed: bool = False  # its name was taken from a table's title


def style_of(text: str) -> str:
    """How a heading is numbered; "" where it is not."""
    return next((name for name, form in _STYLES if form.match(text)), "")


def bare(text: str) -> str:
    """A heading without its number."""
    for _, form in _STYLES:
        found = form.match(text)
        if found:
            return text[found.end() :].strip()
    return text.strip()


def chapters_of(flow: Sequence[Item]) -> list[Chapter]:
    """The chapters that hold a table of grades, in order."""
    starts = _starts(flow)
    if not starts:
        return _by_titles(flow)
    out: list[Chapter] = []
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(flow)
        item = flow[at]
        assert isinstance(item, Para)
        chapter = Chapter(industry_name(item.text), item.page, items=list(flow[at + 1 : end]))
        chapter.scope = scope_of(chapter.items)
        out.append(chapter)
    before = _by_titles(flow[: starts[0]])
    return [one for one in [*before, *out] if _has_table(one.items)]


def industry_name(heading: str) -> str:
    """As printed, without number and without what only says that grades follow."""
    name = bare(heading)
    name = re.sub(r"(?:重污染天气)?(?:绩效(?:分级|评级)|差异化(?:减排)?|减排).*$", "", name).strip()
    return name or bare(heading)


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
            if style_of(item.text) in styles and "行业" not in item.text and not starts:
                continue
            if style_of(item.text) in styles and _table_follows(flow, at, starts):
                starts.add(at)
    return sorted(starts)


def _heading_over(flow: Sequence[Item], at: int) -> int | None:
    """The heading just over a 适用范围: at most a few lines of prose between."""
    own = style_of(flow[at].text) if isinstance(flow[at], Para) else ""  # type: ignore[union-attr]
    for back in range(at - 1, max(at - 8, -1), -1):
        item = flow[back]
        if isinstance(item, Placed):
            return None
        if item.contents or not _may_head(item):
            continue
        if style_of(item.text) and style_of(item.text) == own and not _FIRST.match(flow[at].text):  # type: ignore[union-attr]
            return None
        if style_of(item.text) or item.size >= 1.08 * (flow[at].size or item.size) or back == at - 1:  # type: ignore[union-attr]
            return back
    return None


def _may_head(item: Para) -> bool:
    words = industry_name(item.text)
    return (
        1 < len(plain(words)) <= 32
        and not _CAPTION.match(item.text)
        and not _SENTENCE.search(words)
        and not _GENERIC.search(words)
    )


def _table_follows(flow: Sequence[Item], at: int, starts: set[int]) -> bool:
    for later in range(at + 1, len(flow)):
        if later in starts:
            return False
        item = flow[later]
        if isinstance(item, Placed):
            head = head_of(item.found)
            if head and head.grades:
                return True
    return False


def _has_table(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Placed) and (head := head_of(item.found)) and head.grades for item in items)


def scope_of(items: Sequence[Item]) -> str:
    """What stands under 适用范围, up to the next heading or table."""
    for at, item in enumerate(items):
        if not isinstance(item, Para):
            continue
        words = bare(item.text)
        found = _SCOPE.match(words)
        if not found:
            continue
        parts = [words[found.end() :]] if words[found.end() :] else []
        for later in items[at + 1 :]:
            if not isinstance(later, Para) or (parts and _ends_scope(later)) or (not parts and _heading_like(later)):
                break
            parts.append(later.text)
        return "".join(parts)
    return ""


def _ends_scope(item: Para) -> bool:
    return _heading_like(item) or bool(re.match(r"^(?:表\s*\d|附\s*[:：]|图\s*\d)", item.text))


def _heading_like(item: Para) -> bool:
    if item.heading:
        return True
    style = style_of(item.text)
    words = bare(item.text)
    return bool(style) and style != "n()" and len(words) <= 30 and not re.search(r"[。；;，,]", words)


def _by_titles(flow: Sequence[Item]) -> list[Chapter]:
    """Chapters where no heading tells: one for each industry that the tables' titles name."""
    out: dict[str, Chapter] = {}
    held: list[Item] = []
    current: Chapter | None = None
    for at, item in enumerate(flow):
        if isinstance(item, Placed) and (head := head_of(item.found)) and head.grades:
            name = _named_by_title(flow, at, head.above)
            if name and (current is None or name != current.name):
                current = out.setdefault(name, Chapter(name, item.found.page or None, guessed=True))
                current.items += held
                current.scope = current.scope or scope_of(held)
            if current is None:
                current = out.setdefault("未注明行业", Chapter("未注明行业", item.found.page or None, guessed=True))
            held = []
            current.items.append(item)
        elif current is not None and (isinstance(item, Placed) or not _caption(item)):
            current.items.append(item)
        else:
            held.append(item)
    return list(out.values())


def _caption(item: Para) -> bool:
    return bool(_CAPTION.match(item.text)) or bool(style_of(item.text) and _may_head(item))


def _named_by_title(flow: Sequence[Item], at: int, above: str) -> str:
    titles = [above] if above else []
    titles += [one.text for one in reversed(flow[max(0, at - 4) : at]) if isinstance(one, Para)]
    for title in titles:
        found = re.search(
            r"(?:表\s*[\d\-.—－]*\s*)?([\u4e00-\u9fff（）()、]{2,20}?)(?:行业|企业)?\s*(?:重污染天气)?绩效(?:分级|引领性|评级)",
            title,
        )
        if found and found[1]:
            return found[1].strip()
    for one in reversed(flow[max(0, at - 12) : at]):
        if isinstance(one, Para) and style_of(one.text) and _may_head(one) and not one.contents:
            return industry_name(one.text)
    return ""
