"""`eval`: running question sets, comparing runs, and sets as spreadsheets.

Lives here: arguments, exit statuses, what goes to stdout and stderr. `assistant.cli` mounts `app` and turns errors into
the one line on stderr. Other kinds of sets (claims, packs, guides) add their command to `app`. May import: the rest of
evals, errors, typer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import BadFile, UnknownValue
from evals import compare as comparing
from evals import report as reporting
from evals.questions import QuestionSet, read_set, read_sets
from evals.runner import Run, run_sets
from evals.targets import OURS, Target, is_ours, read_targets

app = typer.Typer(help="评测：题集、比较、题集与表格互转。", no_args_is_help=True, add_completion=False)
FALLS_SHORT = 3

Json = Annotated[bool, typer.Option("--json", help="stdout 只输出一个 JSON 文档")]


@app.command()
def run(
    set_: Annotated[list[Path], typer.Option("--set", help="题集（YAML 或 XLSX），可多个")],
    more: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="更多题集")] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="composer（不用模型）| configured（设置里的模型）| compare（该模型原话、过门、内置规则并列）；默认按设置"
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="报告文件夹；默认 var/evals/<运行号>")] = None,
    targets: Annotated[Path | None, typer.Option(help="目标文件；我们自己的题集默认用 evals/targets.yaml")] = None,
    as_of: Annotated[str | None, typer.Option(help="把哪天当作今天（YYYY-MM-DD）")] = None,
    json_: Json = False,
) -> None:
    """用题集考一遍：检索、引用、状态、判定、用语、时延，每题附理由。达不到所定目标时退出码为 3。"""
    sets = read_sets([*set_, *(more or [])])
    if model == "compare":
        from evals.models.replay import side_by_side

        raise typer.Exit(side_by_side(sets, out or Path("var/evals") / f"models-{reporting.now():%Y%m%dT%H%M%SZ}"))
    bound = _targets(sets, targets)
    day = _day(as_of)
    from evals.product import open_product

    if out:
        reporting.make_folder(out)
    system = open_product(model)
    report, runs = _measured(system, sets, bound, day)
    written = reporting.write_report(report, out or Path("var/evals") / str(report["run"]))
    _log(report)
    if json_:
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        typer.echo(reporting.summary(report))
    typer.echo(f"报告：{'、'.join(str(path) for path in written)}", err=True)
    raise typer.Exit(_status(report, runs))


def _measured(
    system: Any, sets: Sequence[QuestionSet], targets: dict[str, tuple[Target, ...]], day: date | None
) -> tuple[dict[str, Any], tuple[Run, ...]]:
    count = sum(len(questions.items) for questions in sets)
    runs = run_sets(system, sets, as_of=day, progress=_progress(count))
    report = reporting.build_report(
        runs, model=system.model, corpus_version=system.corpus_version, targets=targets, at=reporting.now()
    )
    return report, runs


def _log(report: dict[str, Any]) -> None:
    """A run is told even where the log cannot be written (a read-only checkout)."""
    try:
        reporting.append_run(report)
    except BadFile as error:
        typer.echo(str(error), err=True)


def _targets(sets: Sequence[QuestionSet], file: Path | None) -> dict[str, tuple[Target, ...]]:
    """By set name; under "" those over all sets together."""
    if file is not None:
        return {"": read_targets(file)}
    ours = [questions.name for questions in sets if is_ours(questions.sha256)]
    return {name: read_targets(OURS) for name in ours}


def _status(report: dict[str, Any], runs: Sequence[Run]) -> int:
    """1: a question broke something of ours; 3: a target is not met; else 0."""
    if any(one.outcome.crashed for run in runs for one in run.marked):
        typer.echo("有题目使程序出错（见报告），退出码 1", err=True)
        return 1
    return FALLS_SHORT if any(one["met"] is False for one in report["targets"]) else 0


def _progress(count: int) -> Callable[[int], None]:
    """Counts on stderr, in place on a terminal, every 50th otherwise."""

    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done}/{count}", end="\n" if done == count else "", file=sys.stderr, flush=True)
        elif done % 50 == 0 or done == count:
            print(f"{done}/{count}", file=sys.stderr, flush=True)

    return show


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UnknownValue(f"“{text}”不是日期", where="--as-of", remedy="请写成 YYYY-MM-DD") from None


@app.command()
def compare(
    run_a: Annotated[Path, typer.Argument(help="前一次运行的文件夹或 report.json")],
    run_b: Annotated[Path, typer.Argument(help="后一次运行的文件夹或 report.json")],
    json_: Json = False,
) -> None:
    """逐题比较两次运行，附置信区间。有指标下降时退出码为 3。"""
    comparison = comparing.compare(comparing.read_report(run_a), comparing.read_report(run_b))
    typer.echo(json.dumps(comparison.as_json(), ensure_ascii=False) if json_ else comparing.as_text(comparison))
    raise typer.Exit(FALLS_SHORT if comparison.falls else 0)


@app.command()
def claims(
    set_: Annotated[Path, typer.Option("--set", help="带标注的答案（JSONL，每行一条）")],
    out: Annotated[Path | None, typer.Option(help="报告文件夹；默认 var/evals/claims-<题集名>")] = None,
    as_of: Annotated[str | None, typer.Option(help="把哪天当作今天（YYYY-MM-DD）")] = None,
    json_: Json = False,
) -> None:
    """让带标注的答案过一遍核对：按错误类型报告拦下、漏过和误拦。漏过不影响退出码。"""
    from assistant.config import read_settings
    from assistant.service import open_workspace
    from evals.claims import report as claims_report
    from evals.claims.items import read_claims
    from evals.claims.measure import judge_items, measure

    questions = read_claims(set_)
    today = _day(as_of) or reporting.now().date()
    folder = out or Path("var/evals") / f"claims-{set_.stem}"
    reporting.make_folder(folder)
    workspace = open_workspace(read_settings())
    from assistant.answering.gate import Gate

    judged = tuple(judge_items(questions.items, Gate(workspace.corpus), today=today))
    measured = measure((one.item, one.decision, one.seconds) for one in judged)
    report = claims_report.build(questions, measured, corpus_version=workspace.corpus.version, at=reporting.now())
    written = claims_report.write(report, judged, folder)
    typer.echo(json.dumps(report, ensure_ascii=False) if json_ else claims_report.as_markdown(report))
    typer.echo(f"报告：{'、'.join(str(path) for path in written)}", err=True)


@app.command()
def set_to_xlsx(
    questions: Annotated[Path, typer.Argument(help="题集（YAML）")],
    out: Annotated[Path, typer.Argument(help="写到哪个 .xlsx")],
) -> None:
    """题集转表格，方便用电子表格编写。"""
    from evals.spreadsheet import write_spreadsheet

    write_spreadsheet(read_set(questions), out)


@app.command()
def xlsx_to_set(
    sheet: Annotated[Path, typer.Argument(help="表格（.xlsx）")],
    out: Annotated[Path, typer.Argument(help="写到哪个 .yaml")],
) -> None:
    """表格转题集。"""
    from evals.questions import write_set

    write_set(read_set(sheet), out)


@app.command()
def packs(
    set_: Annotated[Path, typer.Option("--set", help="材料包文件夹（每份一个文件夹，内有 truth.yaml）")],
    out: Annotated[Path | None, typer.Option(help="报告文件夹；默认 var/evals/packs-<时间>")] = None,
    aggregate_only: Annotated[
        bool, typer.Option("--aggregate-only", help="只给合计：不列任何一份材料包的结果（测试组用）")
    ] = False,
    compare_ocr_all: Annotated[
        int, typer.Option("--compare-ocr-all", help="另取几份，与“每页都做 OCR”比时间；0 不比")
    ] = 0,
    case: Annotated[str, typer.Option(help="只测这种情形")] = "",
    kind: Annotated[str, typer.Option(help="只测 born_digital 或 scanned")] = "",
    limit: Annotated[int, typer.Option(help="最多几份（均匀抽取）；0 全部")] = 0,
    timeout: Annotated[float, typer.Option(help="每份最多几秒")] = 1800,
    targets: Annotated[
        Path | None, typer.Option(help="目标文件（例：evals/packs/targets.yaml）；达不到时退出码为 3")
    ] = None,
    json_: Json = False,
) -> None:
    """用带真值的材料包考 screen：材料状态、发现、证据页、用时。运行出错退出码为 1。"""
    from evals.packs import examine as examining
    from evals.packs.truth import read_truths

    truths = [one for one in read_truths(set_) if case in ("", one.case) and kind in ("", one.kind)]
    if limit and limit < len(truths):
        truths = [truths[number * len(truths) // limit] for number in range(limit)]
    at = reporting.now()
    place = out or Path("var/evals") / f"packs-{at:%Y%m%dT%H%M%SZ}"
    kept = None if aggregate_only else place / "reports"
    reporting.make_folder(kept or place)
    marks = examining.examine(truths, timeout=timeout, progress=_progress(len(truths)), keep=kept)
    report = examining.build_report(marks, aggregate_only=aggregate_only, at=at.isoformat(timespec="seconds"), source=str(set_))  # fmt: skip
    if compare_ocr_all:
        report["compare"] = examining.compare(marks, compare_ocr_all)
    report["targets"] = examining.held(report, targets) if targets else []
    text = examining.as_markdown(report)
    (place / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (place / "report.md").write_text(text, "utf-8")
    typer.echo(json.dumps(report, ensure_ascii=False) if json_ else text)
    typer.echo(f"报告：{place / 'report.md'}", err=True)
    short = any(one["met"] is False for one in report["targets"])
    raise typer.Exit(1 if report["failed_runs"] else FALLS_SHORT if short else 0)


@app.command()
def guides(
    set_: Annotated[Path, typer.Option("--set", help="文件夹：指南文件，旁有同名的 .gold.yaml")],
    out: Annotated[Path | None, typer.Option(help="报告文件夹；默认 var/evals/guides-<时间>")] = None,
    aggregate_only: Annotated[
        bool, typer.Option("--aggregate-only", help="只给合计：不列任何一份文件的结果（测试组用）")
    ] = False,
    baselines: Annotated[bool, typer.Option("--baselines", help="同时用 pdfplumber 取表比较")] = False,
    camelot: Annotated[str, typer.Option("--camelot", help="装有 camelot-py 的 Python，一并比较")] = "",
    limit: Annotated[int, typer.Option(help="最多几份（均匀抽取）；0 全部")] = 0,
    timeout: Annotated[float, typer.Option(help="每份最多几秒")] = 600,
    json_: Json = False,
) -> None:
    """用带标准答案的指南文件考 import-guide：单元格、表、限值、页码与框、用时。达不到所定数字时退出码为 3。"""
    from assistant.importing.threshold import SURE
    from evals.guides import examine as examining

    some = examining.read_set(set_)
    if limit and limit < len(some):
        some = [some[number * len(some) // limit] for number in range(limit)]
    at = reporting.now()
    place = out or Path("var/evals") / f"guides-{at:%Y%m%dT%H%M%SZ}"
    reporting.make_folder(place)
    marks, flats = examining.examine(some, sure=SURE, timeout=timeout, progress=_progress(len(some)))
    report = examining.build_report(
        marks, flats, at=at.isoformat(timespec="seconds"), source=str(set_), sure=SURE, aggregate_only=aggregate_only
    )
    pythons = {"pdfplumber": sys.executable if baselines else "", "camelot": camelot}
    examining.add_baselines(report, some, pythons)
    text = examining.as_markdown(report)
    (place / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (place / "report.md").write_text(text, "utf-8")
    typer.echo(json.dumps(report, ensure_ascii=False) if json_ else text)
    typer.echo(f"报告：{place / 'report.md'}", err=True)
    missed = [one for one in report["stated"] if not one["met"]]
    raise typer.Exit(1 if all(one.failed for one in marks) else FALLS_SHORT if missed else 0)
