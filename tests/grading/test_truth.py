"""Three values, whole tables: one "no" decides an "and", one "yes" an "or"; unknown is neither."""

from __future__ import annotations

import itertools

import pytest

from assistant.grading.truth import Truth, all_of, any_of, shared

Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ((), Y, N),
        ((Y,), Y, Y),
        ((N,), N, N),
        ((U,), U, U),
        ((Y, N), N, Y),
        ((Y, U), U, Y),
        ((N, U), N, U),
        ((Y, N, U), N, Y),
    ],
)
def test_and_and_or(parts: tuple[Truth, ...], both: Truth, either: Truth) -> None:
    for order in itertools.permutations(parts):
        assert all_of(order) is both
        assert any_of(order) is either


def test_not() -> None:
    assert [~Y, ~N, ~U] == [N, Y, U]


def test_what_every_possibility_shares() -> None:
    assert [shared([True]), shared([False, False]), shared([True, False])] == [Y, N, U]


def test_from_a_border() -> None:
    assert [Truth.of(True), Truth.of(False), Truth.of(None)] == [Y, N, U]
