"""Every answer as a notebook shows it: a table, in the words that the command has for it."""

from servicemap.agreeing import Agreements
from servicemap.cards import Card
from servicemap.caring.contacts import Contacts
from servicemap.caring.report import CareReport
from servicemap.comparing.differences import Difference
from servicemap.findings import Report, summary
from servicemap.html import Cell, bullets, html_table, table_of_sentences, titled
from servicemap.reporting import answer_tables
from servicemap.rounds.history import History
from servicemap.timing.answers.promises import Promises
from servicemap.timing.answers.tolerances import Tolerances
from servicemap.timing.answers.traces import Trace
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


def agreements(found: Agreements) -> str:
    """A row a delivery."""
    return html_table(*answer_tables.of_agreements(found))


def difference(found: Difference) -> str:
    """A row for each sentence: of changes, then of promises, then of tolerance."""
    return html_table(*answer_tables.of_difference(found))


def history(found: History) -> str:
    """A row for each figure."""
    return html_table(*answer_tables.of_history(found))
