"""A poster speaks one language: no English word of ours on a German one, seen or heard."""

import re

import pytest

import servicemap as sm
from servicemap.comparing import sentences
from servicemap.drawing.scene import Scene, Text
from servicemap.drawing.writing.index_page import write_index
from servicemap.errors import MissingGlyph
from servicemap.model import ServiceMap
from servicemap.posters.index_pages import index_page, shown_by
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_department
from servicemap.wording.catalogues import LANGUAGES, catalogue
from tests.drawing.sketches import notes, read

pytestmark = pytest.mark.usefixtures("hurried")

BEFORE = """
map: {title: Q, date: 2027-01-04, language: LANGUAGE}
suppliers:
  Qa: {serves: {Qc: Qs}}
  Qb: {serves: {Qc: Qt}}
  Qz: {serves: {Qc: Qx}}
teams:
  Qc:
    department: Qd
    owner: Qo
    relies_on: [{any_of: [{provider: Qa, service: Qs}, {provider: Qb, service: Qt}]}]
    serves:
      - {customer: Qe, service: Qu, takes: 1d, promise: 3d, slack: 1d, departs: daily 17:00}
      - {customer: Qg, service: Qv, takes: {best: 1d, likely: 2d, worst: 3d}, needs: [Qa/Qs]}
  Qe: {department: Qf, serves: [{customer: Qg, service: Qw, takes: 1d}]}
end_users:
  Qg:
  Qh: {inside: yes, relies_on: [{provider: Qe, service: Qy}]}
distributors: [Qi]
scenarios: {Qj: {title: Qj, late: {Qc: 9d}, cause: weather}}
"""
AFTER = """
map: {title: Q, date: 2027-02-04, language: LANGUAGE}
suppliers:
  Qa: {serves: {Qc: Qs}}
  Qb: {serves: {Qc: Qt}}
teams:
  Qc:
    department: Qd
    calendar: {workdays: Mon-Sat, hours: 08:00-12:00, holidays: [2027-02-05]}
    serves:
      - customer: Qe
        service: Qu
        takes: {best: 1d, likely: 2d, worst: 3d}
        promise: 4d
        slack: 1d elapsed
        departs: Mon,Thu 09:30
        worth: 5.5
        often_late: {chance: 20%, typical: 1d, worst: 2d}
        needs: []
      - {customer: Qg, service: Qv, takes: 2d, needs: [Qb/Qt], departs: monthly last}
  Qe:
    department: Qk
    serves: [{customer: Qg, service: Qw, takes: 1d, departs: every 2w}]
    relies_on: [{provider: Qc, service: Qu, standing: yes, expects: 1w}]
end_users:
  Qg: {inside: yes}
  Qh: {relies_on: [{provider: Qe, service: Qy}]}
prospects: [Qi]
scenarios: {Qj: {title: Qj, late: {Qc: 9d}, cause: weather}}
"""


def tokens(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", text)}


def ours(language: str) -> set[str]:
    words = " ".join(re.sub(r"\{\w+\}", " ", text) for text in catalogue(language).values())
    return tokens(words)


TOLD = " ".join(
    re.sub(r"\{\w+\}", " ", part)
    for table in sentences.TABLES.values()
    for one in table.values()
    for part in one
)
ENGLISH = (
    ours("en") | tokens(TOLD) | tokens("daily monthly weekly every elapsed last yes no either")
)


def heard(scene: Scene) -> str:
    said = [scene.title, scene.description, *notes(scene)]
    for part in scene.parts:
        said += [part.title or "", *(item.words for item in part.items if isinstance(item, Text))]
    return " | ".join(said)


def kinds(old: ServiceMap, new: ServiceMap) -> dict[str, str]:
    """Every kind of poster, and the page of them, as all that is seen and heard of it."""
    scenes = {
        "whole": draw(new),
        "bw": draw(new, paper="A0"),
        "department": draw(new, department="Qd"),
        "here": draw(new, here="Qd"),
        "team": draw(new, team="Qc"),
        "late": sm.poster(new, late={"Qc": "9d"}).scene,
        "scenario": sm.poster(new, scenario="Qj").scene,
        "change": draw(new, changed_from=old),
        "back": draw(old, changed_from=new),
        "read from": draw(new, readable_from=1.0),
    }
    posters = [shown_by(one, scenes["department"]) for one in each_department(new)[0]]
    page = write_index(index_page(new, posters, (), (), ".svg", ".svg"))
    body = re.sub(r"<[^>]*?(?:alt=\"([^\"]*)\")?[^>]*>", r" \1 ", page.split("<body>")[1])
    return {**{kind: heard(scene) for kind, scene in scenes.items()}, "page": body}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_english_word_of_ours_is_on_a_poster(language: str) -> None:
    old, new = (read(text.replace("LANGUAGE", language)) for text in (BEFORE, AFTER))
    try:
        found = kinds(old, new)
    except MissingGlyph:
        pytest.skip(f"no font for {language} on this machine")
    foreign = ENGLISH - ours(language) - tokens("A0 pt mm svg")
    assert {kind: words for kind, said in found.items() if (words := tokens(said) & foreign)} == {}


def test_the_test_would_notice() -> None:
    old, new = (read(text.replace("LANGUAGE", "en")) for text in (BEFORE, AFTER))
    foreign = ENGLISH - ours("de")
    assert all(tokens(said) & foreign for kind, said in kinds(old, new).items() if kind != "page")
