"""Maps held against an earlier state of them: what a change causes, and what it cures."""

from collections.abc import Sequence

from servicemap.baselines.pairing import Earlier, key_of, keys_of, known, may_be_known, pairs
from servicemap.findings import Finding, Fixed, Report


def against_earlier(
    reports: Sequence[Report], earlier: Sequence[Report], since: str
) -> list[Report]:
    """The reports with what was so earlier marked as known, and with what is fixed `since`.

    Each map is held against what it was, wherever it lay and whatever its title. Known is what was
    found of the same thing to the same extent: a broken promise that is broken worse is told, and
    so is a circle that has grown. Fixed is what no finding is about any more, if the rule has
    looked.
    """
    now = [known(report) for report in reports]
    here = {one.path for one in now}
    same = pairs([known(report) for report in earlier], now, here.__contains__)
    return [
        _compared(report, earlier[same[k]].findings if k in same else (), since)
        for k, report in enumerate(reports)
    ]


def _compared(report: Report, before: Sequence[Finding], since: str) -> Report:
    was_open = [one for one in before if may_be_known(one)]
    earlier = Earlier((one, keys_of(one)) for one in was_open)
    may_be = [one for one in report.findings if may_be_known(one)]
    same = earlier.again(may_be, lambda old, new: old.extent == new.extent)
    known_now = {
        id(new)
        for place, new in enumerate(may_be)
        if place in same and same[place].extent == new.extent
    }
    findings = [
        one._replace(known=True) if id(one) in known_now else one for one in report.findings
    ]
    # What is allowed by now, or keeps the map from being read, is there all the same.
    earlier.again([one for one in report.findings if not may_be_known(one)], lambda *_: True)
    gone, _ = earlier.gone(report.findings)
    keys = [key_of(one) for one in gone]
    fixed = [Fixed(*key, since) for key in keys if report.judging.denies(*key)]
    return report.compared(findings, fixed)
