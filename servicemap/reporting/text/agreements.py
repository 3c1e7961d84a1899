"""The handshake: what the two sides of each delivery say, what needs talking about first."""

from collections.abc import Iterable, Iterator

from servicemap.agreeing import (
    Agreement,
    Agreements,
    AgreementSide,
    AgreementState,
    PointTopic,
    UnsettledPoint,
)
from servicemap.agreeing.telling_points import told
from servicemap.escapes import visible
from servicemap.model import CustomerSays, ProviderSays, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import (
    Ink,
    display_width,
    padded,
    shortened,
    unbroken,
    wrapped,
)
from servicemap.reporting.text.markdown_tables import escaped, table
from servicemap.reporting.text.voices import said_overall, wanted_and_said
from servicemap.wording.lists import listed
from servicemap.wording.moments import by, on_day
from servicemap.wording.names import name, title_or_name
from servicemap.wording.verbs import agreed, spoken

HEADINGS = {
    AgreementState.DIFFERS: "Differs: both have spoken, and it does not fit",
    AgreementState.OPEN: "Open: both say so, and the time is not settled",
    AgreementState.UNCONFIRMED: "Unconfirmed: only one side says so",
    AgreementState.AGREED: "Agreed: both sides say so",
}
OVERALL = "What customers said of all they get"
WIDEST_NAME = 24
"""Columns that the names of the sides get at most, so that what they say lines up."""

IN_THE_SIDES = frozenset({PointTopic.SIDE, PointTopic.CONFIRMED})
"""What is told where it is told what a side says, and need not be told again."""

UNBROKEN = 44
"""Characters up to which a phrase stays on one line."""


def as_text(found: Agreements, ink: Ink, *, width: int = 100) -> str:
    """Each delivery under how it stands: what each side says, what is not agreed, whom to ask."""
    blocks = [wrapped(f"{ink.bold(_of(found))}: {summed_up(found)}", width)]
    for state in AgreementState:
        those = [one for one in found if one.state is state]
        if those:
            blocks.append(ink.bold(HEADINGS[state]))
            blocks += ["\n".join(_block(found, one, ink, width)) for one in those]
    overall = [_indented(f"{who}: {said}", 2, width, "  ") for who, said in who_said_overall(found)]
    if overall:
        blocks += [ink.bold(OVERALL), "\n".join(overall)]
    return "\n\n".join(blocks)


def who_said_overall(found: Agreements) -> list[tuple[str, str]]:
    """Who said what of all that they get together, which is of no delivery more than of another."""
    customers = (one.customer.party.id for one in found)
    return [
        (name(found.map, id_), said)
        for id_, said in said_overall(found.map, customers, found.today)
    ]


def _of(found: Agreements) -> str:
    return title_or_name(found.map, found.team)


def summed_up(found: Agreements) -> str:
    """`12 services, of which 1 differs and 11 agreed. 2 last confirmed more than 90d ago.`"""
    if not len(found):
        return "nobody serves anybody here, so there is nothing to agree on."
    services = several(len(found), "service")
    differ = agreeing(found.counts[AgreementState.DIFFERS], "differs", "differ")
    counted = [
        f"{n} {differ if state is AgreementState.DIFFERS else state}"
        for state, n in found.counts.items()
        if n
    ]
    said = f"{services}, of which {listed(counted, len(AgreementState))}."
    old = sum(1 for one in found if one.provider.stale or one.customer.stale)
    if old:
        said += f" {old} last confirmed more than {found.map.confirm_every} ago."
    to_come = sum(1 for one in found if one.provider.to_come or one.customer.to_come)
    return said + (f" {to_come} confirmed on a day that is yet to come." if to_come else "")


def _block(found: Agreements, one: Agreement, ink: Ink, width: int) -> Iterator[str]:
    """What a delivery is called, a line for each side, one for each open point, whom to ask."""
    m = found.map
    painted = ink.error if one.state is AgreementState.DIFFERS else ink.warning
    painted = ink.good if one.state is AgreementState.AGREED else painted
    yield _indented(f"{painted(_named(m, one))}, {_between(one)}", 2, width)
    sides = (one.provider, one.customer)
    names = [shortened(visible(side.party.name), WIDEST_NAME) for side in sides]
    column = max(map(display_width, names))
    for side, who in zip(sides, names, strict=True):
        phrases = [p if len(p) > UNBROKEN else unbroken(p) for p in _says(found, one, side)]
        said = _indented("; ".join(phrases), column + 6, width)
        yield f"    {padded(who, column)}  {said.lstrip()}"
    for point in _told_beside(one):
        sign = "!" if point.allowed is None else "="
        yield _indented(f"{sign} {visible(told(m, one, point))}", 4, width, "  ")
    if one.state in {AgreementState.DIFFERS, AgreementState.OPEN}:
        yield _indented(f"ask {asked(one)}", 4, width, "  ")


def _told_beside(one: Agreement) -> list[UnsettledPoint]:
    """The points that what the sides say does not tell already."""
    return [p for p in one.points if p.allowed is not None or p.about not in IN_THE_SIDES]


def _indented(text: str, columns: int, width: int, hanging: str = "") -> str:
    """Lines that begin so far to the right, those after the first a little further."""
    margin = " " * columns
    return margin + wrapped(text, width - columns, hanging).replace("\n", "\n" + margin)


def _named(m: ServiceMap, one: Agreement) -> str:
    """What the service is called, by both where they use two names."""
    called = [] if one.called is None else [name(m, one.called.service)]
    return listed([name(m, one.reliance.service), *called], joined_by="or")


def _between(one: Agreement) -> str:
    return f"{visible(one.provider.party.name)} -> {visible(one.customer.party.name)}"


def asked(one: Agreement) -> str:
    """Who has to talk about it: `Kim (Warehouse) and Head of Stores (Stores)`."""
    owners = {side.party.owner for side in (one.provider, one.customer)}
    if len(owners) == 1 and None not in owners:
        return f"{visible(one.provider.party.owner or '')}, who owns both"
    return listed([_owner(side) for side in (one.provider, one.customer)])


def _owner(side: AgreementSide) -> str:
    who = visible(side.party.name)
    return f"{visible(side.party.owner)} ({who})" if side.party.owner else f"{who} (no owner)"


def _says(found: Agreements, one: Agreement, side: AgreementSide) -> Iterator[str]:
    """What one side says of a delivery, as people would tell it, in short phrases."""
    phrases = list(
        _of_provider(one, side) if side is one.provider else _of_customer(found, one, side)
    )
    if side.says is not None and side.says.slack is not None:
        phrases.append(f"slack {side.says.slack}")
    if side.confirmed:
        why = ", too long ago" if side.stale else ""
        why = ", which is yet to come" if side.to_come else why
        phrases.append(f"confirmed {on_day(side.confirmed)}{why}")
    yield from phrases or [agreed("[says|say] so", many=spoken(side.party).many)]


def _of_provider(one: Agreement, side: AgreementSide) -> Iterator[str]:
    says, customer = side.says, one.customer.says
    many = spoken(side.party).many
    if not isinstance(says, ProviderSays):
        yield agreed("[says|say] nothing of it: ask ", many=many) + _owner(side)
        return
    if says.promise is not None:
        yield agreed("[promises|promise] it ", many=many) + by(says.promise)
    elif isinstance(customer, CustomerSays) and customer.expects is not None:
        yield agreed("[promises|promise] no time", many=many)
    if says.departs:
        yield f"leaves {visible(says.departs.text)}"
    if says.quality:
        yield agreed("also [promises|promise]: ", many=many) + ", ".join(map(visible, says.quality))
    for competitor, offer in says.others.items():
        yield f"{visible(competitor)} offers it {by(offer)}"


def _of_customer(found: Agreements, one: Agreement, side: AgreementSide) -> Iterator[str]:
    says, provider = side.says, one.provider.says
    many = spoken(side.party).many
    if not isinstance(says, CustomerSays):
        yield agreed("[says|say] nothing of it: ask ", many=many) + _owner(side)
        return
    if says.standing:
        yield agreed("[has|have] it already", many=many)
    if says.expects is not None:
        yield agreed("[expects|expect] it ", many=many) + by(says.expects)
    elif isinstance(provider, ProviderSays) and provider.promise is not None and not says.standing:
        yield agreed("[names|name] no time", many=many)
    wants = agreed("[wants|want]", many=many)
    looks = agreed("[looks|look] for", many=many)
    yield from wanted_and_said(found.map, one.reliance, wants, looks, today=found.today)


def as_markdown(found: Agreements) -> str:
    """A heading that sums up, and a table for each state; names from the map can do no harm."""
    m = found.map
    parts = [f"## {escaped(_of(found))}: {summed_up(found)}"]
    for state in AgreementState:
        those = [one for one in found if one.state is state]
        if not those:
            continue
        rows = [
            (
                f"**{escaped(_named(m, one))}**<br>{escaped(_between(one))}",
                _cell(_says(found, one, one.provider)),
                _cell(_says(found, one, one.customer)),
                _cell(told(m, one, point) for point in _told_beside(one)),
                escaped(asked(one)),
            )
            for one in those
        ]
        heads = ("service", "provider says", "customer says", "not agreed", "who")
        parts.append(f"### {HEADINGS[state]}\n\n" + table(heads, rows))
    if overall := who_said_overall(found):
        cells = [(escaped(who), escaped(said)) for who, said in overall]
        parts.append(f"### {OVERALL}\n\n" + table(("customer", "what they said"), cells))
    return "\n\n".join(parts)


def _cell(phrases: Iterable[str]) -> str:
    return "<br>".join(map(escaped, phrases))
