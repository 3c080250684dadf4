"""Texts that people add and editions of guides: quoted by clause, by the edition of the day, never as what holds if not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadFile, InputError, UnknownValue
from assistant.grading.decisive import Decisive, Held
from assistant.importing.adding import Wanted, add, text_of
from assistant.importing.compare_editions import PRECEDENCE, compare
from assistant.importing.review import Edition
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.editions import editions_of, said_of_law
from assistant.library.sections import parse_added
from assistant.library.shelf import open_shelf
from assistant.reading.page import Box, Page, ReadBy, ReadFile, Run
from tests.importing.made import library_at, reviewed

TODAY = date(2026, 11, 25)
ARTICLES = "示例市通知\n\n第一条 示例：建立台账。\n第二条 有下列情形的：\n（一）示例甲；\n（二）示例乙。\n"
SECTIONS = "示例意见\n一、总体要求\n示例：稳步推进。\n二、主要任务\n（一）示例：申报。\n（二）示例：审核。\n三、保障措施\n示例。\n"
NUMBERED = "示例模板\n1. 企业概况\n示例：名称。\n1.1 示例：工艺。\n2. 自评情况\n2.1 示例：指标。\n2.2 示例：台账。\n"


class Pages:
    """A reader that returns given pages, and reads a picture page when asked to look."""

    def __init__(self, *texts: str, ocr: tuple[int, ...] = (), refused: str | None = None, kind: str = "pdf") -> None:
        self.texts, self.ocr, self.refused, self.kind = texts, ocr, refused, kind

    def _page(self, number: int, *, seen: bool) -> Page:
        lines = self.texts[number - 1].split("\n")
        runs = tuple(Run(line, Box(0, n * 14, 500, n * 14 + 12)) for n, line in enumerate(lines) if line)
        blank = number in self.ocr and not seen
        return Page(number, 595, 842, () if blank else runs, ReadBy.OCR if seen else ReadBy.TEXT, needs_ocr=blank)

    def read(self, path: Path, **_: Any) -> ReadFile:
        pages = () if self.refused else tuple(self._page(n, seen=False) for n in range(1, len(self.texts) + 1))
        return ReadFile(path.name, "0" * 64, 1, self.kind, pages, len(pages), refused=self.refused)

    def look(self, path: Path, pages: Any, **_: Any) -> list[Page]:
        return [self._page(number, seen=True) for number in pages]

    def picture(self, path: Path, page: int, **_: Any) -> bytes:
        raise BadFile("没有")

    def close(self) -> None:
        return


def wanted(**more: Any) -> Wanted:
    given = {"id": "demo", "title": "示例市通知", "authority": "official", "in_force": date(2025, 1, 1), **more}
    return Wanted(**given)


def added(library: Path, corpus: Corpus, text: str | bytes = ARTICLES, reader: Any = None, **more: Any) -> Any:
    file = library.parent / "示例.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    held = corpus.beside(open_shelf(library))
    return add(file, wanted(**more), corpus=held, library=library, reader=reader or Pages(), today=TODAY)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (ARTICLES, ["第一条", "第二条", "第二条（一）", "第二条（二）"]),
        (SECTIONS, ["“一、”", "“二、”", "“二、（一）”", "“二、（二）”", "“三、”"]),
        (NUMBERED, ["“1.”", "“1.1”", "“2.”", "“2.1”", "“2.2”"]),
    ],
)
def test_a_text_is_cut_by_articles_or_else_by_its_sections(text: str, labels: list[str]) -> None:
    document = parse_added(text, id="x", title="示例", issuer="", date="", in_force="", level="media")

    assert [document.label(clause) for clause in document.clauses] == labels
    assert document.squeezed_segments == "".join(text.split())


def test_a_text_without_either_is_refused_with_the_way_out() -> None:
    with pytest.raises(BadFile, match="没有找到“第…条”"):
        parse_added("示例：只有一段话。", id="x", title="示例", issuer="", date="", in_force="", level="media")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_in_any_of_the_usual_encodings_is_quoted_word_for_word(
    encoding: str, library: Path, corpus: Corpus
) -> None:
    added(library, corpus, ARTICLES.encode(encoding))

    held = corpus.beside(open_shelf(library))
    assert held.verbatim("示例：建立台账", ClauseId("demo", 1))
    assert held.version != corpus.version


@pytest.mark.parametrize(
    "raw", [b"", b"  \n", b"\xff\xfe\xff", bytes(range(256)) * 4], ids=["empty", "blank", "half", "binary"]
)
def test_what_is_no_text_is_refused(raw: bytes, library: Path, corpus: Corpus) -> None:
    with pytest.raises(BadFile):
        added(library, corpus, raw)

    assert not library.exists()


def test_pages_of_a_pdf_lose_their_numbers_and_running_heads_not_their_words(tmp_path: Path) -> None:
    file = tmp_path / "示例.pdf"
    file.write_bytes(b"%PDF-1.7")
    reader = Pages(*(f"示例公报\n第{n}条 示例内容{n}。\n— {n} —" for n in (1, 2, 3)))

    text, read_by = text_of(file, reader)

    assert read_by == "text"
    assert text == "第1条 示例内容1。\f第2条 示例内容2。\f第3条 示例内容3。"


def test_a_page_that_is_a_picture_is_read_and_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "示例.pdf"
    file.write_bytes(b"%PDF-1.7")

    assert text_of(file, Pages("第一条 示例。", "第二条 示例。", ocr=(2,)))[1] == "mixed"
    with pytest.raises(BadFile, match="需要密码"):
        text_of(file, Pages("", refused="需要密码"))


def test_an_id_is_taken_once(library: Path, corpus: Corpus) -> None:
    added(library, corpus)

    with pytest.raises(InputError, match="编号 demo 已用于《示例市通知》"):
        added(library, corpus)
    assert added(library, corpus, SECTIONS, replaces=True).card.added_on == "2026-11-25"
    with pytest.raises(UnknownValue, match="不在可选值中"):
        added(library, corpus, id="other", authority="gov")


def test_a_text_altered_after_it_was_added_is_not_quoted(library: Path, corpus: Corpus) -> None:
    added(library, corpus)
    text = library / "documents" / "demo" / "text.txt"
    text.write_text(text.read_text().replace("台账", "账本"))

    shelf = open_shelf(library)

    assert shelf.documents == {}
    assert "被改动过" in next(shelf.findings()).say


def test_an_added_text_is_never_one_that_decides(library: Path, corpus: Corpus) -> None:
    added(library, corpus)
    held = corpus.beside(open_shelf(library))

    assert "demo" not in held.documents
    assert "demo" in held.added
    assert held.provisions.keys() == corpus.provisions.keys()


def test_a_question_of_a_day_goes_by_the_edition_in_force_on_it(library: Path, corpus: Corpus) -> None:
    added(library, corpus, id="old", title="示例办法", in_force=date(2020, 1, 1))
    added(library, corpus, id="new", title="示例办法（新）", in_force=date(2026, 6, 1), repeals=("old",))
    editions = editions_of(corpus.beside(open_shelf(library)))

    assert editions.holds("old", date(2026, 5, 31))
    assert not editions.holds("new", date(2026, 5, 31))
    assert not editions.holds("old", date(2026, 6, 1))
    assert editions.current("old", date(2026, 6, 1)) == "new"


def test_only_official_text_takes_the_place_of_another(library: Path, corpus: Corpus) -> None:
    note = added(library, corpus, authority="media", repeals=("henan-2024",)).notes
    held = corpus.beside(open_shelf(library))

    assert "只作记录" in note[-1]
    assert said_of_law(editions_of(held), TODAY) is None


def test_the_regulation_replaced_or_not_yet_in_force_is_said(library: Path, corpus: Corpus) -> None:
    added(library, corpus, repeals=("henan-2024",), in_force=date(2026, 1, 1))
    editions = editions_of(corpus.beside(open_shelf(library)))

    assert "已被代替" in (said_of_law(editions, date(2026, 1, 1)) or "")
    assert said_of_law(editions, date(2025, 12, 31)) is None
    assert "还没有施行" in (said_of_law(editions, date(2024, 4, 17)) or "")


def test_a_guide_decides_from_its_day_and_stands_in_for_the_one_it_replaces(library: Path, corpus: Corpus) -> None:
    reviewed(library, "铸造")
    reviewed(library, "铸造-新版", edition=Edition(in_force=date(2027, 1, 1), repeals=("national-2020",)))
    held = corpus.beside(open_shelf(library))
    key = "national-2020:铸造"

    assert Decisive(held, as_of=date(2026, 12, 31))[key].guide == "national-2020"
    assert Decisive(held, as_of=date(2027, 1, 1))[key].guide == "national-2027"


def test_a_replaced_guide_never_decides_where_the_new_one_is_not_loaded(library: Path, corpus: Corpus) -> None:
    reviewed(library, "铸造")
    added(
        library, corpus, id="national-2027", title="示例新版指南", in_force=date(2027, 1, 1), repeals=("national-2020",)
    )
    held = corpus.beside(open_shelf(library))

    standing = Decisive(held, as_of=date(2027, 1, 1)).standing("national-2020:铸造")

    assert standing and standing.held is Held.SUPERSEDED
    assert standing.wanted == "national-2027:铸造"
    assert "已被示例新版指南代替" in standing.say


def test_two_guides_that_nothing_tells_apart_decide_nothing(library: Path, corpus: Corpus) -> None:
    for name in ("guide-a", "guide-b"):
        draft = library_at(library, "铸造") / "drafts" / "铸造.yaml"
        renamed = draft.with_name(f"{name}.yaml")
        renamed.write_text(draft.read_text().replace("guide: national-2020", f"guide: {name}"))
        draft.unlink()
    for name in ("guide-a", "guide-b"):
        from assistant.importing.review import accept
        from tests.importing.made import ON, accept_doubts

        accept_doubts(library / "drafts" / f"{name}.yaml")
        accept(library / "drafts" / f"{name}.yaml", by="甲", on=ON, library=library)

    standing = Decisive(corpus.beside(open_shelf(library)), as_of=TODAY).standing("national-2020:铸造")

    assert standing and standing.held is Held.DISPUTED
    assert "guide-a、guide-b" in standing.say


def test_a_guide_of_another_name_stands_in_where_it_is_alone(library: Path, corpus: Corpus) -> None:
    reviewed(library, "铸造-新版")

    table = Decisive(corpus.beside(open_shelf(library)), as_of=TODAY)["national-2020:铸造"]

    assert table.id == "national-2027:铸造"


def test_two_editions_side_by_side(library: Path, corpus: Corpus) -> None:
    reviewed(library, "铸造", "铸造-新版")

    found = compare(corpus.beside(open_shelf(library)), "铸造厂", (), grade="B", as_of=TODAY)

    changed = {row["indicator"]: (row["left"], row["right"]) for row in found["rows"] if row["change"] == "changed"}
    assert found["industry"] == "铸造"
    assert changed == {"措施/橙色": ("示例：停产 31% 以上，以生产线计", "示例：停产 21% 以上，以生产线计")}
    assert found["notes"] == [PRECEDENCE]


@pytest.mark.parametrize(
    ("industry", "guides", "grade", "said"),
    [
        ("不存在", (), None, "不是第八条的行业"),
        ("制鞋", (), None, "要有两张表才能对照，现有：一本也没有"),
        ("铸造", ("national-2020", "x"), None, "没有载入 x 的“铸造”指标表"),
        ("铸造", (), "绩效引领性", "等级“绩效引领性”不在这两张表里"),
    ],
)
def test_what_cannot_be_compared_is_said(
    industry: str, guides: tuple[str, ...], grade: str | None, said: str, library: Path, corpus: Corpus
) -> None:
    reviewed(library, "铸造", "铸造-新版")

    with pytest.raises(InputError, match=said):
        compare(corpus.beside(open_shelf(library)), industry, guides, grade=grade, as_of=TODAY)
