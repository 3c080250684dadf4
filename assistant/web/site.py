"""The whole site: our FastAPI app, its few routes, and the Gradio page mounted on it.

Lives here: `build` (from a workspace) and `build_from` (from rooms, as tests do). Gradio's analytics, sharing, API
pages, uploads and run history are off (docs/security.md). May import: service, web.*.
"""

from __future__ import annotations

import inspect
import re
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Query, Response
from fastapi.staticfiles import StaticFiles

from assistant.errors import UnknownValue
from assistant.grading.decisive import Decisive
from assistant.library.clause import ClauseId
from assistant.web import cells, clauses, phrases
from assistant.web.card import CARDS
from assistant.web.desk import Desk, Form
from assistant.web.export import KINDS
from assistant.web.headers import Receive, Scope, Send, Shield
from assistant.web.pack_routes import add_pack_routes
from assistant.web.packing import Packing
from assistant.web.review_routes import add_routes
from assistant.web.reviewing import Reviewing
from assistant.web.rooms import Rooms

if TYPE_CHECKING:
    from assistant.service import Workspace

STATIC = Path(__file__).parent / "static"
HTML = "text/html; charset=utf-8"
PLAIN = re.compile(r"[a-z0-9-]+:[0-9]+(?:\([0-9]+\))?")  # a clause id; anything else may be a cell's
_KEEP_NOTHING = {"Cache-Control": "no-store"}


class Site(FastAPI):
    """FastAPI inside the shield: answers that Starlette makes for a crash carry our headers too."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Shield(super().__call__)(scope, receive, send)


def build(workspace: Workspace) -> FastAPI:
    """The site over an open workspace."""
    from assistant.web.service_packs import packing_of
    from assistant.web.service_rooms import reviewing_of, rooms_of

    return build_from(rooms_of(workspace), reviewing=reviewing_of(workspace), packing=packing_of(workspace))


def build_from(rooms: Rooms, *, reviewing: Reviewing | None = None, packing: Packing | None = None) -> FastAPI:
    """The site over these rooms; with the review of drafts where there is a library, and packs where there is room."""
    desk = Desk()
    lifespan = _warming(rooms, reviewing, packing)
    site = Site(title=phrases.TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    _routes(site, rooms, desk)
    if reviewing is not None:
        add_routes(site, reviewing)
    if packing is not None:
        add_pack_routes(site, packing)
    site.mount("/page", StaticFiles(directory=STATIC), name="page")
    _mount_page(site, rooms, desk, packing)
    return site


def _warming(
    rooms: Rooms, reviewing: Reviewing | None, packing: Packing | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Once the page is served, not before: the page itself must not wait either."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=rooms.warm, daemon=True).start()
        if packing is not None:
            packing.open()
        yield
        if packing is not None:
            packing.close()
        if reviewing is not None:
            reviewing.close()

    return lifespan


def _routes(site: FastAPI, rooms: Rooms, desk: Desk) -> None:
    @site.get("/healthz")
    def healthz() -> Response:
        return Response("ok", media_type="text/plain")

    @site.get("/clause/{clause:path}")
    def clause(clause: str, q: Annotated[list[str] | None, Query()] = None) -> Response:
        try:
            return Response(_clause(rooms, clause, q or ()), media_type=HTML)
        except UnknownValue as error:
            return Response(str(error), status_code=404, media_type="text/plain")

    @site.get("/export/{token}.{kind}")
    def export(token: str, kind: str) -> Response:
        visit = desk.find(token)
        if visit is None or kind not in KINDS or not visit.now.turns:
            return Response(phrases.LOST, status_code=404, media_type="text/plain", headers=_KEEP_NOTHING)
        chosen, today = KINDS[kind], rooms.today()
        name = quote(f"政策问答记录-{today.isoformat()}.{kind}")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", **_KEEP_NOTHING}
        return Response(chosen.write(visit.now, rooms.corpus, today), media_type=chosen.media_type, headers=headers)

    @site.get("/download/{token}/{kind}")
    def download(token: str, kind: str) -> Response:
        visit = desk.find(token)
        form = visit.form if visit else Form()
        if kind not in CARDS or not form.case or form.graded is None:
            return Response(phrases.LOST, status_code=404, media_type="text/plain", headers=_KEEP_NOTHING)
        chosen = CARDS[kind]
        name = quote(f"{chosen.name}-{rooms.today().isoformat()}{Path(kind).suffix}")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", **_KEEP_NOTHING}
        body = chosen.write(form.case, form.graded, rooms.corpus)
        return Response(body, media_type=chosen.media_type, headers=headers)


def _clause(rooms: Rooms, clause: str, quotes: Sequence[str]) -> str:
    """The panel of a clause, or of a cell of an indicator table. Raises UnknownValue."""
    today = rooms.today()
    tables = rooms.decisive(today)
    if isinstance(tables, Decisive) and not PLAIN.fullmatch(clause):
        return cells.panel(tables, rooms.held, clause)
    return clauses.panel(rooms.held, ClauseId.parse(clause), quotes, as_of=today)


def _mount_page(site: FastAPI, rooms: Rooms, desk: Desk, packing: Packing | None) -> None:
    import gradio as gr  # seconds, and a test that needs only a route of ours should not pay twice

    from assistant.web.page import draw, theme

    # Newer releases keep every run in the browser's storage unless told not to; older ones do not know the word.
    known = inspect.signature(gr.mount_gradio_app).parameters
    off: dict[str, Any] = {"run_history": False} if "run_history" in known else {}
    gr.mount_gradio_app(
        site,
        draw(rooms, desk, packing),
        path="/",
        theme=theme(),
        css_paths=[STATIC / "page.css", STATIC / "screening.css"],
        head='<script src="page/page.js" defer></script><script src="page/screening.js" defer></script>',
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        **off,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
