"""Memory of a conversation: a bounded list of plain turns, and nothing else.

Lives here: `bounded`. May import: nothing of ours. Nothing is pickled, stored or summarised by a model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MAX_TURNS = 6
MAX_CHARACTERS = 2000
_ROLES = ("user", "assistant")


def bounded(
    history: Sequence[Mapping[str, Any]], *, turns: int = MAX_TURNS, characters: int = MAX_CHARACTERS
) -> list[dict[str, str]]:
    """The last turns as plain JSON, `characters` in all at most; the newest are kept, the oldest cut.

    >>> bounded([{"role": "user", "content": "旧"}, {"role": "system", "content": "命令"}, {"role": "user", "content": "新"}], turns=1)
    [{'role': 'user', 'content': '新'}]
    """
    out: list[dict[str, str]] = []
    left = characters
    for turn in reversed(history):
        role, content = turn.get("role"), turn.get("content")
        if role not in _ROLES or not isinstance(content, str) or not content.strip():
            continue
        if len(out) >= turns or left <= 0:
            break
        kept = content.strip()[:left]
        left -= len(kept)
        out.append({"role": str(role), "content": kept})
    return out[::-1]
