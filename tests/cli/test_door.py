"""INTERFACE.md, exit codes and streams. 2: stdout empty, one Chinese line on stderr; 1: our fault, a trace in a log."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant import service
from assistant.cli.door import run
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cli" / "case.yaml"
HAN = re.compile(r"[一-鿿]")


def jixiao(*words: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "assistant", *words], capture_output=True, cwd=ROOT, **more)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["bogus"], "没有 bogus 这个命令"),
        (["ask"], "没有问题"),
        (["ask", ""], "问题"),
        (["ask", "谁", "来", "评"], "多出的内容"),
        (["ask", "--what", "x"], "没有 --what 这个选项"),
        (["ask", "--jsn", "x"], "--json"),
        (["ask", "x", "--as-of"], "--as-of"),
        (["ask", "x", "--as-of", "2026-13-01"], "“2026-13-01”不是"),
        (["ask", "x", "--as-of", "20260301"], "2026-03-01"),
        (["ask", "x", "--as-of", "1999-12-31"], "2000"),
        (["ask", "x", "--as-of", "9999-12-31"], "2199"),
        (["ask", "x", "--history", "nowhere.json"], "nowhere.json"),
        (["ask", "x", "--case", "nowhere.yaml"], "nowhere.yaml"),
        (["ask", "x", "--batch", "nowhere.jsonl"], "--batch：不能与 问题 同时使用"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl"),
        (["ask", "--batch", "/"], "打不开"),
        (["grade"], "CASE.yaml"),
        (["grade", "nowhere.yaml"], "nowhere.yaml"),
        (["grade", "/"], "打不开"),
        (["grade", "--batch", "nowhere.jsonl"], "nowhere.jsonl"),
        (["serve", "--port", "abc"], "--port"),
        (["serve", "--port", "70000"], "--port"),
        (["library"], "请写要做什么"),
        (["library", "bogus"], "没有 bogus 这个命令"),
        (["eval", "bogus"], "没有 bogus 这个命令"),
        (["eval", "run"], "--set"),
        (["doctor", "--bogus"], "没有 --bogus 这个选项"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_slip_of_the_pen_costs_one_line(words: list[str], says: str, capfd: pytest.CaptureFixture[str]) -> None:
    status = run(words)

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1, err
    assert HAN.search(err)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ASSISTANT_PORT", "many", "不是整数"),
        ("ASSISTANT_PORT", "70000", "不大于 65535"),
        ("ASSISTANT_LLM_BASE_URL", "ftp://x", "http://"),
        ("ASSISTANT_LLM_MODEL", "qwen", "ASSISTANT_LLM_BASE_URL"),
        ("ASSISTANT_LLM_TIMEOUT", "0", "大于 0"),
        ("ASSISTANT_LLM_PRICE_IN", "2", "ASSISTANT_LLM_PRICE_OUT"),
        ("ASSISTANT_LLM_PRICE_OUT", "-1", "不小于 0"),
        ("ASSISTANT_CORPUS", "/nowhere", "SHA256SUMS"),
    ],
)
def test_a_wrong_setting_is_named(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)

    status = run(["grade", str(CASE)])

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert says in err
    assert name in err or name == "ASSISTANT_CORPUS"
    assert len(err.splitlines()) == 1


def test_our_fault_is_one_line_and_a_trace_without_what_was_read(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError("张" + "三" + " 4101" + "01199001011234")

    monkeypatch.setattr(service, "open_workspace", broken)

    status = run(["ask", "我叫李四"])

    out, err = capfd.readouterr()
    log = own_home / "data" / "jixiao" / "logs" / "jixiao.log"
    written = log.read_text(encoding="utf-8")
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert str(log) in err
    assert "ValueError" in written
    assert "test_door.py" in written
    assert not re.search("张三|李四|410101", written + err)
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_still_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", "/proc/nowhere")
    monkeypatch.setattr("assistant.cli.log._spare", lambda: Path("/proc/nowhere"))
    monkeypatch.setattr(service, "open_workspace", lambda *_: 1 / 0)

    assert run(["ask", "x"]) == 1
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_reader_that_leaves_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "grade", str(CASE), "--json"],
            cwd=ROOT,
            stdout=gone,
            stderr=subprocess.PIPE,
        )

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_under_stdout_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "--help"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE
        )

    assert done.returncode == 2
    assert "磁盘已满" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_output_is_utf8_whatever_the_locale(locale: str) -> None:
    env = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}

    done = jixiao("--help", env=env)

    assert "问细则" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1"])
def test_arguments_are_utf8_whatever_the_locale(locale: str) -> None:
    done = jixiao("grade", "没有这个文件.yaml".encode(), env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0"})

    assert done.returncode == 2
    assert "没有这个文件.yaml" in done.stderr.decode("utf-8")


def test_a_question_in_broken_bytes_is_refused() -> None:
    done = jixiao("ask", b"\xff\xfe")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "UTF-8" in done.stderr.decode()


def test_stopping_by_hand_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(service, "open_workspace", stopped)

    assert run(["ask", "x"]) == 130
    assert capfd.readouterr().err == "已中断\n"


def test_version_and_help_are_results(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert run([]) == 0
    out = capfd.readouterr().out
    assert out.startswith("jixiao ")
    assert "用法：jixiao" in out
