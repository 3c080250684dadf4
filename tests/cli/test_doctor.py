"""The check-up says what is installed, loaded, missing, and what to type; it builds nothing and leaves nothing."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import doctor
from assistant.cli.door import run
from assistant.doctor import State, examine
from tests.conftest import ROOT


def found(part: str) -> doctor.Finding:
    return next(finding for finding in examine().findings if finding.part.startswith(part))


class Server(http.server.BaseHTTPRequestHandler):
    """Answers /v1/models with the status in its class."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_port}/v1"
        one.shutdown()


def test_everything_needed_is_there() -> None:
    report = examine()

    assert report.ready, [f for f in report.findings if f.state is State.BROKEN]
    assert found("语料").state is State.OK


def test_words_and_json_say_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert run(["doctor"]) == 0
    words = capfd.readouterr().out

    assert document["ready"] is True
    assert all(finding["detail"] in words for finding in document["findings"])
    assert set(document["findings"][0]) == {"part", "state", "detail", "remedy"}


def test_it_changes_nothing(own_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))

    examine()

    assert list(tmp_path.iterdir()) == []
    assert [p for p in own_home.rglob("*") if "jixiao" in str(p)] == []


def test_a_broken_corpus_is_a_finding_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path))

    assert found("语料").state is State.BROKEN
    assert not examine().ready


def test_a_wrong_setting_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "x")

    assert "ASSISTANT_PORT" in found("设置").detail


def test_a_setting_that_nothing_reads_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_URL", "http://127.0.0.1")

    assert "ASSISTANT_LLM_URL" in found("设置").detail


@pytest.mark.parametrize(("status", "state"), [(200, State.OK), (404, State.OK), (401, State.MISSING)])
def test_a_model_server_is_asked(server: str, status: int, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "status", status)
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", server)
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "示例")

    assert found("大模型").state is state
    if state is State.OK:
        assert found("模型语句核对").detail == "自检通过"


def test_a_model_server_that_is_down_is_missing_and_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "示例")

    assert found("大模型").state is State.MISSING
    assert examine().ready


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "示例")
    monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "sk-geheim")

    run(["doctor", "--json"])

    assert "geheim" not in "".join(capfd.readouterr())


def test_an_old_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.MINIMUM, "gradio", "999")

    assert found("软件包版本").state is State.BROKEN
    assert "gradio" in found("软件包版本").detail


def test_without_the_extra_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    known = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "torch" else known(name))

    assert found("可选部件").state is State.OFF
    assert found("可选部件").remedy == "make setup MODELS=1"
    monkeypatch.setenv("ASSISTANT_RERANKER", str(ROOT))
    assert found("可选部件").state is State.BROKEN
