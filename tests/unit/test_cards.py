"""A team's card: the tipping point in one sentence, and what stands beneath it."""

from datetime import date

import pytest

from servicemap.calendars import Calendar
from servicemap.cards import show
from servicemap.checking import check
from servicemap.errors import UnknownName
from servicemap.loading import read_text
from servicemap.model import Moment, Objective, ServiceMap
from servicemap.reporting.json.cards import as_json
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text.cards import as_text
from servicemap.reporting.text.promises import as_text as promises_as_text
from servicemap.timing.answers.promises import promises
from servicemap.wording.unknowns import WITHOUT_TIMES
from tests.maps_by_hand import make_map, reliance, service

DAY = 480


def toys(promise: str | None, *, takes: str | None = "2d", slack: str | None = None) -> ServiceMap:
    """Desk (1 day) -> Shop -> Shoppers; without more, planned after three days."""
    return make_map(
        [service("desk/order", "1d"), service("shop/toys", takes)],
        [
            reliance("desk/order", "shop", slack=slack),
            reliance("shop/toys", "shoppers", promise=promise),
        ],
    )


@pytest.mark.parametrize(
    ("m", "sentence"),
    [
        (toys("6d"), "You can be 3 days late; on day 4 Shoppers notice."),
        (toys("3d 4h"), "You can be 4 hours late; a minute more, and Shoppers notice."),
        (toys("3d", slack="1d"), "You can be 1 day late; on day 2 Shoppers notice."),
        (toys("3d"), "You cannot be late at all: Shoppers notice at once."),
        (toys(None), "You cannot be late at all: Shoppers notice at once."),
        (toys("1d"), "Late already: the plan itself breaks a promise to Shoppers, by 2 days."),
        (
            toys("6d", takes=None, slack="2d"),
            "You can be at least 2 days late before anything that was promised to Shoppers is late"
            " because of you. After 7 days at the latest Shoppers notice.",
        ),
        (
            toys("6d", takes=None),
            "We cannot say yet how late you may be, 5 days at most: 1 time is missing on the way"
            " to Shoppers (servicemap check --all lists it).",
        ),
        (
            toys("1d 4h", takes=None),
            "We cannot say yet how late you may be, 4 hours at most: 1 time is missing on the way"
            " to Shoppers (servicemap check --all lists it).",
        ),
    ],
)
def test_the_tipping_point_is_told_in_a_sentence(m: ServiceMap, sentence: str) -> None:
    assert show(m, "Desk").sentence == sentence


def test_without_limit_without_promise_and_without_service() -> None:
    m = make_map(
        [
            service("van/ride", "9d"),
            service("backup/ride", "1d"),
            service("shop/toys", "1d"),
            service("hr/pay", "1d"),
        ],
        [
            reliance("backup/ride", "shop"),
            reliance("van/ride", "shop"),
            reliance("shop/toys", "shoppers", promise="20d"),
            reliance("hr/pay", "shop", standing=True),
            reliance("hr/pay", "archive"),
        ],
        any_of=[("shop", ("backup/ride", "van/ride"))],
    )
    # However late the backup is, the van takes nine days and the shop one: ten of twenty.
    assert show(m, "backup").sentence == "However late you are, that breaks no promise."
    assert show(m, "backup").tipping_point.why == "without limit"
    assert show(m, "archive").sentence == ("No service of Archive is on this map, so nobody waits.")
    alone = make_map([service("a/x", "1d")], [reliance("a/x", "b")], outside=())
    assert show(alone, "a").sentence == (
        "Nothing that you do reaches a promise, so nobody outside notices a delay."
    )


def test_days_are_those_of_whoever_is_late() -> None:
    nights = Calendar(tuple(range(7)), ((0, 1440),))
    m = make_map(
        [service("it/tills", "4h")],
        [reliance("it/tills", "shoppers", promise="3d")],
        parties={"it": {"calendar": nights}, "shoppers": {"calendar": nights}},
    )
    # Three days of 24 hours, less four hours of work: 68 hours.
    assert show(m, "it").tipping_point.minutes == 68 * 60
    assert "You can be 2 days 20 hours late" in as_text(show(m, "it"), Ink())
    assert "(A day here has 24 hours.)" in as_text(show(m, "it"), Ink())


def test_who_is_not_a_team_is_spoken_of() -> None:
    m = toys("6d")
    parties = dict(m.parties)
    parties["desk"] = parties["desk"]._replace(group=m.parties["shoppers"].group, name="Desk & Co")
    assert show(m._replace(parties=parties), "desk").sentence == (
        "Desk & Co can be 3 days late; on day 4 Shoppers notice."
    )


@pytest.mark.parametrize(
    ("customer", "said"),
    [("james", "James will notice"), ("press", "Press will notice"), ("guests", "Guests notice")],
)
def test_nobody_is_taken_for_many(customer: str, said: str) -> None:
    m = make_map(
        [service("desk/news", "1d")],
        [reliance("desk/news", customer, promise="2d")],
        outside=(customer,),
    )
    assert show(m, "desk").sentence == f"You can be 1 day late; on day 2 {said}."


def test_where_no_times_are_known_a_card_says_that_nobody_knows() -> None:
    m = make_map([service("a/x")], [reliance("a/x", "shoppers")])
    text = as_text(show(m, "a"), Ink())
    assert "X for Shoppers  planned 0d or later; nobody named a time" in text
    assert "no time;" not in text


def test_a_card_says_who_relies_on_us_and_whom_we_reach() -> None:
    dated = toys("6d", slack="1d")._replace(start=Moment(date(2027, 2, 1)))
    # Three days of work from Monday the 1st end on Wednesday; the sixth day is Monday the 8th.
    assert as_text(show(dated, "shop"), Ink()).splitlines() == [
        "Shop, a team",
        "No owner.",
        "Meets customers outside itself.",
        "",
        "You can be 3 days late; on day 4 Shoppers notice.",
        "",
        "Who relies on Shop",
        "  Shoppers  Toys  takes 2d, promised within 6d",
        "",
        "On whom Shop relies",
        "  Desk  Order  slack 1d",
        "",
        "Whom the work of Shop reaches, and how late it may be",
        "  Shoppers  3d  Shop -> Shoppers",
        "",
        "What Shop promised",
        "  Toys for Shoppers  due Mon 8 Feb 2027, planned Wed 3 Feb 2027, margin 3d",
        "",
        "This holds if only one is late. For two at once, trace both together.",
    ]


def test_a_card_fits_the_page_and_shows_no_control_characters() -> None:
    m = toys("6d")
    parties = dict(m.parties)
    parties["desk"] = parties["desk"]._replace(
        name="De\x1b[2Jsk", about="word " * 60, objectives=(Objective("aim " * 60),)
    )
    text = as_text(show(m._replace(parties=parties), "desk"), Ink(), width=60)
    assert max(display_width(line) for line in text.splitlines()) <= 60
    assert "\x1b" not in text


def test_what_nobody_named_a_time_for_does_not_hide_what_somebody_did() -> None:
    """What the gazette gets is due as planned, and hangs on a time that nobody said."""
    m = make_map(
        [
            service("intake/file", "1d", []),
            service("desk/permit", "1d", ["intake/file"]),
            service("desk/notice"),
        ],
        [
            reliance("intake/file", "desk"),
            reliance("desk/permit", "applicants", promise="5d"),
            reliance("desk/notice", "gazette"),
        ],
        outside=("applicants", "gazette"),
    )
    card = show(m, "intake")
    assert card.sentence == "You can be 3 days late; on day 4 Applicants notice."
    assert card.second_sentence.startswith("Gazette")
    assert card.second_sentence.endswith("sooner: at once.")
    assert as_json(card)["notices"] == ["applicants"]


def test_a_misspelt_team_is_answered() -> None:
    with pytest.raises(UnknownName) as wrong:
        show(toys("6d"), "dek")
    assert wrong.value.hint == "did you mean desk?"


@pytest.mark.parametrize(
    ("takes", "there"),
    [("1d", ", planned after 7 days"), ("9d", ", planned after 9 days"), (None, "")],
)
def test_an_alternative_says_when_it_can_be_there(takes: str | None, there: str) -> None:
    m = make_map(
        [service("plant/toys", "4d"), service("backup/toys", takes), service("shop/toys", "1d")],
        [
            reliance("plant/toys", "shop"),
            reliance("backup/toys", "shop", switch="3d"),
            reliance("shop/toys", "shoppers"),
        ],
        any_of=[("shop", ("plant/toys", "backup/toys"))],
    )
    # Due after 4 days, so the backup comes after 7 at best, however soon it is done.
    text = as_text(show(m, "shop"), Ink(), width=120)
    assert "  Plant   Toys  or Backup instead\n" in text
    assert f"  Backup  Toys  instead of Plant, not before 3d after Plant was due{there}\n" in text


def test_a_card_says_in_words_what_its_marks_mean() -> None:
    text = as_text(show(toys("3d"), "desk"), Ink())
    assert "  Shoppers  0d !  Desk -> Shop -> Shoppers\n  ! no time at all.\n" in text


def test_of_a_long_chain_the_middle_is_counted() -> None:
    m = make_map(
        [service(f"t{k}/x", "1d") for k in range(100)],
        [reliance(f"t{k}/x", f"t{k + 1}") for k in range(99)] + [reliance("t99/x", "shoppers")],
    )
    card = show(m, "t0")
    first = " -> ".join(f"T{k}" for k in range(8))
    assert f"{first} -> 89 others -> T97 -> T98 -> T99 -> Shoppers\n" in as_text(
        card, Ink(), width=200
    )
    assert "T49 -> T50 -> T51" in as_text(card, Ink(), width=2000, everything=True)
    assert len(as_json(card)["reaches"][0]["chain"]) == 101


def test_a_card_says_to_whom_only_links_lead() -> None:
    m = make_map(
        [service("desk/order", "1d"), service("shop/toys", "1d"), service("shop/card", "1d", [])],
        [
            reliance("desk/order", "shop"),
            reliance("shop/toys", "shoppers", promise="2d"),
            reliance("shop/card", "guests"),
        ],
        outside=("shoppers", "guests"),
    )
    card = show(m, "desk")
    assert (card.reaches, card.leads_on_to) == (
        {"shoppers": ("desk", "shop", "shoppers")},
        ("guests",),
    )
    assert as_json(card)["leads_on_to"] == ["guests"]
    assert (
        "  Shoppers  0d+  Desk -> Shop -> Shoppers\n"
        "  + or more.\n"
        "  Links lead on to Guests too, but nothing they get needs this work.\n"
    ) in as_text(card, Ink())


def test_a_promise_that_recurs_has_a_time_even_where_nobody_knows_which_of_its_days() -> None:
    text = """
        map: {start: 2027-03-01}
        teams:
          Baker:
            relies_on: [Mill]
            serves:
              - {customer: Cafe, service: Rolls, takes: 1h, promise: daily 10:30}
              - {customer: Shop, service: Cakes, takes: 3h, promise: Fri 12:00, needs: []}
        suppliers: {Mill: {serves: [{customer: Baker, service: Flour, takes: 5h}]}}
        end_users: [Cafe, Shop]
    """
    said = as_text(show(read_text(text).map, "Baker"), Ink(), width=1000)
    assert (
        "Rolls for Cafe  due every working day 10:30, planned Mon 1 Mar 2027 10:00 to Mon 1 Mar"
        " 2027 15:00, margin 0d or more"
    ) in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "nobody named a time" not in said


LATE = """
map: {start: 2027-03-01}
teams:
  Baker:
    relies_on: [Mill, Dairy]
    serves:
      - {customer: Cafe, service: Rolls, takes: 4d, promise: 2d}
      - {customer: Shop, service: Cakes, takes: 1d, promise: 20d}
suppliers:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 5d}]}
  Dairy: {serves: [{customer: Baker, service: Milk, takes: 1d}]}
end_users: [Cafe, Shop]
"""
"""Rolls alone take longer than promised; whether they wait for flour as well is open."""


def test_who_may_have_no_part_in_a_broken_promise_is_perhaps_late() -> None:
    m = read_text(LATE).map
    assert show(m, "Mill").sentence == (
        "Late already: the plan itself breaks a promise to Cafe, by between 2 days and 7 days; Mill"
        " may be part of the reason."
    )
    assert show(m, "Baker").sentence == (
        "Late already: the plan itself breaks a promise to Cafe, by between 2 days and 7 days."
    )
    said = read_text(LATE.replace("promise: 2d", "promise: 2d, needs: [Mill/Flour]")).map
    assert show(said, "Mill").sentence == (
        "Late already: the plan itself breaks a promise to Cafe, by 7 days."
    )


WITHOUT_ANY = """
teams: {Baker: {relies_on: {Mill: Flour}, serves: {Cafe: Rolls, Shop: Cakes}}}
suppliers: {Mill: {}}
end_users: [Cafe, Shop]
"""


def test_of_a_map_without_any_time_a_card_says_what_promises_says() -> None:
    m = read_text(WITHOUT_ANY).map
    assert show(m, "Mill").sentence == f"We cannot say yet how late Mill may be. {WITHOUT_TIMES}"
    assert show(m, "Baker").sentence == f"We cannot say yet how late you may be. {WITHOUT_TIMES}"
    assert " ".join(WITHOUT_TIMES.split()) in " ".join(promises_as_text(promises(m), Ink()).split())


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        (WITHOUT_ANY, False),
        (LATE.replace("takes: 4d, promise: 2d", "takes: 1d, promise: 20d"), False),
        (LATE.replace("takes: 4d, promise: 2d", "takes: 1d, promise: 1d"), True),
        (LATE.replace("takes: 4d, promise: 2d", "promise: 6d"), True),
        (LATE.replace("takes: 5d", "promise: 3d"), False),
    ],
)
def test_a_command_that_a_card_proposes_lists_something(text: str, *, proposed: bool) -> None:
    loaded = read_text(text)
    said = {show(loaded.map, party).sentence for party in loaded.map.parties}
    assert any("check --all" in one for one in said) is proposed
    found = check(loaded.map, loaded.findings, loaded.sources)
    assert any(one.code == "SM303" for one in found) or not proposed
