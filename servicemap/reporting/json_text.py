"""JSON that other programs read, and that may be shown on a terminal."""

import re
from typing import Any

# What JSON allows bare and a terminal would obey, or no output can encode.
_BARE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def written(value: dict[str, Any]) -> str:
    """JSON in the order it is given, readable in any script, and safe to show on a terminal."""
    import json  # a check that prints for people does not pay for it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _BARE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
