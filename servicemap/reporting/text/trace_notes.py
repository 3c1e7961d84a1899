"""What to know about the numbers of a trace: how sure they are, and what they hang on."""

from collections.abc import Iterable, Iterator, Sequence

from servicemap.bounds import Fate
from servicemap.index import party_behind
from servicemap.model import ServiceMap
from servicemap.plurals import agreeing
from servicemap.reporting.text.on_the_way import NAMED_AT_MOST
from servicemap.reporting.text.receipts import ChainToCustomer, days_of
from servicemap.timing.answers.open_ends import Missing
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.unknowns import Unknown
from servicemap.wording.lengths import hours_of
from servicemap.wording.lists import listed
from servicemap.wording.names import in_full, name, promise_named
from servicemap.wording.unknowns import in_step, whys


def notes_of(trace: Trace, hit: Sequence[TracedPromise]) -> Iterator[str]:
    """What to know about the numbers: how sure they are, by whose hours, what they hang on."""
    m = trace.map
    undated = [p for p in hit if Unknown.UNDATED in p.unknown and not p.never_recovers]
    if trace.doubtful:
        yield " ".join(_doubts(trace, hit, trace.doubtful))
    ways = ways_of(hit)
    days = days_of(m, ways)
    figures = (max(hop[1:7]) for chain, _ in ways for hop in chain)
    if len(days) > 1 and max(figures) >= min(days):
        each = (f"{hours_of(day)} for {_parties(m, who)}" for day, who in days.items())
        yield f"Each line counts the days of the one whose line it is: {listed([*each], None)}."
    if undated:
        yield (
            f"{promises_named(trace, undated)}: the promise is a date, and the map has no start. So"
            " nobody can say whether it is late, only how much later than planned."
        )
    for circle in trace.circles:
        yield from _in_step(trace, circle)
    if any(p.share_errors for p in hit):
        yield _sampling(trace)


def _in_step(trace: Trace, circle: tuple[str, ...]) -> Iterator[str]:
    """What becomes of promises only if a circle keeps in step, those that are kept first."""
    m = trace.map
    behind = [p for p in trace.promises if p.circle == circle and not p.endless]
    turning = [p for p in behind if p.reached]
    begins = any(party_behind(m, id_) in circle for id_ in trace.late)
    for said, those in (
        ("kept", [p for p in turning if p.fate is Fate.KEPT]),
        ("so it is", [p for p in turning if p.fate is not Fate.KEPT]),
        ("not hit", [p for p in behind if begins and not p.reached]),
    ):
        if those:
            yield f"{promises_named(trace, those)}: {said}, {in_step(m, circle)}."


def _doubts(
    trace: Trace, hit: Sequence[TracedPromise], doubtful: Sequence[TracedPromise]
) -> Iterator[str]:
    """Why it may not come to all that is told of the `doubtful`, and what to say first."""
    m = trace.map
    unsaid = Unknown.UNTIMED | Unknown.UNLINKED
    reason = whys(p.unknown & (unsaid | Unknown.STOCKED) for p in doubtful)
    reason = reason or "the map leaves something open on the way"
    most = "this is the most that the delay can add"
    late = {m.services[service].provider for service in trace.delays}
    growing = [p for p in doubtful if p.may_grow and not late.isdisjoint(p.circle)]
    if growing:
        most = "this is the worst that may come of the delay"
    yield f"{reason[:1].upper()}{reason[1:]}, so {most}."
    for circle in dict.fromkeys(p.circle for p in growing):
        yield from _grows_in(m, circle)
    if open_ := [p for p in doubtful if p.fate is Fate.OPEN]:
        one = agreeing(len(open_), "promise", "promises")
        of = "" if len(open_) == len(hit) else f" of {promises_named(trace, open_)}"
        yield f"The {one}{of} may still be kept."
    if first := trace.asked_first:
        what = f"what {in_full(m, first.service)} needs"
        if first.missing is Missing.TAKES:
            what = f"how long {in_full(m, first.service)} takes"
        elif first.missing is Missing.SERVICE:
            what = f"which service of {name(m, m.services[first.service].provider)} is meant"
        opens = bool(growing) and first.closes_circle
        yield f"To {'open the circle' if opens else 'settle it'}, say first {what}."
    if m.has_times and trace.open_ends:
        yield "'servicemap check --all' says all that is missing."


def _grows_in(m: ServiceMap, circle: Sequence[str]) -> Iterator[str]:
    """Where a delay may grow, and by what: whatever comes too late there waits for the next one."""
    leaving: dict[str, list[str]] = {}
    for one in m.reliances:
        if one.departs is not None and {one.provider, one.customer} <= {*circle}:
            leaving.setdefault(one.service, []).append(one.departs.text)
    if leaving:
        parties = listed([name(m, party) for party in circle])
        told = ((m.services[one], "; ".join(dict.fromkeys(at))) for one, at in leaving.items())
        services = [f"{name(m, one.id)} of {name(m, one.provider)} ({at})" for one, at in told]
        yield (
            f"The delay may grow in the circle of {parties}, where something leaves only at certain"
            f" times: {listed(services)}."
        )


def _sampling(trace: Trace) -> str:
    """How sampled shares came about, and that a standard error is no bound."""
    return (
        f"Fair shares with a standard error are estimates from {trace.sampled} orders drawn at"
        f" random (seed {trace.seed}). About one in three is further off than that, and one in"
        " twenty more than twice as far."
    )


def _parties(m: ServiceMap, parties: Sequence[str]) -> str:
    return listed([name(m, party) for party in parties])


def ways_of(promises: Iterable[TracedPromise]) -> list[ChainToCustomer]:
    """Their chains. What never recovers, or may not, has none that could be put into numbers."""
    return [(p.chain, p.customer) for p in promises if not p.endless]


def promises_named(trace: Trace, promises: Sequence[TracedPromise]) -> str:
    """`Toys on the shelf for Shoppers and Range list for Schools`."""
    return listed(
        [promise_named(trace.map, p.service, p.customer) for p in promises], NAMED_AT_MOST
    )
