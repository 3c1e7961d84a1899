"""Slips of the pen that keep a map from being read: each is told once, as what it is."""

import pytest

from servicemap.loading import read_text

REST = "  Stores:\n    serves: {Shoppers: Toys}\nend_users: [Shoppers, Schools]\n"


@pytest.mark.parametrize(
    ("team", "code", "message", "hint"),
    [
        (
            "  Purchasing:\n    owner:Ann\n    serves: {Stores: Orders}\n",
            "SM001",
            "a space is missing after 'owner:'",
            "write owner: and a space before what it says",
        ),
        (
            "  Purchasing:\n    owner:Ann\n",
            "SM002",
            "a space is missing after 'owner:'",
            "write owner: and a space before what it says",
        ),
        (
            "  Purchasing:\n    serves:{Stores: Orders}\n",
            "SM003",
            "'serves:{Stores' is no key of a team or other party",
            "a space is missing after 'serves:'",
        ),
        (
            "  Purchasing:\n    serves:\n      -Stores\n",
            "SM002",
            "serves: a space is missing after the dash",
            "begin each line with '- ', for example '- Stores'",
        ),
        (
            "  Store #5:\n    serves: {Stores: Orders}\n",
            "SM001",
            "# begins a comment, so this name ends before it",
            "put the name in quotation marks: 'Store #5':",
        ),
        (
            "  Purchasing:\n    serves: [{customer: 'Shoppers, Schools', service: Toys}]\n",
            "SM007",
            "Purchasing serves 'Shoppers, Schools', which is not in the map",
            "several stand in a list: [Shoppers, Schools]",
        ),
        (
            "  Purchasing: {serves: {Shoppers: \u201cToys, games\u201d}}\n",
            "SM007",
            "Purchasing serves 'games\u201d', which is not in the map",
            'type straight quotation marks ("...") around the whole text',
        ),
    ],
)
def test_it_is_told_once(team: str, code: str, message: str, hint: str) -> None:
    (found,) = read_text(f"teams:\n{team}{REST}").findings
    assert (found.code, found.message, found.hint) == (code, message, hint)


def test_an_entry_behind_a_dash_is_read_under_its_name() -> None:
    loaded = read_text(
        "teams:\n  - name: Stores\n    serves: {Shoppers: Toys}\nend_users: [Shoppers]\n"
    )
    (found,) = loaded.findings
    assert found.message == "teams: an entry stands under its name, and this one has a name: in it"
    assert found.hint == "write Stores: instead of '- name: Stores', and the rest under it"
    assert list(loaded.map.services) == ["stores/toys"]


def test_what_git_left_is_told_wherever_the_file_begins_with_it() -> None:
    (found,) = read_text("<<<<<<< HEAD\nteams: [A]\n=======\nteams: [B]\n>>>>>>> b\n").findings
    assert found.message.startswith("git has left two versions of this file here")
