"""Papers that look like a material and are none: a divider, an empty form, a report on something else, word of an absence.

Lives here: `is_none_of`, `is_divider`. May import: views, vocabulary, recognise. A missing material that passes as present is
the gravest slip of a pre-screening, so what a title promises the paper under it must bear out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.screening.recognise import is_cover, title_text
from assistant.screening.views import View
from assistant.screening.vocabulary import Known

_FIRM = re.compile(
    r"[一-龥]{2}(?:公司|集团|厂|矿|站|中心|合作社|经营部|加工部|企业|局|院)|[0-9A-Z]{15}|[0-9]{4}[-年./]"
)
_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十0-9]{1,3}(?:部分|篇|册|卷|章|项)|(?:附件|附|附表|附录|材料|佐证材料|佐证|证明材料)[一二三四五六七八九十0-9]{1,3})"
)
_DIVIDER_SIGNS, _DIVIDER_ROWS = 40, 4
_FORMS = frozenset({"application_form"})
_LABELS_LEAST = 3
# A short note on a paper says that it is not there (yet).
_NOTE = re.compile(r"(?:说明|函|报告|请示|申请|情况)$")
_NOTE_SIGNS, _NOTE_ROWS = 500, 3
_ABSENT = re.compile(
    r"(?:暂时?|目前)(?:无法|不能|缺|没有|未能?)(?:提供|提交|取得|办理|建成|安装|开展|出具)?|无法提供|暂缺"
    r"|(?:尚|还)未(?:建成|安装|取得|开展|办理|公布|完成|配备|提交|出具|建立|实施)|(?:正在|拟|计划)[^。;]{0,20}(?:办理|招标|采购|建设|补办)"
    r"|待[^。;]{0,20}后[^。;]{0,6}(?:补交|补报|提交|提供|补充)|将[^。;]{0,14}(?:补交|补报)"
)
_DONE = re.compile(r"已(?:于[^。;]{0,16})?(?:建成|安装|建立|取得|完成|联网|办理|投入|报备|配备)")
_TOLD_ALWAYS = frozenset({"change_filing", "enterprise_profile"})  # what is still to come is part of what these tell


def is_none_of(known: Known, views: Sequence[View]) -> bool:
    """Whether the paper that looks like this kind is none of it. What was not read speaks neither way."""
    text = "\n".join(view.text for view in views)
    whole = all(view.whole and view.letters for view in views)
    if whole and any(p.search(text) for p in known.objects) and not any(p.search(text) for p in known.despite):
        return True
    if whole and known.only and not any(p.search(text) for p in known.only) and not _is_bare_cover(known, views):
        return True
    if whole and known.id in _FORMS and _is_empty_form(known, views, text):
        return True
    return known.id not in _TOLD_ALWAYS and _tells_of_absence(views[0])


def is_divider(known: Known, views: Sequence[View]) -> bool:
    """Whether the pages hold a title and nothing else, whose it is neither: they part papers and are none."""
    rows = [row for view in views for row in view.rows]
    if not 0 < len(rows) <= _DIVIDER_ROWS or sum(len(row.text) for row in rows) > _DIVIDER_SIGNS:
        return False
    titles = [row for row in rows if not _ORDINAL.fullmatch(row.text)]
    if len(titles) != 1 or not _is_title(known, titles[0].text):
        return False
    for view in views:
        page = view.page
        if view.number is None or page.grids or not view.whole or (known.words.figure and page.rules):
            return False
        # A picture may be the paper, of which OCR could read the heading only: such a page must call itself a divider.
        told = not known.words.figure and any(_ORDINAL.match(row.text) for row in view.rows)
        if (view.by_ocr or page.pictures or page.covered) and not told:
            return False
    return True


def _is_bare_cover(known: Known, views: Sequence[View]) -> bool:
    """A cover says little of what is behind it: that it is alone is told elsewhere."""
    return known.words.booklet and all(is_cover(view) for view in views)


def _is_title(known: Known, text: str) -> bool:
    title = title_text(text)
    return not _FIRM.search(text) and any(
        (found := p.search(title)) and found.end() == len(title) for p in known.titles
    )


def _is_empty_form(known: Known, views: Sequence[View], text: str) -> bool:
    """A form with its labels and nobody's name, code or day in it."""
    labels = sum(1 for pattern in known.marks if pattern.search(text))
    return labels >= _LABELS_LEAST and not any(
        _FIRM.search(cell.text) for view in views for row in view.rows[1:] for cell in row.cells
    )


def _tells_of_absence(first: View) -> bool:
    text = first.text
    if len(text) > _NOTE_SIGNS or not _ABSENT.search(text) or _DONE.search(text):
        return False
    return any(_NOTE.search(title_text(row.text)) for row in first.rows[:_NOTE_ROWS])
