"""What is to be said about files rather than about what they say: doubles, refusals, damage, active parts.

Lives here: `duplicates`, `troubles`. May import: intake, raised, recognise, reading.page. The rest goes into the note of
a file: there are no other kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.reading.page import ReadFile
from assistant.screening.intake import PackFile
from assistant.screening.raised import Raised
from assistant.screening.recognise import named_by_file
from assistant.screening.report import Evidence, Kind, Status
from assistant.screening.vocabulary import Vocabulary

_KIND_OF_REMARK = {
    "active_content": Kind.ACTIVE_CONTENT,
    "text_layer_untrusted": Kind.TEXT_LAYER_UNTRUSTED,
}


def duplicates(files: Sequence[PackFile]) -> Iterator[Raised]:
    """Files of the same bytes."""
    by_hash: dict[str, list[PackFile]] = {}
    for file in files:
        if file.sha256 and file.path is not None and file.path.stat().st_size:
            by_hash.setdefault(file.sha256, []).append(file)
    for same in by_hash.values():
        for copy in same[1:]:
            said = f"与“{same[0].name}”内容完全相同"
            yield Raised(Kind.DUPLICATE_FILE, None, said, (Evidence(file=copy.name), Evidence(file=same[0].name)))


def troubles(files: Sequence[PackFile], read: Mapping[str, ReadFile], vocabulary: Vocabulary) -> Iterator[Raised]:
    """What was refused, could not be read, or carries what runs by itself."""
    for file in files:
        if file.refusal is not None:
            yield _trouble(Kind(file.refusal.kind), file.name, file.refusal.say, vocabulary)
            continue
        one = read.get(file.name)
        if one is None:
            continue
        codes = {remark.code for remark in one.remarks}
        if one.refused is not None:
            yield _trouble(Kind.REFUSED_FILE, file.name, one.refused, vocabulary)
        elif one.unreadable is not None:
            kind = Kind.UNSUPPORTED_FORMAT if "unsupported_format" in codes else Kind.UNREADABLE_FILE
            yield _trouble(kind, file.name, one.unreadable, vocabulary)
        for kind, said, page in _remarked(one):
            yield Raised(kind, None, said, (Evidence(file=file.name, page=page),))


def _remarked(one: ReadFile) -> list[tuple[Kind, str, int | None]]:
    """Each kind of remark once a file, with the first page it was made of."""
    out: dict[Kind, tuple[str, int | None]] = {}
    for remark in (*one.remarks, *(remark for page in one.pages for remark in page.remarks)):
        kind = _KIND_OF_REMARK.get(remark.code)
        if kind is not None and kind not in out:
            out[kind] = (remark.say, remark.page)
    return [(kind, said, page) for kind, (said, page) in out.items()]


def _trouble(kind: Kind, name: str, said: str, vocabulary: Vocabulary) -> Raised:
    """Damage is told of the material that the name speaks of; what we refuse changes none."""
    named = named_by_file(name, vocabulary)
    material = named[0] if named and kind is Kind.UNREADABLE_FILE else None
    status = Status.ILLEGIBLE if kind is Kind.UNREADABLE_FILE else None
    return Raised(kind, None, said, (Evidence(file=name),), material=material, status=status)
