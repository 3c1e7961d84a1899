"""What a check finds, and the table of everything it can find."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from servicemap.locations import Location


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Kind(NamedTuple):
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
    it outlives moved lines. `allowed` is the reason somebody gave for living with it.
    """

    code: str
    message: str
    location: Location
    hint: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR
    allowed: str | None = None

    @property
    def rule(self) -> str:
        """The name of its kind: `orphan-team`."""
        return KINDS[self.code].name

    @property
    def malforms(self) -> bool:
        """Whether the map cannot be read as meant because of it (SM0xx)."""
        return self.code.startswith("SM0") and self.severity is Severity.ERROR


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted as a reader meets them: by file, line and column, then code."""
    return tuple(sorted(findings, key=lambda f: (f.location, f.code, f.subject, f.message)))


def _kinds(*rows: tuple[str, str, Severity]) -> dict[str, Kind]:
    return {code: Kind(code, name, severity) for code, name, severity in rows}


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
    ("SM301", "broken-promise", Severity.ERROR),
    ("SM302", "no-tolerance", Severity.INFO),
    ("SM303", "timing-incomplete", Severity.INFO),
    ("SM304", "loop-without-slack", Severity.WARNING),
    ("SM305", "runaway-loop", Severity.ERROR),
    ("SM401", "no-recovery-plan", Severity.INFO),
    ("SM402", "nobody-listens", Severity.INFO),
    ("SM403", "stale-feedback", Severity.INFO),
    ("SM404", "unhappy-customer", Severity.WARNING),
    ("SM901", "unused-allow", Severity.WARNING),
    ("SM902", "stale-baseline", Severity.WARNING),
)
"""Every kind of finding by code. Names are unique, and are what `allow:` takes."""
