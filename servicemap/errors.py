"""Wrong calls. A wrong map is data (see findings.py); these are raised, and each says what to do.

ServiceMapError
├── UnreadablePath      a named file or folder is missing, unreadable, or holds no map
├── UnreadableRevision  a git revision that is unknown or has no map there, or git is missing
│   ├── NotInRevision   that revision has nothing at that path
│   ├── OutsideGit      the map lies in no git repository
│   └── WithoutGit      there is no git here to ask
├── SeveralMaps         a shelf where one map is needed: name one
├── InvalidMap          the map has findings that keep it from being read as meant
├── UnknownName         no such team, service, scenario or option; did you mean
├── CannotEdit          a file cannot be changed without losing something that stands in it
├── FileChanged         a file is not what was read any more: somebody saved it meanwhile
├── WrongSettings       the settings file, or the baseline, cannot be read as meant
├── WrongValue          an argument that cannot be read: a length of time, a paper size
├── UnreadableTable     a spreadsheet or a record that is none, or of which it is not clear what
│                       is meant
├── UnwritableOutput    standard output is closed, or takes no more
├── MissingExtra        libraries that only some need are not installed: the line to type
└── MissingGlyph        the poster's words hold a character that no font at hand can draw
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Self

from servicemap.findings import Finding
from servicemap.locations import Location, printable


class ServiceMapError(Exception):
    """What servicemap raises on purpose. `hint` is the next move, or empty.

    Each is one line, whatever the text that it quotes, unless `lists` says that it has several. The
    hint may leave room for the names of `arguments`, as in `leave out {} or {}`. It is said in the
    names that Python has for them; who has other names for them says it by `hint_in`.
    """

    lists = False

    def __init__(self, message: str, hint: str = "", arguments: Sequence[str] = ()) -> None:
        self.message = message
        self.arguments = tuple(arguments)
        self._next_move = hint
        self.hint = self.hint_in(str)
        super().__init__(f"{message}\n{self.hint}" if hint else message)

    def __str__(self) -> str:
        return str(self.args[0])  # also where it is a KeyError, which would quote it

    def __reduce__(self) -> tuple[object, ...]:
        """As it goes to another process: made once more of what this one was made of."""
        return type(self), self._made_of(), self.__dict__

    def _made_of(self) -> tuple[object, ...]:
        """What it was called with."""
        return self.message, self._next_move, self.arguments

    def hint_in(self, names: Callable[[str], str]) -> str:
        """The next move, each argument called as `names` says."""
        if not self.arguments:
            return self._next_move
        return self._next_move.format(*map(names, self.arguments))


class UnreadablePath(ServiceMapError):
    """A named file or folder is missing, cannot be read, or holds no map."""


class UnreadableRevision(ServiceMapError):
    """A git revision that is unknown, or holds no map there; or there is no git to ask."""


class NotInRevision(UnreadableRevision):
    """A git revision that has nothing at a path."""


class OutsideGit(UnreadableRevision):
    """A revision is asked for of a map that lies in no git repository."""


class WithoutGit(UnreadableRevision):
    """A revision is asked for where git is not installed."""


class SeveralMaps(ServiceMapError):
    """A folder of several maps where one is needed."""


class InvalidMap(ServiceMapError):
    """The map cannot be read as meant; `findings` says why, each with its place.

    It iterates over them, as a report does.
    """

    lists = True

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        lines = [_one_line(f"{f.location}: {f.code} {f.message}") for f in findings]
        super().__init__("\n".join(["this map has mistakes:", *lines]))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def _made_of(self) -> tuple[object, ...]:
        return (self.findings,)


class UnknownName(ServiceMapError, KeyError):
    """No party, service, scenario or option of that name; `trace["nobody"]` raises it as well."""


class CannotEdit(ServiceMapError):
    """What would be changed is written in a way that cannot be changed without losing something."""


class FileChanged(ServiceMapError):
    """A file is another one than when it was read: somebody saved it meanwhile.

    `found` are its bytes now, `wanted` those that were to be written.
    """

    def __init__(self, path: str, found: bytes, wanted: bytes) -> None:
        self.path, self.found, self.wanted = path, found, wanted
        super().__init__(
            f"{printable(path)} was changed while this was at work, so nothing was written",
            "look at it, and do it once more",
        )

    def _made_of(self) -> tuple[object, ...]:
        return self.path, self.found, self.wanted


class WrongValue(ServiceMapError):
    """An argument that cannot be read, or that does not go with another."""


class Mistake(NamedTuple):
    """What is wrong in a file that is no map: where, in a sentence, and the next move or ""."""

    location: Location
    message: str
    hint: str = ""


class WrongSettings(ServiceMapError):
    """A settings file or a baseline that cannot be read as meant; `mistakes` says why."""

    lists = True

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        first, *others = mistakes
        if not others:
            said = _one_line(f"{first.location}: {first.message}")
            super().__init__(said, _one_line(first.hint))
            return
        listed = (
            _one_line(f"{one.location}: {one.message}" + (f" ({one.hint})" if one.hint else ""))
            for one in mistakes
        )
        counted = f"{printable(first.location.path)} holds {len(mistakes)} mistakes"
        super().__init__(counted, "\n  ".join(listed))

    def _made_of(self) -> tuple[object, ...]:
        return (self.mistakes,)


class UnreadableTable(ServiceMapError):
    """A file that is no spreadsheet or record, or one of which it is not clear what is meant."""

    def found_in(self, file: str) -> Self:
        """The same of what stands in a file, which is named first."""
        return type(self)(f"{printable(file)}: {self.message}", self._next_move, self.arguments)


class UnwritableOutput(ServiceMapError):
    """Standard output is closed, or what it leads to takes no more."""


class MissingExtra(ServiceMapError):
    """Libraries that only some commands need are not installed."""


class MissingGlyph(ServiceMapError):
    """A character that no font at hand can draw."""


def reason_of(error: OSError | ValueError) -> str:
    """What the system says of an error, to stand within a sentence: `permission denied`."""
    return within_a_sentence(getattr(error, "strerror", None) or str(error))


def within_a_sentence(foreign: str) -> str:
    """What a library says as a sentence of its own, after a colon of ours."""
    return foreign[:1].lower() + foreign[1:]


def _one_line(text: str) -> str:
    """Text that people wrote, as one item of a list."""
    return " ".join(text.split("\n"))
