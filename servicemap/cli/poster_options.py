"""What a poster shows and how it looks, as options of the command line."""

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import click

from servicemap.cli.arguments import Choice
from servicemap.cli.delays import late_option, read_late, scenario_option
from servicemap.cli.opening import open_version
from servicemap.dates import parsed_date
from servicemap.drawing.papers import PAPERS, Orientation, read_distance, usual_name
from servicemap.errors import WrongValue
from servicemap.posters.poster import USUAL

Command = TypeVar("Command", bound=Callable[..., Any])


class _PaperChoice(Choice):
    """A paper by any of its names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`Tabloid` for `11x17`."""
        return str(super().convert(usual_name(str(value)), param, ctx))


papers = _PaperChoice(paper.name for paper in PAPERS.values())


class Asked(TypedDict):
    """What the options below say, as click hands it over."""

    late: tuple[str, ...]
    scenario: str | None
    department: str | None
    team: str | None
    to: str | None
    changed_from: str | None
    here: str | None
    paper: str | None
    orientation: str | None
    distance: str | None
    black_and_white: bool
    date: str | None
    fonts: tuple[str, ...]


_OPTIONS = (
    click.option(
        "--department",
        metavar="NAME",
        help="One department close up: all its teams, and every other department as one box.",
    ),
    click.option(
        "--team", metavar="NAME", help="One team: the shortest chain from its work to an end user."
    ),
    click.option(
        "--to", metavar="CUSTOMER", help="With --team: to this customer, not to the nearest."
    ),
    late_option,
    scenario_option,
    click.option(
        "--changed-from",
        metavar="OLD",
        help="What changed since an earlier version: a file, a folder or a git revision.",
    ),
    click.option(
        "--here", metavar="NAME", help="The department where the whole map will hang, marked on it."
    ),
    click.option("--paper", type=papers, help=f"What it is printed on.  [default: {USUAL}]"),
    click.option(
        "--orientation",
        type=Choice(way.value for way in Orientation),
        help="On a tall paper, work flows down.  [default: landscape]",
    ),
    click.option(
        "--read-from",
        "distance",
        metavar="DISTANCE",
        help="Instead of --paper: the smallest one whose names are read from there, 2m, wide or"
        " tall as reads better.",
    ),
    click.option("--bw", "black_and_white", is_flag=True, help="For printers without colour."),
    click.option("--date", metavar="YYYY-MM-DD", help="The date to print, instead of the map's."),
    click.option(
        "--font",
        "fonts",
        metavar="FILE",
        multiple=True,
        help="A font for letters that ours lacks, before those of this machine. Several may be.",
    ),
)


def what_it_shows(command: Command) -> Command:
    """Adds the options to a command, in the order of its help."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def as_choices(asked: Asked, path: str) -> dict[str, Any]:
    """The same as arguments of `poster`. Raises WrongValue for what cannot be read."""
    date, distance = asked["date"], asked["distance"]
    if date is not None and parsed_date(date) is None:
        raise WrongValue(f"--date '{date}' is no date", "write a day as 2027-02-26")
    if distance is not None and asked["paper"] is not None:
        raise WrongValue(
            f"--read-from {distance} decides on the paper, and --paper {asked['paper']} names one",
            "leave out one of them",
        )
    old = asked["changed_from"]
    return {
        "late": read_late(asked["late"]) or None,
        "scenario": asked["scenario"],
        "department": asked["department"],
        "team": asked["team"],
        "to": asked["to"],
        "changed_from": open_version(old, path) if old is not None else None,
        "here": asked["here"],
        "paper": asked["paper"],
        "orientation": asked["orientation"],
        "readable_from": read_distance(distance) if distance is not None else None,
        "black_and_white": asked["black_and_white"],
        "date": date,
        "fonts": asked["fonts"],
    }
