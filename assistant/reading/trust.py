"""Whether a page's text layer may be relied on, or the picture has to be read (P04, P05).

Lives here: `Layer`, `Verdict`, `judge_layer`, `distrust`. May import: page. Says why; reads nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.reading.page import Hidden, Run

BACKDROP = 0.8
PICTURED = 0.2
FEW_CHARACTERS = 50
ODD_SHARE = 0.15
UNLIKELY_SHARE = 0.08
UNLIKE = 0.6  # two readings of one place that share less than this contradict each other

_MOJIBAKE = re.compile("[\u00c0-\u00ff][\u0080-\u00bf]|锟斤拷|烫烫|Ã.|å[\u0080-\u00bf]|\\(cid:\\d+\\)")


_LIKELY = re.compile(r"[0-9A-Za-z\s.,:;()/%\-+\u2018-\u201d\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef·—…³²°℃≤≥±×μ]")


@dataclass(frozen=True, slots=True)
class Layer:
    """What is known of a page's text layer. `odd`: characters that the file gives no meaning."""

    runs: Sequence[Run]
    covered: float
    paths: int
    marks: bool
    odd: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the picture must be read, and what to remark: pairs of code and words."""

    needs_ocr: bool
    remarks: tuple[tuple[str, str], ...] = ()


def judge_layer(layer: Layer, has_ink: Callable[[], bool], holds_paper: Callable[[], bool]) -> Verdict:
    """The verdict. Both questions look at the page's picture, and are asked only where the text leaves them open.

    `has_ink`: whether there is anything on the page; `holds_paper`: whether one of its pictures looks like a scan.
    """
    visible = "".join(run.text for run in layer.runs if run.hidden is None)
    beneath = sum(len(run.text) for run in layer.runs if run.hidden is Hidden.INVISIBLE)
    if layer.covered >= BACKDROP and beneath > len(visible):
        return Verdict(True, (("text_layer_untrusted", "文字层在整页图像之下或不可见，以图像识别为准"),))
    share = implausible(visible, layer.odd)
    if share > ODD_SHARE and len(visible) >= 8:
        return Verdict(True, (("text_layer_untrusted", "文字层多为乱码或无对应字符，以图像识别为准"),))
    few = len(visible.strip()) < FEW_CHARACTERS
    if not visible.strip():
        return Verdict(layer.marks and has_ink())
    if few and (layer.covered >= 0.1 or layer.paths >= 200):
        return Verdict(True)
    return Verdict(layer.covered >= PICTURED and holds_paper())


def implausible(text: str, odd: int = 0) -> float:
    """The share of characters that no paper holds: without meaning, private, replaced, or bytes read in a wrong code.

    `odd`: how many the file itself gives no meaning. Those count where the text looks like it: a font without a map
    may still be read rightly.

    >>> implausible("排污许可证"), implausible("排污许可证", odd=5), round(implausible("3HQČåQt\x03SURVWĜHGN", odd=16), 2)
    (0.0, 0.0, 0.94)
    """
    if not text:
        return 0.0
    strange = sum(1 for c in text if "\ue000" <= c <= "\uf8ff" or c == "\ufffd" or (c < " " and c not in "\t\n\r"))
    strange += sum(len(found.group()) for found in _MOJIBAKE.finditer(text))
    unlikely = sum(1 for c in text if not _LIKELY.match(c))
    if odd and unlikely >= UNLIKELY_SHARE * len(text):
        strange = max(strange, odd)
    return min(1.0, strange / len(text))


def distrust(layer_text: str, seen_text: str) -> bool:
    """Whether what the text layer says of a place and what was read of its picture contradict each other (P05).

    White space, punctuation and width of characters aside; too little text on either side decides nothing.

    >>> distrust("排污许可证 91410000", "排污许可证91410000"), distrust("检测报告全部合格", "本页无关内容说明")
    (False, True)
    """
    one, two = _core(layer_text), _core(seen_text)
    if len(one) < 4 or len(two) < 4:
        return False
    alike = SequenceMatcher(None, one, two, autojunk=False)
    matched = sum(block.size for block in alike.get_matching_blocks())
    return matched / min(len(one), len(two)) < UNLIKE


def _core(text: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())[:2000]
