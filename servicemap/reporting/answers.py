"""Every answer in every format that it is told in, as `FORMATS` has it for findings.

Commands ask this table for what they print, and for the formats that they offer; `str()`,
`to_dict()` and notebooks read the same rows.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from servicemap.reporting import FORMATS
from servicemap.reporting.json_text import written
from servicemap.reporting.terminal import Ink, unobeyed
from servicemap.results import HowTold

WIDTH = 100
"""Columns, as of a terminal that does not say how wide it is."""

TEXT = "text"
JSON = "json"
CSV = "csv"
MARKDOWN = "markdown"
EXCEL = "excel"
"""CSV with names, parted as Excel does where the map's language is spoken: `--for-excel`."""
NOTEBOOK = "notebook"

OFFERED_ELSEWHERE = frozenset({EXCEL, NOTEBOOK})
"""Formats that `--format` does not take."""


class ToldFor(NamedTuple):
    """Whom an answer is told: what their terminal shows, and what they want to see of it.

    `since` is what they call the version that a briefing looks back to.
    """

    ink: Ink = Ink()
    width: int = WIDTH
    everything: bool = False
    since: str | date | None = None


class AnswerFormat(Protocol):
    """Tells an answer in one format.

    As text, HTML or the bytes of a file; in parts where there may be much; JSON as a dict.
    """

    def __call__(self, found: Any, to: ToldFor) -> Any:
        """What is told."""
        ...


class Teller(NamedTuple):
    """A function of a module beside this one, imported when something is told by it.

    It `takes` these fields of `ToldFor`. What it makes is `written_as` a function of
    `answer_tables` does, where it is a table.
    """

    module: str
    function: str
    takes: tuple[str, ...] = ()
    written_as: str = ""

    def __call__(self, found: Any, to: ToldFor) -> Any:
        """What it makes of an answer."""
        made = _function(self.module, self.function)(
            found, **{name: getattr(to, name) for name in self.takes}
        )
        return _function("answer_tables", self.written_as)(made) if self.written_as else made


def _function(module: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), name)
    return function


PAGE = ("ink", "width")
LONG_PAGE = (*PAGE, "everything")


def _table(function: str, *, but: str = "") -> dict[str, AnswerFormat]:
    """An answer as a table of `answer_tables`, in every format that shows tables, `but` for one."""
    forms = {
        CSV: "as_comma_separated",
        MARKDOWN: "as_markdown",
        EXCEL: "as_excel_has_it",
        NOTEBOOK: "as_html",
    }
    return {
        form: Teller("answer_tables", function, (), by) for form, by in forms.items() if form != but
    }


def _as_shelf(form: str) -> AnswerFormat:
    """A difference is told as that of a shelf of one map."""

    def tells(found: Any, to: ToldFor) -> Any:
        from servicemap.comparing.shelves import shelf_of_one

        return ANSWERS["ComparedShelves"][form](shelf_of_one(found), to)

    return tells


ANSWERS: Mapping[str, Mapping[str, AnswerFormat]] = {
    "Report": {
        TEXT: lambda found, to: FORMATS["full"]([found], to.ink),
        JSON: lambda found, to: FORMATS["json"]([found], to.ink),
        NOTEBOOK: Teller("notebooks", "report"),
    },
    "Trace": {
        TEXT: Teller("text.traces", "as_text", LONG_PAGE),
        JSON: Teller("json.traces", "as_json", ("everything",)),
        **_table("of_trace"),
    },
    "Promises": {
        TEXT: Teller("text.promises", "as_text", LONG_PAGE),
        JSON: Teller("json.promises", "as_json"),
        **_table("of_promises"),
    },
    "Tolerances": {
        TEXT: Teller("text.tolerances", "as_text", LONG_PAGE),
        CSV: Teller("tolerance_lines", "as_csv"),  # of ids, for programs, and of any length
        JSON: Teller("json.tolerances", "as_json"),
        **_table("of_tolerances", but=CSV),
    },
    "Card": {
        TEXT: Teller("text.cards", "as_text", LONG_PAGE),
        JSON: Teller("json.cards", "as_json"),
        **_table("of_card"),
        NOTEBOOK: Teller("notebooks", "card"),
    },
    "CareReport": {
        TEXT: Teller("text.care", "as_text", PAGE),
        JSON: Teller("json.care", "as_json"),
        **_table("of_care"),
        MARKDOWN: Teller("text.care", "as_markdown"),
    },
    "Contacts": {
        TEXT: Teller("text.contacts", "as_text", PAGE),
        JSON: Teller("json.contacts", "as_json"),
        **_table("of_contacts"),
    },
    "AskSheets": {
        TEXT: Teller("text.ask_sheets", "as_text", PAGE),
        JSON: Teller("json.ask_sheets", "as_json"),
        **_table("of_asked"),
    },
    "Agreements": {
        TEXT: Teller("text.agreements", "as_text", PAGE),
        JSON: Teller("json.agreements", "as_json"),
        **_table("of_agreements"),
        MARKDOWN: Teller("text.agreements", "as_markdown"),
    },
    "History": {
        TEXT: Teller("text.history", "as_text", LONG_PAGE),
        JSON: Teller("json.history", "as_json"),
        **_table("of_history"),
        MARKDOWN: Teller("text.history", "as_markdown"),
    },
    "ComparedShelves": {
        TEXT: Teller("text.differences", "as_text", PAGE),
        JSON: Teller("json.differences", "as_json"),
        **_table("of_shelves"),
        MARKDOWN: Teller("text.differences", "as_markdown"),
    },
    "Difference": {
        TEXT: _as_shelf(TEXT),
        JSON: _as_shelf(JSON),
        NOTEBOOK: _table("of_difference")[NOTEBOOK],
    },
    "Briefing": {
        TEXT: Teller("text.rounds", "briefing_as_text", (*PAGE, "since")),
        JSON: Teller("json.rounds", "briefing_as_json"),
        MARKDOWN: Teller("text.rounds", "briefing_as_markdown", ("since",)),
        NOTEBOOK: Teller("notebooks", "briefing"),
    },
    "Review": {
        TEXT: Teller("text.rounds", "review_as_text", PAGE),
        JSON: Teller("json.rounds", "review_as_json"),
        MARKDOWN: Teller("text.rounds", "review_as_markdown"),
        NOTEBOOK: Teller("notebooks", "review"),
    },
}
"""The type of each answer -> format -> what tells it so, in the order that commands offer them.

Types go by their names, so that nobody who asks for one of them imports all.
"""


def formats_of(*answers: type) -> tuple[str, ...]:
    """What `--format` takes of a command that gives these answers: what all of them have."""
    first, *others = (ANSWERS[one.__name__] for one in answers)
    return tuple(
        form
        for form in first
        if form not in OFFERED_ELSEWHERE and all(form in other for other in others)
    )


def told(found: Any, form: str, to: ToldFor = ToldFor()) -> str | bytes | Iterator[str]:  # noqa: B008 - it is frozen
    """An answer in a format. Raises KeyError where there is no such row."""
    made: str | bytes | Iterator[str] | dict[str, Any] = ANSWERS[type(found).__name__][form](
        found, to
    )
    return written(made) if isinstance(made, dict) else made


def _text(found: Any, form: str) -> str:
    made = told(found, form)
    assert not isinstance(made, bytes), "no file is asked for"
    return made if isinstance(made, str) else "".join(made)


def _parsed(found: Any) -> dict[str, Any]:
    """What a program reads that is handed the JSON: no tuples, no words that are more than text."""
    import json  # a command that prints for people does not pay for it

    read: dict[str, Any] = json.loads(_text(found, JSON))
    return read


IN_PYTHON = HowTold(
    lambda found: unobeyed(_text(found, TEXT)), _parsed, lambda found: _text(found, NOTEBOOK)
)
"""What Python shows of an answer is what its command prints by itself."""
