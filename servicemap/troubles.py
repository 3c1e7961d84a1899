"""What is wrong with something that is no entry of a map, and what to do about it."""

from typing import NamedTuple


class Trouble(NamedTuple):
    """What is wrong, in a sentence, and the next move."""

    message: str
    hint: str


COMMENT = Trouble("a comment begins with #, and this one with //", "write # instead of //")
"""What to say of a comment as programs have it, in a map or in the settings."""
