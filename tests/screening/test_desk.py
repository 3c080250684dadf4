"""The desk: a private folder that is gone afterwards, whatever happened; stopping; what a killed run left (P20, P21)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.screening.checklist import checklist_of
from assistant.screening.desk import open_desk
from assistant.screening.pipeline import Cancelled, Progress, Setting, screen
from tests.screening.papers import AS_OF, CORPUS, HONEST, TextReader, written


def left(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_p21_the_folder_is_the_owners_only_and_nothing_is_left(tmp_path: Path) -> None:
    with open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path / "work") as desk:
        assert stat.S_IMODE(desk.work.stat().st_mode) == 0o700
        (desk.work / "a.pdf").write_bytes(b"x")

    assert left(tmp_path / "work") == []


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, Cancelled, RuntimeError])
def test_p21_nothing_is_left_after_ctrl_c_either(tmp_path: Path, trouble: type[BaseException]) -> None:
    def interrupted() -> None:
        with open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path / "work") as desk:
            (desk.work / "a.pdf").write_bytes(b"x")
            raise trouble

    with pytest.raises(trouble):
        interrupted()

    assert left(tmp_path / "work") == []


def test_p20_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    dead = tmp_path / "pack-999999-abc"
    dead.mkdir()
    (dead / "a.pdf").write_bytes(b"x")

    with open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path):
        assert not dead.exists()


def test_p20_what_an_earlier_process_of_our_number_left_goes_and_open_desks_stay(tmp_path: Path) -> None:
    dead = tmp_path / f"pack-{os.getpid()}-abc"
    dead.mkdir()

    with (
        open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path) as first,
        open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path) as second,
    ):
        assert not dead.exists()
        assert first.work.is_dir() and second.work.is_dir()


def test_p20_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with (
        pytest.raises(InputError, match="ASSISTANT_WORK"),
        open_desk(CORPUS, checklist_of(CORPUS), pages=None, work=tmp_path / "file" / "work"),
    ):
        pass


def test_a_run_tells_where_it_stands_and_stops_when_told(tmp_path: Path) -> None:
    pack, work = written(tmp_path / "pack", HONEST), tmp_path / "work"
    work.mkdir()
    seen: list[Progress] = []

    def run(cancel: bool) -> None:
        screen([pack], CORPUS, checklist_of(CORPUS), reader=TextReader(), work=work, setting=Setting(AS_OF), progress=seen.append, cancel=lambda: cancel and len(seen) >= 3)  # fmt: skip

    run(False)
    assert {at.file for at in seen} == set(range(1, len(HONEST) + 1)) and {at.files for at in seen} == {len(HONEST)}

    seen.clear()
    with pytest.raises(Cancelled):
        run(True)
    assert len(seen) == 3
