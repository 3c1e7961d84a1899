"""The values of a map: what can be written, and what is said of what cannot."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from servicemap.calendars import STANDARD, Calendar
from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text
from servicemap.model import (
    Allow,
    Care,
    Cause,
    Departures,
    Estimate,
    Feedback,
    Moment,
    OftenLate,
    Party,
    Rhythm,
    Rung,
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


def party_with(keys: str) -> Party:
    loaded = read_text(f"end_users:\n  A: {{{keys}}}\n")
    assert loaded.findings == ()
    return loaded.map.parties["a"]


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
            "'01/02/2027' is no date -> write the year first, then month and day: 2027-02-01",
        ),
        (
            "1.2.27",
            "'1.2.27' is no date -> write the year first, then month and day: 2027-02-01",
        ),
        ("2027-02-30", "'2027-02-30' is no date -> there is no such day in the calendar"),
        ("2027-13-01", "'2027-13-01' is no date -> there is no such day in the calendar"),
        ("1027-02-01", "'1027-02-01' is no date -> a map speaks of the years 1970 to 2199"),
        (
            "2027-02-01T09:00Z",
            "'2027-02-01T09:00Z' is no date -> write 2027-02-01 or 2027-02-01 17:00; the time zone"
            " belongs to the calendar",
        ),
        ("2027-02-01 25:00", "'25:00' is no time of day -> write 00:00 to 24:00"),
        (
            "Friday",
            "'Friday' is no length of time -> write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed",
        ),
    ],
)
def test_a_promise_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(offering(f"promise: {text}")) == f"SM006 promise: {sentence}"


def test_a_day_is_a_date_and_no_word() -> None:
    assert said_of_delivery("confirmed: 2027-01-12").confirmed == date(2027, 1, 12)
    assert refused(offering("confirmed: yes")) == (
        "SM006 confirmed: 'yes' is no date -> write year-month-day, such as 2027-02-01"
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
        ("every 1w", Departures(Rhythm.EVERY, "every 1w", period=Duration(weeks=1))),
    ],
)
def test_departures(text: str, departs: Departures) -> None:
    assert said_of_delivery(f"departs: {text}").departs == departs


DEPARTS = "write daily 17:00, Fri 12:00, 'Mon,Thu 09:30', monthly 25, monthly last or every 1w"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Friday", "does not say when it leaves -> add the time of day: Friday 17:00"),
        ("daily", "does not say when it leaves -> add the time of day: daily 17:00"),
        ("sometimes", f"does not say when it leaves -> {DEPARTS}"),
        ("Fri 25:00", f"does not say when it leaves -> {DEPARTS}"),
        ("monthly 32", f"does not say when it leaves -> {DEPARTS}"),
        ("every 0d", f"does not say when it leaves -> {DEPARTS}"),
        ("every", f"does not say when it leaves -> {DEPARTS}"),
    ],
)
def test_departures_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(offering(f"departs: {text}")) == f"SM006 departs: '{text}' {sentence}"


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
        ("12k", "write digits alone, such as 40000 or 99.50; the currency belongs to the map"),
        ("-5", "write digits alone, such as 40000 or 99.50; the currency belongs to the map"),
        ("9" * 40, "write digits alone, such as 40000 or 99.50; the currency belongs to the map"),
    ],
)
def test_money_that_cannot_be_read(text: str, hint: str) -> None:
    (finding,) = offering(f"worth: {text}").findings
    assert brief(finding) == f"SM006 worth: '{text.strip(chr(39))}' is no amount -> {hint}"


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("{}", STANDARD),
        ("{workdays: Sun-Thu}", Calendar(workdays=(0, 1, 2, 3, 6))),
        ("{workdays: 'Mon,Wed,Fri'}", Calendar(workdays=(0, 2, 4))),
        ("{workdays: [Monday, Tue-Thu]}", Calendar(workdays=(0, 1, 2, 3))),
        ("{workdays: Mon\N{EN DASH}Sat}", Calendar(workdays=(0, 1, 2, 3, 4, 5))),
        ("{hours: 08:30-12:00}", Calendar(hours=((510, 720),))),
        ("{hours: '13:00-17:00, 9:00-12:00'}", Calendar(hours=((540, 720), (780, 1020)))),
        ("{hours: [09:00-12:00, 13:00-17:00]}", Calendar(hours=((540, 720), (780, 1020)))),
        ("{hours: 22:00-06:00}", Calendar(hours=((1320, 1800),))),
        ("{hours: 00:00-24:00}", Calendar(hours=((0, 1440),))),
        ("{hours: [22:00-06:00, 12:00-13:00]}", Calendar(hours=((720, 780), (1320, 1800)))),
        ("{holidays: HK}", Calendar(country="HK")),
        ("{holidays: de-by}", Calendar(country="DE-BY")),
        (
            "{holidays: [2027-02-09, GB, 2027-02-08]}",
            Calendar(holidays=(date(2027, 2, 8), date(2027, 2, 9)), country="GB"),
        ),
        ("{timezone: Asia/Hong_Kong}", Calendar(timezone="Asia/Hong_Kong")),
    ],
)
def test_calendars(text: str, calendar: Calendar) -> None:
    loaded = read_text(f"map: {{calendar: {text}}}\nteams: [A]\n")
    assert loaded.findings == ()
    assert loaded.map.calendar == calendar


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "{workdays: weekdays}",
            "SM006 workdays: 'weekdays' is no day of the week -> write Mon-Fri, Sun-Thu or"
            " 'Mon,Wed,Fri'",
        ),
        (
            "{hours: 9-17}",
            "SM006 hours: '9-17' says no hours of the day -> write 09:00-17:00, 22:00-06:00 or"
            " [09:00-12:00, 13:00-17:00]",
        ),
        (
            "{hours: 09:00-09:00}",
            "SM006 hours: '09:00-09:00' begins when it ends -> round the clock is 00:00-24:00",
        ),
        (
            "{hours: [09:00-13:00, 12:00-17:00]}",
            "SM006 hours: two of these stretches of time overlap -> write each hour of the"
            " day once",
        ),
        (
            "{hours: [22:00-06:00, 05:00-09:00]}",
            "SM006 hours: two of these stretches of time overlap -> write each hour of the"
            " day once",
        ),
        (
            "{hours: {from: 9}}",
            "SM002 hours: a mapping stands here, where working hours belong -> write hours: and the"
            " value, or a list in [ ]",
        ),
        (
            "{holidays: UK}",
            "SM006 holidays: 'UK' is neither a date nor the code of a country -> did you mean GB?",
        ),
        (
            "{holidays: [2027-02-31]}",
            "SM006 holidays: '2027-02-31' is neither a date nor the code of a country -> write"
            " 2027-02-08, HK or DE-BY",
        ),
        (
            "{holidays: [HK, GB]}",
            "SM006 holidays: a calendar keeps the holidays of one country, and this is a second ->"
            " write the days of the other as dates, or make a calendar for each",
        ),
        (
            "{timezone: Asia/HongKong}",
            "SM006 timezone: 'Asia/HongKong' is no time zone -> did you mean Asia/Hong_Kong?",
        ),
        (
            "{timezone: europe/london}",
            "SM006 timezone: 'europe/london' is no time zone -> did you mean Europe/London?",
        ),
        (
            "nights",
            "SM006 calendar: 'nights' is not one of the map's calendars -> declare it: map:"
            " {calendars: {nights: {workdays: Mon-Sun, hours: 00:00-24:00}}}",
        ),
        (
            "[Mon-Fri]",
            "SM002 calendar: a list stands here, where a calendar belongs -> write calendar: and"
            " one value after it",
        ),
        (
            "{hours: 9:00-17:00, worksdays: Mon-Fri}",
            "SM003 'worksdays' is no key of a calendar -> did you mean workdays?",
        ),
    ],
)
def test_calendars_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(read_text(f"map: {{calendar: {text}}}\nteams: [A]\n")) == sentence


def test_a_party_works_by_a_calendar_of_the_map_wherever_that_is_declared() -> None:
    loaded = read_text(
        "teams:\n  IT: {calendar: Round the clock}\n  Night shift: {calendar: {hours:"
        " 22:00-06:00}}\n"
        "  Stores: {calendar: round the clok}\n"
        "map:\n  calendars: {round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}}\n"
    )
    always = Calendar(workdays=tuple(range(7)), hours=((0, 1440),))
    assert loaded.map.calendars == {"round-the-clock": always}
    assert loaded.map.calendar_of("it") == always
    assert loaded.map.calendar_of("night-shift").hours == ((1320, 1800),)
    assert refused(loaded) == (
        "SM006 calendar: 'round the clok' is not one of the map's calendars -> did you mean"
        " round-the-clock?"
    )


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
            "SM006 link: 'intranet.example/maps' is no link that a map may hold -> a link begins"
            " with https://, http:// or mailto: and has no spaces",
        ),
        (
            "language: English",
            "SM006 language: 'English' is no language tag -> write en, de, zh-Hant or en-GB",
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


@pytest.mark.parametrize("link", ["http://a", "HTTPS://a.b/c?d#e", "mailto:maria@harbour.example"])
def test_links_that_are_safe_to_follow(link: str) -> None:
    assert read_text(f"map: {{link: '{link}'}}\nteams: [A]\n").map.link == link


def test_what_may_be_said_of_a_party() -> None:
    party = party_with(
        "name: 'Shoppers, all', department: Retail, owner: Null, contact: 12:30, about: 1.10,"
        " confirmed: 2027-01-12, objectives: [One, 'no'], inside: yes"
    )
    assert (party.name, party.department, party.owner) == ("Shoppers, all", "Retail", "Null")
    assert (party.contact, party.about) == ("12:30", "1.10")
    assert (party.confirmed, party.objectives) == (date(2027, 1, 12), ("One", "no"))
    assert party.inside is True
    assert party.places["inside"].column == party.places["objectives"].column + 21
    assert party_with("objectives: One thing").objectives == ("One thing",)


def test_nothing_said_is_nothing_and_quoted_nothing_is_text() -> None:
    assert party_with("owner: , about: ~, contact: null, department: ''").owner is None
    assert party_with("owner: , about: ~, contact: null").contact is None
    assert party_with("owner: 'null'").owner == "null"


def test_feedback_and_care() -> None:
    party = party_with(
        "feedback: {score: 6, rung: account, asked: 2027-01-10, says: Late, done: Van moved up},"
        " care: {listen: Survey, every: 7d, last_asked: 2027-01-30,"
        " recovery: {apologise: In person, follow_up: Call}, complaints: {thank: By card}}"
    )
    assert party.feedback is not None
    assert (
        party.feedback[:5]
        == Feedback(6, Rung.ACCOUNT, date(2027, 1, 10), "Late", "Van moved up")[:5]
    )
    assert party.feedback.places["score"].line == 2
    assert party.care is not None
    assert (
        party.care[:5]
        == Care(
            "Survey",
            Duration(days=7),
            date(2027, 1, 30),
            {"apologise": "In person", "follow_up": "Call"},
            {"thank": "By card"},
        )[:5]
    )


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (
            "feedback: {score: 11}",
            "SM006 score: '11' is no score -> write a whole number from 0 to 10",
        ),
        (
            "feedback: {score: 8/10}",
            "SM006 score: '8/10' is no score -> write a whole number from 0 to 10",
        ),
        (
            "feedback: {rung: acount}",
            "SM006 rung: 'acount' is none of the words that can stand here -> did you mean"
            " account?",
        ),
        (
            "feedback: {rung: fan}",
            "SM006 rung: 'fan' is none of the words that can stand here -> write prospect,"
            " customer,"
            " account or advocate",
        ),
        (
            "feedback: good",
            "SM002 feedback: text stands here, where a mapping of keys to values belongs -> for"
            " example feedback: {score: 8}",
        ),
        (
            "care: {recovery: {apologize: Yes}}",
            "SM003 'apologize' is no step of recovery: -> did you mean apologise?",
        ),
        (
            "care: {complaints: {shout: Loudly}}",
            "SM003 'shout' is no step of complaints: -> the steps are listen, acknowledge, probe,"
            " offer, confirm and thank",
        ),
        (
            "care: {recovery: [Say sorry]}",
            "SM002 recovery: a list stands here, where a mapping of keys to values belongs -> for"
            " example recovery: {apologise: In person, the same day}",
        ),
        ("inside: maybe", "SM006 inside: 'maybe' is neither yes nor no -> write yes or no"),
        (
            "owner: [Bo, Al]",
            "SM002 owner: a list stands here, where a name belongs -> write owner: and one value"
            " after it",
        ),
        (
            "objectives: {Toys: On time}",
            "SM002 objectives: a mapping stands here, where a list of texts belongs -> write"
            " objectives: [one, two]; text with ': ' in it belongs in quotation marks",
        ),
        (
            "wants: Toys",
            "SM003 'wants' is no key of a team or other party -> the keys are name, department,"
            " owner, contact, about, confirmed, objectives, calendar, inside, feedback, care,"
            " serves, relies_on and allow",
        ),
        (
            "dept: Retail",
            "SM003 'dept' is no key of a team or other party -> did you mean department?",
        ),
    ],
)
def test_what_cannot_be_said_of_a_party(keys: str, sentence: str) -> None:
    assert refused(read_text(f"end_users:\n  A: {{{keys}}}\n")) == sentence


def test_a_comma_inside_brackets_is_explained() -> None:
    loaded = read_text("teams:\n  A: {about: Toys on time, sorted by shelf}\n")
    assert refused(loaded) == (
        "SM003 'sorted by shelf' is no key of a team or other party -> a comma inside { } ends what"
        " stands before it: put the text in quotation marks"
    )


def test_only_end_users_are_inside() -> None:
    found = [
        brief(f)
        for f in read_text("teams: {A: {inside: yes}}\nsuppliers: {B: {inside: no}}").findings
    ]
    assert found == [
        "SM003 'inside' is a key of end users alone -> remove it; teams are inside as it is",
        "SM003 'inside' is a key of end users alone -> remove it, or put B under end_users:",
    ]


def test_a_finding_is_allowed_by_its_name_with_the_reason() -> None:
    (allow,) = party_with("allow: {unserved-customer: Served from May}").allow
    assert allow == Allow("unserved-customer", "Served from May", allow.location)
    assert allow.location[1:] == (2, 15, 2, 32)
    assert said_of_delivery("allow: {broken-promise: Agreed}").allow[0].reason == "Agreed"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "{orphan-teem: x}",
            "SM006 'orphan-teem' is not the name of a finding -> did you mean orphan-team?",
        ),
        ("{SM101: x}", "SM006 'SM101' is not the name of a finding -> did you mean orphan-team?"),
        (
            "{everything: x}",
            "SM006 'everything' is not the name of a finding -> findings print their name beside"
            " their code, such as orphan-team",
        ),
        (
            "{bad-value: x}",
            "SM006 bad-value cannot be allowed: the map cannot be read as meant because of it ->"
            " mend what it points to",
        ),
        (
            "{orphan-team: }",
            "SM005 orphan-team is allowed without a reason -> say why, for example allow:"
            " {orphan-team: 'New team, serves Retail from May'}",
        ),
        (
            "[orphan-team]",
            "SM002 allow: a list stands here, where a mapping of keys to values belongs -> for"
            " example allow: {orphan-team: 'New team, serves Retail from May'}",
        ),
    ],
)
def test_what_cannot_be_allowed(text: str, sentence: str) -> None:
    assert refused(read_text(f"teams: {{A: {{allow: {text}}}}}")) == sentence


SCENARIO_MAP = "teams: {A: {serves: {B: [Toys, Games]}}, C: {serves: {B: Games}}}\nend_users: [B]\n"


def test_scenarios_and_options_mean_parties_and_services() -> None:
    loaded = read_text(
        SCENARIO_MAP + "scenarios:\n  Forgotten order:\n    title: Nobody confirmed\n"
        "    cause: communication\n    late: {A: 5d, toys: 1d, c/games: 2d}\n"
        "options:\n  Air freight: {helps: A/Games, saves: 5d, cost: 40000, excludes:"
        " [Second van]}\n"
        "  Second van: {title: Rent one, helps: Toys, saves: 1d, cost: 99.50}\n"
    )
    assert loaded.findings == ()
    scenario = loaded.map.scenarios["forgotten-order"]
    assert (scenario.name, scenario.title) == ("Forgotten order", "Nobody confirmed")
    assert scenario.cause is Cause.COMMUNICATION
    assert scenario.late == {"a": Duration(days=5), "a/toys": DAY, "c/games": Duration(days=2)}
    air, van = loaded.map.options.values()
    assert (air.title, air.helps, air.saves, air.cost) == (
        "Air freight",
        "a/games",
        Duration(days=5),
        Decimal(40000),
    )
    assert air.excludes == ("second-van",)
    assert (van.title, van.helps, van.excludes) == ("Rent one", "a/toys", ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "scenarios: {x: {late: {Z: 1d}}}",
            "SM009 no team and no service is called 'Z' -> write it as Provider/Service, as the"
            " provider or the customer calls it",
        ),
        (
            "scenarios: {x: {late: {A/Tois: 1d}}}",
            "SM009 no team and no service is called 'A/Tois' -> did you mean a/toys?",
        ),
        (
            "scenarios: {x: {late: {Games: 1d}}}",
            "SM009 2 services are called 'Games' -> name one of them: a/games, c/games",
        ),
        (
            "scenarios: {x: {title: Bad luck}}",
            "SM005 late: is missing here -> add it, for example late: {Purchasing: 5d}",
        ),
        (
            "scenarios: {x: {late: {A: }}}",
            "SM005 late: says nothing of how late 'A' is -> for example A: 5d",
        ),
        (
            "scenarios: {x: {late: {A: 1d, a: 2d}}}",
            "SM004 'a' is late twice in one scenario -> add the two lengths of time up",
        ),
        (
            "scenarios: {x: {late: {A: 1d}, cause: wether}}",
            "SM006 cause: 'wether' is none of the words that can stand here -> did you"
            " mean weather?",
        ),
        (
            "scenarios: {x: {late: {A: 1d}}, X: {late: {A: 2d}}}",
            "SM004 the scenario 'X' is declared twice -> keep one, or give one of them"
            " another name",
        ),
        (
            "scenarios: {x: soon}",
            "SM002 scenarios: text stands here, where keys such as late: belong -> for example"
            " scenarios: {Forgotten order: {late: {Purchasing: 5d}}}",
        ),
        (
            "scenarios: [x]",
            "SM002 scenarios: a list stands here, where entries by name belong -> for example"
            " scenarios: {Forgotten order: {late: {Purchasing: 5d}}}",
        ),
        (
            "options: {x: {helps: C, saves: 1d, cost: 1}}",
            "SM009 'C' is a party, and a service is wanted here -> write one of its services:"
            " c/games",
        ),
        (
            "options: {x: {helps: Toys, saves: 1d}}",
            "SM005 cost: is missing here -> add it, for example cost: 40000",
        ),
        (
            "options: {x: {helps: Toys, saves: 1d, cost: 1, excludes: [x]}}",
            "SM006 x excludes itself -> remove it",
        ),
        (
            "options: {van: {helps: Toys, saves: 1d, cost: 1, excludes: [vann]}}",
            "SM006 excludes: no option is called 'vann' -> did you mean van?",
        ),
        (
            "options: {x: }",
            "SM005 options: nothing stands here, where keys such as helps: belong -> for example"
            " options: {Air freight: {helps: Factory/Toys, saves: 5d, cost: 40000}}",
        ),
    ],
)
def test_scenarios_and_options_that_cannot_be_meant(text: str, sentence: str) -> None:
    assert refused(read_text(SCENARIO_MAP + text)) == sentence
