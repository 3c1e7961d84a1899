"""Templates, by one environment for all: what is filled in is escaped, and must be there."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from servicemap.drawing.scene import Rectangle, Shape
from servicemap.drawing.writing.notation import (
    UNWRITABLE,
    millimetres,
    path_data,
    ratio,
    thousandths,
)
from servicemap.trust import OBEYED_ANYWHERE

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).parent.parent / "templates"


@lru_cache(maxsize=4)
def template(name: str) -> "Template":
    """The template of a file, read once."""
    return _environment().get_template(name)


def filled(name: str, **given: object) -> str:
    """The template of a file with what is given: escaped, and without what no file can hold.

    Nor does it hold a command to whoever runs a pipeline, in whose log it may be printed.
    """
    written = UNWRITABLE.sub("\ufffd", template(name).render(given))
    return re.sub(OBEYED_ANYWHERE, "&#35;", written) if "##" in written else written


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "mm": millimetres,
        "path": path_data,
        "ratio": ratio,
        "thousandths": thousandths,
    }
    environment.tests |= {
        "rectangle": lambda item: isinstance(item, Rectangle),
        "shape": lambda item: isinstance(item, Shape),
    }
    return environment
