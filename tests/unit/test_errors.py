"""Errors that come from another process, or out of a deep copy, are what was raised."""

import copy
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

import servicemap as sm
from servicemap import errors
from servicemap.durations import NoLength, parse_duration
from servicemap.errors import FileChanged, InvalidMap, Mistake, ServiceMapError, WrongSettings
from servicemap.loading import read_text
from servicemap.locations import Location

TWO_SLIPS = "teams: {A: {serves: {B: C, D: E}}}"

SETTINGS = Location("servicemap.toml", 1, 1, 1, 8)
ONE = Mistake(SETTINGS, "'langage' is no setting", "did you mean language?")
OTHER = Mistake(SETTINGS, "'papre' is no setting")

UNUSUAL: list[ServiceMapError] = [
    FileChanged("toys.yaml", b"mine", b"ours"),
    InvalidMap(read_text(TWO_SLIPS).findings),
    WrongSettings((ONE,)),
    WrongSettings((ONE, OTHER)),
]
"""Those that are made of something else than their sentence."""


def _kinds(of: type[ServiceMapError]) -> Iterator[type[ServiceMapError]]:
    yield of
    for kind in of.__subclasses__():
        yield from _kinds(kind)


def _raised() -> list[ServiceMapError]:
    unusual = {type(one) for one in UNUSUAL}
    usual = [kind for kind in _kinds(ServiceMapError) if kind not in unusual]
    with_names = [
        kind("'lat' is no team", "leave out {} or {}", ["late", "fail"]) for kind in usual
    ]
    return [*UNUSUAL, *with_names, *(kind("no such map") for kind in usual)]


def test_every_error_of_the_table_is_tried() -> None:
    declared = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, ServiceMapError)
    }
    assert {type(one) for one in _raised()} >= declared


@pytest.mark.parametrize("error", _raised(), ids=lambda one: type(one).__name__)
def test_an_error_outlives_another_process_and_a_deep_copy(error: ServiceMapError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert (again.message, again.hint) == (error.message, error.hint)
        assert again.hint_in("--{}".format) == error.hint_in("--{}".format)
        assert vars(again) == vars(error)


def test_a_text_that_is_no_length_outlives_it_too() -> None:
    with pytest.raises(NoLength) as caught:
        parse_duration("soon")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.message, again.hint) == (
        str(caught.value),
        caught.value.message,
        caught.value.hint,
    )


def test_a_wrong_map_does_not_break_the_pool_that_reads_it() -> None:
    with ProcessPoolExecutor(1) as pool:
        with pytest.raises(InvalidMap, match="SM007") as caught:
            pool.submit(sm.loads, TWO_SLIPS).result()
        assert len(pool.submit(sm.loads, "end_users: [Guests]").result().parties) == 1
    assert [finding.code for finding in caught.value] == ["SM007", "SM007"]
    assert tuple(caught.value) == read_text(TWO_SLIPS, path="map.yaml").findings
