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
    if len(parts) == 1 and parts[0] != "**" and "/" not in glob.rstrip("/"):
        parts = ["**", *parts]
    written = []
    loose = False
    while parts:
        if parts[0] == "**":
            loose = True
            del parts[0]
            if not parts:
                written.append("[^/]+")
            continue
        end = parts.index("**") if "**" in parts else len(parts)
        names = "/".join(_name(part, glob) for part in parts[:end])
        del parts[:end]
        names += "/" if parts else r"(?=/|\Z)"
        # Where some names match first they leave most room for what follows, so that no other
        # place has to be tried: a glob may be a stranger's, and match in a billion ways.
        written.append(f"(?>(?:[^/]+/)*?{names})" if loose else names)
        loose = False
    matches = re.compile(rf"{''.join(written)}(?:/.*)?", re.DOTALL).fullmatch
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
    between = [""]
    at = 0
    while at < len(part):
        character = part[at]
        at += 1
        if character == "*":
            while part[at : at + 1] == "*":
                at += 1
            between.append("")
        elif character == "?":
            between[-1] += "[^/]"
        elif character == "[":
            end = part.find("]", at + 2 if part[at : at + 1] == "!" else at + 1)
            if end < 0:
                raise WrongValue(
                    f"the glob '{glob}' opens a [ and does not close it",
                    "write [[] for the character itself",
                )
            inside = part[at:end]
            negated = inside.startswith("!")
            between[-1] += _one_of(inside[negated:], glob, negated=negated)
            at = end + 1
        else:
            between[-1] += re.escape(character)
    first, *others = between
    if not others:
        return first
    # As above: all but the last match where they do first.
    inner = "".join(f"(?>[^/]*?{one})" for one in others[:-1])
    return f"{first}{inner}[^/]*{others[-1]}"


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
