"""Plain values: text, links, lengths of time, shares, money, scores, yes and no, choices.

Each reader takes a node, the file's problems and the key it stands under, and answers None where
nothing stands there or what stands there cannot be read; the latter has then been reported.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from servicemap.durations import (
    DAY_OF_CLOCK,
    WEEK_OF_CLOCK,
    Duration,
    NoLength,
    parse_duration,
)
from servicemap.languages import CODES, MEANT
from servicemap.loading.yaml.nodes import (
    NOTHING,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    is_nothing,
)
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import LONGEST_LINK
from servicemap.wording.catalogues import is_said, keys
from servicemap.wording.lists import listed
from servicemap.wording.slips import left_open, length_meant
from servicemap.wording.slips_of_numbers import amount_meant, score_meant

if TYPE_CHECKING:
    from decimal import Decimal

Reader = Callable[[Node, Problems, str], Any]
"""Reads the value of one key."""

LONGEST_TEXT = 64 * 1024
LONGEST_NAME = 200
LONGEST_PATH = 1024
"""Characters that a text, a name, and a path may have."""

MOST_REMEMBERED = 65536
MOST_MONEY = 10**15

_YES = frozenset({"yes", "true", "on"})
_NO = frozenset({"no", "false", "off"})
_MEANT = {
    "yes": ("y", "ja", "oui", "s\u00ed", "si", "always", "1", "x"),
    "no": ("n", "nee", "nein", "non", "never", "0"),
}
CODE = 2
"""Letters of the codes that are all known; those of three are too many to hold against a list."""

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_LINK = r"(?i:https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+)"
_MONEY = r"[0-9]+(\.[0-9]+)?"
_SHARE = r"([0-9]+(?:\.[0-9]+)?)\s*(%?)"


def kind_of(node: Node) -> str:
    """What a node is, for a message: `a list`."""
    if isinstance(node, Scalar):
        return "nothing" if is_nothing(node) else "text"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def scalar(node: Node, problems: Problems, key: str, wanted: str = "text") -> str | None:
    """The text of a node, without the spaces around it."""
    if type(node) is Scalar:
        value = node.value
        if value in NOTHING and not node.style:
            return None
        if len(value) > LONGEST_TEXT:
            problems.add(
                "SM010",
                f"{key}: a text of {len(value):,} characters is longer than a map may hold",
                node,
                f"the limit is {LONGEST_TEXT:,} characters; link to the document instead",
            )
            value = value[:LONGEST_TEXT]
        return value.strip() or None
    problems.add(
        "SM002",
        f"{key}: {kind_of(node)} stands here, where {wanted} belongs",
        node,
        _joined(node, key)
        if wanted in {"text", "a name"}
        else f"write {key}: and one value after it",
    )
    return None


def _joined(node: Node, key: str) -> str:
    """A list of texts as one text, as a cure."""
    items = node.items if isinstance(node, SequenceNode) else []
    words = [item.value for item in items if isinstance(item, Scalar) and item.value]
    if not words or len(words) < len(items):
        return f"write {key}: and one value after it"
    return f"write {key}: {', '.join(words)}"


def text(node: Node, problems: Problems, key: str) -> str | None:
    """Text of any length, as it was written."""
    return scalar(node, problems, key)


def name(node: Node, problems: Problems, key: str) -> str | None:
    """Text on one line that something is called."""
    found = scalar(node, problems, key, "a name")
    if found is None:
        return None
    if not found.isprintable() or "  " in found:
        found = " ".join(found.split())
    if len(found) > LONGEST_NAME:
        problems.add(
            "SM010",
            f"{key}: a name of {len(found):,} characters is longer than any sign can show",
            node,
            f"the limit is {LONGEST_NAME} characters; a sentence belongs under about:",
        )
        return found[:LONGEST_NAME]
    return found


def texts(node: Node, problems: Problems, key: str) -> tuple[str, ...] | None:
    """A list of texts; a single text is a list of one."""
    if isinstance(node, SequenceNode):
        found = (scalar(item, problems, key) for item in node.items)
        return tuple(item for item in found if item)
    if isinstance(node, MappingNode):
        problems.add(
            "SM002",
            f"{key}: a mapping stands here, where a list of texts belongs",
            node,
            f"write {key}: [one, two]; text with ': ' in it belongs in quotation marks",
        )
        return None
    found_one = scalar(node, problems, key)
    return (found_one,) if found_one else None


def words(node: Node, problems: Problems, key: str) -> dict[str, str] | None:
    """A mapping of what posters say to what they are to say instead."""
    if not isinstance(node, MappingNode):
        expected_mapping(node, problems, key, f"{key}: {{end_users: Guests}}")
        return None
    for pair, _ in node.pairs:
        if not is_said(pair.value):
            hint = problems.spelling.did_you_mean(pair.value, keys())
            problems.add(
                "SM003",
                f"{quoted(pair.value)} is none of the words that a poster says",
                pair,
                hint or "for example end_users, suppliers, departments or your_work",
            )
    found = ((pair.value, scalar(value, problems, pair.value)) for pair, value in node.pairs)
    return {word: said for word, said in found if said}


def remembered(read: Reader) -> Reader:
    """The reader, answering from memory what it has read before.

    For values that say the same wherever they stand: a large map has few different ones.
    """
    known: dict[str, Any] = {}

    def recall(node: Node, problems: Problems, key: str) -> Any:
        if type(node) is not Scalar:
            return read(node, problems, key)
        found = known.get(node.value)
        if found is None:
            found = read(node, problems, key)
            text_ = node.value
            if found is not None and text_ not in NOTHING and len(text_) <= LONGEST_NAME:
                if len(known) >= MOST_REMEMBERED:
                    known.clear()
                known[text_] = found
        return found

    return recall


def expected_mapping(node: Node, problems: Problems, key: str, example: str) -> None:
    """Report a node that should be a mapping; nothing is said about one that is nothing."""
    if is_nothing(node):
        return
    problems.add(
        "SM002",
        f"{key}: {kind_of(node)} stands here, where a mapping of keys to values belongs",
        node,
        f"for example {example}",
    )


def link(node: Node, problems: Problems, key: str) -> str | None:
    """An address that is safe to follow from a page or a QR code."""
    found = scalar(node, problems, key, "a link")
    if found is None:
        return None
    if re.fullmatch(_LINK, found):
        size = len(found.encode())
        if size <= LONGEST_LINK:
            return found
        problems.add(
            "SM006",
            f"{key}: this link has {size:,} bytes, and a QR code holds {LONGEST_LINK:,}",
            node,
            "link to a shorter address that leads there",
            harmless=True,
        )
        return found
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no link that a map may hold",
        node,
        _whole_link(found) or "a link begins with https://, http:// or mailto: and has no spaces",
    )
    return None


def _whole_link(found: str) -> str:
    """A cure for an address that lacks how it is reached."""
    if len(found) > LONGEST_NAME:
        return ""
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}", found):
        return f"write mailto:{found}"
    return (
        f"write https://{found}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", found) else ""
    )


def file(node: Node, problems: Problems, key: str) -> str | None:
    """The path of a file, from the folder of the map on, with `/`."""
    found = scalar(node, problems, key, "the path of a file")
    if found is None:
        return None
    if re.match(r"(?i:[a-z][a-z0-9+.-]+:)", found):
        hint = "write the path of a file beside the map, such as records/deliveries.csv"
    elif re.match(r"[/\\~]|[A-Za-z]:", found):
        hint = "write it from the folder of the map on: others have the map elsewhere"
    elif "\\" in found:
        hint = f"write {found.replace(chr(92), '/')}: on every system it is read so"
    elif len(found) > LONGEST_PATH:
        hint = f"the limit is {LONGEST_PATH:,} characters"
    else:
        return found
    problems.add("SM006", f"{key}: {quoted(found)} is no path that a map may hold", node, hint)
    return None


def language(node: Node, problems: Problems, key: str) -> str | None:
    """A language tag such as `en`, `zh-Hant` or `de-CH`."""
    found = scalar(node, problems, key, "a language")
    if found is None:
        return None
    code = found.partition("-")[0].casefold()
    if re.fullmatch(_LANGUAGE, found) and (len(code) > CODE or code in CODES):
        return found
    meant = MEANT.get(found.casefold())
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no language tag",
        node,
        f"did you mean {meant}?" if meant else "write en, de, zh-Hant or en-GB",
    )
    return None


def length(node: Node, problems: Problems, key: str) -> Duration | None:
    """A length of time: `2d`, `1d 4h`, `2d elapsed`."""
    found = scalar(node, problems, key, "a length of time")
    return None if found is None else parsed_length(found, node, problems, key)


def interval(node: Node, problems: Problems, key: str) -> Duration | None:
    """How often something happens, in days of the wall calendar: a length of time that passes."""
    found = length(node, problems, key)
    if found is not None and not found.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK):
        problems.add(
            "SM006",
            f"{key}: in '{found}' no time passes",
            node,
            f"write how often, such as 7d, or leave {key}: out",
        )
        return None
    return found


def parsed_length(found: str, node: Node, problems: Problems, key: str) -> Duration | None:
    """The length of time that a text says."""
    try:
        return parse_duration(found)
    except NoLength as wrong:
        hint = length_meant(found, key) or wrong.hint
        problems.add("SM006", f"{key}: {wrong.message}", node, hint)
        return None


def chance(node: Node, problems: Problems, key: str) -> float | None:
    """A share of all cases, `20%` or `0.2`, from 0 to 1."""
    found = scalar(node, problems, key, "a share")
    if found is None:
        return None
    said = re.fullmatch(_SHARE, found) if len(found) < LONGEST_NAME else None
    if said is None:
        hint = left_open(found) or "write 20% or 0.2"
    else:
        share = float(said[1]) / (100 if said[2] else 1)
        if share <= 1:
            return share
        hint = f"did you mean {said[1]}%?" if not said[2] and share <= 100 else "write 0% to 100%"
    problems.add("SM006", f"{key}: {quoted(found)} is no chance between none and all", node, hint)
    return None


def money(node: Node, problems: Problems, key: str) -> "Decimal | None":
    """An amount: digits, and a point before the cents."""
    found = scalar(node, problems, key, "an amount")
    if found is None:
        return None
    if len(found) < LONGEST_NAME and re.fullmatch(_MONEY, found):
        from decimal import Decimal  # few maps speak of money

        amount = Decimal(found)
        if amount <= MOST_MONEY:
            return amount
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no amount",
        node,
        amount_meant(found)
        or "write digits alone, such as 40000 or 99.50; the currency belongs to the map",
    )
    return None


def score(node: Node, problems: Problems, key: str) -> int | None:
    """A whole number from 0 to 10."""
    found = scalar(node, problems, key, "a score")
    if found is None:
        return None
    if re.fullmatch("[0-9]{1,2}", found) and int(found) <= 10:
        return int(found)
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no score",
        node,
        score_meant(found) or "write a whole number from 0 to 10",
    )
    return None


def yes_no(node: Node, problems: Problems, key: str) -> bool | None:
    """Yes or no."""
    found = scalar(node, problems, key, "yes or no")
    if found is None:
        return None
    folded = found.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    hint = next((f"did you mean {one}?" for one, said in _MEANT.items() if folded in said), "")
    hint = hint or "write yes or no"
    problems.add("SM006", f"{key}: {quoted(found)} is neither yes nor no", node, hint)
    return None


def choice(choices: Sequence[str]) -> Reader:
    """A reader of one of a few words."""

    def read(node: Node, problems: Problems, key: str) -> str | None:
        found = scalar(node, problems, key, "one word")
        if found is None:
            return None
        if found in choices:
            return choices[choices.index(found)]
        problems.add(
            "SM006",
            f"{key}: {quoted(found)} is none of the words that can stand here",
            node,
            problems.spelling.did_you_mean(found, choices)
            or f"write {listed(choices, None, joined_by='or')}",
        )
        return None

    return read
