"""Folders of files that are made together: each is replaced whole, and nothing unasked."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from servicemap.cli.arguments import unwritten
from servicemap.errors import WrongValue
from servicemap.interrupts import Undone
from servicemap.saving import draft_beside, is_special, write_through


def refuse_to_replace(
    folder: str, names: Iterable[str], why_not: Callable[[str, bytes], str]
) -> None:
    """What is in the folder is replaced only if nobody would miss it.

    `why_not` says of a file, by its name and what is in it, why it may not be replaced; nothing
    where it may. Raises WrongValue.
    """
    place = Path(folder)
    try:
        if place.exists() and not place.is_dir():
            raise WrongValue(f"{folder} is a file", f"give a folder, such as -o {folder}-files")
    except (OSError, ValueError) as error:  # no folder can have this name
        raise unwritten(folder, error) from None
    kept = []
    for name in names:
        try:
            # Whoever reads a pipe or a device waits for ever, or until there is no memory.
            special = is_special(place / name)
            reason = "we did not make it" if special else why_not(name, (place / name).read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise WrongValue(f"{place / name} cannot be read: {error.strerror}") from None
        if reason:
            kept.append((name, reason))
    if kept:
        name, reason = kept[0]
        more = f" and {len(kept) - 1} more" if len(kept) > 1 else ""
        raise WrongValue(
            f"{place / name}{more} would be replaced, and {reason}",
            "give another folder, or --overwrite",
        )


@contextmanager
def draft_in(folder: str, index: str) -> Iterator[Path]:
    """A folder for what is being made, on the same disk; gone in the end, whatever happens.

    So is the folder itself, if there was none and nothing has come into it.
    """
    place = Path(folder)
    made = [one for one in (place, *place.parents) if not one.exists()]

    def remove_made() -> None:
        with suppress(OSError):
            for one in made:
                one.rmdir()

    with Undone(remove_made), ExitStack() as ended:
        ended.callback(remove_made)
        try:
            place.mkdir(parents=True, exist_ok=True)
            draft = ended.enter_context(draft_beside(os.path.join(folder, index)))
        except (OSError, ValueError) as error:
            raise unwritten(folder, error) from None
        yield Path(draft)


def write_in(draft: Path, folder: str, name: str, content: bytes) -> None:
    """Write a file of the folder into its draft."""
    try:
        write_through(os.path.join(draft, name), content)
    except OSError as error:
        raise unwritten(os.path.join(folder, name), error) from None


def put_in_place(draft: Path, folder: str, names: Iterable[str]) -> None:
    """Move what is finished to its place; each file is replaced whole."""
    for name in names:
        place = os.path.join(folder, name)
        try:
            os.replace(draft / name, place)
        except OSError as error:
            raise unwritten(place, error) from None
