"""Cards for the wall: what customers said, what became of it, and what is to be done for them."""

from datetime import date

import pytest

from servicemap.errors import UnknownName, WrongValue
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.views.kinds.wall_cards import CardKind, card_of, find_card, teams_without
from servicemap.views.view import CardAnswer, ExchangeCard, StepsCard

SHOP = """
map: {title: Shop, owner: Manager}
teams:
  Till:
    owner: Head of the till
    serves:
      - {customer: Shoppers, service: Receipts}
      - {customer: Clubs, service: Receipts}
      - {customer: Office, service: Figures}
  Office:
    serves: {Clubs: Invoices}
    relies_on:
      - {provider: Till, service: Figures, feedback: {score: 10, asked: 2027-01-03}}
  Loading: {serves: {Till: Crates}}
  Night watch: {}
end_users:
  Shoppers:
    owner: Shop manager
    feedback:
      - {score: 9, asked: 2026-05-01, says: All was well}
      - {score: 4, asked: 2027-01-02, says: The queue is long, done: A second till}
    care:
      recovery: {apologise: In person, follow_up: A call}
      complaints: {listen: To the end, acknowledge: Repeat it, probe: When, offer: Two ways out,
        confirm: In writing, thank: By name}
  Clubs:
    feedback: {score: 3, asked: 2027-01-04, says: Nobody answers the telephone}
    care: {recovery: {apologise: By letter}}
"""


def shop(more: str = "") -> ServiceMap:
    return read_text(SHOP + more).map


def exchanges(m: ServiceMap, team: str, to: str | None = None) -> list[tuple[str, str, str]]:
    """Who said what, and what became of it: each answer with its state."""
    card = card_of(m, CardKind.YOU_SAID, team, to)
    assert isinstance(card, ExchangeCard)
    return [
        (one.who, one.said, "; ".join(f"{a.words} ({a.state})" for a in one.answers))
        for one in card.exchanges
    ]


def steps(m: ServiceMap, kind: CardKind, to: str | None = None) -> StepsCard:
    card = card_of(m, kind, "Till", to)
    assert isinstance(card, StepsCard)
    return card


def test_the_newest_word_of_each_customer_comes_with_what_became_of_it() -> None:
    assert exchanges(shop(), "Till") == [
        ("Clubs", "Nobody answers the telephone", "Not answered yet (open)"),
        ("Office", "10 out of 10", "Thank you (thanks)"),
        ("Shoppers", "The queue is long", "A second till (done)"),
    ]


def test_the_worst_word_without_an_answer_comes_first_however_old() -> None:
    m = read_text(
        "teams: {A: {serves: {B: X, C: X, D: X}}}\n"
        "end_users:\n"
        "  B: {feedback: {score: 8, asked: 2027-01-03, says: Good}}\n"
        "  C: {feedback: {score: 5, asked: 2027-01-02, says: Late}}\n"
        "  D: {feedback: {score: 1, asked: 2026-01-01, says: Never again}}\n"
    ).map
    assert [said for _, said, _ in exchanges(m, "A")] == ["Never again", "Late", "Good"]


def test_what_is_said_of_one_delivery_is_for_its_provider_alone() -> None:
    assert exchanges(shop(), "Office") == [
        ("Clubs", "Nobody answers the telephone", "Not answered yet (open)")
    ]


def test_one_customer_may_be_asked_for() -> None:
    assert [who for who, _, _ in exchanges(shop(), "Till", to="shoppers")] == ["Shoppers"]


def test_actions_answer_as_everywhere_what_is_done_first_and_no_more_than_can_be_read() -> None:
    actions = """
actions:
  Answer by noon: {for: Till, due: 2027-02-10}
  A second line: {for: Till, done: 2027-01-20}
  Too early: {for: Till, done: 2026-12-01}
  Office hours on the door: {for: Office}
"""
    (_, _, clubs), _, _ = exchanges(shop(actions), "Till")
    by = "10\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2027"
    assert clubs == f"A second line (done); Answer by noon, by {by} (begun); +1 more (begun)"


def test_what_is_overdue_on_the_day_of_the_poster_is_told_as_that() -> None:
    m = shop("actions: {Answer by noon: {for: Till, due: 2027-02-10}}\n")
    card = card_of(m, CardKind.YOU_SAID, "Till", "Clubs", date(2027, 2, 11))
    assert isinstance(card, ExchangeCard)
    said = card.exchanges[0].answers[0].words.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Answer by noon, overdue since 10 Feb 2027"


@pytest.mark.parametrize(
    ("feedback", "answer"),
    [
        ("{score: 8, says: Good}", "open"),
        ("{score: 9, says: Good}", "thanks"),
        ("{kind: praise, says: Good}", "thanks"),
        ("{kind: complaint, says: Bad}", "open"),
        ("{score: 10, says: Good, done: Told the team}", "done"),
    ],
)
def test_praise_is_thanked_for_and_nothing_else_counts_as_answered(
    feedback: str, answer: str
) -> None:
    m = read_text(
        f"teams: {{A: {{serves: {{B: C}}}}}}\nend_users: {{B: {{feedback: {feedback}}}}}"
    ).map
    card = card_of(m, CardKind.YOU_SAID, "A")
    assert isinstance(card, ExchangeCard)
    assert [one.state for one in card.exchanges[0].answers] == [answer]


def test_steps_are_those_of_the_customer_for_whom_most_are_written() -> None:
    card = steps(shop(), CardKind.SERVICE_FAILS)
    assert card.title == "When service fails"
    assert card.line == "For Shoppers: the person first, then the problem"
    assert [(step.name, step.done) for step in card.steps] == [
        ("Apologise", "In person"),
        ("Follow up", "A call"),
    ]
    assert [note.key for note in card.notes] == ["card_others"]
    assert steps(shop(), CardKind.SERVICE_FAILS, to="Clubs").line.startswith("For Clubs")


def test_a_step_that_nobody_has_written_is_named_with_whom_to_ask() -> None:
    assert steps(shop(), CardKind.SERVICE_FAILS).unwritten == (
        "Not written yet: Put it right, Empathise, Make up for it. Ask Shop manager."
    )
    assert (steps(shop(), CardKind.SERVICE_FAILS, "Clubs").unwritten or "").endswith(
        "Ask Head of the till."
    )
    assert steps(shop(), CardKind.COMPLAINT).unwritten is None


def test_customers_with_the_same_steps_share_a_card() -> None:
    m = read_text(
        "teams: {A: {serves: {B: X, C: X}}}\n"
        "end_users:\n"
        "  B: {care: {recovery: {apologise: At once}}}\n"
        "  C: {care: {recovery: {apologise: At once}}}\n"
    ).map
    card = card_of(m, CardKind.SERVICE_FAILS, "A")
    assert isinstance(card, StepsCard)
    assert card.line == "For B and C: the person first, then the problem"
    assert card.notes == ()


@pytest.mark.parametrize(
    ("kind", "team", "to", "message"),
    [
        ("you-said", "Loading", None, "nothing has been said by anybody whom Loading serves: Till"),
        ("service-fails", "Office", "Till", "Office itself delivers nothing to Till"),
        ("service-fails", "Loading", None, "no recovery step is written for anybody whom Loading"),
        ("complaint", "Till", "Clubs", "no step for complaints is written for anybody whom Till"),
        ("you-said", "Night watch", None, "Night watch serves nobody in this map"),
    ],
)
def test_where_there_is_nothing_to_say_the_cure_is_said(
    kind: str, team: str, to: str | None, message: str
) -> None:
    with pytest.raises(WrongValue) as raised:
        card_of(shop(), find_card(kind), team, to)
    assert raised.value.message.startswith(message)
    assert raised.value.hint


def test_a_card_is_one_team_s() -> None:
    with pytest.raises(UnknownName, match="'Shoppers' is no team of this map"):
        card_of(shop(), CardKind.YOU_SAID, "Shoppers")
    with pytest.raises(WrongValue, match="did you mean you-said"):
        find_card("yousaid")


@pytest.mark.parametrize("kind", list(CardKind))
def test_teams_without_a_card_are_those_of_which_none_can_be_made(kind: CardKind) -> None:
    m = shop()
    refused = set()
    for team in ("till", "office", "loading", "night-watch"):
        try:
            card_of(m, kind, team)
        except WrongValue:
            refused.add(team)
    assert set(teams_without(m, kind)) == refused
    assert teams_without(m, kind)["night-watch"] == "it serves nobody"


def test_a_score_alone_is_said_and_what_says_nothing_is_left_out() -> None:
    m = read_text(
        "teams: {A: {serves: {B: X, C: X}}}\n"
        "end_users: {B: {feedback: {rung: account}}, C: {feedback: {score: 5}}}\n"
    ).map
    card = card_of(m, CardKind.YOU_SAID, "A")
    assert isinstance(card, ExchangeCard)
    assert [(one.who, one.said) for one in card.exchanges] == [("C", "5 out of 10")]
    assert card.exchanges[0].open
    assert card.exchanges[0].answers == (
        CardAnswer("Not answered yet", card.exchanges[0].answers[0].state),
    )
