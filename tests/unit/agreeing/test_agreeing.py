"""The handshake: what the two sides of a delivery say, held against each other."""

from datetime import date

import pytest

from servicemap.agreeing import Agreement, AgreementState, PointTopic, agreements
from servicemap.agreeing.telling_points import sentence, told
from servicemap.errors import UnknownName
from servicemap.loading import read_text
from servicemap.model import ServiceMap


def read(text: str) -> ServiceMap:
    loaded = read_text(text)
    assert [f.message for f in loaded.findings] == []
    return loaded.map


def sides(provider: str, customer: str, head: str = "title: Toys", stores: str = "") -> ServiceMap:
    """Warehouse serves Stores; what each says beside provider, customer and service."""
    return read(f"""
map: {{{head}}}
teams:
  Warehouse:
    owner: Ada
    serves: [{{customer: Stores, service: Stock{provider}}}]
  Stores:
    {stores}
    relies_on: [{{provider: Warehouse, service: Stock{customer}}}]
""")


def only(m: ServiceMap, today: date | None = None) -> Agreement:
    (one,) = agreements(m, today=today)
    return one


@pytest.mark.parametrize(
    ("provider", "customer", "head", "said"),
    [
        # Words that fit: the same, earlier, or only one side names a time.
        (", promise: 3d", ", expects: 3d", "title: T", None),
        (", promise: 2d", ", expects: 3d", "title: T", None),
        (", promise: 1w", ", expects: 5d", "title: T", None),
        (", promise: 24h", ", expects: 3d", "title: T", None),
        (", promise: 3d", "", "title: T", None),
        ("", "", "title: T", None),
        (", promise: 2027-02-18", ", expects: 2027-02-19", "title: T", None),
        (", promise: 2027-02-19 17:00", ", expects: 2027-02-19", "title: T", None),
        # A promise of a Tuesday on a plan that starts on Monday is what two days say.
        (", promise: 2027-02-02", ", expects: 2d", "start: 2027-02-01", None),
        # Words that do not.
        (
            ", promise: 4d 2h",
            ", expects: 3d",
            "title: T",
            "Stores expects it within 3d, it is promised within 4d 2h: 1 day 2 hours too late",
        ),
        (
            ", promise: 2027-02-22",
            ", expects: 2027-02-19",
            "title: T",
            "Stores expects it by Fri 19 Feb 2027, it is promised by Mon 22 Feb 2027: 1 day too"
            " late",
        ),
        (
            ", promise: 2027-02-22",
            ", expects: 2027-02-19",
            "start: 2027-02-01, calendar: {holidays: [2027-02-22]}",
            "Stores expects it by Fri 19 Feb 2027, it is promised by Mon 22 Feb 2027: 3 days on the"
            " clock too late",
        ),
        (
            ", promise: 2027-02-03",
            ", expects: 2d",
            "start: 2027-02-01",
            "Stores expects it within 2d, it is promised by Wed 3 Feb 2027: 1 day too late",
        ),
        (
            ", promise: 2027-02-19 20:00",
            ", expects: 2027-02-19",
            "title: T",
            None,
        ),
        (
            ", promise: 2027-02-03",
            ", expects: 2d",
            "title: T",
            "Stores expects it within 2d, it is promised by Wed 3 Feb 2027, and without a start of"
            " the map nobody can compare",
        ),
        (
            "",
            ", expects: 3d",
            "title: T",
            "Stores expects it within 3d, and Warehouse promises no time",
        ),
    ],
)
def test_promise_against_expectation(
    provider: str, customer: str, head: str, said: str | None
) -> None:
    m = sides(provider, customer, head)
    one = only(m)
    assert [sentence(m, one, point) for point in one.points] == ([] if said is None else [said])
    if said is None:
        assert one.state is AgreementState.AGREED
    else:
        # Of what only one of them names, or nobody can compare, nobody knows that it differs.
        differs = said.endswith("too late")
        assert one.state is (AgreementState.DIFFERS if differs else AgreementState.OPEN)
        assert one.points[0].about is (PointTopic.PROMISE if differs else PointTopic.TIME)


def test_time_is_the_customers() -> None:
    m = sides(", promise: 2d", ", expects: 1d", stores="calendar: {hours: 09:00-13:00}")
    one = only(m)
    (point,) = one.points
    assert (point.minutes, "1 day too late" in sentence(m, one, point)) == (4 * 60, True)


@pytest.mark.parametrize(
    ("provider", "customer", "differ"),
    [
        ("1d", "8h", False),
        ("1w", "5d", False),
        ("1d", "2d", True),
        ("1d", "24h elapsed", True),
        ("0d", "0d elapsed", False),
        ("0d", "1h", True),
    ],
)
def test_slack(provider: str, customer: str, differ: bool) -> None:
    m = sides(f", slack: {provider}", f", slack: {customer}")
    said = f"Warehouse says that Stores can go on without it for {provider}, Stores says {customer}"
    one = only(m)
    assert [sentence(m, one, point) for point in one.points] == ([said] if differ else [])
    assert not only(sides(", slack: 1d", "")).points


def test_one_side_alone() -> None:
    m = read("teams: {Warehouse: {serves: {Stores: Stock}}, Stores: }")
    one = only(m)
    assert one.state is AgreementState.UNCONFIRMED
    assert [sentence(m, one, p) for p in one.points] == ["only Warehouse says so, Stores does not"]
    assert (one.provider.says is not None, one.customer.says) == (True, None)
    m = read("teams: {Warehouse: , Stores: {relies_on: {Warehouse: Stock}}}")
    other = only(m)
    said = [sentence(m, other, p) for p in other.points]
    assert said == ["only Stores says so, Warehouse does not"]


def test_two_names_for_one_service() -> None:
    m = read("""
teams:
  Warehouse: {serves: {Stores: Shelf stock}}
  Stores: {relies_on: [{provider: Warehouse, service: Stock, slack: 1d}]}
""")
    one = only(m)
    assert one.state is AgreementState.DIFFERS
    assert one.reliance.id == "warehouse/shelf-stock > stores"
    assert one.called is not None
    assert one.called.id == "warehouse/stock > stores"
    assert one.customer.says == one.called.customer_says
    assert [sentence(m, one, p) for p in one.points] == [
        "Warehouse calls it 'Shelf stock', Stores 'Stock'"
    ]


def test_of_several_names_those_that_are_alike() -> None:
    m = read("""
teams:
  Warehouse: {serves: {Stores: [Stock for shelves, Returns, Pallets]}}
  Stores:
    relies_on:
      - {provider: Warehouse, service: Stock for the shelves}
      - {provider: Warehouse, service: Christmas trees}
""")
    assert [(one.state, one.reliance.service) for one in agreements(m)] == [
        ("differs", "warehouse/stock-for-shelves"),
        ("unconfirmed", "warehouse/christmas-trees"),
        ("unconfirmed", "warehouse/pallets"),
        ("unconfirmed", "warehouse/returns"),
    ]


def test_a_confirmation_grows_old() -> None:
    m = sides(", confirmed: 2027-01-01", "", "confirm_every: 30d", stores="confirmed: 2027-02-01")
    assert not only(m).provider.stale
    assert not only(m, date(2027, 1, 31)).provider.stale
    one = only(m, date(2027, 2, 1))
    assert (one.provider.stale, one.customer.stale) == (True, False)
    assert one.customer.confirmed == date(2027, 2, 1)
    assert one.state is AgreementState.AGREED
    assert [(p.about, sentence(m, one, p)) for p in one.points] == [
        (PointTopic.CONFIRMED, "Warehouse last confirmed it on Fri 1 Jan 2027, more than 30d ago")
    ]


def test_what_needs_talking_about_comes_first() -> None:
    m = read("""
map: {confirm_every: 30d}
teams:
  A:
    serves:
      - {customer: B, service: Fine}
      - {customer: B, service: Old, confirmed: 2020-01-01}
      - {customer: B, service: Late, promise: 3d}
      - {customer: B, service: Later, promise: 4d}
      - {customer: B, service: Loose, slack: 1d}
      - {customer: Shoppers, service: Toys}
      - {customer: C, service: Alone}
  B:
    relies_on:
      - {provider: A, service: Fine}
      - {provider: A, service: Old}
      - {provider: A, service: Late, expects: 1d}
      - {provider: A, service: Later, expects: 1d}
      - {provider: A, service: Loose, slack: 2d}
  C:
end_users: [Shoppers]
""")
    found = agreements(m, today=date(2027, 2, 1))
    assert [(one.state, m.services[one.reliance.service].name) for one in found] == [
        ("differs", "Later"),
        ("differs", "Late"),
        ("differs", "Loose"),
        ("unconfirmed", "Alone"),
        ("unconfirmed", "Toys"),
        ("agreed", "Old"),
        ("agreed", "Fine"),
    ]
    assert found.counts == {"differs": 3, "open": 0, "unconfirmed": 2, "agreed": 2}
    assert repr(found) == "<Agreements: 3 differs, 2 unconfirmed, 2 agreed>"
    assert [one.reliance.customer for one in agreements(m, "c")] == ["c"]
    assert len(agreements(m, "Shoppers")) == 1
    with pytest.raises(UnknownName, match="did you mean Shoppers"):
        agreements(m, "Shopers")


def test_a_notebook_shows_names_and_no_tags() -> None:
    html = agreements(read("teams: {A<b>: {owner: Ada, serves: {B: Work}}, B: }"))._repr_html_()
    assert "A&lt;b&gt;: Work" in html
    assert "<td>Ada / nobody</td>" in html
    assert repr(agreements(read("teams: [A]"))) == "<Agreements: nobody serves anybody>"


def test_a_day_yet_to_come_is_not_too_long_ago() -> None:
    m = sides(", confirmed: 2027-03-01", "", "confirm_every: 30d")
    one = only(m, date(2027, 1, 20))
    assert (one.provider.stale, one.provider.to_come, one.state) == (
        False,
        True,
        AgreementState.AGREED,
    )
    assert [(p.about, sentence(m, one, p)) for p in one.points] == [
        (
            PointTopic.CONFIRMED,
            "Warehouse last confirmed it on Mon 1 Mar 2027, which is yet to come",
        )
    ]
    assert not only(m, date(2027, 3, 1)).provider.to_come


def test_what_a_party_does_for_itself_needs_no_other() -> None:
    m = read("teams: {Warehouse: {serves: {Warehouse: Counting, Stores: Stock}}, Stores: }")
    assert [one.reliance.service for one in agreements(m)] == ["warehouse/stock"]


def test_a_question_beside_a_difference_differs() -> None:
    one = only(sides(", slack: 1d", ", slack: 2d, expects: 3d"))
    assert one.state is AgreementState.DIFFERS
    assert {p.about for p in one.points} == {PointTopic.TIME, PointTopic.SLACK}
    m = sides("", ", expects: 3d, allow: {expectation-gap: They never say}")
    allowed = only(m)
    assert (allowed.state, told(m, allowed, allowed.points[0])) == (
        AgreementState.AGREED,
        "Stores expects it within 3d, and Warehouse promises no time (They never say)",
    )


TWO = """
map: {confirm_every: 30d}
teams:
  Warehouse:
    serves:
      - {customer: Stores, service: Empty pallets%s}
  Stores:
    relies_on:
      - {provider: Warehouse, service: Pallets%s}
"""


@pytest.mark.parametrize("entry", [0, 1], ids=["by the provider", "by the customer"])
def test_what_the_map_says_are_two_services_are_two(entry: int) -> None:
    said = ["", ""]
    said[entry] = ", allow: {two-names: 'Pallets are full, empty ones go back'}"
    m = read(TWO % tuple(said))
    found = list(agreements(m))
    assert [(one.reliance.id, one.state, one.called) for one in found] == [
        ("warehouse/empty-pallets > stores", AgreementState.UNCONFIRMED, None),
        ("warehouse/pallets > stores", AgreementState.UNCONFIRMED, None),
    ]
    assert [told(m, one, one.points[0]) for one in found] == [
        "two services: it is not 'Pallets' (Pallets are full, empty ones go back)",
        "two services: it is not 'Empty pallets' (Pallets are full, empty ones go back)",
    ]
    assert [one.open[0].about for one in found] == [PointTopic.SIDE, PointTopic.SIDE]


@pytest.mark.parametrize(
    ("rule", "provider", "customer", "about"),
    [
        ("expectation-gap", ", promise: 4d", ", expects: 3d", PointTopic.PROMISE),
        ("slack-disagreement", ", slack: 4h", ", slack: 1d", PointTopic.SLACK),
    ],
)
def test_what_the_map_allows_is_agreed_to_differ(
    rule: str, provider: str, customer: str, about: PointTopic
) -> None:
    allow = f", allow: {{{rule}: until May}}"
    m = sides(provider, customer + allow)
    one = only(m)
    assert (one.state, one.open) == (AgreementState.AGREED, ())
    (point,) = one.points
    assert (point.about, point.allowed) == (about, "until May")
    assert told(m, one, point) == f"agreed to differ: {sentence(m, one, point)} (until May)"
    of_all = only(sides(provider, customer, stores=f"allow: {{{rule}: until May}}"))
    assert of_all.points == one.points
    other = only(sides(provider, customer + ", allow: {two-names: until May}"))
    assert (other.state, other.open) == (AgreementState.DIFFERS, (point._replace(allowed=None),))


def test_who_says_nothing_and_what_is_old_may_be_allowed_and_is_still_told() -> None:
    m = read("""
map: {confirm_every: 30d}
teams:
  Stores:
    confirmed: 2026-01-01
    allow: {stale-entry: All on leave}
    serves: [{customer: Shoppers, service: Toys, allow: {unconfirmed-service: They shop}}]
end_users: [Shoppers]
""")
    one = only(m, date(2027, 1, 1))
    assert (one.state, one.open) == (AgreementState.UNCONFIRMED, ())
    assert [told(m, one, point) for point in one.points] == [
        "only Stores says so, Shoppers do not (They shop)",
        "Stores last confirmed it on Thu 1 Jan 2026, more than 30d ago (All on leave)",
    ]
