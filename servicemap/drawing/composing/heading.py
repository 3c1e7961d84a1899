"""What stands in the head of a poster: its title, what it tells, and where it hangs."""

from collections.abc import Sequence

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import HAIR, HEAD_CLEAR, Lettering
from servicemap.drawing.composing.small_print import SmallPrint
from servicemap.drawing.scene import DESCENDER, Area, Part, Pen, Rectangle, Text
from servicemap.views.view import DELAYED, Imprint, View

LINES_AT_MOST = 5
"""The sentence below a title takes no more lines than this."""

NEARLY = 0.9
"""A sentence that would fit were it so much smaller is made smaller, and not broken."""

APART = 0.12
"""How far the sentence below a title stays clear of it, in sizes of its type."""


TITLE_SHRINKS = 1.5
"""How fast titles shrink where a script needs more air between lines: a power of that."""

TITLE_LEAST = 0.6
"""A title in one line shrinks to this part of its size before it takes two lines."""

TITLE_BROKEN = ((2, 0.57), (3, 0.45))
"""How many lines a title takes that is too long for one, and its size then."""

TITLE_DOWN = 0.7
"""From the top of the head to the baseline of a title, in sizes of its type."""

TITLE_OUT = 0.03
"""How far a title begins left of all below it, in sizes of its type: letters have air."""

DEEPER = 0.9
"""How much more is below a line where a script needs more air, in sizes of its type."""

SUB_RISE = 0.8
"""How far letters of the sentence below a title rise, in sizes of its type."""

SUB_STEP = 1.08
"""From one line of the sentence below a title to the next, in sizes of its type."""

TITLE_TIMES = 2.5
"""A title is at most so many times as large as the names of the map."""

TITLE_SMALLEST = 0.55
"""It is at least this part of its size, however small they are."""

TITLE_PART = 0.4
"""The part of the head's width that badges leave to the title."""

ASIDE_APART = 9
"""From what stands at the right of the head to what stands left of it, in mm on A3."""

BELOW = 2
"""From what stands at the right of the head to what stands below it, in mm on A3."""

BADGE_PAD = 9
"""What a badge has left and right of its words together, in mm on A3."""

BADGE_TALL = 17
"""How high a badge in the head is, in mm on A3."""

BADGE_ROUND = 2.4
"""The radius of its corners, in mm on A3."""

BADGE_CAPTION = 6.2
"""From the top of a badge to the baseline of its caption, in mm on A3."""

BADGE_NAME = 13.7
"""From the top of a badge to the baseline of what it names, in mm on A3."""

STORY_PART = 0.3
"""The part of the head that the badge of a story may take."""

STORY_EDGE = 0.8
"""The edge of the badge of a story, in mm on A3."""

HERE_PART = 0.36
"""The part of the head that the badge of a department may take."""

HERE_EDGE = 0.5
"""The edge of the badge of a department, in mm on A3."""

HERE_PIN = 6.4
"""How large the pin on it is, in mm on A3."""

HERE_PIN_OUT = 1.2
"""How far the pin begins left of the words, in mm on A3."""

HERE_PIN_DOWN = 1.2
"""How far the pin begins below the top of the badge, in mm on A3."""


class Heading(Lettering):
    """Draws the head of one poster."""

    def header(
        self,
        view: View,
        imprint: Imprint,
        names: float | None = None,
        follows: str | None = None,
    ) -> list[Part]:
        """Title and subtitle, the small print, what is told, and which department this hangs in.

        Where there is neither story nor subtitle it `follows` how to read the lines. A title is at
        most `TITLE_TIMES` as large as the `names` of the map, in mm. It stands where
        it does before these are known, however large it is then.
        """
        head = self._page.head
        aside = self._aside(view, imprint)
        size, lines = self._title(view.title, self._room(aside, head.y))
        last = head.y + (TITLE_DOWN + len(lines) - 1) * size
        shown = size
        if names is not None:
            shown = min(size, max(TITLE_TIMES * names, TITLE_SMALLEST * self._theme.type.title))
        items = [
            self.text(
                words,
                (head.x - TITLE_OUT * shown, last - (len(lines) - 1 - at) * shown),
                shown,
                700,
                self._room(aside, head.y),
            )
            for at, words in enumerate(lines)
        ]
        deep = DESCENDER + DEEPER * (self._theme.spacing - 1)
        fall = max((item.fall for item in items), default=0.0)
        words = view.story or view.subtitle or follows
        if words:
            items += self._sentence(view, words, aside, last + deep * size, last + fall * size)
        return [Part("head", "title", view.title, tuple(items), self._page.head_room), *aside]

    def _sentence(
        self, view: View, words: str, aside: Sequence[Part], usual: float, lowest: float
    ) -> list[Text]:
        """What stands below the title: beside the parts at the right of the head, or below them.

        The head is to be as low as it can be. `usual` is where a title usually ends, `lowest` where
        its letters do: they may hang deeper, or stand higher, than is usual in their script.
        """
        head, size = self._page.head, self._theme.type.subtitle
        colour = self._tone(view) if view.story else self._theme.palette.muted
        weight = 600 if view.story else 400
        step = SUB_STEP * self._theme.spacing * size
        rise = self._setter.line(words, (0, 0), size, weight, colour).rise
        first = max(usual + size, lowest + (rise + APART) * size)
        clear = (max(rise, SUB_RISE) + HAIR) * size + BELOW * self._theme.scale
        found: list[tuple[float, float, float, tuple[str, ...]]] = []
        for bottom in (first - clear, *(part.area.bottom for part in aside if part.area)):
            baseline = max(first, bottom + clear)
            room = self._room(aside, baseline - SUB_RISE * size)
            lines = self._setter.wrap(words, NEARLY * size, weight, room).lines
            if len(lines) > LINES_AT_MOST:
                kept = LINES_AT_MOST - 1
                lines = (*lines[:kept], " ".join(lines[kept:]))
            found.append((baseline + len(lines) * step, baseline, room, lines))
        _, baseline, room, lines = min(found, key=lambda one: one[:2])
        return [
            self.text(line, (head.x, baseline + at * step), size, weight, room, colour)
            for at, line in enumerate(lines)
        ]

    def height(self, view: View, imprint: Imprint) -> float:
        """How high the head of this poster is, with all its lines, however they are to be read."""
        return max(self._height(view, imprint, follows) for follows in self.ways(view))

    def ways(self, view: View) -> list[str | None]:
        """What may have to be said of how to read its lines; how they run shows when they stand."""
        if not view.links:
            return [None]
        return [self.follow(straight=straight) for straight in (True, False)]

    def follow(self, *, straight: bool) -> str:
        """How to read the lines: all of them run `straight` from stage to stage, or some do not."""
        if not straight:
            return self._words["follow_lines"]
        return self._words["follow_left" if self._theme.mirrored else "follow"]

    def _height(self, view: View, imprint: Imprint, follows: str | None) -> float:
        title, *aside = self.header(view, imprint, follows=follows)
        lowest = max(item.area.bottom for item in title.items if isinstance(item, Text))
        lowest -= (DESCENDER - APART) * self._theme.type.subtitle
        lowest = max(lowest, *(part.area.bottom for part in aside if part.area), 0)
        return lowest + HEAD_CLEAR * self._theme.scale - self._page.head.y

    def _aside(self, view: View, imprint: Imprint) -> list[Part]:
        """What stands at the right of the head: the small print, and badges left of it.

        Where that leaves too little to the title badges stand below the small print.
        """
        head, apart = self._page.head, ASIDE_APART * self._theme.scale
        small = SmallPrint(self._page, self._setter, self._theme, self._words)
        printed = small.parts(imprint, head.right, head.y)
        beside = self._badges(view, _left(printed, head.right + apart) - apart, head.y)
        if not printed or _left(beside, head.right) - head.x >= TITLE_PART * head.width:
            return [*printed, *beside]
        lowest = max(part.area.bottom for part in printed if part.area)
        return [*printed, *self._badges(view, head.right, lowest + BELOW * self._theme.scale)]

    def _badges(self, view: View, right: float, top: float) -> list[Part]:
        """What is told and which department this hangs in, against a right edge."""
        badges: list[Part] = []
        if view.home:
            badges.append(self._here(view.home, right, top))
            right = _left(badges, right) - ASIDE_APART * self._theme.scale
        if view.caption and view.name:
            badges.append(self._told(view, right, top))
        return badges

    def _room(self, aside: Sequence[Part], y: float) -> float:
        """What the parts at the right of the head leave to a line that begins at that height."""
        head, below = self._page.head, y - BELOW * self._theme.scale
        beside = [part for part in aside if part.area and part.area.bottom > below]
        apart = ASIDE_APART * self._theme.scale
        return _left(beside, head.right + apart) - apart - head.x

    def _title(self, title: str, room: float) -> tuple[float, tuple[str, ...]]:
        """The size of a title and its lines: one, smaller where it must be, or two or three."""
        largest = self._theme.type.title / self._theme.spacing**TITLE_SHRINKS
        one = " ".join(title.split())
        if len(self._setter.wrap(title, largest, 700, room).lines) <= 1:
            return largest, (one,)
        size = max(room / self._setter.width(one, 1, 700), TITLE_LEAST * largest)
        if self._setter.width(one, size, 700) <= room + HAIR:
            return size, (one,)
        lines: tuple[str, ...] = ()
        for most, part in TITLE_BROKEN:
            size = part * largest
            lines = self._setter.wrap(title, size, 700, room).lines
            if len(lines) <= most:
                break
            lines = (*lines[: most - 1], " ".join(lines[most - 1 :]))
        return size, lines

    def _tone(self, view: View) -> str:
        """The colour of a story: that of a delay, wherever it begins, or ink."""
        states = {link.state for link in view.links}
        colours = self._theme.palette
        return colours.late if states & DELAYED else colours.ink

    def _told(self, view: View, right: float, top: float) -> Part:
        """What kind of story this is: its cause, or since when it tells of changes."""
        assert view.caption is not None
        assert view.name is not None
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        scale = self._theme.scale
        tone = self._tone(view)
        need = max(
            self._setter.width(view.name, type_.subtitle, 700),
            self._setter.width(view.caption, type_.badge, 700),
        )
        width = min(need + BADGE_PAD * scale, STORY_PART * head.width)
        area = Area(right - width, top, width, BADGE_TALL * scale)
        room = width - BADGE_PAD * scale
        x = area.x + BADGE_PAD / 2 * scale
        items = (
            Rectangle(area, colours.page, Pen(tone, STORY_EDGE * scale), BADGE_ROUND * scale),
            self.text(
                view.caption, (x, area.y + BADGE_CAPTION * scale), type_.badge, 700, room, tone
            ),
            self.text(view.name, (x, area.y + BADGE_NAME * scale), type_.subtitle, 700, room),
        )
        return Part(
            "badge",
            "story",
            self._words.say("named", name=view.caption, what=view.name),
            items,
            area,
        )

    def _here(self, home: str, right: float, top: float) -> Part:
        """Where this hangs."""
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        scale = self._theme.scale
        caption = self._words["you_are_here"]
        pin = HERE_PIN * scale
        need = max(
            self._setter.width(home, type_.subtitle, 700),
            self._setter.width(caption, type_.badge, 700) + pin + HERE_PIN_OUT * scale,
        )
        width = min(need + BADGE_PAD * scale, HERE_PART * head.width)
        area = Area(right - width, top, width, BADGE_TALL * scale)
        room = width - BADGE_PAD * scale
        x = area.x + BADGE_PAD / 2 * scale
        items = (
            Rectangle(area, colours.here, Pen(colours.ink, HERE_EDGE * scale), BADGE_ROUND * scale),
            icon(
                "pin",
                x - HERE_PIN_OUT * scale,
                area.y + HERE_PIN_DOWN * scale,
                pin,
                colours.on_here,
            ),
            self.text(
                caption,
                (x + pin, area.y + BADGE_CAPTION * scale),
                type_.badge,
                700,
                room - pin,
                colours.on_here,
            ),
            self.text(
                home, (x, area.y + BADGE_NAME * scale), type_.subtitle, 700, room, colours.on_here
            ),
        )
        return Part("badge", "home", self._words.say("named", name=caption, what=home), items, area)


def _left(parts: Sequence[Part], otherwise: float) -> float:
    """Where the leftmost of some parts begins; `otherwise` where there are none."""
    return min((part.area.x for part in parts if part.area), default=otherwise)
