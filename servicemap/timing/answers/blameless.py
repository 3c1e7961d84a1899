"""How late a party may be before anything is late because of it.

Where the plan may break a promise already, there is no delay that is harmless in every reading. But
what a party hands on in time makes nobody late, whatever else they wait for.
"""

from collections.abc import Collection, Sequence

from servicemap.timing.answers.left_of_promises import Question
from servicemap.timing.answers.longest_delays import limit_of
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Extra, Plan
from servicemap.timing.passes.forward import what_happens
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.search import LongestDelays, Range, longest_kept
from servicemap.timing.passes.through_the_late import late_through, through_the_late


def longest_blameless(
    network: Network, plan: Plan, nodes: Collection[int], promises: Sequence[PlannedDelivery]
) -> LongestDelays:
    """The longest delay of all these nodes with which no chain through them makes a promise late.

    By the place of each promise, which somebody has stated a moment for; in working minutes, 0
    where the first minute may, None where none does. `plan` is the one of the latest reading.
    """

    def left(
        delays: Sequence[tuple[int, int]], which: Sequence[int], asked: Sequence[int]
    ) -> list[int]:
        happens = []
        for _, minutes in delays:
            extra = Extra(dict.fromkeys(nodes, minutes))
            most = what_happens(network, plan, extra)
            happens.append((most, through_the_late(network, plan, extra, most)))
        late = (
            late_through(network, promises[k], *happens[place])
            for place, k in zip(which, asked, strict=True)
        )
        return [-1 if minutes is None else -minutes for minutes in late]

    limit = limit_of(network, plan, Question(tuple(nodes), {}))
    (answer,) = longest_kept(left, [Range(dict.fromkeys(range(len(promises)), 0), limit)])
    return answer
