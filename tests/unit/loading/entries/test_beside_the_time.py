"""What the sides say of a delivery beside its time, how long somebody is away, and the record."""

from typing import Any

import pytest

from servicemap.durations import Duration
from servicemap.loading import Loaded, read_text
from servicemap.model import Departures, Moment, Reliance


def of_provider(keys: str) -> Loaded:
    return read_text(f"teams:\n  A: {{serves: [{{customer: B, service: T, {keys}}}]}}\n  B:\n")


def of_customer(keys: str) -> Loaded:
    return read_text(f"teams:\n  A: {{relies_on: [{{provider: B, service: T, {keys}}}]}}\n  B:\n")


def of_party(keys: str) -> Loaded:
    return read_text(f"teams:\n  A: {{{keys}}}\n")


def of_map(keys: str) -> Loaded:
    return read_text(f"map:\n  {{{keys}}}\n")


def delivery(loaded: Loaded) -> Reliance:
    assert loaded.findings == ()
    return loaded.map.reliances[0]


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    assert finding.location.line == 2
    return f"{finding.code} {finding.message} -> {finding.hint}"


SAID = "noticed_after: 4h, channel: at the shelf, quality: [Fresh, Warm]"


def test_either_side_says_when_it_notices_where_it_meets_and_what_matters() -> None:
    provider = delivery(of_provider(SAID)).provider_says
    customer = delivery(of_customer(SAID)).customer_says
    for side in (provider, customer):
        assert side is not None
        assert side.noticed_after == Duration(minutes=240)
        assert (side.channel, side.quality) == ("at the shelf", ("Fresh", "Warm"))
        assert "noticed_after" in side.places
    one = delivery(of_customer("quality: Fresh")).customer_says
    assert one is not None
    assert one.quality == ("Fresh",)


def test_what_others_offer_is_a_time_as_of_a_promise() -> None:
    provider = delivery(of_provider("others: {Toyland: 2027-02-20, Toy  World: 3d, X: Fri 9:00}"))
    assert provider.provider_says is not None
    others = provider.provider_says.others
    assert list(others) == ["Toyland", "Toy World", "X"]
    assert list(map(type, others.values())) == [Moment, Duration, Departures]
    nothing = delivery(of_provider("others: ")).provider_says
    assert nothing is not None
    assert nothing.others == {}


def test_how_long_until_somebody_works_again() -> None:
    assert of_party("recovers: 2d").map.parties["a"].recovers == Duration(days=2)
    m = of_provider("recovers: 4h").map
    assert m.services["a/t"].recovers == Duration(minutes=240)


def test_a_service_is_away_equally_long_for_all() -> None:
    loaded = read_text(
        "teams:\n  A: {serves: [{customer: B, service: T, recovers: 1d}, {customer: C, service: T,"
        " recovers: 2d}]}\n  B:\n  C:\n"
    )
    assert refused(loaded).startswith("SM004 recovers: of A's 'T' is given here and, otherwise, in")


@pytest.mark.parametrize("path", ["deliveries.csv", "records/2027 q1.xlsx", "../log/all.csv"])
def test_a_record_is_a_file(path: str) -> None:
    loaded = of_map(f"record: {path}")
    assert loaded.findings == ()
    assert loaded.map.record == path


@pytest.mark.parametrize(
    ("loaded", "sentence"),
    [
        (
            of_provider("noticed_after: 4"),
            "SM006 noticed_after: '4' has no unit -> did you mean 4d (days) or 4h (hours)?",
        ),
        (
            of_provider("noticed_after: [4h]"),
            "SM002 noticed_after: a list stands here, where a length of time belongs -> write"
            " noticed_after: and one value after it",
        ),
        (
            of_provider("noticed: 4h"),
            "SM003 'noticed' is no key of an entry under serves: -> did you mean noticed_after?",
        ),
        (
            of_customer("chanel: phone"),
            "SM003 'chanel' is no key of an entry under relies_on: -> did you mean channel?",
        ),
        (
            of_customer("quality: {Fresh: always}"),
            "SM002 quality: a mapping stands here, where a list of texts belongs -> write quality:"
            " [one, two]; text with ': ' in it belongs in quotation marks",
        ),
        (
            of_customer("others: {Toyland: 3d}"),
            "SM003 'others' is no key of an entry under relies_on: -> others: is what the provider"
            " says; it stands under serves: of the provider",
        ),
        (
            of_provider("others: [Toyland]"),
            "SM002 others: a list stands here, where a mapping of keys to values belongs -> for"
            " example others: {Toyland: 2027-02-20}",
        ),
        (
            of_provider("others: {Toyland: }"),
            "SM005 others: says nothing of what 'Toyland' offers -> for example Toyland: 3d",
        ),
        (
            of_provider("others: {Toyland: soon}"),
            "SM006 Toyland: 'soon' is neither a date nor a length of time -> write a day, such as"
            " 2027-02-05, or how long after the start of the plan, such as 3d",
        ),
        (
            of_party("channel: phone"),
            "SM003 'channel' is no key of a team or other party -> channel: is said of one service:"
            " serves: [{customer: ..., service: ..., channel: ...}]",
        ),
        (
            of_party("recovers: two days"),
            "SM006 recovers: 'two days' is no length of time -> write 2d",
        ),
        (of_party("rto: 2d"), "SM003 'rto' is no key of a team or other party -> did you mean"
         " recovers?"),
        (
            of_map("record: https://toys.example/log.csv"),
            "SM006 record: 'https://toys.example/log.csv' is no path that a map may hold -> write"
            " the path of a file beside the map, such as records/deliveries.csv",
        ),
        (
            of_map("record: /home/kim/log.csv"),
            "SM006 record: '/home/kim/log.csv' is no path that a map may hold -> write it from the"
            " folder of the map on: others have the map elsewhere",
        ),
        (
            of_map("record: 'C:\\log.csv'"),
            "SM006 record: 'C:\\log.csv' is no path that a map may hold -> write it from the folder"
            " of the map on: others have the map elsewhere",
        ),
        (
            of_map("record: 'records\\log.csv'"),
            "SM006 record: 'records\\log.csv' is no path that a map may hold -> write"
            " records/log.csv: on every system it is read so",
        ),
        (
            of_map("record: [a.csv, b.csv]"),
            "SM002 record: a list stands here, where the path of a file belongs -> write record:"
            " and one value after it",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(loaded: Any, sentence: str) -> None:
    assert refused(loaded) == sentence
