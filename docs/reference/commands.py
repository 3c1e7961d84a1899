"""The page of all commands, made from what `--help` prints.

    python docs/reference/commands.py

writes it anew. A test says when it is out of date.
"""

from pathlib import Path

import click

from servicemap.cli.program import COMMANDS, program

PAGE = Path(__file__).with_name("commands.md")

COLUMNS = 98  # of a terminal of 100: two stay free

HEAD = """# Commands

What `servicemap --help`, and `--help` after each command, print. Data goes to standard output and
everything else to standard error; `-` in place of a map is standard input. The exit code is 0 when
all is well, 1 when something was found, 2 for a call that cannot be answered. What `--format json`
prints is [written down](json.md) key by key.
"""


def page() -> str:
    """The page: the program first, then each command under its heading of the help."""
    group = _context(program, "servicemap")
    parts = [HEAD, _shown(group)]
    for heading, entries in COMMANDS.items():
        parts.append(f"## {heading}\n")
        for entry in entries:
            command = program.get_command(group, entry.name)
            assert command is not None, "the table of commands names modules that exist"
            parts.append(f"### {entry.name}\n\n{_shown(_context(command, entry.name, group))}")
    return "\n".join(parts)


def _context(
    command: click.Command, name: str, parent: click.Context | None = None
) -> click.Context:
    return click.Context(
        command, parent, name, terminal_width=COLUMNS, **(command.context_settings or {})
    )


def _shown(context: click.Context) -> str:
    return f"```text\n{context.get_help().rstrip()}\n```\n"


def main() -> None:
    """Write the page beside this file."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
