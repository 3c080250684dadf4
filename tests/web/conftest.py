"""Chromium as Debian ships it, the page over the rote counter or the real service, axe-core."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.answering.model.hostile import Hostile, serving

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
)
START_SECONDS = 90


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, **environment: str) -> Iterator[str]:
    """A server in a process of its own, stopped by its own id."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(START_SECONDS * 5):
        if process.poll() is not None:
            raise AssertionError((process.stderr.read() if process.stderr else b"").decode("utf-8", "replace")[-2000:])
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the page did not come up")


@pytest.fixture(scope="session")
def rote_page() -> Iterator[str]:
    """The page over the rote counter."""
    port = free_port()
    with served([sys.executable, "-m", "tests.web.fake", str(port)], port) as address:
        yield address


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders of somebody who ran `make run` once: the index is there."""
    root = tmp_path_factory.mktemp("home")
    settings = {"ASSISTANT_DATA": str(root / "data"), "ASSISTANT_INDEX": str(root / "index")}
    command = [sys.executable, "-m", "assistant", "index"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True)
    return settings


@pytest.fixture(scope="session")
def real_page(home: dict[str, str]) -> Iterator[str]:
    """The page as `make run` serves it."""
    port = free_port()
    with served([sys.executable, "app.py"], port, ASSISTANT_PORT=str(port), **home) as address:
        yield address


@pytest.fixture(scope="session")
def model_server() -> Iterator[Hostile]:
    """A language model that means ill."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def model_page(home: dict[str, str], model_server: Hostile) -> Iterator[str]:
    """The page with that model set."""
    port = free_port()
    model = {"ASSISTANT_LLM_BASE_URL": model_server.url, "ASSISTANT_LLM_MODEL": "hostile"}
    with served([sys.executable, "app.py"], port, ASSISTANT_PORT=str(port), **model, **home) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; each test takes contexts of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET.split(), headless=True)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class Person:
    """Somebody at a browser of their own; remembers every request and every complaint of the console."""

    def __init__(self, browser: Any, address: str, width: int = 1366, height: int = 768, **context: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **context)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self._heard(message))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = address
        self.page.goto(address)
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_timeout(300)

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    @property
    def foreign(self) -> list[str]:
        """Requests to any other host."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:" + self.address))]

    def ask(self, question: str) -> Any:
        """Ask and wait for the whole answer, which is given back."""
        before = self.page.locator("#talk .turn").count()
        box = self.page.locator("#question textarea")
        box.fill(question)
        box.press("Enter")
        return self.answer(before + 1)

    def answer(self, number: int) -> Any:
        """The answer of the turn with this number, once it is whole."""
        self.page.wait_for_function(
            "n => { const all = document.querySelectorAll('#talk .turn');"
            " return all.length === n && !all[n - 1].querySelector('.running'); }",
            arg=number,
        )
        return self.page.locator("#talk .turn .told").nth(number - 1)


@pytest.fixture
def person(chromium: Any) -> Iterator[Any]:
    """`person(address, …)`: somebody at a browser of their own."""
    people: list[Person] = []

    def comes(address: str, **how: Any) -> Person:
        people.append(Person(chromium, address, **how))
        return people[-1]

    yield comes
    for one in people:
        one.context.close()
