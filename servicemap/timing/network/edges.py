"""Who waits for whom, one entry an edge, and the lengths of time that stand at one."""

from typing import NamedTuple

from servicemap.model import Departures


class CompiledLength(NamedTuple):
    """A length of time: minutes of somebody's working time, and minutes on the clock."""

    work: int = 0
    elapsed: int = 0


NO_TIME = CompiledLength()


class Edges:
    """One entry an edge. `source` waits to be delivered, `target` waits for it.

    slack        how long after its planned start the target can do without, in its working time
    elapsed      edge -> slack on the clock, where somebody gave that
    departs      edge -> when it can leave
    switch       edge -> how long after the first one's planned arrival an alternative comes
    standing     normally there already
    alternative  one of an `any_of` group, but not its first
    open         the map leaves open whether the target waits for it
    turning      what closes a loop, and is not planned: it arrives exactly when it is needed, and
                 passes delays on
    circular     what closes a circle of the plan, which counts nothing of it
    vouched      it arrives when its provider is done: neither standing nor turning
    planned      the plan counts it: it is neither standing nor circular, and no alternative
    credited     the schedule may vouch for it: when the provider is done by plan and when the
                 target starts is known to the minute
    special      its arrival is more than a number passed on: another calendar, departures, ...
    """

    __slots__ = (
        "alternative",
        "circular",
        "credited",
        "departs",
        "elapsed",
        "open",
        "planned",
        "slack",
        "source",
        "special",
        "standing",
        "switch",
        "target",
        "turning",
        "vouched",
    )

    def __init__(self) -> None:
        self.source: list[int] = []
        self.target: list[int] = []
        self.slack: list[int] = []
        self.elapsed: dict[int, int] = {}
        self.departs: dict[int, Departures] = {}
        self.switch: dict[int, CompiledLength] = {}
        self.standing = bytearray()
        self.alternative = bytearray()
        self.open = bytearray()
        self.turning = bytearray()
        self.circular = bytearray()
        self.vouched = bytearray()
        self.planned = bytearray()
        self.credited = bytearray()
        self.special = bytearray()

    def on_the_clock(self, edge: int) -> bool:
        """Whether slack or a switch on an edge runs while nobody works."""
        switch = self.switch.get(edge)
        return edge in self.elapsed or (switch is not None and switch.elapsed > 0)
