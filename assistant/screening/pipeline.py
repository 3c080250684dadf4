"""The pre-screening of a pack, from files to report: the whole way can be read in `screen`.

Lives here: `screen`, `Setting`. May import: the rest of screening, reading, library. No clock, no settings: `as_of`, the
reader, the checklist and the work folder are arguments. A file nobody can read costs itself only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.errors import UnknownValue
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.reading.page import ReadBy, ReadFile
from assistant.reading.reader import Reader
from assistant.screening.checklist import Checklist, circumstances_of, meanings_of
from assistant.screening.circumstances import Applies, declared
from assistant.screening.fields import Paper, industry_in, read_paper
from assistant.screening.findings_claims import bars, grades, industries
from assistant.screening.findings_files import duplicates, troubles
from assistant.screening.findings_form import covers, signatures
from assistant.screening.findings_identity import codes, names
from assistant.screening.findings_periods import ledgers, permits, reports
from assistant.screening.holding import complete, hold_against
from assistant.screening.ink import DPI, Sheets
from assistant.screening.instructions import instructions
from assistant.screening.intake import PackFile, take_in
from assistant.screening.raised import Pack, Raised
from assistant.screening.recognise import named_by_file
from assistant.screening.reference import Reference, reference_of
from assistant.screening.report import Evidence, FileLine, Kind, MaterialPages, Report, Severity
from assistant.screening.segments import APART, Segment, groups_of, segments_of
from assistant.screening.sight import Sight, looked_at
from assistant.screening.vocabulary import Vocabulary, load_vocabulary

_SEVERITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_KINDS = tuple(Kind)


class Cancelled(Exception):
    """The caller asked to stop; what OCR read so far is in the cache."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: `file` of `files` (from 1), and the page of it that OCR reads, 0 where none."""

    file: int
    files: int
    name: str
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is told besides the pack."""

    as_of: date
    grade: str | None = None
    industry: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def screen(
    paths: Sequence[Path],
    corpus: Corpus,
    checklist: Checklist,
    *,
    reader: Reader,
    work: Path,
    setting: Setting,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    taken: Callable[[Sequence[PackFile]], None] | None = None,
) -> Report:
    """Which materials are there, which are not, what contradicts what. Raises BadFile, UnknownValue, Cancelled.

    `taken` is told of the files before they are read.
    """
    _check(setting, checklist)
    vocabulary = load_vocabulary(corpus, checklist.words)
    files = take_in(paths, work)
    if taken is not None:
        taken(files)
    sights = _read(files, reader, vocabulary, progress, cancel)
    segments = _segments(sights, vocabulary)
    papers = [read_paper(segment, vocabulary, corpus.industries) for segment in segments if segment.letters]
    papers += _by_industry(papers, corpus)
    pack = Pack(papers, checklist, vocabulary, corpus.industries, setting.as_of, setting.grade, setting.industry)
    reference = reference_of(pack)
    sheets = Sheets(lambda file, page: reader.picture(_path(files, file), page, dpi=DPI))
    raised = [*_checked(pack, reference, sheets), *_of_files(files, sights, segments, vocabulary)]
    return _report(pack, files, sights, segments, raised, reference, corpus, setting)


def _check(setting: Setting, checklist: Checklist) -> None:
    if setting.grade is not None and setting.grade not in set(Grade):
        raise UnknownValue(
            f"等级“{setting.grade}”不在可选值中",
            where="--grade",
            remedy=f"请填 {'、'.join(g for g in Grade if g is not Grade.NOT_LEADING)}",
        )
    known = {item.id for item in checklist.items}
    for option, ids in (("--with", setting.with_), ("--without", setting.without)):
        for name in ids:
            if name not in known:
                raise UnknownValue(
                    f"材料“{name}”不在清单中", where=option, remedy=f"可用的编号：{'、'.join(sorted(known))}"
                )
    both = set(setting.with_) & set(setting.without)
    if both:
        raise UnknownValue(f"材料“{min(both)}”同时出现在 --with 和 --without 中", where="--with", remedy="请只保留一处")


def _read(
    files: Sequence[PackFile],
    reader: Reader,
    vocabulary: Vocabulary,
    progress: Callable[[Progress], None] | None,
    cancel: Callable[[], bool] | None,
) -> dict[str, Sight]:
    """Each file that was taken in, as far as it could be read; the same bytes are read once."""
    sights: dict[str, Sight] = {}
    first: dict[str, str] = {}
    for number, file in enumerate(files, 1):
        if cancel is not None and cancel():
            raise Cancelled
        if progress is not None:
            progress(Progress(number, len(files), file.name))
        if file.path is None or file.refusal is not None or file.sha256 in first:
            continue
        first[file.sha256] = file.name

        def step(name: str, page: int, pages: int, number: int = number) -> None:
            if cancel is not None and cancel():
                raise Cancelled
            if progress is not None:
                progress(Progress(number, len(files), name, page, pages))

        read = reader.read(file.path, name=file.name)
        sights[file.name] = looked_at(file.path, read, reader, vocabulary, step=step)
    return sights


def _path(files: Sequence[PackFile], name: str) -> Path:
    path = next(file.path for file in files if file.name == name)
    assert path is not None
    return path


def _checked(pack: Pack, reference: Reference, sheets: Sheets) -> list[Raised]:
    """Every check of what the papers say."""
    return [
        *names(pack, reference),
        *codes(pack, reference),
        *permits(pack),
        *reports(pack),
        *ledgers(pack),
        *covers(pack),
        *signatures(pack, sheets),
        *grades(pack, reference),
        *industries(pack, reference),
        *bars(pack),
    ]


def _segments(sights: Mapping[str, Sight], vocabulary: Vocabulary) -> list[Segment]:
    """The papers of all files, in the order of the files."""
    views = [view for sight in sights.values() for view in sight.views]
    return [segment for group in groups_of(views) for segment in segments_of(group, vocabulary)]


def _by_industry(papers: Sequence[Paper], corpus: Corpus) -> list[Paper]:
    """Self-assessments of several industries are what 分行业自评 asks for, whatever they are called."""
    assessed = [paper for paper in papers if paper.id == "self_assessment"]
    named = {frozenset(n for s in p.industries for n in industry_in(s.value, corpus.industries)) for p in assessed}
    if len(named - {frozenset()}) < 2 or any(paper.id == "per_industry_assessment" for paper in papers):
        return []
    return [replace(p, segment=replace(p.segment, id="per_industry_assessment")) for p in assessed]


def _of_files(
    files: Sequence[PackFile], sights: Mapping[str, Sight], segments: Sequence[Segment], vocabulary: Vocabulary
) -> list[Raised]:
    """Every check of the files themselves."""
    read = {name: sight.read for name, sight in sights.items()}
    seen = [(sight.read, [*sight.views, *sight.pictured]) for sight in sights.values()]
    blurred = [one for sight in sights.values() for one in _blurred(sight, segments, vocabulary)]
    return [*duplicates(files), *troubles(files, read, vocabulary), *blurred, *instructions(seen)]


def _blurred(sight: Sight, segments: Sequence[Segment], vocabulary: Vocabulary) -> list[Raised]:
    """A file on whose pages there are marks and no text could be had (P04)."""
    if sight.read.refused or sight.read.unreadable or not sight.blank:
        return []
    mine = [segment for segment in segments if any(view.file == sight.read.file for view in segment.views)]
    if any(segment.id is not None and segment.letters for segment in mine):
        return []
    named = named_by_file(sight.read.file, vocabulary)
    said = "页面上有内容，但没有读出文字"
    if any(view.letters for view in sight.views) and not named:
        return []
    places = tuple(Evidence(file=sight.read.file, page=page) for page in sight.blank[:3])
    return [Raised(Kind.UNREADABLE_FILE, None, said, places, material=named[0] if named else None)]


def _report(
    pack: Pack,
    files: Sequence[PackFile],
    sights: Mapping[str, Sight],
    segments: Sequence[Segment],
    raised: Sequence[Raised],
    reference: Reference,
    corpus: Corpus,
    setting: Setting,
) -> Report:
    meanings = meanings_of(corpus)
    applies = _applies(pack, corpus, setting)
    illegible: dict[str, list[Evidence]] = {}
    for one in raised:
        if one.kind is Kind.UNREADABLE_FILE and one.material:
            illegible.setdefault(one.material, []).extend(one.evidence)
    grade = setting.grade or (reference.grade.value if reference.grade else None)
    lines, settled = hold_against(pack, raised, meanings, applies, illegible)
    findings = [one.finding(meanings, note=at in settled) for at, one in enumerate(raised)]
    findings.sort(
        key=lambda one: (
            _SEVERITY.index(one.severity),
            _KINDS.index(one.kind),
            one.material or "",
            one.evidence[0].file if one.evidence else "",
            one.evidence[0].page or 0 if one.evidence else 0,
            one.message,
        )
    )
    return Report(
        materials=tuple(lines),
        findings=tuple(findings),
        files=tuple(_file_line(file, sights, segments, files) for file in files),
        grade=grade,
        industry=_industry(setting, reference, corpus),
        enterprise=reference.name.value if reference.name else None,
        complete=complete(lines, pack.checklist.items, grade, by_law=False),
        complete_by_law=complete(lines, pack.checklist.items, grade, by_law=True),
        as_of=setting.as_of.isoformat(),
        corpus_version=corpus.version,
        checklist=pack.checklist.name,
        notes=tuple(_notes(setting, reference, grade)),
    )


def _applies(pack: Pack, corpus: Corpus, setting: Setting) -> dict[str, Applies]:
    said = declared(pack.papers, circumstances_of(corpus))
    return {**said, **dict.fromkeys(setting.with_, Applies.YES), **dict.fromkeys(setting.without, Applies.NO)}


def _industry(setting: Setting, reference: Reference, corpus: Corpus) -> str | None:
    if setting.industry:
        named = industry_in(setting.industry, corpus.industries)
        return named[0] if named else setting.industry
    return reference.industry_at.value if reference.industry_at else None


def _notes(setting: Setting, reference: Reference, grade: str | None) -> list[str]:
    notes = []
    if setting.grade is None and reference.grade is not None:
        notes.append(f"未指定拟申报等级，按申报表所填的 {grade} 预审")
    if grade is None:
        notes.append("未指定拟申报等级，申报表中也没有读到；按 A 级、B 级和绩效引领性企业的要求预审")
    return notes


def _file_line(
    file: PackFile, sights: Mapping[str, Sight], segments: Sequence[Segment], files: Sequence[PackFile]
) -> FileLine:
    if file.refusal is not None:
        how = ReadBy.REFUSED if file.refusal.kind == "refused_file" else ReadBy.UNREADABLE
        return FileLine(file=file.name, pages=0, read_by=how.value, note=file.refusal.say, sha256=file.sha256)
    sight = sights.get(file.name)
    same = None
    if sight is None:
        same = next((one.name for one in files if one.sha256 == file.sha256 and one.name in sights), None)
        sight = sights.get(same or "")
    if sight is None:
        return FileLine(file=file.name, pages=0, read_by=ReadBy.UNREADABLE.value, sha256=file.sha256)
    return FileLine(
        file=file.name,
        pages=1 if sight.read.type == "docx" else sight.read.page_count or len(sight.read.pages),
        read_by=sight.read_by.value,
        materials=() if same else tuple(_pages(sight, segments)),
        note=f"与“{same}”相同" if same else _note(sight.read, sight),
        sha256=file.sha256,
    )


def _pages(sight: Sight, segments: Sequence[Segment]) -> list[MaterialPages]:
    """Which pages hold what; one entry a stretch."""
    out: list[MaterialPages] = []
    for segment in segments:
        views = [view for view in segment.views if view.file == sight.read.file]
        if segment.id is None or segment.id in APART or not views or not segment.letters:
            continue
        first, last = views[0].number, views[-1].number
        pages = (first, last) if first is not None and last is not None else None
        out.append(MaterialPages(id=segment.id, pages=pages))
    return [one for at, one in enumerate(out) if one not in out[:at]]


def _note(read: ReadFile, sight: Sight) -> str:
    said = [read.refused or "", read.unreadable or "", *(remark.say for remark in read.remarks)]
    if sight.blank:
        said.append(f"第 {'、'.join(str(page) for page in sight.blank[:10])} 页未读清")
    return "；".join(dict.fromkeys(part for part in said if part))
