"""A wrong kind of argument is told what to do, whichever function of the library it is given to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import servicemap as sm

TOYS = sm.load(Path(__file__).parents[2] / "maps" / "harbour-toys")
TWO = sm.loads(
    "teams: {Purchasing: {serves: {Stores: Orders}}, Stores: {serves: {Shoppers: Toys}}}\n"
    "end_users: [Shoppers]"
)
TRACE = sm.trace(TOYS, {"purchasing": "3d"})
TOLERANCE = sm.tolerance(TOYS)
PROMISES = sm.promises(TOYS)

CALLS: dict[str, Callable[[Any], object]] = {
    "load": sm.load,
    "load-revision": lambda x: sm.load("maps", revision=x),
    "load-max_file": lambda x: sm.load("maps", max_file=x),
    "loads": sm.loads,
    "loads-name": lambda x: sm.loads("teams: {A: {}}", x),
    "check": sm.check,
    "check-select": lambda x: sm.check(TOYS, select=x),
    "check-ignore": lambda x: sm.check(TOYS, ignore=x),
    "check-severity": lambda x: sm.check(TOYS, severity=x),
    "check-strict": lambda x: sm.check(TOYS, strict=x),
    "check-today": lambda x: sm.check(TOYS, today=x),
    "trace": sm.trace,
    "trace-late": lambda x: sm.trace(TOYS, x),
    "trace-how-late": lambda x: sm.trace(TOYS, {"purchasing": x}),
    "trace-scenario": lambda x: sm.trace(TOYS, scenario=x),
    "trace-item": lambda x: TRACE[x],
    "tolerance": sm.tolerance,
    "tolerance-customer": lambda x: sm.tolerance(TOYS, x),
    "tolerance-team": lambda x: sm.tolerance(TOYS, team=x),
    "tolerance-item": lambda x: TOLERANCE[x],
    "tolerance-of-item": lambda x: TOLERANCE[x, "shoppers"],
    "promises": sm.promises,
    "promises-item": lambda x: PROMISES[x],
    "show": lambda x: sm.show(x, "stores"),
    "show-team": lambda x: sm.show(TOYS, x),
    "agreements": sm.agreements,
    "agreements-team": lambda x: sm.agreements(TOYS, x),
    "agreements-today": lambda x: sm.agreements(TOYS, today=x),
    "diff-old": lambda x: sm.diff(x, TOYS),
    "diff-new": lambda x: sm.diff(TOYS, x),
    "to_networkx": sm.to_networkx,
    "poster": sm.poster,
    **{
        f"poster-{name}": lambda x, name=name: sm.poster(TWO, **{name: x})  # type: ignore[misc]
        for name in sm.poster.__signature__.parameters  # type: ignore[attr-defined]
        if name not in {"m", "to"}
    },
}

WRONG = (
    *(5, 2.5, True, b"bytes", object(), timedelta(days=1), sm.Duration(days=1)),
    *("no such thing", ["Purchasing"], ("a", 1), {"a": 1}, {None: None}, date(2027, 1, 1)),
    *(Path("no such thing"), datetime(2027, 1, 1, 9, tzinfo=UTC), PROMISES, sm.load),
)


def refusal(call: Callable[[Any], object], given: object) -> sm.ServiceMapError | None:
    """What a call says of what it is given, where it does not take it. Anything else is raised."""
    try:
        call(given)
    except sm.ServiceMapError as error:
        return error
    return None


@pytest.mark.parametrize("call", CALLS)
def test_nobody_is_told_by_an_error_from_within(call: str) -> None:
    refused = [error for wrong in WRONG if (error := refusal(CALLS[call], wrong))]
    assert len(refused) > len(WRONG) // 2
    assert all(one.hint for one in refused if isinstance(one, sm.WrongValue))


@pytest.mark.parametrize(
    ("call", "given", "said"),
    [
        (
            sm.trace,
            "maps/toys",
            "a map is wanted, and 'maps/toys' is a path\nread what stands there:"
            " sm.load('maps/toys')",
        ),
        (
            sm.check,
            Path("maps"),
            "a map is wanted, and 'maps' is a path\nread what stands there: sm.load('maps')",
        ),
        (
            sm.promises,
            "teams:\n  A: {}",
            "a map is wanted, and 'teams:\\n A: {}' is a text\nread it first: sm.loads(text)",
        ),
        (
            sm.tolerance,
            None,
            "a map is wanted, and None was given\ngive what sm.load(path) returns",
        ),
        (
            sm.load,
            TOYS,
            "a path is wanted, and <ServiceMap 'Harbour Toys': 14 parties, 18 services, 19"
            ' reliances> is a map\nthis one is loaded already; a path is a text, such as "maps"',
        ),
        (
            sm.loads,
            Path("maps"),
            "a text is wanted, and 'maps' is a path\nread what stands there: sm.load('maps')",
        ),
        (
            lambda x: sm.trace(TOYS, x),
            "Purchasing",
            'who is how late? \'Purchasing\' does not say\ngive {"Purchasing": "2d"}',
        ),
        (
            lambda x: sm.trace(TOYS, x),
            [],
            'who is how late? [] does not say\ngive {"Purchasing": "2d"}',
        ),
        (
            lambda x: sm.trace(TOYS, {"Purchasing": x}),
            timedelta(seconds=90),
            "how late is 'Purchasing'? datetime.timedelta(seconds=90) has a part of a minute"
            "\nround it to whole minutes",
        ),
        (
            lambda x: sm.trace(TOYS, {"Purchasing": x}),
            -timedelta(days=1),
            "how late is 'Purchasing'? datetime.timedelta(days=-1) is negative"
            "\na length of time is 0d or more",
        ),
        (
            lambda x: sm.show(TOYS, x),
            ["Purchasing", "Stores"],
            "a name is wanted, and ['Purchasing', 'Stores'] is a list\ngive one name, such as"
            ' "Purchasing", and ask once for each',
        ),
        (
            lambda x: sm.trace(TOYS, {"Purchasing": x}),
            sm.Duration(days="2d"),  # type: ignore[arg-type]
            "how late is 'Purchasing'? '2d' stands in a Duration, which takes numbers"
            "\ngive '2d' itself, or Duration(days=2)",
        ),
        (
            lambda x: sm.trace(TOYS, {"Purchasing": x}),
            sm.Duration(minutes=0.5),
            "how late is 'Purchasing'? Duration(weeks=0, days=0, minutes=0.5, elapsed=False) has a"
            " part of a minute\ngive whole minutes, such as Duration(minutes=1)",
        ),
        (
            lambda x: sm.show(TOYS, x),
            TOYS.parties["stores"],
            f"a name is wanted, and {repr(TOYS.parties['stores'])[:59]}\N{HORIZONTAL ELLIPSIS} is a"
            ' Party\ngive its id, "stores"',
        ),
        (
            lambda x: sm.poster(TOYS, late=x),
            "Purchasing",
            'who is how late? \'Purchasing\' does not say\ngive {"Purchasing": "2d"}',
        ),
        (
            lambda x: sm.poster(TOYS, date=x),
            20270201,
            'a day is wanted, and 20270201 is a number\ngive "2027-02-01", or'
            " datetime.date(2027, 2, 1)",
        ),
        (
            lambda x: sm.check(TOYS, severity=x),
            {"orphan-team": 1},
            "severity['orphan-team']: a text is wanted, and 1 is a number"
            '\ngive {"orphan-team": "warning"}',
        ),
        (
            lambda x: sm.check(TOYS, severity=x),
            {3: "warning"},
            "severity: a name is wanted, and 3 is a number"
            '\ngive names, such as {"orphan-team": "warning"}',
        ),
        (
            lambda x: sm.check(TOYS, select=x),
            ["SM1", 3],
            'select[1]: a name is wanted, and 3 is a number\ngive names, such as ["orphan-team"]',
        ),
        (
            lambda x: sm.poster(TOYS, changed_from=x),
            "main",
            "a map is wanted, and 'main' is a text"
            "\nread that version: sm.load(path, revision='main')",
        ),
        (
            lambda x: sm.poster(TOYS, late=x),
            sm.trace(sm.loads("teams: {A: {serves: {B: C}}}\nend_users: [B]"), {"A": "1d"}),
            "late: this is a trace of another map, 'map'"
            "\ntrace the one that is drawn, 'Harbour Toys'",
        ),
        (
            lambda x: sm.poster(TOYS, readable_from=x),
            0,
            "readable_from: nobody reads from 0 metres\ngive more than 0, such as 3",
        ),
        (
            sm.load,
            "",
            "a path is wanted, and '' is empty\ngive the name of a file or folder, such as"
            ' "maps"; "." is the current one',
        ),
        (
            lambda x: sm.check(TOYS, today=x),
            "2027-02-01",
            "a day is wanted, and '2027-02-01' is a text\ngive datetime.date(2027, 2, 1), or"
            " datetime.date.today()",
        ),
    ],
)
def test_it_says_what_is_wanted_what_was_given_and_what_to_do(
    call: Callable[[Any], object], given: object, said: str
) -> None:
    with pytest.raises(sm.WrongValue) as wrong:
        call(given)
    assert str(wrong.value) == said


def test_a_timedelta_is_time_on_the_clock_and_a_duration_says_itself_which() -> None:
    def late(length: Any) -> tuple[Any, Any]:
        traced = sm.trace(TOYS, {"Purchasing": length})
        return traced.late, traced.elapsed

    assert late(timedelta(days=2)) == late("2d elapsed") == late(sm.Duration(days=2, elapsed=True))
    assert late(timedelta(hours=30)) == late("30h elapsed")
    assert late(sm.Duration(days=2)) == late("2d") != late("2d elapsed")


def test_what_stands_for_a_number_or_a_day_is_taken() -> None:
    numpy = pytest.importorskip("numpy")
    toys = Path(__file__).parents[2] / "maps" / "harbour-toys"
    assert sm.load(toys, max_file=numpy.int64(1 << 20)) == TOYS
    with pytest.raises(sm.WrongValue, match="max_file: a whole number"):
        sm.load(toys, max_file=numpy.array([1, 2]))
    as_date = sm.poster(TOYS, team="Stores", date=date(2027, 2, 1))
    assert as_date.svg() == sm.poster(TOYS, team="Stores", date="2027-02-01").svg()
    assert sm.loads("teams: {A: {}}", Path("a.yaml")).parties["a"].location.path == "a.yaml"


def test_a_moment_stands_for_the_day_that_it_is_on() -> None:
    at_noon = sm.check(TOYS, today=datetime(2028, 1, 1, 12, tzinfo=UTC), select=["stale-entry"])
    assert at_noon.findings == sm.check(TOYS, today=date(2028, 1, 1), select=["SM205"]).findings
    assert len(at_noon) > 0
