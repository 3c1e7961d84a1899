"""The values of a map: what can be written, and what is said of what cannot."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text
from servicemap.model import (
    Departures,
    Estimate,
    Moment,
    OftenLate,
    Rhythm,
)

DAY = Duration(days=1)


def offering(keys: str) -> Loaded:
    """A map of one delivery that has these keys on the provider's side."""
    return read_text(
        f"teams: {{A: {{serves: [{{customer: B, service: Toys, {keys}}}]}}}}\nend_users: [B]\n"
    )


def said_of_delivery(keys: str) -> Any:
    loaded = offering(keys)
    assert loaded.findings == ()
    (reliance,) = loaded.map.reliances
    return reliance.provider_says


def said_of_service(keys: str) -> Any:
    loaded = offering(keys)
    assert loaded.findings == ()
    return loaded.map.services["a/toys"]


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return brief(finding)


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.message} -> {finding.hint}"


def test_working_time_is_one_length_or_three() -> None:
    assert said_of_service("takes: 2d").takes == Estimate(*[Duration(days=2)] * 3)
    assert said_of_service("takes: {best: 8d, likely: 9d, worst: 18d}").takes == Estimate(
        Duration(days=8), Duration(days=9), Duration(days=18)
    )
    assert said_of_service("takes: ").takes is None
    assert said_of_service("often_late: {chance: 20%, typical: 2d, worst: 5d}").often_late == (
        OftenLate(0.2, Duration(days=2), Duration(days=5))
    )


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("takes: 3", "SM006 takes: '3' has no unit -> did you mean 3d (days) or 3h (hours)?"),
        (
            "takes: soon",
            "SM006 takes: 'soon' is no length of time -> write 30m, 4h, 2d, 1w, 1d 4h or"
            " 2d elapsed",
        ),
        ("takes: -1d", "SM006 takes: '-1d' is negative -> a length of time is 0d or more"),
        (
            "takes: [1d]",
            "SM002 takes: a list stands here, where a length of time belongs -> for example"
            " takes: 2d, or takes: {best: 8d, likely: 9d, worst: 18d}",
        ),
        (
            "takes: {best: 3d, likely: 2d, worst: 9d}",
            "SM006 takes: best 3d, likely 2d and worst 9d are not in order -> best is the shortest"
            " and worst the longest of the three",
        ),
        (
            "takes: {best: 1d, likely: 2d}",
            "SM005 worst: is missing here -> add it, for example worst: 18d",
        ),
        (
            "takes: {best: 1d, likly: 2d, worst: 3d}",
            "SM003 'likly' is no key of takes: -> did you mean likely?",
        ),
        (
            "often_late: {chance: 20, typical: 1d, worst: 2d}",
            "SM006 chance: '20' is no chance between none and all -> did you mean 20%?",
        ),
        (
            "often_late: {chance: often, typical: 1d, worst: 2d}",
            "SM006 chance: 'often' is no chance between none and all -> write 20% or 0.2",
        ),
        (
            "often_late: {chance: 120%, typical: 1d, worst: 2d}",
            "SM006 chance: '120%' is no chance between none and all -> write 0% to 100%",
        ),
        (
            "often_late: {chance: 20%, typical: 3d, worst: 2d}",
            "SM006 often_late: it is usually 3d late, more than the worst of 2d -> worst: is at"
            " least as long as typical:",
        ),
        (
            "often_late: 20%",
            "SM002 often_late: text stands here, where a mapping of keys to values belongs -> for"
            " example often_late: {chance: 20%, typical: 2d, worst: 5d}",
        ),
        (
            "slack: a while",
            "SM006 slack: 'a while' is no length of time -> write 30m, 4h, 2d, 1w, 1d 4h or"
            " 2d elapsed",
        ),
    ],
)
def test_working_time_that_cannot_be_read(keys: str, sentence: str) -> None:
    assert refused(offering(keys)) == sentence


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2027-02-19", Moment(date(2027, 2, 19))),
        ("2027-02-19 12:30", Moment(date(2027, 2, 19), 750)),
        ("2027-02-19T09:00", Moment(date(2027, 2, 19), 540)),
        ("2027-02-19 09:00:00", Moment(date(2027, 2, 19), 540)),
        ("2027-02-19 24:00", Moment(date(2027, 2, 19), 1440)),
        ("10d", Duration(days=10)),
        ("2w elapsed", Duration(weeks=2, elapsed=True)),
    ],
)
def test_a_promise_is_a_moment_or_a_length_of_time(text: str, due: object) -> None:
    assert said_of_delivery(f"promise: {text}").promise == due


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "01/02/2027",
            "'01/02/2027' is no date -> write the year first: 2027-02-01 or 2027-01-02",
        ),
        (
            "1.2.27",
            "'1.2.27' is no date -> write the year first: 2027-02-01",
        ),
        ("2027-02-30", "'2027-02-30' is no date -> Feb 2027 has 28 days"),
        ("2027-13-01", "'2027-13-01' is no date -> write a month from 01 to 12"),
        ("1027-02-01", "'1027-02-01' is no date -> a map speaks of the years 1970 to 2199"),
        (
            "2027-02-01T09:00Z",
            "'2027-02-01T09:00Z' is no date -> write 2027-02-01 or 2027-02-01 17:00; the time zone"
            " belongs to the calendar",
        ),
        ("2027-02-01 25:00", "'25:00' is no time of day -> write 00:00 to 24:00"),
        (
            "Friday",
            "'Friday' is neither a date nor a length of time"
            " -> write the date of that Friday, such as 2027-02-05; if every week is meant,"
            " Fri 17:00",
        ),
    ],
)
def test_a_promise_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(offering(f"promise: {text}")) == f"SM006 promise: {sentence}"


def test_a_day_is_a_date_and_no_word() -> None:
    assert said_of_delivery("confirmed: 2027-01-12").confirmed == date(2027, 1, 12)
    assert refused(offering("confirmed: yes")) == (
        "SM006 confirmed: 'yes' is no date -> write the day itself, such as 2027-02-05"
    )


@pytest.mark.parametrize(
    ("text", "departs"),
    [
        ("daily 17:00", Departures(Rhythm.DAILY, "daily 17:00", minute=1020)),
        ("Fri 12:00", Departures(Rhythm.WEEKLY, "Fri 12:00", (4,), 720)),
        ("friday  9:00", Departures(Rhythm.WEEKLY, "friday 9:00", (4,), 540)),
        ("'Mon,Thu 09:30'", Departures(Rhythm.WEEKLY, "Mon,Thu 09:30", (0, 3), 570)),
        ("Mon-Wed 16:00", Departures(Rhythm.WEEKLY, "Mon-Wed 16:00", (0, 1, 2), 960)),
        ("monthly 25", Departures(Rhythm.MONTHLY, "monthly 25", month_day=25)),
        ("monthly last", Departures(Rhythm.MONTHLY, "monthly last")),
        ("monthly 25 17:00", Departures(Rhythm.MONTHLY, "monthly 25 17:00", (), 1020, 25)),
        ("Monthly Last 9:00", Departures(Rhythm.MONTHLY, "Monthly Last 9:00", minute=540)),
        ("every 1w", Departures(Rhythm.EVERY, "every 1w", period=Duration(weeks=1))),
    ],
)
def test_departures(text: str, departs: Departures) -> None:
    assert said_of_delivery(f"departs: {text}").departs == departs


DEPARTS = (
    "write daily 17:00, Fri 12:00, 'Mon,Thu 09:30', monthly 25, monthly last 17:00 or every 1w"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Friday", "does not say when it leaves -> add the time of day: Friday 17:00"),
        ("daily", "does not say when it leaves -> add the time of day: daily 17:00"),
        ("sometimes", f"does not say when it leaves -> {DEPARTS}"),
        ("Fri 25:00", f"does not say when it leaves -> {DEPARTS}"),
        ("monthly 32", f"does not say when it leaves -> {DEPARTS}"),
        ("monthly 25 25:00", f"does not say when it leaves -> {DEPARTS}"),
        ("every 0d", f"does not say when it leaves -> {DEPARTS}"),
        ("every", f"does not say when it leaves -> {DEPARTS}"),
    ],
)
def test_departures_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(offering(f"departs: {text}")) == f"SM006 departs: '{text}' {sentence}"


@pytest.mark.parametrize(
    ("listed", "cure"),
    [
        ("[Tue 06:00, Fri 06:00]", "write departs: Tue,Fri 06:00"),
        ("[Mon-Wed 6:00, Fri 06:00]", "write departs: Mon-Wed,Fri 6:00"),
        (
            "[Tue 06:00, Fri 14:00]",
            "all these days have one time of day here: write departs: Tue,Fri 14:00, the latest",
        ),
        ("[Tue, Fri]", "add the time of day, and write them in one: departs: Tue,Fri 17:00"),
        ("[monthly 5, Fri]", "write departs: and one value after it, such as Tue,Fri 06:00"),
        ("[]", "write departs: and one value after it, such as Tue,Fri 06:00"),
    ],
)
def test_a_list_of_departures_is_told_as_one(listed: str, cure: str) -> None:
    assert refused(offering(f"departs: {listed}")) == (
        f"SM002 departs: a list stands here, where when it leaves belongs -> {cure}"
    )


def test_a_period_that_cannot_be_read_says_so() -> None:
    assert refused(offering("departs: every 3")) == (
        "SM006 departs: '3' has no unit -> did you mean 3d (days) or 3h (hours)?"
    )


def test_money_keeps_its_cents() -> None:
    assert said_of_delivery("worth: 120000").worth == Decimal(120000)
    assert said_of_delivery("worth: 99.50").worth == Decimal("99.50")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("'120,000'", "did you mean 120000?"),
        ("HKD 40 000", "did you mean 40000?"),
        ("12k", "write 12000"),
        ("-5", "write digits alone, such as 40000 or 99.50; the currency belongs to the map"),
        ("9" * 40, "write digits alone, such as 40000 or 99.50; the currency belongs to the map"),
    ],
)
def test_money_that_cannot_be_read(text: str, hint: str) -> None:
    (finding,) = offering(f"worth: {text}").findings
    assert brief(finding) == f"SM006 worth: '{text.strip(chr(39))}' is no amount -> {hint}"


def test_what_stands_under_map() -> None:
    loaded = read_text(
        "map:\n  title: Harbour Toys\n  subtitle: Spring\n  owner: Maria Lopez\n"
        "  link: https://intranet.example/maps?id=1\n  language: zh-Hant\n  currency: HKD\n"
        "  date: 2027-01-15\n  start: 2027-02-01\n  confirm_every: 90d\n  words:"
        " {end_users: Guests}\n"
        "teams: [A]\n"
    )
    m = loaded.map
    assert loaded.findings == ()
    assert (m.title, m.subtitle, m.owner) == ("Harbour Toys", "Spring", "Maria Lopez")
    assert (m.link, m.language) == ("https://intranet.example/maps?id=1", "zh-Hant")
    assert (m.currency, m.date, m.start) == ("HKD", date(2027, 1, 15), Moment(date(2027, 2, 1)))
    assert (m.confirm_every, m.words) == (Duration(days=90), {"end_users": "Guests"})
    assert m.places["start"][1:] == (9, 10, 9, 20)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "link: 'javascript:alert(1)'",
            "SM006 link: 'javascript:alert(1)' is no link that a map may hold -> a link begins with"
            " https://, http:// or mailto: and has no spaces",
        ),
        (
            "link: intranet.example/maps",
            "SM006 link: 'intranet.example/maps' is no link that a map may hold -> write"
            " https://intranet.example/maps",
        ),
        (
            "link: our maps",
            "SM006 link: 'our maps' is no link that a map may hold -> a link begins with https://,"
            " http:// or mailto: and has no spaces",
        ),
        (
            "language: English",
            "SM006 language: 'English' is no language tag -> did you mean en?",
        ),
        (
            "language: xx",
            "SM006 language: 'xx' is no language tag -> write en, de, zh-Hant or en-GB",
        ),
        ("language: jp", "SM006 language: 'jp' is no language tag -> did you mean ja?"),
        (
            "words: {end_usrs: Guests}",
            "SM003 'end_usrs' is none of the words that a poster says -> did you mean end_users?",
        ),
        (
            "words: {qqqqqqq: Guests}",
            "SM003 'qqqqqqq' is none of the words that a poster says -> for example end_users,"
            " suppliers, departments or your_work",
        ),
        (
            "words: {day.some: some days}",
            "SM003 'day.some' is none of the words that a poster says -> did you mean day.one?",
        ),
        ("tittle: Toys", "SM003 'tittle' is no key of map: -> did you mean title?"),
        ("url: x", "SM003 'url' is no key of map: -> did you mean link?"),
        (
            "words: [Guests]",
            "SM002 words: a list stands here, where a mapping of keys to values belongs -> for"
            " example words: {end_users: Guests}",
        ),
    ],
)
def test_what_cannot_stand_under_map(text: str, sentence: str) -> None:
    assert refused(read_text(f"map: {{{text}}}\nteams: [A]\n")) == sentence


def test_words_of_a_poster_and_their_forms_are_known() -> None:
    own = "end_users: Guests, day: '{count} shifts', day.one: one shift, day.few: a few"
    loaded = read_text(f"map: {{language: ar, words: {{{own}}}}}\nteams: [A]\n")
    assert loaded.findings == ()
    assert set(loaded.map.words) == {"end_users", "day", "day.one", "day.few"}


@pytest.mark.parametrize("language", ["he", "pl", "zh-Hant", "EN-gb", "haw", "de-CH"])
def test_any_language_that_there_is_may_be_the_map_s(language: str) -> None:
    loaded = read_text(f"map: {{language: {language}}}\nteams: [A]\n")
    assert loaded.findings == ()
    assert loaded.map.language == language


@pytest.mark.parametrize("link", ["http://a", "HTTPS://a.b/c?d#e", "mailto:maria@harbour.example"])
def test_links_that_are_safe_to_follow(link: str) -> None:
    assert read_text(f"map: {{link: '{link}'}}\nteams: [A]\n").map.link == link
