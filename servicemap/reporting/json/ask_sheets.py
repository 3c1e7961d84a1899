"""Whom to ask about what, as other programs read it."""

from typing import Any

from servicemap.feedback import Feedback
from servicemap.reporting.json_text import VERSION
from servicemap.rounds.ask_sheets import AskedRow, AskSheet, AskSheets


def as_json(found: AskSheets) -> dict[str, Any]:
    """Customer by customer, those outside first."""
    return {
        "version": VERSION,
        "kind": "ask",
        "team": found.team,
        "day": found.day.isoformat(),
        "sheets": [_sheet(sheet) for sheet in found],
        "without": [one.id for one in found.without],
    }


def _sheet(sheet: AskSheet) -> dict[str, Any]:
    return {
        "customer": sheet.customer.id,
        "asks": sheet.asks,
        "send_to": sheet.send_to,
        "rows": [_row(row) for row in sheet.rows],
    }


def _row(row: AskedRow) -> dict[str, Any]:
    last = row.last.feedback if row.last is not None else Feedback()
    return {
        "key": row.key,
        "provider": row.provider,
        "service": row.service,
        "expects": None if row.expects is None else str(row.expects),
        "promise": None if row.promise is None else str(row.promise),
        "quality": list(row.quality),
        "wants": row.wants,
        "score": last.score,
        "asked": last.asked.isoformat() if last.asked else None,
        "says": last.says,
        "done": last.done,
    }
