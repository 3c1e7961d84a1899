"""What a poster shows and how it looks, as options of the command line."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import click

from servicemap.cli.arguments import NearestChoice
from servicemap.cli.delays import late_option, read_late, scenario_option
from servicemap.cli.opening import open_version
from servicemap.dates import parsed_date
from servicemap.drawing.papers import PAPERS, Orientation, read_distance, usual_name
from servicemap.errors import WrongValue
from servicemap.posters.choices import CHOICES, EACH, ChoiceKind, PosterChoices
from servicemap.posters.choosing import given, helped
from servicemap.views.kinds.wall_cards import CardKind

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


_WAYS = {
    **dict.fromkeys(("vertical", "upright", "tall", "hochformat"), Orientation.PORTRAIT.value),
    **dict.fromkeys(("horizontal", "wide", "querformat"), Orientation.LANDSCAPE.value),
}
"""Other words for the two ways that a paper hangs."""


class _PaperChoice(NearestChoice):
    """A paper by any of its names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`Tabloid` for `11x17`."""
        paper, _, way = str(value).partition(" ")
        way = _WAYS.get(way.casefold(), way).casefold()
        if way in tuple(Orientation) and usual_name(paper).casefold() in PAPERS:
            self.fail(f"write --paper {paper} --orientation {way}.", param, ctx)
        return str(super().convert(usual_name(str(value)), param, ctx))


papers = _PaperChoice(paper.name for paper in PAPERS.values())

FLAGS = {name: choice.flag or f"--{name.replace('_', '-')}" for name, choice in CHOICES.items()}
"""What each choice is called on the command line."""

_AS_EVERYWHERE = {ChoiceKind.DELAYS: late_option, ChoiceKind.SCENARIO: scenario_option}
"""What every command that takes it says in the same words."""

_WRITTEN: Mapping[ChoiceKind, Mapping[str, Any]] = {
    ChoiceKind.PAPER: {"type": papers},
    ChoiceKind.ORIENTATION: {"type": NearestChoice((way.value for way in Orientation), _WAYS)},
    ChoiceKind.CARD: {"type": NearestChoice(card.value for card in CardKind)},
    ChoiceKind.SWITCH: {"is_flag": True},
    ChoiceKind.FILES: {"multiple": True},
}
"""How a kind of choice is written, where that is not simply text."""


def what_it_shows(command: Decorated) -> Decorated:
    """Adds the choices of a poster to a command, in the order of its help."""
    for name, choice in reversed(tuple(CHOICES.items())):
        option = _AS_EVERYWHERE.get(choice.kind) or click.option(
            FLAGS[name],
            name,
            metavar=choice.metavar,
            help=helped(choice, FLAGS, typed=True),
            **_WRITTEN.get(choice.kind, {}),
        )
        command = option(command)
    return command


def sets_of_posters(command: Decorated) -> Decorated:
    """Adds the sets of posters that may be asked for to a command."""
    for name in reversed(tuple(EACH)):
        said = f"A poster for each {name}, and a page of them all."
        command = click.option(f"--each-{name}", f"each_{name}", is_flag=True, help=said)(command)
    return command


def sets_in(asked: Mapping[str, Any]) -> list[str]:
    """The sets that were asked for, by the choice of which each of their posters has its own."""
    return [name for name in EACH if asked[f"each_{name}"]]


def as_choices(asked: Mapping[str, Any], path: str) -> PosterChoices:
    """What click hands over, as `poster` takes it. Raises WrongValue for what cannot be read."""
    chosen = given(asked)
    if {"paper", "readable_from"} <= set(chosen):  # here both are known as they were written
        raise WrongValue(
            f"--read-from {asked['readable_from']} decides on the paper, and --paper"
            f" {asked['paper']} names one",
            "leave out one of them",
        )
    read: Mapping[ChoiceKind, Callable[[Any], object]] = {
        ChoiceKind.DELAYS: read_late,
        ChoiceKind.VERSION: lambda old: open_version(old, path),
        ChoiceKind.METRES: read_distance,
        ChoiceKind.DATE: _read_date,
        ChoiceKind.TIMES: _read_times,
    }
    choices = {name: read.get(CHOICES[name].kind, _as_it_is)(asked[name]) for name in chosen}
    return cast("PosterChoices", choices)


def _as_it_is(value: object) -> object:
    return value


def _read_date(text: str) -> str:
    """A day, printed as it was written."""
    if parsed_date(text) is None:
        raise WrongValue(f"--date '{text}' is no date", "write a day as 2027-02-26")
    return text


def _read_times(text: str) -> int:
    """How many times."""
    if not text.isdecimal() or not int(text):
        raise WrongValue(f"--polish '{text}' is no whole number of 1 or more", "write it as 4")
    return int(text)
