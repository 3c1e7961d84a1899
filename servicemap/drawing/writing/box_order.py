"""The order of boxes that an SVG carries, so that the next drawing can keep it.

It stands in the document's `metadata`: ids alone, and the version of how they are written.
"""

import json
import re
from typing import Any
from xml.sax.saxutils import escape, unescape

from servicemap.drawing.scene import BoxOrder

VERSION = 1
"""How the order is written; a file with a higher one was written by a newer program."""

_KEY = "order"
_METADATA = re.compile(r"<metadata>(.*?)</metadata>", re.DOTALL)


class NewerOrder(Exception):
    """An order that is written in a way which only a newer program reads."""


def order_as_text(order: BoxOrder) -> str:
    """The order as JSON, in which nothing ends the element that it stands in."""
    return escape(json.dumps({_KEY: VERSION, **order._asdict()}, ensure_ascii=False))


def order_in(document: str) -> BoxOrder | None:
    """The order that an SVG carries; None where it carries none. Raises NewerOrder."""
    found = _METADATA.search(document)
    if found is None:
        return None
    try:
        said = json.loads(unescape(found[1]))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get(_KEY), int):
        return None
    if said[_KEY] > VERSION:
        raise NewerOrder
    columns = said.get("columns")
    stacks, rows = _ids(said.get("stacks")), _ids(said.get("rows"))
    if not isinstance(columns, list) or stacks is None or rows is None:
        return None
    boxes = [_ids(column) for column in columns]
    known = tuple(column for column in boxes if column is not None)
    return BoxOrder(known, stacks, rows) if len(known) == len(boxes) else None


def _ids(said: Any) -> tuple[str, ...] | None:
    """A list of ids, each once."""
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        return None
    return tuple(dict.fromkeys(said))
