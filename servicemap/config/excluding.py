"""Which files of a mixed folder are no part of its maps: the setting `exclude`."""

import os
from collections.abc import Callable

from servicemap.config.settings import Settings


def excluded_by(settings: Settings) -> Callable[[str], bool]:
    """Whether the settings leave out a file or folder, by its path from the current folder."""
    if not settings.exclude.globs:
        return lambda _: False
    from servicemap.config.globs import matcher  # most projects have no globs

    matchers = [matcher(glob) for glob in settings.exclude.globs]

    def leaves_out(path: str) -> bool:
        try:
            here = os.path.relpath(path, settings.exclude.root or os.curdir)
        except (OSError, ValueError):  # another drive, or no current folder any more
            here = path
        shown = here.replace(os.sep, "/")
        return any(matches(shown) for matches in matchers)

    return leaves_out
