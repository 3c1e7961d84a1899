"""The bakery, written in Arabic and in Japanese: one business, two scripts, the same story."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.findings import Severity
from servicemap.model import ServiceMap

MAPS = Path(__file__).parents[2] / "maps"


@pytest.fixture(scope="module")
def both() -> tuple[ServiceMap, ServiceMap]:
    return sm.load(MAPS / "bakery-ar.yaml"), sm.load(MAPS / "bakery-ja.yaml")


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_it_is_clean(language: str) -> None:
    m = sm.load(MAPS / f"bakery-{language}.yaml")
    assert m.language == language
    assert [one for one in sm.check(m).findings if one.severity is not Severity.INFO] == []


def test_both_say_the_same(both: tuple[ServiceMap, ServiceMap]) -> None:
    arabic, japanese = both

    def shape(m: ServiceMap) -> list[tuple[str, int, int]]:
        place = {party: at for at, party in enumerate(m.parties)}
        groups = [(party.group.value, at, 0) for at, party in enumerate(m.parties.values())]
        links = [("link", place[one.provider], place[one.customer]) for one in m.reliances]
        return groups + links

    assert shape(arabic) == shape(japanese)
    assert [s.takes for s in arabic.services.values()] == [
        s.takes for s in japanese.services.values()
    ]


def test_a_late_mill_is_felt_in_the_schools_and_not_in_the_shop(
    both: tuple[ServiceMap, ServiceMap],
) -> None:
    for m in both:
        mill = next(iter(m.parties))
        late = sm.trace(m, late={mill: "3d"})
        van, shop, schools, cafes = list(m.parties)[-4:]
        assert {promise.customer for promise in late.felt} == {van, schools, cafes}
        assert {promise.late for promise in late.felt} == {3 * 8 * 60}
        assert shop not in {promise.customer for promise in late.felt}
