"""这算不算: what people ask whether it counts, from the core's table (`counts_as.yaml`).

Lives here: `Counting`, `compose`. May import: grading.counts_as, answering's desk, draft, entries, topics.bars. The table
says yes, no or undecided; where it says yes and a grade is wanted, the core decides on the event.
"""

from __future__ import annotations

import re
from functools import cached_property
from weakref import ref

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.answer import Status
from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic, clause_of
from assistant.answering.topics import bars
from assistant.grading.counts_as import CountsAs, counts_as, load_counts_as
from assistant.library.corpus import Corpus

FILE = "answers/counts_words.yaml"


class Words(BaseModel):
    """By which words a question names an entry."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    says: str
    not_: str | None = Field(default=None, alias="not")


class Counting:
    """The table of a corpus with the words that name its entries."""

    def __init__(self, corpus: Corpus) -> None:
        self._ref = ref(corpus)  # held, it would outlive its library: what is made of a corpus is kept as long as it

    @property
    def _corpus(self) -> Corpus:
        corpus = self._ref()
        assert corpus is not None  # whoever asks holds it
        return corpus

    @cached_property
    def table(self) -> dict[str, CountsAs]:
        return {entry.id: entry for entry in load_counts_as(self._corpus)}

    @cached_property
    def _words(self) -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, str], ...]:
        words = self._corpus.typed(FILE, tuple[Words, ...])
        return tuple((re.compile(w.says), re.compile(w.not_) if w.not_ else None, w.id) for w in words)

    def named(self, text: str) -> CountsAs | None:
        """The entry that `text` (normal form) names, or None."""
        for says, ruled_out, entry in self._words:
            if says.search(text) and not (ruled_out and ruled_out.search(text)):
                return self.table.get(entry)
        found = counts_as(text, tuple(self.table.values()))
        if found:
            return found[0]
        return self.table.get("fine") if "罚" in text and "不罚" not in text else None


def compose(desk: Desk, topic: Topic) -> Draft:
    """What the table says; the core's verdict where it counts and a grade is wanted."""
    entry = desk.counting.named(desk.text)
    if entry is None:
        draft = desk.draft(topic)
        rest_on(draft, topic)
        draft.lead = topic.leads[0].say
        return draft
    if entry.event == "violation_unpunished" and any(t.kind == "violation_unpunished" for t in desk.reading.events):
        return bars.compose(desk, topic)
    if entry.counts == "yes" and desk.reading.events and re.search(r"报|评|申请|降|掉|保得住|保住", desk.text):
        draft = bars.compose(desk, topic)
        draft.why.insert(0, f"{_plain(entry.reading)}。")
        if "第四条" in (entry.undecided or ""):
            draft.why.insert(1, f"{_plain(entry.undecided or '')}。")
            draft.cite("4(2)", "企业涉及多个独立厂区且分别具有排污许可证的，每个厂区可分别进行申报评级")
        return draft
    return _said(desk, topic, entry)


def _said(desk: Desk, topic: Topic, entry: CountsAs) -> Draft:
    draft = desk.draft(topic)
    draft.source = "core"
    word = {"yes": "算。", "no": "不算。", "undecided": "细则没有写明。"}[entry.counts]
    draft.lead = f"{word}{_plain(entry.reading)}。"
    if entry.undecided:
        draft.why.append(f"{_plain(entry.undecided)}。")
    if entry.counts == "no" and re.search(r"能.{0,4}(?:报|评|申)", desk.text):
        draft.why.append(f"{bars.NOT_CLEARED.split('；')[1]}。")
    if entry.whom:
        draft.why.append(f"请向{entry.whom}核实。")
    clause = clause_of(entry.clause)
    if clause.item:
        draft.cite_whole(clause, head=True)
    else:
        draft.cite(clause, _opening_words(desk, entry))
        for told in desk.reading.events:
            draft.cite_whole(clause_of(told.clause), head=True)
    draft.status = Status.ABSTAINED if entry.counts == "undecided" else Status.ANSWERED
    return draft


_OURS = re.compile(r"（见 [a-z-]+）|，案情中不写这一事件|，?核心不预设|；结论不同时判定会点名|^同上，")


def _plain(text: str) -> str:
    """The table's words without what speaks of our own machinery."""
    return _OURS.sub("", text).rstrip("。，；")


def _opening_words(desk: Desk, entry: CountsAs) -> str:
    text = desk.corpus.clause(clause_of(entry.clause)).text
    return "".join(text.split()).rstrip("：:；。")
