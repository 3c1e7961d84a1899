"""Actions: what is done about what customers said of a team or a service."""

from datetime import date

import pytest

from servicemap.feedback import Lever
from servicemap.loading import Loaded, read_text
from servicemap.model import Action

MAP = "teams: {A: {serves: {B: [Toys, Games]}}, C: {serves: {B: Games}}}\nend_users: [B]\n"


def said(keys: str) -> Action:
    loaded = read_text(f"{MAP}actions:\n  Fix it: {keys}\n")
    assert loaded.findings == ()
    return loaded.map.actions["fix-it"]


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return f"{finding.location.line}:{finding.location.column} {brief(loaded)}"


def brief(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return f"{finding.code} {finding.message} -> {finding.hint}"


def test_what_may_be_said() -> None:
    action = said("{for: A/Toys, lever: save-time, owner: Kim, due: 2027-01-29, done: 2027-01-25}")
    assert (action.id, action.name, action.for_) == ("fix-it", "Fix it", ("a/toys",))
    assert (action.lever, action.owner) == (Lever.SAVE_TIME, "Kim")
    assert (action.due, action.done) == (date(2027, 1, 29), date(2027, 1, 25))
    assert action.places["for"].column == 17


@pytest.mark.parametrize(
    ("whom", "meant"),
    [
        ("A", ("a",)),
        ("c", ("c",)),
        ("toys", ("a/toys",)),
        ("c/Games", ("c/games",)),
        ("[A, C/Games, a]", ("a", "c/games")),
    ],
)
def test_for_whom(whom: str, meant: tuple[str, ...]) -> None:
    assert said(f"{{for: {whom}}}").for_ == meant


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("actions: {x: {lever: system}}", "SM005 for: is missing here -> add it, for example for:"
         " Warehouse/Stock for the shelves"),
        ("actions: {x: {for: []}}", "SM005 for: names nobody -> write for: and a name"),
        ("actions: {x: {for: }}", "SM005 for: is missing here -> add it, for example for:"
         " Warehouse/Stock for the shelves"),
        ("actions: {x: {for: {A: Toys}}}", "SM002 for: a mapping stands here, where the names of"
         " teams or services belong -> write for: [one, two]"),
        ("actions: {x: {for: Games}}", "SM009 2 services are called 'Games' -> name one of them:"
         " a/games, c/games"),
        ("actions: {x: {for: [A, Tois]}}", "SM009 no team and no service is called 'Tois' -> did"
         " you mean toys?"),
        ("actions: {x: {team: A}}", "SM003 'team' is no key of an action -> did you mean for?"),
        ("actions: {x: {for: A, lever: personalize}}", "SM006 lever: 'personalize' is none of the"
         " words that can stand here -> did you mean personalise?"),
        ("actions: {x: {for: A, lever: save time}}", "SM006 lever: 'save time' is none of the words"
         " that can stand here -> did you mean save-time?"),
        ("actions: {x: {for: A, done: yes}}", "SM006 done: 'yes' is no date -> write"
         " the day itself, such as 2027-02-05"),
        ("actions: {x: {for: A, due: 3d}}", "SM006 due: '3d' is no date -> write year-month-day,"
         " such as 2027-02-01"),
        ("actions: {x: }", "SM005 actions: nothing stands here, where keys such as for: belong ->"
         " for example actions: {Move the van: {for: Warehouse, due: 2027-01-29}}"),
        ("actions: {x: A}", "SM002 actions: text stands here, where keys such as for: belong ->"
         " write x: {for: A}"),
        ("actions: [{x: {for: A}}]", "SM002 actions: an entry stands in a list -> remove the dash:"
         " names with something under them are not a list"),
        ("actions: [{name: x, for: A}]", "SM002 actions: an entry stands under its name, and this"
         " one has a name: in it -> write x: instead of '- name: x', and the rest under it"),
        ("actions: {for: A, due: 2027-01-29}", "SM002 actions: for: stands here, where a name"
         " belongs -> put it under a name, for example actions: {Move the van: {for: Warehouse,"
         " due: 2027-01-29}}"),
        ("actions: {x: {for: 'A, C'}}", "SM009 no team and no service is called 'A, C' -> several"
         " stand in a list: [A, C]"),
        ("actions: {x: {for: Toys and C}}", "SM009 no team and no service is called 'Toys and"
         " C' -> several stand in a list: [Toys, C]"),
        ("actions: {x: {for: everybody}}", "SM009 no team and no service is called 'everybody' ->"
         " name each of them, in a list: [one, two]"),
        ("actions: {x: {for: A/Toys/B}}", "SM009 no team and no service is called 'A/Toys/B' ->"
         " did you mean a/toys?"),
        ("actions: {x: {for: C/Toys}}", "SM009 no team and no service is called 'C/Toys' -> did you"
         " mean a/toys?"),
        ("actions: {x: {for: A/C}}", "SM009 no team and no service is called 'A/C' -> several stand"
         " in a list: [A, C]"),
        ("actions: {x: {for: B}}", "SM009 'B' delivers nothing, and for: names what is made better"
         " -> write a/toys, a/games or c/games"),
        ("actions: [x]", "SM002 actions: a list stands here, where entries by name belong -> for"
         " example actions: {Move the van: {for: Warehouse, due: 2027-01-29}}"),
        ("actions: {x: {for: A}, X: {for: C}}", "SM004 the action 'X' is declared twice -> keep"
         " one, or give one of them another name"),
        ("action: {x: {for: A}}", "SM003 'action' is no section of a map -> did you mean actions?"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(text: str, sentence: str) -> None:
    assert brief(read_text(MAP + text)) == sentence


def test_a_team_has_no_actions() -> None:
    loaded = read_text("teams: {A: {serves: {B: Toys}, actions: {Fix: {for: A}}}}\nend_users: [B]")
    assert refused(loaded) == (
        "1:32 SM003 'actions' is no key of a team or other party -> actions: is a section of its"
        " own, which begins at the margin"
    )
