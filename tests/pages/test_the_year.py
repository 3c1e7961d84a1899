"""The year of a customer-minded manager: what the page shows is what happens, in that order."""

import re
from pathlib import PurePath

import pytest

from docs.reference.year import PAGE, told
from docs.reference.year_in_the_shop import FILLED, as_csv
from tests.conftest import Golden


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_what_the_page_shows_is_what_happens(request: pytest.FixtureRequest) -> None:
    """`pytest --refresh-golden` writes it anew, as does docs/refresh.py."""
    should = told(page()).page
    if request.config.getoption("--refresh-golden"):
        PAGE.write_text(should, encoding="utf-8", newline="\n")
    assert page() == should


def test_the_sheets_are_those_that_people_filled_in(golden: Golden) -> None:
    files = told(page()).files
    for folder, filled_in in FILLED.items():
        for name in filled_in:
            saved = files.get(f"{folder}/sheet-{name}.csv")
            sheet = saved.decode() if saved else as_csv(files[f"{folder}/sheet-{name}.xlsx"])
            golden(f"year/{folder}/{name}.csv", sheet)


def test_every_month_has_its_row_and_its_section() -> None:
    months = re.findall(r"^\| (\w+|next January) \|", page(), re.MULTILINE)[1:]
    headed = re.findall(r"^## (\w+|Next January):", page(), re.MULTILINE)
    assert [one.casefold() for one in months] == [one.casefold() for one in headed]
    assert len(headed) == 13


def test_a_difference_that_has_no_place_is_told() -> None:
    once = "```diff\nharbour-toys/map.yaml\n-  title: Nobody's toys\n+  title: Toys\n```\n"
    with pytest.raises(ValueError, match="has not once, but 0 times"):
        told(once)


def test_a_wrong_call_is_told() -> None:
    with pytest.raises(ValueError, match="check --never harbour-toys ends with 2"):
        told("```console\n$ servicemap check --never harbour-toys\n```\n")


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page())
    assert [link for link in links if not (PAGE.parent / PurePath(link)).exists()] == []
