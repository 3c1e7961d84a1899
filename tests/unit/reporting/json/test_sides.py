"""What the two sides of a delivery say, in JSON: every key of the format, as the map writes it."""

import pytest

from servicemap.loading import read_text
from servicemap.model import CustomerSays, ProviderSays
from servicemap.reporting.json.sides import both_sides

TOYS = read_text("""
teams:
  Warehouse:
    serves:
      - customer: Stores
        service: Stock
        promise: daily 17:00
        departs: Fri 17:00
        worth: 1200.50
        others: {Toyland: Fri 12:00}
        allow: {stale-entry: Asked in May}
  Stores:
    relies_on:
      - provider: Warehouse
        slack: 1d 4h
        standing: yes
        quality: Sorted by shelf
        feedback:
          - {score: 6, asked: 2027-01-10, from: Telesales}
          - {score: 9, says: Better}
""").map


def test_what_was_said_is_written_as_in_the_map() -> None:
    (stock,) = TOYS.reliances
    said = both_sides(stock)
    assert said["provider_says"] == {
        "name": "Stock",
        "promise": "daily 17:00",
        "slack": None,
        "departs": "Fri 17:00",
        "worth": 1200.5,
        "noticed_after": None,
        "channel": None,
        "quality": None,
        "others": {"Toyland": "Fri 12:00"},
        "confirmed": None,
        "allow": {"stale-entry": "Asked in May"},
    }
    wanted = said["customer_says"]
    assert (wanted["name"], wanted["slack"], wanted["standing"]) == (None, "1d 4h", True)
    newest = {"score": 6, "asked": "2027-01-10", "from": "Telesales"}
    assert wanted["feedback"] == newest
    assert wanted["all_feedback"] == [newest, {"score": 9, "says": "Better"}]
    assert wanted["quality"] == ["Sorted by shelf"]
    assert both_sides(stock._replace(customer_says=None))["customer_says"] is None


@pytest.mark.parametrize("record", [ProviderSays, CustomerSays])
def test_no_key_is_forgotten(record: type[ProviderSays | CustomerSays]) -> None:
    (stock,) = TOYS.reliances
    side = "provider_says" if record is ProviderSays else "customer_says"
    keys = set(both_sides(stock)[side]) - {"all_feedback"}
    assert keys == {"name", *record._fields} - {"service_name", "location", "places"}
