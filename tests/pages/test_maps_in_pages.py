"""Every map that a page shows can be loaded, and is as right or as wrong as the page says.

A line that ends in a code, as in `# SM007`, is where that finding stands; a map without one is
clean.
"""

import re
from pathlib import Path

import pytest

from docs.reference import printed
from docs.reference.printed import FENCED, PAGES
from servicemap.checking import check
from servicemap.findings import Severity
from servicemap.loading import load_one
from servicemap.rules.misreadings import READING
from tests.repositories import NEEDS_GIT

EXPECTED = re.compile(r"# (SM\d{3})$")


def maps_in(page: Path) -> list[str]:
    blocks = FENCED.findall(page.read_text(encoding="utf-8"))
    return [text for language, text in blocks if language == "yaml"]


SHOWN = {
    f"{page.stem}-{number}": text
    for page in PAGES
    for number, text in enumerate(maps_in(page), start=1)
}


def said_of(text: str) -> list[tuple[int, str]]:
    """The line and the code of each finding that the text of a map tells of."""
    lines = enumerate(text.splitlines(), start=1)
    return [(number, match[1]) for number, line in lines if (match := EXPECTED.search(line))]


def found_in(text: str, path: Path) -> list[tuple[int, str]]:
    """The same of what is found in it and matters."""
    path.write_text(text, encoding="utf-8")
    loaded = load_one(str(path))
    report = check(loaded.map, loaded.findings)
    return [(f.location.line, f.code) for f in report if f.severity.matters(Severity.WARNING)]


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_a_map_in_a_page_says_is_found_there(text: str, tmp_path: Path) -> None:
    said = said_of(text)
    codes = {*READING, *(code for _, code in said)}
    assert [one for one in found_in(text, tmp_path / "toys.yaml") if one[1] in codes] == said


def test_nothing_else_is_found_in_maps_of_pages(tmp_path: Path) -> None:
    """One test for all: a rule that finds something on many is one red test."""
    strays = {
        name: left
        for name, text in SHOWN.items()
        if (
            left := [one for one in found_in(text, tmp_path / "a.yaml") if one not in said_of(text)]
        )
    }
    assert strays == {}


def test_every_page_has_as_many_maps_as_we_know_of() -> None:
    assert {page.name: len(maps_in(page)) for page in PAGES} == {
        "tutorial.md": 4,
        "ask-your-customers.md": 0,
        "begin-a-map-and-keep-it-true.md": 0,
        "calendars-departures-and-alternatives.md": 2,
        "check-before-commit.md": 0,
        "check-on-github.md": 0,
        "check-on-gitlab.md": 0,
        "from-a-spreadsheet.md": 0,
        "from-one-meeting-to-the-next.md": 1,
        "how-late-may-we-be.md": 1,
        "hear-your-customers.md": 1,
        "map-what-two-teams-disagree-on.md": 3,
        "read-a-trace.md": 1,
        "hang-a-poster.md": 0,
        "print-a-poster.md": 0,
        "review-a-change.md": 2,
        "say-how-long-things-take.md": 3,
        "see-what-became-of-it.md": 1,
        "start-with-a-map-that-has-findings.md": 2,
    }


ASKS_GIT = frozenset({"see-what-became-of-it"})
"""Pages whose commands look for a repository, and say so where there is no git."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.stem, marks=NEEDS_GIT if page.stem in ASKS_GIT else ())
        for page in PAGES
    ],
)
def test_a_page_shows_what_its_commands_print(page: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --refresh-golden` writes it anew, as does docs/refresh.py."""
    should = printed.refreshed(page.read_text(encoding="utf-8"))
    if request.config.getoption("--refresh-golden"):
        page.write_text(should, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == should


def test_what_is_printed_otherwise_is_written_anew() -> None:
    toys = "```yaml\nteams: {Stores: {serves: {Shoppers: Toys}}}\nend_users: [Shoppers]\n```\n"

    def console(command: str, *lines: str) -> str:
        return "\n".join(["```console", f"$ servicemap {command} toys.yaml", *lines, "```", ""])

    once = f"{toys}\nIt says:\n\n{console('check --select SM101', 'clean: 9 parties', 'or so')}"
    assert printed.refreshed(once) == (
        f"{toys}\nIt says:\n\n{console('check --select SM101', 'clean: 2 parties, 1 service')}"
    )
    once = toys + console("show stores", "Stores", "...")
    assert printed.refreshed(once) == toys + console("show stores", "Stores, a team", "...")
    with pytest.raises(ValueError, match=r"check --all toys\.yaml ends with 2"):
        printed.refreshed(console("check --all"))


def test_pages_show_what_commands_print() -> None:
    blocks = [language for page in PAGES for language, _ in FENCED.findall(page.read_text("utf-8"))]
    assert blocks.count("console") >= 13


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
