"""The grade card: a verdict with the hashes of the law and the facts it rests on, as plain data.

Lives here: `card_of`, `facts_hash`. May import: grading.verdict, facts. Same facts and law, same card. It names the
enterprise and holds no other personal data. As Word: web.card.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant.grading.facts import Case
from assistant.grading.verdict import Verdict


def card_of(verdict: Verdict, case: Case, *, corpus_version: str) -> dict[str, Any]:
    """The card as plain data: who, when, which law, which facts, what was found."""
    return {
        "enterprise": case.name,
        "as_of": verdict.as_of.isoformat(),
        "law": {"document": "henan-2024", "corpus_version": corpus_version},
        "facts_sha256": facts_hash(case),
        "verdict": verdict.as_json(),
        "note": "仅供参考，以生态环境部门核定为准",
    }


def facts_hash(case: Case) -> str:
    """The hash of everything that was told: the same facts give the same hash, however the file was written."""
    text = json.dumps(_plain(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.value}"
    return value.isoformat() if isinstance(value, date) else value
