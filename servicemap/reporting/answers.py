"""How every answer of the library is printed: as its command prints it by itself."""

import json
from collections.abc import Mapping
from typing import Any

from servicemap.agreeing import Agreements
from servicemap.cards import Card
from servicemap.caring.contacts import Contacts
from servicemap.caring.report import CareReport
from servicemap.comparing import ChangeKind
from servicemap.comparing.differences import Difference
from servicemap.comparing.shelves import Shelved, Versions
from servicemap.findings import Report
from servicemap.reporting import notebooks
from servicemap.reporting.json import ask_sheets as ask_sheets_as_data
from servicemap.reporting.json import cards as cards_as_data
from servicemap.reporting.json import care as care_as_data
from servicemap.reporting.json import contacts as contacts_as_data
from servicemap.reporting.json import differences as differences_as_data
from servicemap.reporting.json import findings as findings_as_data
from servicemap.reporting.json import history as history_as_data
from servicemap.reporting.json import promises as promises_as_data
from servicemap.reporting.json import tolerances as tolerances_as_data
from servicemap.reporting.json import traces as traces_as_data
from servicemap.reporting.json_text import written
from servicemap.reporting.terminal import Ink, unobeyed
from servicemap.reporting.text import (
    agreements,
    ask_sheets,
    cards,
    care,
    contacts,
    differences,
    findings,
    history,
    promises,
    rounds,
    tolerances,
    traces,
)
from servicemap.results import HowTold
from servicemap.rounds.ask_sheets import AskSheets
from servicemap.rounds.briefing import Briefing
from servicemap.rounds.history import History
from servicemap.rounds.reviewing import Review
from servicemap.timing.answers.promises import Promises
from servicemap.timing.answers.tolerances import Tolerances
from servicemap.timing.answers.traces import Trace

WIDTH = 100
"""Columns, as of a terminal that does not say how wide it is."""

PLAIN = Ink()


def _told(found: Difference) -> tuple[list[Shelved], Versions]:
    """A difference as `diff` is handed it: on a shelf of one map, its versions by their paths."""
    shelf = [Shelved(ChangeKind.CHANGED, found.new, found)]
    return shelf, Versions(found.old.path, found.new.path)


def _parsed(printed: str | dict[str, Any]) -> dict[str, Any]:
    """What a program reads that is handed the JSON: no tuples, no words that are more than text."""
    read: dict[str, Any] = json.loads(printed if isinstance(printed, str) else written(printed))
    return read


ANSWERS: Mapping[type, HowTold] = {
    Report: HowTold(
        lambda found: findings.full([found], PLAIN),
        lambda found: _parsed(findings_as_data.as_json([found], PLAIN)),
        notebooks.report,
    ),
    Trace: HowTold(
        lambda found: unobeyed(traces.as_text(found, PLAIN, width=WIDTH, scenario=found.scenario)),
        lambda found: _parsed(traces_as_data.as_json(found)),
        notebooks.trace,
    ),
    Promises: HowTold(
        lambda found: unobeyed(promises.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(promises_as_data.as_json(found)),
        notebooks.promises,
    ),
    Tolerances: HowTold(
        lambda found: unobeyed(tolerances.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed("".join(tolerances_as_data.as_json(found))),
        notebooks.tolerances,
    ),
    Card: HowTold(
        lambda found: unobeyed(cards.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(cards_as_data.as_json(found)),
        notebooks.card,
    ),
    CareReport: HowTold(
        lambda found: unobeyed(care.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(care_as_data.as_json(found)),
        notebooks.care,
    ),
    Contacts: HowTold(
        lambda found: unobeyed(contacts.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(contacts_as_data.as_json(found)),
        notebooks.contacts,
    ),
    AskSheets: HowTold(
        lambda found: unobeyed(ask_sheets.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(ask_sheets_as_data.as_json(found)),
        notebooks.ask_sheets,
    ),
    Agreements: HowTold(
        lambda found: unobeyed(agreements.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(agreements.as_json(found)),
        notebooks.agreements,
    ),
    History: HowTold(
        lambda found: unobeyed(history.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(history_as_data.as_json(found)),
        notebooks.history,
    ),
    Difference: HowTold(
        lambda found: unobeyed(differences.as_text(*_told(found), PLAIN, width=WIDTH)),
        lambda found: _parsed(differences_as_data.as_json(*_told(found))),
        notebooks.difference,
    ),
    Briefing: HowTold(
        lambda found: unobeyed(rounds.briefing_as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(rounds.briefing_as_json(found)),
        notebooks.briefing,
    ),
    Review: HowTold(
        lambda found: unobeyed(rounds.review_as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(rounds.review_as_json(found)),
        notebooks.review,
    ),
}
"""The kind of each answer -> its text, its data, and its page in a notebook."""
