"""What changed, as somebody would say it who tells a colleague.

One table: the key of a map -> what is said where it differs, where it is new, and where nobody says
it any more. In braces stand the names of those who are concerned and the two values.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """The sentences of one key, without a full stop: it differs, it is said now, it is not."""

    differs: str
    new: str
    gone: str


MAP: Mapping[str, Said] = {
    "title": Said(
        "The map is called {new} now; it was {old}",
        "The map is called {new} now",
        "The map has no title of its own any more; it was {old}",
    ),
    "owner": Said(
        "{new} owns the map now; it was {old}",
        "The map has an owner now: {new}",
        "The map has no owner any more; it was {old}",
    ),
    "start": Said(
        "The plan starts on {new} now; it was {old}",
        "The plan has a start now: {new}",
        "The plan has no start any more; it was {old}",
    ),
    "calendar": Said(
        "The map works {new} now; it was {old}",
        "The map works {new} now",
        "The map works the usual hours now; it was {old}",
    ),
}

PARTY: Mapping[str, Said] = {
    "name": Said(
        "{old} is printed as {new} now",
        "{party} is printed as {new} now",
        "{party} has no longer name any more; it was {old}",
    ),
    "group": Said(
        "{party} is one of the {new} now; it was one of the {old}",
        "{party} is one of the {new} now",
        "{party} is none of the {old} any more",
    ),
    "department": Said(
        "{party} belongs to {new} now; it was {old}",
        "{party} belongs to {new} now",
        "{party} belongs to no department any more; it was {old}",
    ),
    "owner": Said(
        "{new} owns {party} now; it was {old}",
        "{party} has an owner now: {new}",
        "{party} has no owner any more; it was {old}",
    ),
    "contact": Said(
        "{party} is reached at {new} now; it was {old}",
        "{party} is reached at {new} now",
        "{party} names no contact any more; it was {old}",
    ),
    "about": Said(
        "{party} says of itself now: {new}; it was: {old}",
        "{party} says of itself now: {new}",
        "{party} says nothing of itself any more; it was: {old}",
    ),
    "objectives": Said(
        "{party} has other objectives now: {new}; it was: {old}",
        "{party} names objectives now: {new}",
        "{party} names no objectives any more; it was: {old}",
    ),
    "feedback": Said(
        "{party} has told us anew: {new}; it was: {old}",
        "{party} has told us: {new}",
        "What {party} told us is not there any more; it was: {old}",
    ),
    "care": Said(
        "How {party} is cared for is now: {new}; it was: {old}",
        "How {party} is cared for is said now: {new}",
        "How {party} is cared for is not said any more; it was: {old}",
    ),
    "confirmed": Said(
        "{party} was confirmed on {new}; before that, on {old}",
        "{party} was confirmed on {new}",
        "{party} does not say any more when it was confirmed; it was {old}",
    ),
    "calendar": Said(
        "{party} works {new} now; it was {old}",
        "{party} has working hours of its own now: {new}",
        "{party} works by the calendar of the map now; it was {old}",
    ),
    "any_of": Said(
        "{party} takes {new} now; it was {old}",
        "{party} takes {new} now",
        "{party} does not choose any more; it was {old}",
    ),
}

SERVICE: Mapping[str, Said] = {
    "name": Said(
        "{old} of {provider} is called {new} now",
        "{provider} calls it {new} now",
        "{provider} does not call it {old} any more",
    ),
    "takes": Said(
        "{provider} takes {new} for {service} now; it was {old}",
        "{provider} says now how long {service} takes: {new}",
        "{provider} does not say any more how long {service} takes; it was {old}",
    ),
    "often_late": Said(
        "{service} of {provider} is late of itself by {new} now; it was {old}",
        "{service} of {provider} is known to be late of itself now: {new}",
        "{service} of {provider} is not known to be late of itself any more; it was {old}",
    ),
}

RELIANCE: Mapping[str, Said] = {
    "promise": Said(
        "{provider} promises {service} to {customer} {new} now; it was {old}",
        "{provider} promises {service} to {customer} {new} now; no time was promised before",
        "{provider} does not promise {customer} a time for {service} any more; it was {old}",
    ),
    "expects": Said(
        "{customer} expects {service} of {provider} {new} now; it was {old}",
        "{customer} expects {service} of {provider} {new} now; no time was named before",
        "{customer} does not name a time for {service} of {provider} any more; it was {old}",
    ),
    "slack": Said(
        "{customer} can go on without {service} of {provider} for {new} now; it was {old}",
        "{customer} can go on without {service} of {provider} for {new}, and did not say so before",
        "{customer} cannot go on without {service} of {provider} any more; it was {old}",
    ),
    "departs": Said(
        "{service} of {provider} for {customer} leaves {new} now; it was {old}",
        "{service} of {provider} for {customer} leaves only {new} now",
        "{service} of {provider} for {customer} leaves as soon as it is done; it was {old}",
    ),
    "switch": Said(
        "{customer} needs {new} to switch to {service} of {provider} now; it was {old}",
        "{customer} needs {new} to switch to {service} of {provider} now",
        "{customer} switches to {service} of {provider} at once now; it was {old}",
    ),
    "worth": Said(
        "{service} of {provider} is worth {new} to {customer} now; it was {old}",
        "{service} of {provider} is worth {new} to {customer}",
        "{provider} does not say any more what {service} is worth to {customer}; it was {old}",
    ),
    "wants": Said(
        "What {customer} wants of {service} of {provider} is now: {new}; it was: {old}",
        "{customer} says now what it wants of {service} of {provider}: {new}",
        "{customer} does not say any more what it wants of {service} of {provider}; it was: {old}",
    ),
}

PROVIDER_SAYS: Mapping[str, Said] = {
    "slack": Said(
        "{provider} believes now that {customer} can go on without {service} for {new}; it was"
        " {old}",
        "{provider} believes that {customer} can go on without {service} for {new}",
        "{provider} does not say any more how long {customer} can go on without {service}; it was"
        " {old}",
    ),
    "confirmed": Said(
        "{provider} confirmed {service} for {customer} on {new}; before that, on {old}",
        "{provider} confirmed {service} for {customer} on {new}",
        "{provider} does not say any more when it confirmed {service} for {customer}; it was {old}",
    ),
}

CUSTOMER_SAYS: Mapping[str, Said] = {
    "confirmed": Said(
        "{customer} confirmed {service} of {provider} on {new}; before that, on {old}",
        "{customer} confirmed {service} of {provider} on {new}",
        "{customer} does not say any more when it confirmed {service} of {provider}; it was {old}",
    ),
}

CALLED = Said(
    "{side} calls {service} of {provider} '{new}' now; it was '{old}'",
    "{side} calls {service} of {provider} '{new}' now",
    "{side} does not call {service} of {provider} '{old}' any more",
)
"""What one side of a delivery calls its service."""

ALLOW = Said(
    "{rule} is still allowed for {where}, for another reason: {new}; it was: {old}",
    "{rule} is allowed for {where} now: {new}",
    "{rule} is not allowed for {where} any more; the reason was: {old}",
)
"""A finding that somebody lives with."""

SCENARIO: Mapping[str, Said] = {
    "name": Said(
        "The scenario {old} is called {new} now",
        "The scenario is called {new} now",
        "The scenario is not called {old} any more",
    ),
    "title": Said(
        "The scenario {name} is titled {new} now; it was {old}",
        "The scenario {name} is titled {new} now",
        "The scenario {name} has no title any more; it was {old}",
    ),
    "late": Said(
        "In the scenario {name} other delays come together now: {new}; it was: {old}",
        "In the scenario {name} somebody is late now: {new}",
        "In the scenario {name} nobody is late any more; it was: {old}",
    ),
    "cause": Said(
        "The scenario {name} comes of {new} now; it was {old}",
        "The scenario {name} comes of {new}",
        "Of what the scenario {name} comes is not said any more; it was {old}",
    ),
}

OPTION: Mapping[str, Said] = {
    "name": Said(
        "The option {old} is called {new} now",
        "The option is called {new} now",
        "The option is not called {old} any more",
    ),
    "helps": Said(
        "The option {name} helps {new} now; it was {old}",
        "The option {name} helps {new} now",
        "The option {name} helps nothing any more; it was {old}",
    ),
    "saves": Said(
        "The option {name} saves {new} now; it was {old}",
        "The option {name} saves {new} now",
        "The option {name} saves nothing any more; it was {old}",
    ),
    "cost": Said(
        "The option {name} costs {new} now; it was {old}",
        "The option {name} costs {new} now",
        "What the option {name} costs is not said any more; it was {old}",
    ),
}

STANDING = {
    "yes": "{customer} normally has {service} of {provider} already now",
    "no": "{customer} waits for {service} of {provider} each time now",
}

DECLARED_BY = {
    "both sides": "{provider} and {customer} both declare {service} now; it was only {old}",
    "the provider": "Only {provider} says now that {customer} gets {service}; it was {old}",
    "the customer": "Only {customer} says now that it gets {service} of {provider}; it was {old}",
}

INSIDE = {
    "yes": "{party} belongs to the same organisation now",
    "no": "{party} does not belong to the same organisation any more",
}

BY_VALUE: Mapping[str, Mapping[str, str]] = {
    "standing": STANDING,
    "declared by": DECLARED_BY,
    "inside": INSIDE,
}
"""Keys of which the new value alone decides what is said."""


def sentence(
    table: Mapping[str, Said],
    field: str,
    names: Mapping[str, str],
    old: str | None,
    new: str | None,
) -> str | None:
    """The sentence for one key, or None where the table has none."""
    if field in BY_VALUE and new is not None:
        return BY_VALUE[field][new].format(**names, old=old, new=new) + "."
    said = table.get(field)
    if said is None:
        return None
    form = said.new if old is None else said.gone if new is None else said.differs
    return form.format(**names, old=old, new=new) + "."


def otherwise(field: str, old: str | None, new: str | None) -> str:
    """What is said of a key that no table has: `late is stores: 3d now, and was stores: 2d`."""
    key = field.replace("_", " ")
    if old is None:
        return f"{key} is {new} now, and was not said before."
    if new is None:
        return f"{key} is not said any more, and was {old}."
    return f"{key} is {new} now, and was {old}."
