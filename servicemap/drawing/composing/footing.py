"""What stands below the map: its legend, and on a team's poster the small print beside it."""

from collections.abc import Collection

from servicemap.drawing.composing.legend import Legend
from servicemap.drawing.composing.lettering import Lettering
from servicemap.drawing.composing.small_print import SmallPrint
from servicemap.drawing.scene import Part, Text
from servicemap.views.view import Imprint, View

HANGS = 1.2
"""What stays free below the lowest of the foot, in mm on A3."""

BESIDE_LEGEND = 8
"""From the legend to the small print at the right of the foot, in mm on A3."""

PRINT_DOWN = 4.2
"""From the top of the foot to the small print, in mm on A3."""


class Footing(Lettering):
    """Draws the foot of one poster."""

    def height(
        self,
        view: View,
        lines: Collection[str],
        *,
        follows: str | None = None,
        imprint: Imprint | None = None,
    ) -> float:
        """How high the foot of this poster is, so that nothing in it is small or cut."""
        legend, *printed = self.parts(view, lines, follows=follows, imprint=imprint)
        drawn = [item.area for item in legend.items if isinstance(item, Text)]
        drawn += [part.area for part in printed if part.area]
        lowest = max((area.bottom for area in drawn), default=self._page.foot.y)
        return lowest - self._page.foot.y + HANGS * self._theme.scale

    def parts(
        self,
        view: View,
        lines: Collection[str],
        *,
        follows: str | None = None,
        imprint: Imprint | None = None,
    ) -> list[Part]:
        """What the shapes and lines mean, and what is left out.

        `lines` are what is to be said of usual lines, by their keys in the legend. `follows`
        says how to follow the lines, where the head does not; the small print of `imprint` stands
        beside that, where it is not in the head.
        """
        foot, scale = self._page.foot, self._theme.scale
        printed: list[Part] = []
        room = foot.width
        if imprint:
            small = SmallPrint(self._page, self._setter, self._theme, self._words)
            printed = small.parts(imprint, foot.right, foot.y + PRINT_DOWN * scale)
            left = min((part.area.x for part in printed if part.area), default=foot.right)
            room = left - BESIDE_LEGEND * scale - foot.x
        legend = Legend(self._page, self._setter, self._theme, self._words)
        return [legend.part(view, lines, room, follows), *printed]
