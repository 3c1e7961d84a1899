"""What stands in the head of a poster: its title, what it tells, and where it hangs."""

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import HAIR, HEAD_CLEAR, Lettering
from servicemap.drawing.scene import DESCENDER, Area, Part, Pen, Rectangle, Text
from servicemap.views.view import DELAYED, View, ViewState

LINES_AT_MOST = 3
"""The sentence below a title takes no more lines than this."""

NEARLY = 0.9
"""A sentence that would fit were it so much smaller is made smaller, and not broken."""

APART = 0.12
"""How far the sentence below a title stays clear of it, in sizes of its type."""


TITLE_SHRINKS = 1.5
"""How fast titles shrink where a script needs more air between lines: a power of that."""

TITLE_LEAST = 0.6
"""A title in one line shrinks to this part of its size before it takes two lines."""

TITLE_IN_TWO = 0.57
"""The size of a title in two lines."""

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

BADGE_APART = 9
"""From a badge in the head to what stands left of it, in mm on A3."""

BADGE_PAD = 9
"""What a badge has left and right of its words together, in mm on A3."""

BADGE_TALL = 18.5
"""How high a badge in the head is, in mm on A3."""

BADGE_ROUND = 2.4
"""The radius of its corners, in mm on A3."""

BADGE_CAPTION = 6.9
"""From the top of a badge to the baseline of its caption, in mm on A3."""

BADGE_NAME = 15
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

HERE_PIN_DOWN = 1.8
"""How far the pin begins below the top of the badge, in mm on A3."""


class Heading(Lettering):
    """Draws the head of one poster."""

    def header(self, view: View) -> list[Part]:
        """Title and subtitle, and which department this hangs in."""
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        parts = []
        room = head.width
        if view.home:
            badge = self._here(view.home)
            parts.append(badge)
            assert badge.area is not None
            room -= badge.area.width + BADGE_APART * self._theme.scale
        if view.caption and view.name:
            badge = self._told(view, head.x + room)
            parts.append(badge)
            assert badge.area is not None
            room -= badge.area.width + BADGE_APART * self._theme.scale
        second = view.story or view.subtitle or self.follow()
        largest = type_.title / self._theme.spacing**TITLE_SHRINKS
        title = self._setter.wrap(view.title, largest, 700, room)
        size = largest
        lines: tuple[str, ...] = (" ".join(view.title.split()),)
        if len(title.lines) > 1:
            size = max(room / self._setter.width(lines[0], 1, 700), TITLE_LEAST * largest)
            if self._setter.width(lines[0], size, 700) > room + HAIR:
                size = TITLE_IN_TWO * largest
                lines = self._setter.wrap(view.title, size, 700, room).lines
                if len(lines) > 2:
                    lines = (lines[0], " ".join(lines[1:]))
        sub = type_.subtitle
        top = head.y + TITLE_DOWN * size
        items = []
        for at, words in enumerate(lines):
            baseline = top + at * size
            items.append(self.text(words, (head.x - TITLE_OUT * size, baseline), size, 700, room))
        deep = DESCENDER + DEEPER * (self._theme.spacing - 1)
        baseline = top + (len(lines) - 1) * size + deep * size + sub
        colour = self._tone(view) if view.story else colours.muted
        weight = 600 if view.story else 400
        # Letters may hang deeper or stand higher than is usual in their script.
        rise = self._setter.line(second, (0, 0), sub, weight, colour).rise
        lowest = max((item.area.bottom for item in items), default=head.y)
        baseline = max(baseline, lowest + (rise + APART) * sub)
        if parts and baseline - SUB_RISE * sub > (parts[0].area or head).bottom:
            room = head.width  # below the badge
        said = self._setter.wrap(second, NEARLY * sub, weight, room).lines
        said = (*said[: LINES_AT_MOST - 1], " ".join(said[LINES_AT_MOST - 1 :]))
        step = SUB_STEP * self._theme.spacing * sub
        for at, words in enumerate(filter(None, said)):
            items.append(
                self.text(words, (head.x, baseline + at * step), sub, weight, room, colour)
            )
        parts.insert(0, Part("head", "title", view.title, tuple(items), self._page.head_room))
        return parts

    def height(self, view: View) -> float:
        """How high the head of this poster is, with all its lines."""
        texts = [
            item for part in self.header(view) for item in part.items if isinstance(item, Text)
        ]
        lowest = max(text.area.bottom for text in texts)
        tight = (DESCENDER - APART) * self._theme.type.subtitle
        return lowest - tight + HEAD_CLEAR * self._theme.scale - self._page.head.y

    def _tone(self, view: View) -> str:
        """The colour of a story: that of a delay, wherever it begins, or ink."""
        states = {link.state for link in view.links}
        colours = self._theme.palette
        return colours.late if states & {ViewState.LATE, *DELAYED} else colours.ink

    def _told(self, view: View, right: float) -> Part:
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
        area = Area(right - width, head.y, width, BADGE_TALL * scale)
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

    def _here(self, home: str) -> Part:
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        scale = self._theme.scale
        caption = self._words["you_are_here"]
        pin = HERE_PIN * scale
        need = max(
            self._setter.width(home, type_.subtitle, 700),
            self._setter.width(caption, type_.badge, 700) + pin + HERE_PIN_OUT * scale,
        )
        width = min(need + BADGE_PAD * scale, HERE_PART * head.width)
        area = Area(head.right - width, head.y, width, BADGE_TALL * scale)
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
