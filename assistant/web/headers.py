"""P19: the headers that every response carries, and which of Gradio's routes are open at all.

Lives here: `Shield`, an ASGI middleware around the whole app. An HTML page is read whole, its inline scripts are
allowed one by one by their hash, links to other hosts are taken out of its head, its language is set. Everything else
passes through unbuffered, so streaming stays streaming. May import: nothing of ours. Reasons: docs/security.md.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'{hashes}"
)
FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
# What the page itself needs. Gradio's uploads, file server, proxy, API, run history and monitoring stay shut.
OPEN = re.compile(
    r"/|/review|/(assets|static|svelte|page|clause|export|download|review|pack)/.*|/theme\.css|/favicon\.ico|/config/?|/healthz"
    r"|/gradio_api/(queue/join|queue/data|heartbeat/[A-Za-z0-9]+|cancel|reset|startup-events|app_id|theme\.css)/?"
)
_INLINE = re.compile(rb"<script(?![^>]*\ssrc\s*=)[^>]*>(.*?)</script>", re.S | re.I)
_OUTWARD = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*", re.S)
_BASE = re.compile(rb"<base\s[^>]*>\s*")


class Shield:
    """Adds the headers; answers closed routes with 404 itself."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] != "websocket":  # the page uses none
                await self.app(scope, receive, send)
            return
        if OPEN.fullmatch(scope["path"]):
            await self.app(scope, receive, _Guarded(send))
        else:
            await _refuse(_Guarded(send))


class _Guarded:
    """A `send` that dresses one response."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            if headers.get(b"content-type", b"").startswith(b"text/html"):
                self.start = message
                return
            message["headers"] = dressed(message["headers"], b"")
        elif self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = tidied(self.body)
            kept = [(k, v) for k, v in self.start["headers"] if k != b"content-length"]
            self.start["headers"] = [*dressed(kept, body), (b"content-length", str(len(body)).encode())]
            await self.send(self.start)
            message = {"type": "http.response.body", "body": body}
        await self.send(message)


def tidied(page: bytes) -> bytes:
    """Gradio's page in Chinese, without the cards that point to other hosts and without a base address."""
    page = _BASE.sub(b"", _OUTWARD.sub(b"", page))
    return re.sub(rb"(<html\b[^>]*?\slang=)\"[^\"]*\"", rb'\1"zh-CN"', page, count=1)


def dressed(headers: list[tuple[bytes, bytes]], page: bytes) -> list[tuple[bytes, bytes]]:
    """`headers` with ours; each inline script of `page` is allowed by its hash, and no other."""
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in dict.fromkeys(_INLINE.findall(page)))
    ours = ((b"content-security-policy", POLICY.format(hashes=hashes).encode()), *FIXED)
    names = {name for name, _ in ours}
    return [*((k, v) for k, v in headers if k.lower() not in names), *ours]


def _digest(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()


async def _refuse(send: Send) -> None:
    body = "没有这个页面。".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})
