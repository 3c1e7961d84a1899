"""What may be chosen for a poster, each choice declared once.

Python's `poster`, the options of the command line and sets of posters are fed from it.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, auto
from inspect import Parameter, Signature
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypedDict, cast, get_args, get_type_hints

from servicemap.calls import (
    the_distance,
    the_files,
    the_map,
    the_name,
    the_switch,
    the_version,
)
from servicemap.drawing.papers import PAPERS, Orientation
from servicemap.durations import Length
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.timing.answers.traces import Trace

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
    SWITCH = auto()
    DATE = auto()
    FILES = auto()


class Choice(NamedTuple):
    """One choice. `help` is a sentence or two, where `{team}` stands for what the choice `team` is
    called by whoever reads it.

    `flag` is its option where that is not called as in Python, `metavar` what stands for its value
    there, and `written` how that is written, where Python takes something else. `usual` is what
    holds where nobody chooses.
    """

    kind: ChoiceKind
    help: str
    metavar: str | None = None
    flag: str | None = None
    written: str | None = None
    usual: str | None = None
    default: object = None


class PosterChoices(TypedDict, total=False):
    """What was chosen for a poster; what is not in it was left open."""

    department: Annotated[
        str | None,
        Choice(
            ChoiceKind.DEPARTMENT,
            "One department close up: all its teams, and every other department as one box.",
            "NAME",
        ),
    ]
    team: Annotated[
        str | None,
        Choice(
            ChoiceKind.PARTY, "One team: the shortest chain from its work to an end user.", "NAME"
        ),
    ]
    to: Annotated[
        str | None,
        Choice(ChoiceKind.PARTY, "With {team}: to this customer, not to the nearest.", "CUSTOMER"),
    ]
    late: Annotated[
        Trace | Mapping[str, Length] | None,
        Choice(
            ChoiceKind.DELAYS,
            'A delay: a trace, or who is how late, as in `{{"purchasing": "3d"}}`.',
        ),
    ]
    scenario: Annotated[
        str | None,
        Choice(ChoiceKind.SCENARIO, "A scenario of the map; what {late} says comes on top."),
    ]
    changed_from: Annotated[
        ServiceMap | None,
        Choice(
            ChoiceKind.VERSION,
            "What changed since an earlier version.",
            "OLD",
            written="a file, a folder or a git revision",
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
        str | None, Choice(ChoiceKind.PAPER, "What it is printed on.", usual=USUAL.name)
    ]
    orientation: Annotated[
        str | None,
        Choice(
            ChoiceKind.ORIENTATION, "On a tall paper, work flows down.", usual=Orientation.LANDSCAPE
        ),
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
    black_and_white: Annotated[
        bool, Choice(ChoiceKind.SWITCH, "For printers without colour.", flag="--bw", default=False)
    ]
    date: Annotated[
        str | None,
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


_HINTS = get_type_hints(PosterChoices, include_extras=True)

CHOICES: Mapping[str, Choice] = MappingProxyType(
    {name: get_args(hint)[1] for name, hint in _HINTS.items()}
)
"""Every choice by its name, in the order of the help."""

SIGNATURE = Signature(
    [
        Parameter("m", Parameter.POSITIONAL_OR_KEYWORD, annotation=ServiceMap),
        *(
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=CHOICES[name].default,
                annotation=get_args(hint)[0],
            )
            for name, hint in _HINTS.items()
        ),
    ]
)
"""How a poster is asked for in Python: a map, and choices by their names."""

_JUDGED: Mapping[ChoiceKind, Callable[[str, object], object]] = {
    ChoiceKind.PARTY: lambda _, given: the_name(given),
    ChoiceKind.DEPARTMENT: lambda _, given: the_name(given, "Back office"),
    ChoiceKind.SCENARIO: lambda _, given: the_name(given, "forgotten confirmation"),
    ChoiceKind.PAPER: lambda _, given: the_name(given, USUAL.name),
    ChoiceKind.ORIENTATION: lambda _, given: the_name(given, Orientation.PORTRAIT),
    ChoiceKind.DATE: lambda _, given: the_name(given, "2027-02-01"),
    ChoiceKind.VERSION: lambda _, given: the_version(given),
    ChoiceKind.METRES: lambda name, given: the_distance(given, name),
    ChoiceKind.FILES: lambda name, given: the_files(given, name),
    ChoiceKind.SWITCH: lambda name, given: the_switch(given, name),
}
"""What says of a choice that is of the wrong kind what to do; others are read where they count."""

_APART = (
    ("department", "here", "a department's poster hangs in that department"),
    ("team", "department", "a team's poster shows its own line alone"),
    ("team", "here", "a team's poster hangs where that team is"),
    ("team", "late", "a team's poster shows no delay"),
    ("team", "scenario", "a team's poster shows no delay"),
    ("team", "changed_from", "a team's poster shows no changes"),
    ("late", "changed_from", "one poster tells of a delay or of changes, not of both"),
    ("scenario", "changed_from", "one poster tells of a delay or of changes, not of both"),
    ("paper", "readable_from", "the distance to read from decides on the paper"),
)
"""What one poster cannot show at once, and why."""

_HANGS_ON = (("to", "team", "whose work is to reach them?"),)
"""What means nothing without another, and the question that it leaves open."""


def completed(m: ServiceMap, choices: PosterChoices) -> PosterChoices:
    """The choices, and for each that was left open what holds then.

    Raises TypeError, as Python does, for one that there is not; WrongValue where they do not go
    together.
    """
    bound = SIGNATURE.bind(the_map(m), **choices)
    bound.apply_defaults()
    complete = {name: bound.arguments[name] for name in CHOICES}
    for name, judge in ((name, _JUDGED.get(CHOICES[name].kind)) for name in CHOICES):
        if judge is not None and complete[name] is not CHOICES[name].default:
            judge(name, complete[name])
    _agree(given(complete))
    return cast("PosterChoices", complete)


def given(choices: Mapping[str, Any]) -> list[str]:
    """The names of what was chosen: neither left out nor the same as if it were."""
    return [
        name
        for name, choice in CHOICES.items()
        if name in choices and choices[name] != choice.default and choices[name] != {}
    ]


def _agree(chosen: list[str]) -> None:
    for one, other, why in _APART:
        if one in chosen and other in chosen:
            raise WrongValue(why, "leave out {} or {}", (one, other))
    for one, other, question in _HANGS_ON:
        if one in chosen and other not in chosen:
            raise WrongValue(question, "say whose with {}", (other,))


def not_with_each(name: str) -> Iterator[str]:
    """What cannot be chosen for a set of posters of which each has a `name` of its own.

    That is the choice itself, and what would not go with it or hang on one of them.
    """
    yield name
    for one, other, _ in _APART:
        if name in (one, other):
            yield other if name == one else one
    yield from (one for one, _, _ in _HANGS_ON)


def helped(choice: Choice, called: Mapping[str, str], *, typed: bool) -> str:
    """The help of a choice, each other one that it mentions by what it is `called`."""
    said = choice.help.format_map(called)
    if typed and choice.written:
        said = f"{said.removesuffix('.')}: {choice.written}."
    return f"{said}  [default: {choice.usual}]" if choice.usual else said


def told() -> str:
    """All choices, a line each, for whoever asks Python for help."""
    called = {name: f"`{name}`" for name in CHOICES}
    return "\n".join(
        f"{called[name]}: {helped(one, called, typed=False)}" for name, one in CHOICES.items()
    )
