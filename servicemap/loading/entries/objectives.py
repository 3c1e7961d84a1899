"""What a party wants to reach: sentences, and what is measured by services kept or by scores."""

from servicemap.loading.entries import references
from servicemap.loading.entries.drafts import DraftedObjective, SaidObjective
from servicemap.loading.entries.entries import EntryFields, fields_of, form
from servicemap.loading.format import parts
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.values import plain_values
from servicemap.loading.yaml.nodes import MappingNode, Node, SequenceNode, spots
from servicemap.loading.yaml.problems import Problems
from servicemap.model import Objective


def at_least(node: Node, problems: Problems, key: str) -> str | None:
    """The target as it is written: of what it is one, the keys beside it say."""
    return plain_values.scalar(node, problems, key, "a target")


_OBJECTIVE = form(
    parts.OBJECTIVE,
    {
        ValueKind.TEXT: plain_values.text,
        ValueKind.SERVICE: references.one,
        ValueKind.PARTY: references.one,
        ValueKind.AT_LEAST: at_least,
    },
)


def objectives(node: Node, problems: Problems, key: str) -> tuple[SaidObjective, ...] | None:
    """A list of sentences and of measured objectives, or one alone."""
    items = node.items if isinstance(node, SequenceNode) else [node]
    found = [_objective(item, problems, key) for item in items]
    return tuple([one for one in found if one is not None])


def _objective(node: Node, problems: Problems, key: str) -> SaidObjective | None:
    if not isinstance(node, MappingNode):
        said = plain_values.scalar(node, problems, key)
        return Objective(say=said, places=spots(problems.path, {"say": node})) if said else None
    if not any(inner.value in _OBJECTIVE.readers for inner, _ in node.pairs):
        problems.add(
            "SM002",
            f"{key}: a mapping stands here, where a list of texts belongs",
            node,
            f"write {key}: [one, two]; text with ': ' in it belongs in quotation marks",
        )
        return None
    before = len(problems.findings)
    fields = fields_of(node, _OBJECTIVE, problems)
    if len(problems.findings) > before or not _is_whole(fields, problems):
        return None
    measured = {name: value for name, value in fields.values.items() if name != "at_least"}
    if "at_least" in fields.values:
        target = plain_values.score if "score" in measured else plain_values.chance
        measured["at_least"] = target(fields.nodes["at_least"], problems, "at_least")
        if measured["at_least"] is None:
            return None
    return DraftedObjective(**measured, places=fields.places(problems.path))


_BY = {
    "keep": "keep: Stock for the shelves, at_least: 95%",
    "score": "score: Stores, at_least: 8",
}
"""By what an objective can be measured, each with an example."""


def _is_whole(fields: EntryFields, problems: Problems) -> bool:
    """Whether an objective says all that it is measured by, or nothing of it; else it is told."""
    said, nodes = fields
    by = [name for name in _BY if name in said]
    if len(by) > 1:
        problems.add(
            "SM006",
            "keep: and score: stand in one objective",
            nodes["score"],
            "write two objectives, each with its own at_least:",
        )
    elif by and "at_least" not in said:
        problems.add(
            "SM005",
            "at_least: is missing here",
            nodes[by[0]],
            f"say when it is reached, for example {_BY[by[0]]}",
        )
    elif "to" in said and "keep" not in said:
        problems.add(
            "SM005",
            "to: says for which customer, and keep: is missing here",
            nodes["to"],
            f"for example to: Stores, {_BY['keep']}",
        )
    elif "at_least" in said and not by:
        problems.add(
            "SM005",
            "at_least: is a target, and it is missing here of what",
            nodes["at_least"],
            f"for example {_BY['keep']}, or {_BY['score']}",
        )
    else:
        return True
    return False
