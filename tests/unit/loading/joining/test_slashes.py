"""A slash in a name lets one text mean two services, or a party: both are shown."""

import pytest

from servicemap.errors import UnknownName
from servicemap.index import find_party_or_service
from servicemap.loading import read_text

TEXT = """
teams:
  GTM:
    serves: [{{customer: Web, service: MarTech}}, {{customer: Web, service: MarTech/Plan}}]
  GTM/MarTech:
    serves: [{{customer: Web, service: Plan}}]
  Web:
    serves: [{{customer: Buyers, service: Shop, needs: ['{}']}}]
end_users: [Buyers]
scenarios:
  One: {{late: {{'{}': 2d}}}}
"""


def test_both_meanings_are_shown_wherever_it_stands() -> None:
    found = read_text(TEXT.format("GTM/MarTech/Plan", "GTM/MarTech")).findings
    assert [(one.code, one.message, one.hint) for one in found] == [
        (
            "SM011",
            "'GTM/MarTech/Plan' can mean 'MarTech/Plan' of 'GTM' or 'Plan' of 'GTM/MarTech'",
            "write the one that is meant as gtm/martech-plan or gtm-martech/plan",
        ),
        (
            "SM011",
            "'GTM/MarTech' can mean 'GTM/MarTech' or 'MarTech' of 'GTM'",
            "write the one that is meant as gtm-martech or gtm/martech",
        ),
    ]


@pytest.mark.parametrize("plan", ["gtm/martech-plan", "gtm-martech/plan"])
@pytest.mark.parametrize("late", ["gtm-martech", "gtm/martech"])
def test_an_id_means_itself(plan: str, late: str) -> None:
    loaded = read_text(TEXT.format(plan, late))
    assert loaded.findings == ()
    assert loaded.map.services["web/shop"].needs == (plan,)
    assert list(loaded.map.scenarios["one"].late) == [late]
    assert find_party_or_service(loaded.map, late) == late


def test_so_it_is_where_somebody_asks() -> None:
    m = read_text(TEXT.format("gtm/martech-plan", "gtm")).map
    with pytest.raises(UnknownName) as raised:
        find_party_or_service(m, "GTM/MarTech")
    assert raised.value.hint == "name one of: gtm-martech, gtm/martech"
    with pytest.raises(UnknownName):
        find_party_or_service(m, "GTM/MarTech/Plan")
