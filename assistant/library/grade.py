"""Grades (绩效等级) and alert colours as the law spells them.

Lives here: the closed lists and their order within a ladder. May import: nothing of ours. Which grades an industry
has is data of its guide table, never assumed here.
"""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """A grade as printed. `B_MINUS` is a value of its own, handled as B (B 含 B-, henan-2024:4(1))."""

    A = "A"
    B = "B"
    B_MINUS = "B-"
    C = "C"
    D = "D"
    LEADING = "绩效引领性"
    NOT_LEADING = "非绩效引领性"


# Best first. The two ladders are never compared with each other (INTERFACE.md: letters and 引领性 mixed: undetermined).
LETTERS: tuple[Grade, ...] = (Grade.A, Grade.B, Grade.B_MINUS, Grade.C, Grade.D)
LEADERSHIP: tuple[Grade, ...] = (Grade.LEADING, Grade.NOT_LEADING)
# The grades that 17 and 18 bar and that 6(2), 9 send to the province.
HIGH: tuple[Grade, ...] = (Grade.A, Grade.B, Grade.B_MINUS, Grade.LEADING)


def family_of(grade: Grade) -> tuple[Grade, ...]:
    """The ladder family that `grade` belongs to, best first: letters or leadership."""
    return LEADERSHIP if grade in LEADERSHIP else LETTERS


class Alert(StrEnum):
    """预警 colours."""

    YELLOW = "黄色"
    ORANGE = "橙色"
    RED = "红色"
