"""An office's own checklist: an XLSX or YAML file in the place of the one that comes with the product (附件3 may be one).

Lives here: `checklist_in_use`, `read_checklist`. May import: library, checklist, vocabulary, errors. A file that is not
usable is told in one line, with the place; nothing is guessed, nothing half taken.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import BadFile
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.holdings import Material
from assistant.library.yaml_file import read_yaml
from assistant.screening.checklist import Checklist, checklist_of
from assistant.screening.vocabulary import Words

NAMES = ("checklist.yaml", "checklist.yml", "checklist.xlsx")
_COLUMNS = {
    "编号": "id", "id": "id", "材料名称": "name", "名称": "name", "材料": "name", "name": "name", "要求": "required",
    "是否必备": "required", "required": "required", "依据类别": "authority", "依据性质": "authority", "authority": "authority",
    "依据": "basis", "条款": "basis", "basis": "basis", "适用情形": "condition", "条件": "condition", "condition": "condition",
    "识别词": "looks_like", "关键词": "looks_like", "looks_like": "looks_like", "补正说明": "remedy", "remedy": "remedy",
    "时限": "max_age", "max_age": "max_age", "覆盖时段": "covers", "covers": "covers", "有有效期": "expires", "expires": "expires",
}  # fmt: skip
_REQUIRED = {
    "必备": "always", "必需": "always", "必须": "always", "是": "always", "always": "always", "A级、B级和绩效引领性必备": "high",
    "高等级必备": "high", "high": "high", "符合条件时必备": "when", "视情形": "when", "when": "when", "建议": "recommended",
    "建议提供": "recommended", "否": "recommended", "选交": "recommended", "recommended": "recommended",
}  # fmt: skip
_AUTHORITY = {
    "明文": "official", "官方": "official", "细则明文要求": "official", "official": "official", "推出": "implied",
    "由细则条款推出": "implied", "implied": "implied", "实务": "practice", "惯例": "practice", "本局要求": "practice", "practice": "practice",
}  # fmt: skip
_LISTS = ("basis", "looks_like")
_ID = re.compile(r"[a-z][a-z0-9_]{1,40}")
_MOST = 300


def checklist_in_use(corpus: Corpus, chosen: Path | None, library: Path) -> Checklist:
    """The checklist of the setting, else of the library folder, else the product's own. Raises BadFile."""
    if chosen is not None:
        return read_checklist(chosen, corpus)
    for name in NAMES:
        if (library / name).is_file():
            return read_checklist(library / name, corpus)
    return checklist_of(corpus)


def read_checklist(path: Path, corpus: Corpus) -> Checklist:
    """The checklist in this file. Items with ids that the product knows keep their words of recognition."""
    if not path.is_file():
        raise BadFile("找不到材料清单文件", where=str(path), remedy="请检查 ASSISTANT_CHECKLIST 或路径")
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _yaml(path)
    if not rows or len(rows) > _MOST:
        raise BadFile(
            "清单里没有材料" if not rows else f"清单超过 {_MOST} 项",
            where=path.name,
            remedy="每行一项材料，至少写编号（或名称）和要求",
        )
    own = {item.id: item for item in corpus.materials}
    items: list[Material] = []
    words: dict[str, Words] = {}
    for where, row in rows:
        item = _item(where, row, own, corpus)
        if any(other.id == item.id for other in items):
            raise BadFile(f"编号 {item.id} 重复", where=where, remedy="每项材料一个编号")
        items.append(item)
        if item.id not in own:
            words[item.id] = _words(item)
    return Checklist(tuple(items), f"{path.name}（本单位导入的清单）", own=True, words=words)


def _yaml(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    file = read_yaml(path)
    if not isinstance(file.data, list):
        raise BadFile("清单应是一个列表，每项一种材料", where=file.where(), remedy="样子见 docs/screening.md")
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for at, entry in enumerate(file.data):
        if not isinstance(entry, dict):
            raise BadFile("这一项不是“键: 值”的形式", where=file.where((at,)), remedy="样子见 docs/screening.md")
        unknown = [key for key in entry if str(key) not in _COLUMNS and str(key) not in Material.model_fields]
        if unknown:
            raise BadFile(
                f"不认识的键“{unknown[0]}”", where=file.where((at, str(unknown[0]))), remedy="样子见 docs/screening.md"
            )
        rows.append((file.where((at,)), {_COLUMNS.get(str(key), str(key)): value for key, value in entry.items()}))
    return rows


def _xlsx(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        table = [[_text(value) for value in row] for row in sheet.iter_rows(max_row=_MOST + 20, values_only=True)]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, OSError, KeyError, ValueError, IndexError):
        raise BadFile("不是可以打开的 Excel 文件", where=path.name, remedy="请另存为 .xlsx 后再试") from None
    head = next((at for at, row in enumerate(table) if sum(cell in _COLUMNS for cell in row) >= 2), None)
    if head is None:
        raise BadFile(
            "没有找到表头（至少要有“材料名称”和“要求”两列）", where=path.name, remedy="样子见 docs/screening.md"
        )
    names = [_COLUMNS.get(cell) for cell in table[head]]
    return [
        (f"{path.name}:{number}", {name: cell for name, cell in zip(names, row, strict=False) if name and cell})
        for number, row in enumerate(table[head + 1 :], head + 2)
        if any(row)
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _item(where: str, row: Mapping[str, Any], own: Mapping[str, Material], corpus: Corpus) -> Material:
    named = {item.name: item.id for item in own.values()}
    name = str(row.get("name", "")).strip()
    given = str(row.get("id") or named.get(name, "")).strip()
    if not given:
        raise BadFile(
            "缺少编号", where=where, remedy="请写编号（英文小写、数字、下划线），内置清单的编号见 docs/screening.md"
        )
    if not _ID.fullmatch(given):
        raise BadFile(f"编号“{given}”只能用英文小写字母、数字和下划线", where=where)
    base = own[given].model_dump(exclude_none=True) if given in own else {"basis": ()}
    data: dict[str, Any] = {**base, "id": given, **({"name": name} if name else {})}
    for key, value in row.items():
        if key in ("id", "name") or value in ("", None):
            continue
        data[key] = _value(key, value, where)
    data.setdefault("authority", "practice")
    for one in data["basis"]:
        if ":" in one:
            _known(one, where, corpus)
    try:
        return Material.model_validate(data)
    except ValidationError as error:
        detail = error.errors()[0]
        field = ".".join(str(part) for part in detail["loc"])
        lacking = detail["type"] == "missing"
        raise BadFile(
            f"缺少“{field}”" if lacking else f"“{field}”的值“{detail['input']}”不可用",
            where=where,
            remedy="样子见 docs/screening.md",
        ) from None


def _value(key: str, value: Any, where: str) -> Any:
    if key in _LISTS:
        return (
            tuple(value)
            if isinstance(value, list)
            else tuple(part for part in re.split(r"[、,，;；\n]+", str(value)) if part.strip())
        )
    if key in ("required", "authority"):
        allowed = _REQUIRED if key == "required" else _AUTHORITY
        if str(value) not in allowed:
            raise BadFile(f"“{value}”不在可选值中", where=where, remedy=f"请填 {'、'.join(dict.fromkeys(allowed))}")
        return allowed[str(value)]
    if key == "expires":
        return value is True or str(value) in ("是", "有", "true", "1")
    if key in ("max_age", "covers"):
        text = {"一年": "P1Y", "1年": "P1Y", "半年": "P6M", "六个月": "P6M"}.get(str(value), str(value))
        if not re.fullmatch(r"P[1-9][0-9]*[DMY]", text):
            raise BadFile(f"时限“{value}”看不懂", where=where, remedy="请写 一年、半年，或 P1Y、P6M、P90D")
        return text
    return value


def _known(clause: str, where: str, corpus: Corpus) -> None:
    from assistant.errors import InputError

    try:
        corpus.clause(ClauseId.parse(clause))
    except (InputError, ValueError, KeyError):
        raise BadFile(
            f"依据“{clause}”不是已载入文件的条款", where=where, remedy="条款写成 henan-2024:10 这样，其他依据写文字"
        ) from None


def _words(item: Material) -> Words:
    """How an item of an office's own is recognised: by its name and its words, as titles and in file names."""
    core = re.split(r"[（(]", item.name)[0]
    told = tuple(dict.fromkeys(re.escape(word) for word in (core, *item.looks_like) if len(word) >= 2))
    return Words(
        titles=tuple(f"{word}[^。]{{0,10}}$" for word in told), marks=told, needs=max(2, len(told)), names=told
    )
