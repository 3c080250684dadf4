"""P14: with the network off everything of the default works; asking and grading open no socket at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CASE = ROOT / "tests" / "cli" / "case.yaml"

# Runs in a fresh process: whatever a library does on being imported counts too.
WATCH = """
import socket, sys
opened = []
kept = socket.socket
class Watched(kept):
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if family not in (socket.AF_UNIX,):
            opened.append(f"socket {family}")
        super().__init__(family, type, proto, fileno)
def look_up(*words, **more):
    opened.append(f"look up {words}")
    raise OSError("no network here")
socket.socket = Watched
socket.getaddrinfo = look_up
from assistant.cli.door import run
status = run(sys.argv[1:])
print(f"status {status} opened {opened}", file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "被行政处罚过还能申报A级吗", "--json"],
        ["ask", "我们还能申报A级吗", "--case", str(CASE), "--as-of", "2026-11-23"],
        ["grade", str(CASE), "--as-of", "2026-11-23", "--json"],
        ["grade", str(CASE), "--as-of", "2026-11-23", "--explain"],
        ["doctor"],
        ["library", "status"],
    ],
    ids=["ask", "ask with a case", "grade", "grade --explain", "doctor", "library status"],
)
def test_p14_no_socket_is_opened(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WATCH, *words], cwd=tmp_path, capture_output=True, text=True)

    assert done.stderr.strip().splitlines()[-1] == "status 0 opened []"
