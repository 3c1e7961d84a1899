"""Whether a file is a report of ours, so that a newer one may take its place."""

import re

HEAD = 4096
"""Bytes of a file that tell."""

_BEGINNINGS = re.compile(
    rb"""
      \{\n\ \ "version":\ \d+,\n\ \ "kind":\ "check",
    | \{\n\ \ "\$schema":\ "[^"]*sarif[^"]*",\n\ \ "version":\ "2[.\d]*",\n\ \ "runs":\ \[\n\s*\{\n
      \s*"tool":\ \{\n\s*"driver":\ \{\n\s*"name":\ "servicemap",
    | \[\]\n*\Z
    | \[\n\ \ \{\n\ \ \ \ "description":\ "SM\d
    | <\?xml\ [^>]*\?>\n<testsuites\ name="servicemap\ check"
    | \#\#\ servicemap:\ (?:\d|clean:\ )
    """,
    re.VERBOSE,
)
"""How our reports for programs and for hosts begin: JSON, SARIF, GitLab, JUnit, Markdown. Text for
people begins with what people wrote, by which nobody can tell whose it is."""

TOLD_APART = frozenset({"json", "sarif", "gitlab", "junit", "markdown"})
"""The formats whose reports are known again."""


def is_ours(head: bytes) -> bool:
    """Whether a file that begins so is a report of ours that is known again."""
    return _BEGINNINGS.match(head.replace(b"\r\n", b"\n")) is not None
