"""The sentences of what stands under a name of its own: actions, scenarios, options; part of the
table in sentences.py.
"""

from collections.abc import Mapping
from typing import NamedTuple


class KeySentences(NamedTuple):
    """The sentences of one key, without a full stop: it differs, it is said now, it is not."""

    differs: str
    new: str
    gone: str


ACTION: Mapping[str, KeySentences] = {
    "name": KeySentences(
        "The action {old} is called {new} now",
        "The action is called {new} now",
        "The action is not called {old} any more",
    ),
    "for": KeySentences(
        "The action {name} is for {new} now; it was for {old}",
        "The action {name} is for {new} now",
        "The action {name} is for nobody any more; it was for {old}",
    ),
    "lever": KeySentences(
        "The lever of the action {name} is {new} now; it was {old}",
        "The lever of the action {name} is {new}",
        "The lever of the action {name} is not said any more; it was {old}",
    ),
    "owner": KeySentences(
        "{new} sees to the action {name} now; it was {old}",
        "{new} sees to the action {name}",
        "Nobody sees to the action {name} any more; it was {old}",
    ),
    "due": KeySentences(
        "The action {name} is due on {new} now; it was {old}",
        "The action {name} is due on {new}",
        "The action {name} is due on no day any more; it was {old}",
    ),
    "done": KeySentences(
        "The action {name} was done on {new}; it said {old} before",
        "The action {name} is done, on {new}",
        "The action {name} is open again; it was done on {old}",
    ),
}

SCENARIO: Mapping[str, KeySentences] = {
    "name": KeySentences(
        "The scenario {old} is called {new} now",
        "The scenario is called {new} now",
        "The scenario is not called {old} any more",
    ),
    "title": KeySentences(
        "The scenario {name} is titled {new} now; it was {old}",
        "The scenario {name} is titled {new} now",
        "The scenario {name} has no title any more; it was {old}",
    ),
    "late": KeySentences(
        "In the scenario {name} other delays come together now: {new}; it was: {old}",
        "In the scenario {name} somebody is late now: {new}",
        "In the scenario {name} nobody is late any more; it was: {old}",
    ),
    "cause": KeySentences(
        "The scenario {name} comes of {new} now; it was {old}",
        "The scenario {name} comes of {new}",
        "Of what the scenario {name} comes is not said any more; it was {old}",
    ),
}

OPTION: Mapping[str, KeySentences] = {
    "name": KeySentences(
        "The option {old} is called {new} now",
        "The option is called {new} now",
        "The option is not called {old} any more",
    ),
    "helps": KeySentences(
        "The option {name} helps {new} now; it was {old}",
        "The option {name} helps {new} now",
        "The option {name} helps nothing any more; it was {old}",
    ),
    "saves": KeySentences(
        "The option {name} saves {new} now; it was {old}",
        "The option {name} saves {new} now",
        "The option {name} saves nothing any more; it was {old}",
    ),
    "takes": KeySentences(
        "With the option {name} it takes {new} now; it was {old}",
        "With the option {name} it takes {new}",
        "The option {name} does not say any more how long it takes; it was {old}",
    ),
    "departs": KeySentences(
        "With the option {name} it leaves {new} now; it was {old}",
        "With the option {name} it leaves {new}",
        "The option {name} does not change any more when it leaves; it was {old}",
    ),
    "calendar": KeySentences(
        "With the option {name} they work {new} now; it was {old}",
        "With the option {name} they work {new}",
        "The option {name} does not change any more when they work; it was {old}",
    ),
    "slack": KeySentences(
        "With the option {name} they can go on without it for {new} now; it was {old}",
        "With the option {name} they can go on without it for {new}",
        "The option {name} does not change any more how long they can go on; it was {old}",
    ),
    "not_before": KeySentences(
        "With the option {name} it does not start before {new} now; it was {old}",
        "With the option {name} it does not start before {new}",
        "The option {name} does not change any more when it starts; it was {old}",
    ),
    "instead": KeySentences(
        "With the option {name} it can come of {new} now; it was {old}",
        "With the option {name} it can come of {new}",
        "The option {name} names nobody any more of whom it can come; it was {old}",
    ),
    "to": KeySentences(
        "The option {name} is for {new} now; it was for {old}",
        "The option {name} is for {new} alone now",
        "The option {name} is for all customers now; it was for {old}",
    ),
    "cost": KeySentences(
        "The option {name} costs {new} now; it was {old}",
        "The option {name} costs {new} now",
        "What the option {name} costs is not said any more; it was {old}",
    ),
}
