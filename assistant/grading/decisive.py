"""Which indicator table decides for an industry on a day, and where none does, why not.

Lives here: `Decisive` (a mapping by “guide:industry” of 第八条, read when asked), `Standing`. May import:
grading.table, library. Only a reviewed table whose seal holds decides, of the edition that is in force on the day. A
draft never does, nor a table that was altered after its review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.errors import BadFile
from assistant.grading.table import Table, read_table, typed_table
from assistant.library.corpus import Corpus
from assistant.library.editions import Edition, Editions, editions_of
from assistant.library.holdings import Industry
from assistant.library.shelf import GuideFile


class Held(StrEnum):
    """How the table of an industry stands."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    ALTERED = "altered"  # reviewed once, and changed since
    BROKEN = "broken"  # reviewed, and not readable as a table
    SUPERSEDED = "superseded"  # only an edition that another has replaced
    NOT_YET = "not_yet"  # only an edition that comes into force later
    DISPUTED = "disputed"  # several guides, and nothing says which
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one industry's table stands on a day. `table`: only where it decides; `file`: what there is; `guide`: the id
    of the guide that is wanted; `say`: why it does not decide, in one sentence without its end."""

    industry: Industry
    held: Held
    guide: str
    table: Table | None = None
    file: GuideFile | None = None
    say: str = ""
    others: tuple[GuideFile, ...] = ()

    @property
    def wanted(self) -> str:
        """The id of the table that would settle it, as `missing` spells it."""
        return f"{self.guide}:{self.industry.name}"


class Decisive(Mapping[str, Table]):
    """The tables that decide on `as_of`, by the guide and industry that 第八条 names. Files are parsed when asked for."""

    def __init__(self, corpus: Corpus, *, as_of: date, editions: Editions | None = None) -> None:
        self._corpus = corpus
        self._as_of = as_of
        self._editions = editions or editions_of(corpus)
        self._by_key = {f"{entry.guide}:{entry.name}": entry for entry in corpus.industries.industries}
        self._made: dict[str, Standing] = {}

    def standing(self, key: str) -> Standing | None:
        """How the table of this key stands; None where 第八条 has no such industry."""
        entry = self._by_key.get(key)
        if entry is None:
            return None
        if key not in self._made:
            self._made[key] = self._stand(entry)
        return self._made[key]

    def of(self, industry: Industry) -> Standing:
        """How the table of an industry stands."""
        found = self.standing(f"{industry.guide}:{industry.name}")
        assert found is not None
        return found

    def why_not(self, key: str) -> Standing | None:
        """The standing of a key without a deciding table."""
        found = self.standing(key)
        return None if found is None or found.table is not None else found

    def __getitem__(self, key: str) -> Table:
        found = self.standing(key)
        if found is None or found.table is None:
            raise KeyError(key)
        return found.table

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._by_key if key in self)

    def __len__(self) -> int:
        """Without parsing anything: whether there may be a table at all is what is asked."""
        return len(self._corpus.shelf.reviewed)

    def __contains__(self, key: object) -> bool:
        found = self.standing(key) if isinstance(key, str) else None
        return found is not None and found.table is not None

    def _stand(self, entry: Industry) -> Standing:
        shelf, industries = self._corpus.shelf, self._corpus.industries
        guide = self._editions.current(entry.guide, self._as_of)
        line = self._editions.line(entry.guide, self._as_of)
        files = shelf.files_of(entry.name, industries)
        chosen = [one for one in files if one.guide == guide]
        others = tuple(one for one in files if one.guide not in line)
        if not chosen and guide == entry.guide:
            # A guide that 第八条 does not name by this id, and nothing of the one it does: it stands in if it is alone.
            current = [one for one in others if self._editions.holds(one.guide, self._as_of)]
            if len({one.guide for one in current}) > 1:
                names = "、".join(sorted({one.guide for one in current}))
                return Standing(
                    entry, Held.DISPUTED, guide, say=f"载入了几本指南（{names}），不能确定以哪一本为准", others=others
                )
            chosen, others = current, tuple(one for one in others if one not in current)
        if chosen:
            return self._read(entry, chosen[-1], others)
        return self._without(entry, guide, files)

    def _read(self, entry: Industry, file: GuideFile, others: tuple[GuideFile, ...]) -> Standing:
        if file.altered:
            return Standing(entry, Held.ALTERED, file.guide, file=file, say=file.altered.rstrip("。"), others=others)
        later = self._editions.not_yet(file.guide, self._as_of)
        if later:
            say = f"{entry.name}的指标表（{file.guide}）自{later.isoformat()}起施行，所问日期还不适用"
            return Standing(entry, Held.NOT_YET, file.guide, file=file, say=say, others=others)
        try:
            table = read_table(file.file)
        except BadFile as error:
            return Standing(entry, Held.BROKEN, file.guide, file=file, say=str(error).rstrip("。"), others=others)
        named = table.model_copy(update={"industry": entry.name})
        return Standing(entry, Held.REVIEWED, file.guide, named, file, others=others)

    def _without(self, entry: Industry, guide: str, files: tuple[GuideFile, ...]) -> Standing:
        """Nothing reviewed decides: an older edition, a draft, or nothing."""
        drafts = self._corpus.shelf.files_of(entry.name, self._corpus.industries, drafts=True)
        old = [one for one in files if one.guide != guide]
        mine = [one for one in drafts if one.guide == guide] or ([] if old else list(drafts))
        if mine:
            say = f"“{entry.name}”的指标表（{mine[-1].guide}）已导入，还没有审核"
            return Standing(entry, Held.DRAFT, mine[-1].guide, file=mine[-1], say=say, others=files)
        newer = self._editions.the(guide)
        if old and newer:
            say = f"载入的“{entry.name}”指标表（{old[-1].guide}）已被{newer.title}代替，新版还没有载入"
            return Standing(entry, Held.SUPERSEDED, guide, file=old[-1], say=say, others=files)
        return Standing(entry, Held.NONE, guide, say=f"没有载入“{entry.name}”的指标表（{guide}）", others=files)

    def edition(self, guide: str) -> Edition | None:
        """What is known of a guide's edition."""
        return self._editions.the(guide)


def drafted(file: GuideFile) -> Table:
    """A draft as a table, to be shown as 待核. It decides nothing. Raises BadFile."""
    return typed_table(file.file)
