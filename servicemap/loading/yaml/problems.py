"""What is wrong with one file, gathered while it is read."""

from collections.abc import Collection, Iterable

from servicemap.findings import Finding, Related
from servicemap.loading.yaml.lookalikes import cure_for
from servicemap.loading.yaml.nodes import Node, Scalar, where
from servicemap.locations import Location
from servicemap.spelling import closest

MOST_COMPARED = 100_000
"""Comparisons of two names that one reading of a map may spend on guessing what was meant."""

LONGEST_COMPARED = 200

LIKENESS = 0.7
"""How alike a guess is to what was written: below this it puzzles more than it helps."""
NAMELESS = "{} has no letter and no digit, so nothing can refer to it"
NAMELESS_HINT = "give it a name in letters or digits, of any script"

LONGEST_QUOTE = 60
"""Characters of somebody's text that a message repeats."""


_OF_WORDS = {"SM003", "SM006"}
"""Findings about a word that can be none of what belongs there."""


class Spelling:
    """Did you mean, within a budget: a large map full of mistakes is still answered at once.

    `left` counts names that may yet be compared; when it is spent, hints come without a guess.
    """

    __slots__ = ("_guesses", "left")

    def __init__(self, left: int = MOST_COMPARED) -> None:
        self.left = left
        self._guesses: dict[tuple[str, Collection[str]], str] = {}

    def did_you_mean(self, word: str, choices: Collection[str]) -> str:
        """`did you mean Stores?`, or nothing where no choice comes close or the budget is spent."""
        return asked(self.closest(word, choices))

    def closest(self, word: str, choices: Collection[str]) -> str:
        """What was probably meant, or nothing."""
        if isinstance(choices, tuple) and (word, choices) in self._guesses:
            return self._guesses[word, choices]  # people repeat their mistakes
        if self.left <= 0:
            return ""
        self.left -= len(choices)
        near = closest(word[:LONGEST_COMPARED], choices, LIKENESS) or ""
        if isinstance(choices, tuple):
            self._guesses[word, choices] = near
        return near


def asked(meant: str) -> str:
    """`did you mean Stores?`, or nothing where nothing comes to mind."""
    return f"did you mean {meant}?" if meant else ""


class Problems:
    """The findings of one file. `path` is how the file is shown to people."""

    __slots__ = ("_misshapen", "findings", "path", "spelling", "unread")

    def __init__(self, path: str, spelling: "Spelling | None" = None) -> None:
        self.path = path
        self.spelling = spelling or Spelling()
        self.findings: list[Finding] = []
        self._misshapen: set[int] = set()
        self.unread = False
        """Whether a part of the file could not be read, and nobody knows what stands there."""

    def add(
        self,
        code: str,
        message: str,
        place: Node | Location,
        hint: str = "",
        related: Iterable[tuple[Node | Location, str]] = (),
        *,
        meant: str = "",
        nameless: bool = False,
        harmless: bool = False,
    ) -> None:
        """Report one finding. `related` are other places, each with what is there.

        Where a value or a key has full-width characters, those are the mistake, whatever else the
        one who reads it guesses.
        """
        location = self.at(place)
        if code == "SM002" and location.line in self._misshapen:
            return
        if code in _OF_WORDS and isinstance(place, Scalar) and not place.value.isascii():
            hint = cure_for(place.value) or hint
        self.findings.append(
            Finding(
                code,
                message,
                location,
                hint,
                related=tuple(Related(self.at(there), note) for there, note in related),
                meant=(meant,) if meant else (),
                nameless=nameless,
                harmless=harmless,
            )
        )

    def forget_shape_at(self, line: int) -> None:
        """Say nothing of the shape of a line (from 0), whose true cause is told now."""
        self._misshapen.add(line + 1)
        self.findings = [
            one for one in self.findings if one.code != "SM002" or one.location.line != line + 1
        ]

    def at(self, place: Node | Location) -> Location:
        """The location of a node of this file."""
        return place if isinstance(place, Location) else where(self.path, place)


def quoted(text: str) -> str:
    """Somebody's text as a message repeats it: on one line, shortened, in single quotes."""
    flat = " ".join(text.split())
    return f"'{flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + '…'}'"
