"""Comments of a file that is edited: each stays with what it is about, and none is lost."""

import pytest

from servicemap.editing.applying import edited
from servicemap.editing.edits import DeliverySays, PartySays
from servicemap.errors import CannotEdit
from servicemap.loading.entries.delivery_sides import SERVES


def test_a_comment_inside_of_what_would_be_replaced_is_never_lost() -> None:
    text = "teams:\n  A:\n    objectives:\n      - One  # the old one\n      - Two\n"
    with pytest.raises(CannotEdit, match="comment"):
        edited({"m.yaml": text.encode()}, [PartySays("a", "objectives", ["Three"])])


SHARED = """\
teams:
  A:
    serves:
{entry}end_users: [B, C]
"""

RINGS = """\
      - customer: [B,   # rings on Monday
                   C]   # second
        service: x
"""


def promised(customer: str, entry: str) -> str:
    """What becomes of the entry of B and C when one of them gets a promise."""
    change = DeliverySays(f"a/x > {customer}", SERVES, "promise", "2d")
    found = edited({"map.yaml": SHARED.format(entry=entry).encode()}, [change])
    new = found.after["map.yaml"].decode()
    return new.partition("serves:\n")[2].partition("end_users")[0]


@pytest.mark.parametrize(
    ("customer", "entry", "expected"),
    [
        pytest.param(
            "b",
            RINGS,
            """\
      - customer: [C]   # second
        service: x
      - customer: B   # rings on Monday
        service: x
        promise: 2d
""",
            id="it goes where the name goes",
        ),
        pytest.param(
            "c",
            RINGS,
            """\
      - customer: [B   # rings on Monday
                   ]
        service: x
      - customer: C   # second
        service: x
        promise: 2d
""",
            id="that of who stays stays",
        ),
        pytest.param(
            "c",
            """\
      - {customer: [B,
                    C],   # second
         service: x}
""",
            """\
      - {customer: [B],
         service: x}
      - {customer: C, service: x, promise: 2d}   # second
""",
            id="behind the bracket it is that of the last",
        ),
        pytest.param(
            "b",
            """\
      - customer:
          - B    # why B
          - C    # why C
        service: x   # last
        # and more of it
""",
            """\
      - customer:
          - C    # why C
        service: x   # last
        # and more of it
      - customer: B   # why B
        service: x
        promise: 2d
""",
            id="below the entry that it is about",
        ),
        pytest.param(
            "c",
            """\
      [
        {customer: [B, C], service: x},  # of both
      ]
""",
            """\
      [
        {customer: [B], service: x},  # of both
        {customer: C, service: x, promise: 2d},
      ]
""",
            id="behind an entry in brackets",
        ),
        pytest.param(
            "c",
            """\
      [
        {customer: [B, C], service: x}  # of both
      ]
""",
            """\
      [
        {customer: [B], service: x},  # of both
        {customer: C, service: x, promise: 2d}
      ]
""",
            id="behind the last of them",
        ),
    ],
)
def test_a_comment_stays_with_what_it_is_about(customer: str, entry: str, expected: str) -> None:
    assert promised(customer, entry) == expected


@pytest.mark.parametrize(
    ("customer", "entry", "why"),
    [
        (
            "b",
            "      - service: x\n        customer:\n        # abroad\n        - B\n        - C\n",
            "B gets an entry of its own, and a comment stands above that name",
        ),
        (
            "b",
            "      [{service: x, customer: [B,  # loud\n       C]}]\n",
            "has no place where its entry would stand",
        ),
    ],
)
def test_a_comment_that_would_be_lost_is_told_instead(customer: str, entry: str, why: str) -> None:
    with pytest.raises(CannotEdit, match=why):
        promised(customer, entry)
