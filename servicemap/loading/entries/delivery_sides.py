"""The two sides of a delivery: under which key each is written, and what an entry there says."""

from typing import NamedTuple

from servicemap.loading.entries import records
from servicemap.loading.entries.entries import Form
from servicemap.loading.yaml.nodes import MappingNode


class DeliverySide(NamedTuple):
    """One of the two sides of a delivery: its key, and the key for the party on the other."""

    key: str
    other: str
    form: Form
    keys: frozenset[str]
    example: str

    def is_entry(self, node: MappingNode) -> bool:
        """Whether somebody forgot the dash: a mapping of an entry's keys, not of names."""
        keys = {key.value for key, _ in node.pairs}
        return len(keys) > 1 and self.other in keys and keys <= self.keys


SERVES = DeliverySide(
    "serves",
    "customer",
    records.SERVES,
    frozenset(records.SERVES.readers),
    "serves: {Stores: Stock orders}",
)
RELIES_ON = DeliverySide(
    "relies_on",
    "provider",
    records.RELIES_ON,
    frozenset(records.RELIES_ON.readers),
    "relies_on: {Purchasing: Stock orders}",
)
