"""Rules explained, for the terminal and as a reference page."""

from collections.abc import Sequence

from servicemap.findings import Severity
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.rules.explanations import Explanation

LINE = 88
"""Columns of prose."""

_DEFAULTS = {
    Severity.ERROR: "an error",
    Severity.WARNING: "a warning",
    Severity.INFO: "an info",
    Severity.OFF: "off",
}


def explained(about: Explanation, ink: Ink) -> str:
    """One kind of finding: what it says, why it matters, an example and what to write instead."""
    kind = f"{ink.severity(about.severity, about.code)} {ink.bold(about.name)}"
    return "\n\n".join(
        [
            f"{kind}, {_DEFAULTS[about.severity]} unless set otherwise\n{about.title}",
            in_plain_text(about, ink),
        ]
    )


def in_plain_text(about: Explanation, ink: Ink) -> str:
    """What stands under the title of a rule, for people who read it as it is."""
    sections = {
        "Why it matters": wrapped(about.matters, LINE),
        "Example": _indented(about.example),
        "Instead": _indented(about.instead),
    }
    under = [f"{ink.bold(head)}\n{text}" for head, text in sections.items() if text]
    return "\n\n".join([wrapped(about.says, LINE), *under])


def in_markdown(about: Explanation) -> str:
    """What stands under the title of a rule, in Markdown."""
    sections = {
        "Why it matters": about.matters,
        "Example": _fenced(about.example),
        "Instead": _fenced(about.instead),
    }
    under = [f"### {head}\n\n{text}" for head, text in sections.items() if text]
    return "\n\n".join([about.says, *under])


def reference(explanations: Sequence[Explanation]) -> str:
    """The page `docs/reference/rules.md`, a section a kind of finding."""
    rows = [
        f"| [{about.code}](#{about.code.casefold()}-{about.name}) | {about.name} |"
        f" {about.severity} | {about.title.rstrip('.')} |"
        for about in explanations
    ]
    return "\n".join(
        [
            "# Rules",
            "",
            "What `servicemap check` finds. SM0xx is about how a map is written, SM1xx about whom",
            "the work reaches, SM2xx about what the two sides of a service say, SM3xx about time,",
            "and SM9xx about findings that were accepted. `servicemap rule SM101` prints one of",
            "these sections.",
            "",
            "To live with a finding, say so where it stands, with the reason:",
            "`allow: {orphan-team: New team that serves Retail from May}`. How a map is written",
            "cannot be allowed.",
            "",
            "| code | name | by default | what |",
            "|---|---|---|---|",
            *rows,
            *(_section(about) for about in explanations),
            "",
        ]
    )


def _section(about: Explanation) -> str:
    return "\n".join(
        [
            "",
            f"## {about.code} {about.name}",
            "",
            f"**{about.title}** By default {_DEFAULTS[about.severity]}.",
            "",
            in_markdown(about),
        ]
    )


def _fenced(example: str) -> str:
    language = "text" if example.startswith("#") else "yaml"  # a baseline is no map
    return f"```{language}\n{example}```" if example else ""


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
