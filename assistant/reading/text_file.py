"""Plain text, CSV, HTML and XML as lines: GBK or UTF-8. A page has no size here; a line counts 14 points.

Lives here: `read`. May import: this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.reading.hidden import split_zero_width
from assistant.reading.limits import Limits
from assistant.reading.page import Box, Page, Remark, Run
from assistant.reading.sniff import decoded
from assistant.reading.wire import End, Event, Start

LINE = 14.0
WIDTH = 595.0


def read(path: Path, type_: str, limits: Limits) -> Iterator[Event]:
    """Start, one page of lines, End."""
    with path.open("rb") as file:
        data = file.read(limits.characters_a_page * 4)
    text = decoded(data, whole=path.stat().st_size <= len(data))
    yield Start(type_, 1)
    if text is None:
        say = "文本编码无法识别"
        yield End(unreadable=say, remarks=(Remark("damaged", say),))
        return
    remarks = []
    if type_ == "html":
        text = _without_tags(text)
        if "<script" in data.decode("latin-1").lower():
            remarks.append(Remark("active_content", "网页文件含脚本，未运行"))
    cut = len(text) > limits.characters_a_page
    if cut:
        remarks.append(Remark("over_limit", f"文字超过{limits.characters_a_page}字，只读取了前一部分"))
    lines = text[: limits.characters_a_page].splitlines()
    runs = [
        run
        for at, line in enumerate(lines)
        if line.strip()
        for run in split_zero_width(Run(line.strip(), Box(0.0, at * LINE, WIDTH, (at + 1) * LINE)))
    ]
    yield Page(number=1, width=WIDTH, height=max(1, len(lines)) * LINE, runs=tuple(runs))
    yield End(remarks=tuple(remarks))


def _without_tags(text: str) -> str:
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.parts: list[str] = []
            self.silent = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.silent += tag in ("script", "style")
            if tag in ("p", "br", "tr", "div", "li", "h1", "h2", "h3", "td"):
                self.parts.append("\n" if tag != "td" else " ")

        def handle_endtag(self, tag: str) -> None:
            self.silent -= tag in ("script", "style") and self.silent > 0

        def handle_data(self, data: str) -> None:
            if not self.silent:
                self.parts.append(" ".join(data.split("\n")))

    words = Words()
    words.feed(text)
    return "".join(words.parts)
