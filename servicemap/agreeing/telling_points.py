"""What is not agreed, in sentences without a full stop."""

from collections.abc import Callable, Mapping

from servicemap.agreeing.points import Agreement, PointTopic, UnsettledPoint
from servicemap.model import Departures, ServiceMap
from servicemap.wording.moments import by, on_day
from servicemap.wording.verbs import spoken
from servicemap.wording.verbs import told as filled

_DIFFERENCES = frozenset({PointTopic.PROMISE, PointTopic.SLACK})


def sentence(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> str:
    """A point of an agreement: `only Warehouse says so, Stores does not`."""
    return _SENTENCES[point.about](m, one, point)


def told(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> str:
    """The same; with the reason where people live with it."""
    said = sentence(m, one, point)
    if point.allowed is None:
        return said
    how = "agreed to differ: " if point.about in _DIFFERENCES else ""
    return f"{how}{said} ({point.allowed})"


def _of_both(one: Agreement, template: str, **parts: object) -> str:
    provider, customer = spoken(one.provider.party), spoken(one.customer.party)
    return filled(template, provider=provider, customer=customer, **parts)


def _promise(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> str:
    assert point.gap is not None, "a promise is later by something"
    return _of_both(
        one,
        "{customer} [expects|expect] it {expects}, it is promised {promise}: {late} too late",
        late=point.gap.in_words(m.calendar_of(one.reliance.customer).day),
        **_times(one),
    )


def _time(_: ServiceMap, one: Agreement, __: UnsettledPoint) -> str:
    promise, expects = one.reliance.promise, one.reliance.expects
    if promise is None:
        said = "{customer} [expects|expect] it {expects}, and {provider} [promises|promise] no time"
        return _of_both(one, said, **_times(one))
    said = "{customer} [expects|expect] it {expects}, it is promised {promise}, and "
    if isinstance(promise, Departures) != isinstance(expects, Departures):
        said += "nobody can compare what recurs with what does not"
    else:
        said += "without a start of the map nobody can compare"
    return _of_both(one, said, **_times(one))


def _times(one: Agreement) -> dict[str, str]:
    """When it is expected and promised, by those of the two that somebody named."""
    times = {"expects": one.reliance.expects, "promise": one.reliance.promise}
    return {key: by(when) for key, when in times.items() if when is not None}


def _name(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> str:
    if point.service:
        return f"two services: it is not '{m.services[point.service].name}'"
    assert one.called is not None, "there is another name, or another service"
    return _of_both(
        one,
        "{provider} [calls|call] it '{own}', {customer} '{other}'",
        own=m.services[one.reliance.service].name,
        other=m.services[one.called.service].name,
    )


def _slack(_: ServiceMap, one: Agreement, __: UnsettledPoint) -> str:
    provider, customer = one.provider.says, one.customer.says
    return _of_both(
        one,
        "{provider} [says|say] that {customer} can go on without it for {theirs}, {customer}"
        " [says|say] {own}",
        theirs=provider and provider.slack,
        own=customer and customer.slack,
    )


def _side(_: ServiceMap, one: Agreement, __: UnsettledPoint) -> str:
    if one.provider.says:
        return _of_both(one, "only {provider} [says|say] so, {customer} [does|do] not")
    return _of_both(one, "only {customer} [says|say] so, {provider} [does|do] not")


def _confirmed(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> str:
    side = one.provider if one.provider.party.id == point.party else one.customer
    assert side.confirmed is not None, "somebody confirmed it"
    why = "which is yet to come" if side.to_come else f"more than {m.confirm_every} ago"
    return f"{side.party.name} last confirmed it on {on_day(side.confirmed)}, {why}"


_SENTENCES: Mapping[PointTopic, Callable[[ServiceMap, Agreement, UnsettledPoint], str]] = {
    PointTopic.PROMISE: _promise,
    PointTopic.NAME: _name,
    PointTopic.SLACK: _slack,
    PointTopic.TIME: _time,
    PointTopic.SIDE: _side,
    PointTopic.CONFIRMED: _confirmed,
}
