"""One file of a map, from its bytes to a draft of what it says."""

from servicemap.findings import Finding
from servicemap.loading.drafts import Draft
from servicemap.loading.files import MapFile, MapFiles, read_bytes
from servicemap.loading.problems import MOST_COMPARED, Spelling
from servicemap.loading.sections import read_file
from servicemap.locations import Location, printable

Drafted = tuple[Draft, str | None]
"""What a file says, and its text as it was read; None where it is no text."""


def guesses_each(files: int) -> int:
    """Comparisons of names that each of so many files may spend on guessing what was meant.

    An equal part for each, so that the hints to one file do not depend on what the others hold.
    """
    return MOST_COMPARED // max(1, files)


def draft_of(file: MapFile, files: MapFiles, guesses: int) -> Drafted:
    """What one of the files of a map says. Nothing that stands in it raises."""
    if files.stray_among:
        return _stray(file.path, files.stray_among), None
    content = read_bytes(file, files.max_file)
    if not isinstance(content, bytes):
        return _unread(file.path, *content), None
    draft, text = read_file(content, file.path, Spelling(guesses))
    return draft, None if text is None else text.text


def _unread(path: str, message: str, hint: str) -> Draft:
    """The draft of a file that cannot be read."""
    draft = Draft(path)
    draft.findings.append(Finding("SM001", message, Location(path, 1, 1, 1, 1), hint))
    draft.unread = True
    return draft


def _stray(path: str, maps: tuple[str, ...]) -> Draft:
    """The draft of a file that lies among several maps and belongs to none."""
    draft = Draft(path)
    draft.findings.append(
        Finding(
            "SM005",
            f"this file has no map: of its own, and lies among {len(maps)} maps",
            Location(path, 1, 1, 1, 1),
            f"begin it with 'map: {{title: ...}}', or move it into the folder of the map it belongs"
            f" to ({', '.join(map(printable, maps[:4]))}{', ...' if maps[4:] else ''})",
        )
    )
    return draft
