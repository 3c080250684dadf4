"""The outside check: wrong numbers in Chinese news (UHGEval, concise set, type `num`), by the gate's reading of amounts.

    python -m evals.claims.uhgeval ../shared/external/uhgeval/dataset_uhgeval_concise.jsonl

The true continuation is the source, the false one the answer, the true one its clean twin. Only the part of the gate that
reads numbers, dates and comparators takes part: an answer is blocked where it states an amount or a day that its source
does not. What is no number (a wrong name, a wrong event) is out of its reach, and counts as missed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.claims.amounts import amounts, days
from assistant.answering.claims.figures import same_amount
from assistant.answering.claims.text import plain, sentences
from assistant.errors import BadFile
from evals.claims.measure import Tally

KIND = "num"
# A number with a unit that no table of ours knows (辆, 公顷) is an unknown word to the gate: it must stand in the text.
FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万亿两]{2,}")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the check shows. `speaking`: false continuations that state any amount or day at all."""

    caught: Tally
    speaking: Tally
    twins: Tally


def unsupported(answer: str, source: str) -> Iterator[str]:
    """Each amount and day of `answer` that `source` does not state."""
    known_amounts = [a for s in sentences(source) for a in amounts(s.plain)]
    known_days = {d.value for s in sentences(source) for d in days(s.plain)}
    known_figures = {figure for s in sentences(source) for figure in FIGURE.findall(s.plain)}
    for sentence in sentences(answer):
        for amount in amounts(sentence.plain):
            if not any(same_amount(amount, known) for known in known_amounts):
                yield amount.text
        yield from (figure for figure in FIGURE.findall(sentence.plain) if figure not in known_figures)
        yield from (d.text for d in days(sentence.plain) if not any(k.endswith(d.value.strip("-")) for k in known_days))


def states_any(text: str) -> bool:
    """Whether a text states an amount or a day."""
    return bool(amounts(plain(text)) or days(plain(text)) or FIGURE.search(plain(text)))


def check(path: Path) -> Outside:
    """The wrong-number items of the file. Raises BadFile."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise BadFile("读不了外部题集", where=str(path), remedy=str(error)) from None
    items = [row for row in rows if row.get("type") == KIND]
    caught = [any(unsupported(i["hallucinatedContinuation"], i["realContinuation"])) for i in items]
    speak = [states_any(i["hallucinatedContinuation"]) for i in items]
    twins = [not any(unsupported(i["realContinuation"], i["realContinuation"])) for i in items]
    spoken = [c for c, s in zip(caught, speak, strict=True) if s]
    return Outside(Tally(sum(caught), len(items)), Tally(sum(spoken), len(spoken)), Tally(sum(twins), len(twins)))


def main(path: Path) -> None:
    """Prints one JSON document."""
    found = check(path)
    tallies = {
        "caught": found.caught,
        "caught_where_a_number_stands": found.speaking,
        "clean_twins_passed": found.twins,
    }
    print(
        json.dumps(
            {
                name: {
                    "right": t.right,
                    "of": t.of,
                    "share": round(t.share, 4),
                    "ci95": [round(e, 4) for e in t.interval],
                }
                for name, t in tallies.items()
            },
            ensure_ascii=False,
            indent=1,
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
