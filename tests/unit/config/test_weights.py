"""Which findings matter how much: what settings say over what kinds say by themselves."""

import os

import pytest

from servicemap.config import PathSettings, Settings, Weights
from servicemap.findings import KINDS, Severity

ERROR, WARNING, INFO, OFF = Severity


@pytest.mark.parametrize("code", KINDS)
def test_without_settings_a_kind_matters_as_it_does_by_itself(code: str) -> None:
    assert Weights(Settings()).of(code, "a.yaml") is KINDS[code].severity


@pytest.mark.parametrize(
    ("settings", "code", "weight"),
    [
        (Settings(select=("SM1",)), "SM101", ERROR),
        (Settings(select=("SM1",)), "SM301", OFF),
        (Settings(select=("SM1",)), "SM003", ERROR),  # always
        (Settings(ignore=("SM1",)), "SM101", OFF),
        (Settings(ignore=("SM",)), "SM003", ERROR),  # always
        (Settings(select=("SM1",), ignore=("SM101",)), "SM101", OFF),
        (Settings(select=("SM101",), ignore=("SM1",)), "SM101", ERROR),  # the more exact
        (Settings(select=("SM101",), ignore=("SM1",)), "SM102", OFF),
        (Settings(select=("SM101",), ignore=("SM101",)), "SM101", OFF),
        (Settings(select=("SM202",)), "SM202", WARNING),  # off by itself
        (Settings(select=("SM2",)), "SM202", WARNING),
        (Settings(select=("SM2",), severity={"SM202": INFO}), "SM202", INFO),
        (Settings(select=("SM2",), severity={"SM202": OFF}), "SM202", OFF),
        (Settings(severity={"SM202": ERROR}), "SM202", ERROR),
        (Settings(severity={"SM1": INFO, "SM101": WARNING}), "SM101", WARNING),
        (Settings(severity={"SM1": INFO, "SM101": WARNING}), "SM102", INFO),
        (Settings(strict=True), "SM106", WARNING),
        (Settings(strict=True), "SM101", ERROR),
        (Settings(strict=True), "SM202", OFF),
        (Settings(strict=True, severity={"SM101": INFO}), "SM101", WARNING),
    ],
)
def test_the_more_exact_setting_counts(settings: Settings, code: str, weight: Severity) -> None:
    weights = Weights(settings)
    assert weights.of(code, "maps/a.yaml") is weight
    assert weights.anywhere(code) is (weight is not OFF)


def test_settings_of_paths_come_after_those_of_the_project_and_in_their_order() -> None:
    settings = Settings(
        ignore=("SM104",),
        severity={"SM101": WARNING},
        paths=(
            PathSettings("drafts/**", ("SM3",), {"SM1": INFO, "SM202": WARNING, "SM104": ERROR}),
            PathSettings("drafts/old/**", (), {"SM101": ERROR}),
        ),
    )
    weights = Weights(settings)
    assert weights.of("SM101", "toys.yaml") is WARNING
    assert weights.of("SM101", "drafts/toys.yaml") is INFO
    assert weights.of("SM101", "drafts/old/toys.yaml") is ERROR
    assert weights.of("SM301", "toys.yaml") is ERROR
    assert weights.of("SM301", "drafts/toys.yaml") is OFF
    assert weights.of("SM202", "toys.yaml") is OFF
    assert weights.of("SM202", "drafts/toys.yaml") is WARNING
    assert weights.of("SM104", "drafts/toys.yaml") is OFF  # ignored everywhere
    assert weights.anywhere("SM202")
    assert not weights.anywhere("SM104")


def test_globs_count_from_the_settings_file_and_findings_from_where_the_command_ran() -> None:
    root = os.path.abspath(os.pardir)
    here = os.path.basename(os.getcwd())
    weights = Weights(Settings(root=root, paths=(PathSettings(f"{here}/maps/*", ("SM1",)),)))
    assert weights.of("SM101", "maps/a.yaml") is OFF
    assert weights.of("SM101", os.path.abspath("maps/a.yaml")) is OFF
    assert weights.of("SM101", "other/maps/a.yaml") is ERROR
