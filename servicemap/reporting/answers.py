"""How every answer of the library is printed: as its command prints it by itself."""

import json
from collections.abc import Callable, Mapping
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


def _paged(
    text: Callable[..., str],
    data: Callable[[Any], str | dict[str, Any]],
    notebook: Callable[[Any], str],
) -> HowTold:
    """What is told on a page, as most of them are."""
    return HowTold(
        lambda found: unobeyed(text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed(data(found)),
        notebook,
    )


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
    Promises: _paged(promises.as_text, promises_as_data.as_json, notebooks.promises),
    Tolerances: HowTold(
        lambda found: unobeyed(tolerances.as_text(found, PLAIN, width=WIDTH)),
        lambda found: _parsed("".join(tolerances_as_data.as_json(found))),
        notebooks.tolerances,
    ),
    Card: _paged(cards.as_text, cards_as_data.as_json, notebooks.card),
    CareReport: _paged(care.as_text, care_as_data.as_json, notebooks.care),
    Contacts: _paged(contacts.as_text, contacts_as_data.as_json, notebooks.contacts),
    AskSheets: _paged(ask_sheets.as_text, ask_sheets_as_data.as_json, notebooks.ask_sheets),
    Agreements: _paged(agreements.as_text, agreements.as_json, notebooks.agreements),
    History: _paged(history.as_text, history_as_data.as_json, notebooks.history),
    Difference: HowTold(
        lambda found: unobeyed(differences.as_text(*_told(found), PLAIN, width=WIDTH)),
        lambda found: _parsed(differences_as_data.as_json(*_told(found))),
        notebooks.difference,
    ),
    Briefing: _paged(rounds.briefing_as_text, rounds.briefing_as_json, notebooks.briefing),
    Review: _paged(rounds.review_as_text, rounds.review_as_json, notebooks.review),
}
"""The kind of each answer -> its text, its data, and its page in a notebook."""
