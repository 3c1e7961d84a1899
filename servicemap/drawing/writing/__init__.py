"""The writers: each turns a finished scene into one kind of file.

A new kind is one function and one line of WRITERS.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from servicemap.drawing.scene import Scene
from servicemap.drawing.writing.svg import write_svg

Writer = Callable[[Scene], str]

WRITERS: Mapping[str, Writer] = MappingProxyType({".svg": write_svg})
"""By the suffix of the file's name, in lower case."""
