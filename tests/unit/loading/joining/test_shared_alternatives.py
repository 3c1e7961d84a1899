"""One service in two `any_of` of a customer: (X or Y) and (X or Z)."""

import pytest

from servicemap.durations import Duration
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace

DESK = """
teams:
  Desk:
    relies_on:
      - any_of: [{first}, {{provider: Y, service: b}}]
      - {second}
    serves: [{{customer: Readers, service: News, takes: 1d, promise: 2d}}]
suppliers:
  X: {{serves: [{{customer: Desk, service: a, takes: 1d}}]}}
  Y: {{serves: [{{customer: Desk, service: b, takes: 2d}}]}}
  Z: {{serves: [{{customer: Desk, service: c, takes: 3d}}]}}
end_users: [Readers]
"""

NAMED = "{provider: X, service: a}"
SAID = "{provider: X, service: a, slack: 4h}"


def desk(first: str, second: str) -> str:
    return DESK.format(first=first, second=second)


@pytest.mark.parametrize(("first", "second"), [(NAMED, NAMED), (SAID, NAMED), (NAMED, SAID)])
def test_a_service_may_be_one_of_two_groups(first: str, second: str) -> None:
    loaded = read_text(desk(first, f"any_of: [{second}, {{provider: Z, service: c}}]"))
    assert loaded.findings == ()
    assert [one.services for one in loaded.map.alternatives] == [("x/a", "y/b"), ("x/a", "z/c")]
    (says,) = [one.customer_says for one in loaded.map.reliances if one.service == "x/a"]
    assert says is not None
    assert (says.slack is not None) == ("slack" in first + second)


@pytest.mark.parametrize(("late", "days"), [(1, 1), (2, 2), (3, 2)])
def test_each_group_waits_for_the_first_of_its_own(late: int, days: int) -> None:
    """X after 1 day of work and so many of delay, else Y after 2 and Z after 3; both are needed."""
    m = read_text(desk(NAMED, f"any_of: [{NAMED}, {{provider: Z, service: c}}]")).map
    assert trace(m, {"x": Duration(days=late)})["readers"].late == days * 480


@pytest.mark.parametrize(
    ("first", "second", "cure"),
    [
        (
            SAID,
            "any_of: [{provider: X, service: a, slack: 1d}, {provider: Z, service: c}]",
            "say more than its name in one of the any_of only",
        ),
        (NAMED, NAMED[1:-1], "remove it from the any_of: it is needed whatever else arrives"),
    ],
)
def test_what_cannot_be_joined_is_told_with_its_cure(first: str, second: str, cure: str) -> None:
    second = second if second.startswith("any_of") else f"{{{second}}}"
    findings = read_text(desk(first, second)).findings
    assert [(f.code, f.message, f.hint) for f in findings] == [
        ("SM004", "Desk relies on X for 'a' twice", cure)
    ]
