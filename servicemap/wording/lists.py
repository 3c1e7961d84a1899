"""Names one after the other, in English."""

from collections.abc import Iterator, Sequence


def listed(names: Sequence[str], at_most: int | None = 3, *, joined_by: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; what is beyond `at_most` is counted: `A, B and 4 others`."""
    if at_most is not None and len(names) > at_most:
        shown = names[: max(1, at_most - 1)]
        return f"{', '.join(shown)} {joined_by} {len(names) - len(shown)} others"
    return f" {joined_by} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def in_runs(days: Sequence[int], names: Sequence[str], joined_by: str = "-") -> Iterator[str]:
    """Days of the week by their names, three and more in a row as one: `Mon-Fri`, `Mon`, `Tue`."""
    for run in runs_of(days):
        if len(run) > 2:
            yield f"{names[run[0]]}{joined_by}{names[run[-1]]}"
        else:
            yield from (names[day] for day in run)


def runs_of(days: Sequence[int]) -> list[list[int]]:
    """Those that follow each other, together."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
