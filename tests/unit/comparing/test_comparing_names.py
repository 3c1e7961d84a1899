"""Who is renamed, and who is printed alike, between two versions of a map."""

import pytest

from tests.unit.comparing.test_comparing import read, told

RELIED = "teams:\n  A: {name: A, serves: {B: s}}\n  B: {serves: {U: t}}\nend_users: [U]\n"


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [("  A: {name: A,", "  A2: {name: A,")],
            ["The team A is renamed from a to a2."],
        ),
        (
            [("  A: {name: A,", "  Alpha: {")],
            ["The team Alpha is renamed; it was A."],
        ),
        # It came with other work besides: the name tells.
        (
            [("  A: {name: A, serves: {B: s}", "  A2: {name: A, serves: {B: [s, z]}")],
            ["The team A is renamed from a to a2.", "B now relies on A for z as well."],
        ),
        # Somebody else, for something else: the other one goes, so that nothing is "as well".
        (
            [("  A: {name: A, serves: {B: s}", "  C: {serves: {B: z}")],
            [
                "The team C is new.",
                "The team A is gone.",
                "B now relies on C for z.",
                "B no longer relies on A for s.",
            ],
        ),
        # Two that are printed alike are told apart.
        (
            [("  B: {", "  A2: {name: A, serves: {B: z}}\n  B: {")],
            ["The team A (a2) is new.", "B now relies on A (a2) as well, for z."],
        ),
    ],
)
def test_who_is_renamed_and_who_is_printed_alike(
    edits: list[tuple[str, str]], said: list[str]
) -> None:
    after = RELIED
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    assert told(read(RELIED), read(after)) == said
