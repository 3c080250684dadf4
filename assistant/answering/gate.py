"""The gate: no sentence about eligibility, grade, number, date, actor, material or clause that core and corpus do not
carry. It fails closed: what cannot be judged is held back, with the reason.

Lives here: `Gate`, its results, the self-test at start. How one sentence is judged: `answering/claims/`. May import:
library, answering.answer, answering.claims. No model, no settings, no clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from assistant.answering.answer import Blocked
from assistant.answering.claims import wording
from assistant.answering.claims.core import core_frames, names_in, readings
from assistant.answering.claims.dossier import dossier_of
from assistant.answering.claims.frames import Library, pointed_articles, prose, spelled
from assistant.answering.claims.judge import Verdictum, judge
from assistant.answering.claims.kinds import Finding
from assistant.answering.claims.reordered import reordered
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.supposed import Supposing
from assistant.answering.claims.tables import Limits
from assistant.answering.claims.text import Cutter, Sentence, cells_sentences, plain, sentences
from assistant.answering.claims.units import Ground
from assistant.answering.claims.words import Words
from assistant.grading.rules import load_law
from assistant.grading.table import Table
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus

_LOG = logging.getLogger(__name__)
BROKE = "核对时出错，按未通过处理"
DISAGREES = "是或否与后文不一致，或没有依据"


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence of the answer. `held`: why it may not be shown, None where it may. `checked`: False where it
    claims nothing that could be judged (未核)."""

    text: str
    held: str | None = None
    clause: str | None = None
    checked: bool = True
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class GateResult:
    """Every sentence with its ruling, in order."""

    judged: tuple[Judged, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """The sentences that may be shown."""
        return tuple(j.text for j in self.judged if j.held is None)

    @property
    def blocked(self) -> tuple[Blocked, ...]:
        """The sentences held back, as `Answer.blocked` wants them."""
        return tuple(
            Blocked(sentence=j.text.strip(), why=j.held, clause=j.clause) for j in self.judged if j.held is not None
        )

    @property
    def passed(self) -> bool:
        """Whether nothing was held back."""
        return not self.blocked

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every claim with its ruling."""
        return tuple(f for j in self.judged for f in j.findings)

    @property
    def claims(self) -> tuple[dict[str, str | None], ...]:
        """Every claim as `eval claims` writes it: text, kind, ruling, clause."""
        return tuple(
            {"text": j.text.strip(), "kind": f.kind, "ruling": str(f.ruling), "clause": f.clause}
            for j in self.judged
            for f in j.findings
        )

    @property
    def text(self) -> str:
        """What is left to show."""
        return "".join(self.kept)


class Stream:
    """One answer on its way through the gate: text goes in by pieces, judged sentences come out.

    A bare yes or no waits for the sentence after it and shares its fate.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._cutter = Cutter()
        self._context = Context()
        self._waiting: list[tuple[Sentence, str]] = []

    def feed(self, piece: str) -> Iterator[Judged]:
        """What `piece` completes."""
        for sentence in self._cutter.feed(piece):
            yield from self._judge(sentence)

    def finish(self) -> Iterator[Judged]:
        """What was left open; a bare yes or no that nothing followed is held back."""
        for sentence in self._cutter.finish():
            yield from self._judge(sentence)
        for sentence, _ in self._waiting:
            yield Judged(sentence.text, held="只有是或否，没有依据")
        self._waiting = []

    def _judge(self, sentence: Sentence) -> Iterator[Judged]:
        try:
            found = self._in_order(sentence, self._after_answer(sentence, self._found(sentence)))
        except Exception as error:  # noqa: BLE001  fails closed: whatever breaks, the sentence is not shown
            _LOG.warning("the gate broke on a sentence: %s", type(error).__name__)
            yield from self._release(False, "")
            yield Judged(sentence.text, held=BROKE)
            return
        if found.bare:
            self._waiting.append((sentence, found.bare))
            return
        self._context = found.context
        words = spelled(sentence.plain)
        stands = found.checked or any(f"{spelled(s.plain)}{words}" in self._sources.said for s, _ in self._waiting)
        yield from self._release(found.held is None and stands, words)
        yield Judged(sentence.text, found.held, found.clause, found.checked, found.findings)

    def _after_answer(self, sentence: Sentence, found: Verdictum) -> Verdictum:
        """How a sentence stands that answers first (不用，评审费用不得向企业收取): what follows must be carried and agree."""
        bare, rest = wording.answered(sentence.plain)
        if not bare:
            return found
        if found.held is None:
            owed = wording.answers_must(sentence.plain)
            return replace(found, held=DISAGREES) if owed and _NEGATIVE.search(spelled(rest)) else found
        again = judge(replace(sentence, plain=rest), self._sources, self._context)
        agrees = bool(_NEGATIVE.search(spelled(rest))) == (bare == "no")
        return again if again.held is None and again.checked and not again.bare and agrees else found

    def _in_order(self, sentence: Sentence, found: Verdictum) -> Verdictum:
        """How a sentence stands that is held as it is told: the same in the law's own order (前者…，后者…; A意味着B)."""
        again = reordered(sentence.plain, self._context.previous) if found.held is not None else ()
        if not again:
            return found
        read = self._part_by_part(sentence, [replace(sentence, plain=part) for part in again])
        return read if read.held is None and read.checked and not read.bare else found

    def _found(self, sentence: Sentence) -> Verdictum:
        """How a sentence stands; a table's row of several sentences one after the other, as far as they stand."""
        found = self._part_by_part(sentence, cells_sentences(sentence))
        finer = cells_sentences(sentence, "。；") if found.held is not None else ()
        again = self._part_by_part(sentence, finer) if len(finer) > 1 else found
        return again if again.held is None else found

    def _part_by_part(self, sentence: Sentence, parts: Sequence[Sentence]) -> Verdictum:
        context, checked = self._context, False
        findings: list[Finding] = []
        for part in parts:
            found = judge(part, self._sources, context)
            if found.bare and len(parts) > 1:
                return judge(sentence, self._sources, self._context)
            context, checked = found.context, checked or found.checked
            findings += found.findings
            if found.held is not None:
                break
        return replace(found, findings=tuple(findings), checked=checked)

    def _release(self, supported: bool, words: str) -> Iterator[Judged]:
        for sentence, bare in self._waiting:
            negative = bool(_NEGATIVE.search(words))
            agrees = negative if bare == "no" else not negative
            agrees = agrees or f"{spelled(sentence.plain)}{words}" in self._sources.said or "对" in sentence.plain
            yield Judged(sentence.text, held=None if supported and agrees else DISAGREES)
        self._waiting = []


_NEGATIVE = re.compile(
    r"不得|不能|不可|不(?!少于|低于|良|同)|没有|未(?!来)|无(?!论)|禁止|降为|降级|废止|最低|拒绝|黑名单|只|仅|而非|追究|应|由"
)


class _Prepared:
    """What the gate needs of one corpus, made once."""

    def __init__(self, corpus: Corpus) -> None:
        industries = {i.name: i.aliases for i in corpus.industries.industries}
        industries |= {c.name: c.aliases for c in corpus.industries.guarantee}
        clauses = [c for document in corpus.documents.values() for c in document.clauses]
        self.words = Words(industries, _guides(corpus), clauses, dict(_sayings(corpus)))
        self.library = Library(corpus, self.words)
        self.prose = prose(_beside_the_law(corpus))
        self.titles = dict(_titles(corpus))
        self.everything = "".join(f.text for f in self.library.frames) + self.prose
        self.counts = dict(_counts(self.library))
        self.pointers = dict(pointed_articles(corpus))
        self.supposing = Supposing(load_law(corpus), corpus.industries)


_PREPARED: WeakKeyDictionary[Corpus, _Prepared] = WeakKeyDictionary()


class Gate:
    """Judges text against the corpus, the core's verdict and imported tables. Cheap to make; holds no state between
    answers."""

    def __init__(self, corpus: Corpus, tables: Mapping[str, Table] | None = None) -> None:
        self.corpus = corpus
        found = _PREPARED.get(corpus)
        if found is None:
            found = _PREPARED[corpus] = _Prepared(corpus)
        self._known = found
        self._limits = Limits(tables)

    def sources(
        self,
        *,
        citations: Iterable[str | ClauseId] | None = None,
        verdict: Mapping[str, Any] | None = None,
        question: str | None = None,
        statements: Iterable[str] = (),
        case: Mapping[str, Any] | None = None,
    ) -> Sources:
        """What one answer may rest on. `citations`: the clauses in scope, None: the whole corpus. `statements`: what
        the composer already said from core and corpus."""
        known = self._known
        library = known.library
        cited = None
        if citations is not None:
            cited = library.of(tuple(c if isinstance(c, ClauseId) else ClauseId.parse(c) for c in citations))
        texts = [spelled(s.plain) for text in statements for s in sentences(text)]
        spoken = [frame for text in texts if len(text) >= 4 for frame in library.told(text)]
        return Sources(
            library=library,
            cited=cited,
            spoken=tuple(spoken),
            prose=known.prose + prose(readings(verdict)),
            verdict=verdict,
            question=spelled(plain(question or "")),
            ground=Ground(
                names=names_in(case),
                dated=(verdict, case, question),
                counts=known.counts,
                pointers=known.pointers,
            ),
            case=case,
            core=core_frames(verdict, library),
            titles=known.titles,
            everything=known.everything,
            said="".join(texts),
            limits=self._limits,
            dossier=dossier_of(case, verdict, known.supposing.law, known.supposing.industries),
            supposing=known.supposing,
        )

    def stream(self, sources: Sources) -> Stream:
        """A gate for one answer that arrives in pieces."""
        return Stream(sources)

    def judge_answer(
        self,
        text: str,
        *,
        citations: Iterable[str | ClauseId] | None = None,
        verdict: Mapping[str, Any] | None = None,
        question: str | None = None,
        statements: Iterable[str] = (),
        case: Mapping[str, Any] | None = None,
    ) -> GateResult:
        """Every sentence of `text` with its ruling."""
        sources = self.sources(
            citations=citations, verdict=verdict, question=question, statements=statements, case=case
        )
        stream = self.stream(sources)
        return GateResult((*stream.feed(text), *stream.finish()))


def _guides(corpus: Corpus) -> dict[str, str]:
    """Titles of the guides, bare, and the word that stands for each."""
    names = {"national-2020": "国家指南", "henan-key": "省级指南", "henan-general": "通用指南"}
    titles = {_bare(plain(card.title)): "" for card in corpus.manifest.documents} | {
        "中华人民共和国民法典": "",
        "民法典": "",
    }
    titles |= {_bare(plain(title)): "旧办法" for card in corpus.manifest.documents for title in card.repeals}
    return titles | {_bare(plain(g.title)): names[g.id] for g in corpus.industries.guides if g.id in names}


def _sayings(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """How people say it, and the law's words for it: what the corpus holds to be the same, and nothing looser."""
    for entry in corpus.yaml("synonyms.yaml").data:
        if law := entry.get("tell"):
            yield from ((said, str(law)) for said in map(str, entry["said"]) if _one_word(said))
    terms = corpus.terms
    for table in (terms.actors, terms.objects, terms.conditions):
        for term in table.values():
            yield from ((alias, term.say) for alias in term.aliases if _one_word(alias))


def _one_word(said: str) -> bool:
    return len(said) > 1 and bool(re.fullmatch(r"[\u4e00-\u9fff]+", said))


def _bare(title: str) -> str:
    return re.sub(r"[《》（）<>＜＞“”]", "", title)


def _titles(corpus: Corpus) -> Iterator[tuple[str, bool]]:
    """Every document that the corpus names, bare, and whether it is in force."""
    repealed = {_bare(plain(t)) for card in corpus.manifest.documents for t in card.repeals}
    for document in corpus.documents.values():
        for found in re.finditer(r"《([^》]+)》", plain("".join(document.source.split()))):
            yield _bare(found[1]), True
    for guide in corpus.industries.guides:
        yield _bare(plain(guide.title)), True
    yield "中华人民共和国民法典", True
    yield "民法典", True
    yield from ((_bare(plain(card.title)), True) for card in corpus.manifest.documents)
    yield from ((title, False) for title in repealed)


def _counts(library: Library) -> Iterator[tuple[ClauseId, frozenset[int]]]:
    """How many items each article has."""
    articles: dict[ClauseId, set[int]] = {}
    for clause in library.by_clause:
        if clause.item:
            articles.setdefault(clause.parent, set()).add(clause.item)
    return ((article, frozenset({len(items)})) for article, items in articles.items())


def _beside_the_law(corpus: Corpus) -> Iterator[str]:
    """What the sealed corpus says beside the law: silences, notices, pairs that need care."""
    for silence in corpus.silences:
        yield f"{silence.says}\n{silence.whom}"
    yield from (notice.say for notice in corpus.manifest.notices)
    yield from (care.say for care in corpus.industries.care)


def self_test(gate: Gate) -> Sequence[str]:
    """Sentences that the gate must hold back or let through and does not; empty: it works."""
    wrong = []
    for text, passes in _SELF_TEST:
        if gate.judge_answer(text).passed != passes:
            wrong.append(text)
    return wrong


_SELF_TEST: tuple[tuple[str, bool], ...] = (
    ("贵公司可以申报A级。", False),
    ("依据第九十九条，可以申报。", False),
    ("受到行政处罚的，三年内不得申报A级。", False),
    ("您完全符合A级条件。", False),
    ("受到行政处罚的，一年内不得申报和被评定为A级、B级和绩效引领性企业。", True),
    ("每家企业配备专家人数不得少于3人。", True),
)
