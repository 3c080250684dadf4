"""The routes of the review page: the list, one draft, its data, its page images, decisions and acceptance.

Lives here: `add_routes`. May import: web.reviewing, web.review_page, errors. Decisions are taken as JSON with a header
that no other site's form can send. What is wrong comes back as one line, never as a trace.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse

from assistant.errors import AssistantError
from assistant.web import review_page
from assistant.web.reviewing import Reviewing

HTML = "text/html; charset=utf-8"
MAX_BYTES = 200_000
_FRESH = {"Cache-Control": "no-store"}


def add_routes(site: FastAPI, reviewing: Reviewing) -> None:
    """The routes on `site`."""

    @site.get("/review")
    def listing() -> Response:
        return Response(review_page.listing(reviewing.drafts()), media_type=HTML, headers=_FRESH)

    @site.get("/review/{name}")
    def one(name: str) -> Response:
        try:
            shown = reviewing.shown(name)
        except AssistantError as error:
            return Response(review_page.trouble(str(error)), status_code=404, media_type=HTML, headers=_FRESH)
        return Response(review_page.page(shown), media_type=HTML, headers=_FRESH)

    @site.get("/review/{name}/data")
    def data(name: str) -> Response:
        return _said(lambda: reviewing.shown(name))

    @site.get("/review/{name}/page/{page}")
    def picture(name: str, page: int) -> Response:
        try:
            return Response(reviewing.picture(name, page), media_type="image/png", headers=_FRESH)
        except AssistantError as error:
            return Response(str(error), status_code=404, media_type="text/plain; charset=utf-8")

    @site.post("/review/{name}/take")
    async def take(name: str, request: Request, x_review: str | None = Header(default=None)) -> Response:
        said = await _body(request, x_review)
        if said is None:
            return _refused()
        return _said(lambda: reviewing.take(name, str(said.get("by") or ""), over=said.get("over") is True))

    @site.post("/review/{name}/decide")
    async def decide(name: str, request: Request, x_review: str | None = Header(default=None)) -> Response:
        said = await _body(request, x_review)
        return _refused() if said is None else _said(lambda: reviewing.decided(name, said))

    @site.post("/review/{name}/accept")
    async def accept(name: str, request: Request, x_review: str | None = Header(default=None)) -> Response:
        said = await _body(request, x_review)
        return _refused() if said is None else _said(lambda: reviewing.accepted(name, said))


async def _body(request: Request, header: str | None) -> dict[str, Any] | None:
    """What was sent; None where it did not come from our own page, or is no JSON object of a sensible size."""
    if header != "1" or not request.headers.get("content-type", "").startswith("application/json"):
        return None
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > MAX_BYTES:
            return None
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _refused() -> Response:
    return JSONResponse({"trouble": "请求不成格式"}, status_code=400)


def _said(call: Callable[[], dict[str, Any]]) -> Response:
    try:
        return JSONResponse(call(), headers=_FRESH)
    except AssistantError as error:
        return JSONResponse({"trouble": str(error)}, status_code=409, headers=_FRESH)
