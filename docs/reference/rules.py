"""The page of all kinds of findings, made from the docstrings of the rules.

    python docs/reference/rules.py

writes it anew. A test says when it is out of date.
"""

from pathlib import Path

from servicemap.reporting.text.rules import reference
from servicemap.rules.explanations import explanations

PAGE = Path(__file__).with_name("rules.md")


def page() -> str:
    """The page: a table of all, then a section each."""
    return reference(explanations())


def main() -> None:
    """Write the page beside this file."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
