"""SM301 broken-promise."""

from collections.abc import Iterator

from servicemap.dates import at_moment
from servicemap.durations import in_words, short
from servicemap.rules.problems import Case, Problem, Timing


def broken_promise(case: Case) -> Iterator[Problem]:
    """A promise that is late even if nobody is.

    What it says:
        Everybody works as planned, and still the delivery comes after its promise. The finding says
        by how much, and which chain decides when it is there.

    Why it matters:
        Somebody was told a time that cannot be kept, and will find out on the day. It costs least
        to say so now: promise later, or shorten something on the chain.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 2d
                promise: 5d                    # SM301
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 2d
                promise: 1w 2d
        end_users: [Shoppers]
    """
    timing = case.timing
    for one in timing.promises if timing else ():
        margin = one.margin(timing.network) if timing else None
        if timing is None or margin is None or margin >= 0:
            continue
        m, reliance = case.map, one.reliance
        late = in_words(-margin, m.calendar_of(reliance.customer).day)
        yield Problem(
            reliance,
            f"{m.services[reliance.service].name} for {m.parties[reliance.customer].name} is"
            f" promised for {_when(case, timing, one.due)} and planned for"
            f" {_when(case, timing, one.planned)}: {late} late even if nobody is",
            f"{_chain(case, timing, one.node)} decides when: shorten something there, or promise"
            f" {_earliest(case, timing, one.planned)}",
            field="promise",
        )


def _when(case: Case, timing: Timing, moment: int) -> str:
    axis = timing.network.axis
    at = axis.at(moment)
    if at is not None:
        return at_moment(at, case.map.calendar.hours[-1][1])
    return f"{in_words(axis.from_start(moment), case.map.calendar.day)} from the start"


def _earliest(case: Case, timing: Timing, moment: int) -> str:
    """What can be written as a promise."""
    axis = timing.network.axis
    at = axis.at(moment)
    if at is None:
        return short(axis.from_start(moment), case.map.calendar.day)
    if at.hour * 60 + at.minute == case.map.calendar.hours[-1][1]:
        return at.date().isoformat()
    return f"{at.date().isoformat()} {at.hour:02}:{at.minute:02}"


def _chain(case: Case, timing: Timing, node: int) -> str:
    from servicemap.timing.planning import driving_chain

    services = case.map.services
    ids = (timing.network.services[v] for v in driving_chain(timing.network, timing.plan, node))
    names = [case.map.parties[services[id_].provider].name for id_ in ids]
    return " -> ".join(dict.fromkeys(names))
