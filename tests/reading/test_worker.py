"""Reading runs in processes that can be killed, and that can do no harm (P02, P07, P16, P20)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.errors import BadFile
from assistant.reading.child import Child, Clock, Lost
from assistant.reading.limits import MB, Limits
from assistant.reading.open import ProcessReader
from assistant.reading.page import Box, Level, Page, ReadBy
from assistant.reading.wire import page_from_wire, page_to_wire
from tests.reading.papers import pdf_of_text

SLOW = "tests.reading.slow_worker"


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    return pdf_of_text(tmp_path / "eight.pdf", *([f"示例第{n}页", "正文"] for n in range(1, 9)))


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[ProcessReader]:
    limits = Limits(text_page_seconds=1.5, parse_memory=400 * MB)
    reader = ProcessReader(cache=None, work=tmp_path, limits=limits, worker=SLOW)
    yield reader
    reader.close()


def test_p02_a_page_that_hangs_grows_or_crashes_costs_itself_only(
    slow: ProcessReader, eight: Path, tmp_path: Path
) -> None:
    began = time.monotonic()

    read = slow.read(eight)

    assert [page.read_by for page in read.pages] == [
        ReadBy.UNREADABLE if n in (3, 5, 7) else ReadBy.TEXT for n in range(1, 9)
    ]
    assert [page.remarks[0].code for page in read.pages if page.remarks] == ["timed_out", "memory", "damaged"]
    assert read.unreadable is None and "示例第8页" in read.pages[7].text
    assert time.monotonic() - began < 60
    two = slow.read(pdf_of_text(tmp_path / "two.pdf", ["示例一"], ["示例二"]))
    assert [page.text for page in two.pages] == ["示例一", "示例二"]


def test_p02_after_too_many_faults_the_rest_is_said_to_be_unread(eight: Path, tmp_path: Path) -> None:
    limits = Limits(text_page_seconds=1.0, parse_memory=400 * MB, faults=0)
    reader = ProcessReader(cache=None, work=tmp_path, limits=limits, worker=SLOW)

    read = reader.read(eight)
    reader.close()

    assert (read.page_count, len(read.pages)) == (8, 3)
    assert read.unreadable is None and "其后各页未读取" in read.remarks[-1].say


def test_p02_two_thousand_and_one_pages_are_refused(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(2001):
        writer.add_blank_page(10, 10)
    writer.write(tmp_path / "long.pdf")
    reader = ProcessReader(cache=None, work=tmp_path, limits=Limits())

    read = reader.read(tmp_path / "long.pdf")
    reader.close()

    assert read.refused == "共2001页，超过2000页的上限" and read.read_by is ReadBy.REFUSED and read.pages == ()


def test_a_worker_ends_when_its_parent_does(tmp_path: Path) -> None:
    code = (
        "from assistant.reading.child import Child; from assistant.reading.limits import Limits; import time\n"
        "c = Child(Limits(), memory=10**9, page_seconds=9)\n"
        f"list(c.ask({{'do': 'read', 'path': {str(tmp_path / 'a.txt')!r}, 'level': 'lines', 'first': 1, 'type': 'text'}}))\n"
        "print(c.pid, flush=True); time.sleep(60)"
    )
    (tmp_path / "a.txt").write_text("示例", encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert psutil.pid_exists(worker)

        parent.kill()
        parent.wait()
        until = time.monotonic() + 10
        while psutil.pid_exists(worker) and time.monotonic() < until:
            time.sleep(0.1)

    assert not psutil.pid_exists(worker)


def test_closing_ends_the_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("示例", encoding="utf-8")
    reader = ProcessReader(cache=None, work=tmp_path, limits=Limits())
    reader.read(tmp_path / "a.txt")
    worker = reader._text.pid
    assert worker is not None and psutil.pid_exists(worker)

    reader.close()

    assert not psutil.pid_exists(worker)


def test_an_answer_that_nobody_waited_for_is_never_taken_for_the_next_one(eight: Path, tmp_path: Path) -> None:
    child = Child(Limits(), memory=10**9, page_seconds=20)
    task = {"do": "read", "level": "lines", "first": 1}
    (tmp_path / "a.txt").write_text("示例", encoding="utf-8")
    unfinished = child.ask({**task, "path": str(eight), "type": "pdf"})
    next(unfinished)

    events = list(child.ask({**task, "path": str(tmp_path / "a.txt"), "type": "text"}))
    worker = child.pid
    unfinished.close()
    assert child.pid == worker
    child.close()

    assert [type(event).__name__ for event in events] == ["Start", "Page", "End"] and events[1].text == "示例"


def test_closing_from_another_thread_ends_a_reading_that_hangs(eight: Path, tmp_path: Path) -> None:
    import threading

    reader = ProcessReader(cache=None, work=tmp_path, limits=Limits(text_page_seconds=120), worker=SLOW)
    found = []
    reading = threading.Thread(target=lambda: found.append(reader.read(eight)))
    reading.start()
    until = time.monotonic() + 30
    while reader._text.pid is None or reader._text.worked() == 0:
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1)

    reader.close()
    reading.join(20)

    assert not reading.is_alive() and found[0].unreadable == "读取已取消" and reader._text.pid is None


def test_no_process_is_started_before_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"\x7fELF")
    reader = ProcessReader(cache=None, work=tmp_path, limits=Limits())

    assert reader._text.pid is None and reader._ocr.pid is None


@pytest.mark.parametrize(
    "harm",
    [
        "open('x', 'w')",
        "__import__('os').open('x', 64)",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "__import__('socket').getaddrinfo('example.org', 80)",
        "__import__('subprocess').run(['true'])",
        "__import__('os').system('true')",
        "__import__('os').fork()",
        "__import__('os').remove('x')",
        "__import__('urllib.request').request.urlopen('http://example.org')",
    ],
)
def test_p07_a_worker_writes_nothing_starts_nothing_and_reaches_nobody(harm: str, tmp_path: Path) -> None:
    code = f"from assistant.reading.guard import forbid\nforbid()\n{harm}"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )

    assert "PermissionError: a reading process" in done.stderr and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    ['{"page": {}}', '{"start": ["pdf", "many"]}', "[]", '{"page": ' + "[" * 5000, "\\x80\\x04K*."],
    ids=["empty page", "words for numbers", "a list", "deep", "pickle"],
)
def test_p16_what_a_taken_over_worker_says_is_checked(line: str, tmp_path: Path) -> None:
    (tmp_path / "liar.py").write_text(
        f"print('{{\"ready\": true}}', flush=True)\ninput()\nprint({line!r}, flush=True)\ninput()"
    )
    child = Child(Limits(), memory=10**9, page_seconds=5, worker="liar")
    child._root = tmp_path

    with pytest.raises(Lost, match="damaged"):
        list(child.ask({"do": "read"}))
    assert child.pid is None


def test_p20_a_reader_needs_no_temp_folder_and_no_writable_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, "/nowhere")
    paper = pdf_of_text(tmp_path / "a.pdf", ["示例标题", "正文"])
    reader = ProcessReader(cache=Path("/proc/nowhere"), work=Path("/proc/nowhere"), limits=Limits())

    read = reader.read(paper)
    png = reader.picture(paper, 1)
    reader.close()

    assert read.pages[0].text == "示例标题\n正文" and png.startswith(b"\x89PNG")


def test_p20_a_file_that_is_gone_is_said_in_one_line(reader: ProcessReader, tmp_path: Path) -> None:
    gone = tmp_path / "不在.pdf"

    assert reader.read(gone).read_by in (ReadBy.REFUSED, ReadBy.UNREADABLE)
    with pytest.raises(BadFile, match=r"不在\.pdf.*无法打开"):
        reader.look(gone, [1])
    with pytest.raises(BadFile, match=r"不在\.pdf"):
        reader.picture(gone, 1)


def test_a_page_that_is_not_there_has_no_picture_and_no_ink(reader: ProcessReader, tmp_path: Path) -> None:
    paper = pdf_of_text(tmp_path / "a.pdf", ["示例"])

    with pytest.raises(BadFile, match="第9页：本页无法显示为图片"):
        reader.picture(paper, 9)
    with pytest.raises(BadFile, match="本页无法显示为图片"):
        reader.ink(paper, 9, Box(0, 0, 10, 10))


def test_a_name_in_another_coding_is_a_name(reader: ProcessReader, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "台账.txt".encode("gbk")))
    path.write_text("示例", encoding="utf-8")

    assert reader.read(path, name="台账.txt").pages[0].text == "示例"


def test_half_a_character_never_comes_out(reader: ProcessReader) -> None:
    page = {**page_to_wire(Page(1, 9, 9)), "label": "甲\ud800乙"}

    assert page_from_wire(page).label == "甲?乙"


def test_limits_reach_the_worker(tmp_path: Path) -> None:
    reader = ProcessReader(cache=None, work=tmp_path, limits=Limits(characters_a_page=4))

    read = reader.read(pdf_of_text(tmp_path / "a.pdf", ["一二三四五六"]), level=Level.WORDS)
    reader.close()

    assert read.pages[0].text == "一二三四" and read.pages[0].remarks[0].code == "over_limit"
    assert json.dumps(read.pages[0].remarks[0].say, ensure_ascii=False) == '"本页文字超过4字，只读取了前一部分"'


def test_p02_a_worker_that_waits_for_its_turn_is_not_one_that_hangs() -> None:
    waiting, busy, asleep = Clock(0.2, 0.0), Clock(0.2, 0.0), Clock(0.2, 0.0)
    asleep._seen_at -= 5
    time.sleep(0.25)

    assert not waiting.is_over(0.01)
    assert busy.is_over(0.15)
    assert asleep.is_over(0.0)
    time.sleep(0.6)
    assert waiting.is_over(0.02)
