"""What a picture shows: boxes, departments as stacks of them, links.

All that drawing knows of a map: a kind of poster is one function in `views.kinds` that makes one of
these, and what follows is the same for all of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date as Day  # noqa: N812 - an imprint has a date
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from servicemap.wording.sayings import Saying

BOXES_AT_MOST = 90
"""More boxes than this are a thicket on any paper: departments become one box each, and what is too
many still becomes one. Of fewer the paper decides."""

LINKS_AT_MOST = 300
"""More pairs than this who deal with each other are a thicket, however few the boxes are."""


class Detail(NamedTuple):
    """How much of a map a view is to show: each number is the most, None as many as are no thicket.

    in_full  how many departments have a box for each of their teams, and not one for all
    boxes    about how many boxes there are
    """

    in_full: int | None = None
    boxes: int | None = None


ALL = Detail()
"""As much as any poster shows."""


class BoxKind(StrEnum):
    """What a box stands for, which decides its shape and colour."""

    SUPPLIER = "supplier"
    TEAM = "team"
    DISTRIBUTOR = "distributor"
    END_USER = "end_user"
    END_USER_INSIDE = "end_user_inside"
    PROSPECT = "prospect"
    DEPARTMENT = "department"
    SEVERAL = "several"


class Stage(IntEnum):
    """Where a box stands on the way, from left to right."""

    SUPPLIERS = 0
    TEAMS = 1
    DISTRIBUTORS = 2
    CUSTOMERS = 3


STAGES = {
    BoxKind.SUPPLIER: Stage.SUPPLIERS,
    BoxKind.TEAM: Stage.TEAMS,
    BoxKind.DEPARTMENT: Stage.TEAMS,
    BoxKind.SEVERAL: Stage.TEAMS,
    BoxKind.DISTRIBUTOR: Stage.DISTRIBUTORS,
    BoxKind.END_USER: Stage.CUSTOMERS,
    BoxKind.END_USER_INSIDE: Stage.CUSTOMERS,
    BoxKind.PROSPECT: Stage.CUSTOMERS,
}


class ViewState(StrEnum):
    """What sets a link or box apart.

    A delay: what is late itself is its cause, reached links carry it on to a broken promise, kept
    ones are later and break none, and what may break one is between the two. What leads to the
    promise that the sentence names is told, for certain or perhaps, and so is its customer; others
    who get something late are late. A change: new, gone or different. What stands on a box may be
    late by plan, whatever the delay.
    """

    PLAIN = "plain"
    KEPT = "kept"
    MAY = "may"
    REACHED = "reached"
    TOLD_MAY = "told_may"
    TOLD = "told"
    LATE = "late"
    ITSELF = "itself"
    BY_PLAN = "by_plan"
    NEW = "new"
    GONE = "gone"
    DIFFERENT = "different"


class LinkKind(StrEnum):
    """What a link is in the plan, whatever becomes of it. Of several in one the first here counts.

    What is usual is the plan itself; what is spare stands by for it.
    """

    USUAL = "usual"
    SPARE = "spare"


SAID_OF_KINDS = {LinkKind.SPARE: "if_needed"}
"""What a badge says of links of a kind, where their line alone is not enough."""


TOLD = frozenset({ViewState.TOLD, ViewState.TOLD_MAY})
"""The states of what the sentence of a delay is about: its way, and at its end its customer."""

DELAYED = frozenset({ViewState.KEPT, ViewState.MAY, ViewState.REACHED, *TOLD})
"""The states that a delay puts links in."""

CHANGES = frozenset({ViewState.NEW, ViewState.GONE, ViewState.DIFFERENT})
"""The states that two versions of a map put things in."""

SIGNS: Mapping[ViewState, str] = MappingProxyType(
    {ViewState.NEW: "+", ViewState.GONE: "\N{MINUS SIGN}", ViewState.DIFFERENT: "\N{NOT EQUAL TO}"}
)
"""What stands before the words of a change, so that a glance tells them apart in any colour."""

WEIGHT: Mapping[ViewState, int] = MappingProxyType(
    {
        ViewState.PLAIN: 0,
        ViewState.KEPT: 1,
        ViewState.MAY: 2,
        ViewState.REACHED: 3,
        ViewState.GONE: 1,
        ViewState.DIFFERENT: 3,
        ViewState.NEW: 3,
        ViewState.TOLD_MAY: 4,
        ViewState.TOLD: 5,
    }
)
"""What weighs more is drawn over the rest, and speaks for the links that it is merged with."""


class Badge(NamedTuple):
    """Words that stand on a box, and what sets them apart from others there."""

    words: str
    state: ViewState


class StoryMark(NamedTuple):
    """What a story says of one box or link: `badge` stands on it, `said` is for the ear.

    `also` stands on a box below that: what may come besides, what is late by plan, how late it is
    itself. `own` is how late what a link brings is of itself, which its box says as well.
    """

    state: ViewState
    badge: str | None = None
    said: str | None = None
    also: tuple[Badge, ...] = ()
    own: str | None = None


class Story(NamedTuple):
    """What a poster tells beyond who relies on whom; marks by the ids of parties and reliances.

    `caption` and `name` stand in a badge in the head: what kind of story this is. `details` stand
    in the foot, a sentence each.
    """

    line: str | None = None
    boxes: Mapping[str, StoryMark] = MappingProxyType({})
    links: Mapping[str, StoryMark] = MappingProxyType({})
    title: str | None = None
    caption: str | None = None
    name: str | None = None
    details: tuple[Saying, ...] = ()


NO_STORY = Story()
UNMARKED = StoryMark(ViewState.PLAIN)


class Box(NamedTuple):
    """A party, or a whole department. `badge` says how late what it gets is, or what changed.

    `also` says what may come besides, and what is late by plan.
    """

    id: str
    name: str
    kind: BoxKind
    home: bool = False
    badge: str | None = None
    state: ViewState = ViewState.PLAIN
    also: tuple[Badge, ...] = ()

    @property
    def badges(self) -> tuple[Badge, ...]:
        """What stands below its name, from top to bottom."""
        return (Badge(self.badge, self.state), *self.also) if self.badge else self.also

    @property
    def stage(self) -> Stage:
        """Where it stands on the way."""
        return STAGES[self.kind]


class Stack(NamedTuple):
    """Boxes that stand on top of each other: a department's teams, or one box alone (no name)."""

    id: str
    name: str | None
    stage: Stage
    boxes: tuple[str, ...]
    home: bool = False


class Link(NamedTuple):
    """One delivery. Links with one `source` and one `service` leave from one label.

    `late` is the text of the label's badge, and `own` what of it says how late that is of itself;
    `sentence` says the link to people who hear it.
    `names` are those of all its services, where it is several deliveries; `label` then says how
    many.
    """

    id: str
    source: str
    target: str
    service: str
    label: str
    state: ViewState
    late: str | None
    sentence: str
    kind: LinkKind = LinkKind.USUAL
    names: tuple[str, ...] = ()
    own: str | None = None


def kind_of_all(links: Iterable[Link]) -> LinkKind:
    """What kind of link several are together."""
    kinds = {link.kind for link in links}
    return next(kind for kind in LinkKind if kind in kinds)


class View(NamedTuple):
    """What to show, in the map's order. `story` is what it tells in a sentence, if anything.

    `home` is the department it will hang in. `caption` and `name` are what kind of story it is.
    `summed`: all boxes or links would be too many; the same can be shown with fewer still.
    `word_of` are the ids of those whose word it is, where that is not everybody's. `like` is the
    same without its story: boxes stand where they stand there. `departments`: the map has some,
    each of which can be drawn by itself.
    """

    title: str
    subtitle: str | None
    story: str | None
    language: str
    boxes: Mapping[str, Box]
    stacks: tuple[Stack, ...]
    links: tuple[Link, ...]
    home: str | None
    notes: tuple[Saying, ...] = ()
    caption: str | None = None
    name: str | None = None
    summed: bool = False
    word_of: tuple[str, ...] = ()
    like: "View | None" = None
    departments: bool = False

    @property
    def in_full(self) -> int:
        """How many departments have a box for each of several teams."""
        return sum(stack.name is not None and len(stack.boxes) > 1 for stack in self.stacks)

    @property
    def pairs(self) -> int:
        """How many pairs of boxes deal with each other, either way counted by itself."""
        return len({(link.source, link.target) for link in self.links})


class Tipping(NamedTuple):
    """How late a team may be, and that the customer of its poster notices then.

    `days` are whole ones where they can be drawn; `sooner` is who notices before that customer,
    and who would call for what the team serves.
    """

    may: str
    then: str
    days: int | None
    sooner: str | None = None


class TeamLine(NamedTuple):
    """What a team's poster shows: boxes from the team to a customer, and a link between any two.

    What a link's label says in a few words, its one of `sentences` says with both names.
    `others` are whom its work reaches besides, end users first: not those who only pass it on.
    `meets_customer`: it serves somebody outside itself. `voices` are what its customers said and
    want, what was done about it, and who else offers it. `word_of` is as in a View.
    """

    map_title: str
    team: str
    customer: str
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    sentences: tuple[str, ...]
    others: tuple[str, ...]
    objectives: tuple[str, ...]
    tipping: Tipping | None
    meets_customer: bool
    notes: tuple[Saying, ...] = ()
    word_of: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()


class AnswerState(StrEnum):
    """How far what was done about somebody's words has come; praise is thanked for."""

    DONE = "done"
    BEGUN = "begun"
    THANKS = "thanks"
    OPEN = "open"


class CardAnswer(NamedTuple):
    """What was done about something, or is being done; where nothing is, that it is not."""

    words: str
    state: AnswerState


class Exchange(NamedTuple):
    """What a customer said last, and what became of it."""

    who: str
    said: str
    answers: tuple[CardAnswer, ...]

    @property
    def open(self) -> bool:
        """Whether nothing has become of it."""
        return any(answer.state is AnswerState.OPEN for answer in self.answers)


class ExchangeCard(NamedTuple):
    """A card for the wall: what a team's customers said, and what became of it.

    What is bad and has no answer comes first, then the newest.
    `you_said` and `we_did` are the two halves of its title. `word_of` is as in a View.
    """

    map_title: str
    team: str
    title: str
    you_said: str
    we_did: str
    exchanges: tuple[Exchange, ...]
    notes: tuple[Saying, ...] = ()
    word_of: tuple[str, ...] = ()


class Step(NamedTuple):
    """One thing to do: what kind of step it is, and what the map says is done."""

    name: str
    done: str


class StepsCard(NamedTuple):
    """A card for the wall: what to do for a team's customers, step by step.

    `line` says for whom, and in which spirit. `unwritten` names the steps that nobody has written,
    and whom to ask; they are not among `steps`. `word_of` is as in a View.
    """

    map_title: str
    team: str
    title: str
    line: str
    steps: tuple[Step, ...]
    unwritten: str | None = None
    notes: tuple[Saying, ...] = ()
    word_of: tuple[str, ...] = ()


WallCard = ExchangeCard | StepsCard
"""What is no map: one idea, read from across the room."""


Shown = View | TeamLine | WallCard
"""Whatever a kind of poster shows."""


class Imprint(NamedTuple):
    """The small print. A date that is a text is printed as it is; `link` is where to read on."""

    owner: str | None = None
    date: str | Day | None = None
    link: str | None = None
    confirmed_until: Day | None = None
