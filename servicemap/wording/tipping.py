"""How late somebody may be, and who notices first, in a sentence."""

from collections.abc import Sequence

from servicemap.model import Group, ServiceMap
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.wording.lengths import in_words
from servicemap.wording.names import name
from servicemap.wording.unknowns import whys
from servicemap.wording.verbs import Named, named, told

_WITHOUT = {
    NoTippingPoint.WITHOUT_LIMIT: "However late {who} [is|are], no promise is broken.",
    NoTippingPoint.NO_PROMISE: (
        "Nothing that {who} [does|do] reaches a promise, so nobody outside notices a delay."
    ),
    NoTippingPoint.NO_SERVICE: "No service of {name} is on this map, so nobody waits.",
}


def tipping(
    m: ServiceMap,
    party: str,
    limit: int | NoTippingPoint,
    customers: Sequence[str] = (),
    unknown: Sequence[Unknown] = (),
    *,
    or_more: bool = False,
) -> str:
    """`You can be 3 days late; on day 4 Shoppers notice.`

    A team is spoken to, everybody else is spoken of. `limit` is in minutes of the party's working
    time, negative where the plan breaks a promise of `customers` already: by so much of theirs
    `or_more`. What is `unknown` is why it may be more. Of a customer for whom nobody waits there is
    nothing to say.
    """
    team = m.parties[party].group is Group.TEAMS
    you = Named("you", many=True) if team else named(m, party)
    who = Named("You", many=True) if team else you
    if limit is NoTippingPoint.NO_SERVICE and m.parties[party].is_outside_customer:
        return ""  # a customer has nobody waiting, and wonders why that is said
    if isinstance(limit, NoTippingPoint):
        return told(_WITHOUT[limit], who=you, name=name(m, party))
    noticing, day = named(m, *customers), m.calendar_of(party).day
    parts = {"who": who, "you": you, "noticing": noticing, "why": whys(unknown)}
    if limit < 0:
        over = in_words(-limit, m.calendar_of(customers[0]).day) + " or more" * or_more
        said = "Late already: the plan itself breaks a promise to {noticing}, by {over}."
        return told(said, **parts, over=over)
    late = in_words(limit, day)
    if unknown and limit:
        said = "{who} can be {late} late, perhaps more, without {noticing} noticing: {why}."
    elif unknown:
        said = "Nobody knows whether {you} can be late at all without {noticing} noticing: {why}."
    elif not limit:
        said = "{who} cannot be late at all: {noticing} [will notice|notice] at once."
    else:
        days, rest = divmod(limit, day)
        then = "a minute more, and" if rest else f"on day {days + 1}"
        said = f"{{who}} can be {{late}} late; {then} {{noticing}} [will notice|notice]."
    return told(said, **parts, late=late)
