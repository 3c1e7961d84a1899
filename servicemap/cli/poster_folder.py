"""Posters of each team or department in a folder, with a page of them all."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import click

from servicemap.cli import exits
from servicemap.cli.arguments import ink_for, to_standard_error
from servicemap.cli.folders import draft_in, put_in_place, refuse_to_replace, write_in
from servicemap.cli.poster_notes import notes_of
from servicemap.cli.poster_options import FLAGS
from servicemap.cli.progress import progress
from servicemap.drawing.writing import WRITERS
from servicemap.drawing.writing.finishing import Finish
from servicemap.drawing.writing.index_page import MARK, write_index
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.posters.choices import EACH, PosterChoices
from servicemap.posters.index_pages import ShownPoster, index_page, shown_by
from servicemap.posters.poster import Poster, one_of_many
from servicemap.posters.sets import Undrawn, drawn, refused
from servicemap.posters.wanted import Wanted, Without
from servicemap.timing.answers.timed import TimedMap

INDEX = "index.html"
PICTURE = ".svg"


def write_folder(
    m: ServiceMap,
    folder: str,
    ending: str,
    finish: Finish,
    choices: PosterChoices,
    sets: Sequence[str],
    *,
    overwrite: bool,
) -> None:
    """Draw every poster, and put each in the folder as it is done, the page of them all last.

    So whoever stops a long run has what is finished. Each is written as SVG, for the page, and as
    `ending` says. Where some cannot be drawn, the others are there, the page names them, standard
    error says why, and the exit code is 1; where none can, the first one's error is raised. Raises
    WrongValue where a file of somebody else would be replaced, unless `overwrite`, and where the
    choices do not go together.
    """
    _refuse_for_each(choices, sets)
    wanted, without = _wanted(m, sets, choices)
    endings = dict.fromkeys((PICTURE, ending))
    names = [one.stem + suffix for one in wanted for suffix in endings]
    if not overwrite:
        refuse_to_replace(folder, [*names, INDEX], _who_made)

    timed = TimedMap(m)

    def draw(one: Wanted) -> Poster:
        return one_of_many(timed, **cast("PosterChoices", {**choices, one.choice: one.chosen}))

    shown: list[ShownPoster] = []
    undrawn: list[Undrawn] = []
    notes: list[str] = []
    with draft_in(folder, INDEX) as draft, progress("drawing posters", len(wanted)) as count:
        for one, made in zip(wanted, drawn(wanted, draw), strict=True):
            count()
            if isinstance(made, Undrawn):
                undrawn.append(made)
                continue
            files = [one.stem + suffix for suffix in endings]
            for name, suffix in zip(files, endings, strict=True):
                style = finish if suffix == ending else Finish()
                write_in(draft, folder, name, WRITERS[suffix].write(made.scene, style))
            put_in_place(draft, folder, files)
            shown.append(shown_by(one, made.scene))
            if EACH[one.choice].noted:
                notes += [f"{one.name}: {note}" for note in notes_of(made.scene)]
        if not shown:
            raise undrawn[0].error
        page = index_page(m, shown, without, undrawn, ending, PICTURE)
        write_in(draft, folder, INDEX, write_index(page).encode())
        put_in_place(draft, folder, [INDEX])
    notes += [f"{one.name}: {one.why}" for one in without]
    _report(f"{Path(folder) / INDEX}", len(shown), notes, undrawn)
    if undrawn:
        raise click.exceptions.Exit(exits.FOUND)


def _report(page: str, count: int, notes: Iterable[str], undrawn: Iterable[Undrawn]) -> None:
    """Say how many there are, what is to be known of them, and which could not be drawn."""
    ink = ink_for(sys.stderr)
    to_standard_error(f"{page}: {several(count, 'poster')}")
    for note in notes:
        to_standard_error(note, head=f"{ink.warning('note:')} ")
    for one, error in undrawn:
        to_standard_error(f"{one.name}: {error.message}", head=f"{ink.error('error:')} ")
        if error.hint:
            to_standard_error(f"  {error.hint_in(lambda name: FLAGS.get(name, name))}")


def _wanted(
    m: ServiceMap, sets: Sequence[str], choices: PosterChoices
) -> tuple[list[Wanted], list[Without]]:
    """The posters to draw, and those who have none. Raises WrongValue where there is not one."""
    wanted: list[Wanted] = []
    without: list[Without] = []
    for own in sets:
        more, lacking = EACH[own].of(m, choices)
        wanted += more
        without += lacking
    if not wanted:
        hint = EACH[sets[0]].lacking if len(sets) == 1 else ""
        if not hint and without:
            hint = f"{without[0].name}: {without[0].why}"
        raise WrongValue("there is no poster to draw", hint)
    return wanted, without


def _refuse_for_each(choices: PosterChoices, sets: Sequence[str]) -> None:
    """Raises WrongValue for choices that name one poster, or one that none of these can be."""
    for own in sets:
        for name in refused(choices, own):
            raise WrongValue(
                f"{FLAGS[name]} does not go with --each-{own}", "leave out one of them"
            )


def _who_made(name: str, content: bytes) -> str:
    """Why a file may not be replaced: nothing where we made it."""
    ours = {ending: writer.mark for ending, writer in WRITERS.items()} | {".html": MARK.encode()}
    return "" if ours[Path(name).suffix] in content else "we did not make it"
