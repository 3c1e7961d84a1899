"""Settings on the command line: the flags of the table, and what a run in this folder uses."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from servicemap.cli.arguments import Suggestion, ink_for, to_standard_error
from servicemap.config import DEFAULTS, Gathered, Settings, gather
from servicemap.config.table import SETTINGS, Setting, SettingShape
from servicemap.dates import YEARS
from servicemap.errors import WrongValue
from servicemap.findings import Severity
from servicemap.reporting import FORMATS

CHOICES = {
    "format": tuple(FORMATS),
    "fail_on": tuple(one.value for one in Severity if one is not Severity.OFF),
}
"""What some flags take, for their help and for those who complete it."""

_SETTINGS = "servicemap.settings"
_FLAGS = "servicemap.flags"

_DEFAULTS = {"format": DEFAULTS.format, "fail_on": DEFAULTS.fail_on.value, "max_file": "64 MB"}


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """A flag for each setting, in the order of the table; one that is not given is None."""
    for row in reversed(SETTINGS):
        if row.flag.startswith("--"):
            command = _option(row)(command)
    return command


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The flags of how maps are read, for a command that has none for the other settings.

    The command is not handed what they say: `settings_here` has it.
    """

    def keep(context: click.Context, option: click.Parameter, said: Any) -> None:
        context.meta.setdefault(_FLAGS, {})[option.name] = said

    for row in reversed(SETTINGS):
        if row.for_all:
            command = _option(row, callback=keep, expose_value=False)(command)
    return command


def _option(row: Setting, **more: Any) -> Decorator:
    switch = row.shape is SettingShape.SWITCH
    several = row.shape in {SettingShape.LIST, SettingShape.SEVERITIES}
    default = _DEFAULTS.get(row.name)
    return click.option(
        f"{row.flag}/--no-{row.flag.removeprefix('--')}" if switch else row.flag,
        row.name,
        default=None,
        multiple=several,
        type=Suggestion(CHOICES[row.name]) if row.name in CHOICES else None,
        metavar=None if switch or row.name in CHOICES else row.takes,
        help=row.about + (f"  [default: {default}]" if default else ""),
        **more,
    )


def gathered(flags: dict[str, Any], file: str | None = None, *, explain: bool = False) -> Gathered:
    """The settings of a run, from its flags, the environment and the nearest settings file."""
    chosen = gather(flags, os.environ, file=file, formats=tuple(FORMATS), explain=explain)
    if not explain:  # whoever asks for it all is told there
        _tell_notes(chosen)
    return chosen


def day_of_asking(settings: Settings) -> date:
    """The day that the settings name, or today: the one place where the clock is read for it."""
    if settings.date:
        return settings.date
    try:
        today = datetime.now().astimezone().date()
    except (OverflowError, OSError, ValueError):  # beyond the years that there are
        today = None
    if today is None or today.year not in YEARS:
        says = f"says that today is {today}" if today else "cannot be read"
        raise WrongValue(
            f"the clock of this machine {says}",
            "set it, or say which day it is: --date 2027-02-26, or SERVICEMAP_DATE",
        )
    return today


def settings_here() -> Settings:
    """The settings of a command that has flags only for reading maps, gathered once a run."""
    gathered_once = click.get_current_context().meta
    if _SETTINGS not in gathered_once:
        chosen = gather(gathered_once.get(_FLAGS, {}), os.environ)
        _tell_notes(chosen)
        gathered_once[_SETTINGS] = chosen.settings
    settings: Settings = gathered_once[_SETTINGS]
    return settings


def _tell_notes(chosen: Gathered) -> None:
    for note in chosen.notes:
        to_standard_error(note, head=f"{ink_for(sys.stderr).warning('note:')} ")
