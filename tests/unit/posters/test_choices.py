"""Each choice of a poster is declared once, and everybody who offers it reads it there."""

import inspect
from itertools import combinations
from pathlib import Path

import click
import pytest

import servicemap as sm
from servicemap.cli.poster import command
from servicemap.cli.poster_options import FLAGS
from servicemap.posters.choices import CHOICES, PosterChoices
from servicemap.posters.choosing import completed
from servicemap.posters.sets import refused

EVENT = sm.load(Path(__file__).parents[3] / "maps/sales-event.yaml")


def test_python_offers_every_choice_with_what_holds_without_it() -> None:
    _, *parameters = inspect.signature(sm.poster).parameters.values()
    assert {one.name: one.default for one in parameters} == {
        "department": None,
        "card": None,
        "team": None,
        "to": None,
        "late": None,
        "scenario": None,
        "changed_from": None,
        "here": None,
        "paper": None,
        "orientation": None,
        "readable_from": None,
        "keep_order": None,
        "polish": None,
        "black_and_white": False,
        "date": None,
        "fonts": (),
    }


def test_help_in_python_says_what_each_is() -> None:
    said = inspect.getdoc(sm.poster) or ""
    assert (
        "`to`: With `team`: to this customer, not to the nearest. With `card`: of this one alone."
        in said.splitlines()
    )
    assert '`late`: A delay: a trace, or who is how late, as in `{"purchasing": "3d"}`.' in said
    assert "`changed_from`: What changed since an earlier version." in said.splitlines()
    assert "`paper`: What it is printed on.  [default: A3]" in said


def test_the_command_line_offers_every_choice() -> None:
    options = {one.name: one for one in command.params if isinstance(one, click.Option)}
    assert {name: max(options[name].opts, key=len) for name in CHOICES} == FLAGS
    assert (FLAGS["fonts"], FLAGS["black_and_white"]) == ("--font", "--bw")
    assert options["to"].help == (
        "With --team: to this customer, not to the nearest. With --card: of this one alone."
    )
    assert options["changed_from"].help == (
        "What changed since an earlier version: a file, a folder or a git revision."
    )


def test_a_choice_that_there_is_not_is_refused_as_python_does() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'tem'"):
        sm.poster(EVENT, tem="Sales")  # type: ignore[call-arg]
    with pytest.raises(sm.WrongValue, match="shows no delay\nleave out team or late"):
        completed(EVENT, {"team": "Sales", "late": {"sales": "2d"}})


@pytest.mark.parametrize("what", ["shows", "tells"])
def test_of_two_kinds_or_two_stories_the_poster_shows_one(what: str) -> None:
    """Or one is left out without a word; who is late is one story, said in two ways.

    A kind that hangs on another one stands before it, and is shown instead.
    """
    rows = {name: row for name, row in CHOICES.items() if getattr(row, what)}
    together = [
        (one, other)
        for one, other in combinations(rows, 2)
        if (rows[one].hangs_on or ("",))[0] != other
        and other not in rows[one].apart
        and one not in rows[other].apart
        and getattr(rows[one], what) is not getattr(rows[other], what)
    ]
    assert rows
    assert together == []


def test_a_kind_on_which_no_story_is_told_takes_none() -> None:
    stories = {name for name, row in CHOICES.items() if row.tells}
    plain = [row for row in CHOICES.values() if row.shows and row.shows.plain]
    assert plain
    assert [row.help for row in plain if not stories <= set(row.apart)] == []


@pytest.mark.parametrize(
    ("choices", "own", "found"),
    [
        ({"team": "Sales", "paper": "A2"}, "team", ["team"]),
        ({"to": "Guests"}, "team", ["to"]),
        ({"late": {"sales": "2d"}, "here": "Sales"}, "team", ["late", "here"]),
        ({"late": {"sales": "2d"}, "here": "Sales"}, "department", ["here"]),
        ({"late": {}, "team": None, "fonts": ()}, "team", []),
        ({"card": "you-said"}, "team", []),
        ({"card": "you-said", "to": "Guests", "late": {"sales": "2d"}}, "team", ["to", "late"]),
        ({"card": "you-said"}, "department", ["card"]),
    ],
)
def test_a_set_refuses_what_names_one_poster_or_what_none_of_them_shows(
    choices: PosterChoices, own: str, found: list[str]
) -> None:
    assert refused(choices, own) == found
