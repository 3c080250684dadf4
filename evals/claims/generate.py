"""Labelled answers from hand-written bases: each base as it is, and each with one thing made wrong.

    python -m evals.claims.generate evals/claims/bases_test.yaml evals/claims/test.jsonl

A base's text holds places `{kind:right|wrong|wrong}`. A correct item takes every right word, in each of the file's
frames, as a table, and in two sentences. A mutant takes one wrong word, or gains one wrong sentence of the base's
`also` or of the file's `appends`. The same bases give the same bytes: nothing is drawn by chance, frames and
appended sentences rotate by the base's number.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.library.clause import ClauseId
from assistant.library.yaml_file import read_yaml

PLACE = re.compile(r"\{(?P<kind>\w+):(?P<words>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and, where one thing in it is wrong, the kind of that mutation."""

    text: str
    mutation: str | None


def wordings(text: str) -> Iterator[Wording]:
    """The right wording of a marked text first, then one for each wrong word.

    >>> [w.text for w in wordings("{number:三|两}人，{polarity:不得|可以}少。")]
    ['三人，不得少。', '两人，不得少。', '三人，可以少。']
    """
    yield Wording(_filled(text, None, ""), None)
    for place in PLACE.finditer(text):
        for wrong in place["words"].split("|")[1:]:
            yield Wording(_filled(text, place.start(), wrong), place["kind"])


def _filled(text: str, at: int | None, wrong: str) -> str:
    return PLACE.sub(lambda place: wrong if place.start() == at else place["words"].split("|")[0], text)


def in_a_table(text: str, cites: list[str]) -> str:
    """The text as one row of a Markdown table under its clause."""
    return f"| 依据 | 结论 |\n|---|---|\n| {ClauseId.parse(cites[0]).label} | {text.rstrip('。')} |"


def in_two_sentences(text: str) -> str | None:
    """The text cut at its first comma, or None where it has none outside quotation marks and brackets."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char in "（“《") - (char in "）”》")
        if char == "，" and not depth and 6 <= index <= len(text) - 6:
            return f"{text[:index]}。具体来说，{text[index + 1 :]}"
    return None


def items(file: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item of a file of bases, in order."""
    for number, base in enumerate(file["bases"]):
        for count, wording in enumerate(_variants(base, file, number), 1):
            item: dict[str, Any] = {"id": f"{base['id']}-{count:02}", "answer": wording.text}
            item |= file["cases"][base["case"]] if base.get("case") else {}
            item["expect"] = "block" if wording.mutation else "pass"
            item |= {"mutation": wording.mutation} if wording.mutation else {}
            yield item | {"cites": base["cites"]}


def _variants(base: dict[str, Any], file: dict[str, Any], number: int) -> Iterator[Wording]:
    frames: list[str] = file["frames"]
    right, *wrong = wordings(base["text"])
    yield from (Wording(frame.format(right.text), None) for frame in frames)
    yield Wording(in_a_table(right.text, base["cites"]), None)
    if split := in_two_sentences(right.text):
        yield Wording(split, None)
    for index, mutant in enumerate(wrong):
        yield Wording(frames[(number + index) % len(frames)].format(mutant.text), mutant.mutation)
    if wrong:
        mutant = wrong[number % len(wrong)]
        yield Wording(in_a_table(mutant.text, base["cites"]), "table")
        if split := in_two_sentences(mutant.text):
            yield Wording(split, "split")
    for extra in base.get("also", []):
        yield Wording(right.text + extra["text"], extra["kind"])
    for kind, sentences in file["appends"].items():
        yield Wording(right.text + sentences[number % len(sentences)], kind)


def main(source: Path, target: Path) -> None:
    """Writes one item a line."""
    lines = [json.dumps(item, ensure_ascii=False) for item in items(read_yaml(source).data)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lines)} items")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
