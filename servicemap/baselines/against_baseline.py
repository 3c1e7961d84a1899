"""Maps held against a baseline: what is known, what is new, and which entries are stale."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from servicemap.baselines.baseline_file import Baseline, BaselineEntry, BaselineSection
from servicemap.baselines.pairing import (
    Earlier,
    KnownMap,
    key_of,
    keys_of,
    known,
    may_be_known,
    pairs,
)
from servicemap.findings import Finding, Fixed, Report, Severity


class Compared(NamedTuple):
    """A map held against what is known of it.

    section   under which title and path it stands in the baseline from now on; its entries are
              those that are still found, and those of which nobody can say that they are not
    report    with what is known marked
    new       what is found and could be known
    fixed     entries of which nothing is left
    allowed   entries that the map itself accepts by now
    """

    section: BaselineSection
    report: Report
    new: tuple[Finding, ...]
    fixed: tuple[BaselineEntry, ...]
    allowed: tuple[BaselineEntry, ...]


class Comparison(NamedTuple):
    """Several maps held against one baseline.

    maps     those that were checked, in their order
    others   what the baseline says of maps that were not
    gone     what it says of maps that are there no more
    """

    baseline: Baseline
    maps: tuple[Compared, ...]
    others: tuple[BaselineSection, ...]
    gone: tuple[BaselineSection, ...]


def compare(reports: Sequence[Report], baseline: Baseline, *, whole: bool) -> Comparison:
    """Hold each report against what the baseline knows of its map.

    `whole` says that every map there is has been checked: one that is not among them is gone,
    unless there is something at its path.
    """
    now = [known(report) for report in reports]
    then = [
        KnownMap(one.title, one.path, frozenset(entry[:2] for entry in one.entries))
        for one in baseline.sections
    ]
    same = pairs(then, now, os.path.lexists)
    maps = tuple(
        _compared(
            report,
            BaselineSection(report.title, now[k].path, ()),
            baseline.sections[same[k]].entries if k in same else (),
        )
        for k, report in enumerate(reports)
    )
    others, gone = [], []
    for k in sorted(set(range(len(then))) - set(same.values())):
        one = baseline.sections[k]
        may_be_gone = whole and not (one.path and os.path.lexists(one.path))
        left = tuple(
            entry
            for entry in one.entries
            if not (may_be_gone and all(r.judging.denies(*entry[:2]) for r in reports))
        )
        others.append(one._replace(entries=left))
        remain = set(left)  # one by one, thousands of stale lines would be compared with each other
        gone.append(one._replace(entries=tuple(e for e in one.entries if e not in remain)))
    return Comparison(baseline, maps, tuple(others), tuple(gone))


def _compared(
    report: Report, section: BaselineSection, entries: Sequence[BaselineEntry]
) -> Compared:
    earlier = Earlier(
        (entry, (entry[:2], *((entry.code, id_) for id_ in entry.among))) for entry in entries
    )
    new = [one for one in report.findings if may_be_known(one)]
    same = earlier.again(new, lambda *_: True)
    known_now = {id(new[place]) for place in same}
    findings = [
        one._replace(known=True) if id(one) in known_now else one for one in report.findings
    ]
    accepted = {key for one in report.findings if one.allowed is not None for key in keys_of(one)}
    gone, within = earlier.gone(one for one in report.findings if may_be_known(one))
    kept = [*(_renewed(entry, new[place]) for place, entry in same.items()), *within]
    fixed, allowed = [], []
    for entry in gone:
        if entry[:2] in accepted:
            allowed.append(entry)
        elif report.judging.denies(*entry[:2]):
            fixed.append(entry)
        else:
            kept.append(entry)
    return Compared(
        section._replace(entries=tuple(kept)),
        report.compared(findings),
        tuple(one for one in new if id(one) not in known_now),
        tuple(fixed),
        tuple(allowed),
    )


def _renewed(entry: BaselineEntry, finding: Finding) -> BaselineEntry:
    """What is to stand for a finding that is known: under the subject that it had, if that is left.

    A circle that has grown or shrunk keeps its line.
    """
    if entry[:2] in keys_of(finding):
        others = tuple(id_ for id_ in entry_of(finding).among if id_ != entry.subject)
        mine = (finding.subject,) if others and finding.subject != entry.subject else ()
        return entry._replace(among=tuple(sorted({*others, *mine})))
    return entry_of(finding)


def entry_of(finding: Finding) -> BaselineEntry:
    """A finding as a baseline holds it; of all that it is about the parties and services."""
    others = (id_ for id_ in finding.among if id_ != finding.subject and " > " not in id_)
    return BaselineEntry(*key_of(finding), among=tuple(sorted(others)))


def renewed(comparison: Comparison, worth: Severity) -> list[BaselineSection]:
    """What the baseline is to say from now on: all that still holds, and what is new.

    What is new is worth an entry where it matters as much as `worth`, or more. Nothing leaves it
    that no rule has looked for.
    """
    checked = (
        one.section._replace(
            entries=(
                *one.section.entries,
                *(entry_of(new) for new in one.new if new.severity.matters(worth)),
            )
        )
        for one in comparison.maps
    )
    return [*checked, *comparison.others]


def told(comparison: Comparison, stale: Severity) -> list[Report]:
    """The reports, with what is fixed and a finding for each line of the baseline that is stale.

    Those findings (SM902) are of the severity `stale`. What is said of a map that is gone is said
    in the first report.
    """
    baseline = comparison.baseline
    reports = []
    for place, one in enumerate(comparison.maps):
        said = [(entry, "is fixed") for entry in one.fixed]
        said += [(entry, "is allowed in the map by now") for entry in one.allowed]
        if place == 0:
            said += [
                (entry, f"was in {section.title}, and there is no such map any more")
                for section in comparison.gone
                for entry in section.entries
            ]
        findings = [] if stale is Severity.OFF else _stale(said, baseline, stale)
        fixed = [Fixed(entry.code, entry.subject, baseline.path) for entry in one.fixed]
        sources = {baseline.path: baseline.text} if said else {}
        reports.append(one.report.compared([*one.report.findings, *findings], fixed, sources))
    return reports


def _stale(
    said: Sequence[tuple[BaselineEntry, str]], baseline: Baseline, severity: Severity
) -> list[Finding]:
    found = []
    places = baseline.places(entry.line for entry, _ in said)
    for (entry, why), place in zip(said, places, strict=True):
        subject = f"{entry.rule}: {entry.subject}"
        found.append(
            Finding(
                "SM902",
                f"{entry.rule} of {entry.subject} {why}",
                place,
                "take this line out, or let --update-baseline do it",
                subject,
                severity=severity,
            )
        )
    return found
