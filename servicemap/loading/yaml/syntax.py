"""What libyaml says of a file that is no YAML, as a sentence with the cure."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml import YAMLError

from servicemap.loading.format.declarations import ENTRIES
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

LONGEST_ESCAPE = 10
"""Characters of `\\U0001f680`."""

LONGEST_KEY = 1024
"""Characters in which YAML looks for the colon of a key."""

MOST_LINES = 3
"""Lines before the one that is no YAML in which the cause is looked for."""


class _Fault(NamedTuple):
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


class _Said(NamedTuple):
    message: str
    hint: str
    place: OwnMark
    began: OwnMark | None = None
    """Where the trouble began, where that is said as well."""
    beginning: str = ""


def explain(error: YAMLError, text: str, problems: Problems) -> None:
    """Report a syntax error as SM001, where people would look for it."""
    fault = _fault(error, text)
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


def _fault(error: Any, text: str) -> _Fault:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    place = OwnMark(mark.line, mark.column) if mark else OwnMark(0, 0)
    began = OwnMark(context.line, context.column) if context else None
    line = _line(text, place.line)
    return _Fault(
        getattr(error, "problem", None) or getattr(error, "reason", None) or str(error),
        getattr(error, "context", None) or "",
        place,
        began,
        _line(text, began.line)[began.column :] if began else "",
        line[: place.column],
        line[place.column :],
    )


def _line(text: str, number: int) -> str:
    start = 0
    for _ in range(number):
        start = text.find("\n", start) + 1
        if start == 0:
            return ""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].rstrip("\r")


def _say(fault: _Fault, text: str) -> _Said:
    """The sentence for a fault."""
    if fault.after.startswith("\t"):
        return _Said("a tab stands here, and YAML indents with spaces", "use spaces", fault.place)
    if "mapping values are not allowed" in fault.problem:
        return _second_colon(fault, text)
    for words, answer in _ANSWERS:
        if words in fault.problem or words in fault.doing:
            return answer(fault)
    return _Said(
        f"this is not YAML: {fault.problem}",
        "look at the indentation, the colons and the quotation marks just before",
        fault.place,
    )


def _unfilled(fault: _Fault, text: str) -> _Said | None:
    """What stands in a file only until somebody has done with it: a conflict, a placeholder."""
    there = conflict(text)
    if there is not None and there.line <= fault.place.line:
        return _Said(LEFT_BY_GIT.message, LEFT_BY_GIT.hint, there)
    for point_ in filter(None, (fault.context, fault.place)):
        line = _line(text, point_.line)
        for found in re.finditer(r"\{[{%]", line[: point_.column + 2]):
            if said := placeholder(line, found.start()):
                wrong = unfilled(said)
                return _Said(wrong.message, wrong.hint, OwnMark(point_.line, found.start()))
    return None


def unfilled(said: str) -> Trouble:
    """What to say of a placeholder that is left in a map."""
    return Trouble(
        f"{quoted(said)} is a placeholder of a template that nobody has filled in",
        "run the template first; text with braces belongs in quotation marks",
    )


def _lookalike(fault: _Fault, text: str) -> _Said | None:
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
            return _Said(
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
        return _fault(error, text).place
    return OwnMark(text.count("\n") + 1, 0)


def _slip(fault: _Fault, text: str) -> _Said | None:
    """A sign too much or too few in the line that YAML stumbles over, or in the one before it."""
    for number in range(fault.place.line, max(fault.place.line - MOST_LINES, -1), -1):
        line = _line(text, number)
        indent = len(line) - len(line.lstrip())
        if cut := name_cut_off(line):
            return _Said(
                "# begins a comment, so this name ends before it",
                f"put the name in quotation marks: '{cut}':",
                OwnMark(number, line.index("#")),
            )
        if key := without_space(line.strip()):
            return _Said(
                f"a space is missing after '{key}:'",
                f"write {key}: and a space before what it says",
                OwnMark(number, indent),
            )
        if said := _sign(line, OwnMark(number, indent)) or _no_colon_after(fault, line, number):
            return said
        if number < fault.place.line and line.strip():
            break
    return None


def _sign(line: str, place: OwnMark) -> _Said | None:
    """A line that begins with a sign of something else: a bullet, a comment of programmers."""
    if is_comment_of_programs(line):
        return _Said(COMMENT.message, COMMENT.hint, place)
    if bullet := bullet_of(line):
        return _Said(
            f"{described(bullet)} stands here, where YAML takes a dash for a list",
            f"begin the line with '- ': - {line.strip().removeprefix(bullet).strip()}",
            place,
        )
    return None


def _no_colon_after(fault: _Fault, line: str, number: int) -> _Said | None:
    """A line of text above keys that go on with it, or beside them: its colon is missing."""
    if not any(words in fault.problem for words in _LACKS_COLON) or not line.strip():
        return None
    indent = len(line) - len(line.lstrip())
    if right := without_colon(line, _KEYS):
        word = right.partition(":")[0]
        place = OwnMark(number, indent)
        return _Said(f"a colon is missing after '{word}'", f"write {right}", place)
    stands_above = number < fault.place.line and ":" not in line
    column = len(fault.before) - len(fault.before.lstrip())
    if stands_above and indent < column and not line.lstrip().startswith(("-", "#")):
        name = quoted(line.strip())
        return _Said(
            f"a colon is missing after {name}", f"write {name[1:-1]}:", OwnMark(number, indent)
        )
    return None


_LACKS_COLON = ("mapping values are not allowed", "could not find expected ':'")
_KEYS = frozenset(key.name for entry in ENTRIES for key in entry.keys)


def _open_quote(fault: _Fault) -> _Said:
    return _Said(
        "the quotation mark that opens here is never closed",
        "close it at the end of the text; an apostrophe inside '...' is written twice",
        fault.context or fault.place,
    )


def _no_colon(fault: _Fault) -> _Said:
    return _Said(
        "this line has no colon, so it is neither a key nor part of the text before it",
        "write 'key: value', or indent it further where it goes on with the line before",
        fault.context or fault.place,
    )


def _open_bracket(fault: _Fault) -> _Said:
    opening = "[" if fault.begins.startswith("[") else "{"
    closing = "]" if opening == "[" else "}"
    opened = fault.context or fault.place
    return _Said(
        f"the '{opening}' that opens in line {opened.line + 1} is not closed before this",
        f"close it with '{closing}', or put a comma between two entries",
        fault.place,
        opened,
        f"'{opening}' opens here",
    )


def _bad_start(fault: _Fault) -> _Said:
    return _Said(
        f"text cannot begin with '{fault.after[:1]}'",
        "put the text in quotation marks",
        fault.place,
    )


def _list_in_line(fault: _Fault) -> _Said:
    return _Said(
        "a list that begins with '-' cannot stand here",
        "put the dash on the next line, indented; or write the list as [one, two]",
        fault.place,
    )


def _question(fault: _Fault) -> _Said:
    return _Said(
        "a question mark stands here, which means something else in YAML",
        "leave the line out until it is known, or put the text in quotation marks",
        fault.place,
    )


def _odd_name(fault: _Fault) -> _Said:
    return _Said(
        "text that begins with '&' or '*' means something else in YAML",
        "put the text in quotation marks",
        fault.context or fault.place,
    )


def _escape(fault: _Fault) -> _Said:
    column = -1 if fault.after.startswith("\\") else fault.before.rfind("\\")
    if len(fault.before) - column > LONGEST_ESCAPE:
        column = -1
    if re.search(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", fault.before[-8:] + fault.after[:8]):
        return _Said(
            "this escape is half of a character, as programs write what lies beyond U+FFFF",
            "type the character itself; YAML would take it as \\U0001f680",
            OwnMark(fault.place.line, column if column >= 0 else fault.place.column),
        )
    return _Said(
        'a backslash in "..." begins an escape, and this is none that exists',
        "use '...' instead, or write the backslash twice",
        OwnMark(fault.place.line, column if column >= 0 else fault.place.column),
    )


def _bare_colon(fault: _Fault) -> _Said:
    return _Said(
        "a colon stands here with nothing after it",
        "put a space and a value after it, or the text in quotation marks",
        fault.place,
    )


def _directive(fault: _Fault) -> _Said:
    return _Said(
        "a line that begins with '%' is an instruction to YAML, and a map has none",
        "remove it, or put the text in quotation marks",
        fault.context or fault.place,
    )


def _second_colon(fault: _Fault, text: str) -> _Said:
    """`key: text: more` on one line, or a key that is indented below a line of text."""
    if len(fault.before.strip()) > LONGEST_KEY:
        return _Said(
            f"a key of more than {LONGEST_KEY:,} characters stands here",
            "a name is short; what it stands for belongs under about:",
            OwnMark(fault.place.line, 0),
        )
    if ": " in fault.before or _is_key_of_text(fault.before):
        return _Said(
            "a second ': ' stands in this line, so it is not clear what is the key",
            "put text with a colon in quotation marks",
            fault.place,
        )
    before = _line(text, fault.place.line - 1).strip() if fault.place.line else ""
    column = len(fault.before) - len(fault.before.lstrip())
    return _Said(
        "this key is indented below a line that already holds text"
        if before
        else "a key cannot stand here",
        "indent it like the keys it belongs with, or put text with a colon in quotation marks",
        OwnMark(fault.place.line, column),
    )


def _is_key_of_text(before: str) -> bool:
    return before.lstrip().startswith(("- ", "'", '"')) and ":" in before


def _block_text(fault: _Fault) -> _Said:
    sign = fault.begins[:1]
    text = f"{fault.before}{fault.after}".partition(sign)[2].strip()
    return _Said(
        f"a text that begins with '{sign}' goes on in the lines below, and not behind it",
        f"put it in quotation marks: '{sign} {quoted(text)[1:-1]}'",
        fault.context or fault.place,
    )


def _misplaced(fault: _Fault) -> _Said:
    if is_comment_of_programs(fault.after):
        return _Said(COMMENT.message, COMMENT.hint, fault.place)
    if found := re.search(r":\s+(&\S*\s*)$", fault.before):
        text = quoted(f"{found[1]}{fault.after}")
        return _Said(
            "text that begins with '&' means something else in YAML",
            f"put the text in quotation marks: {text}",
            OwnMark(fault.place.line, found.start(1)),
        )
    if fault.before.strip():
        return _Said(
            "this stands behind text that has already ended",
            "an apostrophe inside '...' is written twice; or put the whole text in \"...\"",
            fault.place,
        )
    if re.match(r"-(?:\s|$)", fault.begins):
        return _Said(
            "this line does not continue the list above it, and belongs to nothing else",
            "begin it with '- ', indent it like the key it belongs to, or remove the dash above it",
            fault.place,
        )
    return _Said(
        "this line is not indented like the lines it belongs with",
        "give all keys of one entry the same number of spaces",
        fault.place,
    )


_ANSWERS: tuple[tuple[str, Callable[[_Fault], _Said]], ...] = (
    ("while scanning a directive", _directive),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("expected hexadecimal", _escape),
    ("found unexpected ':'", _bare_colon),
    ("while scanning a quoted scalar", _open_quote),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", _open_bracket),
    ("cannot start any token", _bad_start),
    ("block sequence entries are not allowed", _list_in_line),
    ("mapping keys are not allowed", _question),
    ("did not find expected key", _misplaced),
    ("'-' indicator", _misplaced),
    ("expected <block end>", _misplaced),
    ("while scanning a block scalar", _block_text),
    ("while scanning an anchor", _odd_name),
    ("while scanning an alias", _odd_name),
)
"""What libyaml says, by the words in it -> what we say; the first that fits."""
