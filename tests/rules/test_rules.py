"""Maps whose offending lines end in a code: `# SM101`, or `# allowed SM101`.

What stands on no line must not be found, and what is found must stand on one. A map is held
against the rule that it is about, those that its lines name and reading, one test a map; and in one
test for all maps against every other rule: one that finds something on many is one red test.
"""

import re
from datetime import date
from pathlib import Path

import pytest

import servicemap.rules
from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.findings import KINDS, Report, Severity
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.rules import RULES
from servicemap.rules.explanations import Explanation, explanations
from servicemap.rules.misreadings import READING

MAPS = sorted(Path(__file__).parent.glob("*/*.yaml"))
_EXPECTED = re.compile(r"# (allowed )?(SM\d{3}(?: SM\d{3})*)$")
TODAY = date(2027, 2, 1)


def judged(text: str, on: str = "", by: tuple[str, ...] = ()) -> Report:
    """The report on a map given as text, as of TODAY.

    `on` is a rule that is off by default; `by` has the codes of those that judge, if not all do.
    """
    loaded = read_text(text)
    is_off = on in KINDS and KINDS[on].severity is Severity.OFF
    settings = DEFAULTS._replace(
        severity={on: Severity.WARNING} if is_off else {}, select=by or DEFAULTS.select
    )
    return check(loaded.map, loaded.findings, loaded.sources, today=TODAY, settings=settings)


def expected(text: str) -> list[str]:
    """`4: allowed SM101` for each code at the end of a line."""
    return sorted(
        f"{number}: {found[1] or ''}{code}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := _EXPECTED.search(line))
        for code in found[2].split()
    )


def found(report: Report) -> list[str]:
    """The same of what was found."""
    return sorted(
        f"{f.location.line}: {'' if f.allowed is None else 'allowed '}{f.code}" for f in report
    )


def concerning(lines: list[str], text: str, about: str) -> list[str]:
    """Those of the lines with a code that a map is about, or names, or that reading tells."""
    codes = {about, *READING, *(line[-len("SM101") :] for line in expected(text))}
    return [line for line in lines if line[-len("SM101") :] in codes]


def beside(text: str, about: str) -> list[str]:
    """What is found in a map and stands on no line of it."""
    lines = expected(text)
    return [line for line in found(judged(text, on=about)) if line not in lines]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_lines_that_end_in_a_code_are_the_findings(path: Path) -> None:
    text, about = path.read_text(encoding="utf-8"), path.parent.name
    assert concerning(found(judged(text, on=about)), text, about) == expected(text)


def test_no_other_rule_finds_anything_in_a_map() -> None:
    strays = {
        f"{path.parent.name}/{path.stem}": left
        for path in MAPS
        if (left := beside(path.read_text(encoding="utf-8"), path.parent.name))
    }
    assert strays == {}


ABOUT_MAPS = tuple(about for about in explanations() if about.code != "SM902")


@pytest.mark.parametrize("about", ABOUT_MAPS, ids=lambda about: about.code)
def test_the_example_of_each_explanation_has_the_finding_and_its_cure_is_clean(
    about: Explanation,
) -> None:
    there = found(judged(about.example, on=about.code))
    assert about.code in {line[-len(about.code) :] for line in there}
    assert concerning(there, about.example, about.code) == expected(about.example)
    assert about.code not in {f.code for f in judged(about.instead, on=about.code)}


def test_no_other_rule_finds_anything_in_an_example_or_warns_of_its_cure() -> None:
    strays = {one.code: left for one in ABOUT_MAPS if (left := beside(one.example, one.code))}
    assert strays == {}
    # A cure need not cure everything: two teams may well rely on each other (SM106, an info).
    warned = {
        one.code: left
        for one in ABOUT_MAPS
        if (
            left := [
                f.code
                for f in judged(one.instead, on=one.code)
                if f.severity.matters(Severity.WARNING)
            ]
        )
    }
    assert warned == {}


NO_RULES = {"__init__", "about_baselines", "doubts", "explanations", "judging", "misreadings"}
"""Files beside the rules: what they share, and what is told of other kinds of findings."""


def test_every_file_is_a_rule_named_after_its_kind() -> None:
    files = {path.stem for path in Path(servicemap.rules.__file__).parent.glob("*.py")}
    lines = [KINDS[rule.code].name.replace("-", "_") for rule in RULES]
    assert sorted(files - NO_RULES) == sorted(lines)
    assert [rule.judge.__module__ for rule in RULES] == [f"servicemap.rules.{f}" for f in lines]


def test_every_kind_that_reading_does_not_tell_has_a_rule() -> None:
    others = KINDS.keys() - READING.keys() - {"SM902"}
    assert [rule.code for rule in RULES] == sorted(others)


def test_every_rule_has_maps_and_a_good_one() -> None:
    folders = {path.parent.name for path in MAPS if path.parent.name.startswith("SM")}
    assert folders == {rule.code for rule in RULES}
    for folder in sorted(folders):
        good = Path(__file__).parent / folder / "good.yaml"
        assert folder not in " ".join(expected(good.read_text(encoding="utf-8")))


def turned(m: ServiceMap) -> ServiceMap:
    """The same map, with all that it holds in the opposite order."""
    return m._replace(
        parties=dict([*m.parties.items()][::-1]),
        services=dict([*m.services.items()][::-1]),
        reliances=tuple(reversed(m.reliances)),
    )


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_found_does_not_hang_on_who_stands_first_in_the_files(path: Path) -> None:
    loaded = read_text(path.read_text(encoding="utf-8"))
    both = (check(m, loaded.findings, today=TODAY) for m in (loaded.map, turned(loaded.map)))
    there, back = ({(f.code, f.subject, f.message, f.hint) for f in found} for found in both)
    assert there == back
