"""Kept answers of models, replayed: bare, through the gate, and the composer's own, side by side.

    python -m evals.models.replay evals/models/raw_qwen.jsonl evals/models/raw_smollm2.jsonl --hostile 500 --out docs/models

Lives here: what a reader of each would see, and how it counts. The gated answer goes the product's own way
(`chain.stream_worded`), with a model that says the kept words. Bare answers are held against the same expectations as
the product's; the clauses that they name count as their citations. Writes models.json, models.md and models.png. May
import: assistant.answering, assistant.config, the rest of evals.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from assistant.answering.answer import Answer, Citation, Status
from assistant.answering.chain import stream_worded
from assistant.answering.claims.amounts import clause_refs
from assistant.answering.gate import Gate
from assistant.answering.model import ChatModel
from assistant.answering.topics.clauses import LAW
from assistant.config import Settings, read_settings
from assistant.errors import InputError
from evals.eligibility import invented
from evals.metrics import Outcome, mark
from evals.models.generate import MOST_TOKENS, PASSAGES, SETS, Asked, drawn, passages_for, reply_to
from evals.models.hostile import lie
from evals.product import Product, no_model, open_product
from evals.questions import QuestionSet, read_set

_SILENT = re.compile(
    r"没有(?:明确)?(?:规定|提到|提及|说明|写明|涉及)|未(?:明确)?(?:规定|提及|提到|说明|涉及)|无法(?:确定|回答|判断|得知)|不清楚|不知道"
)


@dataclass(frozen=True, slots=True)
class Raw:
    """What a model said to a question of a set."""

    asked: Asked
    text: str
    seconds: float
    kind: str = ""


@dataclass(frozen=True)
class Said:
    """A kept reply in a model's place: it streams the same words. (`chain` needs no more of a model.)"""

    name: str
    text: str

    def stream(
        self, messages: Sequence[tuple[str, str]], *, schema: Mapping[str, Any] | None = None, used: list[Any]
    ) -> Iterator[str]:
        """The reply in pieces, as a server sends it."""
        return (self.text[at : at + 12] for at in range(0, len(self.text), 12))


@dataclass
class Column:
    """How one way of answering came out."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    invented: list[dict[str, str]] = field(default_factory=list)
    held: int = 0

    def add(
        self, raw: Raw, answer: Answer, seconds: float, product: Product, verdict: Mapping[str, Any] | None
    ) -> None:
        """Counts one answer. `verdict`: the core's, against which eligibility is held."""
        self.counts[outcome(raw.asked, answer, product)] += 1
        self.seconds.append(seconds)
        self.held += len(answer.blocked)
        for sentence in invented(answer.answer, [c.quote for c in answer.citations], verdict):
            self.invented.append({"id": raw.asked.key, "kind": raw.kind, "sentence": sentence})

    def as_json(self) -> dict[str, Any]:
        """The column of the report."""
        count = sum(self.counts.values())
        shares = {name: round(self.counts[name] / count, 4) for name in OUTCOMES} if count else {}
        return {
            "name": self.name,
            "answers": count,
            **shares,
            "held_sentences": self.held,
            "invented_eligibility": len(self.invented),
            "seconds_median": round(statistics.median(self.seconds), 3) if self.seconds else None,
        }


GATED = "过门"
OUTCOMES = ("right", "partly", "wrong", "refused")


def outcome(asked: Asked, answer: Answer, product: Product) -> str:
    """`right`: every expectation met; `refused`: it abstains where it should answer; `wrong`: it answers where the text
    is silent, says what must not be said, or neither what must be said nor the clause; else `partly`."""
    marks = mark(Outcome(asked.item, answer, None, 0.0), product.verbatim).marks
    if marks.get("false_refusals", 1.0) < 1:
        return "refused"
    judged = [marks[name] for name in ("citation_recall", "must_say", "status_accuracy") if name in marks]
    if (
        marks["invented_eligibility"] < 1
        or marks.get("must_not_say_violations", 1.0) < 1
        or marks.get("right_abstentions", 1.0) < 1
    ):
        return "wrong"
    if all(value == 1 for value in judged):
        return "right"
    told = [marks[name] for name in ("citation_recall", "must_say") if name in marks]
    return "partly" if any(value > 0 for value in told) else "wrong"


def bare(raw: Raw, product: Product, verdict: Mapping[str, Any] | None) -> Answer:
    """A model's words as an answer: the clauses it names that exist are its citations, with their own words."""
    law = product.corpus.documents[LAW]
    cites = {}
    for ref in clause_refs(raw.text):
        if ref.clause is not None and ref.clause in law.clauses:
            quote = "".join(law.clause(ref.clause).text.split())[:12]
            cites[str(ref.clause)] = Citation(clause=str(ref.clause), quote=quote, document="", authority="", label="")
    silent = bool(_SILENT.search(raw.text)) or not raw.text.strip()
    return Answer(
        answer=raw.text,
        status=Status.ABSTAINED if silent else Status.ANSWERED,
        citations=tuple(cites.values()),
        verdict=dict(verdict) if verdict else None,
    )


def gated(raw: Raw, base: Answer, gate: Gate) -> tuple[Answer, float]:
    """What the page shows where the model says these words, and the seconds that the chain took."""
    started = time.perf_counter()
    model = cast(ChatModel, Said("kept", raw.text))
    *_, answer = stream_worded(base, raw.asked.item.question, [], model, gate=gate, case=raw.asked.item.case)
    assert isinstance(answer, Answer)
    return answer, time.perf_counter() - started


def read_raw(path: Path) -> list[Raw]:
    """The kept answers of a file, each with its question."""
    items = {
        f"{name}/{item.id}": Asked(name, item)
        for name in SETS
        for item in read_set(Path(f"evals/sets/{name}.yaml")).items
    }
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Raw(items[line["id"]], line["text"], line["seconds"]) for line in lines if line["id"] in items]


def hostile(count: int, product: Product, today: date) -> Iterator[Raw]:
    """`count` replies of a server that means ill."""
    for number, asked in enumerate(drawn(count, 7)):
        right = product.ask(asked.item, asked.item.as_of or today).answer
        kind, text = lie(number, asked.item.question, right)
        yield Raw(asked, text, 0.0, kind)


def compared(name: str, raws: Iterable[Raw], product: Product, gate: Gate, today: date) -> list[Column]:
    """The three columns of a model: bare, gated, composer."""
    columns = [Column(f"{name} 原话"), Column(f"{name} {GATED}"), Column("内置规则（同题）")]
    for raw in raws:
        started = time.perf_counter()
        base = product.ask(raw.asked.item, raw.asked.item.as_of or today)
        seconds = time.perf_counter() - started
        columns[0].add(raw, bare(raw, product, base.verdict), raw.seconds, product, base.verdict)
        shown, took = gated(raw, base, gate)
        columns[1].add(raw, shown, raw.seconds + took, product, base.verdict)
        columns[2].add(raw, base, seconds, product, base.verdict)
    return columns


def table(columns: Sequence[Column]) -> str:
    """The columns as a Markdown table."""
    lines = [
        "| 怎样作答 | 题数 | 答对 | 部分 | 答错 | 误拒 | 略去的句子 | 编造资格 | 每题秒数（中位） |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for column in columns:
        one = column.as_json()
        shares = " | ".join(f"{one[name]:.1%}" for name in OUTCOMES)
        lines.append(
            f"| {one['name']} | {one['answers']} | {shares} | {one['held_sentences']} | {one['invented_eligibility']} | {one['seconds_median']} |"
        )
    return "\n".join(lines) + "\n"


def plot(columns: Sequence[Column], path: Path) -> None:
    """The shares as stacked bars."""
    from evals.report import chinese_figure

    with chinese_figure(path, (9, 1.2 + 0.5 * len(columns))) as axes:
        left = [0.0] * len(columns)
        names = [column.name for column in columns][::-1]
        for label, name, colour in zip(
            ("答对", "部分", "答错", "误拒"), OUTCOMES, ("#2a7f62", "#9ecfb8", "#c0392b", "#b0b0b0"), strict=True
        ):
            shares = [column.as_json()[name] for column in columns][::-1]
            axes.barh(names, shares, left=left, label=label, color=colour)
            left = [a + b for a, b in zip(left, shares, strict=True)]
        axes.set_xlim(0, 1)
        axes.legend(ncol=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)


def live(sets: Sequence[QuestionSet], product: Product, settings: Settings) -> Iterator[Raw]:
    """What the configured server says to every question of `sets`, as a plain chatbot: three clauses and the question.
    Raises InputError where no server is configured, or where it does not answer."""
    import httpx

    if not settings.llm_base_url or not settings.llm_model:
        raise no_model("compare")
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
    base, heads = settings.llm_base_url.rstrip("/"), {"Authorization": f"Bearer {key}"}
    with httpx.Client(timeout=settings.llm_timeout, headers=heads) as client:
        for questions in sets:
            for item in questions.items:
                asked = Asked(questions.name, item)
                given = [(label, text) for _, label, text in passages_for(product, item.question, PASSAGES)]
                try:
                    reply = reply_to(client, base, settings.llm_model, asked, given, MOST_TOKENS)
                except (httpx.HTTPError, KeyError, ValueError) as error:
                    raise InputError(
                        f"模型服务没有好好回答（{type(error).__name__}）", where=base, remedy="请检查服务后重试"
                    ) from None
                yield Raw(asked, reply.text, reply.seconds)


def written(columns: Sequence[Column], out: Path) -> list[dict[str, str]]:
    """Writes models.json, models.md and models.png; the invented eligibility that reached a page."""
    out.mkdir(parents=True, exist_ok=True)
    reached = [found for column in columns if column.name.endswith(GATED) for found in column.invented]
    report = {"columns": [column.as_json() for column in columns], "reached_the_page": reached}
    (out / "models.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (out / "models.md").write_text(table(columns), "utf-8")
    plot(columns, out / "models.png")
    return reached


def told(columns: Sequence[Column], out: Path) -> int:
    """Writes the report, says it, and gives the exit status: 3 where invented eligibility reached a page."""
    reached = written(columns, out)
    typer.echo(table(columns))
    for found in reached:
        typer.echo(f"到了页面：{found['id']} {found['kind']} {found['sentence']}", err=True)
    return 3 if reached else 0


def side_by_side(sets: Sequence[QuestionSet], out: Path) -> int:
    """`eval run --model compare`: the configured model bare, through the gate, and the composer, on the same questions."""
    settings = read_settings()
    product = open_product("composer")
    name = settings.llm_model or "none"
    today = datetime.now().astimezone().date()
    return told(compared(name, live(sets, product, settings), product, Gate(product.corpus), today), out)


def main(
    files: Annotated[list[Path], typer.Argument(help="模型原话（generate 写的 JSONL）")],
    hostile_count: Annotated[int, typer.Option("--hostile", help="恶意服务器答几题；0 不测")] = 0,
    out: Annotated[Path, typer.Option(help="报告写到哪个文件夹")] = Path("var/models"),
) -> None:
    """同样的问题：模型原话、过门之后、内置规则，并列比较。编造的申报资格到了页面上，退出码为 3。"""
    product = open_product("composer")
    gate = Gate(product.corpus)
    today = datetime.now().astimezone().date()
    columns: list[Column] = []
    for path in files:
        columns += compared(path.stem.removeprefix("raw_"), read_raw(path), product, gate, today)
    if hostile_count:
        columns += compared("恶意服务器", hostile(hostile_count, product, today), product, gate, today)
    raise typer.Exit(told(columns, out))


if __name__ == "__main__":
    typer.run(main)
