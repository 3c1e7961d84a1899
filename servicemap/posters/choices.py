"""What may be chosen for a poster, each choice declared once; a kind of poster is one of them.

Python's `poster`, the options of the command line and sets of posters are fed from it, and a poster
is made of what the choices in it say that it `shows` and `tells`.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - a poster has a date
from enum import Enum, auto
from types import MappingProxyType
from typing import Annotated, NamedTuple, TypedDict, get_args, get_type_hints

from servicemap.drawing.papers import PAPERS, Orientation
from servicemap.durations import Length
from servicemap.model import ServiceMap
from servicemap.posters.wanted import Each, each_department, each_team
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.traces import Trace
from servicemap.views.imprints import day_of_poster
from servicemap.views.kinds.department import close_up
from servicemap.views.kinds.team import line_of
from servicemap.views.kinds.wall_cards import card_of, find_card
from servicemap.views.kinds.whole import view_of
from servicemap.views.stories.what_changed import change_story
from servicemap.views.stories.who_is_late import plain_story, told_delay
from servicemap.views.view import NO_STORY, Detail, Shown, Story
from servicemap.wording.phrases import Words

USUAL = PAPERS["a3"]
"""The paper of a poster of which nobody says more."""

Fonts = Sequence[str | os.PathLike[str]] | os.PathLike[str]
"""Font files; one may stand for a list of one."""


class ChoiceKind(Enum):
    """What a choice is made among, which decides how it is written on a command line."""

    PARTY = auto()
    DEPARTMENT = auto()
    DELAYS = auto()
    SCENARIO = auto()
    VERSION = auto()
    PAPER = auto()
    ORIENTATION = auto()
    METRES = auto()
    CARD = auto()
    SWITCH = auto()
    DATE = auto()
    FILES = auto()
    POSTER = auto()
    TIMES = auto()


class Told(NamedTuple):
    """A story, and the map that it is told on: that of a change has in it what is gone.

    `timed` is that map where several posters are drawn of it, each without a story. `like` is the
    story of the poster on which everybody knows the way: this one keeps its layout.
    """

    map: ServiceMap
    story: Story = NO_STORY
    timed: TimedMap | None = None
    like: Story | None = None


class Shows(NamedTuple):
    """Whom a kind of poster shows: `of` makes it, in so much detail.

    `plain`: no story is told on it.
    """

    of: Callable[[Told, "PosterChoices", Detail], Shown]
    plain: bool = False


Tells = Callable[[ServiceMap, "PosterChoices", Words], Told]


class Choice(NamedTuple):
    """One choice. `help` is a sentence or two, where `{team}` stands for what the choice `team` is
    called by whoever reads it.

    `flag` is its option where that is not called as in Python, `metavar` what stands for its value
    there, and `written` how that is written, where Python takes something else. `usual` is what
    holds where nobody chooses.

    `shows` makes it a kind of poster, and `tells` a story that a poster tells; `each` makes sets
    with one poster for each. `apart` are the choices that one poster cannot show as well, and why;
    `hangs_on` is one without which it means nothing, and the question that it leaves open.
    """

    kind: ChoiceKind
    help: str
    metavar: str | None = None
    flag: str | None = None
    written: str | None = None
    usual: str | None = None
    default: object = None
    shows: Shows | None = None
    tells: Tells | None = None
    each: Each | None = None
    apart: Mapping[str, str] = MappingProxyType({})
    hangs_on: tuple[str, str] | None = None


WHOLE = Shows(lambda told, chosen, detail: view_of(told.map, told.story, chosen["here"], detail))
"""What a poster shows where nobody chooses a kind."""


def told_plainly(m: ServiceMap, _: "PosterChoices", words: Words) -> Told:
    """What a poster tells where nobody chooses a story."""
    return Told(m, plain_story(m, words))


def _delay(m: ServiceMap, chosen: "PosterChoices", words: Words) -> Told:
    story = told_delay(m, chosen["late"], chosen["scenario"], words)
    return Told(m, story, like=plain_story(m, words))


def _changes(m: ServiceMap, chosen: "PosterChoices", words: Words) -> Told:
    assert chosen["changed_from"] is not None, "what is told was chosen"
    return Told(*change_story(chosen["changed_from"], m, words))


_OF_CUSTOMERS = "a card for the wall tells of one team's customers"
_ONE_STORY = "one poster tells of a delay or of changes, not of both"


class PosterChoices(TypedDict, total=False):
    """What was chosen for a poster, by its names in `poster`; what is not in it was left open."""

    department: Annotated[
        str | None,
        Choice(
            ChoiceKind.DEPARTMENT,
            "One department close up: all its teams, and every other department as one box.",
            "NAME",
            shows=Shows(
                lambda told, chosen, detail: close_up(
                    told.map, chosen["department"], told.story, detail
                )
            ),
            each=Each(lambda m, _: each_department(m), "no team of this map names its department"),
            apart={"here": "a department's poster hangs in that department"},
        ),
    ]
    card: Annotated[
        str | None,
        Choice(
            ChoiceKind.CARD,
            "A card for the wall, of the customers of {team}: what they said and what became of it,"
            " what to do for them when service fails, or when somebody complains.",
            shows=Shows(
                lambda told, chosen, _: card_of(
                    told.map,
                    find_card(chosen["card"] or ""),
                    chosen["team"] or "",
                    chosen["to"],
                    day_of_poster(told.map, chosen["date"]),
                ),
                plain=True,
            ),
            apart=dict.fromkeys(
                (
                    "department",
                    "here",
                    "late",
                    "scenario",
                    "changed_from",
                    "keep_order",
                    "polish",
                ),
                _OF_CUSTOMERS,
            ),
            hangs_on=("team", "a card is about somebody's customers"),
        ),
    ]
    team: Annotated[
        str | None,
        Choice(
            ChoiceKind.PARTY,
            "One team: the shortest chain from its work to an end user.",
            "NAME",
            shows=Shows(
                lambda told, chosen, _: line_of(
                    told.timed or TimedMap(told.map),
                    chosen["team"],
                    chosen["to"],
                    day_of_poster(told.map, chosen["date"]),
                ),
                plain=True,
            ),
            each=Each(lambda m, chosen: each_team(m, chosen.get("card")), noted=True),
            apart={
                "department": "a team's poster shows its own line alone",
                "here": "a team's poster hangs where that team is",
                "late": "a team's poster shows no delay",
                "scenario": "a team's poster shows no delay",
                "changed_from": "a team's poster shows no changes",
                "keep_order": "a team's poster shows one chain, which has one order",
            },
        ),
    ]
    to: Annotated[
        str | None,
        Choice(
            ChoiceKind.PARTY,
            "With {team}: to this customer, not to the nearest. With {card}: of this one alone.",
            "CUSTOMER",
            hangs_on=("team", "whose work is to reach them?"),
        ),
    ]
    late: Annotated[
        Trace | Mapping[str, Length] | None,
        Choice(
            ChoiceKind.DELAYS,
            'A delay: a trace, or who is how late, as in `{{"purchasing": "3d"}}`.',
            tells=_delay,
            apart={"changed_from": _ONE_STORY},
        ),
    ]
    scenario: Annotated[
        str | None,
        Choice(
            ChoiceKind.SCENARIO,
            "A scenario of the map; what {late} says comes on top.",
            tells=_delay,
            apart={"changed_from": _ONE_STORY},
        ),
    ]
    changed_from: Annotated[
        ServiceMap | None,
        Choice(
            ChoiceKind.VERSION,
            "What changed since an earlier version.",
            "OLD",
            written="a file, a folder or a git revision",
            tells=_changes,
        ),
    ]
    here: Annotated[
        str | None,
        Choice(
            ChoiceKind.DEPARTMENT,
            "The department where the whole map will hang, marked on it.",
            "NAME",
        ),
    ]
    paper: Annotated[
        str | None,
        Choice(
            ChoiceKind.PAPER,
            "What it is printed on.",
            usual=USUAL.name,
            apart={"readable_from": "the distance to read from decides on the paper"},
        ),
    ]
    orientation: Annotated[
        str | None,
        Choice(ChoiceKind.ORIENTATION, "How the paper hangs.", usual=Orientation.LANDSCAPE),
    ]
    readable_from: Annotated[
        float | None,
        Choice(
            ChoiceKind.METRES,
            "Instead of {paper}: the smallest one whose names are read from so many metres, wide or"
            " tall as reads better.",
            "DISTANCE",
            "--read-from",
            written="2m or 150cm",
        ),
    ]
    keep_order: Annotated[
        str | os.PathLike[str] | None,
        Choice(
            ChoiceKind.POSTER,
            "What stood on this earlier poster, an SVG of ours, keeps its column and its order.",
            "OLD.svg",
        ),
    ]
    polish: Annotated[
        int | None,
        Choice(
            ChoiceKind.TIMES,
            "Search for a better layout so many times as long.",
            "TIMES",
            apart={"team": "a team's poster shows one chain, for which nothing is searched"},
        ),
    ]
    black_and_white: Annotated[
        bool, Choice(ChoiceKind.SWITCH, "For printers without colour.", flag="--bw", default=False)
    ]
    date: Annotated[
        str | Day | None,
        Choice(ChoiceKind.DATE, "The date to print, instead of the map's.", "YYYY-MM-DD"),
    ]
    fonts: Annotated[
        Fonts,
        Choice(
            ChoiceKind.FILES,
            "A font for letters that ours lacks, before those of this machine. Several may be.",
            "FILE",
            "--font",
            default=(),
        ),
    ]


HINTS = get_type_hints(PosterChoices, include_extras=True)
"""The type of each choice by its name, with its row."""

CHOICES: Mapping[str, Choice] = MappingProxyType(
    {name: get_args(hint)[1] for name, hint in HINTS.items()}
)
"""Every choice by its name, in the order of the help."""

EACH: Mapping[str, Each] = MappingProxyType(
    {name: choice.each for name, choice in CHOICES.items() if choice.each is not None}
)
"""The sets of posters, by the choice of which each of theirs has its own."""
