"""Blanks and marks that nobody sees and that YAML, or whoever compares names, takes for others.

A page on the web, a chat or a word processor puts them where a space was meant, or nothing. Where
one stands between words of a text it is read as it is; where it is indentation, stands beside a
colon, or is in a name, it is reported once and read as what was meant, so that nothing else follows
from it.
"""

import re
from bisect import bisect_right
from typing import Any, NamedTuple
from unicodedata import category, name

from servicemap.loading.format.declarations import ENTRIES
from servicemap.loading.format.kinds import STEPS, ValueKind
from servicemap.loading.yaml.nodes import Scalar, point
from servicemap.loading.yaml.problems import Problems
from servicemap.wording.lists import listed

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks of Unicode that are no ordinary space, for a character class."""

HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Characters that nobody sees, for a character class; those that are refused anywhere apart."""

STAND_IN = "\ufffd"
"""What takes the place of a character that is to be read over, so that columns stay as they are."""

_SOFT_HYPHEN = "\u00ad"
_JOINERS = "\u200c\u200d"
_ZERO_WIDTH_SPACE = "\u200b"
_JAMO_FILLERS = "\u115f\u1160"
_KEYCAP = "\u20e3"
_BLACK_FLAG = "\U0001f3f4"
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\u1900-\u1cff\ua840-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts in which a joiner, or its opposite, belongs to the spelling of a word."""
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf]")
"""Scripts that put no spaces between words, but may mark where one ends."""
_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""Chinese, Japanese and Korean signs, beside which a wide space is the usual one."""
_TYPOGRAPHIC = re.compile(
    "[0-9:;!?%\u00ab\u00bb\u2039\u203a\u2013\u2014\u20a0-\u20bf$\u00a3\u00a5\u00b0]"
)
"""What printers keep together with the word beside it: `24 h`, `Why ?`."""

BLANK_OR_HIDDEN = re.compile(f"[{BLANKS}{HIDDEN}]")
"""What is looked at more closely; none of it is ASCII."""

_KEY = rf"(?m)^[ \t{BLANKS}]*(?:-[ {BLANKS}]+)*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'#:][^:\n]*):"
_KEY_INSIDE = rf"[{{,][ {BLANKS}]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'#:,{{}}][^:\n,{{}}]*):"

_TEXTS = {ValueKind.TEXT, ValueKind.TEXTS}
_OF_TEXTS = {ValueKind.ALLOW, ValueKind.WORDS, *STEPS}
_HEADINGS = {"title", "subtitle"}
_FREE = _HEADINGS.union(key.name for entry in ENTRIES for key in entry.keys if key.kind in _TEXTS)
_HOLDING_FREE = frozenset(
    key.name for entry in ENTRIES for key in entry.keys if key.kind in _OF_TEXTS
)


FAR = 500
"""Characters of a line that are looked back on: one line may be all of a large file."""


class CharacterRun(NamedTuple):
    """The same character, once or several times in a row, from `start` to before `end`."""

    start: int
    end: int
    character: str


class _Token(NamedTuple):
    """A scalar. `free` is text in which any blank may stand, not a key or a name."""

    start: int
    end: int
    free: bool


class _Level(NamedTuple):
    """A list or a mapping that is open: is the next node a key of it, and its last key."""

    is_mapping: bool
    at_key: bool
    key: str


_NO_LEVEL = _Level(is_mapping=False, at_key=False, key="")
"""Outside of all."""

MOST_DEEP = 64


class _Tokens(NamedTuple):
    """Every scalar of a text, in order, and the place up to which it is YAML."""

    found: list[_Token]
    until: int


class PutRight(NamedTuple):
    """A text as it was meant, and whether something in it is to be read over."""

    text: str
    read_over: bool


def suspects(text: str) -> list[CharacterRun]:
    """The runs of blanks and hidden characters that may be no part of what people write."""
    found = BLANK_OR_HIDDEN.finditer(text)
    alone = [m.start() for m in found if not belongs(text, m.start())]
    runs: list[CharacterRun] = []
    for at in alone:
        if runs and runs[-1].end == at and runs[-1].character == text[at]:
            runs[-1] = runs[-1]._replace(end=at + 1)
        else:
            runs.append(CharacterRun(at, at + 1, text[at]))
    return runs


def belongs(text: str, at: int) -> bool:
    """Whether a hidden character is a part of the word or emoji it stands in."""
    character = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if character in _JOINERS:
        emoji = category(after) == "So" and category(before) in {"So", "Sk", "Mn", "Cf"}
        return emoji or _JOINING.match(before) is not None
    if character == _ZERO_WIDTH_SPACE:
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    if character in _JAMO_FILLERS:
        return "\u1100" <= before <= "\u11ff" or "\u1100" <= after <= "\u11ff"
    return _selects(character, before, after)


def _selects(character: str, before: str, after: str) -> bool:
    """Whether a character chooses how the sign before it looks."""
    if "\ufe00" <= character <= "\ufe0f":
        if before in "0123456789#*":
            return after == _KEYCAP
        return not before.isascii() and category(before)[0] in "SLMP"
    if "\U000e0020" <= character <= "\U000e007f":  # the flags of England, Scotland and Wales
        return before == _BLACK_FLAG or "\U000e0020" <= before <= "\U000e007f"
    if "\U000e0100" <= character <= "\U000e01ef":
        return category(before) == "Lo"
    return "\u180b" <= character <= "\u180f" and "\u1800" <= before <= "\u18af"


def put_right(text: str, problems: Problems, most: int) -> PutRight:
    """The text as it was meant.

    What stands in place of a space, or of nothing, is reported, `most` of them one by one.
    """
    runs = suspects(text)
    if not runs:
        return PutRight(text, read_over=False)
    meant = _as_meant(text, runs)
    tokens = _tokens(meant)
    wrong = [run for run in runs if _is_wrong(run, meant, tokens)]
    _report(wrong, meant, problems, most)
    characters = list(text)
    for run in wrong:
        characters[run.start : run.end] = meant[run.start : run.end]
    read = "".join(characters)
    return PutRight(read, any(meant[run.start] == STAND_IN for run in wrong))


def described(character: str) -> str:
    """`no-break space (U+00A0)`."""
    known = name(character, "").lower() or "a character without a name"
    return f"{known} (U+{ord(character):04X})"


def _as_meant(text: str, runs: list[CharacterRun]) -> str:
    """The text with an ordinary space for each blank, where that can be what was meant."""
    keys = {m.end() for m in re.finditer(_KEY, text)}
    keys |= {m.end() for m in re.finditer(_KEY_INSIDE, text) if _is_inside(text, m.start())}
    characters = list(text)
    for run in runs:
        before = text[run.start - 1] if run.start else "\n"
        after = text[run.end] if run.end < len(text) else "\n"
        if category(run.character) == "Zs":
            # In a text a colon is a colon, and a hash no comment.
            kept = (before == ":" and run.start not in keys) or after == "#"
            meant = run.character if kept else " "
        else:
            alone = not (before.isalnum() or before == "\n") or not after.isalnum()
            meant = " " if alone and before != "\n" else STAND_IN
        characters[run.start : run.end] = meant * (run.end - run.start)
    return "".join(characters)


def _is_inside(text: str, at: int) -> bool:
    """Whether a place is between the braces of its line."""
    line = _line_before(text, at + 1)
    return line.count("{") > line.count("}")


def _line_before(text: str, at: int) -> str:
    """What stands before a place in its line, or the end of that where it is very long."""
    begin = max(0, at - FAR)
    return text[max(begin, text.rfind("\n", begin, at) + 1) : at]


def _leads(text: str, at: int) -> bool:
    """Whether nothing but spaces stands before a place in its line."""
    before = text[max(0, at - FAR) : at].rstrip(" ")
    return not before or before[-1] == "\n"


def _tokens(text: str) -> _Tokens:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[_Token] = []
    levels: list[_Level] = []
    event: Any
    until = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            start, until = event.start_mark.index, event.end_mark.index
            match event:
                case yaml.ScalarEvent():
                    here = levels[-1] if levels else _NO_LEVEL
                    held = levels[-2].key if here.is_mapping and len(levels) > 1 else ""
                    free = not here.at_key and (here.key in _FREE or held in _HOLDING_FREE)
                    found.append(_Token(start, until, free))
                    _step(levels, event.value)
                case yaml.CollectionStartEvent():
                    if isinstance(event, yaml.MappingStartEvent):
                        levels.append(_Level(is_mapping=True, at_key=True, key=""))
                    else:
                        key = levels[-1].key if levels else ""
                        levels.append(_Level(is_mapping=False, at_key=False, key=key))
                    if len(levels) > MOST_DEEP:
                        break
                case yaml.CollectionEndEvent():
                    levels.pop()
                    _step(levels, "")
                case yaml.AliasEvent():
                    _step(levels, "")
        else:
            until = len(text)
    except yaml.YAMLError:
        pass
    return _Tokens(found, until)


def _step(levels: list[_Level], value: str) -> None:
    """Go on to what comes after a node: after a key its value, after a value the next key."""
    if levels and (here := levels[-1]).is_mapping:
        key = value if here.at_key else here.key
        levels[-1] = here._replace(at_key=not here.at_key, key=key)


def _is_wrong(run: CharacterRun, text: str, tokens: _Tokens) -> bool:
    """Whether a run stands where it is not read as what it looks like."""
    is_blank = category(run.character) == "Zs"
    if is_blank and text[run.start] != " ":
        return False  # it is text, whatever comes of it
    number = bisect_right(tokens.found, run.start, key=lambda token: token.start) - 1
    token = tokens.found[number] if number >= 0 else _Token(0, 0, free=False)
    line = _line_before(text, run.start)
    if is_blank and _leads(text, run.start) and not line.startswith(" "):
        return True
    if run.start < token.end:
        if is_blank:
            return not (token.free or _is_typographic(run, text))
        return not (token.free and run.character == _SOFT_HYPHEN)
    between = text[max(token.end, run.start - len(line)) : run.start]
    if run.start >= tokens.until or re.search(r"(?:^|\s)#", between):
        return False  # no more than a guess, or a comment
    trails = token.end > 0 and not text[token.end : run.end].strip(" ")
    return not (trails and token.free and text[run.end : run.end + 1] != ":")


def _is_typographic(run: CharacterRun, text: str) -> bool:
    """Whether a blank in a name is the one that printers use there."""
    beside = (text[run.start - 1 : run.start], text[run.end : run.end + 1])
    if run.character == "\u3000":
        return any(map(_WIDE.match, beside))
    return any(map(_TYPOGRAPHIC.match, beside))


def _report(runs: list[CharacterRun], text: str, problems: Problems, most: int) -> None:
    starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def at(run: CharacterRun) -> Scalar:
        line = bisect_right(starts, run.start) - 1
        return point(line, run.start - starts[line])

    indents = [r for r in runs if category(r.character) == "Zs" and _leads(text, r.start)]
    lines = len({bisect_right(starts, run.start) for run in indents})
    if lines > 1:
        kinds = listed(list(dict.fromkeys(described(run.character) for run in indents)))
        problems.add(
            "SM010",
            f"{lines:,} lines are indented with blanks that are no ordinary spaces: {kinds}",
            at(indents[0]),
            "replace them all by ordinary spaces; they come from a web page or a word processor",
        )
        told = set(indents)
        runs = [run for run in runs if run not in told]
    for run in runs[:most]:
        _add(run, at(run), problems)
    if len(runs) > most:
        problems.add(
            "SM010",
            f"{len(runs) - most:,} more such characters follow in this file",
            at(runs[most]),
            "replace the blanks by ordinary spaces, and remove the others",
        )


def _add(run: CharacterRun, place: Scalar, problems: Problems) -> None:
    if category(run.character) == "Zs":
        problems.add(
            "SM010",
            f"a blank that is no ordinary space stands here: {described(run.character)}",
            place,
            "type an ordinary space instead",
        )
        return
    problems.add(
        "SM010",
        f"an invisible character stands here: {described(run.character)}",
        place,
        "remove it; it can make text look different from what it says",
    )


def hidden_in(value: str) -> list[int]:
    """Where a text has hidden characters that are no part of its words."""
    if value.isascii():
        return []
    found = (m.start() for m in re.finditer(f"[{HIDDEN}]", value))
    return [at for at in found if value[at] != _SOFT_HYPHEN and not belongs(value, at)]


def without_hidden(value: str) -> str:
    """The text without them."""
    places = set(hidden_in(value))
    return "".join(c for at, c in enumerate(value) if at not in places) if places else value
