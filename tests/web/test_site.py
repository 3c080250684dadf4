"""P19: headers on every response, shut routes, sessions apart; exports; what our own routes say."""

from __future__ import annotations

import io
import json
import re
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.errors import InputError
from assistant.web import export, headers
from assistant.web.asking import Asking
from assistant.web.desk import VISITS_KEPT, Conversation, Desk, Stage, Turn
from assistant.web.serving import serve
from assistant.web.site import build_from
from tests.web import fake

SHUT = (
    "/gradio_api/upload", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/file=/etc/passwd",
    "/gradio_api/proxy=https://a.example", "/gradio_api/call/x", "/gradio_api/runs", "/monitoring", "/docs",
    "/openapi.json", "/login", "/gradio_api/deep_link", "/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return fake.rooms_at(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def client(rooms: Any) -> TestClient:
    return TestClient(build_from(rooms), raise_server_exceptions=False)


@pytest.mark.parametrize(
    "path",
    ["/", "/config", "/page/page.js", "/clause/henan-2024:18", "/clause/x", "/export/none.docx", "/theme.css", *SHUT],
)
def test_p19_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    reply = client.get(path)

    policy = reply.headers["content-security-policy"]
    for rule in ("default-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:", "object-src 'none'",
                 "base-uri 'none'", "frame-ancestors 'self'"):  # fmt: skip
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", SHUT)
def test_p19_what_the_page_does_not_need_is_shut(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_p19_scripts_are_allowed_by_hash_and_the_page_names_no_other_host(client: TestClient) -> None:
    reply = client.get("/")

    inline = headers._INLINE.findall(reply.content)
    assert inline
    for script in inline:
        assert f"'sha256-{headers._digest(script)}'" in reply.headers["content-security-policy"]
    assert 'lang="zh-CN"' in reply.text
    outside_of_config = re.sub(r"<script>window\.gradio_config = .*?</script>", "", reply.text, flags=re.S)
    assert not re.findall(r"(?:src|href|content)=\"https?://[^\"]+", outside_of_config)


def test_p14_building_the_page_opens_no_connection(rooms: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the page opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    build_from(rooms)


def test_an_unknown_clause_is_said_in_one_line(client: TestClient) -> None:
    reply = client.get("/clause/henan-2024:99")

    assert reply.status_code == 404
    assert "第九十九条" in reply.text


def asked(rooms: Any, question: str, desk: Desk, token: str = "") -> str:
    """Ask through the tab's own generator, without a browser; the visit's token."""
    tab = Asking(rooms, desk, None)  # type: ignore[arg-type]
    tab.shown = lambda p, visit, keep_box=False: {"token": visit.token}  # type: ignore[method-assign, assignment]
    shown = list(tab.ask(type("P", (), {"talk": "talk"})(), question, token))  # type: ignore[arg-type]
    return str(shown[-1]["token"])


def test_p19_two_visits_see_nothing_of_each_other(rooms: Any) -> None:
    desk = Desk()
    mine, yours = asked(rooms, "罚款", desk), asked(rooms, "厂区", desk)

    assert mine != yours
    assert [t.question for t in desk.open(mine).now.turns] == ["罚款"]
    assert [t.question for t in desk.open(yours).now.turns] == ["厂区"]


def test_a_follow_up_carries_what_was_said_before(rooms: Any) -> None:
    desk = Desk()
    token = asked(rooms, "罚款", desk)

    asked(rooms, "那C级呢", desk, token)

    history = rooms.ask.asked[-1]["history"]
    assert [turn["role"] for turn in history] == ["user", "assistant"]
    assert history[0]["content"] == "罚款"


def test_a_fault_of_ours_is_said_and_logs_no_word_of_the_question(rooms: Any, caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    token = asked(rooms, "崩 410101199001011234", desk)

    assert desk.open(token).now.turns[-1].stage is Stage.FAILED
    assert "RuntimeError" in caplog.text
    assert "410101199001011234" not in caplog.text


def test_an_unusable_question_shows_the_way_out(rooms: Any) -> None:
    desk = Desk()
    token = asked(rooms, "坏", desk)

    assert desk.open(token).now.turns[-1].trouble == "问题读不懂。请换一种说法"


def test_an_empty_question_asks_nothing(rooms: Any) -> None:
    desk = Desk()

    assert desk.open(asked(rooms, "  ", desk)).now.turns == []


def test_the_desk_forgets_the_oldest_visit_first() -> None:
    desk = Desk()
    first = desk.open().token
    for _ in range(VISITS_KEPT):
        desk.open()

    assert desk.find(first) is None


@pytest.fixture
def talk() -> Conversation:
    return Conversation(
        [
            Turn("去年罚款", fake.FINE, stage=Stage.DONE),
            Turn("专家", fake.WORDED, stage=Stage.DONE),
            Turn("慢", so_far="前半", stage=Stage.STOPPED),
        ]
    )


@pytest.mark.parametrize("kind", ["md", "docx", "json"])
def test_p23_every_export_carries_the_notices(rooms: Any, talk: Conversation, kind: str) -> None:
    raw = export.KINDS[kind].write(talk, rooms.corpus, rooms.today())

    if kind == "docx":
        import docx

        text = "\n".join(p.text for p in docx.Document(io.BytesIO(raw)).paragraphs)
    else:
        text = raw.decode()
    for words in ("以生态环境部门核定为准", rooms.corpus.version, "去年罚款", "2027年3月2日"):
        assert words in text
    if kind == "json":
        assert json.loads(text)["turns"][0]["answer"]["citations"][0]["clause"] == "henan-2024:18(5)"
    else:
        assert "本段由人工智能辅助生成" in text
        assert "第十八条（五）" in text


def test_a_taken_port_is_said_in_one_line_before_anything_is_built() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(InputError, match="端口已被占用"):
            serve(lambda: pytest.fail("built"), "127.0.0.1", port)


def test_the_page_writes_nothing_to_disk(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    client.get("/")

    assert list(tmp_path.iterdir()) == []


def test_what_the_first_question_needs_is_opened_once_the_page_is_served(rooms: Any) -> None:
    opened = threading.Event()

    with TestClient(build_from(replace(rooms, warm=opened.set))):
        assert opened.wait(10)
