"""Whatever stands in a file, it is judged and printed, and never raises."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.findings import Severity
from servicemap.loading import read_texts
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink

MAPS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "rules").glob("*/*.yaml"))
]
SIGNS = ("", "\t", "\n", "  ", ": ", "- ", "{", "}", "[", "]", "'", '"', "#", "\x00", "\u202e")
TODAY = date(2027, 2, 1)
EVERY_RULE = DEFAULTS._replace(severity={"SM202": Severity.INFO})
WORDS = ("&a ", "*a ", "!!set ", "serves", "relies_on: [Stores]", "customer: ", "倉庫", "allow: ")
SCRAPS = st.sampled_from((*SIGNS, *WORDS))


@st.composite
def spoilt_maps(draw: st.DrawFn) -> str:
    """A map with pieces cut out of it and scraps put in."""
    text = draw(st.sampled_from(MAPS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(SCRAPS) + text[end:]
    return text


@given(spoilt_maps(), spoilt_maps())
def test_any_two_files_are_judged_and_printed(one: str, two: str) -> None:
    loaded = read_texts({"a.yaml": one, "b.yaml": two})
    report = check(loaded.map, loaded.findings, loaded.sources, today=TODAY, settings=EVERY_RULE)
    for name, form in FORMATS.items():
        printed = form([report], Ink(), everything=True)
        printed.encode()
        assert printed, name
    assert report.exit_code() == int(report.counts[Severity.ERROR] > 0)
    # Rule and subject are what a baseline knows a finding by.
    assert all(finding.subject for finding in report)
    assert len({(finding.code, finding.subject) for finding in report}) == len(report)
    assert sum(report.counts.values()) + sum(f.allowed is not None for f in report) == len(report)


@given(st.permutations(range(3)))
def test_which_file_comes_first_changes_what_is_found_only_in_its_place(
    order: list[int],
) -> None:
    texts = [
        "teams: {Purchasing: {serves: [Planning]}, Planning: {serves: [Archive]}}\n",
        "teams: {Archive: {}, Stores: {relies_on: [IT, Stores], serves: {Shoppers: Toys}}}\n",
        "teams: {IT: {}}\nend_users: [Shoppers, Wards]\nsuppliers: [Bank]\n",
    ]
    in_order = read_texts({f"{i}.yaml": text for i, text in enumerate(texts)})
    shuffled = read_texts({f"{i}.yaml": texts[number] for i, number in enumerate(order)})
    found = [
        sorted((f.code, f.subject, f.message) for f in check(loaded.map, loaded.findings))
        for loaded in (in_order, shuffled)
    ]
    assert found[0] == found[1]
    assert [code for code, *_ in found[0]] == ["SM101", "SM103", "SM104", "SM105"]
