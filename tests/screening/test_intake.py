"""Taking packs in (P03, P06-P08): each way of misbehaving is refused by name, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import py7zr
import pytest

from assistant.errors import BadFile
from assistant.screening import rar_tool
from assistant.screening.archives import Budget
from assistant.screening.intake import PackFile, take_in
from assistant.screening.member_names import unsafe
from tests.screening.papers import HONEST, kinds, screened

GOOD = b"%PDF-1.4 example"
SAMPLES = Path(__file__).parent / "samples"


def zipped(files: dict[str, bytes], *, flags: dict[str, int] | None = None) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (flags or {}).get(name, 0o100644) << 16
            archive.writestr(info, body)
    return out.getvalue()


def taken(tmp_path: Path, pack: bytes | Path, **limits: int) -> list[PackFile]:
    """What is taken in of a pack."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    if isinstance(pack, bytes):
        path = tmp_path / "pack.zip"
        path.write_bytes(pack)
        pack = path
    return take_in([pack], work, Budget(**limits))


def refused(files: list[PackFile]) -> dict[str, str]:
    """Name -> code of what was not taken."""
    return {file.name: file.refusal.code for file in files if file.refusal}


def test_p06_names_that_lead_out_are_refused_and_nothing_is_written_outside(tmp_path: Path) -> None:
    names = ["../../evil.pdf", "/etc/evil.pdf", "C:/evil.pdf", "..\\evil.pdf", "con.pdf", "好/../../坏.pdf"]

    files = taken(tmp_path, zipped({**dict.fromkeys(names, GOOD), "好.pdf": GOOD}))

    assert [file.name for file in files if file.path] == ["好.pdf"]
    assert set(refused(files).values()) == {"traversal"} and len(refused(files)) == len(names)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pack.zip", "work"]
    assert all(p.parent == tmp_path / "work" for p in (tmp_path / "work").rglob("*"))


def test_p06_links_are_refused(tmp_path: Path) -> None:
    files = taken(tmp_path, zipped({"link.pdf": b"/etc/passwd", "好.pdf": GOOD}, flags={"link.pdf": 0o120777}))

    assert refused(files) == {"link.pdf": "link"}


def test_p06_a_link_in_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "好.pdf").write_bytes(GOOD)
    (pack / "outside").symlink_to("/etc")
    (pack / "passwd.pdf").symlink_to("/etc/passwd")
    os.mkfifo(pack / "pipe.pdf")

    files = taken(tmp_path, pack)

    assert refused(files) == {"outside": "link", "passwd.pdf": "link", "pipe.pdf": "link"}


def test_p06_a_bomb_inside_costs_itself_only(tmp_path: Path) -> None:
    bomb = zipped({"bomb.txt": b"0" * 60_000_000})

    files = taken(tmp_path, zipped({"bomb.zip": bomb, "好.pdf": GOOD}))

    assert [file.name for file in files if file.path and not file.refusal] == ["好.pdf"]
    assert list(refused(files).values()) == ["bomb"]


def test_p06_a_bomb_as_the_pack_is_not_usable(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", b"0" * 9_000_000)

    with pytest.raises(BadFile, match="炸弹"):
        taken(tmp_path, out.getvalue())


def test_p06_a_gzip_bomb_ends_early(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(b"A" * 120_000_000, 9))

    with pytest.raises(BadFile, match=r"炸弹|损坏"):
        taken(tmp_path, path)


@pytest.mark.parametrize(("limit", "code"), [({"files_left": 3}, "over_limit"), ({"bytes_left": 40}, "over_limit")])
def test_p06_limits_hold_for_archives_inside(tmp_path: Path, limit: dict[str, int], code: str) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "inner.zip").write_bytes(zipped({f"{n}.pdf": GOOD for n in range(4)}))

    assert refused(taken(tmp_path, pack, **limit)) == {"inner.zip": code}


def test_p06_three_levels_are_opened_and_a_fourth_is_refused(tmp_path: Path) -> None:
    deep = GOOD
    names = []
    for level in ("d", "c", "b"):
        deep = zipped({f"{level}.pdf" if deep is GOOD else f"{names[-1]}.zip": deep, f"{level}-good.pdf": GOOD})
        names.append(level)
    files = taken(tmp_path, zipped({"b.zip": deep}))

    assert "b.zip/c.zip" in {"/".join(f.name.split("/")[:2]) for f in files}
    assert list(refused(files).values()) == ["over_limit"]


def test_p06_gbk_names_are_decoded(tmp_path: Path) -> None:
    body = zipped({"aaaaaaaa.pdf": GOOD})
    spelt = "材料一份".encode("gb18030")

    files = taken(tmp_path, body.replace(b"aaaaaaaa", spelt))

    assert [file.name for file in files] == ["材料一份.pdf"]


def test_p07_the_type_is_what_the_bytes_are(tmp_path: Path) -> None:
    files = taken(tmp_path, zipped({"照片.jpg": zipped({"许可证.pdf": GOOD})}))

    assert [file.name for file in files] == ["照片.jpg/许可证.pdf"]


def test_p08_an_encrypted_member_says_so(tmp_path: Path) -> None:
    body = bytearray(zipped({"密.pdf": GOOD, "好.pdf": GOOD}))
    first, central = body.find(b"PK\x03\x04"), body.find(b"PK\x01\x02")
    body[first + 6] |= 1
    body[central + 8] |= 1

    files = taken(tmp_path, bytes(body))

    assert refused(files) == {"密.pdf": "needs_password"}
    assert next(f.refusal.say for f in files if f.refusal) == "需要密码"


def test_p08_an_encrypted_7z_as_the_pack_needs_its_password(tmp_path: Path) -> None:
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w", password="x") as archive:
        archive.writestr(GOOD, "a.pdf")

    with pytest.raises(BadFile, match="需要密码"):
        taken(tmp_path, path)


def test_7z_and_tar_are_taken_in(tmp_path: Path) -> None:
    seven, tar = tmp_path / "a.7z", tmp_path / "b.tar.gz"
    with py7zr.SevenZipFile(seven, "w") as archive:
        archive.writestr(GOOD, "材料/许可证.pdf")
        archive.writestr(b"", "空.pdf")
    with tarfile.open(tar, "w:gz") as packed:
        for name in ("材料/报告.pdf", "../坏.pdf"):
            info = tarfile.TarInfo(name)
            info.size = len(GOOD)
            packed.addfile(info, io.BytesIO(GOOD))

    assert {f.name: bool(f.path) for f in taken(tmp_path, seven)} == {"材料/许可证.pdf": True, "空.pdf": True}
    assert {f.name: bool(f.path) for f in taken(tmp_path, tar)} == {"材料/报告.pdf": True, "../坏.pdf": False}


BROKEN = {
    "empty": b"",
    "zip": b"PK\x03\x04 broken",
    "7z": b"7z\xbc\xaf\x27\x1c broken",
    "rar": b"Rar!\x1a\x07\x00 broken",
    "gzip": b"\x1f\x8b broken",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_p01_a_broken_archive_inside_is_a_line_and_no_trace(tmp_path: Path, body: bytes) -> None:
    files = taken(tmp_path, zipped({"坏.zip": body, "好.pdf": GOOD}))

    assert "好.pdf" in {f.name for f in files if f.path and not f.refusal}
    assert {f.name for f in files} == {"坏.zip", "好.pdf"}


def test_what_systems_leave_behind_is_no_paper(tmp_path: Path) -> None:
    files = taken(
        tmp_path,
        zipped({"__MACOSX/._a.pdf": GOOD, ".DS_Store": b"x", "Thumbs.db": b"x", "~$a.docx": b"x", "a.pdf": GOOD}),
    )

    assert [f.name for f in files] == ["a.pdf"]


def test_two_members_of_one_name_stay_two(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.pdf", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.pdf", GOOD + b"2")

    assert [f.name for f in taken(tmp_path, out.getvalue())] == ["a.pdf", "a~2.pdf"]


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_a_pack_that_is_not_there_or_empty_is_unusable(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(BadFile):
        taken(tmp_path, tmp_path / path)


def test_p03_five_hostile_files_change_nothing_of_the_others(tmp_path: Path) -> None:
    hostile: dict[str, str | bytes] = {
        "坏/炸弹.zip": zipped({"x.txt": b"0" * 60_000_000}),
        "坏/越界.zip": zipped({"../../x.pdf": GOOD}),
        "坏/损坏.pdf": "%damaged",
        "坏/空.pdf": b"",
        "坏/坏包.7z": b"7z\xbc\xaf\x27\x1c broken",
    }

    without, with_ = screened(tmp_path, HONEST), screened(tmp_path, {**HONEST, **hostile})

    assert with_.materials == without.materials and with_.complete == without.complete
    assert set(kinds(with_)) <= {"refused_file", "unreadable_file"} and len(kinds(with_)) == 5


@pytest.mark.parametrize("name", ["a/b.pdf", "材料（一）/许可证 1.pdf", "console.pdf"])
def test_plain_names_are_safe(name: str) -> None:
    assert unsafe(name) is None


@pytest.mark.skipif(not rar_tool.ready(), reason="needs unrar, unar or bsdtar: sh tools/debian.sh libarchive-tools")
@pytest.mark.parametrize(("sample", "sizes"), [("rar4.rar", [20_111, 20_111, 20]), ("rar5_solid.rar", [4096] * 4)])
def test_rar_is_unpacked_where_a_tool_is(tmp_path: Path, sample: str, sizes: list[int]) -> None:
    files = taken(tmp_path, SAMPLES / sample)  # from libarchive's own tests, BSD-2-Clause

    assert [file.path.stat().st_size for file in files if file.path] == sizes
    assert all(file.refusal is None or file.refusal.code == "link" for file in files)


def test_rar_without_a_tool_is_named_and_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rar_tool, "ready", lambda: False)
    inside = zipped({"内.rar": (SAMPLES / "rar4.rar").read_bytes(), "好.pdf": GOOD})

    files = taken(tmp_path, inside)

    assert refused(files) == {"内.rar": "unsupported_format"}
    assert [file.name for file in files if file.path and not file.refusal] == ["好.pdf"]
