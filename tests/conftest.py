"""For every test: a home of its own, no setting of the developer's, and no way out of this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# For this process and every process that a test starts.
QUIET = {
    "PYTHONUTF8": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "MPLBACKEND": "agg",
    "PYTHONDONTWRITEBYTECODE": "1",
}


# A busy machine is no bug; and a failing example is printed so that it can be run again.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


class Unreachable(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session")
def shared_index() -> Path:
    """One index for all runs: a cache of ours, keyed by what went into it, safe to share between processes."""
    return ROOT / "build" / "test-index"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, shared_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder of a user's lies in a fresh temporary one; the shell's ASSISTANT_… count for nothing."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    folders = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": home / "cache"}
    for name, value in {
        **QUIET,
        **folders,
        "XDG_CONFIG_HOME": home / "config",
        "ASSISTANT_INDEX": shared_index,
    }.items():
        monkeypatch.setenv(name, str(value))
    return home


@pytest.fixture(autouse=True)
def this_machine_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sockets reach loopback and local ones; anything else is an error, not a slow test."""
    if "net" in request.keywords:
        yield
        return
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_lookup(host: Any, *rest: Any, **more: Any) -> Any:
        _check(socket.AF_INET, (host, 0))
        return lookup(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
    yield


def _check(family: int, address: Any) -> None:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    if host in (None, "", "localhost", "0.0.0.0", "::"):  # the last two: listening, not leaving
        return
    try:
        local = ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        local = str(host) == socket.gethostname()
    if not local:
        raise Unreachable(f"a test wants to reach {address!r}")
