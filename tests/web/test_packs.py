"""材料预审 behind the page: whose pack it is, what may come in, what is left when it goes."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.web import packs as packs_room
from assistant.web.pack_routes import add_pack_routes
from assistant.web.packing import COOKIE, Packing
from assistant.web.packs import Packs, tidy_name
from assistant.web.site import Site, build_from
from tests.web.fake import rooms_at
from tests.web.fake_packs import packing_at

OURS = {"x-pack": "1"}
MARK = "独一无二的内容4711"


@pytest.fixture(scope="module")
def corpus_root(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return rooms_at(tmp_path_factory.mktemp("rooms") / "corpus")


@pytest.fixture
def packing(tmp_path: Path, corpus_root: Any) -> Packing:
    return packing_at(tmp_path / "uploads", corpus_root.corpus)


@pytest.fixture
def visitor(packing: Packing) -> Iterator[Callable[[], TestClient]]:
    site = Site(openapi_url=None)  # without Gradio's page, which takes seconds to build
    add_pack_routes(site, packing)

    def comes() -> TestClient:
        return TestClient(site, raise_server_exceptions=False)

    yield comes
    packing.close()


def put(client: TestClient, name: str, body: bytes = b"x") -> Any:
    return client.put("/pack/file", params={"name": name}, content=body, headers=OURS)


def do(client: TestClient, what: str, **told: Any) -> Any:
    return client.post(f"/pack/{what}", json=told, headers=OURS)


def finished(client: TestClient) -> str:
    for _ in range(200):
        reply = client.get("/pack/progress").json()
        if reply["stage"] not in ("running", "waiting"):
            return str(client.get("/pack/panel").text)
        time.sleep(0.05)
    raise AssertionError("the run did not end")


def screened(client: TestClient, *names: str) -> str:
    for name in names:
        assert put(client, name).status_code == 204
    assert do(client, "start").status_code == 200
    return finished(client)


def test_the_whole_job(visitor: Any) -> None:
    me = visitor()

    page = screened(me, "示例/01申报表.pdf", "示例/证照/排污许可证.pdf")

    assert "需要补正" in page and "环境影响评价文件及批复" in page
    for kind, head in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")):
        reply = me.get(f"/pack/report.{kind}")
        assert reply.status_code == 200 and reply.content.startswith(head)
        assert reply.headers["cache-control"] == "no-store"
    assert me.get("/pack/report.docx?pictures=true").content.startswith(b"PK")
    names = zipfile.ZipFile(io.BytesIO(me.get("/pack/ordered.zip").content)).namelist()
    assert "00_目录.docx" in names and any(name.endswith("/排污许可证.pdf") for name in names)
    assert (
        me.get("/pack/page", params={"file": "01申报表.pdf", "page": 1, "box": "90,200,420,222"}).content[:4]
        == b"\x89PNG"
    )


def test_the_site_has_the_tab_and_its_routes(corpus_root: Any, packing: Packing) -> None:
    with TestClient(build_from(corpus_root, packing=packing)) as me:
        assert "材料预审" in me.get("/").text
        assert "上传申报材料" not in me.get("/pack/panel").text and "开始预审" in me.get("/pack/panel").text
        put(me, "a.pdf")

    assert list(packing.packs.root.iterdir()) == []  # closing the site takes all packs along


def test_p19_nobody_else_sees_a_pack(visitor: Any) -> None:
    mine, yours = visitor(), visitor()
    screened(mine, "01申报表.pdf")

    assert "需要补正" not in yours.get("/pack/panel").text
    for path in ("progress", "report.docx", "ordered.zip", "month.xlsx", "page?file=01申报表.pdf&page=1"):
        assert yours.get(f"/pack/{path}").status_code == 404
    yours.cookies.set(COOKIE, "x" * 43)
    assert yours.get("/pack/report.json").status_code == 404


def test_p19_files_are_readable_by_their_owner_only(visitor: Any, packing: Packing) -> None:
    me = visitor()
    put(me, "子/a.pdf")

    for path in packing.packs.root.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode & 0o077 == 0, path
    cookie = me.put("/pack/file", params={"name": "b"}, content=b"", headers=OURS).headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()


def test_p19_every_answer_carries_the_headers(visitor: Any) -> None:
    me = visitor()
    screened(me, "a.pdf")

    for path in ("panel", "progress", "report.pdf", "nothing"):
        reply = me.get(f"/pack/{path}")
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"


def test_another_site_cannot_act(visitor: Any) -> None:
    me = visitor()
    put(me, "a.pdf")

    assert me.post("/pack/delete", json={}).status_code == 403
    assert me.put("/pack/file", params={"name": "b.pdf"}, content=b"x").status_code == 403
    assert "a.pdf" in me.get("/pack/panel").text


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "etc/passwd"), ("/root/a.pdf", "root/a.pdf"), ("..\\..\\b.pdf", "b.pdf"), ("子/./c\n.pdf", "子/c_.pdf"),
     ("长" * 300 + ".pdf", None)],
)  # fmt: skip
def test_p06_no_name_leaves_the_folder(name: str, kept: str | None, visitor: Any, packing: Packing) -> None:
    assert put(visitor(), name, b"here").status_code == 204

    found = [p for p in packing.packs.root.rglob("*") if p.is_file()]
    assert len(found) == 1 and found[0].read_bytes() == b"here"
    assert kept is None or found[0].as_posix().endswith(f"/pack/{kept}")
    assert len(tidy_name(name).encode()) < 250


def test_p06_a_pack_has_limits(visitor: Any, packing: Packing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs_room, "MOST_BYTES", 10)
    monkeypatch.setattr(packs_room, "MOST_FILES", 2)
    me = visitor()

    assert put(me, "a", b"12345").status_code == 204
    too_large = put(me, "b", b"123456")
    assert too_large.status_code == 413 and "MB" in too_large.text
    put(me, "b", b"1")
    assert "2 个文件" in put(me, "c", b"1").text
    assert sorted(p.name for p in packing.packs.root.rglob("*") if p.is_file()) == ["a", "b"]


def test_p21_delete_leaves_no_byte(visitor: Any, packing: Packing, tmp_path: Path) -> None:
    me = visitor()
    put(me, f"{MARK}.txt", MARK.encode())
    screened(me, "a.pdf")
    me.get("/pack/ordered.zip")
    me.get("/pack/report.pdf")

    reply = do(me, "delete")

    assert reply.status_code == 200 and "材料预审" in reply.text
    assert list(packing.packs.root.rglob("*")) == []
    grep = subprocess.run(["grep", "-rl", MARK, str(tmp_path)], capture_output=True, text=True)
    assert grep.stdout == ""
    assert me.get("/pack/report.json").status_code == 404


def test_p21_delete_while_it_runs(visitor: Any, packing: Packing) -> None:
    me = visitor()
    put(me, "慢.pdf")
    do(me, "start")
    time.sleep(0.3)

    do(me, "delete")

    for _ in range(40):
        if not list(packing.packs.root.rglob("*")):
            break
        time.sleep(0.05)
    assert list(packing.packs.root.rglob("*")) == []


def test_p21_packs_go_on_schedule(tmp_path: Path) -> None:
    packs = Packs(tmp_path, keep_seconds=0.0)
    pack = packs.open(None)
    (pack.uploads / "a").write_text("x")
    time.sleep(0.01)

    packs.sweep()

    assert packs.find(pack.token) is None and list(tmp_path.iterdir()) == []


def test_p20_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    code = (
        "import sys, os, signal\nfrom pathlib import Path\nfrom assistant.web.packs import Packs\n"
        "pack = Packs(Path(sys.argv[1])).open(None)\n(pack.uploads / 'a').write_text('x')\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    (tmp_path / "不是我们的").mkdir()
    (tmp_path / f"{os.getpid()}-of-a-container-before").mkdir()
    assert len(list(tmp_path.iterdir())) == 3

    packs = Packs(tmp_path)
    mine = packs.open(None)
    packs.sweep()

    assert {p.name for p in tmp_path.iterdir()} == {"不是我们的", mine.folder.name}


def test_p20_a_folder_that_takes_nothing_is_one_line(visitor: Any, packing: Packing) -> None:
    packing.packs.root.write_text("in the way")

    reply = put(visitor(), "a")

    assert reply.status_code == 413 and "写不进去" in reply.text and "\n" not in reply.text


def test_stop_and_go_on(visitor: Any) -> None:
    me = visitor()
    put(me, "慢.pdf")
    do(me, "start")
    time.sleep(0.3)
    told = me.get("/pack/progress").json()
    assert told["stage"] == "running" and re.search(r"第 1 / 1 个文件：慢.pdf，第 \d+ / 40 页", told["say"])
    assert 0 < told["share"] < 1

    assert "已停止" in do(me, "stop").text
    do(me, "drop", name="慢.pdf")
    assert "需要补正" in screened(me, "快.pdf")


def test_a_run_that_ends_after_its_last_file_was_taken_out_leaves_the_place_for_the_next(
    visitor: Any, packing: Packing
) -> None:
    me = visitor()
    put(me, "慢.pdf")
    do(me, "start")
    time.sleep(0.3)
    do(me, "stop")
    do(me, "drop", name="慢.pdf")
    for thread in [t for t in threading.enumerate() if t.name.startswith("Thread-") and "_run" in t.name]:
        thread.join(5)

    pack = packing.packs.find(me.cookies[COOKIE])
    assert pack is not None and pack.uploads.is_dir()
    assert "需要补正" in screened(me, "快.pdf")


def test_a_run_that_was_stopped_does_not_end_the_next(visitor: Any, packing: Packing) -> None:
    me = visitor()
    put(me, "慢.pdf")
    for _ in range(3):
        do(me, "start")
        time.sleep(0.1)
        do(me, "stop")
    do(me, "start")
    time.sleep(0.6)

    assert me.get("/pack/progress").json()["stage"] == "running"
    assert "需要补正" in finished(me)


def test_two_runs_wait_for_each_other(visitor: Any) -> None:
    mine, yours = visitor(), visitor()
    put(mine, "慢.pdf")
    put(yours, "a.pdf")
    do(mine, "start")
    time.sleep(0.1)
    do(yours, "start")

    told = yours.get("/pack/progress").json()
    assert told["stage"] == "waiting" and "轮到时自动开始" in told["say"]
    do(mine, "stop")
    assert "需要补正" in finished(yours)


@pytest.mark.parametrize(("name", "words"), [("坏.zip", "压缩包已损坏。请重新打包"), ("崩.pdf", "这不是您的原因")])
def test_trouble_is_said_in_one_line(name: str, words: str, visitor: Any, caplog: pytest.LogCaptureFixture) -> None:
    page = screened(visitor(), name)

    assert words in page and "Traceback" not in page
    assert name not in caplog.text


def test_nothing_uploaded_is_said(visitor: Any) -> None:
    reply = do(visitor(), "start")

    assert (reply.status_code, reply.text) == (422, "还没有上传文件。把文件、文件夹或压缩包拖进来")


@pytest.mark.parametrize("told", [{"grade": "A+"}, {"with": 3}, {"grade": ["A"]}])
def test_malformed_requests_are_refused(told: dict[str, Any], visitor: Any) -> None:
    me = visitor()
    put(me, "a.pdf")

    assert do(me, "start", **told).status_code in (400, 422)
    assert me.post("/pack/start", content=b"{", headers=OURS).status_code == 400
    assert do(me, "explode").status_code == 403


def test_what_was_chosen_reaches_the_screening(visitor: Any, packing: Packing) -> None:
    me = visitor()
    put(me, "a.pdf")
    do(me, "start", grade="B", industry=" 铸造 ", **{"with": ["change_filing", "none_such"], "without": []})
    finished(me)

    asked = packing.rooms.screen.asked[0]  # type: ignore[attr-defined]
    assert (asked.grade, asked.industry, asked.with_) == ("B", "铸造", ("change_filing",))


def test_a_clerk_overrules_with_name_and_reason(visitor: Any) -> None:
    me = visitor()
    screened(me, "a.pdf")

    assert do(me, "overrule", id="discharge_permit", status="present", by="", reason="看过").status_code == 422
    page = do(me, "overrule", id="discharge_permit", status="present", by="王<b>", reason="看过原件").text
    assert "程序判为“已过期”，王&lt;b&gt;改判。理由：看过原件" in page
    assert me.get("/pack/report.json").json()["materials"][6]["overruled"]["by"] == "王<b>"
    assert "程序判为" not in do(me, "overrule", id="discharge_permit", status="withdraw").text


def test_a_second_submission_is_compared(visitor: Any, packing: Packing) -> None:
    me = visitor()
    screened(me, "a.pdf")

    again = do(me, "again").text
    assert "上传补正后的材料" in again and "a.pdf" not in again
    assert [p.name for p in packing.packs.root.rglob("*") if p.is_file()] == [
        "read.txt"
    ]  # what OCR read, for the next run
    page = screened(me, "齐.pdf")
    assert "已补齐" in page and "与 2026-11-23 相比" in page


def test_an_earlier_report_is_handed_in(visitor: Any) -> None:
    first, later = visitor(), visitor()
    screened(first, "a.pdf")
    report = first.get("/pack/report.json").content

    assert "会与 2026-11-23 的那一次对比" in later.put("/pack/previous", content=report, headers=OURS).text
    assert "已补齐" in screened(later, "齐.pdf")
    for broken in (b"{", b'{"answer": 1}', b"\xff"):
        refused = later.put("/pack/previous", content=broken, headers=OURS)
        assert refused.status_code == 422 and refused.text.startswith("上次的报告") and "\n" not in refused.text
    assert later.put("/pack/previous", content=report).status_code == 403


def test_p21_another_pack_begins_with_an_empty_folder(visitor: Any, packing: Packing) -> None:
    me = visitor()
    screened(me, "a.pdf")

    do(me, "fresh")

    assert [p for p in packing.packs.root.rglob("*") if p.is_file()] == []
    assert "需要补正" in screened(me, "b.pdf")


def _month_row(me: Any, name: str) -> dict[str, Any]:
    sheet = load_workbook(io.BytesIO(me.get("/pack/month.xlsx").content)).worksheets[0]
    heads, *rows = (list(row) for row in sheet.iter_rows(values_only=True))
    return next(dict(zip(heads, row, strict=True)) for row in rows if row[0] == name)


def test_a_month_of_packs(visitor: Any) -> None:
    me = visitor()
    put(me, "甲/a.pdf")
    put(me, "乙齐/a.pdf")
    put(me, "丙坏.zip")
    do(me, "kind", kind="month")
    do(me, "start")

    page = finished(me)

    assert "汇总：3 份材料" in page and "没有预审成：压缩包已损坏" in page
    assert me.get("/pack/month.xlsx").content[:2] == b"PK"
    before = _month_row(me, "甲")
    assert "预审结果" in do(me, "open", name="甲").text
    do(me, "overrule", id="discharge_permit", status="suspect", by="王某", reason="看过原件")
    after = _month_row(me, "甲")
    assert after["存疑"] == before["存疑"] + 1
    assert "汇总：3 份材料" in do(me, "back").text
    assert "看过原件" in do(me, "open", name="甲").text


def test_what_comes_from_outside_is_escaped(visitor: Any) -> None:
    me = visitor()
    page = screened(me, "<img src=x onerror=alert(1)>.pdf")

    assert "<img" not in page and "&lt;img" in page


def test_questions_are_answered_from_the_report_only_where_taken_along(visitor: Any, packing: Packing) -> None:
    me = visitor()
    screened(me, "a.pdf")
    token = me.cookies[COOKIE]

    assert packing.answer(token, "哪些缺了？") is None
    do(me, "ask")
    told = packing.answer(token, "哪些缺了？")
    assert told is not None and "环境影响评价文件及批复" in told.answer
    assert told.citations and all(packing.corpus().card(c.clause.split(":")[0]) for c in told.citations)
    assert packing.answer(token, "去年被罚款还能申报A级吗") is None
    assert packing.answer("other", "哪些缺了？") is None
    do(me, "detach")
    assert packing.answer(token, "哪些缺了？") is None
