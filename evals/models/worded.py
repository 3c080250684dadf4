"""A local model's replies in the product's own way: it picks and orders the composer's statements and words the joints.

    python -m evals.models.worded qwen --count 200 --out evals/models/worded_qwen.jsonl

The questions are those of `generate`; prompt, schema and chain are the product's. A line an answer, kept as the server
sent it, so that `replay` and `useful` can go over the same words again. May import: assistant.answering,
evals.models.generate, evals.product.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from assistant.answering.answer import Answer
from assistant.answering.chain import stream_worded
from assistant.answering.gate import Gate
from assistant.answering.model import ChatModel, Tokens, open_model
from evals.models.generate import Asked, Reply, gguf, left_to_ask, line_of, served
from evals.product import Product, open_product

SECONDS = 300.0


@dataclass
class Overheard:
    """A model in the chain's hands, with what it said kept."""

    model: ChatModel
    said: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the answer names it."""
        return self.model.name

    prices = None

    def stream(
        self, messages: Sequence[tuple[str, str]], *, schema: Mapping[str, Any] | None = None, used: list[Tokens]
    ) -> Iterator[str]:
        """The pieces as they come. Raises what the model raises."""
        for piece in self.model.stream(messages, schema=dict(schema) if schema else None, used=used):
            self.said.append(piece)
            yield piece


def reply_in_chain(asked: Asked, product: Product, gate: Gate, model: ChatModel, today: date) -> Reply:
    """What the model says where the product asks it to word its answer to a question."""
    item = asked.item
    base = product.ask(item, item.as_of or today)
    heard, started = Overheard(model), time.perf_counter()
    history = [turn.model_dump() for turn in item.history]
    *_, answer = stream_worded(base, item.question, history, cast(ChatModel, heard), gate=gate, case=item.case)
    assert isinstance(answer, Answer)
    usage = answer.usage
    return Reply(
        text="".join(heard.said),
        seconds=round(time.perf_counter() - started, 2),
        tokens=(usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0),
    )


def main(
    model: Annotated[str, typer.Argument(help="qwen、smollm2，或一个 GGUF 文件")],
    count: Annotated[int, typer.Option(help="几个问题")] = 200,
    seed: Annotated[int, typer.Option(help="抽题的随机种子")] = 2026,
    threads: Annotated[int, typer.Option(help="几个线程")] = 2,
    out: Annotated[Path, typer.Option(help="写到哪个文件")] = Path("var/worded.jsonl"),
) -> None:
    """生成模型在本系统里的原话，逐条追加。"""
    product = open_product("composer")
    gate = Gate(product.corpus)
    today = datetime.now().astimezone().date()
    todo = left_to_ask(out, count, seed)
    with served(gguf(model), threads) as base, out.open("a", encoding="utf-8") as to:
        chat = open_model(base_url=base, model=model, api_key="none", timeout_seconds=SECONDS)
        assert chat is not None
        for number, asked in enumerate(todo, 1):
            reply = reply_in_chain(asked, product, gate, chat, today)
            print(line_of(asked, model, reply), file=to, flush=True)
            if number % 10 == 0:
                print(f"{number}/{len(todo)} {reply.seconds} s", flush=True)


if __name__ == "__main__":
    typer.run(main)
