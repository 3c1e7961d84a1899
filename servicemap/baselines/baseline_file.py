"""The file of a baseline: what is known, written down and read back.

An entry is a rule and what the finding is about, and stands there as often as it was found; where
it stood in a file does not matter. Entries stand under their map. Its title, and its path from the
folder of the baseline, only tell several maps apart.
"""

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servicemap.errors import Mistake, UnreadablePath, WrongSettings, reason_of
from servicemap.findings import KINDS
from servicemap.loading.files import MAX_FILE, MapFile, read_bytes
from servicemap.locations import Location, printable, shown_as
from servicemap.spelling import did_you_mean
from servicemap.troubles import Trouble

FIRST_LINE = "# servicemap baseline, version 1"
"""How a baseline begins. What begins otherwise is somebody's other file, and is left alone."""

HEAD = f"""{FIRST_LINE}
# What was found when this was written, a line for each: the rule, and what it is about.
# 'servicemap check --baseline FILE --update-baseline' writes it anew.
"""

_CODES = {kind.name: kind.code for kind in KINDS.values()}


class BaselineEntry(NamedTuple):
    """One finding that is known: its kind, what it is about, and its line, 0 where it has none.

    `among` are the others that it is about, where it is about several: a circle from which its
    subject has gone is still the same.
    """

    code: str
    subject: str
    line: int = 0
    among: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The name of its kind: `orphan-team`."""
        return KINDS[self.code].name


class BaselineSection(NamedTuple):
    """What is known of one map. `path` is whole; empty where the baseline does not say it."""

    title: str
    path: str
    entries: tuple[BaselineEntry, ...]


class Baseline(NamedTuple):
    """A baseline that has been read, or is to be written: its path as people type it, its text."""

    path: str
    text: str = ""
    sections: tuple[BaselineSection, ...] = ()

    def places(self, numbers: Iterable[int]) -> list[Location]:
        """The places of some of its lines."""
        lines = self.text.split("\n")
        return [_line(self.path, number, lines[number - 1]) for number in numbers]


def read_baseline(path: str) -> Baseline | None:
    """The baseline in a file; None where there is no such file, or nothing in it yet.

    Raises UnreadablePath where it cannot be read, WrongSettings where it is no baseline.
    """
    shown = shown_as(path)
    try:
        os.stat(path)  # and not opened: whoever opens a pipe waits for its other end
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UnreadablePath(f"{printable(shown)}: {reason_of(error)}") from None
    content = read_bytes(MapFile(shown, path), MAX_FILE)
    if not isinstance(content, bytes):
        raise UnreadablePath(f"{printable(shown)}: {content.message}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePath(f"{printable(shown)}: this is not UTF-8", "name a baseline") from None
    return parse(text, shown) if text.strip() else None


def parse(text: str, path: str) -> Baseline:
    """A baseline as it is written. Raises WrongSettings, with every line that is none of one."""
    lines = text.split("\n")
    if lines[0].strip() != FIRST_LINE:
        message = f"this is no baseline that we can read: one begins with '{FIRST_LINE}'"
        raise WrongSettings((Mistake(_line(path, 1, lines[0]), message, "name another file"),))
    folder = os.path.dirname(path)
    sections: dict[tuple[str, str], list[BaselineEntry]] = {}
    under: list[BaselineEntry] | None = None
    mistakes = []
    for number, line in enumerate(lines, 1):
        said = line.partition(" #")[0].strip()
        if not said or said.startswith("#"):
            continue
        title, closed, where = said[1:].partition("]")
        if said.startswith("[") and closed:
            where = _plain(where.strip())
            whole = _whole(os.path.join(folder, where)) if where else ""
            under = sections.setdefault((_plain(title), whole), [])
        elif wrong := _mistaken(said, under is None):
            mistakes.append(Mistake(_line(path, number, line), wrong.message, wrong.hint))
        elif under is not None:
            rule, _, subject = said.partition(":")
            about, _, others = subject.strip().partition(" (with ")
            among = tuple(map(_plain, others.removesuffix(")").split(", "))) if others else ()
            under.append(BaselineEntry(_CODES[rule], _plain(about), number, among))
    if mistakes:
        raise WrongSettings(tuple(mistakes))
    found = tuple(BaselineSection(*key, tuple(entries)) for key, entries in sections.items())
    return Baseline(path, text, found)


def _mistaken(said: str, without_map: bool) -> Trouble | None:  # noqa: FBT001
    """What is wrong with a line that should be an entry, and what to do about it."""
    if said.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return Trouble("git left a conflict here", "resolve it")
    rule, colon, _ = said.partition(":")
    if rule not in _CODES or not colon:
        hint = did_you_mean(rule, _CODES) or "a line is a rule, a colon, and a subject"
        return Trouble(f"there is no rule '{rule}'", hint)
    if without_map:
        hint = "write the title of the map above it, in brackets: [Harbour toys]"
        return Trouble("this stands under no map", hint)
    return None


def written(sections: Iterable[BaselineSection], path: str) -> str:
    """The text of a baseline at `path`; what holds no entries is left out."""
    folder = _whole(os.path.dirname(path) or os.curdir)
    return "".join([HEAD, *(part for one in sorted(sections) for part in _parts(one, folder))])


def _parts(section: BaselineSection, folder: str) -> Iterator[str]:
    if not section.entries:
        return
    title = _escaped(section.title).replace("]", "\\u{5d}")
    where = f" {_escaped(_from(folder, section.path))}" if section.path else ""
    yield f"\n[{title}]{where}\n"
    for one in sorted(section.entries, key=lambda one: (one.rule, one.subject, one.among)):
        others = f" (with {', '.join(map(_member, one.among))})" if one.among else ""
        yield f"{one.rule}: {_subject(one.subject)}{others}".rstrip() + "\n"


def _subject(subject: str) -> str:
    return _escaped(subject).replace(" (with ", " \\u{28}with ")


def _member(id_: str) -> str:
    return _escaped(id_).replace(",", "\\u{2c}").replace(")", "\\u{29}")


def _whole(path: str) -> str:
    try:
        return os.path.abspath(path)
    except OSError:  # the current folder has been removed
        return os.path.normpath(path)


def _from(folder: str, path: str) -> str:
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except (OSError, ValueError):  # another drive, or no current folder any more
        return path.replace(os.sep, "/")


def _line(path: str, number: int, line: str) -> Location:
    return Location(path, number, 1, number, len(line.rstrip()) + 1)


def _escaped(text: str) -> str:
    """A text on one line, whatever it holds: a character that would not be seen by its number."""
    seen = "".join(c if c.isprintable() and c not in "\\#" else f"\\u{{{ord(c):x}}}" for c in text)
    return re.sub("^ | $", r"\\u{20}", seen)


def _plain(said: str) -> str:
    number = r"\\u\{([0-9a-f]{1,5}|10[0-9a-f]{4})\}"
    return re.sub(number, lambda found: chr(int(found[1], 16)), said)
