"""Opening the one map that a command works on."""

import os
import sys
from collections.abc import Callable
from functools import partial
from shlex import quote

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    ink_for,
    is_standard_input,
    page_to_standard_error,
    to_standard_error,
)
from servicemap.cli.progress import progress
from servicemap.cli.settings import settings_here
from servicemap.cli.typed import line_of, takes_team, typed_in
from servicemap.config import DEFAULTS, Settings, excluded_by
from servicemap.errors import OutsideGit, UnreadablePath, UnreadableRevision, WrongValue
from servicemap.escapes import visible
from servicemap.findings import Report
from servicemap.loading import (
    MAX_FILE,
    Loaded,
    MapFiles,
    all_excluded,
    find_maps,
    is_map_file,
    load_only,
    map_from,
    maps_among,
    maps_in,
    meant,
)
from servicemap.locations import printable
from servicemap.model import Group, ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import full
from servicemap.saving import is_special
from servicemap.trust import leads_away, why_unreadable
from servicemap.wording.lists import listed

_TAKEN = "servicemap.standard-input"

SHOWN = 8
"""Teams that are named to whoever names none."""


def open_map(path: str) -> ServiceMap:
    """The map at `path`, or the one that the settings name where that is empty; `-`: what is piped.

    Where it cannot be read as meant, says why and leaves with exit code 1. Raises UnreadablePath
    where there is nothing to read, SeveralMaps for a shelf.
    """
    return open_loaded(path).map


def open_loaded(path: str) -> Loaded:
    """The map at `path` with the texts that it was read from; as `open_map`."""
    settings = settings_here()
    named = path or map_of(settings)
    with progress("reading the map"):
        maps = maps_at(named, settings)
        loaded = load_only(maps, named, shared=True)
    _sound(loaded)
    return loaded


def _sound(loaded: Loaded) -> ServiceMap:
    """The map; where it cannot be read as meant, says why and leaves with exit code 1."""
    wrong = malformed_in(loaded, ink_for(sys.stderr))
    if wrong:
        page_to_standard_error(f"{wrong}\n")
        raise click.exceptions.Exit(exits.FOUND)
    return loaded.map


def map_of(settings: Settings, *, on_disk: bool = True) -> str:
    """The map that the settings name, or the one that is looked for where nobody names any.

    It has to be `on_disk`, unless a revision is asked for it.

    That one may be anybody's. Raises UnreadablePath where it is a link that leads elsewhere; what
    a settings file says that was found has been looked at by whoever read it.
    """
    here, name = os.path.split(settings.map)
    if name == DEFAULTS.map and os.path.islink(settings.map):
        wrong = why_unreadable(name, here or os.curdir)
        if wrong:
            target = os.path.realpath(settings.map)
            raise UnreadablePath(
                f"nobody named a map, and {printable(settings.map)} is a link that leads elsewhere",
                f"if that is meant, name what it leads to: {printable(target)}",
            )
    if on_disk and name == DEFAULTS.map and not os.path.lexists(settings.map):
        raise UnreadablePath(
            f"no map is named, and there is no folder {DEFAULTS.map} here", _name_one(here)
        )
    return settings.map


def _name_one(folder: str) -> str:
    """The line to type, with a map that lies about."""
    run = click.get_current_context()
    typed = typed_in(run)
    found = [one for one in maps_in(folder or os.curdir) if one not in typed]
    if not found:
        return "name a file or a folder that holds one"
    line = line_of(run, [*typed, printable(found[0])])
    more = f" (or {listed(list(map(printable, found[1:])), joined_by='or')})" if found[1:] else ""
    return f"name one: {line}{more}"


def _instead_of(path: str) -> str:
    """What to name where nothing is at a path, and nothing beside it is called like that."""
    run = click.get_current_context()
    if os.path.lexists(path):
        return ""
    found = [printable(one) for one in maps_in(os.curdir)]
    if takes_team(run) and not os.path.splitext(path)[1] and "--team" not in typed_in(run):
        named = [quote(found[0])] if found else []
        line = " ".join([run.command_path, *named, "--team", quote(path)])
        return f"if it is the name of a team: {line}"
    return f"name a map, such as {listed(found, joined_by='or')}" if found else ""


def maps_at(path: str, settings: Settings) -> tuple[MapFiles, ...]:
    """The maps at a path, or the one on standard input, called `-` or as the system calls it.

    What a shell hands over as `<(command)` is one as well. Each of them is read once.

    Raises UnreadablePath where there is nothing to read.
    """
    max_file = settings.max_file or MAX_FILE
    if not is_standard_input(path):
        away = leads_away(path)
        if away is not None:
            raise UnreadablePath(
                f"{printable(path)} is a link that leads out of the repository it lies in",
                f"if that is meant, name what it leads to: {printable(away)}",
            )
        try:
            return find_maps(path, max_file=max_file, excluded=excluded_by(settings))
        except UnreadablePath as error:
            if not is_special(path):
                raise UnreadablePath(error.message, error.hint or _instead_of(path)) from None
            way_round = f"{error.hint}, or pipe it in: - < {printable(path)}"
            raise UnreadablePath(error.message, way_round) from None
    run = click.get_current_context().meta
    if sys.stdin is None or _TAKEN in run:
        why = "has been read already" if _TAKEN in run else "is closed"
        raise UnreadablePath(f"standard input {why}", "name a file or a folder")
    run[_TAKEN] = True
    return (map_from(sys.stdin.buffer, max_file=max_file),)


def maps_of(
    revision: str, path: str, settings: Settings, *, in_full: bool = False
) -> tuple[MapFiles, ...]:
    """The maps that a git revision holds at a path.

    A file that this clone lacks is told as one that cannot be read, unless they are wanted
    `in_full`. Raises UnreadableRevision where it cannot be asked, and UnreadablePath where it has
    no map.
    """
    from servicemap.revisions import files_at, refuse_lacking

    max_file = settings.max_file or MAX_FILE
    wanted = partial(wanted_by(settings), path)
    kept = files_at(revision, path, wanted=wanted, max_file=max_file)
    if in_full:
        refuse_lacking(kept, revision)
    if not kept and settings.exclude.globs:
        wrong = all_excluded(path)
        raise UnreadablePath(wrong.message, wrong.hint)
    return maps_among(kept, path, max_file=max_file)


def wanted_by(settings: Settings) -> Callable[[str, str], bool]:
    """Whether a file is one of a map, by the path of the map and its own beneath that."""
    excluded = excluded_by(settings)

    def wanted(path: str, beneath: str) -> bool:
        parts = beneath.split("/")
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return is_map_file(beneath) and not any(
            excluded(os.path.join(path, one)) for one in folders
        )

    return wanted


def version_of(named: str, path: str, settings: Settings) -> tuple[tuple[MapFiles, ...], str]:
    """The maps at a path that is there; else those at `path` in the git revision of that name.

    With the path that they were read at. Raises UnreadableRevision where it is neither.
    """
    if is_standard_input(named) or os.path.exists(named):
        return maps_at(named, settings), named
    try:
        return maps_of(named, path, settings), path
    except OutsideGit:
        raise UnreadableRevision(
            f"there is no file or folder '{visible(named)}', and no git repository here that could"
            " have a revision of that name",
            meant(named) or _instead_of(named),
        ) from None
    except UnreadableRevision as error:
        raise UnreadableRevision(
            f"there is no file or folder '{visible(named)}', and as a revision: {error.message}",
            error.hint,
        ) from None


def open_version(named: str, path: str) -> ServiceMap:
    """An earlier version of the map at `path`: a file, a folder or a git revision.

    As `open_map`, and raises UnreadableRevision where there is no such thing.
    """
    settings = settings_here()
    with progress("reading the earlier version"):
        maps, root = version_of(named, path or map_of(settings), settings)
        loaded = load_only(maps, root, shared=True)
    if any(finding.malforms for finding in loaded.findings):
        to_standard_error(f"the earlier version, {visible(named)}, cannot be read as meant:")
    return _sound(loaded)


def malformed_in(loaded: Loaded, ink: Ink) -> str:
    """Why a map cannot be read as meant, each finding with its place; empty where it can.

    Nor is one where nobody knows what time it is for some.
    """
    malformed = [finding for finding in loaded.findings if finding.malforms]
    if not malformed and loaded.map.zoned_alone:
        from servicemap.checking import check  # all rules, for what is rarely so

        malformed = list(check(loaded.map, settings=Settings(select=("SM308",))))
    if not malformed:
        return ""
    return full([Report(loaded.map.title, malformed, sources=loaded.sources)], ink)


def which_team_of(named: str) -> WrongValue:
    """What to say where the one thing that is named is a map."""
    teams = [one.name for one in open_map(named).parties.values() if one.group is Group.TEAMS]
    names = ", ".join(teams[:SHOWN]) + (", ..." if teams[SHOWN:] else "")
    run = click.get_current_context().command_path
    example = f"{run} {quote(teams[0])} {quote(named)}" if teams else "name a team"
    return WrongValue(f"which team of {named}? There are {names}", f"for example {example}")
