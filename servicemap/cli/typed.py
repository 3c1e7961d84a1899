"""What was typed behind the name of a command, and the line to type instead."""

import os
from collections.abc import Iterable, Sequence
from shlex import quote

import click

from servicemap.durations import is_length
from servicemap.errors import WrongValue

_TYPED = "servicemap.typed"

_DRAWN = (".pdf", ".png", ".svg")
_WAYS = ("landscape", "portrait")


def remember(run: click.Context, typed: Iterable[str]) -> None:
    """Keep what was typed, so that a cure can hold that too."""
    run.meta[_TYPED] = tuple(typed)


def typed_in(run: click.Context) -> tuple[str, ...]:
    """What was typed behind the name of the command."""
    typed: tuple[str, ...] = run.meta.get(_TYPED, ())
    return typed


def line_of(run: click.Context, typed: Iterable[str]) -> str:
    """A command line that can be pasted into a shell."""
    return " ".join([run.command_path, *map(quote, typed)])


def one_too_many(run: click.Context, spare: Sequence[str]) -> WrongValue:
    """What to say of the words that nothing takes, with the line that was probably meant."""
    typed = typed_in(run)
    message = f"'{' '.join(spare)}' is more than '{run.command_path}' takes"
    if line := _with_option(run, spare, typed) or _joined(run, spare, typed):
        return WrongValue(message, f"write {line_of(run, line)}")
    if team := _team(run, spare, typed):
        place = typed.index(team)
        line = [*typed[:place], "--team", *typed[place:]]
        return WrongValue(f"'{team}' stands where a map belongs", f"write {line_of(run, line)}")
    usage = " ".join(run.command.collect_usage_pieces(run))
    return WrongValue(
        message,
        f"it is {run.command_path} {usage}; a name of several words belongs in quotation marks",
    )


def _with_option(run: click.Context, spare: Sequence[str], typed: Sequence[str]) -> list[str]:
    """The line with the option that each word to spare lacks, where all of them say which."""
    lacking = {word: flag for word in spare if (flag := _option_for(word))}
    has = {flag for one in run.command.params for flag in one.opts}
    if len(lacking) < len(set(spare)) or not set(lacking.values()) <= has:
        return []
    line: list[str] = []
    for place, word in enumerate(typed):
        if word in lacking and (place == 0 or typed[place - 1] != lacking[word]):
            line.append(lacking[word])
        line.append(word)
    return line


def _option_for(word: str) -> str:
    """The option that a word belongs to by its looks: a poster, how it hangs, a delay."""
    if word.casefold().endswith(_DRAWN):
        return "-o"
    if word.casefold() in _WAYS:
        return "--orientation"
    who, _, length = word.rpartition("=")
    return "--late" if who and is_length(length) else ""


def _joined(run: click.Context, spare: Sequence[str], typed: Sequence[str]) -> list[str]:
    """The line with a name of several words, or a delay, put together behind its option."""
    takes = {
        flag
        for one in run.command.params
        if isinstance(one, click.Option) and not one.is_flag and one.type is click.STRING
        for flag in one.opts
    }
    for place in range(1, len(typed) - 1):
        flag, first, *rest = typed[place - 1 :]
        if flag not in takes:
            continue
        words = [first]
        while rest and rest[0] in spare:
            words.append(rest.pop(0))
        if words[1:]:
            return [*typed[:place], _one_of(flag, words), *rest]
    return []


def _one_of(flag: str, words: list[str]) -> str:
    *who, last = words
    if flag == "--late" and "=" not in "".join(words) and is_length(last):
        return f"{' '.join(who)}={last}"
    return " ".join(words)


def _team(run: click.Context, spare: Sequence[str], typed: Sequence[str]) -> str:
    """The word of two that is no path, beside one that is: a team that lacks its --team."""
    path = run.params.get("path")
    if not takes_team(run) or len(spare) > 1 or not isinstance(path, str) or "--team" in typed:
        return ""
    names = [word for word in (path, *spare) if not os.path.exists(word)]
    return names[0] if len(names) == 1 else ""


def takes_team(run: click.Context) -> bool:
    """Whether the command asks for a team by an option, and not by an argument."""
    return any("--team" in one.opts for one in run.command.params)
