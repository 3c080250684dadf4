"""The report of a pre-screening: INTERFACE.md's `screen` object as frozen values, to JSON and back.

Lives here: `Report` and its parts. May import: errors, library. Nothing is decided here; `pipeline.screen` fills it,
`export` writes it as DOCX, XLSX or PDF, `compare` holds a second submission against it.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Status(StrEnum):
    """What became of a material."""

    PRESENT = "present"
    MISSING = "missing"
    EXPIRED = "expired"
    SUSPECT = "suspect"
    ILLEGIBLE = "illegible"
    NOT_APPLICABLE = "not_applicable"


class Required(StrEnum):
    """When a material is asked for. HIGH: for A, B, B-, 绩效引领性."""

    ALWAYS = "always"
    HIGH = "high"
    WHEN = "when"
    RECOMMENDED = "recommended"


class Authority(StrEnum):
    """What asking for a material rests on: the regulation's words, what they imply, or practice."""

    OFFICIAL = "official"
    IMPLIED = "implied"
    PRACTICE = "practice"


class Severity(StrEnum):
    """How a clerk should take a finding."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """The closed list of findings (INTERFACE.md); a `bar_found` tells of something that 18 bars."""

    NAME_MISMATCH = "name_mismatch"
    CREDIT_CODE_MISMATCH = "credit_code_mismatch"
    CREDIT_CODE_INVALID = "credit_code_invalid"
    PERMIT_EXPIRED = "permit_expired"
    REPORT_TOO_OLD = "report_too_old"
    LEDGER_OUT_OF_PERIOD = "ledger_out_of_period"
    PERIOD_INCOMPLETE = "period_incomplete"
    COVER_PAGE_ONLY = "cover_page_only"
    UNSIGNED = "unsigned"
    UNSEALED = "unsealed"
    GRADE_MISMATCH = "grade_mismatch"
    INDUSTRY_MISMATCH = "industry_mismatch"
    INDUSTRY_OUT_OF_SCOPE = "industry_out_of_scope"
    DUPLICATE_FILE = "duplicate_file"
    UNREADABLE_FILE = "unreadable_file"
    REFUSED_FILE = "refused_file"
    EMBEDDED_INSTRUCTION = "embedded_instruction"
    ACTIVE_CONTENT = "active_content"
    TEXT_LAYER_UNTRUSTED = "text_layer_untrusted"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BAR_FOUND = "bar_found"


class _Part(BaseModel):
    """Frozen; keys of a later version are left aside when an older report is read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Evidence(_Part):
    """Where it was seen. `page`: from 1; None for DOCX, `place` then holds the heading. `box`: points from top left."""

    file: str
    page: int | None = None
    text: str = ""
    confidence: float = 1.0
    box: tuple[float, float, float, float] | None = None
    place: str = ""


class MaterialLine(_Part):
    """One line of the checklist. `basis`: clause ids, none where asking rests on practice."""

    id: str
    name: str
    status: Status
    required: Required
    authority: Authority
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    remedy: str = ""
    basis: tuple[str, ...] = ()
    overruled: Overrule | None = None


class Overrule(_Part):
    """What a clerk decided otherwise, and why; the machine's own status stays readable."""

    was: Status
    by: str
    reason: str
    at: str


class Finding(_Part):
    """Something that a person should look at. Both places where a contradiction was seen stand in `evidence`."""

    kind: Kind
    material: str | None
    severity: Severity
    message: str
    remedy: str = ""
    clause: str | None = None
    evidence: tuple[Evidence, ...] = ()


class MaterialPages(_Part):
    """Which pages of a file hold which material; `pages` is first and last, None where there are no pages."""

    id: str
    pages: tuple[int, int] | None = None


class FileLine(_Part):
    """What became of one file of the pack; `file` is its path inside the pack."""

    file: str
    pages: int
    read_by: str
    materials: tuple[MaterialPages, ...] = ()
    note: str = ""
    sha256: str = ""


class Change(_Part):
    """What became of a material between two submissions; None: the report of that day does not name it."""

    id: str
    name: str
    before: Status | None
    after: Status | None


class FindingChange(_Part):
    """A finding that is new, or that is gone."""

    kind: Kind
    material: str | None
    message: str


class Changes(_Part):
    """A submission held against an earlier one (`compare`). `added`: what was lacking and is there now."""

    against: str
    added: tuple[Change, ...] = ()
    still_missing: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    findings_gone: tuple[FindingChange, ...] = ()
    findings_new: tuple[FindingChange, ...] = ()
    notes: tuple[str, ...] = ()


class Report(_Part):
    """The whole report, as `screen --json` prints it. `changes`: where an earlier report was given."""

    materials: tuple[MaterialLine, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileLine, ...]
    grade: str | None
    industry: str | None
    enterprise: str | None = None
    complete: bool
    complete_by_law: bool
    elapsed_ms: int = 0
    as_of: str
    corpus_version: str
    checklist: str = ""
    notes: tuple[str, ...] = ()
    changes: Changes | None = None


MaterialLine.model_rebuild()
