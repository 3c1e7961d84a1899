"""JSON that other programs read, and that may be shown on a terminal."""

import re
from typing import Any

from servicemap.escapes import OBEYED_BEYOND_ASCII
from servicemap.trust import OBEYED_ANYWHERE

VERSION = 2
"""Of what is promised to other programs: docs/reference/json.md, the same for every command."""


def written(value: dict[str, Any] | list[Any] | str) -> str:
    """JSON in the order it is given, readable in any script, and safe to show on a terminal."""
    import json  # a check that prints for people does not pay for it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    # JSON allows these bare, and a terminal, or whoever runs a pipeline, would obey them.
    obeyed = f"[{OBEYED_BEYOND_ASCII}]" + (f"|{OBEYED_ANYWHERE}" if "##" in text else "")
    return re.sub(obeyed, lambda found: f"\\u{ord(found[0]):04x}", text)
