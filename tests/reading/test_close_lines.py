"""Lines of the cells of tables, which stand near: where they are looked for, and how much white is taken off them."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reading.engine import COARSE, FINE, Engine, Pixels, Quads
from assistant.reading.recognise import TIGHT, tightened


class Looked(Engine):
    """The engine without its models: it sees one line of `high` pixels and notes on which scale it looked."""

    def __init__(self, high: float) -> None:
        self.high, self.scales = high, list[float]()

    def places_at(self, image: Pixels, scale: float) -> Quads:
        self.scales.append(scale)
        return np.array([[[0, 0], [500, 0], [500, self.high], [0, self.high]]], np.float32)


@pytest.mark.parametrize(
    ("long", "high", "close", "scales"),
    [
        (2400, 60, True, [FINE / 2400]),
        (1800, 60, True, [1.0]),
        (2400, 60, False, [COARSE / 2400]),
        (2400, 20, False, [COARSE / 2400, FINE / 2400]),
        (800, 60, True, [COARSE / 800]),
    ],
)
def test_cells_are_looked_for_on_the_finer_picture_at_once(
    long: int, high: float, close: bool, scales: list[float]
) -> None:
    engine = Looked(high)

    engine.places(np.zeros((long, 100, 3), np.uint8), close=close)

    assert engine.scales == pytest.approx(scales)


def test_white_above_and_below_a_line_is_taken_off_along_its_lean() -> None:
    quad = np.array([[[10, 10], [110, 20], [108, 40], [8, 30]]], np.float32)

    (tight,) = tightened(quad)

    assert np.allclose(tight[0], [10 - 2 * TIGHT, 10 + 20 * TIGHT], atol=1e-4)
    assert np.allclose(tight[3], [8 + 2 * TIGHT, 30 - 20 * TIGHT], atol=1e-4)
    assert np.allclose(tight[1] - tight[0], quad[0, 1] - quad[0, 0], atol=1e-4)  # as long as before
    assert tightened(np.zeros((0, 4, 2), np.float32)).shape == (0, 4, 2)
