"""Numbers, paths and characters as files hold them."""

import re

from servicemap.drawing.scene import CurveTo, LineTo, PathStep, Shape

# What XML 1.0 cannot hold, even escaped.
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def millimetres(length: float) -> str:
    """To a hundredth, no more digits than it takes, and no minus before a zero."""
    written = f"{length:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def thousandths(length: float) -> str:
    """A length in thousandths of a font size, to a whole one."""
    return str(round(length))


def ratio(number: float) -> str:
    """A scale, to six figures: what is scaled is a thousand times larger."""
    return f"{number:.6f}" if number < 1e-4 else f"{number:.6g}"


def path_data(shape: Shape) -> str:
    """A shape's steps as SVG path data."""
    data = "".join(_step(step) for step in shape.steps)
    return data + "Z" if shape.closed else data


def _step(step: PathStep) -> str:
    if isinstance(step, CurveTo):
        return "C" + " ".join(
            millimetres(number) for point in (step.first, step.second, step.to) for number in point
        )
    letter = "L" if isinstance(step, LineTo) else "M"
    return f"{letter}{millimetres(step.to[0])} {millimetres(step.to[1])}"
