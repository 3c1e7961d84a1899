"""Deliveries of which one is enough, put together under any_of: as they stood, in every style."""

import pytest

from servicemap.editing.applying import edited
from servicemap.editing.edits import OneIsEnough
from servicemap.errors import CannotEdit

FLOUR, GRAIN, MEAL = "mill/flour > bakery", "farm/grain > bakery", "dairy/meal > bakery"

BAKERY = """\
teams:
  Bakery:
    serves: {{Guests: Bread}}
{}  Mill:
  Farm:
  Dairy:
end_users: [Guests]
"""


def put_together(relies_on: str, *ids: str) -> str:
    """What becomes of an entry of relies_on; of the second it is said how late it can arrive."""
    text = BAKERY.format(relies_on)
    found = edited({"map.yaml": text.encode()}, [OneIsEnough(ids, {ids[1]: "3d"})])
    new = found.after["map.yaml"].decode()
    begin, end = text.index(relies_on), len(text) - text.index("  Mill:\n  Farm:")
    assert new[:begin] == text[:begin]
    assert new[-end:] == text[-end:]
    return new[begin:-end]


@pytest.mark.parametrize(
    ("relies_on", "ids", "expected"),
    [
        pytest.param(
            "    relies_on:\n"
            "    - Mill  # ours\n"
            "    - {provider: Dairy, service: Meal}\n"
            "    - provider: Farm  # far\n"
            "      # and dear\n"
            "      service: Grain\n",
            (MEAL, GRAIN),
            "    relies_on:\n"
            "    - Mill  # ours\n"
            "    - any_of:\n"
            "      - {provider: Dairy, service: Meal}\n"
            "      - provider: Farm  # far\n"
            "        # and dear\n"
            "        service: Grain\n"
            "        switch: 3d\n",
            id="entries of a list, with their comments",
        ),
        pytest.param(
            "    relies_on:\n        -   provider: Farm\n            service: Grain\n"
            "        -   {provider: Mill, service: Flour}\n",
            (FLOUR, GRAIN),
            "    relies_on:\n        -   any_of:\n"
            "                -   {provider: Mill, service: Flour}\n"
            "                -   provider: Farm\n                    service: Grain\n"
            "                    switch: 3d\n",
            id="the first of them, which is the plan, may stand below",
        ),
        pytest.param(
            "    relies_on: [{provider: Farm, service: Grain}, Dairy, {provider: Mill, service:"
            " Flour}]\n",
            (FLOUR, GRAIN),
            "    relies_on: [Dairy, {any_of: [{provider: Mill, service: Flour}, {provider: Farm,"
            " service: Grain, switch: 3d}]}]\n",
            id="in brackets",
        ),
        pytest.param(
            "    relies_on:\n      Mill: Flour  # ours\n      Farm: Grain\n",
            (FLOUR, GRAIN),
            "    relies_on:\n      any_of:\n        Mill: Flour  # ours\n"
            "        Farm: {service: Grain, switch: 3d}\n",
            id="under their names",
        ),
        pytest.param(
            "    relies_on: {Mill: Flour, Farm: Grain}  # both\n",
            (FLOUR, GRAIN),
            "    relies_on: {any_of: {Mill: Flour, Farm: {service: Grain, switch: 3d}}}  # both\n",
            id="under their names, in braces",
        ),
        pytest.param(
            "    relies_on:\n      - any_of:\n        - provider: Mill\n          service: Flour\n"
            "        - {provider: Dairy, service: Meal}\n"
            "      - {provider: Farm, service: Grain}  # far\n",
            (FLOUR, GRAIN),
            "    relies_on:\n      - any_of:\n        - provider: Mill\n          service: Flour\n"
            "        - {provider: Dairy, service: Meal}\n"
            "        - {provider: Farm, service: Grain, switch: 3d}  # far\n",
            id="one more of those that are there",
        ),
        pytest.param(
            "    relies_on:\n      Farm: Grain\n      any_of:\n        - {provider: Mill, service:"
            " Flour}\n        - {provider: Dairy, service: Meal}\n",
            (FLOUR, GRAIN),
            "    relies_on:\n      any_of:\n        - {provider: Mill, service:"
            " Flour}\n        - {provider: Dairy, service: Meal}\n"
            "        - {provider: Farm, service: Grain, switch: 3d}\n",
            id="a name becomes an entry of a list",
        ),
    ],
)
def test_each_stands_as_it_stood(relies_on: str, ids: tuple[str, ...], expected: str) -> None:
    assert put_together(relies_on, *ids) == expected


@pytest.mark.parametrize(
    ("relies_on", "said"),
    [
        (
            "    relies_on: [{provider: [Mill, Farm], service: Flour}]\n",
            "Bakery: an entry of several parties at once is no alternative",
        ),
        (
            "    relies_on: {Mill: [Flour, Bran], Farm: Flour}\n",
            "Bakery: several services stand under the name of Mill",
        ),
        (
            "    relies_on:\n      Mill: Flour\n      Farm: Flour\n"
            "      any_of: {Dairy: Meal, Guests: Corn}\n",
            "Bakery: names can have only one any_of among them",
        ),
    ],
)
def test_what_cannot_be_moved_as_it_stands_is_told(relies_on: str, said: str) -> None:
    with pytest.raises(CannotEdit, match=said):
        put_together(relies_on, FLOUR, "farm/flour > bakery")
