"""`--batch`: one object a line, in order, as they come; a bad line costs itself only."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.batch import MAX_LINE_BYTES, read_lines, work_through
from assistant.errors import AssistantError, BadCase
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)


def echo(item: dict[str, Any], day: date) -> dict[str, Any]:
    if item.get("case") == "bad":
        raise BadCase("不行", where="case")
    if item.get("case") == "broken":
        raise RuntimeError("张三")
    return {"day": day.isoformat()}


def worked(tmp_path: Path, *lines: bytes, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]], str]:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\n".join(lines))
    status = work_through(file, ("case",), echo, read_day=date.fromisoformat, as_of=TODAY)
    out, err = capfd.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_results_come_in_order_with_their_ids(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = worked(
        tmp_path, b'\xef\xbb\xbf{"id": "a"}', b"", b'{"id": 7, "as_of": "2025-01-01"}\r', b'{"id": "c"}', capfd=capfd
    )

    assert out == [{"id": "a", "day": "2026-11-23"}, {"id": 7, "day": "2025-01-01"}, {"id": "c", "day": "2026-11-23"}]
    assert (status, err) == (0, "")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "JSON"),
        (b"[1]", "JSON 对象"),
        (b"\xff\xff", "UTF-8"),
        (b'{"case": 1}', "缺少 id"),
        (b'{"id": true}', "缺少 id"),
        (b'{"id": "x", "id": "y"}', "写了两次"),
        (b'{"id": "x", "case": NaN}', "NaN"),
        (b"[" * 100_000, "JSON"),
        (b'{"id": "x", "case": "bad"}', "不行"),
        (b'{"id": "x", "case": "' + b"a" * MAX_LINE_BYTES + b'"}', "超过 2 MB"),
    ],
    ids=["cut off", "a list", "not UTF-8", "no id", "id true", "key twice", "NaN", "deep", "bad case", "too long"],
)
def test_a_bad_line_costs_itself_only(
    line: bytes, says: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = worked(tmp_path, b'{"id": "before"}', line, b'{"id": "after"}', capfd=capfd)

    assert [one["id"] for one in out][::2] == ["before", "after"]
    assert set(out[1]) == {"id", "error"}
    assert says in out[1]["error"]
    assert "in.jsonl:2" in out[1]["error"]
    assert status == 0


def test_a_fault_of_ours_on_a_line_shows_in_the_status(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = worked(tmp_path, b'{"id": 1, "case": "broken"}', b'{"id": 2}', capfd=capfd)

    assert status == 1
    assert [one["id"] for one in out] == [1, 2]
    assert "张三" not in out[0]["error"]


def test_an_unknown_key_is_named_once_and_ignored(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, err = worked(tmp_path, b'{"id": 1, "asof": "2025-01-01"}', b'{"id": 2, "asof": 1}', capfd=capfd)

    assert [one["id"] for one in out] == [1, 2]
    assert err.count("asof") == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="打不开"):
        list(read_lines(tmp_path / "nowhere"))


def test_each_result_is_out_before_the_next_line_is_in() -> None:
    words = [sys.executable, "-m", "assistant", "grade", "--batch", "-"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as one:
        assert one.stdin
        assert one.stdout
        for number in (1, 2):
            one.stdin.write(json.dumps({"id": number, "case": {"sites": []}}).encode() + b"\n")
            one.stdin.flush()
            assert json.loads(one.stdout.readline())["id"] == number
        one.stdin.close()
        assert one.wait(20) == 0
