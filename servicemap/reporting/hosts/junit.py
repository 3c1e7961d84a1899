"""Findings as JUnit XML, which every build server shows.

There is no standard; the elements and attributes are those that
https://github.com/testmoapp/junitxml documents as understood by most readers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from servicemap.escapes import OBEYED_BEYOND_ASCII, written_out
from servicemap.findings import COUNTED, Finding, Report, Severity, shown
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told
from servicemap.trust import OBEYED_ANYWHERE

BEGINS = re.compile(rb'<\?xml [^>]*\?>\n<testsuites name="servicemap check"')
"""How a report of ours in this format begins, by which it is known again."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets."""

_REFERRED = re.compile(f"[\r{OBEYED_BEYOND_ASCII}]|{OBEYED_ANYWHERE}")


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """A test suite a map, a failing case a finding; one passing case where nothing fails.

    Infos, allowed and known findings are skipped cases, and only with `everything`.
    """
    root = ET.Element("testsuites", name="servicemap check")
    names: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for one in reports:
        found = shown([one], everything=everything)
        skipped = sum(1 for finding in found if not _fails(finding))
        clean = skipped == len(found)
        counts = {
            "tests": len(found) + clean,
            "failures": len(found) - skipped,
            "errors": 0,
            "skipped": skipped,
        }
        totals.update(counts)
        suite = ET.SubElement(root, "testsuite", name=_unique(one.title, names))
        _count(suite, counts)
        if clean:
            ET.SubElement(suite, "testcase", name="clean", classname=suite.attrib["name"])
        within: Counter[str] = Counter()
        for finding in found:
            _case(suite, finding, within)
    _count(root, {what: totals[what] for what in ("tests", "failures", "errors", "skipped")})
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    # Written bare, these would be turned into line feeds by its reader, or obeyed by a terminal or
    # by whoever runs the pipeline.
    text = re.sub("(?m)^([ \\t]*):(?=:)", r"\1&#58;", text)
    text = _REFERRED.sub(lambda found: f"&#{ord(found[0])};", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _case(suite: ET.Element, finding: Finding, names: Counter[str]) -> None:
    place = finding.location
    name = f"{finding.code} {finding.rule}: {finding.subject or place.path}"
    case = ET.SubElement(
        suite,
        "testcase",
        name=_unique(name, names),
        classname=suite.attrib["name"],
        file=_allowed(place.path),
        line=str(place.line),
    )
    if _fails(finding):
        outcome = ET.SubElement(
            case, "failure", type=str(finding.severity), message=_allowed(finding.message)
        )
        outcome.text = _allowed(f"{place}: {told(finding)}")
    else:
        ET.SubElement(case, "skipped", type=str(finding.severity), message=_allowed(told(finding)))


def _fails(finding: Finding) -> bool:
    return finding.counts and finding.severity in COUNTED[: COUNTED.index(Severity.INFO)]


def _count(element: ET.Element, counts: dict[str, int]) -> None:
    for what, number in counts.items():
        element.set(what, str(number))


def _unique(name: str, met: Counter[str]) -> str:
    """The name, with a number from the second of it on: readers keep one case a name."""
    name = _allowed(name)
    met[name] += 1
    if met[name] == 1:
        return name
    return _unique(f"{name} ({met[name]})", met)


def _allowed(text: str) -> str:
    r"""Text with what XML forbids written out: `\x1b`."""
    return _FORBIDDEN.sub(lambda found: written_out(found[0]), text)
