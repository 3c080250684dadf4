"""The local model as judge of the same items: does the answer agree with its clauses, yes or no?

    python -m evals.models.judge evals/claims/test.jsonl --count 200 --out evals/models/judged_qwen.json

What people do instead of a gate: the clause and the answer are shown to the model, which says 一致 or 不一致. Items are
drawn in turn from each kind, right answers as one kind among them. Each line the model said is kept, so that the figures
can be counted again. May import: evals.claims, evals.models.generate.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.config import read_settings
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.service import open_workspace
from evals.claims.items import ClaimItem, read_claims
from evals.claims.measure import measure
from evals.models.generate import gguf, in_turn, served

ASKED = "下面是法规条文和一句说法。说法与条文完全一致，只回答“一致”；有任何不符或多出的内容，只回答“不一致”。"


def law_of(item: ClaimItem, corpus: Corpus) -> str:
    """The clauses that the item rests on, each under its article's opening words."""
    lines = []
    for cited in item.cites:
        clause = ClauseId.parse(cited)
        document = corpus.document(clause.document)
        if document is not None and clause in document.clauses:
            found = document.clause(clause)
            lines.append(f"{clause.label}：{found.head or ''}{found.text}".replace("\n", ""))
    return "\n".join(lines)


def decision(said: str) -> str:
    """`pass` where the model says 一致 and not 不一致; anything else blocks.

    >>> decision("一致。"), decision("不一致"), decision("")
    ('pass', 'block', 'block')
    """
    return "pass" if "一致" in said and "不一致" not in said else "block"


def main(
    set_: Annotated[Path, typer.Argument(metavar="SET", help="主张题集（JSONL）")],
    model: Annotated[str, typer.Option(help="qwen、smollm2，或一个 GGUF 文件")] = "qwen",
    count: Annotated[int, typer.Option(help="几条")] = 200,
    seed: Annotated[int, typer.Option(help="抽题的随机种子")] = 2026,
    threads: Annotated[int, typer.Option(help="几个线程")] = 2,
    out: Annotated[Path, typer.Option(help="写到哪个文件")] = Path("var/judged.json"),
) -> None:
    """让本地模型当裁判，数它拦下几成错的、误伤几成对的。"""
    import httpx

    corpus = open_workspace(read_settings()).corpus
    questions = read_claims(set_)
    judged: list[tuple[ClaimItem, str]] = []
    with served(gguf(model), threads) as base, httpx.Client(timeout=600) as client:
        for item in in_turn(questions.items, lambda item: item.kind, count, seed):
            human = f"条文：\n{law_of(item, corpus)}\n\n说法：{item.answer}\n\n一致还是不一致？"
            messages = [{"role": "system", "content": ASKED}, {"role": "user", "content": human}]
            body = {"messages": messages, "max_tokens": 4, "temperature": 0, "seed": 1}
            reply = client.post(f"{base}/chat/completions", json=body).raise_for_status().json()
            judged.append((item, reply["choices"][0]["message"]["content"]))
    measured = measure((item, decision(said), 0.0) for item, said in judged)
    report = {
        "judge": model,
        "set": questions.name,
        "sha256": questions.sha256,
        "seed": seed,
        "caught": [measured.wrong.right, measured.wrong.of],
        "false_alarms": round(measured.false_alarms, 4),
        "by_mutation": {kind: [tally.right, tally.of] for kind, tally in sorted(measured.by_kind.items())},
        "said": {item.id: said for item, said in judged},
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    typer.echo(json.dumps({key: value for key, value in report.items() if key != "said"}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    typer.run(main)
