"""`servicemap check`: what is wrong with a map."""

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import click

from servicemap.checking import check
from servicemap.cli.arguments import (
    STANDARD,
    Command,
    in_utf8,
    ink_for,
    is_standard_input,
    is_standard_output,
    page_to_standard_output,
    to_file,
    to_standard_error,
    to_standard_output,
)
from servicemap.cli.opening import map_of, maps_at, maps_of
from servicemap.cli.printing import printed
from servicemap.cli.progress import progress
from servicemap.cli.replacing import refuse_foreign
from servicemap.cli.settings import day_of_asking, gathered, setting_options
from servicemap.config import Gathered, Settings, Weights
from servicemap.errors import WrongValue
from servicemap.findings import Report, Severity
from servicemap.loading import MapFiles, load_files
from servicemap.plurals import several
from servicemap.reporting import FOR_PEOPLE
from servicemap.reporting.terminal import Ink

COUNTABLE = ("full", "concise", "json")
"""Formats that can hold statistics."""


@click.command(
    cls=Command,
    examples=(
        "servicemap check maps/ --select SM1,broken-promise --strict",
        "servicemap check --since main --format github --report sarif=findings.sarif",
    ),
)
@click.argument("paths", metavar="[MAP]...", nargs=-1)
@setting_options
@click.option(
    "--update-baseline", is_flag=True, help="Write what is found now to the baseline: it is known."
)
@click.option("--settings", "file", metavar="FILE", help="The settings file, not the nearest one.")
@click.option(
    "--show-settings", is_flag=True, help="Say what each setting is and where it comes from."
)
def command(
    paths: tuple[str, ...],
    update_baseline: bool,
    file: str | None,
    show_settings: bool,
    **flags: Any,
) -> int:
    """Say what is wrong with a map: each finding with its place and the cure.

    MAP is a file, a folder, or a shelf of several maps, or - for standard input; by default what
    the settings name, or maps/. Each option may be set by a variable or in servicemap.toml as well.
    Exit code 0: clean. 1: findings. 2: nothing to check, or a wrong setting. The
    same in every format.
    """
    chosen = gathered(flags, file, explain=show_settings)
    settings = chosen.settings
    if show_settings:
        _show(chosen)
        return 0
    form, files = _outputs(settings)
    named = paths or (map_of(settings),)
    _refuse(settings, form, named, update_baseline=update_baseline)
    today = day_of_asking(settings)
    with progress("reading and checking"):
        reports = _checked(list(_maps(named, settings)), settings, today)
        if settings.since:
            reports = _since(reports, named, settings, today)
    _refuse_to_overwrite(files, reports, settings.baseline, chosen.file)
    refuse_foreign(chosen, update_baseline=update_baseline)
    if settings.baseline:
        reports = _less_known(reports, settings, whole=not paths, update=update_baseline)
    _report(reports, settings, form, files)
    return max(report.exit_code(settings.fail_on) for report in reports)


def _show(chosen: Gathered) -> None:
    from servicemap.reporting.json.settings import as_json
    from servicemap.reporting.json_text import written
    from servicemap.reporting.text.settings import as_text

    # No answer about a map: the formats are those of findings, of which hosts know no settings.
    if chosen.settings.format == "json":
        to_standard_output(written(as_json(chosen)))
    else:
        page_to_standard_output(as_text(chosen, ink_for(sys.stdout)))


def _outputs(settings: Settings) -> tuple[str, dict[str, str]]:
    """The format for standard output, and that of each file."""
    form = settings.format
    files: dict[str, str] = {}
    met = set()
    for report in settings.report:
        piped = is_standard_output(report.file)
        where = STANDARD if piped else _real(report.file)
        if where in met and where != os.devnull:
            shown = "standard output" if piped else report.file
            raise WrongValue(f"two reports go to {shown}", "give each a file of its own")
        met.add(where)
        if piped:
            form = report.format
        else:
            files[report.file] = report.format
    return form, files


def _real(path: str) -> str:
    """The place that a path leads to; as it is where the current folder has been removed."""
    try:
        return os.path.realpath(path)
    except OSError:
        return path


def _refuse(settings: Settings, form: str, named: Sequence[str], *, update_baseline: bool) -> None:
    """Settings that cannot be meant together are a wrong call."""
    if settings.since and any(map(is_standard_input, named)):
        raise WrongValue(
            "git has no earlier state of what comes from standard input", "name the file or folder"
        )
    if update_baseline and not settings.baseline:
        raise WrongValue(
            "--update-baseline does not know which file", "give --baseline FILE, or set baseline"
        )
    if settings.statistics and form not in COUNTABLE:
        raise WrongValue(
            f"statistics cannot be written as {form}",
            f"give --format {' or '.join(COUNTABLE[1:])}, or --no-statistics",
        )


def _maps(paths: Sequence[str], settings: Settings) -> Iterator[MapFiles]:
    for path in paths:
        yield from maps_at(path, settings)


def _once(maps: Sequence[MapFiles]) -> Iterator[MapFiles]:
    """Each map once, by whatever paths it is named: by itself, and on its shelf."""
    if len(maps) == 1:  # nobody asks ten thousand files where they really are
        yield from maps
        return
    met = set()
    for one in maps:
        # What is a stray file on a shelf is a map by itself: these are two questions.
        same = frozenset(_real(file.path) for file in one.files), one.stray_among
        if same not in met:
            met.add(same)
            yield one


def _checked(maps: Sequence[MapFiles], settings: Settings, today: date) -> list[Report]:
    return [
        check(loaded.map, loaded.findings, loaded.sources, today=today, settings=settings)
        for loaded in (load_files(files, shared=True) for files in _once(maps))
    ]


def _less_known(
    reports: list[Report], settings: Settings, *, whole: bool, update: bool
) -> list[Report]:
    """The reports with what the baseline knows marked, after it was written anew if asked."""
    from servicemap.baselines import Baseline, compare, parse, read_baseline, renewed, told, written

    path = settings.baseline
    baseline = read_baseline(path)
    if baseline is None and not update:
        raise WrongValue(
            f"there is no baseline {path} yet", "--update-baseline writes what is found now to it"
        )
    compared = compare(reports, baseline or Baseline(path), whole=whole)
    if update:
        # Infos make nothing fail, unless somebody wants them to.
        worth = Severity.INFO if settings.fail_on is Severity.INFO else Severity.WARNING
        text = written(renewed(compared, worth), path)
        to_file(path, text.encode())
        baseline = parse(text, compared.baseline.path)
        known = sum(len(section.entries) for section in baseline.sections)
        to_standard_error(f"{path}: {several(known, 'finding')} known from now on")
        compared = compare(reports, baseline, whole=whole)
    return told(compared, Weights(settings).of("SM902", compared.baseline.path))


def _since(
    reports: list[Report], paths: Sequence[str], settings: Settings, today: date
) -> list[Report]:
    """The reports with what a git revision has already marked as known."""
    from servicemap.baselines import against_earlier
    from servicemap.errors import NotInRevision, UnreadablePath

    earlier: list[MapFiles] = []
    for path in paths:
        # A map that the revision does not have is new, and so is all that is found in it.
        with suppress(NotInRevision, UnreadablePath):
            earlier += maps_of(settings.since, path, settings, in_full=True)
    before = _checked(earlier, settings, today)
    return against_earlier(reports, before, settings.since)


def _report(reports: list[Report], settings: Settings, form: str, files: Mapping[str, str]) -> None:
    """Print the reports, and write them to every file that was named, whatever befalls one."""
    failed = []
    for file, other in files.items():
        text = printed(other, reports, Ink(), everything=settings.all)
        try:
            to_file(file, in_utf8(text))
        except WrongValue as trouble:
            failed.append(trouble)
    ink = ink_for(sys.stdout)
    if settings.statistics:
        text = _statistics(reports, form, ink)
    else:
        text = printed(form, reports, ink, everything=settings.all)
    (page_to_standard_output if form in FOR_PEOPLE else to_standard_output)(text)
    if failed:
        raise failed[0]


def _refuse_to_overwrite(files: Collection[str], reports: list[Report], *others: str) -> None:
    """A report does not replace what was read: a map, the baseline, the settings."""
    if not files:
        return
    read = {_real(path) for report in reports for path in report.sources}
    read |= {_real(other) for other in others if other}
    for file in files:
        if _real(file) in read:
            raise WrongValue(f"{file} is what was read", "give the report another name")


def _statistics(reports: list[Report], form: str, ink: Ink) -> str:
    from servicemap.reporting.json.statistics import as_json
    from servicemap.reporting.json_text import written
    from servicemap.reporting.text.statistics import as_text

    return written(as_json(reports)) if form == "json" else as_text(reports, ink)
