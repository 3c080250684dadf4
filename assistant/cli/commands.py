"""The commands. Each turns words into arguments, calls one function of `service`, and says the result.

Lives here: `app`. May import at start: typer and the rest of cli; everything else inside the command that needs it,
because `--help` and a slip of the pen must not wait for a vector store.
"""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.options import AsOf, Batch, Json, read_day
from assistant.cli.out import complain, say, say_json
from assistant.cli.shelf import library
from assistant.cli.usage import Command, Elsewhere, Group

ABOUT = "河南省重污染天气重点行业绩效分级助手。答案只来自细则原文与确定的规则，仅供参考，以生态环境部门核定为准。"


class Commands(Group):
    """All commands, those of other rooms too."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), EVAL.name or ""]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return EVAL if cmd_name == EVAL.name else super().get_command(ctx, cmd_name)


EVAL = Elsewhere(
    "eval",
    at=("evals.cli", "app"),
    summary="用题集评测答案与检索，比较两次结果。",
    remedy="评测题集只随源码提供：请在源码文件夹里运行",
)
app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None, help=ABOUT)
app.add_typer(library, name="library")


@app.callback(invoke_without_command=True)
def start(context: typer.Context, version: Annotated[bool, typer.Option("--version", help="显示版本")] = False) -> None:
    """What runs before a command; alone it shows the help page."""
    if version:
        from importlib.metadata import version as installed

        say(f"jixiao {installed('jixiao-assistant')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command(cls=Command)
def ask(
    question: Annotated[str | None, typer.Argument(metavar="问题", help="要问的话，加引号；- 为标准输入")] = None,
    case: Annotated[Path | None, typer.Option(metavar="CASE.yaml", help="附上企业情况，答案按它判定")] = None,
    history: Annotated[Path | None, typer.Option(metavar="FILE.json", help="此前的对话，用于追问")] = None,
    batch: Batch = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """问细则：先给结论，再列条款原文。"""
    from assistant import config, service
    from assistant.cli.read import read_case_file, read_history, read_question

    today = as_of or config.today()
    if batch is not None:
        _alone("--batch", {"问题": question, "--case": case, "--history": history})
        workspace = service.open_workspace()
        _each(batch, ("question", "case", "history"), lambda item, day: _asked(workspace, item, day), today)
        return
    text = read_question(question)
    past = read_history(history) if history else []
    facts = read_case_file(case) if case else None
    workspace = service.open_workspace()
    answer = service.ask(workspace, text, case=facts, history=past, as_of=today)
    if as_json:
        say_json(answer.as_json())
        return
    from assistant.cli.show import answer_in_words

    say(answer_in_words(answer, workspace.corpus))


@app.command(cls=Command)
def grade(
    case: Annotated[Path | None, typer.Argument(metavar="CASE.yaml", help="企业情况；- 为标准输入")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="逐条列出：事实 → 规则 → 结果 → 条款原文")] = False,
    batch: Batch = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """自评定级：按细则判定能否申报、等级、期限与义务；缺什么说什么。"""
    from assistant import config, service
    from assistant.cli.read import read_case_file

    today = as_of or config.today()
    if batch is not None:
        _alone("--batch", {"CASE.yaml": case, "--explain": explain or None})
        workspace = service.open_workspace()
        _each(
            batch, ("case",), lambda item, day: service.grade(workspace, item.get("case"), as_of=day).as_json(), today
        )
        return
    if case is None:
        raise typer.BadParameter("请写企业情况的文件，样子见 README", param_hint="CASE.yaml")
    workspace = service.open_workspace()
    verdict = service.grade(workspace, read_case_file(case), as_of=today)
    if as_json:
        say_json(verdict.as_json())
        return
    if explain:
        from assistant.grading.explain import explain as explained

        say(explained(verdict))
        return
    from assistant.cli.show import verdict_in_words

    say(verdict_in_words(verdict.as_json(), workspace.corpus))


@app.command(cls=Command)
def screen(
    pack: Annotated[list[Path] | None, typer.Argument(metavar="PACK…", help="文件夹、压缩包或文件，可写多个")] = None,
    grade: Annotated[str | None, typer.Option(metavar="等级", help="拟申报等级：A、B、B-、C、D、绩效引领性")] = None,
    industry: Annotated[str | None, typer.Option(metavar="行业", help="申报行业，如 铸造")] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", metavar="ID", help="这项材料适用（可写多次）")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="这项材料不适用（可写多次）")
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="OUT", help="写成报告：.docx、.xlsx、.pdf 或 .json（可写多次）"),
    ] = None,
    pictures: Annotated[bool, typer.Option("--pictures", help="报告里附页面缩略图（默认只写文件和页码）")] = False,
    ordered: Annotated[Path | None, typer.Option(metavar="OUT.zip", help="按清单编号整理好的材料包，附目录")] = None,
    previous: Annotated[
        Path | None, typer.Option(metavar="REPORT.json", help="上次的报告，列出补了什么、还缺什么")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="DIR", help="一个文件夹里的许多材料包，逐个预审，一行一件；中断后接着做")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="与 --batch 同用：汇总表")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """预审一份申报材料：缺什么、过期什么、哪里矛盾，在哪一页。"""
    from assistant import config
    from assistant.cli.screen_run import Asked, Targets, run_batch, run_one

    asked = Asked(grade, industry, tuple(with_ or ()), tuple(without or ()), as_of or config.today())
    if batch is not None:
        _alone("--batch", {"PACK": pack, "--report": report, "--ordered": ordered, "--previous": previous})
        if out is None:
            raise typer.BadParameter("请写汇总表的文件名，如 --out 汇总.xlsx", param_hint="--out")
        if status := run_batch(batch, out, asked):
            raise typer.Exit(status)
        return
    if out is not None:
        raise typer.BadParameter("要和 --batch 一起用；单份报告请用 --report", param_hint="--out")
    if not pack:
        raise typer.BadParameter("请写要预审的文件夹、压缩包或文件", param_hint="PACK")
    found, _ = run_one(pack, asked, Targets(tuple(report or ()), ordered, pictures, previous))
    from assistant.cli import screening

    if as_json:
        say_json(screening.as_json(found))
    else:
        say(screening.in_words(found))


@app.command("import-guide", cls=Command)
def import_guide(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="官方指南：PDF（文字或扫描）或 DOCX")],
    guide: Annotated[str, typer.Option("--guide", metavar="ID", help="指南编号，如 national-2020")],
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="草稿放到哪里（默认：资料库的 drafts）")] = None,
    as_json: Json = False,
) -> None:
    """导入指南：每个行业写出一份指标表草稿，每一格带页码、位置和原文；审核之后才用来作判断。"""
    from assistant import service
    from assistant.cli.show import imported_in_words

    done = service.import_guide(service.open_workspace(), file, guide=guide, out=out, progress=complain)
    if as_json:
        say_json(done)
    else:
        say(imported_in_words(done))


@app.command(cls=Command)
def serve(
    host: Annotated[str | None, typer.Option(metavar="HOST", help="默认 127.0.0.1，只有本机能打开")] = None,
    port: Annotated[int | None, typer.Option(metavar="PORT", min=0, max=65535, help="默认 7860")] = None,
) -> None:
    """启动中文网页。"""
    from assistant.config import read_settings
    from assistant.web.serving import serve as serve_site

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = read_settings(**given)

    def site() -> Any:
        from assistant import service, web  # seconds; a wrong setting or a taken port is told before

        return web.build(service.open_workspace(settings))

    gc.enable()
    serve_site(site, settings.host, settings.port)


@app.command(cls=Command)
def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="删去旧索引重建")] = False,
) -> None:
    """建立检索索引（首次使用时也会自动建立）。"""
    from assistant import service

    workspace = service.open_workspace()
    where = service.build_index(workspace, rebuild=rebuild)
    complain(f"索引就绪：{where or '磁盘写不进去，只在内存里'}（语料版本 {workspace.corpus.version}）")


@app.command(cls=Command)
def doctor(as_json: Json = False) -> None:
    """体检：装了什么、缺什么、该输入什么命令。"""
    from assistant.doctor import examine, in_words

    report = examine()
    if as_json:
        say_json(report.as_json())
    else:
        say(in_words(report))


def _asked(workspace: Any, item: dict[str, Any], day: date) -> dict[str, Any]:
    from assistant import service
    from assistant.cli.read import checked_history, checked_question

    question = checked_question(item.get("question"))
    past = checked_history(item.get("history") or [])
    return service.ask(workspace, question, case=item.get("case"), history=past, as_of=day).as_json()


def _each(path: Path, keys: tuple[str, ...], one: Any, today: date) -> None:
    from assistant.cli.batch import work_through

    gc.enable()
    status = work_through(path, keys, one, read_day=_line_day, as_of=today)
    if status:
        raise typer.Exit(status)


def _line_day(text: str) -> date:
    """As `read_day`; in a batch a wrong day costs its line only."""
    from assistant.errors import UnknownValue

    try:
        return read_day(text)
    except typer.BadParameter as error:
        raise UnknownValue(error.message, where="as_of") from None


def _alone(option: str, others: dict[str, object]) -> None:
    given = [name for name, value in others.items() if value is not None]
    if given:
        raise typer.BadParameter(f"不能与 {'、'.join(given)} 同时使用", param_hint=option)
