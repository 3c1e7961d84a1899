"""What many promises wait for is the same found together as found one by one."""

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import reaching
from servicemap.timing.passes.behind_many import behind_each
from tests.maps_by_hand import make_map, reliance, service


def test_it_is_what_waits_in_turn_round_loops_and_by_alternatives_too() -> None:
    m = make_map(
        [service(f"{team}/x") for team in ("a", "b", "c", "d", "e", "f", "g")],
        [
            reliance("a/x", "b"),
            reliance("b/x", "c"),
            reliance("c/x", "b"),  # b and c wait for each other
            reliance("c/x", "d"),
            reliance("e/x", "d"),
            reliance("f/x", "d"),
            reliance("d/x", "shoppers", promise="9d"),
            reliance("b/x", "shoppers", promise="9d"),
        ],
        any_of=[("d", ("e/x", "f/x"))],
    )
    network = Network(m)
    names = {name.partition("/")[0]: node for name, node in network.number.items()}
    asked = [names[team] for team in ("d", "b", "e", "g")]
    found = [
        {network.services[node].partition("/")[0] for node in column}
        for column in behind_each(network, asked)
    ]
    assert found == [set("abcdef"), set("abc"), {"e"}, {"g"}]
    assert [[*one] for one in behind_each(network, asked)] == [
        sorted(reaching(network, node)) for node in asked
    ]
    assert behind_each(network, []) == []
