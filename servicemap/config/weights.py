"""How much each kind of finding matters, here: the settings that select, ignore and weigh."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from servicemap.config.settings import PathSettings, Settings, Severities
from servicemap.findings import KINDS, Severity

ALWAYS = "SM0"
"""What keeps a map from being read as meant is found whatever the settings say."""


class Weights:
    """The severity of each kind of finding in each file.

    A kind is on where `select` is empty or names it, and no `ignore` names it as exactly or more.
    What is on matters as much as the most exact `severity` says, or else as the kind does by
    itself; one that is off by itself and selected is a warning. Then come the `paths` that match
    the file, in their order: each may weigh anew, and ignore; but not a kind whose `severity` was
    weighed nearer to the caller. Last, `strict` turns infos into warnings.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._matchers = _matchers(settings.paths)
        self._everywhere = {code: self._in(code, ()) for code in KINDS}
        self._by_file: dict[str, dict[str, Severity]] = {}

    def of(self, code: str, path: str) -> Severity:
        """How much a finding of that kind matters in that file; OFF where it does not at all."""
        if not self._matchers:
            return self._everywhere[code]
        weights = self._by_file.get(path)
        if weights is None:
            matching = self._matching(path)
            weights = self._by_file[path] = {code: self._in(code, matching) for code in KINDS}
        return weights[code]

    def anywhere(self, code: str) -> bool:
        """Whether a finding of that kind may matter in any file."""
        if self._everywhere[code] is not Severity.OFF:
            return True
        if self._is_settled(code):
            return False
        weighed_anew = any(_exactness(code, one.severity) for one in self._settings.paths)
        return weighed_anew and self._is_chosen(code)

    def _in(self, code: str, matching: Sequence[PathSettings]) -> Severity:
        """How much a kind matters in a file that these globs match."""
        settings = self._settings
        weight = KINDS[code].severity
        if code.startswith(ALWAYS):
            return weight
        if not self._is_chosen(code):
            return Severity.OFF
        if weight is Severity.OFF and _exactness(code, settings.select):
            weight = Severity.WARNING
        weight = _weighed(code, settings.severity, weight)
        for one in () if self._is_settled(code) else matching:
            weight = _weighed(code, one.severity, weight)
            if _exactness(code, one.ignore):
                return Severity.OFF
        return Severity.WARNING if settings.strict and weight is Severity.INFO else weight

    def _is_settled(self, code: str) -> bool:
        """Whether `paths` have no say: a flag names the kind, and they stand in the file."""
        settings = self._settings
        return settings.weighed_nearer and _exactness(code, settings.severity) > 0

    def _is_chosen(self, code: str) -> bool:
        selected = _exactness(code, self._settings.select)
        ignored = _exactness(code, self._settings.ignore)
        if not selected and (self._settings.select or ignored):
            return False
        return selected > ignored or not ignored

    def _matching(self, path: str) -> list[PathSettings]:
        # Findings name files from where the command ran, globs from where the settings stand.
        try:
            here = os.path.relpath(path, self._settings.root or os.curdir)
        except (OSError, ValueError):  # another drive, or no current folder any more
            here = path
        shown = here.replace(os.sep, "/")
        return [one.settings for one in self._matchers if one.matches(shown)]


class _Matcher(NamedTuple):
    """What holds only for some files, and which those are."""

    matches: Callable[[str], bool]
    settings: PathSettings


def _matchers(paths: Sequence[PathSettings]) -> list[_Matcher]:
    if not paths:
        return []
    from servicemap.config.globs import matcher  # most projects have no globs

    return [_Matcher(matcher(one.glob), one) for one in paths]


def _exactness(code: str, beginnings: Iterable[str]) -> int:
    """The length of the longest one with which the code begins, 0 where there is none."""
    return max((len(one) for one in beginnings if code.startswith(one)), default=0)


def _weighed(code: str, severity: Severities, otherwise: Severity) -> Severity:
    """What the most exact entry says."""
    longest = _exactness(code, severity)
    return severity[code[:longest]] if longest else otherwise
