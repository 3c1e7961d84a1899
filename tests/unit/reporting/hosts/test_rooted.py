"""Paths from the root of a repository."""

import pytest

from servicemap.findings import Finding, Fixed, Related, Report
from servicemap.locations import Location
from servicemap.reporting.hosts.rooted import rooted


def at(path: str) -> Location:
    return Location(path, 3, 1, 3, 5)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("toys.yaml", "shop/toys.yaml"),
        ("./a/../toys.yaml", "shop/toys.yaml"),
        ("../other/toys.yaml", "other/toys.yaml"),
        ("/repo/other/toys.yaml", "other/toys.yaml"),
        ("../../elsewhere.yaml", "/elsewhere.yaml"),
        ("/repository/toys.yaml", "/repository/toys.yaml"),
    ],
)
def test_paths_begin_at_the_root_and_what_lies_outside_is_whole(written: str, seen: str) -> None:
    finding = Finding("SM101", "x", at(written), related=(Related(at(written), "y"),))
    gone = [Fixed("SM102", "stores", since) for since in ("main", written)]
    before = Report("Toys", [finding], parties=2, sources={written: "a"}, fixed=gone)
    (report,) = rooted([before], "/repo/shop", "/repo")
    (found,) = report.findings
    assert (found.location, found.related[0].location) == (at(seen), at(seen))
    assert report.sources == {seen: "a"}
    assert (report.title, report.parties) == ("Toys", 2)
    assert {fixed.since for fixed in report.fixed} == {"main", seen}
    assert before.findings == (finding,), "what was handed in is left alone"
