"""What promises are called: services of one name are told apart wherever one of them is named."""

from collections.abc import Callable
from datetime import date

import pytest

import servicemap
from servicemap import ServiceMap
from servicemap.views.headlines import headline
from servicemap.wording.names import promise_named, service_for
from servicemap.wording.phrases import Words

LIBRARIES = """
map: {{title: Libraries}}
teams:
  North:
    serves:
      - {{customer: [Readers, Schools], service: Lending, takes: 2d, promise: {north}}}
  South:
    serves:
      - {{customer: Readers, service: Lending, takes: 2d, promise: 9d}}
      - {{customer: Readers, service: Reading room, takes: 1d, promise: 9d}}
  Books inward:
    serves: [{{customer: [North, South], service: Books, takes: 2d, noticed_after: 1d}}]
end_users:
  Readers: {{relies_on: [{{provider: South, service: Lending, noticed_after: 1d}}]}}
  Schools:
"""
"""Readers borrow in the north and in the south, schools in the north alone."""


def libraries(*, north: str = "9d") -> ServiceMap:
    return servicemap.loads(LIBRARIES.format(north=north))


def test_a_service_goes_by_its_provider_where_its_customer_gets_another_of_that_name() -> None:
    m = libraries()
    assert [promise_named(m, one.service, one.customer) for one in servicemap.promises(m)] == [
        "Lending (North) for Readers",
        "Lending for Schools",
        "Lending (South) for Readers",
        "Reading room for Readers",
    ]


def test_a_map_with_other_names_is_looked_through_again() -> None:
    m = libraries()
    assert service_for(m, "south/lending", "readers") == "Lending (South)"
    lending = m.services["south/lending"]
    renamed = m._replace(services={**m.services, lending.id: lending._replace(name="Loans")})
    assert service_for(renamed, "south/lending", "readers") == "Loans"
    assert service_for(renamed, "north/lending", "readers") == "Lending"
    assert service_for(m, "south/lending", "readers") == "Lending (South)"


ANSWERS: dict[str, Callable[[ServiceMap], object]] = {
    "promises": servicemap.promises,
    "tolerance of a team": lambda m: servicemap.tolerance(m, team="North"),
    "a card": lambda m: servicemap.show(m, "North"),
    "a trace of one promise": lambda m: servicemap.trace(m, {"North/Lending": "6d"}),
    "a trace": lambda m: servicemap.trace(m, {"Books inward": "9d"}),
    "what is done about it": servicemap.care,
    "findings": servicemap.check,
    "a difference": lambda m: servicemap.diff(libraries(), m),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_calls_it_so(answer: str) -> None:
    """Whatever else it tells of: also where nothing else of that name is told."""
    said = " ".join(str(ANSWERS[answer](libraries(north="3d"))).split())
    assert "Lending (North)" in said
    assert "Lending for Readers" not in said
    assert "promise of Lending to Readers" not in said


def test_so_does_the_head_of_a_column() -> None:
    heads = str(servicemap.tolerance(libraries())).split("\n\n")[1].split("\nBooks")[0]
    assert "(North)" in heads
    assert "(South)" in heads
    assert "Schools" in heads


def test_so_does_the_agenda_of_a_meeting() -> None:
    said = str(servicemap.briefing(libraries(north="3d"), "North", today=date(2027, 3, 1)))
    assert "Lending (North): Promised: 3 days, Planned: 4 days" in said


def test_a_wall_calls_it_so() -> None:
    m = libraries()
    assert headline(m, servicemap.trace(m, {"North": "6d"}), Words(m)) == (
        "If North is 6 days late, Readers wait 1 day longer for Lending (North)."
        " One other promise fails."
    )


def test_a_service_that_is_called_like_its_provider_goes_by_that_name_alone() -> None:
    m = servicemap.loads(
        "teams: {Books inward: {serves: {Readers: [Books inward, Lists]}}}\nend_users: [Readers]"
    )
    assert [m.name_of(service) for service in m.services] == ["Books inward", "Books inward: Lists"]
