"""The grade card: a verdict with the hashes of the law and the facts it rests on; as JSON and as DOCX.

Lives here: `card_of`, `as_docx`. May import: grading.verdict, facts, explain; python-docx, inside the function that
needs it. Same facts and law, same bytes. It names the enterprise and holds no other personal data.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant.grading.explain import explain
from assistant.grading.facts import Case
from assistant.grading.verdict import Verdict

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip entry can carry


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


def as_docx(verdict: Verdict, case: Case, *, corpus_version: str) -> bytes:
    """The card as a Word file: the explanation tree under a title, with both hashes."""
    import docx  # a third of a second; only who asks for a card pays

    card = card_of(verdict, case, corpus_version=corpus_version)
    document = docx.Document()
    document.core_properties.author = "jixiao"
    document.core_properties.created = document.core_properties.modified = _moment(verdict.as_of)
    document.add_heading(f"绩效分级自评卡：{case.name or '企业'}", level=1)
    document.add_paragraph(f"判定日 {card['as_of']}；语料版本 {corpus_version}；事实摘要 {card['facts_sha256']}")
    document.add_paragraph(card["note"])
    for line in explain(verdict).splitlines():
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    return _timeless(raw.getvalue())


def _moment(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  python-docx writes it as it stands, without a zone


def _timeless(raw: bytes) -> bytes:
    """The same zip with every entry's time set to the epoch, so that the bytes depend on the content alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
