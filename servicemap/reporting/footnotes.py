"""On what beside the plan a figure hangs: a number beside it, and the note under the table."""

from collections.abc import Iterable, Iterator


class Footnotes:
    """Notes that are told once each, numbered as they first occur; an empty one is none."""

    def __init__(self, notes: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        for note in filter(None, notes):
            self._numbers.setdefault(note, len(self._numbers) + 1)

    def mark(self, *notes: str) -> str:
        """` [1]`, ` [1] [3]`: what stands beside a figure; nothing where it has no note."""
        return "".join(f" [{n}]" for n in sorted(self._numbers[note] for note in notes if note))

    def __iter__(self) -> Iterator[str]:
        """`[1] If the circle of A and B keeps in step.`"""
        return (f"[{number}] {note}" for note, number in self._numbers.items())
