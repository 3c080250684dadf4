"""The page: heading, tabs, foot. One file a tab. May import: gradio, web.*."""

from __future__ import annotations

from html import escape

import gradio as gr

from assistant.library.corpus import Corpus
from assistant.web import phrases
from assistant.web.asking import Asking
from assistant.web.assessing import Assessing
from assistant.web.desk import Desk
from assistant.web.holding import holdings
from assistant.web.markup import chinese_date, one_line, titled
from assistant.web.packing import Packing
from assistant.web.panes import plain
from assistant.web.rooms import Rooms

# Chinese fonts of the system only: nothing is fetched. Quoted names are local fonts for Gradio.
FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "system-ui", "sans-serif")


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with our colours and the system's fonts."""
    plain = gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", radius_size="sm", font=list(FONTS), font_mono=["monospace"]
    )
    return plain.set(
        body_background_fill="#f5f7f9",
        body_background_fill_dark="#12181f",
        button_primary_background_fill="#1c5290",
        button_primary_background_fill_hover="#163f70",
        button_primary_background_fill_dark="#1c5290",
        button_primary_background_fill_hover_dark="#2563a8",
        button_primary_text_color="#ffffff",
        block_label_text_size="*text_md",
    )


def draw(rooms: Rooms, desk: Desk, packing: Packing | None = None) -> gr.Blocks:
    """The page over these rooms."""
    page: gr.Blocks
    with gr.Blocks(title=phrases.TITLE, analytics_enabled=False, fill_width=True) as page:
        token = gr.State("", delete_callback=desk.close)
        gr.Markdown(_heading(rooms.corpus), **plain("heading"))
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("问政策", id="ask") as asked:
                talk = Asking(rooms, desk, token, packing)
                asking = talk.draw()
            with gr.Tab("自评定级", id="assess"):
                Assessing(rooms, desk, token, asking).draw()
            if packing is not None:
                with gr.Tab("材料预审", id="packs"):
                    gr.Markdown('<div class="screening-room"></div>', **plain("screening"))
                asked.select(
                    talk.noticed, [token], [token, asking.case], show_progress="hidden", api_visibility="private"
                )
            with gr.Tab("资料库", id="holdings"):
                # Read anew with each visit: what was imported, reviewed or added meanwhile is there.
                gr.Markdown(lambda: holdings(rooms.held, rooms.status(), rooms.today()), **plain("holdings"))
        gr.Markdown(_foot(rooms), **plain("foot"))
    page.queue(default_concurrency_limit=8, api_open=False)
    return page


def _heading(corpus: Corpus) -> str:
    return one_line(
        f'<div class="heading"><h1>{phrases.TITLE}</h1>'
        f"<p>{phrases.SUBTITLE}仅供参考，<b>{phrases.DISCLAIMER}</b>。</p></div>"
    )


def _foot(rooms: Rooms) -> str:
    cards = rooms.corpus.manifest.documents
    law = f"{titled(cards[0].title)}，{chinese_date(cards[0].in_force)}起施行" if cards else ""
    if rooms.model == "none":
        model = phrases.NO_MODEL + "；问答只在本机处理，不向外发送"
    else:
        model = f"部分文字由人工智能（{rooms.model}）辅助生成，逐句核对后才展示"
    parts = (f"法规版本：{law}", f"资料版本：{rooms.corpus.version}", model)
    return f'<div class="foot"><p>{"".join(f"<span>{escape(p)}</span>" for p in parts)}</p></div>'
