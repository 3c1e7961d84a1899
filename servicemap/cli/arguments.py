"""What the commands share: how a map is named, a misspelt choice answered, examples shown."""

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

import click

from servicemap.cli.typed import one_too_many, remember
from servicemap.config.table import none_of, read_day
from servicemap.errors import ServiceMapError, UnwritableOutput, WrongValue, reason_of
from servicemap.escapes import visible
from servicemap.reporting.terminal import Ink, colour_wanted, unobeyed
from servicemap.saving import descriptor_of, replace_file
from servicemap.shortage import shortage

if TYPE_CHECKING:
    _Choice = click.Choice[str]
    _Day = click.ParamType[date]
else:  # before click 8.4 these take no brackets while they run
    _Choice = click.Choice
    _Day = click.ParamType

STANDARD = "-"
"""How standard input and standard output are called on a command line."""

PRINTED_AT_ONCE = 1 << 20
"""Characters of what a program reads that is printed while it is made."""

FALLBACK = 100
NARROWEST = 50


class Command(click.Command):
    """A command whose help ends in two examples that can be pasted.

    It remembers what was typed, so that a cure can hold that too.
    """

    def __init__(self, *args: Any, examples: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but what is one too many gets a sentence that says where it belongs."""
        remember(ctx, args)
        ctx.allow_extra_args = True
        spare = super().parse_args(ctx, args)
        if spare and not ctx.resilient_parsing:
            raise one_too_many(ctx, spare)
        return spare

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a cure calls the arguments of Python by the options of this command."""
        try:
            return super().invoke(ctx)
        except ServiceMapError as error:
            error.hint = self.cure_in(error)
            raise

    def cure_in(self, error: ServiceMapError) -> str:
        """The next move, in the words of this command line."""
        options = {one.name: max(one.opts, key=len) for one in self.params}
        return error.hint_in(lambda argument: options.get(argument, argument))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, each on a line of its own."""
        with formatter.section("Examples"):
            formatter.write_text("\b\n" + "\n".join(self.examples))


class NearestChoice(_Choice):
    """A choice that answers a misspelling with the nearest one.

    `meant` are other words for some of them.
    """

    def __init__(
        self, choices: Iterable[str], meant: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        super().__init__(tuple(choices), case_sensitive=False)
        self.meant = meant

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """`'jsn' is none of full, concise, json: did you mean json?`"""
        if len(self.choices) == 1:
            return f"'{value}' is not understood here: write {self.choices[0]}."
        if meant := self.meant.get(str(value).casefold()):
            return f"'{value}' is none of {', '.join(self.choices)}: did you mean {meant}?"
        wrong = none_of(str(value), tuple(self.choices))
        return f"{wrong.message}: {wrong.hint}" if wrong.hint else f"{wrong.message}."


class Suggestion(NearestChoice):
    """A choice in the help, and for who completes it; whoever gathers the settings judges it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Whatever is said."""
        return str(value)


class Day(_Day):
    """A date as maps write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """`2027-02-01` as a date."""
        try:
            return value if isinstance(value, date) else read_day(value)
        except WrongValue as wrong:
            self.fail(f"{wrong.message}: {wrong.hint}.", param, ctx)


map_argument = click.argument("path", metavar="[MAP]", default="")
"""The map: a file or a folder; empty for the one that the settings name."""


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a person looks at it. Python gives None for a stream that was closed (`>&-`)."""
    return stream is not None and stream.isatty()


def ink_for(stream: IO[Any] | None) -> Ink:
    """Colour where a person looks, unless `NO_COLOR` or `FORCE_COLOR` says otherwise."""
    return Ink(colour_wanted(os.environ, terminal=is_terminal(stream)))


def room() -> int:
    """Columns that a page has: those of the terminal, or `COLUMNS`, else 100."""
    import shutil  # with four kinds of archives, which a check has no use for

    return max(NARROWEST, shutil.get_terminal_size((FALLBACK, 0)).columns)


def to_standard_output(data: str | bytes) -> None:
    """Print data for a program: bytes as they are, a text in UTF-8 with its last line ended.

    Whatever code page the console has, and with the same line ends on every machine. Written at
    once, so that trouble is noticed here. Raises UnwritableOutput where standard output is closed,
    full, or takes only text and this is none; BrokenPipeError where its reader went away.
    """
    _data_to_standard_output(data if isinstance(data, bytes) else in_utf8(data))


def parts_to_standard_output(parts: Iterable[str]) -> None:
    """Print a text for a program as its parts are made, and end its last line; raises the same."""
    some: list[str] = []
    length = 0
    for part in parts:
        if length >= PRINTED_AT_ONCE:
            _data_to_standard_output(_in_bytes("".join(some)))
            some, length = [], 0
        some.append(part)
        length += len(part)
    _data_to_standard_output(in_utf8("".join(some)))


def _data_to_standard_output(content: bytes) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is not None:
        _print(stream, content)
        return
    try:
        _print(sys.stdout, content.decode())  # a notebook, say: it takes nothing but text
    except UnicodeDecodeError:
        raise UnwritableOutput(
            "standard output takes only text here", "give a file: -o FILE"
        ) from None


def page_to_standard_output(page: str) -> None:
    r"""Print what people read, in the encoding of their terminal; raises as `to_standard_output`.

    Characters that the encoding lacks are written out, `\u2192`: see `program.run`.
    """
    shown = unobeyed(page)
    _print(sys.stdout, shown if shown.endswith("\n") else shown + "\n")


def _print(stream: IO[Any] | None, content: str | bytes) -> None:
    if stream is None or sys.stdout is None:
        raise UnwritableOutput("standard output is closed", "leave it open, or send it to a file")
    try:
        sys.stdout.flush()  # what was printed as text comes first
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableOutput(*unwritable(error)) from None


def in_utf8(text: str) -> bytes:
    """The bytes of a text for a program, its last line ended, whatever a file name put into it."""
    return _in_bytes(text.rstrip("\n") + "\n")


def _in_bytes(text: str) -> bytes:
    # Half a character, as the name of a file that is no UTF-8 holds, is in no encoding.
    return text.encode("utf-8", "backslashreplace")


def is_standard_output(path: str) -> bool:
    """Whether a file that is to be written is standard output, however it is called."""
    return path == STANDARD or descriptor_of(path) == 1


def is_standard_input(path: str) -> bool:
    """Whether a map that is named is standard input, however it is called."""
    return path == STANDARD or descriptor_of(path) == 0


def to_file(path: str, content: bytes) -> None:
    """Write a file whole or not at all. Raises WrongValue where it cannot be."""
    try:
        replace_file(path, content)
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from None


def unwritten(path: str, error: OSError | ValueError) -> WrongValue:
    """That a file or folder cannot be written, why, and what helps."""
    folder = os.path.dirname(path) or os.curdir
    reason = (error.strerror or "") if isinstance(error, OSError) else ""
    code = error.errno if isinstance(error, OSError) else None
    lacking = shortage(error)
    if isinstance(error, ValueError):
        reason, cure = "no file can have this name", "give it another name"
    elif lacking:
        cure = lacking[1]
    elif _homeless() and not os.path.isabs(path):
        cure = "the current folder has been removed: change to another one"
    elif code == errno.ENAMETOOLONG:
        cure = "give it a shorter name: most disks take 255 bytes"
    elif code in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        cure = f"make room on the disk of {folder}, or write to another one"
    elif isinstance(error, IsADirectoryError):
        cure = f"name a file in it: {os.path.join(path, '...')}"
    elif not os.path.exists(folder):
        cure = f"make the folder {folder} first"
    elif not os.path.isdir(folder):
        cure = f"{folder} is no folder: name one"
    elif code in {errno.EBUSY, errno.EXDEV, errno.ETXTBSY}:
        cure = "something else holds it in its place: close that, or give another name"
    else:
        cure = f"give yourself the right to write in {folder}, or write somewhere else"
    return WrongValue(f"{path} cannot be written: {reason or error}", cure)


def _homeless() -> bool:
    """Whether the current folder has been removed."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def to_standard_error(text: str, *, head: str = "") -> None:
    """Say a sentence, whoever wrote what is in it; `head` is ours, and may be inked."""
    page_to_standard_error(f"{head}{visible(text)}\n")


def page_to_standard_error(page: str) -> None:
    """Show lines that are safe to show, with their ends.

    Where nobody can be told, the exit code alone has to say it.
    """
    with suppress(OSError):
        click.echo(unobeyed(page), err=True, nl=False)


def unwritable(error: OSError) -> tuple[str, str]:
    """What to say of standard output that takes no more, and the cure."""
    return (
        f"standard output cannot be written: {reason_of(error)}",
        "make room where it goes, or send it somewhere else",
    )
