"""How much of the lateness of each promise comes of which of several late ones."""

from collections.abc import Mapping, Sequence
from functools import partial

from servicemap.durations import Duration
from servicemap.timing.answers.fates import judge, outcome
from servicemap.timing.answers.longest_delays import TOGETHER_FROM, in_numbers
from servicemap.timing.answers.shapley import EXACT_TO, exactly, in_whole_minutes, sampled
from servicemap.timing.answers.traces import TracedPromise
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.forward import KnownStarts, affected, extra_work
from servicemap.timing.passes.promised import PlannedDelivery

LOOKED_AT = 4_000_000
"""Nodes looked at, one by one, over all coalitions of one question. Beyond it orders are drawn."""

LOOKED_AT_TOGETHER = 150_000_000
"""The same where all coalitions are looked at together."""


def share(
    network: Network,
    plan: Plan,
    asked: Sequence[Mapping[str, Duration]],
    promises: Sequence[PlannedDelivery],
    traced: list[TracedPromise],
) -> int | None:
    """Fill in how much comes of whom, where several are late; how many orders were drawn for it.

    Shared is what the plan does not break already, and the most of it where the map leaves it open
    how much that is; what never recovers has no size to share. Each
    promise is shared among those who can reach it. That is exact where they are few and what
    they touch can be looked at under each of their coalitions; the other promises are shared
    together, over orders drawn at random.
    """
    ids = list(dict.fromkeys(id_ for lengths in asked for id_ in lengths))
    felt = [k for k, one in enumerate(traced) if _has_a_size(one)]
    if len(ids) < 2 or not felt:
        return None
    coalitions = _Coalitions(network, plan, asked, ids, promises)
    exact, drawn = coalitions.of_promises(felt)
    permutations = None
    for players, which in exact:
        found = exactly(partial(coalitions.worth, players, which), len(players))
        for place, k in enumerate(which):
            traced[k] = traced[k]._replace(
                shares=_of_all(ids, players, in_whole_minutes(found.shares[place]))
            )
    if drawn:
        which = sorted(k for _, some in drawn for k in some)
        players = tuple(id_ for id_ in ids if any(id_ in some for some, _ in drawn))
        worth = partial(coalitions.worth, players, which)
        found = sampled(worth, len(players), coalitions.affordable)
        permutations = found.permutations
        for place, k in enumerate(which):
            traced[k] = traced[k]._replace(
                shares=_of_all(ids, players, in_whole_minutes(found.shares[place])),
                share_errors=dict(zip(players, found.errors[place], strict=True)),
            )
    return permutations


def _has_a_size(one: TracedPromise) -> bool:
    """Whether there is anything of a promise to share among the late ones, surely or perhaps."""
    if one.endless or not one.delay:
        return False
    return one.felt or (one.perhaps_felt and one.caused_bounds.most is not None)


def _of_all(ids: Sequence[str], players: Sequence[str], shares: Sequence[int]) -> dict[str, int]:
    """Of who cannot reach a promise comes nothing of it."""
    return dict.fromkeys(ids, 0) | dict(zip(players, shares, strict=True))


Shared = tuple[tuple[str, ...], list[int]]
"""Some of the late ones, and the promises that they and nobody else can reach."""


class _Coalitions:
    """What comes of it when only some of the late ones are late."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        asked: Sequence[Mapping[str, Duration]],
        ids: Sequence[str],
        promises: Sequence[PlannedDelivery],
    ) -> None:
        self.network, self.plan, self.asked, self.promises = network, plan, asked, promises
        self.reaches = {id_: set(affected(network, self._late([id_]))) for id_ in ids}
        everybody = extra_work(network, *asked)
        self.touched = len(set[int]().union(*self.reaches.values()))
        fit = in_numbers(network)
        self.numbers = (
            plan.earliest is None
            and not everybody.elapsed
            and all(fit[node] for node in everybody.work)
        )
        looked_at = LOOKED_AT_TOGETHER if self.numbers else LOOKED_AT
        self.affordable = looked_at // max(1, self.touched)
        self.known: KnownStarts = {}
        self._late_by: dict[tuple[int, int], int] = {}

    def _late(self, ids: Sequence[str]) -> list[int]:
        extra = extra_work(self.network, *_only(self.asked, ids))
        return [*extra.work, *extra.elapsed]

    def of_promises(self, felt: Sequence[int]) -> tuple[list[Shared], list[Shared]]:
        """The promises by who can reach them: those to share exactly, and the others."""
        by_players: dict[tuple[str, ...], list[int]] = {}
        for k in felt:
            node = self.promises[k].node
            players = tuple(id_ for id_, nodes in self.reaches.items() if node in nodes)
            by_players.setdefault(players, []).append(k)
        everybody = tuple(i for i in self.reaches if any(i in players for players in by_players))
        if sum(1 << len(players) for players in by_players) > 1 << len(everybody):
            by_players = {everybody: list(felt)}
        exact, drawn, affordable = [], [], self.affordable
        for players, which in sorted(by_players.items(), key=lambda item: len(item[0])):
            if len(players) <= EXACT_TO and 1 << len(players) <= affordable:
                affordable -= 1 << len(players)
                exact.append((players, which))
            else:
                drawn.append((players, which))
        return exact, drawn

    def worth(
        self, players: Sequence[str], which: Sequence[int], coalitions: Sequence[int]
    ) -> list[list[int]]:
        """How late these promises are, for each coalition of these players."""
        among = [
            [id_ for k, id_ in enumerate(players) if coalition >> k & 1] for coalition in coalitions
        ]
        if not self.numbers or len(coalitions) * self.touched < TOGETHER_FROM:
            return [self._alone(ids, which) for ids in among]
        from servicemap.timing.passes.forward_many import (
            how_late,  # numpy takes longer than a few passes
        )

        extra = [extra_work(self.network, *_only(self.asked, ids)).work for ids in among]
        columns = [column for column in range(len(extra)) for _ in which]
        nodes = [self.promises[k].node for k in which] * len(extra)
        late = how_late(self.network, self.plan, extra, columns, nodes, self.known)
        lates = [self._promise_late(k, z) for k, z in zip([*which] * len(extra), late, strict=True)]
        return [lates[at : at + len(which)] for at in range(0, len(lates), len(which))]

    def _alone(self, ids: Sequence[str], which: Sequence[int]) -> list[int]:
        network = self.network
        found = outcome(network, self.plan, extra_work(network, *_only(self.asked, ids)))
        late = []
        for k in which:
            judged = judge(network, self.plan, self.promises[k], found)
            late.append(judged.later.most if judged.caused.most is None else judged.caused.most)
        return [minutes or 0 for minutes in late]

    def _promise_late(self, k: int, late: int) -> int:
        if (k, late) not in self._late_by:
            one, network = self.promises[k], self.network
            state = self.plan.finishes[one.node] + late, None
            self._late_by[k, late] = one.late(network, one.arrives(network, state))
        return self._late_by[k, late]


def _only(asked: Sequence[Mapping[str, Duration]], ids: Sequence[str]) -> list[dict[str, Duration]]:
    return [{id_: lengths[id_] for id_ in ids if id_ in lengths} for lengths in asked]
