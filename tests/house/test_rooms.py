"""House rules about rooms: signs, names, clocks, settings, swallowed errors, numbers in the core."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, calls, dotted, imports, modules, nodes, tree

BELOW_CONFIG = tuple(
    f"assistant/{room}"
    for room in ("errors.py", "library", "reading", "retrieval", "grading", "answering", "screening", "importing")
    if (ROOT / "assistant" / room).exists()
)


@pytest.mark.parametrize(
    "path", modules("assistant", "evals", "app.py", "tools"), ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_module_has_its_sign(path: Path) -> None:
    sign = ast.get_docstring(tree(path)) or ""

    assert len(sign) >= 30, "the first thing in a file says what lives here"
    if path.stem not in ("__init__", "__main__", "app") and path.parts[-2] != "tools":
        says = ("Lives here", "May import", "May be imported", "    python ")
        assert any(words in sign for words in says), "the sign says what lives here and what may be imported"


def test_no_room_is_called_after_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}

    assert [str(p.relative_to(ROOT)) for p in modules() if p.stem in nothing] == []


def test_imports_point_one_way_and_the_core_stays_pure() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout[-3000:]


def test_nobody_below_the_settings_reads_the_environment() -> None:
    reading = {"os.environ", "os.getenv", "os.environb", "environ", "getenv"}
    found = [where for where, node in nodes(*BELOW_CONFIG) if dotted(node) in reading]

    assert found == [], "settings are arguments; only assistant/config.py reads the environment"


def test_law_and_core_have_no_clock() -> None:
    clocks = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "datetime.date.today"}
    found = [
        where
        for where, name, _ in calls("assistant/library", "assistant/grading", "assistant/answering")
        if name in clocks
    ]

    assert found == [], "as_of and today are arguments"


def test_no_error_is_swallowed() -> None:
    found = []
    for where, node in nodes():
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or dotted(node.type) in ("Exception", "BaseException")
        silent = all(
            isinstance(step, ast.Pass | ast.Continue)
            or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
            for step in node.body
        )
        if node.type is None or (broad and silent):
            found.append(where)

    assert found == []


# Doors where everything that may break has to be caught, each with its reason in the code. Grows only with a reason here.
DOORS = {
    "assistant/cli/door.py": 1,
    "assistant/cli/batch.py": 1,
    "assistant/cli/screen_run.py": 1,  # one pack of a month's folder costs itself only
    "assistant/web/asking.py": 1,
    "assistant/web/assessing.py": 1,
    "assistant/web/pack_run.py": 1,  # a run in a thread of its own: its page would wait for ever
    "assistant/answering/gate.py": 1,  # fails closed: whatever breaks, the sentence is held back (P11)
    "assistant/reading/guard.py": 1,  # foreign parsers at work on hostile files: what breaks is named, the rest goes on (P01)
    # A foreign client: whatever it raises becomes ModelUnavailable; and is handed over from the thread that reads it,
    # without which a server that only keeps the line open outlasts every time-out.
    "assistant/answering/model.py": 2,
}


def test_only_doors_catch_everything() -> None:
    found: dict[str, int] = {}
    for where, node in nodes("assistant"):
        if isinstance(node, ast.ExceptHandler) and node.type and dotted(node.type) in ("Exception", "BaseException"):
            name = where.rsplit(":", 1)[0]
            found[name] = found.get(name, 0) + 1

    assert found == DOORS


def test_the_core_holds_no_number_of_days_or_milligrams() -> None:
    legal = {10, 15, 20, 30, 60, 90, 180, 365, 366}
    found = [
        f"{where} {node.value}"
        for where, node in nodes("assistant/grading")
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in legal
    ]

    assert found == [], "law is data: numbers of the law stand in corpus/"


def test_prompts_are_files_with_a_header() -> None:
    prompts = [p for p in sorted((ROOT / "prompts").iterdir()) if p.name != "README.md"]

    for prompt in prompts:
        head = prompt.read_text(encoding="utf-8")[:1500]
        assert "version" in head or "版本" in head, f"{prompt.name}: what it may do, what it may not, version"


def test_chroma_runs_in_this_process_only_p18() -> None:
    clients = {"HttpClient", "AsyncHttpClient", "CloudClient", "Client"}
    found = [f"{w} {n}" for w, n, _ in calls() if "chroma" in n and n.split(".")[-1] in clients]
    found += [
        f"{w} {n}"
        for w, n in imports()
        if n.startswith(("chromadb.server", "chromadb.app")) or n.split(".")[-1] in clients - {"Client"}
    ]

    assert found == [], "its server has an unfixed hole before login (CVE-2026-45829)"


def test_nothing_listens_beyond_loopback_unless_told_to_p18() -> None:
    from assistant.config import read_settings

    assert read_settings().host == "127.0.0.1"
    everything = list(nodes("assistant", "app.py"))
    compared = {id(part) for _, node in everything if isinstance(node, ast.Compare) for part in ast.walk(node)}
    wide = [
        w for w, node in everything if getattr(node, "value", None) in ("0.0.0.0", "::") and id(node) not in compared
    ]
    assert wide == [], "an address that everybody reaches is never ours to choose"
