"""Who would call first for what is not there: on a team's poster, and on that of a delay."""

import pytest

from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of
from servicemap.views.stories.who_is_late import delay_story
from servicemap.wording.phrases import Words

TOYS = """
map: {start: 2027-02-01, language: LANGUAGE}
teams:
  Purchasing:
    serves: [{customer: Factory, service: Confirmation, takes: 1d}]
  Factory:
    relies_on:
      - {provider: Purchasing, service: Confirmation, expects: 2027-02-03, noticed_after: NOTICED}
    serves: [{customer: Shoppers, service: Toys, takes: 2d, promise: 2027-02-08}]
end_users: [Shoppers]
"""


def toys(noticed_after: str, language: str = "en") -> ServiceMap:
    return read_text(TOYS.replace("NOTICED", noticed_after).replace("LANGUAGE", language)).map


def on_the_door(m: ServiceMap) -> str | None:
    tipping = line_of(TimedMap(m), "purchasing").tipping
    assert tipping is not None
    return tipping.sooner


@pytest.mark.parametrize(
    ("noticed_after", "said"),
    [
        ("4h", "First to call for Confirmation: Factory, 4 hours past due."),
        ("0d", "First to call for Confirmation: Factory, when due."),
        ("1d elapsed", "First to call for Confirmation: Factory, 1 day past due."),
        ("5d", "First to call for Confirmation: Factory, 5 days past due. Too late for Shoppers."),
    ],
)
def test_a_door_says_who_would_call_and_for_whom_that_is_too_late(
    noticed_after: str, said: str
) -> None:
    assert on_the_door(toys(noticed_after)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            "Wer zuerst nach Confirmation fragt: Factory (5 Tage nach Termin)."
            " Zu spät für Shoppers.",
        ),
        (
            "fr",
            "Qui relance en premier pour Confirmation\N{NO-BREAK SPACE}: Factory (5 jours après"
            " l\N{RIGHT SINGLE QUOTATION MARK}échéance). Trop tard pour Shoppers.",
        ),
        (
            "es",
            "Quien primero pregunta por Confirmation: Factory (5 días después del plazo)."
            " Demasiado tarde para Shoppers.",
        ),
    ],
)
def test_a_door_says_so_in_its_language(language: str, said: str) -> None:
    assert on_the_door(toys("5d", language)) == said


@pytest.mark.parametrize("language", ["zh", "ja", "ar"])
def test_a_door_names_service_and_customer_in_every_language(language: str) -> None:
    said = on_the_door(toys("5d", language))
    assert said is not None
    assert all(name in said for name in ("Confirmation", "Factory", "5", "Shoppers"))


@pytest.mark.parametrize(
    ("noticed_after", "late", "said"),
    [
        ("4h", "3d", ["First to call for Confirmation: Factory, 4 hours past due."]),
        ("5d", "3d", ["It is there before anyone would call."]),
    ],
)
def test_the_poster_of_a_delay_says_who_would_call(
    noticed_after: str, late: str, said: list[str]
) -> None:
    m = toys(noticed_after)
    words = Words(m)
    story = delay_story(m, trace(m, {"purchasing": late}), words)
    assert [words.said(one) for one in story.details] == said


def test_where_nobody_says_so_no_wall_does() -> None:
    m = read_text(TOYS.replace(", noticed_after: NOTICED", "").replace("LANGUAGE", "en")).map
    assert on_the_door(m) is None
    assert delay_story(m, trace(m, {"purchasing": "3d"}), Words(m)).details == ()
