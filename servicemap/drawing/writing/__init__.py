"""The writers: each turns a finished scene into one kind of file.

A new kind is one function and one line of WRITERS.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from servicemap.drawing.scene import Scene
from servicemap.drawing.writing.document import CREATED
from servicemap.drawing.writing.finishing import PLAIN, Finish
from servicemap.drawing.writing.pdf import write_pdf
from servicemap.drawing.writing.png import SOFTWARE, write_png
from servicemap.drawing.writing.svg import MARK, write_svg
from servicemap.errors import WrongValue

Write = Callable[[Scene, Finish], bytes]


class Writer(NamedTuple):
    """One kind of file: its `name` in a sentence, its writer, and the choices that it has.

    By its `mark` a poster of ours is known: one may be written over the other.
    """

    name: str
    write: Write
    choices: frozenset[str]
    mark: bytes


def _svg(scene: Scene, finish: Finish) -> bytes:
    return write_svg(scene, finish.text).encode()


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        ".svg": Writer("an SVG", _svg, frozenset({"text"}), MARK.encode()),
        ".pdf": Writer("a PDF", write_pdf, frozenset({"bleed", "tile"}), CREATED),
        ".png": Writer("a PNG", write_png, frozenset({"dpi"}), SOFTWARE),
    }
)
"""By the suffix of the file's name, in lower case."""

CHOICES = {"text": "live text", "dpi": "dpi", "bleed": "bleed", "tile": "sheets to join"}
"""The choices in a sentence."""


def write(scene: Scene, suffix: str, finish: Finish = PLAIN) -> bytes:
    """The scene as a file of the kind that `suffix` names, `.pdf` in any case.

    Raises WrongValue as `writer_for` does, and for choices that this scene does not allow.
    """
    return writer_for(suffix, finish).write(scene, finish)


def writer_for(suffix: str, finish: Finish = PLAIN) -> Writer:
    """The writer of a kind of file.

    Raises WrongValue for a kind there is not, and for a choice that this kind does not have.
    """
    writer = WRITERS.get(suffix.casefold())
    if writer is None:
        endings = ", ".join(WRITERS)
        what = f"as '{suffix}'" if suffix else "in a file whose name has no ending"
        raise WrongValue(f"a poster cannot be written {what}", f"use one of: {endings}")
    for choice in finish.asked:
        if choice not in writer.choices:
            fitting = [ending for ending, other in WRITERS.items() if choice in other.choices]
            raise WrongValue(
                f"{writer.name} has no {CHOICES[choice]}",
                f"end the name in {' or '.join(fitting)}, or leave out {{}}",
                (choice,),
            )
    return writer
