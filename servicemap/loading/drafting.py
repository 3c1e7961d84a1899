"""One file of a map, from its bytes to a draft of what it says."""

from typing import NamedTuple

from servicemap.findings import Finding
from servicemap.loading.entries.drafts import Draft
from servicemap.loading.entries.sections import read_sections
from servicemap.loading.files import MapFile, MapFiles, read_bytes
from servicemap.loading.yaml.problems import MOST_COMPARED, Problems, Spelling
from servicemap.loading.yaml.texts import text_of
from servicemap.locations import Location, printable
from servicemap.troubles import Trouble


class Drafted(NamedTuple):
    """What a file says, and its text as it was read, in UTF-8; None where it is no text."""

    draft: Draft
    text: bytes | None


def guesses_each(files: int) -> int:
    """Comparisons of names that each of so many files may spend on guessing what was meant.

    An equal part for each, so that the hints to one file do not depend on what the others hold.
    """
    return MOST_COMPARED // max(1, files)


def draft_of(file: MapFile, files: MapFiles, guesses: int) -> Drafted:
    """What one of the files of a map says. Nothing that stands in it raises."""
    if files.stray_among:
        return Drafted(_stray(file.path, files.stray_among), None)
    content = read_bytes(file, files.max_file)
    if not isinstance(content, bytes):
        return Drafted(_unread(file.path, content), None)
    return drafted(content, file.path, Spelling(guesses))


def drafted(content: bytes | str, path: str, spelling: Spelling) -> Drafted:
    """What the bytes or the text of a file say.

    Nothing that stands in the file raises; every mistake is a finding of the draft.
    """
    problems = Problems(path, spelling)
    draft = Draft(path)
    text = text_of(content, problems)
    if text is not None:
        read_sections(text, draft, problems)
    draft.findings = problems.findings
    draft.unread = problems.unread
    if text is None:
        return Drafted(draft, None)
    read = text.text.encode()
    # What is the same is held once: whoever found the file has its bytes.
    return Drafted(draft, content if read == content else read)


def _unread(path: str, trouble: Trouble) -> Draft:
    """The draft of a file that cannot be read."""
    draft = Draft(path)
    place = Location(path, 1, 1, 1, 1)
    draft.findings.append(Finding("SM001", trouble.message, place, trouble.hint))
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
