"""How fast delays and tolerances are found, against NetworkX doing the same in the same run.

    python -m benchmarks.timing            1,000 to 100,000 services
    python -m benchmarks.timing 10000

Medians of alternating runs; what counts are the ratios. NetworkX is given its graph for nothing,
with weights on the edges, as the program is given its network; how long compiling that takes is
printed beside it. Of tolerance, both find how late each service may be before each promise breaks:
the program as arrays that are read like mappings, NetworkX as dictionaries.

At last all of `trace`, with its receipts, against reading the map from its file: one in which every
delay goes a long way to many promises. Its goal: no longer than reading takes.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import networkx as nx

from servicemap import load
from servicemap.durations import Duration
from servicemap.locations import Location
from servicemap.model import (
    Alternatives,
    Estimate,
    Group,
    Party,
    ProviderSays,
    Reliance,
    Service,
    ServiceMap,
)
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerance_columns import tolerances_of_services
from servicemap.timing.answers.tolerances import tolerance
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import HORIZON, Extra, Plan
from servicemap.timing.passes.forward import what_happens
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import PlannedDelivery, deliveries

HERE = Location("generated.yaml", 1, 1, 1, 2)
RUNS = 5
LARGE = 20_000
"""Services from which on three runs have to do, so that all of it takes a minute."""
PROMISES = 100

WITH_ALTERNATIVES = 1_000
"""Services up to which a map with alternatives is measured too: trying takes its time."""


def generated(count: int, alternatives: float = 0) -> ServiceMap:
    """A map in which each team relies on up to three before it, the last hundred serve outside.

    Of so many of the joins the first delivery is enough.
    """
    draw = random.Random(1)
    says = ProviderSays(None, HERE, slack=Duration(minutes=30))
    parties = {"shoppers": Party("shoppers", "Shoppers", Group.END_USERS, HERE)}
    services = {}
    reliances = []
    any_of = []
    for k in range(count):
        team = f"t{k}"
        parties[team] = Party(team, team, Group.TEAMS, HERE)
        takes = Duration(minutes=60 * draw.randint(1, 9))
        services[f"{team}/x"] = Service(
            f"{team}/x", "x", team, HERE, takes=Estimate(takes, takes, takes)
        )
        before = {k - 1 - int(draw.expovariate(50 / count)) for _ in range(3)}
        needed = [f"t{other}" for other in before if other >= 0]
        reliances += [Reliance(team, other, f"{other}/x", says) for other in needed]
        if alternatives and len(needed) > 1 and draw.random() < alternatives:
            any_of.append(Alternatives(team, tuple(f"{other}/x" for other in needed), HERE))
    reliances += [
        Reliance("shoppers", f"t{k}", f"t{k}/x", says) for k in range(count - PROMISES, count)
    ]
    return ServiceMap(
        "Generated",
        "generated.yaml",
        parties=parties,
        services=services,
        reliances=tuple(reliances),
        alternatives=tuple(any_of),
    )


def longest_paths(graph: "nx.DiGraph[int]", late: dict[int, int]) -> dict[int, int]:
    """Both passes as one writes them over a graph: the plan, then what a delay does to it."""
    starts: dict[int, int] = {}
    planned: dict[int, int] = {}
    for v in nx.topological_sort(graph):
        starts[v] = max((planned[u] for u in graph.predecessors(v)), default=0)
        planned[v] = starts[v] + graph.nodes[v]["work"]
    done: dict[int, int] = {}
    for v in nx.topological_sort(graph):
        arrivals = (done[u] - data["slack"] for u, _, data in graph.in_edges(v, data=True))
        start = max(starts[v], max(arrivals, default=0))
        done[v] = start + graph.nodes[v]["work"] + late.get(v, 0)
    return done


def dijkstra_tolerances(graph: "nx.DiGraph[int]", promises: list[int]) -> list[dict[int, float]]:
    """One Dijkstra a promise over slacks: the least slack on the way is what one can afford."""
    backwards = graph.reverse()
    return [
        nx.single_source_dijkstra_path_length(backwards, node, weight="float") for node in promises
    ]


def as_graph(network: Network) -> "nx.DiGraph[int]":
    """The network as a graph, with what each loop over it needs on its nodes and edges."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    plan = make_plan(network)
    edges = network.edges
    for node, work in enumerate(network.work):
        graph.add_node(node, work=work)
    for edge, (u, v) in enumerate(zip(edges.source, edges.target, strict=True)):
        idle = plan.starts[v] - plan.finishes[u] + edges.slack[edge]
        graph.add_edge(u, v, slack=edges.slack[edge], float=idle)
    return graph


def halvings(
    network: Network, plan: Plan, promises: list[PlannedDelivery], nodes: tuple[int, ...]
) -> None:
    """Behind alternatives as one tries it first: each service and promise halved by itself."""
    for node in nodes:
        for promise in promises:
            kept, breaking = 0, HORIZON
            while breaking - kept > 1:
                middle = (kept + breaking) // 2
                now = what_happens(network, plan, Extra({node: middle}))
                if promise.late(network, promise.arrives(network, now.state(promise.node))):
                    breaking = middle
                else:
                    kept = middle


def milliseconds(*runs: Callable[[], object], turns: int = RUNS) -> list[float]:
    """The median of the processor time of each, run in turns."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(turns):
        for k, run in enumerate(runs):
            before = time.process_time()
            run()
            taken[k].append((time.process_time() - before) * 1000)
    return [median(times) for times in taken]


def long_chains(count: int) -> str:
    """A map of teams that each serve up to three of the next 300; the last 300 serve the Shop."""
    draw = random.Random(1)
    lines = ["map: {title: Long chains}", "teams:"]
    for k in range(count):
        customers = {f"T{min(count - 1, k + draw.randint(1, 300))}" for _ in range(3)}
        lines += [f"  T{k}:", "    serves:"]
        lines += [
            f"      - {{customer: {customer}, service: w{k}, takes: 1d}}"
            for customer in (sorted(customers) if k < count - 300 else ["Shop"])
        ]
    return "\n".join([*lines, "end_users: [Shop]", ""])


def against_reading(count: int) -> None:
    """Measure and print all of a trace, of one late team and of ten, beside reading the map."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "map.yaml")
        path.write_text(long_chains(count), encoding="utf-8")
        m = load(str(path))
        reading, one, ten = milliseconds(
            lambda: load(str(path)),
            lambda: trace(m, {"T5": "3d"}),
            lambda: trace(m, {f"T{5 + 7 * k}": f"{1 + k % 4}d" for k in range(10)}),
            turns=RUNS if count < LARGE else 3,
        )
    hops = sum(len(promise.chain) for promise in trace(m, {"T5": "3d"}))
    print(
        f"        {hops} hops to tell: read {reading:8.1f} ms, trace {one:8.1f} ms:"
        f" {one / reading:4.2f} of it; ten late with their shares {ten:8.1f} ms"
    )


def compare(count: int) -> None:
    """Measure and print one size."""
    m = generated(count)
    network = Network(m)
    graph = as_graph(network)
    plan = make_plan(network)
    late = {count // 2: 960}
    ours = what_happens(network, plan, Extra(late)).finishes
    assert list(dict(sorted(longest_paths(graph, late).items())).values()) == ours
    compiling, tracing, theirs = milliseconds(
        lambda: Network(m),
        lambda: what_happens(network, make_plan(network), Extra(late)),
        lambda: longest_paths(graph, late),
        turns=RUNS if count < LARGE else 3,
    )
    print(
        f"{count:>7} services: compile {compiling:8.1f} ms, trace {tracing:7.1f} ms,"
        f" NetworkX {theirs:7.1f} ms: {theirs / tracing:5.1f} times"
    )
    if count >= LARGE:
        return
    promises = deliveries(network, plan)
    nodes = [promise.node for promise in promises]
    found = tolerances_of_services(network, plan, promises[:10])
    assert [dict(column.least) for column in found] == dijkstra_tolerances(graph, nodes[:10])
    swept, dijkstra = milliseconds(
        lambda: tolerances_of_services(network, plan, promises),
        lambda: dijkstra_tolerances(graph, nodes),
    )
    (everything,) = milliseconds(lambda: every_tolerance(m))
    print(
        f"        tolerance to {len(promises)} promises {swept:7.1f} ms,"
        f" NetworkX Dijkstra {dijkstra:8.1f} ms: {dijkstra / swept:5.1f} times\n"
        f"        with compiling, and teams beside services {everything:7.1f} ms"
    )
    if count > WITH_ALTERNATIVES:
        return
    network = Network(generated(count, alternatives=0.4))
    plan = make_plan(network)
    promises = deliveries(network, plan)[::10]
    some = (count // 3, count // 2)
    everybody, halved = milliseconds(
        lambda: tolerances_of_services(network, plan, promises),
        lambda: halvings(network, plan, promises, some),
    )
    each, by_halving = everybody / count, halved / len(some)
    print(
        f"        40% any_of, {len(promises)} promises: {everybody:7.1f} ms, {each:6.2f} a service,"
        f" halved by itself {by_halving:8.1f}: {by_halving / each:5.1f} times"
    )


def every_tolerance(m: ServiceMap) -> int:
    """All of them, of services and teams; they are found as somebody goes through them."""
    return sum(len(column) for _, column in tolerance(m).teams_by_id())


def compared(traced: int, swept: int) -> Iterator[tuple[str, float, float, float]]:
    """What the goals are about: its name, our milliseconds and those of NetworkX, the ratio aimed
    at; one delay among so many services, and the tolerances of so many.
    """
    m = generated(traced)
    network = Network(m)
    graph, plan, extra = as_graph(network), make_plan(network), Extra({traced // 2: 960})

    def traced_anew() -> object:
        found = Network(m)
        return what_happens(found, make_plan(found), extra)

    ours, theirs, alone, loops = milliseconds(
        traced_anew,
        lambda: longest_paths(as_graph(network), {traced // 2: 960}),
        lambda: what_happens(network, plan, extra),
        lambda: longest_paths(graph, {traced // 2: 960}),
        turns=3,
    )
    number = f"{traced:,} services"
    yield f"trace, {number}, compiling included", ours, theirs, 1 / 3
    yield f"trace, {number}, the pass alone", alone, loops, 1 / 20
    m = generated(swept)
    network = Network(m)
    graph, plan = as_graph(network), make_plan(network)
    promises = deliveries(network, plan)
    nodes = [promise.node for promise in promises]
    ours, theirs, alone, loops = milliseconds(
        lambda: every_tolerance(m),
        lambda: dijkstra_tolerances(as_graph(network), nodes),
        lambda: tolerances_of_services(network, plan, promises),
        lambda: dijkstra_tolerances(graph, nodes),
        turns=3,
    )
    number = f"{swept:,} services, {len(promises)} promises"
    yield f"tolerance, {number}, compiling included", ours, theirs, 1 / 15
    yield f"tolerance, {number}, the sweep alone", alone, loops, 1 / 100


if __name__ == "__main__":
    for size in [int(given) for given in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        compare(size)
        against_reading(size)
