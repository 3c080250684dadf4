"""A slash that stands alone is known by its ink; what only looks like one is not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from assistant.reading.order import Line
from assistant.reading.slashes import slashes_in, with_slashes

LETTERS = 40.0
Stroke = tuple[int, int, int, int]
SLASH: Stroke = (110, 80, 96, 116)


def drawn(*strokes: Stroke, width: int = 3) -> np.ndarray:  # type: ignore[type-arg]
    image = Image.new("RGB", (300, 200), "white")
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        pen.line(stroke, fill="black", width=width)
    return np.asarray(image)[:, :, ::-1].copy()


def test_a_lone_leaning_stroke_is_a_slash() -> None:
    (corners,) = slashes_in(drawn(SLASH), LETTERS)

    assert abs(corners.mean(axis=0) - np.array([103.5, 98.5])).max() < 2


def test_the_rules_of_its_cell_do_not_hide_it() -> None:
    rules = [(70, 0, 70, 199), (136, 0, 136, 199), (0, 60, 299, 60)]

    assert len(slashes_in(drawn(SLASH, *rules, width=2), LETTERS)) == 1


@pytest.mark.parametrize(
    "strokes",
    [
        [(100, 80, 100, 116)],  # a 1 without its flag
        [(96, 80, 110, 116)],  # leans to the left
        [(80, 98, 120, 98)],  # 一
        [(110, 80, 96, 116), (116, 90, 116, 116)],  # a unit's: letters beside it
        [(110, 80, 106, 98), (106, 98, 112, 116)],  # bent
        [(104, 92, 100, 104)],  # a comma's size
        [(110, 20, 70, 180)],  # a pen's stroke through the cell
    ],
)
def test_another_stroke_is_none(strokes: list[Stroke]) -> None:
    assert slashes_in(drawn(*strokes), LETTERS) == []


def line(text: str, score: float = 0.8) -> Line:
    return Line(text, score, np.array([[92, 76], [114, 76], [114, 120], [92, 120]], np.float32))


def read(*lines: Line) -> list[str]:
    return [one.text for one in with_slashes(lines, slashes_in(drawn(SLASH), LETTERS))]


def test_it_is_read_where_letters_saw_a_stroke_or_nothing() -> None:
    assert read(line("1")) == ["/"]
    assert read() == ["/"]


def test_what_was_read_as_more_than_a_stroke_stays() -> None:
    assert read(line("11")) == ["11"]
    assert read(line("2")) == ["2"]
