"""The sheets of customers in a folder, in every form, with a page that lists who gets which."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath

from servicemap.cli.arguments import to_standard_error
from servicemap.cli.folders import draft_in, put_in_place, refuse_to_replace, write_in
from servicemap.cli.poster_notes import tell_borrowed
from servicemap.cli.progress import progress
from servicemap.drawing.writing import WRITERS
from servicemap.drawing.writing.index_page import MARK, write_index
from servicemap.errors import MissingGlyph, UnreadableTable, WrongValue
from servicemap.exporting.answer_sheets import answer_workbook
from servicemap.exporting.sheet_index import sheet_index
from servicemap.importing.answered_sheets import read_answers
from servicemap.importing.opening_files import read_tables
from servicemap.model import ServiceMap
from servicemap.posters.pages import SheetPrinter
from servicemap.reporting.text.ask_sheets import without_a_sheet
from servicemap.rounds.ask_sheets import AskSheet, AskSheets
from servicemap.slugs import file_stem

INDEX = "index.html"
WORKBOOK = ".xlsx"

SheetForm = Callable[[AskSheet], bytes]

FORMS: Mapping[str, Callable[[ServiceMap, Sequence[str]], SheetForm]] = {
    WORKBOOK: lambda m, _: partial(answer_workbook, m),
    ".pdf": lambda m, fonts: SheetPrinter(m, fonts=fonts).pdf,
}
"""The forms that each sheet is written in, by the ending of its file; the page opens the first."""


def write_sheets(
    found: AskSheets, folder: str, fonts: Sequence[str] = (), *, overwrite: bool
) -> None:
    """Write the sheets, each in every form, and the page that lists them.

    A sheet that somebody filled in, or a file that is none of ours, is replaced only to `overwrite`
    it: raises WrongValue before anything is written. So it does where nobody is to be asked.
    """
    if not found.sheets:
        raise WrongValue("there is nobody to ask", _why_nobody(found))
    tell_borrowed(found.map, "sheet")
    files = {
        sheet.customer.id: [file_stem("sheet", sheet.customer.id) + ending for ending in FORMS]
        for sheet in found.sheets
    }
    if not overwrite:
        refuse_to_replace(folder, [*(n for own in files.values() for n in own), INDEX], _why_not)
    with draft_in(folder, INDEX) as draft, progress("writing sheets", len(found.sheets)) as count:
        lacking: dict[str, MissingGlyph] = {}
        forms = {ending: form(found.map, fonts) for ending, form in FORMS.items()}
        for sheet in found.sheets:
            own = files[sheet.customer.id]
            for name in (*own,):
                try:
                    content = forms[PurePath(name).suffix](sheet)
                except MissingGlyph as error:  # what needs no drawing is of use without it
                    lacking[name] = error
                    own.remove(name)
                    continue
                write_in(draft, folder, name, content)
            put_in_place(draft, folder, own)
            count()
        write_in(draft, folder, INDEX, write_index(sheet_index(found, files)).encode())
        put_in_place(draft, folder, [INDEX])
    to_standard_error(f"{Path(folder) / INDEX}: {found.counted}")
    if lacking:
        name, why = next(iter(lacking.items()))
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        to_standard_error(f"{name}{more} left out: {why.message}; {why.hint}")
    if found.without:
        to_standard_error(without_a_sheet(found))


def _why_nobody(found: AskSheets) -> str:
    if found.team is not None:
        name = found.map.parties[found.team].name
        return f"the map names nothing that {name} serves: say so under its serves:"
    return "the map names nothing that anybody serves: say so under serves:"


def _why_not(name: str, content: bytes) -> str:
    """Why a file in the folder may not be replaced; nothing where nobody would miss it."""
    ending = PurePath(name).suffix
    if ending != WORKBOOK:
        mark = MARK.encode() if name == INDEX else WRITERS[ending].mark
        return "" if mark in content else "we did not make it"
    try:
        there = read_answers(read_tables(content), name)
    except UnreadableTable:
        there = ()
    if not there:
        return "we did not make it"
    filled_in = any(one.rows or one.keyless or one.wrong for one in there)
    return "somebody has filled it in" if filled_in else ""
