"""Posters of each team or department in a folder, with a page of them all."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servicemap.cli.arguments import ink_for, to_standard_error
from servicemap.cli.progress import progress
from servicemap.drawing.index_pages import index_page
from servicemap.drawing.posters import Poster, poster
from servicemap.drawing.sets import Wanted, drawn, each_department, each_team
from servicemap.drawing.writing import WRITERS
from servicemap.drawing.writing.finishing import Finish
from servicemap.drawing.writing.index_page import MARK, write_index
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap

INDEX = "index.html"
PICTURE = ".svg"


def write_folder(
    m: ServiceMap,
    folder: str,
    ending: str,
    finish: Finish,
    choices: dict[str, Any],
    *,
    teams: bool,
    departments: bool,
    overwrite: bool,
) -> None:
    """Draw every poster, and only when all are done put them in the folder, the page last.

    Each is written as SVG, for the page, and as `ending` says. Raises WrongValue where a file of
    somebody else would be replaced, unless `overwrite`, and where the choices do not go together.
    """
    choices = _for_each(choices, teams=teams)
    wanted = each_department(m) if departments else []
    of_teams, without = each_team(m) if teams else ([], [])
    wanted += of_teams
    if not wanted:
        raise WrongValue(
            "there is no poster to draw",
            "" if teams else "no team of this map names its department",
        )
    endings = dict.fromkeys((PICTURE, ending))
    names = [one.stem + suffix for one in wanted for suffix in endings]
    if not overwrite:
        _refuse_foreign(folder, [*names, INDEX])

    def draw(one: Wanted) -> Poster:
        return poster(m, **{**choices, "team": one.team, "department": one.department})

    with _draft_beside(folder) as draft, progress("drawing posters", len(wanted)) as count:
        says = []
        notes = []
        for one, made in zip(wanted, drawn(wanted, draw), strict=True):
            for suffix in endings:
                style = finish if suffix == ending else Finish()
                (draft / (one.stem + suffix)).write_bytes(WRITERS[suffix].write(made.scene, style))
            says.append(next(part.title for part in made.scene.parts if part.role == "head"))
            notes += [f"{one.name}: {note}" for note in made.scene.notes if one.team]
            count()
        page = index_page(m, wanted, says, without, ending, PICTURE)
        (draft / INDEX).write_text(write_index(page), encoding="utf-8", newline="\n")
        _put(draft, folder, [*names, INDEX])
    counted = f"{len(wanted)} poster" + ("" if len(wanted) == 1 else "s")
    to_standard_error(f"{Path(folder) / INDEX}: {counted}")
    for note in [*notes, *(f"{one.name}: its work reaches nobody outside" for one in without)]:
        to_standard_error(f"{ink_for(sys.stderr).warning('note:')} {note}")


def _for_each(choices: dict[str, Any], *, teams: bool) -> dict[str, Any]:
    """The choices that hold for every poster. Raises WrongValue for those that name one."""
    alone = ["department", "team", "to", "here"]
    if teams:
        alone += ["late", "scenario", "changed_from"]
    for name in alone:
        if choices[name] is not None:
            said = name.replace("_", "-")
            each = "--each-team" if teams else "--each-department"
            raise WrongValue(f"--{said} does not go with {each}", "leave out one of them")
    return choices


def _refuse_foreign(folder: str, names: Iterable[str]) -> None:
    """What is in the folder is replaced only if we made it."""
    marks = {ending: writer.mark for ending, writer in WRITERS.items()} | {".html": MARK.encode()}
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise WrongValue(f"{folder} is a file", "give a folder for the posters: -o posters")
    foreign = []
    for name in names:
        try:
            if marks[Path(name).suffix] not in (place / name).read_bytes():
                foreign.append(name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise WrongValue(f"{place / name} cannot be read: {error.strerror}") from None
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise WrongValue(
            f"{place / foreign[0]}{more} would be replaced, and we did not make it",
            "give another folder, or --overwrite",
        )


@contextmanager
def _draft_beside(folder: str) -> Iterator[Path]:
    """A folder for what is being made, on the same disk; gone in the end, whatever happens."""
    place = Path(folder)
    new = not place.exists()
    try:
        place.mkdir(parents=True, exist_ok=True)
        draft = tempfile.mkdtemp(prefix=".draft-", dir=place)
    except OSError as error:
        raise WrongValue(
            f"{folder} cannot be written: {error.strerror}", "give -o FOLDER"
        ) from None
    try:
        yield Path(draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if new and not any(place.iterdir()):
            place.rmdir()


def _put(draft: Path, folder: str, names: Iterable[str]) -> None:
    """Move what is finished to its place; each file is replaced whole."""
    for name in names:
        try:
            os.replace(draft / name, Path(folder) / name)
        except OSError as error:
            raise WrongValue(f"{Path(folder) / name} cannot be written: {error.strerror}") from None
