"""`jixiao library …`: what is loaded, reviewing drafts, adding texts, comparing editions.

Lives here: the group `library`. May import at start: typer and the rest of cli; everything else inside its command.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.options import AsOf, Json, read_day
from assistant.cli.out import complain, say, say_json
from assistant.cli.usage import Command, Group

library = typer.Typer(
    cls=Group, rich_markup_mode=None, help="资料库：看载入了什么，审核指标表草稿，加入法规文本，对照两个版本。"
)
_DAY: dict[str, Any] = {"metavar": "YYYY-MM-DD", "parser": read_day}


@library.command(cls=Command)
def status(as_of: AsOf = None, as_json: Json = False) -> None:
    """第八条各行业的指标表：已审核 / 草稿 / 部分事实 / 无；来自哪个文件，谁审核的，还答不了什么。"""
    from assistant import service
    from assistant.config import today

    rows = service.library_status(service.open_workspace(), as_of=as_of or today())
    if as_json:
        say_json(rows)
        return
    from assistant.cli.show import library_in_words

    say(library_in_words(rows))


@library.command(cls=Command)
def review(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="import-guide 写出的草稿")],
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="审核人；只看（--list）可不写")] = None,
    on: Annotated[date | None, typer.Option("--on", help="审核日期（默认：当天）", **_DAY)] = None,
    listing: Annotated[bool, typer.Option("--list", help="列出各单元格，最没把握的在前；不写入")] = False,
    accept: Annotated[list[str] | None, typer.Option(metavar="单元格", help="接受一格，如 排放限值@A；可多次")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="单元格", help="不采用一格；可多次")] = None,
    drop: Annotated[list[str] | None, typer.Option(metavar="单元格", help="整行不是指标，删去；可多次")] = None,
    correct: Annotated[str | None, typer.Option(metavar="单元格", help="更正一格，与 --raw 同用")] = None,
    raw: Annotated[str | None, typer.Option(metavar="文字", help="更正后的原文")] = None,
    number: Annotated[
        list[str] | None,
        typer.Option(metavar="行", help="更正后的数值，如 限值 颗粒物 ≤ 10 mg/m³；可多次；不写则从文字读"),
    ] = None,
    in_force: Annotated[date | None, typer.Option(help="这本指南自哪天起施行", **_DAY)] = None,
    repeals: Annotated[list[str] | None, typer.Option(metavar="ID", help="它代替哪本指南（--guide 的编号）")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="代替已审核的旧表（旧表移到一边）")] = False,
    take_over: Annotated[bool, typer.Option("--take-over", help="接手别人正在审核的草稿")] = False,
    as_json: Json = False,
) -> None:
    """审核一份指标表草稿：逐格接受、更正或不采用；都定了之后整份接受，才用来作判断。"""
    from assistant.importing.desk import Orders, carry_out, listed

    if listing:
        shown = listed(draft)
        say_json(shown) if as_json else say(_listing(shown))
        return
    if not by:
        raise typer.BadParameter("没有写审核人，请写 --by 姓名", param_hint="--by")
    if correct is None and (raw is not None or number):
        raise typer.BadParameter("要与 --correct 同用", param_hint="--raw" if raw is not None else "--number")
    from assistant.config import HENAN, read_settings, today

    settings = read_settings()
    orders = Orders(
        accept=tuple(accept or ()),
        reject=tuple(reject or ()),
        drop=tuple(drop or ()),
        correct=correct,
        raw=raw,
        numbers="\n".join(number) if number else None,
        in_force=in_force,
        repeals=tuple(repeals or ()),
        replaces=replace,
        take_over=take_over,
    )
    from datetime import datetime

    done = carry_out(
        draft, orders, by=by, on=on or today(), today=today(), now=datetime.now(HENAN), library=settings.library
    )
    if as_json:
        say_json(done)
        return
    say(_done(done))
    if done["guide_file"]:
        from assistant.library.corpus import load_corpus

        if load_corpus(settings.corpus).industries.named(done["industry"]) is None:
            complain(f"注意：第八条没有“{done['industry']}”这个行业，这张表不会用来作判断；请核对草稿里的 industry。")


@library.command(cls=Command)
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="法规文本：PDF、DOCX、TXT")],
    id: Annotated[str, typer.Option("--id", metavar="ID", help="编号，小写字母、数字和 -，如 city-2025")],
    title: Annotated[str, typer.Option(metavar="标题", help="文件标题")],
    authority: Annotated[str, typer.Option(metavar="来源", help="official、repost_of_official_text、media 等")],
    in_force: Annotated[date, typer.Option("--in-force", help="自哪天起施行", **_DAY)],
    repeals: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="它废止或代替哪份文件（编号或标题）；可多次")
    ] = None,
    issuer: Annotated[str, typer.Option(metavar="单位", help="发布单位")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="代替先前以同一编号加入的文本")] = False,
    as_json: Json = False,
) -> None:
    """加入一份法规文本：此后可按条引用，带版本和来源标记；不用来作判断。"""
    from assistant import service
    from assistant.config import today

    card = service.add_document(
        service.open_workspace(),
        file,
        today=today(),
        id=id,
        title=title,
        authority=authority,
        in_force=in_force,
        repeals=tuple(repeals or ()),
        issuer=issuer,
        replaces=replace,
    )
    if as_json:
        say_json(card)
        return
    say(
        f"已加入《{card['title'].strip('《》')}》（{card['id']}）：{card['clauses']} 条，{card['in_force']} 起施行，来源 {card['authority']}。"
    )
    say(f"可按条引用，例如 {card['first']}（{card['label']}）；只供引用，不用来作判断。")
    for note in card["notes"]:
        complain(note)


@library.command(cls=Command)
def compare(
    industry: Annotated[str, typer.Argument(metavar="行业", help="第八条的行业名，如 铸造")],
    guides: Annotated[
        list[str] | None, typer.Argument(metavar="指南", help="两本指南的编号；不写则取载入的两本")
    ] = None,
    grade: Annotated[str | None, typer.Option(metavar="等级", help="只看一个等级，如 A")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """并排对照同一行业的两张指标表（两个版本，或国家与省级）：改了什么。"""
    from assistant import service
    from assistant.config import today

    found = service.compare_tables(
        service.open_workspace(), industry, tuple(guides or ()), grade=grade, as_of=as_of or today()
    )
    if as_json:
        say_json(found)
        return
    from assistant.cli.show import comparison_in_words

    say(comparison_in_words(found))


def _listing(shown: dict[str, Any]) -> str:
    head = f"{shown['industry']}（{shown['guide']}）：{shown['cells']} 格，其中 {len(shown['pending'])} 格须逐个定。"
    if shown["claim"]:
        head += f"{shown['claim']['by']} 正在审核（{shown['claim']['since']} 起）。"
    lines = [head, *(f"注意：{word}" for word in shown["warnings"])]
    for item in shown["items"]:
        sign = "须定" if item["open"] else (item["decision"] or {}).get("word", "")
        text = item["raw"].replace("\n", " / ")
        lines.append(f"[{sign or '　　'}] {item['address']}（第{item['page']}页，把握 {item['confidence']}）：{text}")
        lines += [f"         {number}" for number in item["numbers"]]
    return "\n".join(lines)


def _done(done: dict[str, Any]) -> str:
    if done["guide_file"]:
        return f"已审核：{done['industry']}（{done['guide']}），写入 {done['guide_file']}。审核人 {done['by']}，{done['on']}。"
    left = (
        f"还有 {len(done['pending'])} 格须定：{'、'.join(done['pending'])}"
        if done["pending"]
        else "须定的都定了，可以整份接受"
    )
    return f"已记下 {done['recorded']} 项。{left}。"
