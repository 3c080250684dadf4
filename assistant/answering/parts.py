"""What a model wrote, as parts: a statement it picked by its id, or prose of its own. Read as it streams in.

Lives here: `Part`, `PartReader` (JSON by our schema, or plain text with `[s1]` marks), `schema_for`, `harmless`.
May import: nothing of ours. Nothing is judged here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MAX_CHARACTERS = 6000
_FENCE = 12
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_MARK = re.compile(r"[\[【(（<]?\b(s\d{1,3})\b[\]】)）>]?(?![A-Za-z0-9])")
_TAG = re.compile(r"<[^<>]{0,400}>?")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)?|!\[[^\]]*\]\[[^\]]*\]")
_LINK = re.compile(r"\[([^\]]*)\]\((?!#)[^)]*\)?")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.M)
_ADDRESS = re.compile(
    r"(?:https?|ftp|file|data|javascript|mailto|vbscript)\s*:\s*\S*|www\.\S+|//[\w.-]+\.\w{2,}\S*", re.I
)


@dataclass(frozen=True, slots=True)
class Part:
    """`use`: the id of a statement; or `say`: words of the model's own."""

    use: str | None = None
    say: str | None = None


def schema_for(ids: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of a reply: only ids that exist can be picked."""
    use = _object(use={"type": "string", "enum": list(ids)})
    say = _object(say={"type": "string", "maxLength": 120})
    parts = {"type": "array", "minItems": 1, "maxItems": 24, "items": {"anyOf": [use, say]}}
    return {"name": "parts", "schema": _object(parts=parts)}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


class PartReader:
    """Pieces of a reply in, parts out. `broken`: it promised JSON and did not keep to it; what came before stands."""

    def __init__(self) -> None:
        self._rest = ""
        self._mode = ""
        self._taken = 0
        self.broken = False

    def feed(self, piece: str) -> Iterator[Part]:
        """Every part that `piece` completes. Nothing past MAX_CHARACTERS is read."""
        if self._taken >= MAX_CHARACTERS:
            self.broken = True
            return
        piece = piece[: MAX_CHARACTERS - self._taken]
        self._taken += len(piece)
        self._rest += piece
        if not self._mode:
            start = self._rest.lstrip()
            if start.startswith("`"):
                fence, newline, start = start.partition("\n")
                if not newline and len(fence) < _FENCE:
                    return
            start = start.lstrip()
            if not start:
                return
            self._mode = "json" if start[0] in "{[" and not _MARK.match(start) else "text"
            self._rest = start
        yield from self._objects() if self._mode == "json" else self._lines()

    def finish(self) -> Iterator[Part]:
        """What is left."""
        if self._mode == "text":
            yield from _of_text(self._rest)
        elif self._mode == "json" and self._rest.strip(" \n\t]},`"):
            self.broken = True
        self._rest = ""

    def _objects(self) -> Iterator[Part]:
        """Every innermost {…} that is whole."""
        while found := re.search(r"\{[^{}]*\}", self._rest):
            text, self._rest = found.group(), self._rest[found.end() :]
            try:
                value = json.loads(text)
            except (ValueError, RecursionError):  # lists a thousand deep are no reply either
                self.broken = True
                continue
            if isinstance(value.get("use"), str):
                yield Part(use=value["use"].strip())
            elif isinstance(value.get("say"), str):
                yield Part(say=value["say"])
            else:
                self.broken = True

    def _lines(self) -> Iterator[Part]:
        while "\n" in self._rest:
            line, self._rest = self._rest.split("\n", 1)
            yield from _of_text(line + "\n")


def _of_text(line: str) -> Iterator[Part]:
    end = 0
    for found in _MARK.finditer(line):
        if before := line[end : found.start()].strip():
            yield Part(say=before)
        yield Part(use=found[1])
        end = found.end()
    if line[end:].strip():
        yield Part(say=line[end:])


def harmless(text: str) -> str:
    """`text` without images, HTML, addresses and links that leave the page (P12); anchors (#…) stay. Signs that nobody
    sees go too: they turn the order of words, and half a character (a lone surrogate) cannot be sent to a page.

    >>> harmless('看<img src=x onerror=alert(1)>这里![a](http://e.example/p.png)[条文](#henan-2024-18)[外](http://e.example)')
    '看这里[条文](#henan-2024-18)外'
    """
    text = _UNSEEN.sub("", text)
    for _ in range(3):
        text = _IMAGE.sub("", text)
        text = _REFERENCE.sub("", text)
        text = _TAG.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _ADDRESS.sub("", text)
    return text.replace("<", "＜").replace(">", "＞") if "<" in text else text
