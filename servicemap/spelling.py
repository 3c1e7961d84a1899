"""Did you mean."""

from collections.abc import Iterable

COMPARED_AT_MOST = 20_000
"""Names compared for one suggestion: a map larger than this still answers at once."""

SHORTEST_BEGINNING = 3
"""Letters from which on a word can be the beginning of what was meant."""


def closest(word: str, choices: Iterable[str], likeness: float = 0.6) -> str | None:
    """The choice that reads most like `word`, or None where nothing comes close.

    Case does not count. A word of at least three letters that somebody cut short means the
    shortest choice that begins with it, whatever else reads like it. Of two that are equally close
    the first in alphabetical order wins.
    """
    wanted = word.casefold()
    choices = sorted(set(choices))[:COMPARED_AT_MOST]
    begun = [choice for choice in choices if choice.casefold().startswith(wanted)]
    if begun and len(wanted) >= SHORTEST_BEGINNING:
        return min(begun, key=len)
    from difflib import SequenceMatcher  # 4 ms to import, and only the misspelt pay

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: tuple[float, str] | None = None
    for choice in choices:
        folded = choice.casefold()
        floor = max(likeness, best[0] if best else 0.0)
        if 2 * min(len(folded), len(wanted)) < floor * (len(folded) + len(wanted)):
            continue
        matcher.set_seq1(folded)
        if matcher.quick_ratio() < floor:
            continue
        ratio = matcher.ratio()
        if ratio >= likeness and (best is None or ratio > best[0]):
            best = (ratio, choice)
    return best[1] if best else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`did you mean toy-factory?`, or nothing where no choice comes close."""
    choice = closest(word, choices)
    return f"did you mean {choice}?" if choice else ""
