"""Walls that nobody drew and the drawn ones prove: fields are rectangles, so a rule that ends within a table ends on a wall.

Lives here: `wall_in_corners`, `runs_over`. May import: importing.sheets. Scans are left alone: there a rule may end because it was
not seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.importing.sheets import Sheet, Word, lines_of

RUNS_ON = 0.32  # of a letter's height: words so close are of one line of a cell, a space before figures too


def wall_in_corners(
    sheet: Sheet,
    xs: Sequence[float],
    ys: Sequence[float],
    wall_left: list[list[bool]],
    wall_top: Sequence[Sequence[bool]],
) -> None:
    """Puts the walls above and below each end of a rule across (as under a label over several rows, whose side a style sheet
    draws beside the first of them only), where no word reaches over them and the column's side is drawn elsewhere."""
    if sheet.by_ocr:
        return
    for j in range(1, len(xs) - 1):
        if not any(walls[j] for walls in wall_left):
            continue
        for i, walls in enumerate(wall_left):
            ends = any(0 < k < len(wall_left) and wall_top[k][j - 1] != wall_top[k][j] for k in (i, i + 1))
            if walls[j] or not ends:
                continue
            row = [w for w in sheet.words if ys[i] <= w.middle < ys[i + 1] and xs[0] <= w.centre <= xs[-1]]
            if not any(w.box.x0 < xs[j] - 1 and w.end > xs[j] + 1 for w in row):
                walls[j] = not runs_over(row, xs[j])


def runs_over(row: Sequence[Word], x: float) -> bool:
    """Whether a line goes on over a boundary without room there, though a word ends at it."""
    for line in lines_of(row):
        left, right = [w for w in line.words if w.centre < x], [w for w in line.words if w.centre >= x]
        if left and right and right[0].box.x0 - left[-1].box.x1 < RUNS_ON * right[0].size:
            return True
    return False
