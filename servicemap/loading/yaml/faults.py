"""Where a file stops being YAML, as libyaml noticed it, and what is to be said of that."""

from typing import Any, NamedTuple

from servicemap.loading.yaml.nodes import OwnMark


class Fault(NamedTuple):
    """A syntax error: libyaml's words for it, where it noticed, and where the trouble began.

    `context` is None where libyaml names no beginning, and `begins` what stands from there to the
    end of its line. `before` and `after` are the parts of the noticed line on both sides of the
    place.
    """

    problem: str
    doing: str
    place: OwnMark
    context: OwnMark | None
    begins: str
    before: str
    after: str


class Said(NamedTuple):
    """What is to be said of a fault, and of which place."""

    message: str
    hint: str
    place: OwnMark
    began: OwnMark | None = None
    """Where the trouble began, where that is said as well."""
    beginning: str = ""


def fault_of(error: Any, text: str) -> Fault:
    """An error of libyaml with the lines of the text that it speaks of."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    place = OwnMark(mark.line, mark.column) if mark else OwnMark(0, 0)
    began = OwnMark(context.line, context.column) if context else None
    line = line_of(text, place.line)
    return Fault(
        getattr(error, "problem", None) or getattr(error, "reason", None) or str(error),
        getattr(error, "context", None) or "",
        place,
        began,
        line_of(text, began.line)[began.column :] if began else "",
        line[: place.column],
        line[place.column :],
    )


def line_of(text: str, number: int) -> str:
    """A line by its number, from 0; nothing beyond the last."""
    start = 0
    for _ in range(number):
        start = text.find("\n", start) + 1
        if start == 0:
            return ""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].rstrip("\r")
