"""What changed, as somebody would say it who tells a colleague.

One table: the key of a map -> what is said where it differs, where it is new, and where nobody says
it any more. In braces stand the names of those who are concerned and the two values, in
brackets verbs of one and of many.
"""

from collections.abc import Mapping
from typing import Any

from servicemap.comparing.changes import RecordKind, SaidBy
from servicemap.comparing.fields import DeclaredBy
from servicemap.comparing.sentences_beside_parties import ACTION, OPTION, SCENARIO, KeySentences

MAP: Mapping[str, KeySentences] = {
    "title": KeySentences(
        "The map is called {new} now; it was {old}",
        "The map is called {new} now",
        "The map has no title of its own any more; it was {old}",
    ),
    "owner": KeySentences(
        "{new} owns the map now; it was {old}",
        "The map has an owner now: {new}",
        "The map has no owner any more; it was {old}",
    ),
    "record": KeySentences(
        "What happened is recorded in {new} now; it was {old}",
        "What happened is recorded in {new} now",
        "What happened is not recorded any more; it was in {old}",
    ),
    "start": KeySentences(
        "The plan starts on {new} now; it was {old}",
        "The plan has a start now: {new}",
        "The plan has no start any more; it was {old}",
    ),
    "calendar": KeySentences(
        "The map works {new} now; it was {old}",
        "The map works {new} now",
        "The map works the usual hours now; it was {old}",
    ),
}

PARTY: Mapping[str, KeySentences] = {
    "name": KeySentences(
        "{old} is printed as {new} now",
        "{party} [is|are] printed as {new} now",
        "{party} [has|have] no longer name any more; it was {old}",
    ),
    "group": KeySentences(
        "{party} [is|are] one of the {new} now; it was one of the {old}",
        "{party} [is|are] one of the {new} now",
        "{party} [is|are] none of the {old} any more",
    ),
    "department": KeySentences(
        "{party} [belongs|belong] to {new} now; it was {old}",
        "{party} [belongs|belong] to {new} now",
        "{party} [belongs|belong] to no department any more; it was {old}",
    ),
    "owner": KeySentences(
        "{new} owns {party} now; it was {old}",
        "{party} [has|have] an owner now: {new}",
        "{party} [has|have] no owner any more; it was {old}",
    ),
    "contact": KeySentences(
        "{party} [is|are] reached at {new} now; it was {old}",
        "{party} [is|are] reached at {new} now",
        "{party} [names|name] no contact any more; it was {old}",
    ),
    "about": KeySentences(
        "{party} [says|say] of [itself|themselves] now: {new}; it was: {old}",
        "{party} [says|say] of [itself|themselves] now: {new}",
        "{party} [says|say] nothing of [itself|themselves] any more; it was: {old}",
    ),
    "objectives": KeySentences(
        "{party} [has|have] other objectives now: {new}; it was: {old}",
        "{party} [names|name] objectives now: {new}",
        "{party} [names|name] no objectives any more; it was: {old}",
    ),
    "feedback": KeySentences(
        "{party} [has|have] told us anew: {new}; it was: {old}",
        "{party} [has|have] told us: {new}",
        "What {party} told us is not there any more; it was: {old}",
    ),
    "recovers": KeySentences(
        "After the worst day {party} [works|work] again in {new} now; it was {old}",
        "After the worst day {party} [works|work] again in {new}",
        "{party} [does|do] not say any more how long it takes to work again; it was {old}",
    ),
    "care": KeySentences(
        "How {party} [is|are] cared for is now: {new}; it was: {old}",
        "How {party} [is|are] cared for is said now: {new}",
        "How {party} [is|are] cared for is not said any more; it was: {old}",
    ),
    "confirmed": KeySentences(
        "{party} [was|were] confirmed on {new}; before that, on {old}",
        "{party} [was|were] confirmed on {new}",
        "{party} [does|do] not say any more when [it|they] [was|were] confirmed; it was {old}",
    ),
    "calendar": KeySentences(
        "{party} [works|work] {new} now; it was {old}",
        "{party} [has|have] working hours of [its|their] own now: {new}",
        "{party} [works|work] by the calendar of the map now; it was {old}",
    ),
    "unsaid": KeySentences(
        "{party} [relies|rely] on {new} now without saying for what; before, on {old}",
        "{party} [relies|rely] on {new} now without saying for what",
        "{party} [does|do] not rely on {old} any more without saying for what",
    ),
    "unsaid_to": KeySentences(
        "{party} [serves|serve] {new} now without saying with what; before, {old}",
        "{party} [serves|serve] {new} now without saying with what",
        "{party} [says|say] now with what [it|they] [serves|serve] {old}",
    ),
    "any_of": KeySentences(
        "{party} [takes|take] {new} now; it was {old}",
        "{party} [takes|take] {new} now",
        "{party} [does|do] not choose any more; it was {old}",
    ),
}

SERVICE: Mapping[str, KeySentences] = {
    "name": KeySentences(
        "{old} of {provider} is called {new} now",
        "{provider} [calls|call] it {new} now",
        "{provider} [does|do] not call it {old} any more",
    ),
    "takes": KeySentences(
        "{provider} [takes|take] {new} for {service} now; it was {old}",
        "{provider} [says|say] now how long {service} takes: {new}",
        "{provider} [does|do] not say any more how long {service} takes; it was {old}",
    ),
    "not_before": KeySentences(
        "{provider} [starts|start] {service} on {new} or later now; it was {old}",
        "{provider} [does|do] not start {service} before {new} now",
        "{provider} may start {service} at any time now; it was not before {old}",
    ),
    "recovers": KeySentences(
        "After the worst day {service} of {provider} is there again in {new} now; it was {old}",
        "After the worst day {service} of {provider} is there again in {new}",
        "How long {service} of {provider} is away after the worst day is not said any more; it"
        " was {old}",
    ),
    "often_late": KeySentences(
        "{service} of {provider} is late of itself by {new} now; it was {old}",
        "{service} of {provider} is known to be late of itself now: {new}",
        "{service} of {provider} is not known to be late of itself any more; it was {old}",
    ),
}

RELIANCE: Mapping[str, KeySentences] = {
    "promise": KeySentences(
        "{provider} [promises|promise] {service} to {customer} {new} now; it was {old}",
        "{provider} [promises|promise] {service} to {customer} {new} now; no time was"
        " promised before",
        "{provider} [does|do] not promise {customer} a time for {service} any more; it was {old}",
    ),
    "expects": KeySentences(
        "{customer} [expects|expect] {service} of {provider} {new} now; it was {old}",
        "{customer} [expects|expect] {service} of {provider} {new} now; no time was named before",
        "{customer} [does|do] not name a time for {service} of {provider} any more; it was {old}",
    ),
    "slack": KeySentences(
        "{customer} can go on without {service} of {provider} for {new} now; it was {old}",
        "{customer} can go on without {service} of {provider} for {new}, and did not say so before",
        "{customer} cannot go on without {service} of {provider} any more; it was {old}",
    ),
    "departs": KeySentences(
        "{service} of {provider} for {customer} leaves {new} now; it was {old}",
        "{service} of {provider} for {customer} leaves only {new} now",
        "{service} of {provider} for {customer} leaves as soon as it is done; it was {old}",
    ),
    "switch": KeySentences(
        "{customer} [needs|need] {new} to switch to {service} of {provider} now; it was {old}",
        "{customer} [needs|need] {new} to switch to {service} of {provider} now",
        "{customer} [switches|switch] to {service} of {provider} at once now; it was {old}",
    ),
    "worth": KeySentences(
        "Where {service} of {provider} for {customer} is late, {new} is lost now; it was {old}",
        "Where {service} of {provider} for {customer} is late, {new} is lost",
        "{provider} [does|do] not say any more what is lost where {service} for {customer} is"
        " late; it was {old}",
    ),
    "others": KeySentences(
        "For {service} of {provider} others offer {customer} now: {new}; it was: {old}",
        "For {service} of {provider} others offer {customer}: {new}",
        "What others offer {customer} for {service} of {provider} is not said any more; it was:"
        " {old}",
    ),
    "feedback": KeySentences(
        "{customer} [says|say] of {service} of {provider} now: {new}; it was: {old}",
        "{customer} [has|have] said of {service} of {provider}: {new}",
        "What {customer} said of {service} of {provider} is not there any more; it was: {old}",
    ),
    "wants": KeySentences(
        "What {customer} [wants|want] of {service} of {provider} is now: {new}; it was: {old}",
        "{customer} [says|say] now what [it|they] [wants|want] of {service} of {provider}: {new}",
        "{customer} [does|do] not say any more what [it|they] [wants|want] of {service} of"
        " {provider}; it was: {old}",
    ),
}

PROVIDER_SAYS: Mapping[str, KeySentences] = {
    "noticed_after": KeySentences(
        "{provider} now [believes|believe] that {customer} [notices|notice] {new} after it was"
        " due that {service} is missing; it was {old}",
        "{provider} [believes|believe] that {customer} [notices|notice] {new} after it was due"
        " that {service} is missing",
        "{provider} [does|do] not say any more when {customer} [notices|notice] that {service} is"
        " missing; it was {old}",
    ),
    "channel": KeySentences(
        "{provider} [meets|meet] {customer} for {service} {new} now; it was {old}",
        "{provider} [meets|meet] {customer} for {service} {new}",
        "{provider} [does|do] not say any more where [it|they] [meets|meet] {customer} for"
        " {service}; it was {old}",
    ),
    "quality": KeySentences(
        "{provider} [promises|promise] of {service} for {customer} now: {new}; it was: {old}",
        "{provider} [promises|promise] of {service} for {customer}: {new}",
        "{provider} [promises|promise] nothing of {service} for {customer} any more but a time;"
        " it was: {old}",
    ),
    "slack": KeySentences(
        "{provider} [believes|believe] now that {customer} can go on without {service} for"
        " {new}; it was"
        " {old}",
        "{provider} [believes|believe] that {customer} can go on without {service} for {new}",
        "{provider} [does|do] not say any more how long {customer} can go on without"
        " {service}; it was"
        " {old}",
    ),
    "confirmed": KeySentences(
        "{provider} confirmed {service} for {customer} on {new}; before that, on {old}",
        "{provider} confirmed {service} for {customer} on {new}",
        "{provider} [does|do] not say any more when [it|they] confirmed {service} for"
        " {customer}; it was {old}",
    ),
}

CUSTOMER_SAYS: Mapping[str, KeySentences] = {
    "noticed_after": KeySentences(
        "{customer} now [notices|notice] {new} after it was due that {service} of {provider} is"
        " missing; it was {old}",
        "{customer} [notices|notice] {new} after it was due that {service} of {provider} is"
        " missing",
        "{customer} [does|do] not say any more when [it|they] [notices|notice] that {service} of"
        " {provider} is missing; it was {old}",
    ),
    "channel": KeySentences(
        "{customer} [meets|meet] {provider} for {service} {new} now; it was {old}",
        "{customer} [meets|meet] {provider} for {service} {new}",
        "{customer} [does|do] not say any more where [it|they] [meets|meet] {provider} for"
        " {service}; it was {old}",
    ),
    "quality": KeySentences(
        "What matters to {customer} of {service} of {provider} is now: {new}; it was: {old}",
        "What matters to {customer} of {service} of {provider}: {new}",
        "{customer} [does|do] not say any more what matters of {service} of {provider}; it was:"
        " {old}",
    ),
    "confirmed": KeySentences(
        "{customer} confirmed {service} of {provider} on {new}; before that, on {old}",
        "{customer} confirmed {service} of {provider} on {new}",
        "{customer} [does|do] not say any more when [it|they] confirmed {service} of"
        " {provider}; it was {old}",
    ),
}

CALLED = KeySentences(
    "{side} [calls|call] {service} of {provider} '{new}' now; it was '{old}'",
    "{side} [calls|call] {service} of {provider} '{new}' now",
    "{side} [does|do] not call {service} of {provider} '{old}' any more",
)
"""What one side of a delivery calls its service."""

ALLOW = KeySentences(
    "{rule} is still allowed for {where}, for another reason: {new}; it was: {old}",
    "{rule} is allowed for {where} now: {new}",
    "{rule} is not allowed for {where} any more; the reason was: {old}",
)
"""A finding that somebody lives with."""

STANDING = {
    True: "{customer} now [counts|count] {service} ({provider}) as always there",
    False: "{customer} now [waits|wait] for {service} ({provider}) each time",
}

DECLARED_BY = {
    DeclaredBy.BOTH: "{provider} and {customer} both declare {service} now; it was only {old}",
    DeclaredBy.PROVIDER: (
        "Only {provider} [says|say] now that {customer} [gets|get] {service}; it was {old}"
    ),
    DeclaredBy.CUSTOMER: (
        "Only {customer} [says|say] now that [it|they] [gets|get] {service} of {provider}; it was"
        " {old}"
    ),
}

INSIDE = {
    True: "{party} [belongs|belong] to the same organisation now",
    False: "{party} [does|do] not belong to the same organisation any more",
}

BY_VALUE: Mapping[str, Mapping[Any, str]] = {
    "standing": STANDING,
    "declared by": DECLARED_BY,
    "inside": INSIDE,
}
"""Keys of which the new value alone decides what is said."""

TABLES: Mapping[tuple[RecordKind, SaidBy | None], Mapping[str, KeySentences]] = {
    (RecordKind.MAP, None): MAP,
    (RecordKind.PARTY, None): PARTY,
    (RecordKind.SERVICE, None): SERVICE,
    (RecordKind.RELIANCE, None): RELIANCE,
    (RecordKind.RELIANCE, SaidBy.PROVIDER): PROVIDER_SAYS,
    (RecordKind.RELIANCE, SaidBy.CUSTOMER): CUSTOMER_SAYS,
    (RecordKind.ACTION, None): ACTION,
    (RecordKind.SCENARIO, None): SCENARIO,
    (RecordKind.OPTION, None): OPTION,
}
"""The table of what changed of a record, and by whose own word."""


def template(of: RecordKind, by: SaidBy | None, field: str, old: object, new: object) -> str | None:
    """What is to be filled in for one key, without a full stop; None where no table has it."""
    if field in BY_VALUE and new is not None:
        return BY_VALUE[field][new]
    said = ALLOW if field == "allow" else CALLED if field == "service" else None
    said = said or TABLES[of, by].get(field)
    if said is None:
        return None
    return said.new if old is None else said.gone if new is None else said.differs


def otherwise(field: str, old: str | None, new: str | None) -> str:
    """What is said of a key that no table has: `late is stores: 3d now, and was stores: 2d`."""
    key = field.replace("_", " ")
    if old is None:
        return f"{key} is {new} now, and was not said before."
    if new is None:
        return f"{key} is not said any more, and was {old}."
    return f"{key} is {new} now, and was {old}."
