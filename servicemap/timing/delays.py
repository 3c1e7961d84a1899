"""Who outside feels it: a delay traced through the map to every promise."""

from collections.abc import Mapping

from servicemap.durations import Duration, parse_duration
from servicemap.errors import WrongValue
from servicemap.index import find_party_or_service
from servicemap.model import Reliance, ServiceMap
from servicemap.timing.happening import Happened, extra_work, minutes_late, what_happens
from servicemap.timing.network import Network, compile_network, promised
from servicemap.timing.planning import Plan, make_plan
from servicemap.timing.receipts import chain_to, runner_up_to, where_it_stops
from servicemap.timing.refusals import refuse_what_cannot_be_honoured
from servicemap.timing.traces import Trace, TracedPromise


def trace(m: ServiceMap, late: Mapping[str, str | Duration]) -> Trace:
    """Who outside feels it when some teams or services are late, and by which chain.

    `late` names teams (each of their services) or services, as people write them, and says how
    late: `{"Purchasing": "2d"}`, in the working time of the one who is late. Raises UnknownName
    for a name that is not in the map, WrongValue for a length of time that cannot be read.
    """
    asked = read_delays(m, late)
    refuse_what_cannot_be_honoured(m, asked)
    network = compile_network(m)
    plan = make_plan(network)
    extra = extra_work(network, asked)
    happened = what_happens(network, plan, extra)
    delays = {
        service: happened.finishes[node] - plan.finishes[node]
        for node, service in enumerate(network.services)
        if happened.finishes[node] > plan.finishes[node]
    }
    return Trace(
        m,
        {id_: minutes_late(m, id_, length) for id_, length in asked.items()},
        delays,
        tuple(_traced(network, plan, happened, reliance) for reliance in promised(network)),
        where_it_stops(network, plan, happened),
    )


def read_delays(m: ServiceMap, late: Mapping[str, str | Duration]) -> dict[str, Duration]:
    """Ids of parties and services -> how late, in the order in which they were given."""
    asked: dict[str, Duration] = {}
    for name, given in late.items():
        id_ = find_party_or_service(m, name)
        if id_ in asked:
            raise WrongValue(f"'{name}' is given twice", "add the two delays up")
        if isinstance(given, Duration):
            asked[id_] = given
            continue
        try:
            asked[id_] = parse_duration(given)
        except ValueError as error:
            what, _, cure = str(error).partition(": ")
            raise WrongValue(f"how late is '{name}'? {what}", cure) from None
    return asked


def _traced(network: Network, plan: Plan, happened: Happened, reliance: Reliance) -> TracedPromise:
    node = network.number[reliance.service]
    planned, actual = plan.finishes[node], happened.finishes[node]
    due = planned
    if isinstance(reliance.promise, Duration) and not network.incomplete[node]:
        due = network.map.calendar_of(reliance.customer).minutes(reliance.promise)
    chain = chain_to(network, plan, happened, node) if actual > planned else ()
    return TracedPromise(
        reliance.service,
        reliance.customer,
        planned,
        due,
        actual,
        actual - planned,
        max(0, actual - due),
        chain,
        runner_up_to(network, plan, happened, chain),
        lower_bound=network.incomplete[node],
    )
