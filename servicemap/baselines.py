"""What is known already: the findings in a baseline, or those of an earlier state of the map.

A baseline lets a map that has findings be checked from today on: what it holds is not told again
and makes no check fail, so that only what is new does. An entry is a rule and what the finding is
about, under the title of the map, and stands there as often as it was found; where it stood in a
file does not matter. What keeps a map from being read as meant is never known: nobody can say what
else is wrong with such a map.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from servicemap.errors import Mistake, UnreadablePath, WrongSettings
from servicemap.findings import KINDS, Finding, Fixed, Report, Severity
from servicemap.loading.files import MAX_FILE, MapFile, read_bytes, shown_as
from servicemap.locations import Location, printable
from servicemap.spelling import did_you_mean

FIRST_LINE = "# servicemap baseline, version 1"
"""How a baseline begins. What begins otherwise is somebody's other file, and is left alone."""

HEAD = f"""{FIRST_LINE}
# What was found when this was written, a line for each: the rule, and what it is about.
# 'servicemap check --baseline FILE --update-baseline' writes it anew.
"""


class Entry(NamedTuple):
    """One finding that is known: its kind, what it is about, and its line in the baseline."""

    code: str
    subject: str
    line: int


class Baseline(NamedTuple):
    """A baseline that has been read: its path as people type it, its text, entries by map."""

    path: str
    text: str
    entries: dict[str, list[Entry]]


def read_baseline(path: str) -> Baseline | None:
    """The baseline in a file; None where there is no such file, or nothing in it yet.

    Raises UnreadablePath where it cannot be read, WrongSettings where it is no baseline.
    """
    shown = shown_as(path)
    try:
        with open(path, "rb"):
            pass
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadablePath(f"{printable(shown)}: {reason}") from None
    content = read_bytes(MapFile(shown, path), MAX_FILE)
    if not isinstance(content, bytes):
        raise UnreadablePath(f"{printable(shown)}: {content[0]}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePath(f"{printable(shown)}: this is not UTF-8", "name a baseline") from None
    return parse(text, shown) if text.strip() else None


def parse(text: str, path: str) -> Baseline:
    """A baseline as it is written. Raises WrongSettings, with every line that is none of one."""
    lines = text.split("\n")
    if lines[0].strip() != FIRST_LINE:
        message = f"this is no baseline that we can read: one begins with '{FIRST_LINE}'"
        raise WrongSettings((Mistake(_line(path, 1, lines[0]), message, "name another file"),))
    by_name = {kind.name: kind.code for kind in KINDS.values()}
    entries: dict[str, list[Entry]] = {}
    under: list[Entry] | None = None
    mistakes = []
    for number, line in enumerate(lines, 1):
        said = line.partition(" #")[0].strip()
        rule, colon, subject = said.partition(":")
        if not said or said.startswith("#"):
            continue
        if said.startswith("[") and said.endswith("]"):
            under = entries.setdefault(_plain(said[1:-1]), [])
        elif said.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            where = _line(path, number, line)
            mistakes.append(Mistake(where, "git left a conflict here", "resolve it"))
        elif rule not in by_name or not colon:
            hint = did_you_mean(rule, by_name) or "a line is a rule, a colon, and a subject"
            where = _line(path, number, line)
            mistakes.append(Mistake(where, f"there is no rule '{rule}'", hint))
        elif under is None:
            message = "this stands under no map"
            hint = "write the title of the map above it, in brackets: [Harbour toys]"
            mistakes.append(Mistake(_line(path, number, line), message, hint))
        else:
            under.append(Entry(by_name[rule], _plain(subject.strip()), number))
    if mistakes:
        raise WrongSettings(tuple(mistakes))
    return Baseline(path, text, entries)


def written(reports: Sequence[Report], old: Baseline | None, worth: Severity) -> str:
    """A baseline of all that is found and matters as much as `worth`, or more.

    Maps of the old one that were not checked keep what is known of them.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    if old:
        for title, entries in old.entries.items():
            found[title] = [(KINDS[one.code].name, one.subject) for one in entries]
    for report in reports:
        found[report.title] = []
    for report in reports:
        found[report.title] += [
            (one.rule, one.subject)
            for one in report.findings
            if _may_be_known(one) and one.severity.matters(worth)
        ]
    parts = [HEAD]
    for title, keys in sorted(found.items()):
        if keys:
            parts.append(f"\n[{_escaped(title)}]\n")
            parts += [
                f"{rule}: {_escaped(subject)}".rstrip() + "\n" for rule, subject in sorted(keys)
            ]
    return "".join(parts)


def against_baseline(
    reports: Sequence[Report],
    baseline: Baseline,
    asked: Callable[[str], bool],
    stale: Severity,
    *,
    whole: bool,
) -> list[Report]:
    """The reports with what the baseline knows marked, and with what is fixed since.

    An entry that nothing matches is stale (SM902, of severity `stale`), unless its rule was not
    `asked`. With `whole`, every map there is has been checked: then entries of others are stale as
    well, and the first report says so.
    """
    left = {
        title: _grouped(((one.code, one.subject), one) for one in entries)
        for title, entries in baseline.entries.items()
    }
    marked = [_marked(report, left.get(report.title, {}), _key) for report in reports]
    last_of = {report.title: place for place, report in enumerate(marked)}
    for title, groups in left.items():
        place = last_of.get(title, 0 if whole else None)
        if place is not None:
            entries = [one for group in groups.values() for one in group if asked(one.code)]
            marked[place] = _with_stale(marked[place], entries, baseline, stale)
    return marked


def against_earlier(
    reports: Sequence[Report], earlier: Sequence[Report], since: str
) -> list[Report]:
    """The reports with what was so earlier marked as known, and with what is fixed `since`.

    Known is what an earlier report says in the same words about the same thing, in whichever file:
    a broken promise that is broken worse is told. Fixed is what no finding is about any more.
    """
    open_then = [one for report in earlier for one in report.findings if _may_be_known(one)]
    left = _grouped((_in_words(one), one) for one in open_then)
    marked = [_marked(report, left, _in_words) for report in reports]
    gone = Counter(map(_key, open_then))
    gone.subtract(_key(one) for report in reports for one in report.findings)
    fixed = [Fixed(code, subject, since) for code, subject in gone.elements()]
    marked[0] = _with(marked[0], marked[0].findings, fixed)
    return marked


def _may_be_known(finding: Finding) -> bool:
    return finding.allowed is None and not finding.malforms and finding.code != "SM902"


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.subject


def _in_words(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.subject, finding.message


_Key = TypeVar("_Key")
_One = TypeVar("_One")


def _grouped(pairs: Iterable[tuple[_Key, _One]]) -> dict[_Key, list[_One]]:
    groups: dict[_Key, list[_One]] = {}
    for key, one in pairs:
        groups.setdefault(key, []).append(one)
    return groups


def _marked(report: Report, left: dict[_Key, list[_One]], key: Callable[[Finding], _Key]) -> Report:
    """The report with what is `left` over marked as known, each of them once: it is used up."""
    findings = []
    for finding in report.findings:
        same = left.get(key(finding)) if _may_be_known(finding) else None
        if same:
            same.pop(0)
            finding = finding._replace(known=True)  # noqa: PLW2901
        findings.append(finding)
    return _with(report, findings)


def _with_stale(
    report: Report, entries: list[Entry], baseline: Baseline, severity: Severity
) -> Report:
    allowed = {_key(one) for one in report.findings if one.allowed is not None}
    lines = baseline.text.split("\n")
    found = []
    fixed = []
    for entry in entries:
        is_allowed = (entry.code, entry.subject) in allowed
        named = f"{KINDS[entry.code].name} of {entry.subject}"
        if not is_allowed:
            fixed.append(Fixed(entry.code, entry.subject, baseline.path))
        found.append(
            Finding(
                "SM902",
                f"{named} is allowed in the map by now" if is_allowed else f"{named} is fixed",
                _line(baseline.path, entry.line, lines[entry.line - 1]),
                "take this line out, or let --update-baseline do it",
                f"{KINDS[entry.code].name}: {entry.subject}",
                severity=severity,
            )
        )
    if severity is Severity.OFF:
        found = []
    told = _with(report, [*report.findings, *found], fixed)
    told.sources = {**report.sources, baseline.path: baseline.text}
    return told


def _with(report: Report, findings: Iterable[Finding], fixed: Iterable[Fixed] = ()) -> Report:
    return Report(
        report.title,
        findings,
        parties=report.parties,
        services=report.services,
        sources=report.sources,
        fixed=[*report.fixed, *fixed],
    )


def _line(path: str, number: int, line: str) -> Location:
    return Location(path, number, 1, number, len(line.rstrip()) + 1)


def _escaped(text: str) -> str:
    """A text on one line, whatever it holds: a character that would not be seen by its number."""
    seen = "".join(c if c.isprintable() and c not in "\\#" else f"\\u{{{ord(c):x}}}" for c in text)
    return re.sub("^ | $", r"\\u{20}", seen)


def _plain(said: str) -> str:
    number = r"\\u\{([0-9a-f]{1,5}|10[0-9a-f]{4})\}"
    return re.sub(number, lambda found: chr(int(found[1], 16)), said)
