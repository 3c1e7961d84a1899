"""What of a map's timing cannot be honoured yet: refused by name and place, never miscounted."""

from collections.abc import Iterator, Mapping

from servicemap.durations import Duration
from servicemap.errors import UnsupportedTiming
from servicemap.locations import Location
from servicemap.model import Moment, Reliance, ServiceMap


def refuse_what_cannot_be_honoured(m: ServiceMap, late: Mapping[str, Duration]) -> None:
    """Raise UnsupportedTiming for the first key that would need more than working days."""
    for id_, length in late.items():
        if length.elapsed:
            raise UnsupportedTiming(
                f"'{id_}' cannot be late in elapsed time yet", "give the delay in working time"
            )
    for key, subject, location in _not_honoured(m):
        where = f" at {location}" if location else ""
        raise UnsupportedTiming(
            f"delays cannot be traced through '{key}' yet: {subject} uses it{where}",
            f"leave out '{key}' to trace in working days of eight hours",
        )


def _not_honoured(m: ServiceMap) -> Iterator[tuple[str, str, Location | None]]:
    if m.start is not None:
        yield "start", "the map", m.places.get("start")
    if m.calendar != type(m.calendar)():
        yield "calendar", "the map", m.places.get("calendar")
    for party in m.parties.values():
        if m.calendar_of(party.id) != m.calendar:
            yield "calendar", party.name, party.places.get("calendar", party.location)
    for alternatives in m.alternatives:
        yield "any_of", m.parties[alternatives.customer].name, alternatives.location
    for service in m.services.values():
        if service.takes is not None and service.takes.likely.elapsed:
            yield "takes: ... elapsed", service.id, service.places.get("takes", service.location)
    for reliance in m.reliances:
        for key, location in _in_reliance(reliance):
            yield key, reliance.id, location


def _in_reliance(reliance: Reliance) -> Iterator[tuple[str, Location]]:
    says = reliance.provider_says
    if says is not None and says.departs is not None:
        yield "departs", says.places.get("departs", says.location)
    if says is not None and isinstance(says.promise, Moment):
        yield "promise: a date", says.places.get("promise", says.location)
    if says is not None and isinstance(says.promise, Duration) and says.promise.elapsed:
        yield "promise: ... elapsed", says.places.get("promise", says.location)
    if reliance.slack is not None and reliance.slack.elapsed:
        yield "slack: ... elapsed", reliance.location
