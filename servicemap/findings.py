"""What a check finds, the table of everything it can find, and the report of one check."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.frozen import Frozen
from servicemap.locations import Location
from servicemap.plurals import agreeing, several
from servicemap.results import Result


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    def matters(self, least: "Severity") -> bool:
        """Whether it matters as much as `least`, or more."""
        return _WORST_FIRST[self] <= _WORST_FIRST[least]


_WORST_FIRST = {severity: place for place, severity in enumerate(Severity)}


class FindingKind(NamedTuple):
    """One kind of finding: its code, the name that reads well after "allow", its severity."""

    code: str
    name: str
    severity: Severity


class Related(NamedTuple):
    """Another place that the finding speaks of."""

    location: Location
    message: str


class Finding(NamedTuple):
    """One thing that is wrong, in the map's own words, with its place and the cure.

    `subject` is the id of what it is about (a party, a service, `provider/service > customer`);
    it outlives moved lines. `allowed` is the reason somebody gave for living with it. It is `known`
    where it was there before: in a baseline, or in the revision that the map is compared with.

    `among` are the ids of all that it is about, where that is several: it is the same finding where
    one comes or goes. `extent` is how bad it is, in values that its rule declares: what was known
    and has another extent now is told, as it is not what people live with.

    What was probably `meant` where a word was misspelt: the ids of the parties that it fits, or a
    key. `nameless`: somebody is left out with all that they say, as nothing can refer to them.
    `harmless`: the map says what was meant all the same, and every command works on it.
    """

    code: str
    message: str
    location: Location
    hint: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR
    allowed: str | None = None
    known: bool = False
    meant: tuple[str, ...] = ()
    nameless: bool = False
    among: tuple[str, ...] = ()
    extent: tuple[str | int, ...] = ()
    harmless: bool = False

    @property
    def counts(self) -> bool:
        """Whether somebody has to do something about it: it is neither allowed nor known."""
        return self.allowed is None and not self.known

    @property
    def rule(self) -> str:
        """The name of its kind: `orphan-team`."""
        return KINDS[self.code].name

    @property
    def malforms(self) -> bool:
        """Whether the map cannot be read as meant because of it (SM0xx)."""
        return self.code.startswith("SM0") and self.severity is Severity.ERROR and not self.harmless


class Fixed(NamedTuple):
    """A finding that is gone. `since` is the baseline or the revision that has it."""

    code: str
    subject: str
    since: str

    @property
    def rule(self) -> str:
        """The name of its kind: `orphan-team`."""
        return KINDS[self.code].name


def reading_order(finding: Finding) -> tuple[Location, str, str, str]:
    """What to sort by, so that findings come as a reader meets them: by place, then code."""
    return finding.location, finding.code, finding.subject, finding.message


def worst_first(finding: Finding) -> tuple[bool, int]:
    """What to sort by so that the worst come first: what counts, then by severity."""
    return not finding.counts, _WORST_FIRST[finding.severity]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted as a reader meets them: by file, line and column, then code."""
    return tuple(sorted(findings, key=reading_order))


def _kinds(*rows: tuple[str, str, Severity]) -> dict[str, FindingKind]:
    return {code: FindingKind(code, name, severity) for code, name, severity in rows}


KINDS = _kinds(
    ("SM001", "unreadable-file", Severity.ERROR),
    ("SM002", "wrong-shape", Severity.ERROR),
    ("SM003", "unknown-key", Severity.ERROR),
    ("SM004", "duplicate-key", Severity.ERROR),
    ("SM005", "missing-key", Severity.ERROR),
    ("SM006", "bad-value", Severity.ERROR),
    ("SM007", "unknown-party", Severity.ERROR),
    ("SM008", "duplicate-party", Severity.ERROR),
    ("SM009", "unknown-service", Severity.ERROR),
    ("SM010", "unsafe-text", Severity.ERROR),
    ("SM011", "two-meanings", Severity.ERROR),
    ("SM101", "orphan-team", Severity.ERROR),
    ("SM102", "never-reaches-customer", Severity.ERROR),
    ("SM103", "unserved-customer", Severity.ERROR),
    ("SM104", "idle-supplier", Severity.WARNING),
    ("SM105", "serves-itself", Severity.ERROR),
    ("SM106", "circular-reliance", Severity.INFO),
    ("SM107", "no-substitute", Severity.INFO),
    ("SM108", "island", Severity.WARNING),
    ("SM201", "no-owner", Severity.INFO),
    ("SM202", "unconfirmed-service", Severity.OFF),
    ("SM203", "two-names", Severity.WARNING),
    ("SM204", "expectation-gap", Severity.WARNING),
    ("SM205", "stale-entry", Severity.WARNING),
    ("SM206", "slack-disagreement", Severity.WARNING),
    ("SM207", "slack-longer-than-work", Severity.INFO),
    ("SM208", "which-service", Severity.WARNING),
    ("SM301", "broken-promise", Severity.ERROR),
    ("SM302", "no-tolerance", Severity.INFO),
    ("SM303", "timing-incomplete", Severity.INFO),
    ("SM304", "loop-without-slack", Severity.WARNING),
    ("SM305", "runaway-loop", Severity.ERROR),
    ("SM306", "silent-delivery", Severity.WARNING),
    ("SM308", "zone-missing", Severity.ERROR),
    ("SM309", "holidays-end", Severity.INFO),
    ("SM401", "no-recovery-plan", Severity.INFO),
    ("SM402", "nobody-listens", Severity.INFO),
    ("SM403", "stale-feedback", Severity.INFO),
    ("SM404", "unhappy-customer", Severity.WARNING),
    ("SM405", "overdue-action", Severity.WARNING),
    ("SM406", "said-but-nothing-done", Severity.WARNING),
    ("SM407", "nobody-would-notice", Severity.INFO),
    ("SM408", "impossible-day", Severity.WARNING),
    ("SM901", "unused-allow", Severity.WARNING),
    ("SM902", "stale-baseline", Severity.WARNING),
)
"""Every kind of finding by code. Names are unique, and are what `allow:` takes."""


_NO_SOURCES: Mapping[str, str] = Frozen({})

COUNTED = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""The severities of a report, the worst first."""


class Judging(NamedTuple):
    """How far a map was judged, which is what the silence of a report means.

    judged   codes of the kinds that would have been found: looked for, in a map read as meant
    waiting  codes of the rules that are not asked until the map can be read as meant
    muted    code and subject of what was found and does not matter in its file
    """

    judged: frozenset[str] = frozenset()
    waiting: tuple[str, ...] = ()
    muted: frozenset[tuple[str, str]] = frozenset()

    def denies(self, code: str, subject: str) -> bool:
        """Whether a finding that is not told is not so: it was looked for, and nothing hides it."""
        return code in self.judged and (code, subject) not in self.muted


_UNJUDGED = Judging()


class Report(Result[Finding]):
    """What a check found in one map.

    `findings` holds all of it in reading order: infos, allowed and known ones included. `fixed` is
    what an earlier time has and this map does not. `sources` has the text of each file by path, for
    excerpts. `path` is that of the map, `judging` how far it was judged: where nothing says so, no
    rule was asked. Iterating gives all of `findings`, so that a clean report may have a length:
    `exit_code(Severity.WARNING)` is 0 where it is clean.
    """

    __slots__ = ("findings", "fixed", "judging", "parties", "path", "services", "sources", "title")

    def __init__(
        self,
        title: str,
        findings: Iterable[Finding] = (),
        *,
        parties: int = 0,
        services: int = 0,
        sources: Mapping[str, str] = _NO_SOURCES,
        fixed: Iterable[Fixed] = (),
        path: str = "",
        judging: Judging = _UNJUDGED,
    ) -> None:
        self.title = title
        self.path = path
        self.judging = judging
        self.findings = in_order(findings)
        self.fixed = tuple(sorted(fixed))
        self.parties = parties
        self.services = services
        self.sources = sources

    def compared(
        self,
        findings: Iterable[Finding],
        fixed: Iterable[Fixed] = (),
        sources: Mapping[str, str] = _NO_SOURCES,
    ) -> "Report":
        """The same report with other findings, and with what else is fixed and was read."""
        return Report(
            self.title,
            findings,
            parties=self.parties,
            services=self.services,
            sources={**self.sources, **sources} if sources else self.sources,
            fixed=(*self.fixed, *fixed),
            path=self.path,
            judging=self.judging,
        )

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity are neither allowed nor known."""
        counted = dict.fromkeys(COUNTED, 0)
        for finding in self.findings:
            if finding.counts:
                counted[finding.severity] += 1
        return counted

    def exit_code(self, fail_on: Severity = Severity.ERROR) -> int:
        """1 where something is found that matters as much as `fail_on` or more, else 0."""
        return int(any(n for severity, n in self.counts.items() if severity.matters(fail_on)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __repr__(self) -> str:
        said = ". ".join(filter(None, [summary([self]), not_judged([self])]))
        return f"<Report of {self.title!r}: {said}>"


def shown(reports: Iterable[Report], *, everything: bool) -> tuple[Finding, ...]:
    """The findings of several reports that are to be shown, in reading order."""
    return in_order(
        finding
        for report in reports
        for finding in report.findings
        if everything or (finding.counts and finding.severity is not Severity.INFO)
    )


def waiting_rules(reports: Iterable[Report]) -> tuple[str, ...]:
    """The names of the rules that were not asked, as a map cannot be read; the worst first."""
    codes = {code for report in reports for code in report.judging.waiting}
    worst = sorted(codes, key=lambda code: (_WORST_FIRST[KINDS[code].severity], code))
    return tuple(KINDS[code].name for code in worst)


def not_judged(reports: Iterable[Report]) -> str:
    """`Once this is mended, 10 more checks will run.`; empty where all of them were."""
    every = list(reports)
    names = waiting_rules(every)
    if not names:
        return ""
    unread = sum(1 for report in every if report.judging.waiting)
    which = (
        "this is"
        if len(every) == 1
        else f"{several(unread, 'map')} {agreeing(unread, 'is', 'are')}"
    )
    return f"Once {which} mended, {several(len(names), 'more check')} will run."


def summary(reports: Iterable[Report], *, listed: bool = True) -> str:
    """`clean: 3 parties, 2 services` or `4 errors, 2 warnings`, over one map or a shelf of them.

    Where infos, allowed and known findings are not `listed`, it says how many there are and how to
    list them. What is fixed since an earlier time comes last.
    """
    every = list(reports)
    total = {s: sum(report.counts[s] for report in every) for s in COUNTED}
    errors, warnings, infos = total.values()
    found = [several(n, str(s)) for s, n in total.items() if n and s is not Severity.INFO]
    if errors or warnings:
        said = ", ".join(found)
        if len(every) > 1:
            touched = sum(1 for r in every if r.counts[Severity.ERROR] + r.counts[Severity.WARNING])
            said += f" in {touched} of {len(every)} maps"
    else:
        said = "clean: " + ", ".join(
            [
                *([several(len(every), "map")] if len(every) > 1 else []),
                several(sum(report.parties for report in every), "party", "parties"),
                several(sum(report.services for report in every), "service"),
            ]
        )
    beside = [
        *([several(infos, "info")] if infos else []),
        *_other(every, "allowed", lambda finding: finding.allowed is not None),
        *_other(every, "known", lambda finding: finding.known),
    ]
    if beside:
        said += f" ({', '.join(beside)}{'' if listed else ': --all'})"
    fixed = [one.since for report in every for one in report.fixed]
    return "; ".join([said, *(f"{fixed.count(s)} fixed since {s}" for s in sorted(set(fixed)))])


def _other(
    reports: Iterable[Report], what: str, is_one: Callable[[Finding], bool]
) -> Iterator[str]:
    number = sum(1 for report in reports for finding in report.findings if is_one(finding))
    if number:
        yield f"{number} {what}"
