"""What libyaml's own words for a fault mean to somebody who writes a map."""

import re
from collections.abc import Callable

from servicemap.loading.yaml.faults import Fault, Said
from servicemap.loading.yaml.lookalikes import is_comment_of_programs
from servicemap.loading.yaml.nodes import OwnMark
from servicemap.loading.yaml.problems import quoted
from servicemap.troubles import COMMENT

LONGEST_ESCAPE = 10
"""Characters of `\\U0001f680`."""


def _open_quote(fault: Fault) -> Said:
    return Said(
        "the quotation mark that opens here is never closed",
        "close it at the end of the text; an apostrophe inside '...' is written twice",
        fault.context or fault.place,
    )


def _no_colon(fault: Fault) -> Said:
    return Said(
        "this line has no colon, so it is neither a key nor part of the text before it",
        "write 'key: value', or indent it further where it goes on with the line before",
        fault.context or fault.place,
    )


def _open_bracket(fault: Fault) -> Said:
    opening = "[" if fault.begins.startswith("[") else "{"
    closing = "]" if opening == "[" else "}"
    opened = fault.context or fault.place
    return Said(
        f"the '{opening}' that opens in line {opened.line + 1} is not closed before this",
        f"close it with '{closing}', or put a comma between two entries",
        fault.place,
        opened,
        f"'{opening}' opens here",
    )


def _bad_start(fault: Fault) -> Said:
    return Said(
        f"text cannot begin with '{fault.after[:1]}'",
        "put the text in quotation marks",
        fault.place,
    )


def _list_in_line(fault: Fault) -> Said:
    return Said(
        "a list that begins with '-' cannot stand here",
        "put the dash on the next line, indented; or write the list as [one, two]",
        fault.place,
    )


def _question(fault: Fault) -> Said:
    return Said(
        "a question mark stands here, which means something else in YAML",
        "leave the line out until it is known, or put the text in quotation marks",
        fault.place,
    )


def _odd_name(fault: Fault) -> Said:
    return Said(
        "text that begins with '&' or '*' means something else in YAML",
        "put the text in quotation marks",
        fault.context or fault.place,
    )


def _escape(fault: Fault) -> Said:
    column = -1 if fault.after.startswith("\\") else fault.before.rfind("\\")
    if len(fault.before) - column > LONGEST_ESCAPE:
        column = -1
    if re.search(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", fault.before[-8:] + fault.after[:8]):
        return Said(
            "this escape is half of a character, as programs write what lies beyond U+FFFF",
            "type the character itself; YAML would take it as \\U0001f680",
            OwnMark(fault.place.line, column if column >= 0 else fault.place.column),
        )
    return Said(
        'a backslash in "..." begins an escape, and this is none that exists',
        "use '...' instead, or write the backslash twice",
        OwnMark(fault.place.line, column if column >= 0 else fault.place.column),
    )


def _bare_colon(fault: Fault) -> Said:
    return Said(
        "a colon stands here with nothing after it",
        "put a space and a value after it, or the text in quotation marks",
        fault.place,
    )


def _directive(fault: Fault) -> Said:
    return Said(
        "a line that begins with '%' is an instruction to YAML, and a map has none",
        "remove it, or put the text in quotation marks",
        fault.context or fault.place,
    )


def _block_text(fault: Fault) -> Said:
    sign = fault.begins[:1]
    text = f"{fault.before}{fault.after}".partition(sign)[2].strip()
    return Said(
        f"a text that begins with '{sign}' goes on in the lines below, and not behind it",
        f"put it in quotation marks: '{sign} {quoted(text)[1:-1]}'",
        fault.context or fault.place,
    )


def _misplaced(fault: Fault) -> Said:
    if is_comment_of_programs(fault.after):
        return Said(COMMENT.message, COMMENT.hint, fault.place)
    if found := re.search(r":\s+(&\S*\s*)$", fault.before):
        text = quoted(f"{found[1]}{fault.after}")
        return Said(
            "text that begins with '&' means something else in YAML",
            f"put the text in quotation marks: {text}",
            OwnMark(fault.place.line, found.start(1)),
        )
    if fault.before.strip():
        return Said(
            "this stands behind text that has already ended",
            "an apostrophe inside '...' is written twice; or put the whole text in \"...\"",
            fault.place,
        )
    if re.match(r"-(?:\s|$)", fault.begins):
        return Said(
            "this line does not continue the list above it, and belongs to nothing else",
            "begin it with '- ', indent it like the key it belongs to, or remove the dash above it",
            fault.place,
        )
    return Said(
        "this line is not indented like the lines it belongs with",
        "give all keys of one entry the same number of spaces",
        fault.place,
    )


ANSWERS: tuple[tuple[str, Callable[[Fault], Said]], ...] = (
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
