"""Tables in Markdown, as GitHub, GitLab and their like show them."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, align: str = "") -> str:
    """A table of cells that are escaped already (`markdown.escaped`); `<br>` ends a line in one.

    `align` has a letter a column, `l` or `r`; those without one are `l`.
    """
    sides = {"l": "---", "r": "--:"}
    under = [sides[side] for side in align.ljust(len(heads), "l")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, under, *rows))
