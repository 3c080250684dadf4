"""What else the corpus holds beside provisions: documents' cards, silences, industries, checklist items, facts.

Lives here: the models of `manifest.yaml`, `*.silences.yaml`, `industries.yaml`, `materials.yaml`, `facts/*.yaml`.
May import: library.provision (Strict), library.clause.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.provision import Strict

Level = Literal[
    "official",
    "repost_of_official_text",
    "official_example",
    "official_example_copy",
    "media",
    "repost_other",
    "consultant",
    "vendor",
]
LEVEL_WORDS: dict[str, str] = {
    "official": "官方文本",
    "repost_of_official_text": "官方文本转载",
    "official_example": "官方示例",
    "official_example_copy": "官方示例转载",
    "media": "媒体报道",
    "repost_other": "其他转载",
    "consultant": "咨询机构说法",
    "vendor": "厂商说法",
}


class DocumentCard(Strict):
    """A document in `manifest.yaml`. Paths are relative to the corpus."""

    id: str
    title: str
    short: str
    issuer: str
    date: str
    in_force: str
    repeals: tuple[str, ...] = ()
    source_level: Level
    file: str
    sha256: str
    provisions: str | None = None
    rules: str | None = None
    silences: str | None = None
    note: str | None = None


class AddedCard(DocumentCard):
    """A document that a person added to the library: quoted by clause with its badge, it never decides.

    `original`: the file it came from, by name and sha256; `read_by`: text, or ocr where a picture was read.
    """

    added_on: str
    original: str
    original_sha256: str
    read_by: Literal["text", "ocr", "mixed"] = "text"


class Notice(Strict):
    """Something about editions that a reader must know where it bears on an answer; it decides nothing."""

    id: str
    say: str
    bears_on: tuple[str, ...]
    words: tuple[str, ...] = ()
    source_level: Level


class Manifest(Strict):
    """`manifest.yaml`."""

    title: str
    documents: tuple[DocumentCard, ...]
    notices: tuple[Notice, ...] = ()
    missing: tuple[dict[str, str], ...] = ()


class Silence(Strict):
    """What people ask and the text leaves open: what is not said, the nearest provisions, whom to ask.

    `words`: a question is about it when each group is hit by one of its words; `never`: a word that rules it out.
    """

    id: str
    title: str
    asks: tuple[str, ...] = Field(min_length=1)
    words: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    says: str
    nearest: tuple[str, ...] = ()
    whom: str
    topics: tuple[str, ...] = ()


class Industry(Strict):
    """An industry of 第八条. `name`: as printed; `aliases`: what people say."""

    name: str
    clause: str
    guide: str
    aliases: tuple[str, ...] = ()


class Care(Strict):
    """Two industries that people mix up, with what tells them apart and the clause(s) it rests on.

    `words`: what people say that may mean either: no alias of one, so it is asked back.
    """

    pair: tuple[str, str]
    words: tuple[str, ...] = ()
    say: str
    basis: tuple[str, ...]


class GuaranteeClass(Strict):
    """A guarantee class (保障类) of 第八条（4）."""

    name: str
    clause: str
    aliases: tuple[str, ...] = ()


class Guide(Strict):
    """A guide that holds indicator tables, and how to import it."""

    id: str
    title: str
    clause: str


class Industries(Strict):
    """`industries.yaml`."""

    guides: tuple[Guide, ...]
    industries: tuple[Industry, ...]
    guarantee: tuple[GuaranteeClass, ...]
    care: tuple[Care, ...] = ()
    outside: tuple[str, ...] = ()

    def named(self, word: str) -> Industry | None:
        """The industry that `word` names: its printed name (a trailing 行业 or 制造 is optional) or an alias."""
        return self.by_name.get(_core(word))

    def guarantee_named(self, word: str) -> GuaranteeClass | None:
        """The guarantee class that `word` names, likewise."""
        return self.guarantee_by_name.get(_core(word))

    @cached_property
    def by_name(self) -> dict[str, Industry]:
        """Every name and alias without its tail -> the first industry that has it. Made once: a batch asks per line."""
        return {name: entry for entry in reversed(self.industries) for name in _names(entry)}

    @cached_property
    def guarantee_by_name(self) -> dict[str, GuaranteeClass]:
        """Likewise for the guarantee classes."""
        return {name: entry for entry in reversed(self.guarantee) for name in _names(entry)}


def _names(entry: Industry | GuaranteeClass) -> set[str]:
    return {core for name in (entry.name, *entry.aliases) if (core := _core(name))}


def _core(word: str) -> str:
    word = "".join(word.split()).replace("(", "（").replace(")", "）")
    for tail in ("行业", "制造业", "制造"):
        if len(word) > len(tail) + 1:
            word = word.removesuffix(tail)
    return word


class Material(Strict):
    """An item of the checklist (`materials.yaml`; 第十条, 附件3)."""

    id: str
    name: str
    required: Literal["always", "high", "when", "recommended"]
    authority: Literal["official", "implied", "practice"]
    basis: tuple[str, ...]
    looks_like: tuple[str, ...] = ()
    condition: str | None = None
    remedy: str | None = None
    conflict: str | None = None
    max_age: str | None = None
    max_age_authority: str | None = None
    covers: str | None = None
    expires: bool = False


class Fact(BaseModel):
    """Secondary knowledge: a fact seen in a public source. Shown with its label; it never decides."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    subject: str
    dimension: str
    level: Level
    publisher: str
    url: str
    date: str | None = None
    note: str | None = None
