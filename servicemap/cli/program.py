"""The `servicemap` command: the table of its commands, its help, and what happens when it fails."""

import importlib
import os
import sys
from collections.abc import Sequence
from io import StringIO
from typing import IO, Any, NamedTuple

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    ink_for,
    page_to_standard_error,
    to_standard_error,
    unwritable,
)
from servicemap.cli.other_options import meant_by
from servicemap.errors import InvalidMap, ServiceMapError
from servicemap.escapes import visible
from servicemap.shortage import shortage, tell
from servicemap.spelling import closest
from servicemap.version import __version__


class ListedCommand(NamedTuple):
    """A command in the help: found in `servicemap.cli.<module>`, imported only when it is run.

    Its module is called as it is, but where Python keeps that name to itself.
    """

    name: str
    says: str
    imported_as: str = ""

    @property
    def module(self) -> str:
        """The module that holds it."""
        return f"servicemap.cli.{self.imported_as or self.name}"


COMMANDS: dict[str, tuple[ListedCommand, ...]] = {
    "Draw": (ListedCommand("poster", "A poster for the notice board: who relies on whom."),),
    "Ask": (
        ListedCommand(
            "show", "A team's card: who relies on it, whom its work reaches, how late it may be."
        ),
        ListedCommand("trace", "Who outside feels a delay, by which chain, and what absorbed it."),
        ListedCommand("tolerance", "How late each team may be before each customer notices."),
        ListedCommand("promises", "Every promise: when it is planned and due, and what drives it."),
    ),
    "Agree": (
        ListedCommand("check", "What is wrong with a map, for people and for pipelines."),
        ListedCommand("agreements", "What each side of each service says, and what is not agreed."),
        ListedCommand("confirm", "Today's date on what a team says is still true."),
        ListedCommand("diff", "What changed between two versions, and what it does."),
    ),
    "Hear and improve": (
        ListedCommand("care", "Who is heard, what they said, what was done, where to begin."),
        ListedCommand("ask", "A sheet for every customer, to be filled in and imported."),
        ListedCommand("briefing", "The agenda of a team's next meeting, on a page."),
        ListedCommand("review", "What a team reached, and what its customers said, on a page."),
        ListedCommand("history", "What became of it: scores, promises, agreements, findings."),
    ),
    "Start and automate": (
        ListedCommand("init", "A first map by interview: who relies on you, and for what."),
        ListedCommand("import", "A spreadsheet as a map, or a template to fill in.", "importing"),
        ListedCommand("export", "A map as a spreadsheet: one row a delivery."),
        ListedCommand("rule", "One kind of finding explained."),
        ListedCommand("schema", "The JSON Schema with which an editor completes and checks a map."),
    ),
}
"""Every command under its heading, in the order of the help."""

HELP = """Who relies on whom: maps of internal and external customers.

If you are not serving the customer, you are serving someone who is. Teams write down who relies
on whom, for what, and how long it takes; servicemap checks the map, follows a delay to the end
user, and prints the poster."""

EXAMPLES = ("servicemap check maps/", "servicemap poster maps/harbour-toys -o poster.svg")


class Program(click.Group):
    """The group of all commands. Imports a command's module only when that command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help."""
        return [entry.name for entries in COMMANDS.values() for entry in entries]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        listed = {entry.name: entry for entries in COMMANDS.values() for entry in entries}
        if cmd_name not in listed:
            return None
        command = importlib.import_module(listed[cmd_name].module).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a misspelt command gets a suggestion."""
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-"):
            near = closest(name, self.list_commands(ctx))
            hint = f"Did you mean '{near}'?" if near else "See 'servicemap --help'."
            raise click.UsageError(f"There is no command '{name}'. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, its commands under the headings of COMMANDS, two examples at the end."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        for heading, entries in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(entry.name, entry.says) for entry in entries])
        self.format_options(ctx, formatter)
        with formatter.section("Examples"):
            formatter.write_text("\b\n" + "\n".join(EXAMPLES))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: `format_help` lists them under their headings."""


@click.command(
    cls=Program,
    name="servicemap",
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="servicemap %(version)s")
def program() -> None:
    """Replaced by HELP above; the commands do the work."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Never raises, never shows a traceback."""
    try:
        return _run(arguments)
    finally:
        # What could not be written is tried once more as Python ends, which would complain again.
        for stream in filter(None, (sys.stdout, sys.stderr)):
            if not _flushed(stream):
                _let_go(stream.fileno())


def _run(arguments: Sequence[str]) -> int:
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A name that the terminal's encoding lacks is shown escaped, rather than ending the run.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        result: Any = program.main(
            args=list(arguments), prog_name="servicemap", standalone_mode=False
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    except click.ClickException as wrong_call:
        _say_of_call(wrong_call)
        return exits.WRONG_CALL
    except ServiceMapError as error:
        _say(error.message, error.hint, lists=error.lists)
        return exits.FOUND if isinstance(error, InvalidMap) else exits.WRONG_CALL
    except (BrokenPipeError, SystemExit):
        _let_go(1)  # click turns a closed pipe into a SystemExit
        return exits.CLOSED_PIPE
    except Exception as trouble:  # noqa: BLE001 - the last door: whatever it is, it is answered
        return _unforeseen(trouble, arguments)
    return result if isinstance(result, int) else exits.CLEAN


def _unforeseen(trouble: Exception, arguments: Sequence[str]) -> int:
    """Something that nobody has made a sentence of: what the machine lacks, else our mistake."""
    lacking = shortage(trouble)
    if lacking:
        trouble.__traceback__ = None  # what it holds is let go, so that there is room to tell
        tell(lacking, arguments)
        return exits.WRONG_CALL
    # The name of a file would have been said where it is used.
    if isinstance(trouble, OSError) and trouble.filename is None:
        _say(*unwritable(trouble))
        return exits.WRONG_CALL
    _confess(trouble)
    return exits.DEFECT


def _flushed(stream: IO[Any]) -> bool:
    """Whether all that was printed has been taken; what was refused once is refused again."""
    try:
        stream.flush()
    except OSError:
        return False
    return True


def _let_go(descriptor: int) -> None:
    """Lead a stream that takes no more to where everything is taken."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _say_of_call(wrong_call: click.ClickException) -> None:
    """What click says of a call, and one suggestion where it has several."""
    said = StringIO()
    # It repeats what was typed, which must not look like a line of ours or clear the screen.
    wrong_call.message = visible(wrong_call.message)  # type: ignore[misc] # Final for others
    if isinstance(wrong_call, click.NoSuchOption):
        # Said here whole: each release of click has words of its own for it.
        meant = meant_by(wrong_call.option_name, wrong_call.ctx) or _alike(wrong_call)
        said_of_option = f"There is no option '{visible(wrong_call.option_name)}'. {meant}".rstrip()
        wrong_call.message = said_of_option  # type: ignore[misc] # Final for others
        wrong_call.possibilities = None  # type: ignore[misc] # Final for others
    wrong_call.show(said)
    page_to_standard_error(said.getvalue())


def _alike(wrong_call: click.NoSuchOption) -> str:
    known = wrong_call.possibilities or []
    near = closest(wrong_call.option_name, known) or next(iter(known), "")
    return f"Did you mean '{near}'?" if near else ""


def _say(message: str, hint: str, *, lists: bool = False) -> None:
    """A sentence and the next move. Only where they are lists, a line break in them is one."""
    head = f"{ink_for(sys.stderr).error('error:')} "
    for text in (message, hint):
        for line in text.split("\n") if lists and text else filter(None, [text]):
            to_standard_error(line, head=head)
            head = ""
        head = "  "


def _confess(defect: Exception) -> None:
    import traceback

    if os.environ.get("SERVICEMAP_TRACEBACK"):
        for line in "".join(traceback.format_exception(defect)).splitlines():
            to_standard_error(line)
    frame = traceback.extract_tb(defect.__traceback__)[-1]
    page_to_standard_error(
        f"servicemap {__version__} made a mistake; your map is not to blame.\n"
        f"  {type(defect).__name__}: {visible(str(defect))}\n"
        f"  in {frame.name}, line {frame.lineno} of {os.path.basename(frame.filename)},"
        f" Python {sys.version.split()[0]} on {sys.platform}\n"
        "  Please report it with these lines and, if you may share it, the map.\n"
        "  SERVICEMAP_TRACEBACK=1 shows the whole story.\n"
    )
