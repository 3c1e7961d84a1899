"""What an edit makes of a file: the lines before and after it stand side by side."""

import os
from pathlib import Path

import pytest

from servicemap.editing.applying import edited, save
from servicemap.editing.edits import (
    AddDelivery,
    AddFeedback,
    AddParty,
    DeliverySays,
    Edit,
    PartySays,
    RemoveDelivery,
)
from servicemap.errors import CannotEdit, FileChanged, InvalidMap
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES
from servicemap.model import Group

KITCHEN = """\
teams:
  Kitchen:              # ours
    owner: "Ann"
    # whom we cook for
    serves:
    - customer: Waiters
      service: Lunch    # hot
      takes: 3h
    - {customer: [Guests, Waiters], service: Snacks, promise: 2d}
  Waiters:
    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}
    serves: {Guests: Lunch at the table}
  Laundry:
    serves: [Porters]
  Porters:
end_users: [Guests, 'The mayor']   # for now
suppliers:
- Market
"""

LUNCH = "kitchen/lunch > waiters"


def after(*changes: Edit, text: str = KITCHEN) -> str:
    """The lines that come and go."""
    found = edited({"map.yaml": text.encode()}, changes)
    new = found.after["map.yaml"].decode()
    gone, come = text.splitlines(), new.splitlines()
    shared = 0
    while shared < min(len(gone), len(come)) and gone[shared] == come[shared]:
        shared += 1
    behind = 0
    while behind < min(len(gone), len(come)) - shared and gone[-1 - behind] == come[-1 - behind]:
        behind += 1
    return "\n".join(
        [f"-{line}" for line in gone[shared : len(gone) - behind]]
        + [f"+{line}" for line in come[shared : len(come) - behind]]
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            PartySays("kitchen", "owner", "Bo"),
            '-    owner: "Ann"\n+    owner: "Bo"',
            id="in the quotation marks that stand there",
        ),
        pytest.param(
            PartySays("kitchen", "confirmed", "2027-01-12"),
            "+    confirmed: 2027-01-12",
            id="a key of a party, below those that usually come before it",
        ),
        pytest.param(
            PartySays("porters", "owner", "Di"),
            "+    owner: Di",
            id="the first word of somebody",
        ),
        pytest.param(
            PartySays("guests", "owner", "Di"),
            "-end_users: [Guests, 'The mayor']   # for now\n"
            "+end_users: {Guests: {owner: Di}, 'The mayor'}   # for now",
            id="a list of names becomes keys",
        ),
        pytest.param(
            PartySays("market", "owner", "Di: on Fridays"),
            '-- Market\n+  Market:\n+    owner: "Di: on Fridays"',
            id="and so does one with dashes",
        ),
        pytest.param(
            DeliverySays(LUNCH, SERVES, "takes", "4h"),
            "-      takes: 3h\n+      takes: 4h",
            id="a value",
        ),
        pytest.param(
            DeliverySays(LUNCH, SERVES, "promise", "1d"),
            "+      promise: 1d",
            id="one more key of an entry",
        ),
        pytest.param(
            DeliverySays("kitchen/snacks > waiters", SERVES, "promise", "1d"),
            "-    - {customer: [Guests, Waiters], service: Snacks, promise: 2d}\n"
            "+    - {customer: [Guests], service: Snacks, promise: 2d}\n"
            "+    - {customer: Waiters, service: Snacks, promise: 1d}",
            id="one of two who share an entry gets its own",
        ),
        pytest.param(
            DeliverySays("kitchen/snacks > waiters", SERVES, "takes", "1h"),
            "-    - {customer: [Guests, Waiters], service: Snacks, promise: 2d}\n"
            "+    - {customer: [Guests, Waiters], service: Snacks, takes: 1h, promise: 2d}",
            id="what belongs to the service is of both",
        ),
        pytest.param(
            DeliverySays(LUNCH, RELIES_ON, "slack", "10m"),
            "-    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}\n"
            "+    relies_on: {Kitchen: {service: Lunch, slack: 10m}, Laundry: [Aprons, Napkins]}",
            id="a short form is written out, that entry alone",
        ),
        pytest.param(
            DeliverySays("laundry/napkins > waiters", RELIES_ON, "slack", "1d"),
            "-    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}\n"
            "+    relies_on: {Kitchen: Lunch, Laundry: [Aprons, {service: Napkins, slack: 1d}]}",
            id="one of several under a name",
        ),
        pytest.param(
            AddDelivery("waiters", RELIES_ON, "Kitchen", {"service": "Soup"}),
            "-    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}\n"
            "+    relies_on: {Kitchen: [Lunch, Soup], Laundry: [Aprons, Napkins]}",
            id="one more of the same provider",
        ),
        pytest.param(
            AddDelivery("porters", SERVES, "Kitchen", {"service": "Crates", "takes": "1h"}),
            "+    serves:\n+    - {customer: Kitchen, service: Crates, takes: 1h}",
            id="the first delivery, with dashes where this file has them",
        ),
        pytest.param(
            AddDelivery("kitchen", SERVES, "Porters", {"service": "Crumbs"}),
            "+    - {customer: Porters, service: Crumbs}",
            id="one more, as the one above it is written",
        ),
        pytest.param(
            AddParty(Group.TEAMS, "Bar: upstairs", {"owner": "Ed"}),
            '+  "Bar: upstairs":\n+    owner: Ed',
            id="one more team",
        ),
        pytest.param(
            AddParty(Group.PROSPECTS, "Regulars", {}),
            "+\n+prospects:\n+  Regulars:",
            id="the first of a section",
        ),
        pytest.param(
            RemoveDelivery("kitchen/snacks > guests", SERVES),
            "-    - {customer: [Guests, Waiters], service: Snacks, promise: 2d}\n"
            "+    - {customer: [Waiters], service: Snacks, promise: 2d}",
            id="one of two goes",
        ),
        pytest.param(
            RemoveDelivery("laundry/napkins > waiters", RELIES_ON),
            "-    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}\n"
            "+    relies_on: {Kitchen: Lunch, Laundry: [Aprons]}",
            id="one of several under a name goes",
        ),
        pytest.param(
            AddFeedback(
                "waiters", ({"score": "4", "says": "Late, again"},), "kitchen/lunch > waiters"
            ),
            "-    relies_on: {Kitchen: Lunch, Laundry: [Aprons, Napkins]}\n"
            '+    relies_on: {Kitchen: {service: Lunch, feedback: {score: 4, says: "Late, again"}},'
            " Laundry: [Aprons, Napkins]}",
            id="what a customer said",
        ),
        pytest.param(
            AddFeedback("guests", ({"score": "4"},), "kitchen/snacks > guests"),
            "-end_users: [Guests, 'The mayor']   # for now\n"
            "+end_users: {Guests: {relies_on: [{provider: Kitchen, service: Snacks, feedback:"
            " {score: 4}}]}, 'The mayor'}   # for now",
            id="of what only the provider wrote",
        ),
    ],
)
def test_the_lines_that_change(change: Edit, expected: str) -> None:
    assert after(change) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "teams: {Kitchen, Desk: {owner: Ann}}",
            "teams: {Kitchen: {owner: Bo}, Desk: {owner: Ann}}",
        ),
        ("teams: {Kitchen: , Desk: {}}", "teams: {Kitchen: {owner: Bo} , Desk: {}}"),
        ("teams: {Desk: {}, Kitchen}", "teams: {Desk: {}, Kitchen: {owner: Bo}}"),
    ],
)
def test_a_name_in_braces_of_which_nothing_is_said(text: str, expected: str) -> None:
    found = edited({"m.yaml": text.encode()}, [PartySays("kitchen", "owner", "Bo")])
    assert found.after["m.yaml"].decode() == expected


def test_with_windows_line_ends_a_byte_order_mark_and_no_line_end_at_the_end() -> None:
    text = "\ufeffteams:\r\n    IT:   # us\r\n        serves:\r\n          - Desk\r\n    Desk:"
    added: list[Edit] = [
        DeliverySays("it/work-of-it > desk", SERVES, "promise", "2d"),
        PartySays("desk", "owner", "Di"),
    ]
    found = edited({"m.yaml": text.encode()}, added)
    assert (
        found.after["m.yaml"].decode()
        == text.replace("- Desk", "- {customer: Desk, promise: 2d}") + "\r\n        owner: Di"
    )


ALIAS = """\
teams:
  A: {serves: [&one {customer: C, service: Bread}]}
  B: {serves: [*one]}
end_users: [C]
"""


def test_what_stands_in_two_places_is_not_changed_in_one() -> None:
    with pytest.raises(CannotEdit, match=r"b/bread > c|entry"):
        edited({"m.yaml": ALIAS.encode()}, [DeliverySays("a/bread > c", SERVES, "promise", "2d")])


def test_what_the_reader_would_refuse_is_not_written() -> None:
    with pytest.raises(CannotEdit, match="the map would be wrong then: takes: 'soon'"):
        edited({"m.yaml": KITCHEN.encode()}, [DeliverySays(LUNCH, SERVES, "takes", "soon")])


def test_a_map_that_cannot_be_read_as_meant_is_not_touched() -> None:
    with pytest.raises(InvalidMap, match="color"):
        edited({"m.yaml": b"teams: {A: {color: red}}"}, [PartySays("a", "owner", "Ann")])


def test_of_a_list_only_what_differs_changes() -> None:
    text = "teams:\n  A:\n    objectives:\n      - One  # the old one\n      - Two\n"
    change = PartySays("a", "objectives", ["One", "Three"])
    assert after(change, text=text) == "-      - Two\n+      - Three"


def test_files_are_written_when_they_are_as_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.yaml"
    path.write_bytes(KITCHEN.encode())
    os.chmod(path, 0o640)
    found = edited({str(path): path.read_bytes()}, [PartySays("porters", "owner", "Di")])
    save(found)
    assert path.read_text(encoding="utf-8").splitlines()[15] == "    owner: Di"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_somebody_saved_meanwhile_stays_theirs(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.yaml"
    path.write_bytes(KITCHEN.encode())
    found = edited({str(path): path.read_bytes()}, [PartySays("porters", "owner", "Di")])
    path.write_bytes(KITCHEN.encode() + b"# mine\n")
    with pytest.raises(FileChanged) as caught:
        save(found)
    assert path.read_bytes() == KITCHEN.encode() + b"# mine\n" == caught.value.found
    assert b"owner: Di" in caught.value.wanted
