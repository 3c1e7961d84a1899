"""From a view to a plan: columns, order, wiring, the size of type, heights, routes."""

from collections.abc import Sequence
from itertools import count
from operator import le
from typing import NamedTuple

from servicemap.drawing.flow import Flow
from servicemap.drawing.layout.arranged import Arranged
from servicemap.drawing.layout.columns import Arrangement, arrange, depth_of
from servicemap.drawing.layout.engine import lay_out
from servicemap.drawing.layout.fitting import ColumnsByWidth, Field, Fit, choices_of, fit
from servicemap.drawing.layout.measuring import Ruler
from servicemap.drawing.layout.ordering import Engine, order
from servicemap.drawing.layout.placing import Placer
from servicemap.drawing.layout.routing import RoutedView, Router
from servicemap.drawing.layout.sizes import Crossed, Measured
from servicemap.drawing.layout.straightening import straightened
from servicemap.drawing.layout.tracks import ColumnNode, Track, tracks_in, ways
from servicemap.drawing.layout.wiring import Wiring, wire
from servicemap.drawing.scene import Area
from servicemap.drawing.theme import Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import View
from servicemap.wording.phrases import Words

REFITS = 3
"""How often the channels may grow for the lanes in them."""

CHANNELS = 0.42
"""The part of the width that channels may take for their lanes."""

FILLED = {Flow.RIGHT: 0.8, Flow.DOWN: 0.72}
"""The part of the room that boxes and labels may take, across the columns or along them."""

TALLER = 3.4
"""How much more room boxes may have around their text than usual, above and below it."""

APART = 3.5
"""How much more room there may be between the boxes of a department than usual."""

ROOMY = 0.85
FOLD = 1.15
"""Type smaller than this part of its normal size is worth folding long chains for, where it then
grows by this much."""


class Laid(NamedTuple):
    """A view laid out: everything that composing needs. `failed`: why Graphviz did not help."""

    view: View
    arrangement: Arrangement
    wiring: Wiring
    columns: tuple[Measured, ...]
    plan: RoutedView
    theme: Theme
    failed: str | None


def lay_out_view(
    view: View,
    room: Area,
    setter: Typesetter,
    theme: Theme,
    words: Words,
    engine: Engine = lay_out,
) -> Laid:
    """A view laid out in a room on the page, in type as large as fits: in the flow's own frame."""
    room = theme.flow.area(room)
    view, first = _arranged(view, room, setter, theme, words)
    ordered = order(view, first, ways(wire(view, first, words), first), engine)
    arrangement = ordered.arrangement()
    wiring = wire(view, arrangement, words)
    way_of = ways(wiring, arrangement)
    tracks = [_crossed(column) for column in ordered.columns]

    def choices_with(look: Theme) -> ColumnsByWidth:
        return choices_of(Ruler(view, wiring, arrangement, setter, look, words), tracks, look.scale)

    choices = choices_with(theme)
    height = room.height
    channels = tuple(theme.lengths.gap for _ in arrangement.columns[1:])
    for attempt in count(1):
        field = Field(room.width, height, channels)
        fitted = fit(choices, field)
        if attempt == 1 and (down := taller(fitted, theme, room)) > theme.lengths.box_down:
            # Few boxes on much paper: they get taller, so that they do not look lost.
            lengths = theme.lengths._replace(box_down=down)
            choices = choices_with(theme._replace(lengths=lengths))
            fitted = fit(choices, field)
        grown = theme.grown(fitted.k)
        columns = tuple(
            one.stretched(height, APART * grown.lengths.box_apart) for one in fitted.columns
        )
        arranged = Arranged(view, ordered, wiring, way_of, columns, grown)
        router = Router(arranged, straightened(arranged, Placer(arranged, height).place()))
        needs = router.needs()[1 : len(arrangement.columns)]
        wide = sum(channels) >= CHANNELS * room.width
        if attempt == REFITS or wide or all(map(le, needs, channels)):
            plan = router.plan(room.width, height)
            return Laid(view, arrangement, wiring, columns, plan, grown, ordered.failed)
        # Lanes move closer together before they take half of the paper from the text.
        squeeze = min(1.0, CHANNELS * room.width / sum(needs))
        channels = tuple(
            max(had, need * squeeze) for need, had in zip(needs, channels, strict=True)
        )
    raise AssertionError("counting never ends")


def _crossed(column: Sequence[ColumnNode]) -> Crossed:
    """The tracks among the nodes of a column."""
    crossing = [isinstance(node, Track) for node in column]
    return Crossed(sum(crossing), crossing[0] + crossing[-1])


def taller(fitted: Fit, theme: Theme, room: Area) -> float:
    """What boxes should have above and below their text, given how full the paper is."""
    usual, filled = theme.lengths.box_down, FILLED[theme.flow]
    if theme.flow is Flow.RIGHT:
        spare = min(
            (filled * room.height - one.column.height) / len(one.boxes) for one in fitted.columns
        )
    else:
        taken = sum(one.column.width for one in fitted.columns)
        spare = (filled * room.width - taken) / len(fitted.columns)
    return usual + min(max(0.0, spare / 2 / fitted.k), (TALLER - 1) * usual)


def _arranged(
    view: View, room: Area, setter: Typesetter, theme: Theme, words: Words
) -> tuple[View, Arrangement]:
    """Columns as long chains ask for them; folded into fewer where that makes type much larger."""
    best = arrange(view)
    depth = depth_of(*best)
    size = 0.0
    for folds in range(1, depth // 2 + 2):
        viewed, arrangement = tried = arrange(view, folds)
        wiring = wire(viewed, arrangement, words)
        crossing = tracks_in(ways(wiring, arrangement), len(arrangement.columns))
        ruler = Ruler(viewed, wiring, arrangement, setter, theme, words)
        channels = tuple(theme.lengths.gap for _ in arrangement.columns[1:])
        field = Field(room.width, room.height, channels)
        # In what order they will stand is not known yet: at one end, some of them.
        tracks = [Crossed(len(found), min(1, len(found))) for found in crossing]
        k = fit(choices_of(ruler, tracks, theme.scale), field).k
        if k > size * FOLD:
            best, size = tried, k
        elif k < size:
            break
        if folds == 1 and k >= ROOMY:
            break
    return best
