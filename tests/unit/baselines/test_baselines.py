"""What is known: baselines written and read back, and what an earlier map had."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.baselines import (
    Baseline,
    against_earlier,
    compare,
    parse,
    read_baseline,
    renewed,
    told,
    written,
)
from servicemap.errors import UnreadablePath
from servicemap.findings import KINDS, Finding, Fixed, Judging, Report, Severity
from servicemap.locations import Location
from servicemap.rules.explanations import explanation
from tests.examples import examples

ALL = Judging(frozenset(KINDS))
"""Every rule has looked."""


def finding(
    subject: str, line: int = 1, extent: tuple[str | int, ...] = (), code: str = "SM101"
) -> Finding:
    message = f"nobody relies on {subject}"
    return Finding(code, message, _at(line), subject=subject, extent=extent)


def circle(*services: str, line: int = 1) -> Finding:
    """A finding about all of these, which is under the first of them."""
    one = finding(services[0], line, services, "SM304")
    return one._replace(among=services)


def _at(line: int) -> Location:
    return Location("toys.yaml", line, 1, line, 2)


def report(
    title: str, *findings: Finding, path: str | None = None, judging: Judging = ALL
) -> Report:
    return Report(title, findings, path=title if path is None else path, judging=judging)


def marked(reports: list[Report], text: str, *, whole: bool = True) -> list[Report]:
    """The reports against a baseline of that text, whose first line is left out here."""
    baseline = parse(f"# servicemap baseline, version 1\n{text}", "known.txt")
    return told(compare(reports, baseline, whole=whole), Severity.WARNING)


def known(reports: list[Report]) -> list[list[int]]:
    return [[f.location.line for f in report if f.known] for report in reports]


def stale(reports: list[Report]) -> list[list[str]]:
    return [[f.subject for f in report if f.code == "SM902"] for report in reports]


texts = st.text(max_size=8) | st.sampled_from(
    (
        "",
        " ",
        "[a]",
        "x (with y)",
        "# x",
        "a # b",
        "a: b",
        "\\u{a}",
        "a\nb",
        "\u2028",
        "łódź",
        "<<<<<<< x",
        "🐢",
    )
)
keys = st.tuples(texts, st.sampled_from(("SM101", "SM203", "SM303")))


@given(st.dictionaries(st.tuples(texts, texts), st.lists(keys, min_size=1, max_size=4), max_size=3))
@examples(100)
def test_whatever_a_title_or_subject_holds_what_is_written_is_known_and_nothing_else(
    found: dict[tuple[str, str], list[tuple[str, str]]],
) -> None:
    reports = [
        report(title, *(finding(s, code=code) for s, code in subjects), path=path and f"m/{path}")
        for (title, path), subjects in found.items()
        if "\0" not in path
    ]
    nothing = compare(reports, Baseline("known.txt"), whole=True)
    text = written(renewed(nothing, Severity.WARNING), "known.txt")
    baseline = parse(text, "known.txt")
    assert sum(len(one.entries) for one in baseline.sections) == sum(map(len, reports))
    again = compare(reports, baseline, whole=True)
    assert all(f.known for report in told(again, Severity.WARNING) for f in report)
    assert written(renewed(again, Severity.WARNING), "known.txt") == text


def test_each_entry_knows_one_finding_in_reading_order() -> None:
    reports = [report("Toys", finding("a", 7), finding("a", 3), finding("b", 5))]
    found = marked(reports, "[Toys]\norphan-team: a\norphan-team: b  # until May\n")
    assert known(found) == [[3, 5]]


@pytest.mark.parametrize(
    ("text", "title", "path"),
    [
        ("[Toys]\n", "Toys", ""),
        ("[Toys] old.yaml\n", "Toys", "new.yaml"),  # the file has another name
        ("[Toys] toys.yaml\n", "The toy shop", "toys.yaml"),  # the map has another title
        ("[old] old.yaml\n", "new", "new.yaml"),  # its title is the name of the file
        ("[Toys]\n", "The toy shop", "shop.yaml"),
        ("[maps] maps\n", "toys", "maps/toys.yaml"),  # the only file of a folder
        ("[Toys]\n", "Toys", "<stdin>"),
    ],
)
def test_the_only_map_is_the_same_whatever_its_title_and_path(
    text: str, title: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps").mkdir()
    found = marked(
        [report(title, finding("a", 3), path=path)], f"{text}orphan-team: a\norphan-team: b\n"
    )
    assert (known(found), stale(found)) == ([[3]], [["orphan-team: b"]])
    assert found[0].fixed == (Fixed("SM101", "b", "known.txt"),)


def test_two_maps_of_one_title_have_their_own_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one = report("Toys", finding("a", 1), path="one.yaml")
    two = report("Toys", finding("a", 2), finding("b", 3), path="two.yaml")
    for path in ("one.yaml", "two.yaml"):
        (tmp_path / path).touch()
    text = "[Toys] two.yaml\norphan-team: a\norphan-team: c\n"
    found = marked([one, two], text)
    assert (known(found), stale(found)) == ([[], [2]], [[], ["orphan-team: c"]])
    # Checked alone, the other neither takes them nor makes them stale.
    found = marked([one], text, whole=False)
    assert (known(found), stale(found)) == ([[]], [[]])


def test_a_map_of_a_shelf_that_was_renamed_is_found_by_what_is_known_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").touch()
    text = "[one] one.yaml\norphan-team: a\n\n[two] two.yaml\norphan-team: b\norphan-team: c\n"
    reports = [
        report("one", finding("a", 1), path="one.yaml"),
        report("three", finding("b", 2), path="three.yaml"),
    ]
    found = marked(reports, text)
    assert (known(found), stale(found)) == ([[1], [2]], [[], ["orphan-team: c"]])


def test_nothing_is_stale_that_no_rule_has_looked_for() -> None:
    text = "[Toys]\norphan-team: a\nisland: b\nno-owner: c\n"
    some = Judging(frozenset({"SM101", "SM108"}), muted=frozenset({("SM108", "b")}))
    now = [report("Toys", judging=some)]
    found = marked(now, text)
    assert stale(found) == [["orphan-team: a"]]
    assert found[0].fixed == (Fixed("SM101", "a", "known.txt"),)
    baseline = parse(f"# servicemap baseline, version 1\n{text}", "known.txt")
    left = renewed(compare(now, baseline, whole=True), Severity.WARNING)
    assert [(e.rule, e.subject) for one in left for e in one.entries] == [
        ("island", "b"),
        ("no-owner", "c"),
    ]
    misread = [report("Toys", judging=Judging())]
    assert stale(marked(misread, text)) == [[]]
    # Nor of a map that is gone, while some other cannot be read: it may be in there.
    assert stale(marked([report("Other", judging=Judging())], "[Toys]\norphan-team: a\n")) == [[]]


def test_what_was_found_earlier_to_the_same_extent_is_known_as_often_as_it_was_found() -> None:
    earlier = [report("Toys", finding("a"), finding("a"), finding("b"), finding("c", extent=(1,)))]
    now = [report("Renamed", finding("a", 7), finding("c", 8, (2,)), finding("a", 9))]
    found = against_earlier(now, earlier, "main")
    assert known(found) == [[7, 9]]
    assert found[0].fixed == (Fixed("SM101", "b", "main"),)  # c is worse, and not fixed


def test_known_is_what_is_the_same_whatever_it_is_called_by_now() -> None:
    renamed = finding("a", 7)._replace(message="nobody relies on Team A, Ltd.")
    found = against_earlier([report("Toys", renamed)], [report("Toys", finding("a"))], "main")
    assert known(found) == [[7]]


def test_a_circle_that_grows_or_shrinks_is_not_fixed_and_one_that_grows_is_told() -> None:
    small, large = circle("one/p", "two/r"), circle("four/s", "one/p", "two/r", line=7)
    grown = against_earlier([report("Loop", large)], [report("Loop", small)], "main")
    assert (known(grown), grown[0].fixed) == ([[]], ())
    held = marked([report("Loop", large)], "[Loop]\nloop-without-slack: one/p\n")
    assert (known(held), stale(held), held[0].fixed) == ([[7]], [[]], ())
    shrunk = against_earlier([report("Loop", small)], [report("Loop", large)], "main")
    assert (known(shrunk), shrunk[0].fixed) == ([[]], ())


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        # It grows, by one who comes first: the line keeps its subject.
        (("one/p", "two/r"), ("four/s", "one/p", "two/r"), "one/p (with four/s, two/r)"),
        # It shrinks, and its subject goes: the line has another from now on.
        (("four/s", "one/p", "two/r"), ("one/p", "two/r"), "one/p (with two/r)"),
        (("four/s", "one/p", "two/r"), ("four/s", "two/r"), "four/s (with two/r)"),
    ],
)
def test_a_circle_that_grows_or_shrinks_is_the_same_line_of_a_baseline(
    before: tuple[str, ...], after: tuple[str, ...], kept: str
) -> None:
    def renewing(text: str, *services: str) -> tuple[list[Report], str]:
        baseline = parse(text, "known.txt")
        compared = compare([report("Loop", circle(*services, line=7))], baseline, whole=True)
        return told(compared, Severity.WARNING), written(
            renewed(compared, Severity.WARNING), "known.txt"
        )

    _, text = renewing("# servicemap baseline, version 1\n", *before)
    held, text = renewing(text, *after)
    assert (known(held), stale(held), held[0].fixed) == ([[7]], [[]], ())
    assert text.splitlines()[-1] == f"loop-without-slack: {kept}"


def test_circles_that_become_one_are_known_as_that_and_none_of_them_is_fixed() -> None:
    both = circle("a/p", "b/p", "c/p", "d/p", line=7)
    text = "[Loop]\nloop-without-slack: b/p\nloop-without-slack: c/p\n"
    held = marked([report("Loop", both)], text)
    assert (known(held), stale(held), held[0].fixed) == ([[7]], [[]], ())
    apart = [report("Loop", circle("a/p", "b/p"), circle("c/p", "d/p"))]
    since = against_earlier([report("Loop", both)], apart, "main")
    assert (known(since), since[0].fixed) == ([[]], ())
    ended = against_earlier([report("Loop", circle("a/p", "b/p", line=7))], apart, "main")
    assert (known(ended), ended[0].fixed) == ([[7]], (Fixed("SM304", "c/p", "main"),))


def test_maps_of_a_shelf_are_compared_one_by_one() -> None:
    earlier = [report("One", finding("a")), report("Two"), report("Three", finding("c"))]
    now = [
        report("One"),
        report("Two", finding("a", 5)),  # new here, and gone there
        report("Drei", finding("c", 6)),  # renamed
    ]
    found = against_earlier(now, earlier, "main")
    assert known(found) == [[], [], [6]]
    assert [one.fixed for one in found] == [(Fixed("SM101", "a", "main"),), (), ()]


def test_what_was_so_earlier_and_is_not_looked_for_now_is_not_fixed() -> None:
    earlier = [report("Toys", finding("a"), finding("b", code="SM204"))]
    some = Judging(frozenset({"SM101"}), muted=frozenset({("SM101", "a")}))
    (found,) = against_earlier([report("Toys", judging=some)], earlier, "main")
    assert found.fixed == ()


def test_what_is_allowed_or_keeps_a_map_from_being_read_is_not_known() -> None:
    allowed = finding("a")._replace(allowed="Until May")
    unread = finding("x", code="SM003")
    now = [report("Toys", finding("a"), unread)]
    found = against_earlier(now, [report("Toys", allowed, unread)], "main")
    assert known(found) == [[]]
    again = against_earlier([report("Toys", allowed)], [report("Toys", finding("a"))], "main")
    assert (known(again), again[0].fixed) == ([[]], ())


def test_the_example_of_the_explanation_is_a_baseline_with_a_stale_line() -> None:
    about = explanation("SM902")
    now = [report("Toy shop", finding("warehouse/toys > stores", code="SM203"))]

    def found(text: str) -> list[tuple[str, int]]:
        compared = compare(now, parse(text, "known.txt"), whole=False)
        (one,) = told(compared, Severity.WARNING)
        return [(f.code, f.location.line) for f in one if f.code == "SM902"]

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


def test_the_text_is_taken_apart_once_for_all_its_stale_lines() -> None:
    class Text(str):
        __slots__ = ("taken_apart",)

        def split(self, *at: object) -> list[str]:
            self.taken_apart = getattr(self, "taken_apart", 0) + 1
            return str(self).split("\n")

    lines = "\n".join(f"orphan-team: team-{k}" for k in range(50))
    baseline = parse(f"# servicemap baseline, version 1\n[Toys] toys.yaml\n{lines}", "known.txt")
    text = Text(baseline.text)
    compared = compare([report("Toys", path="toys.yaml")], baseline, whole=True)
    (one,) = told(compared._replace(baseline=baseline._replace(text=text)), Severity.WARNING)
    assert [f.location.line for f in one if f.code == "SM902"] == list(range(3, 53))
    assert text.taken_apart == 1
