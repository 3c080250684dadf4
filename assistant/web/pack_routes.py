"""The routes of 材料预审. Who asks is told by a cookie that no script and no other site can read or send (P19).

Lives here: `add_pack_routes`. May import: errors, screening, web.*. Uploads are streamed to disk; what changes anything
needs a header that only our own script sends.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse

from assistant.errors import AssistantError, BadFile, InputError, UnknownValue
from assistant.reading.sniff import sniff
from assistant.screening.export_file import FORMATS
from assistant.screening.export_json import parse_report
from assistant.screening.ordering import write_ordered
from assistant.screening.overruling import overrule, withdraw
from assistant.screening.paper import Pictures
from assistant.screening.report import Status
from assistant.screening.thumbnails import DPI, framed, pages_of
from assistant.web import phrases
from assistant.web.pack_markup import GRADES, progress_words, share
from assistant.web.pack_rooms import Asked
from assistant.web.pack_run import MONTH
from assistant.web.packing import COOKIE, Packing
from assistant.web.packs import Pack, Stage, close_screened, room_for, tidy_name

OURS = "x-pack"
VIEW_DPI = 110
_KEEP_NOTHING = {"Cache-Control": "no-store"}
_HTML = "text/html; charset=utf-8"
_LONGEST_BODY = 64 * 1024
_LONGEST_REPORT = 16 * 1024 * 1024


def add_pack_routes(site: FastAPI, packing: Packing) -> None:
    """All of them."""
    _looking(site, packing)
    _doing(site, packing)
    _taking_away(site, packing)


def _looking(site: FastAPI, packing: Packing) -> None:
    @site.get("/pack/panel")
    def tab(request: Request) -> Response:
        return _shown(packing, _pack(request, packing))

    @site.get("/pack/progress")
    def progress(request: Request) -> Response:
        pack = _pack(request, packing)
        if pack is None:
            return _lost()
        told = {"stage": pack.stage, "share": round(share(pack), 4), "say": progress_words(pack, packing.packs.waiting)}
        return Response(json.dumps(told, ensure_ascii=False), media_type="application/json", headers=_KEEP_NOTHING)

    @site.get("/pack/page")
    def page(request: Request, file: str, page: int, box: str = "") -> Response:
        pack = _pack(request, packing)
        path = pack.screened.files.get(file) if pack and pack.screened else None
        if path is None or not 1 <= page <= 100_000:
            return _lost()
        try:
            png = packing.rooms.picture(path, page, VIEW_DPI)
        except BadFile as error:
            return _said(error.what, 404)
        photo = sniff(path) in ("image", "heic")
        return Response(
            framed(png, _box(box), dpi=VIEW_DPI, photo=photo), media_type="image/png", headers=_KEEP_NOTHING
        )


def _doing(site: FastAPI, packing: Packing) -> None:
    @site.put("/pack/file")
    async def take(request: Request, name: str) -> Response:
        if not request.headers.get(OURS):
            return _said("请在本页面里上传", 403)
        try:
            pack = await asyncio.to_thread(packing.packs.open, request.cookies.get(COOKIE))
            await _written(request, pack, tidy_name(name))
        except InputError as error:
            return _said(str(error), 413)
        except OSError as error:
            return _said(f"没有存下来（{error.strerror}），请检查磁盘是否已满或只读", 507)
        return _with_cookie(Response(status_code=204), pack)

    @site.put("/pack/previous")
    async def previous(request: Request) -> Response:
        if not request.headers.get(OURS) or int(request.headers.get("content-length") or 0) > _LONGEST_REPORT:
            return _said("没有这个操作", 403)
        raw = await request.body()
        try:
            pack = await asyncio.to_thread(packing.packs.open, request.cookies.get(COOKIE))
            pack.previous = await asyncio.to_thread(parse_report, raw, where="上次的报告")
        except InputError as error:
            return _said(str(error), 422)
        return _with_cookie(_shown(packing, pack), pack)

    @site.post("/pack/{what}")
    async def do(request: Request, what: str) -> Response:
        body = await request.body()
        if not request.headers.get(OURS) or len(body) > _LONGEST_BODY or what not in _DOING:
            return _said("没有这个操作", 403)
        try:
            told = json.loads(body or b"{}")
            return await asyncio.to_thread(_done, packing, request.cookies.get(COOKIE), what, told)
        except (ValueError, KeyError, TypeError, AttributeError):
            return _said("请求不成格式", 400)
        except AssistantError as error:
            return _said(f"{error.what}。{error.remedy or ''}", 422)


async def _written(request: Request, pack: Pack, name: str) -> None:
    """The body on disk under its name, whole or not at all."""
    if pack.busy:
        raise InputError("正在预审", remedy="请等它完成，或先停止")
    room_for(pack, int(request.headers.get("content-length") or 0))
    place = pack.place_of(name)
    beside = pack.folder / f"{len(pack.sizes)}-{id(request)}.part"
    size = 0
    try:
        with beside.open("xb") as out:
            beside.chmod(0o600)
            async for chunk in request.stream():
                size += len(chunk)
                room_for(pack, size)
                out.write(chunk)
        beside.replace(place)
        pack.sizes[name] = size
    finally:
        beside.unlink(missing_ok=True)


def _done(packing: Packing, token: str | None, what: str, told: dict[str, Any]) -> Response:
    """What a button asked for; the tab as it is then."""
    pack = packing.packs.find(token)
    if what == "delete":
        packing.packs.delete(token)
        reply = _shown(packing, None)
        reply.delete_cookie(COOKIE, path="/")
        return reply
    if pack is None:
        pack = packing.packs.open(None)
    _DOING[what](packing, pack, told)
    return _with_cookie(_shown(packing, pack), pack)


def _start(packing: Packing, pack: Pack, told: dict[str, Any]) -> None:
    grade, industry = told.get("grade") or None, str(told.get("industry") or "").strip() or None
    if grade is not None and grade not in GRADES:
        raise UnknownValue(f"等级“{grade}”不在可选值中")
    known = {c.id for c in packing.rooms.circumstances}
    with_, without = (tuple(i for i in told.get(key) or () if i in known) for key in ("with", "without"))
    packing.runs.start(pack, Asked(grade, industry, with_, without))


def _stop(_: Packing, pack: Pack, __: dict[str, Any]) -> None:
    pack.stop.set()
    if pack.busy:
        pack.stage = Stage.STOPPED


def _kind(_: Packing, pack: Pack, told: dict[str, Any]) -> None:
    if not pack.busy:
        pack.month = told.get("kind") == "month"


def _drop(_: Packing, pack: Pack, told: dict[str, Any]) -> None:
    if not pack.busy:
        pack.forget(str(told["name"]))


def _again(packing: Packing, pack: Pack, told: dict[str, Any]) -> None:
    """The files go; the report stays to be compared with, and what OCR read: most pages come again as they were."""
    previous, asked = pack.report, pack.asked
    _empty(pack, keep=("pages",))
    pack.previous, pack.asked = previous, asked


def _fresh(_: Packing, pack: Pack, __: dict[str, Any]) -> None:
    _empty(pack)


def _empty(pack: Pack, *, keep: tuple[str, ...] = ()) -> None:
    """The pack as if nothing had been uploaded; folders named in `keep` stay."""
    if pack.busy:
        raise InputError("正在预审", remedy="请等它完成，或先停止")
    close_screened(pack)
    pack.sizes.clear()
    for left in pack.folder.iterdir():
        if left.is_dir() and left.name not in keep:
            shutil.rmtree(left)
        elif not left.is_dir():
            left.unlink(missing_ok=True)
    pack.uploads.mkdir(mode=0o700)
    pack.report = pack.previous = None
    pack.rows, pack.month, pack.attached = [], False, False
    pack.asked, pack.stage, pack.trouble = Asked(), Stage.TAKING, ""


def _overrule(packing: Packing, pack: Pack, told: dict[str, Any]) -> None:
    if pack.report is None:
        raise InputError(phrases.PACK_LOST)
    name, status = str(told["id"]), str(told["status"])
    if status == "withdraw":
        pack.report = withdraw(pack.report, name)
    elif status in set(Status):
        by, reason = str(told.get("by") or ""), str(told.get("reason") or "")
        pack.report = overrule(pack.report, name, Status(status), by=by, reason=reason, at=packing.clock())
    else:
        raise UnknownValue("请选改成哪一种情况")
    for month_name, held in pack.reports.items():  # of a month: opened again, it is as the clerk left it
        if held is pack.screened:
            pack.reports[month_name] = pack.screened = replace(held, report=pack.report)
            packing.runs.decided(pack, month_name, pack.report)
            break


def _open(_: Packing, pack: Pack, told: dict[str, Any]) -> None:
    held = pack.reports.get(str(told["name"]))
    if held is None:
        raise InputError(phrases.PACK_LOST)
    pack.screened, pack.report = held, held.report


def _back(_: Packing, pack: Pack, __: dict[str, Any]) -> None:
    pack.screened = pack.report = None


def _ask(_: Packing, pack: Pack, __: dict[str, Any]) -> None:
    pack.attached = pack.report is not None


def _detach(_: Packing, pack: Pack, __: dict[str, Any]) -> None:
    pack.attached = False


_DOING: dict[str, Callable[[Packing, Pack, dict[str, Any]], None]] = {
    "start": _start, "stop": _stop, "kind": _kind, "drop": _drop, "again": _again, "fresh": _fresh, "overrule": _overrule,
    "open": _open, "back": _back, "ask": _ask, "detach": _detach, "delete": _fresh,
}  # fmt: skip


def _taking_away(site: FastAPI, packing: Packing) -> None:
    @site.get("/pack/report.{kind}")
    def report(request: Request, kind: str, pictures: bool = False) -> Response:
        pack = _pack(request, packing)
        chosen = FORMATS.get(f".{kind}")
        if pack is None or pack.report is None or chosen is None:
            return _lost()
        try:
            body = chosen.write(pack.report, packing.corpus(), _pictures(packing, pack) if pictures else None)
        except AssistantError as error:
            return _said(str(error), 503)
        name = f"预审报告-{pack.report.enterprise or '未识别企业'}-{pack.report.as_of}.{kind}"
        return Response(body, media_type=chosen.media_type, headers=_named(name))

    @site.get("/pack/ordered.zip")
    def ordered(request: Request) -> Response:
        pack = _pack(request, packing)
        if pack is None or pack.report is None or pack.screened is None:
            return _lost()
        target = pack.folder / "ordered.zip"
        try:
            write_ordered(target, pack.report, packing.corpus(), pack.screened.files)
        except AssistantError as error:
            return _said(str(error), 507)
        name = f"申报材料-{pack.report.enterprise or '未识别企业'}-{pack.report.as_of}.zip"
        return FileResponse(target, media_type="application/zip", headers=_named(name))

    @site.get("/pack/month.xlsx")
    def months(request: Request) -> Response:
        pack = _pack(request, packing)
        target = pack.folder / MONTH if pack else None
        if target is None or not target.is_file():
            return _lost()
        name = f"预审汇总-{packing.today().isoformat()}.xlsx"
        return FileResponse(target, media_type=FORMATS[".xlsx"].media_type, headers=_named(name))


def _pictures(packing: Packing, pack: Pack) -> Pictures:
    assert pack.report
    files = pack.screened.files if pack.screened else {}
    return pages_of(pack.report, files, lambda path, page: packing.rooms.picture(path, page, DPI))


def _shown(packing: Packing, pack: Pack | None) -> Response:
    return Response(packing.panel(pack), media_type=_HTML, headers=_KEEP_NOTHING)


def _pack(request: Request, packing: Packing) -> Pack | None:
    return packing.packs.find(request.cookies.get(COOKIE))


def _with_cookie(reply: Response, pack: Pack) -> Response:
    reply.set_cookie(COOKIE, pack.token, httponly=True, samesite="strict", path="/")
    return reply


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}", **_KEEP_NOTHING}


def _box(text: str) -> tuple[float, float, float, float] | None:
    try:
        x0, top, x1, bottom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (x0, top, x1, bottom) if all(abs(v) < 100_000 for v in (x0, top, x1, bottom)) else None


def _lost() -> Response:
    return _said(phrases.PACK_LOST, 404)


def _said(words: str, status: int) -> Response:
    return Response(words, status_code=status, media_type="text/plain; charset=utf-8", headers=_KEEP_NOTHING)
