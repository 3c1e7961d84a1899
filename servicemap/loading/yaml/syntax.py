"""What is wrong with a file that is no YAML, as a sentence with the cure.

What stands in the text itself is looked at first: libyaml often stumbles far behind the cause.
"""

import re

import yaml
from yaml import YAMLError

from servicemap.loading.format.declarations import ENTRIES
from servicemap.loading.yaml.faults import Fault, Said, fault_of, line_of
from servicemap.loading.yaml.faults_in_words import ANSWERS
from servicemap.loading.yaml.lookalikes import (
    LEFT_BY_GIT,
    bullet_of,
    conflict,
    described,
    is_comment_of_programs,
    name_cut_off,
    placeholder,
    signs_in,
    with_ordinary_signs,
    without_colon,
    without_space,
)
from servicemap.loading.yaml.nodes import OwnMark, point
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.troubles import COMMENT, Trouble

LONGEST_KEY = 1024
"""Characters in which YAML looks for the colon of a key."""

MOST_LINES = 3
"""Lines before the one that is no YAML in which the cause is looked for."""


def explain(error: YAMLError, text: str, problems: Problems) -> None:
    """Report a syntax error as SM001, where people would look for it."""
    fault = fault_of(error, text)
    slip = _slip(fault, text)
    said = _unfilled(fault, text) or _lookalike(fault, text) or slip or _say(fault, text)
    if said is slip:
        problems.forget_shape_at(said.place.line)
    elif fault.context:
        problems.forget_shape_at(fault.context.line)  # what the trouble made of where it began
    began = said.began
    related = [(point(began.line, began.column), said.beginning)] if began else []
    place = point(said.place.line, said.place.column)
    problems.add("SM001", said.message, place, said.hint, related)


def _say(fault: Fault, text: str) -> Said:
    """The sentence for a fault."""
    if fault.after.startswith("\t"):
        return Said("a tab stands here, and YAML indents with spaces", "use spaces", fault.place)
    if "mapping values are not allowed" in fault.problem:
        return _second_colon(fault, text)
    for words, answer in ANSWERS:
        if words in fault.problem or words in fault.doing:
            return answer(fault)
    return Said(
        f"this is not YAML: {fault.problem}",
        "look at the indentation, the colons and the quotation marks just before",
        fault.place,
    )


def _unfilled(fault: Fault, text: str) -> Said | None:
    """What stands in a file only until somebody has done with it: a conflict, a placeholder."""
    there = conflict(text)
    if there is not None and there.line <= fault.place.line:
        return Said(LEFT_BY_GIT.message, LEFT_BY_GIT.hint, there)
    for point_ in filter(None, (fault.context, fault.place)):
        line = line_of(text, point_.line)
        for found in re.finditer(r"\{[{%]", line[: point_.column + 2]):
            if said := placeholder(line, found.start()):
                wrong = unfilled(said)
                return Said(wrong.message, wrong.hint, OwnMark(point_.line, found.start()))
    return None


def unfilled(said: str) -> Trouble:
    """What to say of a placeholder that is left in a map."""
    return Trouble(
        f"{quoted(said)} is a placeholder of a template that nobody has filled in",
        "run the template first; text with braces belongs in quotation marks",
    )


def _lookalike(fault: Fault, text: str) -> Said | None:
    """A sign that only looks like one of YAML, where the ordinary one makes the difference."""
    first = fault.context or fault.place
    lines = text.split("\n")
    for number in range(fault.place.line, max(first.line, fault.place.line - MOST_LINES) - 1, -1):
        line = lines[number] if number < len(lines) else ""
        signs = signs_in(line)
        if not signs:
            continue
        better = "\n".join([*lines[:number], with_ordinary_signs(line), *lines[number + 1 :]])
        if _breaks_at(better) > fault.place:
            at, sign = signs[0].at, signs[0].ordinary
            space = " and a space" if sign in ":," else ""
            return Said(
                f"{described(line[at])} stands here, which YAML takes for text",
                f"type '{sign}'{space} instead",
                OwnMark(number, at),
            )
    return None


def _breaks_at(text: str) -> OwnMark:
    """Where a text stops being YAML; beyond its end where it does not."""
    try:
        for _ in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            pass
    except YAMLError as error:
        return fault_of(error, text).place
    return OwnMark(text.count("\n") + 1, 0)


def _slip(fault: Fault, text: str) -> Said | None:
    """A sign too much or too few in the line that YAML stumbles over, or in the one before it."""
    for number in range(fault.place.line, max(fault.place.line - MOST_LINES, -1), -1):
        line = line_of(text, number)
        indent = len(line) - len(line.lstrip())
        if cut := name_cut_off(line):
            return Said(
                "# begins a comment, so this name ends before it",
                f"put the name in quotation marks: '{cut}':",
                OwnMark(number, line.index("#")),
            )
        if key := without_space(line.strip()):
            return Said(
                f"a space is missing after '{key}:'",
                f"write {key}: and a space before what it says",
                OwnMark(number, indent),
            )
        if said := _sign(line, OwnMark(number, indent)) or _no_colon_after(fault, line, number):
            return said
        if number < fault.place.line and line.strip():
            break
    return None


def _sign(line: str, place: OwnMark) -> Said | None:
    """A line that begins with a sign of something else: a bullet, a comment of programmers."""
    if is_comment_of_programs(line):
        return Said(COMMENT.message, COMMENT.hint, place)
    if bullet := bullet_of(line):
        return Said(
            f"{described(bullet)} stands here, where YAML takes a dash for a list",
            f"begin the line with '- ': - {line.strip().removeprefix(bullet).strip()}",
            place,
        )
    return None


def _no_colon_after(fault: Fault, line: str, number: int) -> Said | None:
    """A line of text above keys that go on with it, or beside them: its colon is missing."""
    if not any(words in fault.problem for words in _LACKS_COLON) or not line.strip():
        return None
    indent = len(line) - len(line.lstrip())
    if right := without_colon(line, _KEYS):
        word = right.partition(":")[0]
        place = OwnMark(number, indent)
        return Said(f"a colon is missing after '{word}'", f"write {right}", place)
    stands_above = number < fault.place.line and ":" not in line
    column = len(fault.before) - len(fault.before.lstrip())
    if stands_above and indent < column and not line.lstrip().startswith(("-", "#")):
        name = quoted(line.strip())
        return Said(
            f"a colon is missing after {name}", f"write {name[1:-1]}:", OwnMark(number, indent)
        )
    return None


_LACKS_COLON = ("mapping values are not allowed", "could not find expected ':'")
_KEYS = frozenset(key.name for entry in ENTRIES for key in entry.keys)


def _second_colon(fault: Fault, text: str) -> Said:
    """`key: text: more` on one line, or a key that is indented below a line of text."""
    if len(fault.before.strip()) > LONGEST_KEY:
        return Said(
            f"a key of more than {LONGEST_KEY:,} characters stands here",
            "a name is short; what it stands for belongs under about:",
            OwnMark(fault.place.line, 0),
        )
    if ": " in fault.before or _is_key_of_text(fault.before):
        return Said(
            "a second ': ' stands in this line, so it is not clear what is the key",
            "put text with a colon in quotation marks",
            fault.place,
        )
    before = line_of(text, fault.place.line - 1).strip() if fault.place.line else ""
    column = len(fault.before) - len(fault.before.lstrip())
    return Said(
        "this key is indented below a line that already holds text"
        if before
        else "a key cannot stand here",
        "indent it like the keys it belongs with, or put text with a colon in quotation marks",
        OwnMark(fault.place.line, column),
    )


def _is_key_of_text(before: str) -> bool:
    return before.lstrip().startswith(("- ", "'", '"')) and ":" in before
