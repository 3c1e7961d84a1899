"""What an option has to say, beside the keys that it cannot do without."""

from servicemap.loading.entries.entries import EntryFields, head
from servicemap.loading.format.beside_parties import CHANGES_OF_A_PARTY, CHANGES_OF_A_SERVICE
from servicemap.loading.yaml.nodes import MappingNode
from servicemap.loading.yaml.problems import Problems

OF_A_DELIVERY = frozenset({"departs", "slack"})
"""Changes that may be meant for one customer alone."""


def changes_something(node: MappingNode, fields: EntryFields, problems: Problems) -> bool:
    """Whether an option says what it changes, each thing once; what is wrong is reported."""
    said, nodes = fields
    if not said.keys() & (CHANGES_OF_A_SERVICE | CHANGES_OF_A_PARTY):
        problems.add(
            "SM005",
            "this option changes nothing",
            head(node),
            "say what it changes, for example saves: 5d",
        )
    elif {"saves", "takes"} <= said.keys():
        problems.add(
            "SM006",
            "saves: and takes: both say how long it then takes",
            nodes["saves"],
            "remove one of the two",
        )
    elif "to" in said and not said.keys() & OF_A_DELIVERY:
        problems.add(
            "SM006",
            "to: is for departs: and slack:, and neither of them stands here",
            nodes["to"],
            "remove it: what else an option changes is of the service, whoever gets it",
        )
    else:
        return True
    return False
