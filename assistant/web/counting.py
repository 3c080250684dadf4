"""这算不算: a look-up of what people ask whether it counts. The table is the core's; here it is only shown.

Lives here: the box and what it shows. May import: gradio, grading.counts_as, web.*.
"""

from __future__ import annotations

from html import escape

import gradio as gr

from assistant.grading.counts_as import CountsAs
from assistant.web import phrases
from assistant.web.markup import clause_link, label_of, one_line
from assistant.web.panes import plain
from assistant.web.rooms import Rooms

_COUNTS = {
    "yes": ("answered", "算"),
    "no": ("abstained", "不算"),
    "undecided": ("needs_facts", "条文没有写死，两种理解都可能"),
}


def draw(rooms: Rooms) -> None:
    """The look-up, closed until somebody wants it."""
    by_word = {word: entry for entry in rooms.counts for word in entry.asks}
    if not by_word:
        return
    with gr.Accordion("这算不算：罚款、责令改正、首违不罚、消防处罚……", open=False, elem_id="counts-as"):
        asked = gr.Dropdown(list(by_word), label="输入几个字查找", value=None, elem_id="counts-word")
        said = gr.Markdown("", **plain("counts-said"))

    def look_up(word: str | None) -> str:
        return shown(word or "", by_word[word]) if word in by_word else ""

    asked.change(look_up, [asked], [said], show_progress="hidden", api_visibility="private")


def shown(word: str, entry: CountsAs) -> str:
    """One entry: whether it counts, why, what is open, whom to ask."""
    kind, words = _COUNTS[entry.counts]
    undecided = f"<p>没有写明的：{escape(entry.undecided)}。</p>" if entry.undecided else ""
    whom = f"<p>可向{escape(entry.whom)}核实。</p>" if entry.whom else ""
    return one_line(
        f'<div class="told ruling {kind}"><p class="badge {kind}">“{escape(word)}”：{words}</p>'
        f"<p>{escape(entry.reading)}（{clause_link(entry.clause, label_of(entry.clause))}）。</p>{undecided}{whom}"
        f'<p class="fineprint"><span>这里只作说明，不作判断</span><span>{phrases.DISCLAIMER}</span></p></div>'
    )
