"""Question sets as XLSX, for people who write them in a spreadsheet; the same set comes back from it.

Lives here: one row a question, one column a key, and a second sheet that says how to fill them in. Simple values are
written plainly (one a line, ` | ` between alternatives); what a plain cell cannot hold is written as JSON. Cells are
text: nothing in them is run. May import: evals.questions, openpyxl.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from assistant.errors import BadFile
from assistant.library.yaml_file import dotted, parse_yaml
from evals.questions import MAX_BYTES, Item, QuestionSet

COLUMNS: dict[str, str] = {
    "id": "题号，每题只用一次",
    "kind": "类别，可空：报告按它分组",
    "question": "问题原话",
    "as_of": "“今天”是哪天，可空：YYYY-MM-DD",
    "case": "企业情况，可空：写成 grade 的 CASE（YAML 或 JSON）",
    "history": "之前的对话，可空：一行一句，以“用户：”或“助手：”开头",
    "cites_any": "引用其一即可，一行一个条款，如 henan-2024:18(5)",
    "cites_all": "每个都要引用，一行一个条款",
    "status": "answered、abstained 或 needs_facts",
    "accept_status": "也可接受的状态，一行一个",
    "barred": "一行一个，如 A=yes（yes、no、unknown）",
    "may_apply": "一行一个，如 A=no",
    "must_say": "答复里必须有的话，一行一条；几种说法任一即可的，用 | 隔开",
    "must_not_say": "答复里不得有的话，一行一条",
}
_TURNS = {"用户": "user", "助手": "assistant", "user": "user", "assistant": "assistant"}
_ROLE_WORDS = {"user": "用户", "assistant": "助手"}
_TURN = re.compile(r"(用户|助手|user|assistant)\s*[:：]\s*(.*)")
_OUTSIDE_EXPECT = ("id", "kind", "question", "as_of", "case", "history")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
MAX_ROWS = 50_000


def write_spreadsheet(questions: QuestionSet, path: Path) -> None:
    """`questions` as XLSX at `path`."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "题集"
    for number, row in enumerate([list(COLUMNS), *(_row(item) for item in questions.items)], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = _UNWRITABLE.sub("�", text) or None
            cell.data_type = "s" if cell.value else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, name in enumerate(COLUMNS, 1):
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = 48 if name in ("question", "case", "history", "must_say") else 20
    sheet.freeze_panes = "D2"
    notes = book.create_sheet("说明")
    for name, note in COLUMNS.items():
        notes.append([name, note])
    notes.column_dimensions["B"].width = 80
    try:
        book.save(path)
    except OSError as error:
        raise BadFile(f"写不了文件（{error.strerror}）", where=str(path), remedy="请检查路径和权限") from None


def read_spreadsheet(path: Path) -> tuple[list[dict[str, Any]], Callable[[tuple[str | int, ...]], str]]:
    """The rows of the first sheet as plain items, and where each stands. Raises BadFile with sheet row and column."""
    cells = _cells(path)
    heads = [_text(value).strip() for value in next(cells, ())]
    unknown = [head for head in heads if head and head not in COLUMNS]
    if "id" not in heads or "question" not in heads or unknown or len(set(heads) - {""}) < sum(map(bool, heads)):
        what = f"不认识的列“{unknown[0]}”" if unknown else "首行应是列名，至少有 id 和 question，每列一次"
        raise BadFile(what, where=f"{path.name}:1", remedy=f"可用的列：{'、'.join(COLUMNS)}")
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    for number, values in enumerate(cells, 2):
        named = {head: _text(value) for head, value in zip(heads, values, strict=False) if head}
        named = {head: text for head, text in named.items() if text.strip()}
        if not named:
            continue
        rows.append(_item(named, f"{path.name}:{number}"))
        numbers.append(number)

    def where(place: tuple[str | int, ...] = ()) -> str:
        if not place or not isinstance(place[0], int):
            return f"{path.name}:1"
        return f"{path.name}:{numbers[place[0]]}" + (f" {dotted(place[1:])}" if place[1:] else "")

    return rows, where


def _cells(path: Path) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadFile(f"文件超过 {MAX_BYTES // 1_000_000} MB", where=path.name, remedy="请拆分后再试")
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise BadFile(f"文件打不开（{error.strerror or error}）", where=str(path), remedy="请检查路径和权限") from None
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise BadFile(f"不是可用的 XLSX（{error}）", where=path.name, remedy="请另存为 .xlsx") from None
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
        if number > MAX_ROWS:
            raise BadFile(f"超过 {MAX_ROWS} 行", where=f"{path.name}:{number}", remedy="请拆分后再试")
        yield row


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _item(named: Mapping[str, str], where: str) -> dict[str, Any]:
    """A row as an item of a set; the columns of `expect` go back into it."""
    read = {name: _value(name, text, where) for name, text in named.items()}
    item = {name: read[name] for name in _OUTSIDE_EXPECT if name in read}
    item["expect"] = {name: value for name, value in read.items() if name not in _OUTSIDE_EXPECT}
    return item


def _value(name: str, text: str, where: str) -> Any:
    """What the cell of column `name` says."""
    place = f"{where} {name}"
    if name in ("id", "kind", "status", "as_of"):
        return text.strip()
    if name == "question":
        return text
    if name == "case":
        return parse_yaml(text, name=place).data
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            raise BadFile("不是可用的 JSON", where=place, remedy="请检查括号和引号，或按“说明”一行一条") from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name == "history":
        return [_turn(line, place) for line in lines]
    if name in ("barred", "may_apply"):
        pairs = [re.split(r"\s*[=:：]\s*", line, maxsplit=1) for line in lines]
        if any(len(pair) != 2 for pair in pairs) or len({pair[0] for pair in pairs}) < len(pairs):
            raise BadFile("应一行一个等级，每级一次", where=place, remedy="如 A=yes")
        return dict(pairs)
    if name == "must_say":
        return [[word.strip() for word in re.split("[|｜]", line)] for line in lines]
    return lines


def _turn(line: str, where: str) -> dict[str, str]:
    found = _TURN.fullmatch(line)
    if not found:
        raise BadFile("对话的每行应以“用户：”或“助手：”开头", where=where, remedy="一句话不要换行，或写成 JSON")
    return {"role": _TURNS[found[1]], "content": found[2]}


def _row(item: Item) -> list[str]:
    """An item as the texts of its cells, in the order of COLUMNS."""
    expect = item.expect
    plain = {
        "id": item.id,
        "kind": item.kind or "",
        "question": item.question,
        "as_of": item.as_of.isoformat() if item.as_of else "",
        "case": json.dumps(item.case, ensure_ascii=False) if item.case is not None else "",
        "history": _lines(
            [f"{_ROLE_WORDS[turn.role]}：{turn.content}" for turn in item.history],
            [turn.model_dump() for turn in item.history],
        ),
        "cites_any": "\n".join(expect.cites_any),
        "cites_all": "\n".join(expect.cites_all),
        "status": expect.status or "",
        "accept_status": "\n".join(expect.accept_status),
        "barred": "\n".join(f"{grade}={value}" for grade, value in expect.barred.items()),
        "may_apply": "\n".join(f"{grade}={value}" for grade, value in expect.may_apply.items()),
        "must_say": _said(expect.must_say),
        "must_not_say": _lines(list(expect.must_not_say), list(expect.must_not_say)),
    }
    return [plain[name] for name in COLUMNS]


def _said(entries: tuple[tuple[str, ...], ...]) -> str:
    barred = re.compile("[|｜]")
    whole = [list(entry) for entry in entries]
    if any(barred.search(word) for entry in entries for word in entry):
        return json.dumps(whole, ensure_ascii=False)
    return _lines([" | ".join(entry) for entry in entries], whole)


def _lines(lines: list[str], whole: list[Any]) -> str:
    """One a line where that reads back the same, else JSON."""
    safe = all(line.strip() == line and len(line.splitlines()) == 1 and line[:1] not in "[{" for line in lines)
    return "\n".join(lines) if safe else json.dumps(whole, ensure_ascii=False)
