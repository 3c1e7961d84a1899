"""What stands around the map's head: its title, where it hangs, and the strip of its stages."""

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import EDGE, FLOOR, HAIR, HEAD_CLEAR, Lettering
from servicemap.drawing.composing.shapes import polygon, rounded
from servicemap.drawing.flow import Flow
from servicemap.drawing.layout.routing import Plan
from servicemap.drawing.scene import DESCENDER, Area, Item, Part, Pen, Rectangle, Shape, Text
from servicemap.drawing.views import DELAYED, Kind, Stage, State, View

PICTURE, BESIDE = 6, 2
"""How large the picture of a stage is, and how far from its name, in mm on A3."""

IN_TWO = 0.62
"""The size of a stage's name in two lines."""

LINES_AT_MOST = 3
"""The sentence below a title takes no more lines than this."""

NEARLY = 0.9
"""A sentence that would fit were it so much smaller is made smaller, and not broken."""

APART = 0.12
"""How far the sentence below a title stays clear of it, in sizes of its type."""

LETTERS_LEAST = 0.3
"""A stage's name is not cut before its letters are this part of their size."""

UNBROKEN = 0.5
"""A stage's name shrinks to this part of its size before a word of it is broken."""

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

NOTCH = 3.2
"""How far a stage of the strip points into the next, in mm on A3."""

NOTCH_FIRST = 0.75
"""What the first stage has of that on its straight side."""

STAGES_APART = 1.4
"""From one stage of the strip to the next, in mm on A3."""

STAGE_BEFORE_LAST = 1.3
"""From the last stage before the customers to them, in mm on A3."""

PANEL_ROUND = 2.6
"""The radius of the corners of the customers' panel, in mm on A3."""

PANEL_EDGE = 0.5
"""The edge of the customers' panel, in mm on A3."""

CAPTION_PAD = 6
"""What a stage has left and right of its name together, in mm on A3."""

CAPTION_PAD_UPRIGHT = 3
"""What it has above and below its name together where that runs upwards, in mm on A3."""

CAPTION_PART = 0.9
"""The part of a narrow stage that its name may take all the same."""

CAPTION_SHRINKS = 0.85
"""A stage's name shrinks to this part of its size before its picture is left out."""

HALF_CAPITAL = 0.5
"""What letters reach above and below their middle at least, in sizes of type."""

EM = 1000
"""Units of a face in one size of type."""

BROADER = (1.3, 1.6)
"""Half of a name may be so many times as wide as the half of all its letters."""


ICONS = ("suppliers", "teams", "distribution", "customers")


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
        return colours.late if states & {State.LATE, *DELAYED} else colours.ink

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

    def stages(self, view: View, plan: Plan, stages: tuple[Stage, ...]) -> list[Part]:
        """The strip of stages beside the columns, and the panel behind the customers."""
        flow, colours, scale = self._theme.flow, self._theme.palette, self._theme.scale
        strip, field = flow.area(self._page.strip), flow.area(self._page.field)
        spans: list[tuple[Stage, float, float]] = []
        for at, stage in enumerate(stages):
            column = plan.columns[at]
            if spans and spans[-1][0] is stage:
                spans[-1] = (stage, spans[-1][1], field.x + column.right)
            else:
                spans.append((stage, field.x + column.x, field.x + column.right))
        parts = []
        notch = NOTCH * scale
        left = strip.x
        for at, (stage, start, end) in enumerate(spans):
            final = at == len(spans) - 1
            if stage is Stage.CUSTOMERS:
                parts += self._customers(view, start if at else strip.x, strip.right)
                continue
            if final:
                right = strip.right
            elif spans[at + 1][0] is Stage.CUSTOMERS:
                right = spans[at + 1][1] - STAGE_BEFORE_LAST * scale
            else:
                right = (end + spans[at + 1][1]) / 2
            points = [
                (left, strip.y),
                (right - notch, strip.y),
                (right, strip.y + strip.height / 2),
                (right - notch, strip.bottom),
                (left, strip.bottom),
            ]
            if at:
                points.append((left + notch, strip.y + strip.height / 2))
            fill = (colours.supplier, colours.team, colours.distributor)[stage]
            area = Area(left, strip.y, right - left, strip.height)
            words = self._stage_words(view, stage)
            area = flow.area(area)
            items = (
                flow.item(polygon(points, fill)),
                *self._caption(words, stage, area, notch if at else NOTCH_FIRST * notch),
            )
            parts.append(Part("stage", stage.name.lower(), words, items, area))
            left = right - notch + STAGES_APART * scale
        return parts

    def _customers(self, view: View, left: float, right: float) -> list[Part]:
        """The panel of the customers, with its solid head in the strip."""
        flow, colours, scale = self._theme.flow, self._theme.palette, self._theme.scale
        strip = flow.area(self._page.strip)
        round_ = PANEL_ROUND * scale
        bottom = flow.area(self._page.field).bottom + EDGE * scale
        whole = Area(left, strip.y, right - left, bottom - strip.y)
        head = Area(left, strip.y, right - left, strip.height)
        words = self._stage_words(view, Stage.CUSTOMERS)
        pen = Pen(colours.customer, PANEL_EDGE * scale)
        ground = Rectangle(flow.area(whole), colours.customer_tint, pen, round_)
        panel = Part("panel", "customers", "", (ground,), ground.area)
        solid = rounded(head, (round_, round_, 0, 0))
        head = flow.area(head)
        items = (
            flow.item(Shape(solid, colours.customer, pen, closed=True)),
            *self._caption(words, Stage.CUSTOMERS, head, 0),
        )
        return [panel, Part("stage", "customers", words, items, head)]

    def _stage_words(self, view: View, stage: Stage) -> str:
        kinds = {box.kind for box in view.boxes.values() if box.stage is stage}
        match stage:
            case Stage.SUPPLIERS:
                return self._words["suppliers"]
            case Stage.DISTRIBUTORS:
                return self._words["distribution"]
            case Stage.TEAMS:
                named = Kind.DEPARTMENT in kinds or any(stack.name for stack in view.stacks)
                return self._words["departments" if named else "teams"]
            case Stage.CUSTOMERS:
                if kinds == {Kind.PROSPECT}:
                    return self._words["prospects"]
                return self._words["customers" if Kind.PROSPECT in kinds else "end_users"]

    def _caption(self, words: str, stage: Stage, area: Area, notch: float) -> list[Item]:
        """A picture and the stage's name, in the middle of its part of the strip."""
        if self._theme.flow is Flow.DOWN:
            return self._upright(words, stage, area, notch)
        size, scale = self._within(words, area.height), self._theme.scale
        colour = self._theme.palette.on_customer
        picture, space = PICTURE * scale, BESIDE * scale
        # Over a narrow column the words need all of the strip.
        room = max(
            area.width - 2 * notch - CAPTION_PAD * scale, CAPTION_PART * area.width - 2 * notch
        )
        # The words matter more than the picture.
        roomy = self._setter.width(words, CAPTION_SHRINKS * size, 700) <= room - picture - space
        if roomy:
            room -= picture + space
        fitting, lines = self._in_lines(words, size, room)
        width = max(self._setter.width(line, fitting, 700) for line in lines)
        x = area.x + area.width / 2 - (width + (picture + space if roomy else 0)) / 2
        middle = area.y + area.height / 2
        items: list[Item] = []
        if roomy:
            items.append(icon(ICONS[stage], x, middle - picture / 2, picture, colour))
            x += picture + space
        step = self._theme.spacing * fitting
        for at, line in enumerate(lines):
            baseline = middle + self._theme.middle * fitting + (at - (len(lines) - 1) / 2) * step
            place = (x + width / 2, baseline)
            items.append(self._setter.line(line, place, fitting, 700, colour, "middle"))
        return items

    def _within(self, words: str, deep: float) -> float:
        """The size of a stage's name: smaller where marks would leave the strip."""
        shaped = self._setter.shape(words, 700)
        above = shaped.rise / EM - self._theme.middle
        below = shaped.fall / EM + self._theme.middle
        return min(self._theme.type.stage, deep / 2 / max(above, below, HALF_CAPITAL))

    def _in_lines(self, words: str, size: float, room: float) -> tuple[float, tuple[str, ...]]:
        """A stage's name in one line, or in two where its letters are larger then; never cut.

        In smaller letters rather than with a broken word.
        """
        words = " ".join(words.split())
        one = min(size, size * room / self._setter.width(words, size, 700))
        small = IN_TWO * size / self._theme.spacing
        half = self._setter.width(words, small, 700) / 2
        for broad in (room, half, *(wider * half for wider in BROADER)):
            lines = self._setter.wrap(words, small, 700, max(room, broad), 2).lines
            if len(lines) == 2:
                wide = max(self._setter.width(line, small, 700) for line in lines)
                two = min(small, small * room / wide)
                whole = "".join(lines).replace(" ", "") == words.replace(" ", "")
                worth = whole or one < UNBROKEN * size
                if worth and two > one and two >= LETTERS_LEAST * size:
                    return two, lines
                break
        if one >= LETTERS_LEAST * size:
            return one, (words,)
        return self._cut(words, LETTERS_LEAST * size, room)

    def _cut(self, words: str, size: float, room: float) -> tuple[float, tuple[str, ...]]:
        """Somebody's own name of a stage that no column has room for."""
        shown, fitting = self.fitted(words, size / FLOOR, 700, room)
        return fitting, (shown,)

    def _upright(self, words: str, stage: Stage, area: Area, notch: float) -> list[Item]:
        """The same in a strip on the left: the name runs upwards, the picture above it.

        A long name takes two lines rather than small letters.
        """
        size, scale = self._within(words, area.width), self._theme.scale
        colour = self._theme.palette.on_customer
        picture, space = PICTURE * scale, BESIDE * scale
        room = area.height - 2 * notch - CAPTION_PAD_UPRIGHT * scale
        roomy = self._setter.width(words, CAPTION_SHRINKS * size, 700) <= room - picture - space
        if roomy:
            room -= picture + space
        fitting, lines = self._in_lines(words, size, room)
        length = max(self._setter.width(line, fitting, 700) for line in lines)
        whole = length + (picture + space if roomy else 0)
        middle, y = area.x + area.width / 2, area.y + area.height / 2 - whole / 2
        items: list[Item] = []
        if roomy:
            items.append(icon(ICONS[stage], middle - picture / 2, y, picture, colour))
        # The second line stands right of the first, in a mirror as well.
        step = fitting * self._theme.spacing * (-1 if self._theme.mirrored else 1)
        for at, line in enumerate(lines):
            x = middle + (at - (len(lines) - 1) / 2) * step + self._theme.middle * fitting
            short = (length - self._setter.width(line, fitting, 700)) / 2
            items.append(self._setter.upright(line, (x, y + whole - short), fitting, 700, colour))
        return items
