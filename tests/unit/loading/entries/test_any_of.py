"""Alternatives: every form of `any_of`, and what is said of those that cannot be meant."""

import pytest

from servicemap.durations import Duration
from servicemap.loading import read_text
from tests.unit.loading.entries.test_deliveries import drawn, findings


def test_either_will_do_and_the_first_is_the_plan() -> None:
    loaded = read_text(
        "teams:\n  A:\n    relies_on:\n      - any_of:\n          - {provider: F, service: Toys}\n"
        "          - {provider: G, switch: 3d}\n      - IT\n  IT:\nsuppliers: {F: , G:"
        " {serves: {A: Toys}}}\n"
    )
    assert loaded.findings == ()
    assert drawn(loaded) == ["f/toys >| a", "g/toys > a", "it/work-of-it >| a"]
    (either,) = loaded.map.alternatives
    assert (either.customer, either.services) == ("a", ("f/toys", "g/toys"))
    assert either.location[1:] == (4, 9, 4, 15)
    assert loaded.map.reliances[1].switch == Duration(days=3)


@pytest.mark.parametrize(
    "relies_on",
    [
        "{any_of: [F, G]}",
        "{any_of: {F: Work of F, G: }, IT: }",
        "[{any_of: [F, G]}, IT]",
        "[any_of: {F: , G: }]",
    ],
)
def test_every_form_of_any_of(relies_on: str) -> None:
    loaded = read_text(f"teams: {{A: {{relies_on: {relies_on}}}, IT: }}\nsuppliers: [F, G]\n")
    assert loaded.findings == ()
    assert [one.services for one in loaded.map.alternatives] == [("f/work-of-f", "g/work-of-g")]


@pytest.mark.parametrize(
    ("relies_on", "finding"),
    [
        (
            "[{any_of: [F]}]",
            "SM005 any_of needs at least two that will do -> add another provider, or list this one"
            " without any_of",
        ),
        (
            "[{any_of: [F, {any_of: [G, H]}, H]}]",
            "SM002 any_of stands inside another any_of -> list all that will do in one any_of",
        ),
        (
            "[{provider: F, switch: 3d}]",
            "SM002 switch: says how late an alternative can arrive, and this is none -> put the"
            " alternatives under any_of: or remove switch:",
        ),
        (
            "[{provider: F, any_of: [G, H]}]",
            "SM003 'any_of' is no key of an entry under relies_on: -> any_of is an entry"
            " of its own:"
            " give it its own dash",
        ),
    ],
)
def test_any_of_that_cannot_be_meant(relies_on: str, finding: str) -> None:
    text = f"teams: {{A: {{relies_on: {relies_on}}}}}\nsuppliers: [F, G, H]\n"
    assert [line.partition(" ")[2] for line in findings(text)] == [finding]
