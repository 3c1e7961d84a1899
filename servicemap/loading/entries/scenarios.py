"""Scenarios as people write them who leave `late:` out."""

from servicemap.durations import is_length
from servicemap.loading.entries import records
from servicemap.loading.format import synonyms
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, text_at
from servicemap.loading.yaml.problems import Problems
from servicemap.slugs import slug


def late_above(value: MappingNode, problems: Problems) -> MappingNode:
    """A scenario whose late ones stand under its name, without `late:`, which is reported."""
    readers = records.SCENARIO.readers
    late: list[tuple[Scalar, Node]] = [
        (who, by)
        for who, by in value.pairs
        if isinstance(by, Scalar)
        and is_length(by.value)
        and who.value not in readers
        and slug(who.value).replace("-", "_") not in synonyms.SCENARIO
    ]
    if not late or any(key.value == "late" for key, _ in value.pairs):
        return value
    said = ", ".join(f"{who.value}: {by.value}" for who, by in late if isinstance(by, Scalar))
    start, end = late[0][0].start_mark, late[-1][1].end_mark
    problems.add("SM005", "late: is missing above this", late[0][0], f"write late: {{{said}}}")
    rest = [pair for pair in value.pairs if pair not in late]
    return value._replace(
        pairs=[*rest, (text_at(start, end, "late"), MappingNode(late, start, end))]
    )
