"""Every answer as a notebook shows it: a table, in the words that the command has for it."""

from servicemap.agreeing import Agreements
from servicemap.cards import Card
from servicemap.caring.contacts import Contacts
from servicemap.caring.report import CareReport
from servicemap.comparing.differences import Difference
from servicemap.findings import Report, summary
from servicemap.html import Cell, bullets, html_table, table_of_sentences, titled
from servicemap.reporting import answer_tables
from servicemap.reporting.text import rounds
from servicemap.rounds.ask_sheets import AskSheets
from servicemap.rounds.briefing import Briefing
from servicemap.rounds.briefing_handout import briefing_handout
from servicemap.rounds.history import History
from servicemap.rounds.review_handout import review_handout
from servicemap.rounds.reviewing import Review
from servicemap.timing.answers.promises import Promises
from servicemap.timing.answers.tolerances import Tolerances
from servicemap.timing.answers.traces import Trace
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


def promises(found: Promises) -> str:
    """A row a promise, with every column that the text has."""
    return html_table(*answer_tables.of_promises(found))


def trace(found: Trace) -> str:
    """A row for each promise that is late, or may be."""
    return html_table(*answer_tables.of_trace(found))


def tolerances(found: Tolerances) -> str:
    """Teams by promises; where a team does not reach a promise, nothing."""
    return html_table(*answer_tables.of_tolerances(found))


def card(found: Card) -> str:
    """Its sentences, and whom its work reaches by which chain."""
    chains = (chain(found.map, one) for one in found.reaches.values())
    return titled(*answer_tables.said_of_card(found)) + bullets(chains)


def care(found: CareReport) -> str:
    """A row a customer."""
    return html_table(*answer_tables.of_care(found))


def contacts(found: Contacts) -> str:
    """A row for each point of contact."""
    return html_table(*answer_tables.of_contacts(found))


def ask_sheets(found: AskSheets) -> str:
    """A row for each service on a sheet."""
    return html_table(*answer_tables.of_asked(found))


def agreements(found: Agreements) -> str:
    """A row a delivery."""
    return html_table(*answer_tables.of_agreements(found))


def difference(found: Difference) -> str:
    """A row for each sentence: of changes, then of promises, then of tolerance."""
    return html_table(*answer_tables.of_difference(found))


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


def history(found: History) -> str:
    """A row for each figure."""
    return html_table(*answer_tables.of_history(found))
