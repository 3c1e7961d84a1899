"""Chains in words: of a long one the middle is counted, and nobody is named who is not shown."""

import pytest

from servicemap.model import ServiceMap
from servicemap.wording import chains, names
from servicemap.wording.chains import SHOWN, chain
from tests.maps_by_hand import make_map, service

M = make_map([service(f"t{k}/x") for k in range(30)], [])


def test_one_who_comes_twice_in_a_row_stands_once() -> None:
    assert chain(M, ["t1", "t1", "t2", "t1"]) == "T1 -> T2 -> T1"


def test_only_those_who_are_shown_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    find = names.name

    def counted(m: ServiceMap, id_: str) -> str:
        named.append(id_)
        return find(m, id_)

    monkeypatch.setattr(chains, "name", counted)
    said = chain(M, [f"t{k}" for k in range(30)], everything=False)
    assert said == (
        "T0 -> T1 -> T2 -> T3 -> T4 -> T5 -> T6 -> T7 -> 18 others -> T26 -> T27 -> T28 -> T29"
    )
    assert len(named) == SHOWN
