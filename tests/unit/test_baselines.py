"""What is known: baselines written and read back, and what an earlier map had."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicemap.baselines import against_baseline, against_earlier, parse, read_baseline, written
from servicemap.errors import UnreadablePath
from servicemap.findings import Finding, Fixed, Report, Severity
from servicemap.locations import Location
from servicemap.rules.explanations import explanation


def finding(subject: str, line: int = 1, message: str = "", code: str = "SM101") -> Finding:
    return Finding(code, message or f"nobody relies on {subject}", _at(line), subject=subject)


def _at(line: int) -> Location:
    return Location("toys.yaml", line, 1, line, 2)


def known(reports: list[Report]) -> list[list[int]]:
    return [[f.location.line for f in report if f.known] for report in reports]


def asked(_: str) -> bool:
    return True


texts = st.text(max_size=8) | st.sampled_from(
    ("", " ", "[a]", "# x", "a # b", "a: b", "\\u{a}", "a\nb", "\u2028", "łódź", "<<<<<<< x", "🐢")
)
keys = st.tuples(texts, st.sampled_from(("SM101", "SM203", "SM303")))


@given(st.dictionaries(texts, st.lists(keys, min_size=1, max_size=4), max_size=3))
@settings(max_examples=100)
def test_whatever_a_title_or_subject_holds_what_is_written_is_known_and_nothing_else(
    found: dict[str, list[tuple[str, str]]],
) -> None:
    reports = [
        Report(title, [finding(subject, code=code) for subject, code in subjects])
        for title, subjects in found.items()
    ]
    text = written(reports, None, Severity.WARNING)
    baseline = parse(text, "known.txt")
    assert {title: len(of) for title, of in baseline.entries.items()} == {
        title: len(of) for title, of in found.items()
    }
    marked = against_baseline(reports, baseline, asked, Severity.WARNING, whole=True)
    assert all(f.known for report in marked for f in report)
    assert all(report.fixed == () for report in marked)
    assert written(marked, baseline, Severity.WARNING) == text


def test_each_entry_knows_one_finding_in_reading_order() -> None:
    baseline = parse(
        "# servicemap baseline, version 1\n[Toys]\norphan-team: a\norphan-team: b  # until May\n",
        "k",
    )
    reports = [
        Report("Toys", [finding("a", 7), finding("a", 3)]),
        Report("Toys", [finding("b", 5), finding("a", 4)]),
        Report("Other", [finding("a", 1)]),
    ]
    marked = against_baseline(reports, baseline, asked, Severity.WARNING, whole=True)
    assert known(marked) == [[3], [5], []]


def test_what_an_earlier_map_says_in_the_same_words_is_known_as_often_as_it_said_so() -> None:
    earlier = [
        Report("Toys", [finding("a"), finding("a"), finding("b"), finding("c", message="1d")])
    ]
    now = [
        Report("Renamed", [finding("a", 7), finding("c", 8, "2d")]),
        Report("Other", [finding("a", 5), finding("a", 6)]),
    ]
    marked = against_earlier(now, earlier, "main")
    assert known(marked) == [[7], [5]]
    assert marked[0].fixed == (Fixed("SM101", "b", "main"),)  # c is worse, and not fixed


def test_what_is_allowed_or_keeps_a_map_from_being_read_is_not_known() -> None:
    allowed = finding("a")._replace(allowed="Until May")
    unread = finding("x", code="SM003")
    now = [Report("Toys", [finding("a"), unread])]
    marked = against_earlier(now, [Report("Toys", [allowed, unread])], "main")
    assert known(marked) == [[]]
    again = against_earlier([Report("Toys", [allowed])], [Report("Toys", [finding("a")])], "main")
    assert (known(again), again[0].fixed) == ([[]], ())


def test_the_example_of_the_explanation_is_a_baseline_with_a_stale_line() -> None:
    about = explanation("SM902")
    report = Report("Toy shop", [finding("warehouse/toys > stores", code="SM203")])

    def found(text: str) -> list[tuple[str, int]]:
        baseline = parse(text, "known.txt")
        (marked,) = against_baseline([report], baseline, asked, Severity.WARNING, whole=False)
        return [(f.code, f.location.line) for f in marked if f.code == "SM902"]

    line = next(n for n, said in enumerate(about.example.split("\n"), 1) if "# SM902" in said)
    assert found(about.example) == [("SM902", line)]
    assert found(about.instead) == []


def test_a_baseline_that_cannot_be_read_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"# servicemap baseline, version 1\n[\xe9]\n")
    for name, said in (("latin", "this is not UTF-8"), ("", "is a folder|is a directory")):
        with pytest.raises(UnreadablePath, match=said):
            read_baseline(str(tmp_path / name))
    assert read_baseline(str(tmp_path / "missing")) is None
    (tmp_path / "empty").touch()
    assert read_baseline(str(tmp_path / "empty")) is None
