"""One sentence held against what core and corpus carry.

Lives here: `Sources` (what an answer may rest on) and `judge`. A sentence passes when each of its claims is carried
by one clause (or by the core's verdict); what cannot be judged is held back with the reason. May import: claims.*,
library. No model, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, assert_never

from assistant.answering.claims import wording
from assistant.answering.claims.amounts import Amount, amounts, clause_refs, days, grade_sets
from assistant.answering.claims.carried import Library, Passage, Segment, cut_segments, statement
from assistant.answering.claims.kinds import (
    Barred,
    Cites,
    Claim,
    Dates,
    Finding,
    HoldsGrade,
    InScope,
    MayApply,
    Meets,
    NamesDocument,
    Norm,
    Quotes,
    Ruling,
    States,
)
from assistant.answering.claims.text import Sentence, plain
from assistant.answering.claims.wording import Modal, ModalWord, canonical, modals, negations
from assistant.library.clause import ClauseId
from assistant.library.grade import HIGH, Grade, family_of

RESIDUE_LIMIT = 0
LONGEST = 900  # the longest sentence of the law has 470 characters
_TITLE = re.compile(r"《([^》]{2,80})》")
_QUOTE = re.compile(r"“([^“”]{2,})”")
_POINTER = re.compile(
    r"(?<=存在|属于|涉及|符合|发生|出现)(?:上述|前述)?第[一二三四五六七八九十\d]+条(?:[、和及至](?:第)?[一二三四五六七八九十\d]+条)*(?:[（(][一二三四五六七八九十\d]+[)）][、和及至]?)*"
    r"(?:规定|所列|列明|列举|所述|中)?(?:的)?(?:任一|任何|有关|相关)?(?:情形|情况)(?:之一)?"
)
_ANNEX = re.compile(r"附件(\d+|[一二三四五六七八九十])")
_STRIP = re.compile(r"[^\w\u4e00-\u9fff%/]")
_TARGET = re.compile(r"(?:降为|认定为|直接为|改为|按|变(?:为|成)|作为)(?:[^，。；]{0,2})$")
_AFFIRM = re.compile(
    r"^(?:是的|对的?|没错|可以的?|能的?|行的?|没问题|当然(?:可以|能)?|有的?|会的?|需要的?|允许|可|OK|好的|正确|必须的?)[，。！]?$",
    re.I,
)
_DENY = re.compile(
    r"^(?:不是的?|不对|不可以|不能|不行|不会|没有|不需要|不用|不允许|不可|否|错误?|不正确|不得|无需)[，。！]?$"
)
_FOREIGN = re.compile(r"[A-Za-z]{3,}")
_FOREIGN_OK = re.compile(
    r"(?:NMHC|VOCs?|SO2|NOx|PM2|PM10|CEMS|AQI|henan|civil|code|model|import|guide|jixiao|FILE|pdf|PDF|docx|national|key|general|PMC|mg|assistant|library)",
    re.I,
)


@dataclass(frozen=True)
class Sources:
    """What one answer may rest on. `cited`: None where the whole corpus is in scope."""

    library: Library
    cited: tuple[Passage, ...] | None
    spoken: tuple[Passage, ...]
    verdict: Mapping[str, Any] | None
    question: str
    day_values: frozenset[str]
    case: Mapping[str, Any] | None = None
    core: tuple[Passage, ...] = ()
    industries: re.Pattern[str] | None = None
    titles: Mapping[str, bool] = field(default_factory=dict)
    everything: str = ""
    said: str = ""

    def candidates(self, words: str, refs: Sequence[ClauseId]) -> tuple[Passage, ...]:
        """The passages that `words` may be carried by, the likeliest first."""
        if refs:
            pool = self.library.of(refs)
        elif self.cited is not None:
            pool = self.cited
        else:
            pool = self.library.near(words)
        return (*pool, *self.spoken)


@dataclass(frozen=True, slots=True)
class Context:
    """What came before in the answer, and decides what a sentence without a subject speaks of."""

    grades: frozenset[Grade] = frozenset()
    clauses: tuple[ClauseId, ...] = ()
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Verdictum:
    """A sentence's ruling: `held` is the reason, None where it may be shown. `checked`: something was judged."""

    held: str | None
    clause: str | None
    findings: tuple[Finding, ...]
    context: Context
    checked: bool
    bare: str = ""


@dataclass(frozen=True, slots=True)
class _Problem:
    claim: Claim
    ruling: Ruling
    why: str


def judge(sentence: Sentence, sources: Sources, context: Context) -> Verdictum:
    """How `sentence` stands. Raises nothing on purpose; `gate` holds back whatever raises."""
    if len(sentence.plain) > LONGEST:
        return _held("句子过长，无法核对", None, (), context)
    written = canonical(sentence.plain)
    words = _POINTER.sub("上述情形", written)
    heading = canonical(sentence.heading).rstrip("：")
    refs = tuple(r.clause for r in clause_refs(words) if r.clause)
    if strange := _unreadable(sentence.plain, sources):
        return _held(strange, None, (), context)
    if _AFFIRM.match(words) or _DENY.match(words):
        return Verdictum(None, None, (), context, False, bare="yes" if _AFFIRM.match(words) else "no")
    findings = list(_references(written, sources, context))
    if bad := next((f for f in findings if f.ruling is not Ruling.SUPPORTED), None):
        return _held(bad.why, bad.clause, tuple(findings), context)
    if wording.RHETORIC.search(words):
        return _held("反问句无法核对", None, tuple(findings), context)
    here = Context(_grades(words) or context.grades, refs or context.clauses, words)
    if not wording.TRIGGER.search(_without_references(words)):
        loose = _residue(words, statement(sources.everything + sources.question))
        if len(loose) > 8 and not any(_said_whole(words, p.text) for p in sources.spoken):
            return _held(f"“{loose[:12]}”无法与条文核对", None, tuple(findings), context)
        return Verdictum(None, None, tuple(findings), here, bool(findings))
    if _only_quotes(words, refs, sources):
        return Verdictum(None, str(refs[0]), tuple(findings), here, True)
    if _is_question(words):
        return _question(words, sources, context, here, findings)
    if heading and (whole := _carried(f"{heading}，{words}", sources, refs, context)) is not None and not whole[0]:
        problems, passage = whole
    else:
        problems, passage = _carried(words, sources, refs, context)
    return _eligibility(words, heading, problems, passage, sources, context, here, findings)


# --- what can be said before any passage is looked at -------------------------------------------------------------


def _unreadable(text: str, sources: Sources) -> str | None:
    for char in text:
        if char.isalpha() and not ("a" <= char.lower() <= "z") and not "\u4e00" <= char <= "\u9fff" and char not in "μ":
            return f"含有无法核对的文字“{char}”"
        if "\u4e00" <= char <= "\u9fff" and char not in sources.everything:
            try:
                char.encode("gb2312")
            except UnicodeEncodeError:
                return f"含有繁体或生僻字“{char}”，无法核对"
    for found in _FOREIGN.finditer(text):
        known = (
            _FOREIGN_OK.search(found.group()) or found.group() in sources.everything or found.group() in sources.said
        )
        if not known:
            return f"外文“{found.group()}”无法核对"
    if re.search(r"https?:|www\.|[\w.]+@[\w.]+", text) and canonical(text).rstrip("；。") not in sources.said:
        return "含有链接或地址"
    return None


def _references(words: str, sources: Sources, context: Context) -> Iterable[Finding]:
    """Clauses, annexes, documents and quotations: each exists, and says what it is quoted with."""
    refs = clause_refs(words)
    for ref in refs:
        claim = Cites(ref)
        if ref.clause is None:
            yield Finding(claim, Ruling.UNSUPPORTED, f"“{ref.text}”不是已载入的条款")
        elif ref.clause not in sources.library.by_clause and re.search(
            rf"(?:没有|并无|无|不存在){re.escape(ref.text)}", words
        ):
            yield Finding(claim, Ruling.SUPPORTED)
        elif ref.clause not in sources.library.by_clause:
            yield Finding(claim, Ruling.CONTRADICTED, f"没有{ref.clause.label}")
        elif sources.cited is not None and not _in_scope(ref.clause, sources):
            yield Finding(claim, Ruling.UNSUPPORTED, f"{ref.clause.label}不在本答引用的条款中", str(ref.clause))
        else:
            yield Finding(claim, Ruling.SUPPORTED, clause=str(ref.clause))
    for found in _ANNEX.finditer(words):
        if f"附件{found[1]}" not in sources.everything:
            yield Finding(Quotes(found.group()), Ruling.CONTRADICTED, f"细则没有{found.group()}")
    for found in _TITLE.finditer(words):
        yield _document(found[1], words, sources)
    for found in _QUOTE.finditer(words):
        yield _quoted(found[1], words, sources, [r.clause for r in refs if r.clause] or list(context.clauses))


def _only_quotes(words: str, refs: Sequence[ClauseId], sources: Sources) -> bool:
    """Whether the sentence is a clause and its own words, from one mark of punctuation to another, and nothing else."""
    quotes = _QUOTE.findall(words)
    rest = _QUOTE.sub("", _without_references(words))
    if not refs or not quotes or _content(rest):
        return False
    held = [p.text for p in sources.library.of(refs)]
    parts = [
        part.strip("，。；：") for quote in quotes for part in re.split(r"…+|\.{3,}", quote) if part.strip("，。；：")
    ]
    return all(any(_said_whole(part, text) for text in held) for part in parts)


def _in_scope(clause: ClauseId, sources: Sources) -> bool:
    assert sources.cited is not None
    return any(
        p.clause and p.clause.parent == clause.parent for p in (*sources.cited, *sources.core, *sources.spoken)
    ) or any(r.clause and r.clause.parent == clause.parent for p in sources.spoken for r in clause_refs(p.text))


def _document(title: str, words: str, sources: Sources) -> Finding:
    squeezed = title.replace("（", "").replace("）", "")
    known = next((t for t in sources.titles if squeezed == t.replace("（", "").replace("）", "")), None)
    if known is None:
        known = next(
            (t for t in sources.titles if len(squeezed) >= 6 and squeezed in t.replace("（", "").replace("）", "")),
            None,
        )
    if known is None and title in sources.everything:
        return Finding(NamesDocument(title, False), Ruling.SUPPORTED)
    if known is None:
        return Finding(NamesDocument(title, False), Ruling.UNSUPPORTED, f"没有载入《{title}》")
    in_force = sources.titles[known]
    said_valid = not re.search(r"废止|不再|旧|已失效|不能再?作为|不适用|取代", words)
    if not in_force and said_valid:
        return Finding(NamesDocument(title, True), Ruling.CONTRADICTED, f"《{title}》已废止", "henan-2024:23")
    return Finding(NamesDocument(title, said_valid), Ruling.SUPPORTED)


def _quoted(quote: str, words: str, sources: Sources, refs: Sequence[ClauseId]) -> Finding:
    """A quotation is verbatim in the clause it is put to; a single word in quotes may come from anywhere we speak."""
    bare = _STRIP.sub("", quote)
    claim = Quotes(quote)
    if not bare:
        return Finding(claim, Ruling.SUPPORTED)
    if len(bare) <= 6 or bare in _STRIP.sub("", sources.question):
        if bare in _STRIP.sub("", sources.everything + sources.question) or any(
            bare in _STRIP.sub("", p.text) for p in sources.spoken
        ):
            return Finding(claim, Ruling.SUPPORTED)
        return Finding(claim, Ruling.UNSUPPORTED, f"“{quote}”不见于条文和问题")
    pool = (
        sources.library.of(refs) if refs else sources.cited if sources.cited is not None else sources.library.passages
    )
    parts = [_STRIP.sub("", part) for part in re.split(r"…+|\.{3,}", quote)]
    for passage in (*pool, *sources.spoken, *sources.core):
        held = _STRIP.sub("", passage.text)
        if all(part in held for part in parts if part):
            return Finding(claim, Ruling.SUPPORTED, clause=str(passage.clause) if passage.clause else None)
    return Finding(claim, Ruling.CONTRADICTED, f"“{quote[:24]}”不是条文原话", str(refs[0]) if refs else None)


def _without_references(words: str) -> str:
    for ref in reversed(clause_refs(words)):
        words = words[: ref.start] + words[ref.end :]
    return words


def _grades(words: str) -> frozenset[Grade]:
    return frozenset(g for s in grade_sets(words) for g in s.grades)


def _is_question(words: str) -> bool:
    return words.rstrip("）”").endswith(("？", "?")) or bool(re.match(r"请问", words))


def _question(words: str, sources: Sources, context: Context, here: Context, findings: list[Finding]) -> Verdictum:
    """A question asked back claims nothing, as long as it asks, and brings in nothing that nobody said."""
    if not wording.ASKS.search(words):
        return _held("以问句作出断言，无法核对", None, tuple(findings), context)
    known = statement(sources.everything + sources.question + "".join(p.text for p in sources.spoken))
    for amount in amounts(words):
        if not _amount_known(amount, known.amounts):
            return _held(f"“{amount.text}”没有依据", None, tuple(findings), context)
    loose = _residue(words, known)
    if len(loose) > 4:
        return _held(f"“{loose[:12]}”无法与条文核对", None, tuple(findings), context)
    return Verdictum(None, None, tuple(findings), here, True)


def _held(why: str, clause: str | None, findings: tuple[Finding, ...], context: Context) -> Verdictum:
    return Verdictum(why, clause, findings, context, True)


# --- carried by a passage -----------------------------------------------------------------------------------------


def _carried(
    words: str, sources: Sources, refs: Sequence[ClauseId], context: Context
) -> tuple[list[_Problem], Passage | None]:
    """What in `words` the best passage does not carry; nothing: carried.

    One sentence of a clause carries the whole, or one clause carries it run by run, or, where several clauses are
    named (or the core speaks), each run is carried by one of them.
    """
    pool = (*sources.core, *sources.candidates(words, refs))
    best: tuple[list[_Problem], Passage | None] = ([_nothing(words)], None)
    for passage in pool:
        problems = _problems(words, passage, sources, context)
        if (
            not problems
            and passage.whole
            and passage.origin == "law"
            and not _run_by_run(words, [passage], sources, context)
        ):
            problems = [_Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, "条文中没有这样的对应关系")]
        if not problems:
            return [], passage
        if passage.origin != "corpus" and (best[1] is None or _weight(problems) < _weight(best[0])):
            best = (problems, passage)
    named = sorted(set(refs)) if len(set(refs)) > 1 else []
    joint: list[Passage] = []
    if named:
        joint = [*sources.library.of(named), *sources.core, *sources.spoken]
    elif sources.core:
        joint = [*sources.core, *sources.library.of({p.clause for p in sources.core if p.clause})]
    if joint and _each_run(words, joint, sources, context):
        return [], next((p for p in joint if p.clause), None)
    return best


def _nothing(words: str) -> _Problem:
    return _Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, "所引条文中没有这样的规定")


def _weight(problems: Sequence[_Problem]) -> tuple[int, int]:
    return (sum(len(p.why) if p.why.startswith("“") and "未见于" in p.why else 6 for p in problems), len(problems))


def _runs(words: str) -> list[str]:
    """`words` cut at commas, runs without an act joined to the next."""
    out: list[str] = []
    pending = ""
    for part in re.split(r"(?<=[，；：])", words):
        pending += part
        if len(_content(part)) >= 4 and (modals(part) or _ACT.search(part)):
            out.append(pending)
            pending = ""
    if pending:
        if out:
            out[-1] += pending
        else:
            out.append(pending)
    return out


_ACT = re.compile(
    r"申报|申请|评定|认定|降为|降级|归档|公示|公告|备案|报省|报生态|复核|复审|抽查|核查|审核|审查|自评|提交|收取|回避|参与|参加|列入|追究|授予|颁发|纳入|给予"
    r"|采取|实施|公开|举报|核实|保密|报备|废止|解释|排查|补全|更新|修订|指导|制定|组织|配备|负责|处罚|通报|拒绝|隐瞒|提供|贿赂|新增|变动|篡改|伪造|安装|排放|管理|监管|执行|包括|属于|满足|确保|落实|安排|阻碍|提高|降低|接受"
)


def _run_by_run(words: str, within: Sequence[Passage], sources: Sources, context: Context) -> bool:
    """Whether each run of `words` is carried by one sentence of the clause(s) of `within`."""
    clauses = {p.clause.parent for p in within if p.clause}
    small = [p for c in clauses for p in sources.library.of([c]) if not p.whole]
    return _each_run(words, small, sources, context)


def _each_run(words: str, pool: Sequence[Passage], sources: Sources, context: Context) -> bool:
    before = context
    for run in _runs(words):
        if not any(not _problems(run, p, sources, before) for p in pool):
            return False
        before = Context(_grades(run) or before.grades, before.clauses, run)
    return True


def _problems(words: str, passage: Passage, sources: Sources, context: Context) -> list[_Problem]:
    """What `passage` alone does not carry of `words`."""
    if passage.origin != "law" and _said_whole(words, passage.text):
        return []
    if passage.origin == "corpus":  # free prose: it carries itself, and nothing that is only like it
        return [_nothing(words)]
    residue = _residue(words, passage)
    limit = RESIDUE_LIMIT + len(_content(words)) // 24
    if len(residue) > limit + 10:
        return [_loose(residue)]
    out: list[_Problem] = [_loose(residue)] if len(residue) > limit else []
    out += _amount_problems(words, passage, sources)
    out += _grade_problems(words, passage, sources, context)
    out += _modal_problems(words, passage)
    out += _negation_problems(words, passage)
    out += _actor_problems(words, passage)
    out += _word_problems(words, passage, sources)
    return out


def _said_whole(words: str, text: str) -> bool:
    """Whether `words` stand in `text` from one mark of punctuation to another: part of a sentence may say the opposite."""
    bare = words.rstrip("。；！")
    at = text.find(bare)
    if at < 0 or not bare:
        return False
    return (at == 0 or text[at - 1] in "，；：。") and text[at + len(bare) : at + len(bare) + 1] in ("", *"。；：，")


def _loose(residue: str) -> _Problem:
    return _Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, f"“{residue[:16]}”未见于所引条文")


@lru_cache(maxsize=8192)
def _content(text: str) -> str:
    """`text` without numbers, grades, references and words that carry no law."""
    return "".join(_content_runs(text))


@lru_cache(maxsize=8192)
def _content_runs(text: str) -> tuple[str, ...]:
    blot = list(text)
    spans = [(a.start, a.end) for a in amounts(text)] + [(d.start, d.end) for d in days(text)]
    spans += [(g.start, g.end) for g in grade_sets(text)] + [(r.start, r.end) for r in clause_refs(text)]
    spans += [m.span() for m in _ANNEX.finditer(text)] + [m.span() for m in _TITLE.finditer(text)]
    for start, end in spans:
        blot[start:end] = "＿" * (end - start)
    cut = wording.CONNECTIVE.sub(lambda m: "＿" * len(m.group()), "".join(blot))
    return tuple(run for run in re.findall(r"[\w%]+", cut.replace("_", "＿").replace("＿", " ")) if run)


def _residue(words: str, passage: Passage) -> str:
    """The characters of `words` that neither the passage nor plain language accounts for."""
    out = []
    for run in _content_runs(words):
        if len(run) == 1:
            if run not in passage.text and run not in _SMALL and run not in wording.PARTICLES:
                out.append(run)
            continue
        covered = [False] * len(run)
        for i in range(len(run) - 1):
            if run[i : i + 2] in passage.bigrams:
                covered[i] = covered[i + 1] = True
        out += [c for c, ok in zip(run, covered, strict=True) if not ok and c not in wording.PARTICLES]
    return "".join(out)


_SMALL = set("企业行厂类次级条项位名份只共达即因而乃其含")


def _amount_problems(words: str, passage: Passage, sources: Sources) -> list[_Problem]:
    out = []
    for amount in amounts(words):
        if _amount_known(amount, passage.amounts):
            continue
        if amount.unit in ("种", "项", "个", "条", "方面") and amount.number in _item_counts(passage, sources):
            continue
        near = next((a for a in passage.amounts if a.unit == amount.unit), None)
        ruling = Ruling.CONTRADICTED if near else Ruling.UNSUPPORTED
        what = f"，条文为“{near.text}”" if near else ""
        out.append(
            _Problem(States(amount), ruling, f"“{amount.text}”与条文不符{what}" if near else f"“{amount.text}”没有依据")
        )
    out = [p for p in out if not _every_year_of_a_day(p, words)]
    known = {d.value for d in passage.days} | sources.day_values
    for day in days(words):
        if not any(
            day.value == k
            or (len(day.value) < len(k) and k.startswith(day.value))
            or (day.value.startswith("--") and k.endswith(day.value[2:]))
            for k in known
        ):
            out.append(_Problem(Dates(day), Ruling.UNSUPPORTED, f"“{day.text}”没有依据"))
    return out


def _every_year_of_a_day(problem: _Problem, words: str) -> bool:
    """`每年9月底前`: a day of the calendar that the law names comes every year."""
    claim = problem.claim
    return (
        isinstance(claim, States)
        and claim.amount.text == "每年"
        and bool(re.match(r"\d+月", words[claim.amount.end :]))
    )


def _item_counts(passage: Passage, sources: Sources) -> set[int]:
    """How many items the article of `passage` has."""
    if not passage.clause:
        return set()
    return {p.own.count("；") + 1 for p in sources.library.by_clause.get(passage.clause.parent, []) if p.whole}


def _amount_known(amount: Amount, known: Iterable[Amount]) -> bool:
    return any(_same_amount(amount, k) for k in known)


def _same_amount(said: Amount, known: Amount) -> bool:
    if said.unit != known.unit or said.number != known.number:
        return False
    if said.comparator != known.comparator and not (
        said.comparator == "=" and known.comparator == ">=" and said.unit == "次"
    ):
        return False
    if said.role == known.role or not said.role:
        return True
    return not known.role and said.role == "within"


def _roles(text: str) -> tuple[frozenset[Grade], frozenset[Grade], list[str]]:
    """Grades that text lowers to (targets), grades otherwise named, and words for grades that no ladder has."""
    targets: set[Grade] = set()
    others: set[Grade] = set()
    strange: list[str] = []
    last_end, last_target = -9, False
    for found in grade_sets(text):
        joined = found.start - last_end <= 1 and last_target
        is_target = joined or bool(_TARGET.search(text[: found.start]))
        (targets if is_target else others).update(found.grades)
        if not found.grades:
            strange.append(found.text)
        last_end, last_target = found.end, is_target
    return frozenset(targets), frozenset(others), strange


def _grade_problems(words: str, passage: Passage, sources: Sources, context: Context) -> list[_Problem]:
    targets, others, strange = _roles(words)
    held_targets, held_others, _ = _roles(passage.text)
    out = []
    for word in strange:
        if word not in passage.text:
            out.append(_Problem(HoldsGrade(frozenset(), False), Ruling.UNSUPPORTED, f"“{word}”不是细则的等级"))
    if not passage.grades and (targets or others):
        siblings = sources.library.by_clause.get(passage.clause, []) if passage.clause else []
        if passage.origin != "law" or any(p.grades for p in siblings) or wording.ELIGIBLE.search(words) or targets:
            out.append(_grade_problem(targets | others, passage))
        return out
    wrong = (targets - held_targets) | (
        others - held_others - (held_targets if passage.origin != "law" else frozenset())
    )
    if wrong:
        out.append(_grade_problem(wrong, passage))
    if targets and others and _ladders(targets).isdisjoint(_ladders(others)):
        out.append(_grade_problem(targets, passage))
    out += _bound_grades(words, passage)
    if not (targets or others) and passage.grades and not (context.grades and context.grades <= passage.grades):
        best = _aligned(words, passage)
        if best and all(grade_sets(s.text) for s in best) and passage.origin == "law":
            out.append(_Problem(HoldsGrade(frozenset(), False), Ruling.AMBIGUOUS, "没有说明适用于哪个等级"))
    return out


def _ladders(grades: frozenset[Grade]) -> frozenset[str]:
    """Letters and leadership are two ladders; nobody falls from one to the other."""
    return frozenset(family_of(g)[0].value for g in grades)


def _bound_grades(words: str, passage: Passage) -> list[_Problem]:
    """Grades that stand in another run of the passage than the one that says what happens."""
    carried: frozenset[Grade] = frozenset()
    for segment in cut_segments(words):
        named = _roles(segment.text)[1] or carried
        carried = named
        aligned = _aligned(segment.text, passage) if named else []
        bound = [_roles(s.text)[1] for s in aligned]
        if bound and all(bound) and not named <= frozenset[Grade]().union(*bound):
            return [_grade_problem(named, passage)]
    return []


def _grade_problem(grades: frozenset[Grade] | set[Grade], passage: Passage) -> _Problem:
    said = "、".join(sorted(g.value for g in grades))
    return _Problem(
        HoldsGrade(frozenset(grades), False), Ruling.CONTRADICTED, f"条文这里没有说到{said}级".replace("性级", "性")
    )


def _aligned(words: str, passage: Passage) -> list[Segment]:
    """The runs of the passage that share most with `words`."""
    pairs = _pairs(words)
    scored = [(len(pairs & _pairs(s.text)), s) for s in passage.segments]
    top = max((n for n, _ in scored), default=0)
    return [s for n, s in scored if n == top and n > 0]


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    """Every two characters of content that stand side by side."""
    pairs = (run[i : i + 2] for run in _content_runs(text) for i in range(len(run) - 1))
    return frozenset(pair for pair in pairs if not _GLUE.search(pair))


_GLUE = re.compile(r"[的了着在是也都就]")


def _modal_problems(words: str, passage: Passage) -> list[_Problem]:
    out = []
    for modal in modals(words):
        if any(a.start <= modal.start < a.end for a in amounts(words)):
            continue
        act = _content(re.split(r"[，；：。]", words[modal.end :])[0])[:10]
        governs = _governing(act, passage)
        if modal.modal is Modal.MUST:
            fits = not act or None in governs or Modal.MUST in governs
        else:
            fits = modal.modal in governs
        if not fits:
            claim = Norm(modal.modal, frozenset(), frozenset())
            ruling = Ruling.CONTRADICTED if governs else Ruling.UNSUPPORTED
            out.append(_Problem(claim, ruling, f"条文没有说“{modal.text}{act[:8]}”"))
    return out


def _governing(act: str, passage: Passage) -> set[Modal | None]:
    """The modals that govern `act` in the passage; None among them: it stands there without one. Empty: not there."""
    out: set[Modal | None] = set()
    pairs = [act[i : i + 2] for i in range(len(act) - 1)] or ([act] if act else [])
    for pair in pairs[:5]:
        for found in re.finditer(re.escape(pair), passage.text):
            start = max(passage.text.rfind(c, 0, found.start()) for c in ("：", "；", "。", "的，"))
            before = [m for m in passage.modals if start < m.start < found.start()]
            out.add(before[-1].modal if before else None)
        if out:
            return out
    return out


def _negation_problems(words: str, passage: Passage) -> list[_Problem]:
    out = []
    mine = [span for span in negations(words) if not _inside_amount(span, words)]
    modal_spans = [(m.start, m.end) for m in modals(words)]
    theirs = [span for span in passage.negations if not _inside_amount(span, passage.text)]
    scopes = [_pairs(_scope(passage.text, end)) for _, end in theirs]
    for start, end in mine:
        if (start, end) in modal_spans:
            continue
        scope = _pairs(_scope(words, end))
        if not scope and not _plain_negation(words, start, end, passage):
            out.append(_problem_of_negation(words[start : end + 2]))
        if scope and not any(scope & other for other in scopes) and not _lexical_negation(words, start, passage):
            out.append(
                _Problem(
                    Norm(None, frozenset(), frozenset()), Ruling.CONTRADICTED, f"条文没有否定“{_scope(words, end)[:8]}”"
                )
            )
    mine_scopes = frozenset[str]().union(*[_pairs(_scope(words, end)) for _, end in mine]) if mine else frozenset()
    for _, end in theirs:
        near = [
            run for run in _content_runs(_scope(passage.text, end)[:12]) if len(run) > 1 and not _GLUE.search(run[:2])
        ][:1]
        for pair in (near[0][:2],) if near and len(near[0]) >= 2 else ():
            if pair in words and pair not in mine_scopes and _always_negated(pair, passage):
                out.append(
                    _Problem(Norm(None, frozenset(), frozenset()), Ruling.CONTRADICTED, f"条文在“{pair}”前有否定")
                )
    return out


def _always_negated(pair: str, passage: Passage) -> bool:
    """Whether every place of `pair` in the passage stands within reach of a negation."""
    reach = [(end, end + len(_scope(passage.text, end))) for _, end in passage.negations]
    places = [m.start() for m in re.finditer(re.escape(pair), passage.text)]
    return bool(places) and all(any(start <= at < stop for start, stop in reach) for at in places)


def _problem_of_negation(words: str) -> _Problem:
    return _Problem(Norm(None, frozenset(), frozenset()), Ruling.CONTRADICTED, f"条文没有说“{words}”")


def _plain_negation(words: str, start: int, end: int, passage: Passage) -> bool:
    """Whether a negation that reaches no word of the law stands so in the passage, or says only that nothing is said."""
    return words[start : end + 2] in passage.text or bool(
        re.match(r"(?:没有|未)(?:作|再)?(?:规定|说明|提到|写)", words[start:])
    )


def _scope(text: str, end: int) -> str:
    """What a negation that ends at `end` reaches: to the next comma, twelve characters at most."""
    return re.split(r"[，；：。]", text[end : end + 14])[0]


def _inside_amount(span: tuple[int, int], text: str) -> bool:
    return any(a.start <= span[0] < a.end for a in amounts(text))


def _lexical_negation(words: str, start: int, passage: Passage) -> bool:
    """Whether the negation is part of a run that stands in the passage letter by letter."""
    return words[start : start + 4] in passage.text


def _actor_problems(words: str, passage: Passage) -> list[_Problem]:
    out = []
    for segment in cut_segments(words):
        if not segment.doers and not segment.receivers:
            continue
        aligned = _aligned(segment.text, passage)
        doers = _reviewers(segment, passage) or frozenset(d for s in aligned for d in s.doers)
        receivers = frozenset(r for s in passage.segments for r in s.receivers)
        wrong = {d for d in segment.doers if not _may_be(d, doers)} if aligned else set()
        wrong |= {r for r in segment.receivers if r != "enterprise" and not _may_be(r, receivers)}
        if wrong:
            claim = Norm(None, frozenset(wrong), frozenset())
            out.append(_Problem(claim, Ruling.CONTRADICTED, "办理主体与条文不符"))
    return out


def _reviewers(segment: Segment, passage: Passage) -> frozenset[str]:
    """Who reviews, where the passage says `报某某复核`: the receiver does, not who sends."""
    for act in ("复核", "复审"):
        if act in segment.text and not segment.receivers:
            within = [s for s in passage.segments if act in s.text]
            return frozenset(d for s in within for d in (s.receivers or s.doers))
    return frozenset()


_WIDER = {"authority": {"province", "city", "county", "authority"}, "city": {"authority"}, "county": {"authority"}}


def _may_be(actor: str, held: frozenset[str]) -> bool:
    if actor in held or held & _WIDER.get(actor, set()):
        return True
    return not held and actor in ("enterprise",)


def _word_problems(words: str, passage: Passage, sources: Sources) -> list[_Problem]:
    out = []
    for pattern, why in (
        (wording.EXCEPTIONS, "条文没有“{}”"),
        (wording.VALUES, "条文这里没有说到“{}”"),
        (wording.HEDGES, "“{}”是没有依据的说法"),
        (wording.ONLY, "条文没有“{}”的限定"),
    ):
        for found in pattern.finditer(words):
            if found.group() not in passage.text:
                out.append(
                    _Problem(Norm(None, frozenset(), frozenset()), Ruling.UNSUPPORTED, why.format(found.group()))
                )
    if sources.industries:
        for found in sources.industries.finditer(words):
            if found.group() not in passage.text:
                out.append(_Problem(InScope(found.group()), Ruling.UNSUPPORTED, f"条文这里没有说到“{found.group()}”"))
    return out


# --- who may apply, and at which grade somebody stands ------------------------------------------------------------


def _eligibility(
    words: str,
    heading: str,
    problems: list[_Problem],
    passage: Passage | None,
    sources: Sources,
    context: Context,
    here: Context,
    findings: list[Finding],
) -> Verdictum:
    """The last word: eligibility is the core's; everything else is what the passage carries."""
    clause = str(passage.clause) if passage and passage.clause else None
    silent = wording.SILENT.search(words) and re.search(r"细则|条文|条款|规定|法规|办法|文本|没有说|没写", words)
    if silent and not any(p.origin != "law" and _said_whole(words, p.text) for p in (*sources.spoken, *sources.core)):
        return _held("细则是否有规定，只能照规则和条文的说法", clause, tuple(findings), context)
    claims = list(_eligibility_claims(words, heading, context, sources, passage))
    for claim in claims:
        finding = _rule(claim, sources, carried=not problems, passage=passage, words=words)
        findings.append(finding)
        if finding.ruling is not Ruling.SUPPORTED:
            return _held(finding.why, finding.clause or clause, tuple(findings), context)
    for problem in problems:
        findings.append(Finding(problem.claim, problem.ruling, problem.why, clause))
    if problems:
        return _held(problems[0].why, clause, tuple(findings), context)
    for modal in modals(words):
        findings.append(Finding(Norm(modal.modal, frozenset(), _grades(words)), Ruling.SUPPORTED, clause=clause))
    findings += [Finding(States(a), Ruling.SUPPORTED, clause=clause) for a in amounts(words)]
    return Verdictum(None, clause, tuple(findings), here, True)


def _permits(words: str, spoken: Sequence[ModalWord]) -> bool:
    """Whether something that allows reaches an application or a grade, or stands alone at the end."""
    for modal in spoken:
        if modal.modal not in (Modal.MAY, Modal.NEED_NOT):
            continue
        reach = re.split(r"[，；：。！？]", words[modal.end :])[0]
        if wording.ELIGIBLE.search(reach) or grade_sets(reach) or len(_content(reach)) <= 1:
            return True
        if re.search(r"没问题|放心|稳|有戏|够格|资格|获批|批准|通过|照样|照常|机会|希望", modal.text):
            return True
    return False


# An application urged or simply told, with nothing that says when: it presumes that one may.
_URGED = re.compile(
    r"(?:^|[，：；]|贵企业|建议|请|欢迎|尽快|赶紧|放心|直接|去|来|推荐|值得)(?!能否|是否|如何|怎么|怎样)[^，。；：的]{0,4}"
    r"(?:申报|申请|评定为|冲刺)(?:绩效)?(?:[A-D]-?级?|绩效引领性(?:企业)?)(?:企业)?(?:[、和或](?:[A-D]-?级|绩效引领性(?:企业)?))*(?=[。！，；]|吧|$)"
)


def _eligibility_claims(
    words: str, heading: str, context: Context, sources: Sources, passage: Passage | None
) -> Iterable[Claim]:
    grades = _grades(words)
    of_case = bool(wording.CASE.search(words))
    spoken = [m for m in modals(words) if not _inside_amount((m.start, m.end), words)]
    about = bool(wording.ELIGIBLE.search(words)) or (
        bool(grades) and not re.search(r"措施|公示|公告|备案|归档|报省|清单|抽查|复核|材料", words)
    )
    unhindered = [m for m in spoken if m.modal is Modal.MAY and re.search(r"影响|妨碍|耽误|限制|约束|禁止", m.text)]
    if unhindered and (about or re.search(r"评级|评定|等级|级别", words)):
        run = next(
            (s.text for s in cut_segments(words) if s.start <= unhindered[0].start < s.start + len(s.text)), words
        )
        yield Barred(_grades(run) or grades or context.grades, False)
        spoken = [m for m in spoken if m not in unhindered]
    if (about and _permits(words, spoken)) or (
        _URGED.search(words) and not any(m.modal is Modal.MUST_NOT for m in spoken) and not negations(words)
    ):
        yield MayApply(grades or context.grades, True, of_case)
    elif about and any(m.modal is Modal.MUST_NOT for m in spoken):
        yield MayApply(grades, False, of_case)
    if (
        wording.GRANTED.search(words)
        or (wording.SAID_SHORT.search(words) and (about or grades))
        or (wording.URGED_PAPERS.search(words) and (grades or sources.verdict))
    ):
        yield MayApply(grades or context.grades, True, of_case)
    if wording.BAR_OVER.search(words):
        yield Barred(grades or context.grades, False)
    if wording.TOLD_GRADE.search(words):
        yield HoldsGrade(grades, False)
    found = wording.NO_BAR.search(words)
    if found and (of_case or sources.verdict or passage is None or passage.origin == "law"):
        yield Barred(grades, False)
    if of_case and not found and re.search(r"(?:存在|属于|有).{0,8}(?:上述情形|第(?:17|18|十七|十八)条)", words):
        yield Barred(grades, True)
    if (
        wording.MEETS.search(words)
        and not any(m.modal is Modal.MUST for m in spoken)
        and (grades or "条件" in words or "指标" in words or "要求" in words)
        and (of_case or not re.search(r"未满足|不符合|不具备", words))
        and not re.search(r"是否|能否|需满足|应满足|须满足", words)
    ):
        negated = bool(re.search(r"未满足|不符合|不具备|不够", words))
        yield Meets(grades or context.grades, not negated)
    if of_case and re.search(r"最低等级|原有等级", words):
        yield HoldsGrade(grades, True)
    elif of_case and grades and not any(m.modal in (Modal.MUST_NOT, Modal.MAY) for m in spoken):
        yield HoldsGrade(grades, False)


def _rule(claim: Claim, sources: Sources, *, carried: bool, passage: Passage | None, words: str) -> Finding:
    """How a claim stands to the core's verdict. Unknown never supports."""
    match claim:
        case MayApply(grades, affirmed, of_case):
            return _rule_may_apply(claim, grades, affirmed, of_case, sources, carried, passage, words)
        case Meets(grades, affirmed):
            may = _truths(sources, "may_apply", grades or frozenset(HIGH))
            if carried and passage and passage.origin == "statement" and _said_whole(words, passage.text):
                return Finding(claim, Ruling.SUPPORTED)
            if (affirmed and may == {"yes"}) or (not affirmed and may == {"no"}):
                return Finding(claim, Ruling.SUPPORTED)
            return Finding(claim, Ruling.NEEDS_FACTS, "是否满足该等级指标，须由自评和审核确定")
        case Barred(grades, affirmed):
            barred = _truths(sources, "barred", grades or frozenset(HIGH))
            spoken = passage is not None and passage.origin == "statement" and _said_whole(words, passage.text)
            if barred == ({"yes"} if affirmed else {"no"}) or (affirmed and carried and not sources.verdict):
                return Finding(claim, Ruling.SUPPORTED)
            if spoken and not (sources.verdict and "yes" in barred and not affirmed):
                return Finding(claim, Ruling.SUPPORTED)
            return Finding(claim, Ruling.NEEDS_FACTS, "是否存在限制申报的情形，由规则核定")
        case HoldsGrade(grades, lowest):
            return _rule_holds(claim, grades, lowest, sources, words)
        case Norm() | States() | Dates() | Cites() | Quotes() | NamesDocument() | InScope():
            return Finding(claim, Ruling.SUPPORTED if carried else Ruling.UNSUPPORTED)
        case _:
            assert_never(claim)


def _truths(sources: Sources, key: str, grades: Iterable[Grade]) -> set[str]:
    table = (sources.verdict or {}).get(key) or {}
    return {str(table.get(g.value, "unknown")) for g in grades}


def _rule_may_apply(
    claim: MayApply,
    grades: frozenset[Grade],
    affirmed: bool,
    of_case: bool,
    sources: Sources,
    carried: bool,
    passage: Passage | None,
    words: str,
) -> Finding:
    clause = str(passage.clause) if passage and passage.clause else None
    asked = grades or _grades(sources.question) & frozenset(HIGH) or frozenset(HIGH)
    if affirmed:
        if carried and passage and not of_case and _law_allows(words, passage):
            return Finding(claim, Ruling.SUPPORTED, clause=clause)
        if (
            carried
            and passage
            and passage.origin == "statement"
            and not of_case
            and not _grants(words)
            and _said_whole(words, passage.text)
        ):
            return Finding(claim, Ruling.SUPPORTED, clause=clause)
        if sources.verdict and _truths(sources, "may_apply", asked) == {"yes"}:
            return Finding(claim, Ruling.SUPPORTED)
        if sources.verdict and "no" in _truths(sources, "may_apply", asked):
            return Finding(claim, Ruling.CONTRADICTED, "与核定结果相反：不得申报", clause)
        return Finding(claim, Ruling.NEEDS_FACTS, "能否申报须由规则核定，不能由模型断言", clause)
    if sources.verdict and (of_case or not carried):
        if _truths(sources, "barred", asked) == {"yes"} or _truths(sources, "may_apply", asked) == {"no"}:
            return Finding(claim, Ruling.SUPPORTED)
        if "no" in _truths(sources, "barred", asked):
            return Finding(claim, Ruling.CONTRADICTED, "规则没有认定存在不得申报的情形", clause)
        return Finding(claim, Ruling.NEEDS_FACTS, "是否不得申报还缺事实", clause)
    if carried and passage and (_has_condition(words, passage) or passage.origin != "law"):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    return Finding(claim, Ruling.NEEDS_FACTS, "没有说明在什么情形下不得申报", clause)


def _grants(words: str) -> bool:
    """Whether `words` grant an application outright; what the text is said not to regulate is no grant."""
    if re.search(r"没有(?:规定|写|说)|未(?:规定|作规定|写明)", words):
        return False
    return bool(re.search(r"(?:可以?|能够?|有资格|允许)[^，。；：提]{0,3}(?:申报|申请|评定为|报[A-D]|评[A-D])", words))


def _law_allows(words: str, passage: Passage) -> bool:
    """Whether the passage itself allows this act, in nearly its own words."""
    if passage.origin != "law":
        return False
    for segment in passage.segments:
        if any(m.modal is Modal.MAY for m in modals(segment.text)):
            pairs = _pairs(segment.text)
            if pairs and len(pairs & _pairs(words)) / len(pairs) >= 0.4:
                return True
    return False


def _has_condition(words: str, passage: Passage) -> bool:
    """Whether `words` say when: something of the item itself, a clause, or a word that points to it."""
    if wording.ANAPHORA.search(words) or not passage.clause or passage.text == passage.own:
        return True
    return len(_pairs(words) & _pairs(passage.own)) >= 1


def _rule_holds(claim: HoldsGrade, grades: frozenset[Grade], lowest: bool, sources: Sources, words: str) -> Finding:
    """Grades that the verdict or the case state, that a reason's own words lower to, or that the question says are held."""
    verdict = sources.verdict or {}
    overall = verdict.get("overall") or {}
    held = {overall.get("grade"), overall.get("at_most"), (sources.case or {}).get("current_grade")}
    quotes = "".join(str(r.get("quote") or "") for r in verdict.get("reasons") or [] if isinstance(r, Mapping))
    known = _roles(canonical(plain(quotes)))[0] | _held_grades(sources.question)
    ok = bool(grades) and all(
        g.value in held or g in known or (g is Grade.B_MINUS and Grade.B in known) for g in grades
    )
    if lowest:
        word = "最低等级" if "最低等级" in words else "原有等级"
        ok = (ok or not grades) and (word in held or word in quotes)
    if ok or any(p.origin == "statement" and _said_whole(words, p.text) for p in sources.spoken):
        return Finding(claim, Ruling.SUPPORTED)
    return Finding(claim, Ruling.NEEDS_FACTS, "等级由规则核定，不能由模型断言")


def _held_grades(question: str) -> frozenset[Grade]:
    """Grades that the question says the enterprise has: 我们是B级企业, 原来的A级; never what it asks about."""
    out: set[Grade] = set()
    for found in grade_sets(question):
        before, after = question[: found.start], question[found.end :]
        asked = re.match(r"(?:企业)?(?:吗|么|呢|？)", after)
        if re.search(r"(?:是|为|现|目前|原来的?|原先的?|已评定为|已是|当前|持有)$", before) and not asked:
            out |= found.grades
    return frozenset(out)


def verdict_days(value: Any) -> frozenset[str]:
    """Every ISO day in a verdict or case."""
    if isinstance(value, Mapping):
        return frozenset().union(*(verdict_days(v) for v in value.values())) if value else frozenset()
    if isinstance(value, (list, tuple)):
        return frozenset().union(*(verdict_days(v) for v in value)) if value else frozenset()
    return frozenset(d.value for d in days(value)) if isinstance(value, str) else frozenset()


def core_passages(verdict: Mapping[str, Any] | None, case: Mapping[str, Any] | None) -> tuple[Passage, ...]:
    """What the core said, as passages: each reason, duty, bar and missing fact in its own words."""
    if not verdict:
        return ()
    out = []
    for reason in verdict.get("reasons") or []:
        if isinstance(reason, Mapping):
            clause = str(reason.get("clause") or "")
            parts = [str(reason.get(k) or "") for k in ("effect", "quote", "reading")]
            out.append(statement("，".join(p for p in parts if p), _clause(clause), "core"))
    for key in ("duties", "missing", "readings"):
        for entry in verdict.get(key) or []:
            if isinstance(entry, Mapping):
                out.append(statement("，".join(str(v) for v in entry.values() if v), None, "core"))
    out.append(statement(_summary(verdict), None, "core"))
    for note in verdict.get("notes") or []:
        out.append(statement(str(note), None, "core"))
    return tuple(out)


def _summary(verdict: Mapping[str, Any]) -> str:
    """What the verdict decides, as one run of words; unknown says nothing."""
    may, barred = verdict.get("may_apply") or {}, verdict.get("barred") or {}
    parts = [f"贵企业可申报、申请评定为{name}级企业" for name in _named(may, "yes")]
    if stopped := [n for n in may if barred.get(n) == "yes" or may.get(n) == "no"]:
        parts.append(
            f"贵企业目前不得申报、申请和被评定为{'、'.join(f'{n}级' for n in stopped)}企业，受到限制，不符合申报条件"
        )
    if barred and not _named(barred, "yes") and set(barred.values()) == {"no"}:
        parts.append("贵企业未见第十七条、第十八条的情形，没有不得申报的情形")
    for bar in verdict.get("bars") or []:
        parts.append(f"限制从{bar.get('from')}起，一年内，到{bar.get('until')}为止，限制期最后一日")
    if verdict.get("earliest_application"):
        parts.append(f"最早{verdict['earliest_application']}起限制届满，不再受该限制，最早日期")
    return "，".join(parts)


def _named(table: Mapping[str, Any], value: str) -> list[str]:
    return [name for name, held in table.items() if held == value]


def _clause(text: str) -> ClauseId | None:
    return ClauseId.parse(text) if re.fullmatch(r"[a-z0-9-]+:[1-9]\d*(?:\([1-9]\d*\))?", text) else None


__all__ = ["Context", "ModalWord", "Sources", "Verdictum", "core_passages", "judge", "verdict_days"]
