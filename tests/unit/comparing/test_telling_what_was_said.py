"""What customers said, what is done about it, what is said beside the time: as `diff` tells it."""

import pytest

from servicemap.comparing import Telling, compare
from servicemap.loading import read_text

MAP = """
teams:
  Kitchen:
    serves: [{customer: Stall, service: Bread%(serves)s}]
    objectives: [No waste%(objectives)s]
  Stall:
    relies_on: [{provider: Kitchen, service: Bread%(relies_on)s}]
    serves: [{customer: Guests, service: Breakfast}]
end_users: {Guests: {%(party)s}}
actions: {Fix it: {for: Kitchen%(action)s}}
options: {Oven: {helps: Bread, cost: 9, saves: 1h%(option)s}}
"""
KEYS = ("serves", "objectives", "relies_on", "party", "action", "option")


def told(key: str, old: str, new: str) -> list[str]:
    before, after = (read_text(MAP % {**dict.fromkeys(KEYS, ""), key: text}) for text in (old, new))
    assert before.findings == after.findings == ()
    telling = Telling(before.map, after.map)
    return [telling.change(one) for one in compare(before.map, after.map)]


@pytest.mark.parametrize(
    ("key", "old", "new", "sentence"),
    [
        (
            "party",
            "feedback: {score: 4}",
            "feedback: [{score: 4}, {score: 8, asked: 2027-01-10, from: Ann}]",
            "Guests have told us: score: 8, asked: 2027-01-10, from: Ann.",
        ),
        (
            "party",
            "feedback: [{score: 4}, {score: 8}]",
            "feedback: [{score: 4}, {score: 9}]",
            "Guests have told us anew: score: 9; it was: score: 8.",
        ),
        (
            "relies_on",
            "",
            ", feedback: [{score: 4, kind: complaint}, {says: Better}]",
            "Stall has said of Bread of Kitchen: score: 4, kind: complaint; says: Better.",
        ),
        (
            "objectives",
            "",
            ", {say: On time, keep: Bread, to: Stall, at_least: 95%}",
            "Kitchen has other objectives now: No waste; say: On time, keep: Kitchen: Bread, to:"
            " Stall, at_least: 95%; it was: No waste.",
        ),
        (
            "objectives",
            ", {say: Glad, score: Stall, at_least: 8}",
            ", {say: Glad, score: Stall, at_least: 9}",
            "Kitchen has other objectives now: say: Glad, score: Stall, at_least: 9; it was: say:"
            " Glad, score: Stall, at_least: 8.",
        ),
        (
            "serves",
            "",
            ", noticed_after: 4h",
            "Kitchen believes that Stall notices 4h after it was due that Bread is missing.",
        ),
        (
            "relies_on",
            ", noticed_after: 4h",
            ", noticed_after: 2h",
            "Stall now notices 2h after it was due that Bread of Kitchen is missing; it was 4h.",
        ),
        (
            "serves",
            ", quality: [Warm, Fresh]",
            ", quality: Warm",
            "Kitchen promises of Bread for Stall now: Warm; it was: Warm, Fresh.",
        ),
        ("relies_on", "", ", quality: Fresh", "What matters to Stall of Bread of Kitchen: Fresh."),
        ("serves", "", ", channel: by phone", "Kitchen meets Stall for Bread by phone."),
        (
            "serves",
            "",
            ", others: {Bakery: Sat 6:30}",
            "For Bread of Kitchen others offer Stall: Bakery: Sat 6:30.",
        ),
        (
            "serves",
            ", recovers: 1d",
            "",
            "How long Bread of Kitchen is away after the worst day is not said any more; it was"
            " 1d.",
        ),
        ("action", "", ", done: 2027-02-01", "The action Fix it is done, on Mon 1 Feb 2027."),
        ("action", ", done: 2027-02-01", "", "The action Fix it is open again; it was done on"
         " Mon 1 Feb 2027."),
        ("action", "", ", lever: simplify", "The lever of the action Fix it is simplify."),
        (
            "option",
            "",
            ", instead: {provider: Mill, takes: 2d, switch: 1d}",
            "With the option Oven it can come of Mill in 2d, switching takes 1d.",
        ),
        ("option", ", slack: 1d", ", slack: 1d, to: Stall", "The option Oven is for Stall alone"
         " now."),
    ],
)  # fmt: skip
def test_in_a_sentence(key: str, old: str, new: str, sentence: str) -> None:
    assert told(key, old, new) == [sentence]


def test_who_is_renamed_is_known_in_what_names_it() -> None:
    text = MAP % {
        "serves": "",
        "objectives": ", {say: On time, keep: Bread, to: Stall, at_least: 95%}",
        "relies_on": "",
        "party": "",
        "action": "",
        "option": ", slack: 1d, to: Stall, instead: {provider: Guests, takes: 1d}",
    }
    before, after = read_text(text).map, read_text(text.replace("Kitchen", "Bakehouse")).map
    telling = Telling(before, after)
    assert [telling.change(one) for one in compare(before, after)] == [
        "The team Bakehouse is renamed; it was Kitchen."
    ]
