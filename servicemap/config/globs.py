"""Globs over the paths of a project, with `/` between folders whatever the machine says."""

import re
from collections.abc import Callable

from servicemap.errors import WrongValue


def matcher(glob: str) -> Callable[[str], bool]:
    """Whether a path, from the folder that the glob is written for, matches it.

    `*` and `?` stay within one name, `[ab]` is one of these characters, `[!ab]` any other, and `**`
    is any number of folders. A glob without `/` matches at any depth, and one that matches a folder
    matches all beneath it. Raises WrongValue for one that cannot be meant.
    """
    parts = _parts(glob)
    written = "".join(
        "(?:[^/]+/)*" if part == "**" else _name(part, glob) + ("/" if place < len(parts) else "")
        for place, part in enumerate(parts, 1)
    )
    if parts[-1] == "**":
        written += "[^/]+"
    if len(parts) == 1 and "/" not in glob.rstrip("/"):
        written = f"(?:[^/]+/)*{written}"
    matches = re.compile(rf"{written}(?:/.*)?", re.DOTALL).fullmatch
    return lambda path: matches(path) is not None


def _parts(glob: str) -> list[str]:
    if not glob.strip():
        raise WrongValue("an empty glob matches nothing", "write it like archive/** or old-*.yaml")
    if "\\" in glob:
        raise WrongValue(f"the glob '{glob}' holds a backslash", "put / between folders")
    if glob.startswith("/") or glob[1:2] == ":":
        raise WrongValue(
            f"the glob '{glob}' begins at the root", "begin at the folder of the settings file"
        )
    parts = [part for part in glob.split("/") if part not in {"", "."}]
    if ".." in parts:
        raise WrongValue(
            f"the glob '{glob}' leaves the folder of the settings file", "write it without .."
        )
    if not parts:
        raise WrongValue(f"the glob '{glob}' names no file", "** means every file")
    # Twice the same is once: it would match in many ways, and take as long.
    return [
        one
        for one, before in zip(parts, ["", *parts], strict=False)
        if one != before or one != "**"
    ]


def _name(part: str, glob: str) -> str:
    """One name of a glob as a regular expression."""
    written = []
    at = 0
    while at < len(part):
        character = part[at]
        at += 1
        if character == "*":
            while part[at : at + 1] == "*":
                at += 1
            written.append("[^/]*")
        elif character == "?":
            written.append("[^/]")
        elif character == "[":
            end = part.find("]", at + 2 if part[at : at + 1] == "!" else at + 1)
            if end < 0:
                raise WrongValue(
                    f"the glob '{glob}' opens a [ and does not close it",
                    "write [[] for the character itself",
                )
            inside = part[at:end]
            negated = inside.startswith("!")
            written.append(_one_of(inside[negated:], glob, negated=negated))
            at = end + 1
        else:
            written.append(re.escape(character))
    return "".join(written)


def _one_of(characters: str, glob: str, *, negated: bool) -> str:
    escaped = "".join(c if c == "-" else re.escape(c) for c in characters)
    written = f"[^/{escaped}]" if negated else f"(?!/)[{escaped}]"
    try:
        re.compile(written)
    except re.error:
        raise WrongValue(
            f"the glob '{glob}' has a range that runs backwards", "write it like [a-z]"
        ) from None
    return written
