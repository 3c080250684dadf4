"""Of a model's sentences that a reader of the law holds right, how many pass the gate; and of the wrong ones, how many.

    python -m evals.models.useful

`labelled_qwen.jsonl` holds every sentence of the 200 kept answers with a label by hand (right, wrong, open: it states
nothing of the law, or cannot be told) and a reason, written before anybody looked at what the gate does with them. The
first half of the answers may be looked at by whoever works on the gate; of the second half only totals are read. May
import: evals.models.replay.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.answering.answer import Answer
from assistant.answering.gate import Gate
from evals.models.replay import gated, read_raw
from evals.product import open_product

HERE = Path(__file__).parent
DEV = 100  # answers from the top


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of a kept answer with its label."""

    id: str
    n: int
    sentence: str
    label: Literal["right", "wrong", "open"]
    why: str


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled sentences of a file, in order."""
    return [Labelled(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def held(sentence: str, shown: Answer) -> str | None:
    """Why a sentence, or a part of it, was held back; None where all of it was shown."""
    bare = _bare(sentence)
    for one in shown.blocked:
        part = _bare(one.sentence)
        if part and (part in bare or bare in part):
            return one.why
    return None


def _bare(text: str) -> str:
    return "".join(text.split()).strip("。！？；：")


def main(
    raw: Annotated[Path, typer.Option(help="模型原话")] = HERE / "raw_qwen.jsonl",
    labelled: Annotated[Path, typer.Option(help="标注")] = HERE / "labelled_qwen.jsonl",
    show: Annotated[bool, typer.Option("--show", help="列出前一半里对而被略去、错而放行的句子")] = False,
) -> None:
    """模型的句子，人标注为对的有多少过门，标注为错的有多少被挡。"""
    product = open_product("composer")
    gate = Gate(product.corpus)
    today = datetime.now().astimezone().date()
    raws = read_raw(raw)
    half = {one.asked.key: "dev" if number < DEV else "test" for number, one in enumerate(raws)}
    pages = {
        one.asked.key: gated(one, product.ask(one.asked.item, one.asked.item.as_of or today), gate)[0] for one in raws
    }
    counts: Counter[tuple[str, str, bool]] = Counter()
    for one in read_labelled(labelled):
        why = held(one.sentence, pages[one.id])
        counts[half[one.id], one.label, why is None] += 1
        odd = (one.label == "right") == (why is not None) and one.label != "open"
        if show and odd and half[one.id] == "dev":
            typer.echo(f"{one.label} {one.id}：{one.sentence} | {why or one.why}")
    for part in ("dev", "test"):
        for label in ("right", "wrong", "open"):
            passed, stopped = counts[part, label, True], counts[part, label, False]
            share = passed / (passed + stopped) if passed + stopped else 0.0
            typer.echo(f"{part:5} {label:6} 放行 {passed:4} / {passed + stopped:4} = {share:.1%}")


if __name__ == "__main__":
    typer.run(main)
