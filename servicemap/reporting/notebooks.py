"""Every answer as a notebook shows it: a table, in the words that the command has for it."""

from servicemap.cards import Card
from servicemap.findings import Report, summary
from servicemap.html import Cell, bullets, table_of_sentences, titled
from servicemap.reporting import answer_tables
from servicemap.reporting.text import rounds
from servicemap.rounds.briefing import Briefing
from servicemap.rounds.briefing_handout import briefing_handout
from servicemap.rounds.review_handout import review_handout
from servicemap.rounds.reviewing import Review
from servicemap.views.handouts import Handout
from servicemap.wording.chains import chain


def report(found: Report) -> str:
    """A row a finding; the cure in small type."""
    rows = [
        (
            Cell(str(f.location)),
            Cell(
                ("known " if f.known else "") + f.severity
                if f.allowed is None
                else f"allowed: {f.allowed}"
            ),
            Cell(f"{f.code} {f.rule}"),
            Cell(f.message, f.hint or ""),
        )
        for f in found.findings
    ]
    table = table_of_sentences(("where", "severity", "rule", "finding"), rows)
    return titled(found.title, summary([found])) + table


def card(found: Card) -> str:
    """Its sentences, and whom its work reaches by which chain."""
    chains = (chain(found.map, one) for one in found.reaches.values())
    return titled(*answer_tables.said_of_card(found)) + bullets(chains)


def briefing(found: Briefing) -> str:
    """The agenda, section by section."""
    page = briefing_handout(found, rounds.english(found.map))
    return _handout(page, rounds.nothing(found.team.name, rounds.NO_BRIEFING))


def review(found: Review) -> str:
    """What was reached, said and done."""
    page = review_handout(found, rounds.english(found.map))
    return _handout(page, rounds.nothing(found.team.name, rounds.NO_REVIEW))


def _handout(page: Handout | None, nothing: str) -> str:
    """A row for each item of a page; its section stands in the first column."""
    if page is None:
        return bullets([nothing])
    rows = [
        (
            Cell(section.heading),
            Cell(item.lead or ""),
            Cell(item.said, item.more or ""),
            Cell(item.figure or ""),
        )
        for section in page.sections
        for item in section.items
    ]
    table = table_of_sentences(("", "who", "what", ""), rows)
    return titled(page.title, page.line) + table
