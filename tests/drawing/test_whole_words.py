"""What people wrote stands on the poster whole, wherever the sheet has room."""

import pytest

from servicemap.drawing.scene import Scene
from servicemap.posters.poster import draw
from tests.drawing.sketches import part, read, words
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

TWO_BUDGETS = """
teams:
  Finance:
    department: Office
    serves:
      Marketing: Approved budget for the coming financial year 2027
      Retail: Approved budget for the coming financial year 2028
  Marketing: {department: Office}
  Retail: {serves: {Shoppers: Toys}}
end_users: [Shoppers]
"""

LONG_WORDS = """
map: {language: de}
teams:
  Hauptversammlungsprotokollierung:
    department: Vorstandsangelegenheiten
    serves: {Recht: Protokollentwurf}
  Recht:
    department: Vorstandsangelegenheiten
    serves: {Rechnungsprüfungsausschuss: Prüfbericht}
  Rechnungsprüfungsausschuss:
    department: Kontrolle
    serves: {Bürgerschaft: Jahresabschlussveröffentlichung}
end_users: [Bürgerschaft]
"""


def pills(scene: Scene) -> list[str]:
    return [" ".join(words(one)) for one in scene.parts if one.role == "pill"]


def test_long_services_stand_whole_on_a_sheet_with_room() -> None:
    scene = draw(read(TWO_BUDGETS))
    assert sorted(pills(scene)) == [
        "Approved budget for the coming financial year 2027",
        "Approved budget for the coming financial year 2028",
        "Toys",
    ]
    assert scene.notes == ()
    assert faults(scene) == []


def test_long_words_stand_whole_in_smaller_type() -> None:
    scene = draw(read(LONG_WORDS))
    for team in ("Hauptversammlungsprotokollierung", "Rechnungsprüfungsausschuss"):
        (box,) = (one for one in scene.parts if one.role == "box" and one.title == team)
        assert words(box) == [team]
    assert "Jahresabschlussveröffentlichung" in pills(scene)
    panel = part(scene, "panel", "department/vorstandsangelegenheiten")
    assert words(panel) == ["Vorstandsangelegenheiten"]
    assert faults(scene) == []


def test_the_longest_name_a_map_may_have_stands_whole_on_a_sheet_with_room() -> None:
    longest = " ".join(f"and the {n}th thing" for n in range(20))[:199].strip()
    serves = f"  Office: {{serves: {{Works: {longest}}}}}"
    scene = draw(read(f"teams:\n{serves}\n  Works: {{}}\n  {longest}: {{}}\n"))
    assert pills(scene) == [longest]
    assert longest in [" ".join(words(one)) for one in scene.parts if one.role == "box"]
    assert scene.notes == ()
    assert faults(scene) == []


def test_nothing_is_cut_short_however_long_it_is() -> None:
    same = " ".join(f"and the {n}th thing" for n in range(9))
    teams = "\n".join(
        f"  Team {n} for this {same} in 202{n}:\n    department: Floor {n}\n"
        f"    serves: {{Team {n + 1} for this {same} in 202{n + 1}: Report {same} in 202{n}}}"
        for n in range(7)
    )
    scene = draw(read(f"teams:\n{teams}\n  Team 7 for this {same} in 2027: {{}}\n"))
    names = {" ".join(words(one)) for one in scene.parts if one.role == "box"}
    assert names == {f"Team {n} for this {same} in 202{n}" for n in range(8)}
    assert pills(scene) == [f"Report {same} in 202{n}" for n in range(7)]
    assert scene.notes == ()
    assert faults(scene) == []


TWO_WAYS = read("""
map: {start: 2027-03-01, calendar: {holidays: [2027-03-08, 2027-03-23, 2027-03-26]}}
teams:
  Office:
    serves:
      - {customer: Depot, service: Orders, takes: 2d, departs: Fri 12:00}
      - {customer: Sales, service: Prices, takes: 1d, promise: 3d}
  Depot:
    serves: [{customer: Office, service: Goods, takes: 3d, departs: Tue 09:00}]
    relies_on: [{provider: Office, service: Orders}]
  Sales: {serves: {Shoppers: Advice}}
end_users: [Shoppers]
""")
"""Prices may wait for Goods, which wait for Orders, which may wait for Goods."""


def test_what_is_said_at_length_of_a_team_makes_its_card_higher_and_no_wider() -> None:
    scene = draw(TWO_WAYS, late={"Depot": "1d"})
    badge = [line for line in words(part(scene, "box", "sales")) if line not in {"Sales", "Advice"}]
    assert " ".join(badge) == "may be up to 5 days later, days off not counted"
    assert len(badge) == 3
