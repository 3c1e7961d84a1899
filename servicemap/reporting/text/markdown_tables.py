"""Tables in Markdown, and text that is shown in them as it was written.

What people wrote is escaped wherever GitHub Flavored Markdown (https://github.github.com/gfm/) is
read: it makes no heading, link, picture or mention.
"""

import re
from collections.abc import Iterable, Sequence

from servicemap.escapes import visible

_ACTIVE = re.compile(
    r"[^\S ]|[\\`*_\[\]<>|~&@#$]|:(?=//|[\w+-]*[a-z][\w+-]*:)|(?<=www)\.", re.IGNORECASE
)
"""What makes something of the text around it: `:tada:` a picture, `://` and `www.` a link."""

_BLANKS = re.compile("^ | $|(?<= ) ")
_LINE_BREAK = re.compile("\r\n|\r|\n")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, align: str = "") -> str:
    """A table of cells that are escaped already (`escaped`); `<br>` ends a line in one.

    `align` has a letter a column, `l` or `r`; those without one are `l`.
    """
    sides = {"l": "---", "r": "--:"}
    under = [sides[side] for side in align.ljust(len(heads), "l")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, under, *rows))


def escaped(text: str) -> str:
    """Text that a reader of Markdown shows as it is, in a cell of a table, on one line.

    A line break is `<br>`; blanks that would be dropped are kept.
    """
    return "<br>".join(
        _BLANKS.sub("&nbsp;", _ACTIVE.sub(_reference, visible(line)))
        for line in _LINE_BREAK.split(text)
    )


def _reference(found: "re.Match[str]") -> str:
    character = found[0]
    # Mentions, numbers of issues, pictures and formulas are looked for in the finished page, where
    # references have become characters again: what parts them is a comment, which nobody sees.
    parted = "<!-- -->" if character in "@#:$" else ""
    return f"&#{ord(character)};{parted}"
