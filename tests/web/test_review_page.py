"""The review page: its routes as scripts see them, and the whole job by keyboard in a browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.importing import claim
from assistant.web.review_routes import add_routes
from assistant.web.reviewing import Reviewing
from assistant.web.site import Site
from tests.importing.made import AT, library_at
from tests.web import fake
from tests.web.test_browser import PHONE, ZOOMED, barriers, fits

SENT = {"X-Review": "1"}
ONE = "/review/铸造.yaml"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def reviewing(library: Path) -> Reviewing:
    return fake.reviewing_at(library, drawn_too=False)


@pytest.fixture
def client(reviewing: Reviewing) -> TestClient:
    site = Site()
    add_routes(site, reviewing)
    return TestClient(site, raise_server_exceptions=False)


def post(client: TestClient, path: str, **said: Any) -> Any:
    return client.post(ONE + path, json=said, headers=SENT)


def first(client: TestClient) -> dict[str, Any]:
    return dict(client.get(f"{ONE}/data").json()["items"][0])


def test_the_list_says_what_is_left_and_the_least_sure_cell_comes_first(client: TestClient) -> None:
    listing = client.get("/review").text

    assert "还有 1 格须定" in listing
    assert first(client)["address"] == "排放限值@B"
    assert first(client)["numbers"][0] == "限值 颗粒物 ≤ 17 mg/m³"


def test_a_decision_is_kept_and_the_whole_accepted(client: TestClient, library: Path) -> None:
    key = first(client)["key"]

    assert post(client, "/accept", by="甲").status_code == 409
    told = post(client, "/decide", by="甲", cell=key, act="accept", seen="").json()
    assert told["open"] == 0
    assert post(client, "/accept", by="甲").json() == {"guide_file": "铸造.yaml"}

    assert (library / "guides" / "铸造.yaml").is_file()
    assert client.get(f"{ONE}/data").json()["accepted"]


def test_a_correction_shows_what_stands_there_now(client: TestClient) -> None:
    key = first(client)["key"]
    said = {"raw": "颗粒物不高于 18 mg/m³", "numbers": "限值 颗粒物 ≤ 18 mg/m³"}

    post(client, "/decide", by="甲", cell=key, act="correct", seen="", **said)

    now = first(client)["decision"]
    assert (now["act"], now["raw"], now["numbers"]) == ("correct", said["raw"], [said["numbers"]])


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"by": "", "act": "accept"}, "没有写审核人"),
        ({"by": "甲", "act": "shout"}, "没有这个动作"),
        ({"by": "甲", "act": "accept", "cell": "x"}, "这一格在草稿里已经变了"),
        ({"by": "甲", "act": "correct", "raw": ""}, "更正后的文字是空的"),
        ({"by": "甲", "act": "correct", "raw": "x", "numbers": "大概"}, "看不懂"),
    ],
)
def test_a_slip_is_one_line_and_changes_nothing(said: dict[str, str], trouble: str, client: TestClient) -> None:
    reply = post(client, "/decide", **{"cell": first(client)["key"], "seen": "", **said})

    assert reply.status_code == 409
    assert trouble in reply.json()["trouble"]
    assert first(client)["decision"] is None


def test_a_second_person_is_told_who_is_at_it(client: TestClient, library: Path) -> None:
    claim.take(library / "drafts" / "铸造.yaml", "甲", now=AT - timedelta(minutes=3))

    assert "甲 正在审核" in post(client, "/take", by="乙").json()["trouble"]
    assert post(client, "/take", by="乙", over=True).json()["claim"]["by"] == "乙"


def test_an_old_look_at_a_cell_overrules_nobody(client: TestClient) -> None:
    key = first(client)["key"]
    post(client, "/decide", by="甲", cell=key, act="reject", seen="")

    assert "已由甲" in post(client, "/decide", by="甲", cell=key, act="accept", seen="").json()["trouble"]


@pytest.mark.parametrize(
    "how",
    [
        {"headers": {}},
        {"headers": {"X-Review": "2"}},
        {"headers": SENT, "content": b"{"},
        {"headers": SENT, "content": b"[]"},
    ],
)
def test_what_does_not_come_from_the_page_is_refused(how: dict[str, Any], client: TestClient) -> None:
    given = {"json": {"by": "甲"}, **how}
    if "content" in given:
        del given["json"]
        given["headers"] = {**given["headers"], "Content-Type": "application/json"}

    assert client.post(f"{ONE}/accept", **given).status_code == 400


@pytest.mark.parametrize("name", ["../guides/x.yaml", "铸造.yaml.review.json", "%2e%2e%2fx", "没有.yaml"])
def test_only_drafts_of_the_library_are_shown(name: str, client: TestClient) -> None:
    assert client.get(f"/review/{name}/data").status_code in (404, 409)


def test_a_broken_draft_is_a_line_in_the_list(client: TestClient, library: Path) -> None:
    (library / "drafts" / "坏.yaml").write_text("guide: x\n- y")

    assert "坏.yaml" in client.get("/review").text
    assert "YAML 语法错误" in client.get("/review").text


def test_words_of_a_draft_are_never_markup(client: TestClient, library: Path) -> None:
    draft = library_at(library, "汽修行业") / "drafts" / "汽修行业.yaml"
    draft.write_text(draft.read_text().replace("industry: 汽修行业", 'industry: "<img src=x onerror=alert(1)>"'))

    assert "<img" not in client.get("/review").text
    assert "<img src=x" not in client.get("/review/汽修行业.yaml").text


def test_without_the_file_the_page_says_where_to_put_it(client: TestClient) -> None:
    assert client.get(f"{ONE}/data").json()["source"] is False
    assert "找不到原文件" in client.get(f"{ONE}/page/14").text


@pytest.fixture
def reviewer(rote_page: str, chromium: Any) -> Any:
    """A page of their own at the draft."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{rote_page}{ONE}")
    page.locator("#all button").first.wait_for()
    yield page
    context.close()


@pytest.mark.browser
def test_p22_a_review_by_keyboard_alone(reviewer: Any) -> None:
    foreign: list[str] = []
    reviewer.on("request", lambda request: None if "127.0.0.1" in request.url else foreign.append(request.url))
    reviewer.locator("#image").wait_for()
    reviewer.wait_for_function("() => document.querySelector('#image').naturalWidth > 0")
    box = reviewer.locator("#marks .now").bounding_box()
    image = reviewer.locator("#image").bounding_box()
    assert image["x"] <= box["x"] and box["y"] + box["height"] <= image["y"] + image["height"] + 1

    reviewer.keyboard.press("a")
    assert "请先写审核人" in reviewer.locator("#said").inner_text()
    reviewer.keyboard.type("李四")
    reviewer.keyboard.press("Enter")
    reviewer.wait_for_function("() => document.activeElement.id === 'address'")
    assert "排放限值" in reviewer.locator("#address").inner_text()
    assert reviewer.locator("#accept-all").is_disabled()

    reviewer.keyboard.press("e")
    reviewer.keyboard.press("Control+a")
    reviewer.keyboard.type("颗粒物排放浓度不高于 18 mg/m³")
    reviewer.keyboard.press("Tab")
    reviewer.keyboard.press("Control+a")
    reviewer.keyboard.type("限值 颗粒物 ≤ 18 mg/m³")
    reviewer.keyboard.press("Control+Enter")
    reviewer.wait_for_function("() => document.querySelector('#progress').textContent.includes('须定的都定了')")
    reviewer.keyboard.press("x")
    reviewer.wait_for_function("() => document.querySelector('#progress').textContent.includes('已定 2')")
    reviewer.keyboard.press("k")
    reviewer.keyboard.press("u")
    reviewer.wait_for_function("() => document.querySelector('#progress').textContent.includes('已定 1')")
    reviewer.locator("#accept-all").focus()
    reviewer.keyboard.press("Enter")
    reviewer.wait_for_function("() => document.querySelector('#said').textContent.includes('已整份接受')")

    assert foreign == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, PHONE, ZOOMED], ids=["desktop", "phone", "200 %"])
def test_p22_no_barrier_at_review(reviewer: Any, rote_page: str, axe: str, size: dict[str, int]) -> None:
    reviewer.set_viewport_size(size)
    assert barriers(reviewer, axe) == []
    assert fits(reviewer)

    reviewer.goto(f"{rote_page}/review")
    reviewer.locator("table").wait_for()
    assert barriers(reviewer, axe) == []
