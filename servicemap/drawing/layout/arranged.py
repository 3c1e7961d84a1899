"""What is placed and then routed: a view in columns, ordered, wired and measured at its size."""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.drawing.layout.ordering import Order
from servicemap.drawing.layout.sizes import Measured
from servicemap.drawing.layout.tracks import LinkWay
from servicemap.drawing.layout.wiring import Wiring
from servicemap.drawing.theme import Theme
from servicemap.views.view import View


class Arranged(NamedTuple):
    """Everything about a map but how far down it stands and how its links run.

    `ways` is by link id, `measured` one a column; `theme` is the one grown to the size that fits.
    """

    view: View
    order: Order
    wiring: Wiring
    ways: Mapping[str, LinkWay]
    measured: tuple[Measured, ...]
    theme: Theme

    @property
    def column_of(self) -> dict[str, int]:
        """Box -> its column."""
        return {box: at for at, one in enumerate(self.measured) for box in one.boxes}

    @property
    def stack_of(self) -> dict[str, str]:
        """Box -> its stack."""
        return {box: stack for stack, boxes in self.order.teams.items() for box in boxes}
