"""How a pack lies in its folder: flat, numbered folders, bound into one PDF, torn into pages, zipped, zipped twice, GBK.

Lives here: naming of files before rendering (`lay_out`) and packing after it (`pack_up`). May import: draft.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from evals.packs.draft import Draft, Item

EXTENSION = {"pdf": ".pdf", "scan": ".pdf", "photo": ".jpg", "docx": ".docx", "xlsx": ".xlsx"}
FLAT = ("flat", "folders", "merged", "torn", "zip", "gbk_zip", "nested_zip")


_NAMES = {
    "dev": {"merged": "申报材料汇总.pdf", "merged_scan": "盖章件扫描.pdf", "archive": "04台账.zip", "volume": "附件", "zip": "申报材料.zip", "folder": "材料"},
    "dev2": {"merged": "合并.pdf", "merged_scan": "扫描合集.pdf", "archive": "附件包.zip", "volume": "、", "zip": "上报.zip", "folder": "绩效资料"},
    "test": {"merged": "全套资料.pdf", "merged_scan": "SCAN_0001.pdf", "archive": "台账与监测.zip", "volume": "佐证", "zip": "企业申报.zip", "folder": "pack"},
}  # fmt: skip


def first_name(item: Item) -> str:
    """The name that an orderly clerk gives."""
    return f"{item.paper.stem}{EXTENSION[item.medium]}"


def settle(draft: Draft) -> None:
    """Names for what has none yet, no name twice, and an extension that fits the medium."""
    taken: set[str] = set(draft.raw) | set(draft.copies)
    for item in draft.items:
        if not item.file:
            item.file = first_name(item)
        if item.file not in draft.keep:
            item.file = item.file.rsplit(".", 1)[0] + EXTENSION[item.medium]
            stem, ext = item.file.rsplit(".", 1)
            number = 1
            while item.file in taken:
                number += 1
                item.file = f"{stem}（{number}）.{ext}"
        taken.add(item.file)


def lay_out(draft: Draft) -> None:
    """Moves, binds and tears files as the draft's layout says. Files in `keep` stay by themselves."""
    settle(draft)
    _tear_photos(draft)
    if draft.layout == "merged":
        _bind(draft)
    elif draft.layout == "torn":
        _tear(draft)
    elif draft.layout == "folders":
        _sort_into_folders(draft)
    elif draft.layout == "nested_zip":
        _nest(draft)


def _loose(draft: Draft) -> list[Item]:
    return [item for item in draft.items if item.file not in draft.keep and not item.options]


def _bind(draft: Draft) -> None:
    for medium in ("pdf", "scan"):
        bound = [item for item in _loose(draft) if item.medium == medium]
        for item in bound:
            item.file = draft_name(draft, "merged" if medium == "pdf" else "merged_scan")
        order = {id(item): at for at, item in enumerate(bound)}
        draft.items.sort(key=lambda item: order.get(id(item), -1))


def draft_name(draft: Draft, what: str) -> str:
    """File names of one split for bound volumes and archives."""
    return _NAMES[draft.split][what]


def _tear(draft: Draft) -> None:
    """Each page of a paper of several pages in a file of its own."""
    for item in list(_loose(draft)):
        if item.medium in ("pdf", "scan") and len(item.paper.pages) > 1:
            _split(draft, item, "-{}")


def _tear_photos(draft: Draft) -> None:
    for item in list(draft.items):
        if item.medium == "photo" and len(item.paper.pages) > 1:
            _split(draft, item, "{}")


def _split(draft: Draft, item: Item, mark: str) -> None:
    stem, ext = item.file.rsplit(".", 1)
    at = draft.items.index(item)
    parts = []
    for page in range(len(item.paper.pages)):
        name = f"{stem}{mark.format(page + 1)}.{ext}"
        parts.append(Item(item.paper, name, item.medium, page, page + 1, dict(item.options)))
    draft.items[at : at + 1] = parts
    for claim in draft.claims:
        if item in claim.on:
            claim.on = tuple(part for part in (*[one for one in claim.on if one is not item], *parts))


def _sort_into_folders(draft: Draft) -> None:
    from evals.packs.draft import checklist

    order = {id_: at for at, id_ in enumerate(checklist(), 1)}
    for item in _loose(draft):
        if item.paper.material:
            number = order[item.paper.material]
            item.file = f"{number:02d}{draft_name(draft, 'volume')}/{item.file}"


def _nest(draft: Draft) -> None:
    for item in _loose(draft):
        if item.medium == "xlsx" or item.paper.material in ("monitoring_report", "online_monitoring_data"):
            item.file = f"{draft_name(draft, 'archive')}/{item.file}"


class GbkInfo(zipfile.ZipInfo):
    """A member whose name is written in GBK without saying so, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  the name that zipfile calls
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def zipped(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """The files as a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = (GbkInfo if gbk else zipfile.ZipInfo)(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return out.getvalue()


def pack_up(draft: Draft, files: dict[str, bytes], out: Path) -> str:
    """Writes the pack into `out`; returns the name of its input there."""
    inner: dict[str, dict[str, bytes]] = {}
    outer: dict[str, bytes] = {}
    for name, data in files.items():
        head, _, rest = name.partition(".zip/")
        if rest:
            inner.setdefault(head + ".zip", {})[rest] = data
        else:
            outer[name] = data
    outer |= {name: zipped(members) for name, members in inner.items()}
    if draft.layout in ("zip", "gbk_zip"):
        name = draft_name(draft, "zip")
        (out / name).write_bytes(zipped(outer, gbk=draft.layout == "gbk_zip"))
        return name
    folder = out / draft_name(draft, "folder")
    for name, data in outer.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder.name
