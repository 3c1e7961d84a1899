"""Maps held against an earlier state of them: what a change causes, and what it cures."""

from collections import Counter
from collections.abc import Sequence

from servicemap.baselines.pairing import key_of, known, may_be_known, pairs
from servicemap.findings import Finding, Fixed, Report


def against_earlier(
    reports: Sequence[Report], earlier: Sequence[Report], since: str
) -> list[Report]:
    """The reports with what was so earlier marked as known, and with what is fixed `since`.

    Each map is held against what it was, wherever it lay and whatever its title. Known is what it
    said in the same words about the same thing: a broken promise that is broken worse is told.
    Fixed is what no finding is about any more, if the rule has looked.
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
    left = Counter((*key_of(one), one.message) for one in was_open)
    findings = []
    for finding in report.findings:
        words = (*key_of(finding), finding.message)
        is_known = may_be_known(finding) and left[words] > 0
        if is_known:
            left[words] -= 1
        findings.append(finding._replace(known=True) if is_known else finding)
    gone = Counter(map(key_of, was_open))
    gone.subtract(map(key_of, report.findings))
    fixed = [Fixed(*key, since) for key in gone.elements() if report.judging.denies(*key)]
    return report.compared(findings, fixed)
