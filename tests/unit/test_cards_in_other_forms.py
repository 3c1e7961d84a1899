"""A team's card as JSON and in a notebook."""

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.reporting.json.cards import as_json
from servicemap.reporting.json.sides import both_sides
from tests.unit.test_cards import DAY, toys


def test_a_card_in_json() -> None:
    found = as_json(show(toys("6d"), "desk"))
    order = next(one for one in toys("6d").reliances if one.service == "desk/order")
    assert found == {
        "version": 2,
        "kind": "show",
        "party": {
            "id": "desk",
            "name": "Desk",
            "group": "teams",
            "department": None,
            "owner": None,
            "objectives": [],
            "measured": [],
            "meets_customer": False,
        },
        "customers": [
            {"customer": "shop", "service": "desk/order", **both_sides(order), "actions": []}
        ],
        "providers": [],
        "said_overall": [],
        "said": [],
        "unnamed": [],
        "reaches": [{"customer": "shoppers", "chain": ["desk", "shop", "shoppers"]}],
        "first_to_break": [
            {
                "service": "shop/toys",
                "customer": "shoppers",
                "chain": ["desk", "shop", "shoppers"],
                "min_minutes": 1440,
                "max_minutes": 1440,
                "without_limit": False,
            }
        ],
        "leads_on_to": [],
        "promises": [],
        "hanging": [],
        "tolerance_minutes": 3 * DAY,
        "tolerance_min_minutes": 3 * DAY,
        "tolerance_max_minutes": 3 * DAY,
        "harmless_minutes": 3 * DAY,
        "certain": True,
        "not_counted": [],
        "callers": [],
        "perhaps_late_by_others": [],
        "notices": ["shoppers"],
        "why": "",
        "sentence": "You can be 3 days late; on day 4 Shoppers notice.",
        "second_sentence": "",
    }
    assert as_json(show(toys("6d"), "shoppers"))["why"] == "it provides no service"


def test_a_card_in_a_notebook_escapes_names() -> None:
    m = toys("6d")
    parties = dict(m.parties)
    parties["shop"] = parties["shop"]._replace(name="<b>Shop")
    page = show(m._replace(parties=parties), "desk")._repr_html_()
    assert "&lt;b&gt;Shop" in page
    assert "<b>Shop" not in page


def test_a_customer_s_newest_score_and_its_word_since_are_both_in_json() -> None:
    m = read_text(
        "teams: {Shop: {serves: {Shoppers: Toys}}}\nend_users: {Shoppers: {feedback: [{score: 2,"
        " asked: 2027-01-01, says: Late}, {asked: 2027-01-09, says: When do you open?}]}}"
    ).map
    own, shop = (as_json(show(m, who)) for who in ("shoppers", "shop"))
    assert [(one["score"], one["says"]) for one in own["said"]] == [
        (2, "Late"),
        (None, "When do you open?"),
    ]
    assert shop["said_overall"] == own["said"]
