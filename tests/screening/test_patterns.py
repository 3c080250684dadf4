"""No pattern of the screener runs away: a contents page with dot leaders must not hold a pack up."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import assistant.screening
from assistant.screening.recognise import is_contents, title_text
from assistant.screening.views import view_of
from assistant.screening.vocabulary import load_vocabulary
from tests.screening.papers import CORPUS, page_of

SIGNS = (".", "…", " ", "\n", "0", "的", "-", "_", ":", "、", "(", "[", "厂", "公司", "第", "a")  # fmt: skip
LONG = 10_000
AT_MOST = 0.2  # seconds on a busy machine; those that ran away took minutes


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(assistant.screening.__path__):
        held = importlib.import_module(f"assistant.screening.{module.name}")
        for name, value in vars(held).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}", one
    for known in load_vocabulary(CORPUS).kinds.values():
        never = (known.never,) if known.never else ()
        for one in (*known.titles, *known.weak, *known.marks, *known.names, *never):
            yield known.id, one


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    """The better of two: what else the machine does is not the pattern's."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        pattern.search(text)
        taken.append(time.process_time() - start)
        if taken[-1] < AT_MOST / 4:
            break
    return min(taken)


@pytest.mark.parametrize("sign", SIGNS)
def test_patterns_take_their_time_in_proportion(sign: str) -> None:
    text = (sign * LONG)[:LONG]
    slow = [
        (name, one.pattern[:80])
        for name, one in {one.pattern: (name, one) for name, one in _patterns()}.values()
        # Shorter first: one that runs away on 500 signs is never started on 10,000.
        if _seconds(one, text[:25]) > AT_MOST or _seconds(one, text[:500]) > AT_MOST or _seconds(one, text) > AT_MOST
    ]

    assert slow == []


@pytest.mark.parametrize("leader", [".", "…", "-", "—", "_", "、"])
def test_dot_leaders_are_no_part_of_a_title(leader: str) -> None:
    start = time.process_time()

    assert title_text("1、排污许可证" + leader * 3000) == "1、排污许可证"
    assert time.process_time() - start < AT_MOST


@pytest.mark.parametrize("leader", [".", "…", "·", "-"])
def test_a_page_of_dot_leaders_is_a_contents_page(leader: str) -> None:
    names = ("申报表", "自评报告", "营业执照", "排污许可证", "环评批复", "验收意见")
    page = page_of("\n".join(f"{n}、{name} {leader * 40} {n}" for n, name in enumerate(names, 1)), 1)

    assert is_contents(view_of("目录.pdf", page, 0), load_vocabulary(CORPUS))
