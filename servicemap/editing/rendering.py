"""How values are written: as people write them, in quotation marks only where they need some.

Every text comes out as it went in: what YAML, other readers of it or an editor could take for
something else stands in quotation marks.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from servicemap.loading.cells import YamlValue
from servicemap.loading.format.declarations import ENTRIES
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.yaml.nodes import NOTHING


class Spread(dict[str, YamlValue]):
    """Keys that stand in lines of their own, where there may be several lines."""


LONGEST_LINE = 100
"""Columns up to which an entry is written in one line, where those around it do not say how."""

_PLAIN = re.compile(r"[^\W_](?:[^,\[\]{}:#\t]|:(?=\S)|(?<=\S)#)*(?<!\s)")
"""What may stand without quotation marks anywhere, in brackets too."""

_OTHERWISE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|nan)"
    r"|[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|0[xob][0-9a-fA-F_]+"
    r"|[0-9]{1,3}(?::[0-9]{1,2})+(?:\.[0-9]*)?"
)
"""What other readers of YAML take for a number or a truth."""

_BARE = frozenset(
    key.name
    for entry in ENTRIES
    for key in entry.keys
    if key.kind in {ValueKind.YES_NO, ValueKind.MONEY, ValueKind.SCORE, ValueKind.CHANCE}
)
"""Keys whose values are such things, and stand bare."""

_ESCAPED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def is_bare(key: str) -> bool:
    """Whether what stands under a key is a number or a truth."""
    return key in _BARE


def text(words: str, quotes: str = "", *, bare: bool = False) -> str:
    """A text, in these quotation marks where it has or needs any.

    `bare`: what others take for a number or a truth needs none.
    """
    printable = words.isprintable()
    if quotes not in ("'", '"'):
        plain = printable and _PLAIN.fullmatch(words) and words.casefold() not in NOTHING
        if plain and (bare or not _OTHERWISE.fullmatch(words)):
            return words
        quotes = "'" if '"' in words or "\\" in words else '"'
    if printable and quotes == "'":
        return "'" + words.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, words)) + '"'


def _escaped(character: str) -> str:
    if found := _ESCAPED.get(character):
        return found
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 65_536 else f"\\U{number:08x}"


def in_line(said: YamlValue, under: str = "") -> str:
    """A value in one line; `under` is its key."""
    if isinstance(said, str):
        return text(said, bare=is_bare(under))
    if isinstance(said, Mapping):
        inside = (f"{text(key)}: {in_line(one, key)}" for key, one in said.items())
        return "{" + ", ".join(inside) + "}"
    return "[" + ", ".join(map(in_line, said)) + "]"


class Style(NamedTuple):
    """How a file is indented. `step`: columns from a key to what stands under it.

    `dash`: columns from a key to the dashes of a list under it; `after`: from a dash to its item.
    """

    step: int
    dash: int
    after: int


USUAL = Style(2, 2, 2)
"""How we indent where a file does not show how it does."""


def key_lines(style: Style, key: str, said: YamlValue, column: int) -> list[str]:
    """A key with its value as lines, further ones indented as from `column` on.

    What is short stands in one line; entries with keys of their own, and what is spread, in
    several.
    """
    short = f"{text(key)}: {in_line(said, key)}"
    if isinstance(said, Mapping) and not said:
        return [f"{text(key)}:"]
    if isinstance(said, str) or not said:
        return [short]
    if isinstance(said, Mapping):
        if not isinstance(said, Spread) and column + len(short) <= LONGEST_LINE:
            return [short]
        inner = (key_lines(style, own, one, column + style.step) for own, one in said.items())
        return [f"{text(key)}:", *(" " * style.step + line for own in inner for line in own)]
    if any(isinstance(one, Mapping) for one in said) or column + len(short) > LONGEST_LINE:
        items = (item_lines(style, one, column + style.dash) for one in said)
        return [f"{text(key)}:", *(" " * style.dash + line for item in items for line in item)]
    return [short]


def item_lines(
    style: Style, said: YamlValue, column: int, *, in_lines: bool | None = None
) -> list[str]:
    """An item of a block list as lines, with its dash.

    An entry stands `in_lines`, one for each key, as those beside it do; where there are none, where
    it is spread or too long for one.
    """
    dash = "-" + " " * (style.after - 1)
    short = dash + in_line(said)
    if not isinstance(said, Mapping) or not said:
        return [short]
    if in_lines is None:
        in_lines = isinstance(said, Spread) or column + len(short) > LONGEST_LINE
    if not in_lines:
        return [short]
    lines = [
        line
        for own, one in said.items()
        for line in key_lines(style, own, one, column + style.after)
    ]
    return [dash + lines[0], *(" " * style.after + line for line in lines[1:])]
