"""Serving the site on one address. Loopback unless told otherwise; a taken port is said in one line.

Lives here: `serve`. May import: errors.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Callable

from fastapi import FastAPI

from assistant.errors import InputError


def serve(site: Callable[[], FastAPI], host: str, port: int) -> None:
    """Take the address first (so that a taken port is told at once), build the site, serve it until it is stopped.

    Raises InputError where the address cannot be had.
    """
    import uvicorn  # with Gradio's, seconds of imports: only who serves pays

    with contextlib.closing(_take(host, port)) as taken:
        address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{taken.getsockname()[1]}"  # noqa: S104
        print(f"正在准备网页，约需几秒……  {address}", file=sys.stderr, flush=True)  # noqa: T201
        # No access log: addresses of exports are keys to a conversation (P21).
        server = uvicorn.Server(uvicorn.Config(site(), log_level="warning", access_log=False, server_header=False))
        print(f"网页已就绪，请在浏览器打开 {address}（按 Ctrl+C 停止）", file=sys.stderr, flush=True)  # noqa: T201
        server.run(sockets=[taken])


def _take(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, proto)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            remedy = f"请关掉占用它的程序，或换一个：ASSISTANT_PORT={port + 1 if port < 65535 else 7860}"
            raise InputError("端口已被占用", where=f"{host}:{port}", remedy=remedy) from None
        raise InputError(
            "这个地址或端口不能使用", where=f"{host}:{port}", remedy="请检查 ASSISTANT_HOST 和 ASSISTANT_PORT"
        ) from None
    return taken
