"""What an earlier poster hands to the next: everything that stood on it keeps its place in line."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.layout.nets import Row
from servicemap.drawing.scene import BoxOrder
from servicemap.views.view import Stage, View


class Held(NamedTuple):
    """Of a view, what stood on an earlier poster; the rest is free to stand anywhere.

    teams   in how many columns teams stood, 0 where none did
    column  box -> its column of those
    rank    box -> its place, counted through all columns
    stack   department or box alone, by its number in the view -> its place
    row     row -> its place
    """

    teams: int = 0
    column: Mapping[int, int] = {}
    rank: Mapping[int, int] = {}
    stack: Mapping[int, int] = {}
    row: Mapping[int, int] = {}


NOTHING_HELD = Held()


def held_of(view: View, rows: Sequence[Row], order: BoxOrder) -> Held:
    """What of a view stood in an earlier order."""
    number = {box: at for at, box in enumerate(view.boxes)}
    of_stage: dict[Stage, list[list[str]]] = {}
    for column in order.columns:
        here = [box for box in column if box in number]
        if here:
            # A box that became another kind of party stands elsewhere now.
            stages = [view.boxes[box].stage for box in here]
            stage = max(stages, key=stages.count)
            here = [box for box in here if view.boxes[box].stage is stage]
            of_stage.setdefault(stage, []).append(here)
    teams = of_stage.get(Stage.TEAMS, [])
    standing = [box for columns in of_stage.values() for column in columns for box in column]
    stack = {id_: at for at, id_ in enumerate(order.stacks)}
    row = {id_: at for at, id_ in enumerate(order.rows)}
    return Held(
        len(teams),
        {number[box]: at for at, column in enumerate(teams) for box in column},
        {number[box]: at for at, box in enumerate(standing)},
        {at: stack[one.id] for at, one in enumerate(view.stacks) if one.id in stack},
        {one.at: row[one.id] for one in rows if one.id in row},
    )


def in_old_order(items: Sequence[int], rank: Mapping[int, int]) -> list[int]:
    """The items, those with a rank in its order where some of them stood, the others as before."""
    ranked = iter(sorted((item for item in items if item in rank), key=rank.__getitem__))
    return [next(ranked) if item in rank else item for item in items]
