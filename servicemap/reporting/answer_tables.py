"""Every answer as a table of names: for spreadsheets, for Markdown, for notebooks.

What a page says in paragraphs stands here in rows, each of which says by itself what it is about.
"""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.agreeing import Agreements
from servicemap.agreeing.telling_points import told
from servicemap.bounds import Bounds
from servicemap.cards import Card
from servicemap.caring.contacts import Contacts
from servicemap.caring.hearing import Voice
from servicemap.caring.report import CareReport
from servicemap.comparing import ChangeKind
from servicemap.comparing.differences import Difference
from servicemap.comparing.shelves import ComparedShelves
from servicemap.csv_rows import as_csv, separator_for
from servicemap.escapes import visible
from servicemap.html import html_table
from servicemap.model import Promised
from servicemap.reporting.footnotes import Footnotes
from servicemap.reporting.promise_columns import (
    COLUMNS,
    Column,
    first_kept_in_words,
    hanging_in_words,
    hangs_in_words,
)
from servicemap.reporting.terminal import Ink, unobeyed
from servicemap.reporting.text import ask_sheets, cards, care, contacts, history, markdown_tables
from servicemap.reporting.text.agreements import who_said_overall
from servicemap.reporting.text.improvements import improvement
from servicemap.reporting.text.tolerances import in_step_in_words
from servicemap.reporting.text.voices import done_in_words, said_in_words, wanted_and_said
from servicemap.rounds.ask_sheets import AskSheets
from servicemap.rounds.history import History
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.timing.answers.tolerances import SINGLE_FAULT, Tolerances
from servicemap.timing.answers.traces import Trace, summed_up, told_late
from servicemap.wording.chains import in_a_notebook
from servicemap.wording.unknowns import in_step

PLAIN = Ink()


class AnswerTable(NamedTuple):
    """A table under a sentence that says what it is; the text of each cell is on one line.

    `language` is that of the map.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    language: str


def of_promises(found: Promises) -> AnswerTable:
    """A row a promise, with every column that the text has."""
    name = found.map.name_of
    rows = [
        (
            name(one.service),
            name(one.customer),
            *(_cell(found, one, column) for column in COLUMNS),
            in_a_notebook(found.map, one.chain),
        )
        for one in found
    ]
    heads = ("service", "customer", *(column.head for column in COLUMNS), "driven by")
    return AnswerTable(_caption(found), heads, rows, found.map.language)


def _cell(found: Promises, one: PlannedPromise, column: Column) -> str:
    """On one line; what the text says beneath or in a footnote stands beside what it is said of."""
    m = found.map
    said = [" ".join(column.cell(m, one, PLAIN).split("\n"))]
    if column.doubted:
        in_circle = in_step(m, one.circle) if one.circle else ""
        said += [first_kept_in_words(m, one), hangs_in_words(m, one), in_circle]
    return ", ".join(filter(None, said))


def of_trace(found: Trace) -> AnswerTable:
    """A row for each promise that is late, or may be."""
    name = found.map.name_of
    rows = [
        (
            name(p.service),
            name(p.customer),
            told_late(found.map, p),
            in_a_notebook(found.map, (hop.service for hop in p.chain)),
        )
        for p in found.hit
    ]
    return AnswerTable(
        summed_up(found, name), ("service", "customer", "late", "chain"), rows, found.map.language
    )


def of_tolerances(found: Tolerances) -> AnswerTable:
    """Teams by promises; where a team does not reach a promise, nothing."""
    m, name = found.map, found.map.name_of
    bounds: dict[Promised, dict[str, Bounds | None]] = {one.key: {} for one in found.promises}
    cells = {}
    for one in found.teams:
        cells[one.of, one.service, one.customer] = str(one)
        bounds[Promised(one.service, one.customer)][one.of] = one.bounds
    reaching_any = {of for of, _, _ in cells}
    keys = list(bounds)
    notes_of = {key: in_step_in_words(found, key, answers) for key, answers in bounds.items()}
    footnotes = Footnotes(note for notes in notes_of.values() for note in notes)
    heads = [
        "",
        *(f"{name(key[0])} for {name(key[1])}{footnotes.mark(*notes_of[key])}" for key in keys),
    ]
    rows = [
        [name(team), *(cells.get((team, *key), "") for key in keys)]
        for team in m.parties
        if team in reaching_any
    ]
    reached = {Promised(service, customer) for _, service, customer in cells}
    hanging = hanging_in_words(m, found.hanging(reached), everything=True)
    return AnswerTable(" ".join([*hanging, *footnotes, SINGLE_FAULT]), heads, rows, m.language)


def of_card(found: Card) -> AnswerTable:
    """A row for each delivery to them and from them, each customer reached, each promise."""
    heads = ("what", "who", "service", "said")
    return AnswerTable(
        ": ".join(said_of_card(found)), heads, list(cards.rows(found)), found.map.language
    )


def said_of_card(found: Card) -> tuple[str, str]:
    """Whose card it is; how late they may be, on which lengths that nobody says that hangs, and
    whose days are not those of the map.
    """
    hanging = hanging_in_words(found.map, found.hanging, everything=True)
    said = (found.sentence, found.second_sentence, *hanging, *cards.days_told(found))
    return found.party.name, " ".join(filter(None, said))


def of_care(found: CareReport) -> AnswerTable:
    """A row a customer: how it is heard, what it said, what was done, where to improve."""
    m = found.map
    best = [(one.reliance.customer, improvement(found, one)) for one in found.improve]
    rows = [
        (
            one.party.group.one,
            one.party.name,
            one.listen or "",
            str(one.every or ""),
            one.last.isoformat() if one.last else "",
            str(one.overdue or ""),
            "" if one.score is None else str(one.score),
            "" if one.before is None else str(one.before),
            one.rung or "",
            "; ".join(said_in_words(m, voice) for voice in one.voices),
            "; ".join(filter(None, (_done(found, voice) for voice in one.voices))),
            "; ".join(care.steps_missing(one)),
            " ".join(
                f"{n}. {said}" for n, (id_, said) in enumerate(best, 1) if id_ == one.party.id
            ),
        )
        for one in found
    ]
    heads = (
        *("group", "customer", "heard by", "every", "last", "days too many", "score", "before"),
        *("rung", "said", "done", "not ready", "to improve"),
    )
    return AnswerTable(f"{m.title}: {care.summed_up(found)}", heads, rows, found.map.language)


def _done(found: CareReport, voice: Voice) -> str:
    """`Warehouse: Stock: done: Friday van moved up`: of what, where it is not of all they get."""
    done = done_in_words(voice, found.today)
    if not done or voice.reliance is None:
        return done
    return f"{found.map.name_of(voice.reliance.service)}: {done}"


def of_contacts(found: Contacts) -> AnswerTable:
    """A row for each point of contact."""
    m, name = found.map, found.map.name_of
    rows = [
        (
            name(one.customer),
            name(one.provider),
            m.services[one.service].name,
            one.channel or "",
            contacts.planned(m, one),
            "first" if one.first else "",
        )
        for one in found
    ]
    heads = ("customer", "meets", "for", "channel", "planned", "first")
    return AnswerTable(
        f"{contacts.of(found)}: {contacts.summed_up(found)}", heads, rows, found.map.language
    )


def of_asked(found: AskSheets) -> AnswerTable:
    """A row for each service on a sheet."""
    rows = [
        (sheet.customer.name, row.provider_name, row.service_name, row.key)
        for sheet in found
        for row in sheet.rows
    ]
    caption = f"{ask_sheets.of(found)}: {ask_sheets.summed_up(found)}"
    return AnswerTable(
        caption, ("customer", "gets from", "service", "key"), rows, found.map.language
    )


def of_agreements(found: Agreements) -> AnswerTable:
    """A row a delivery."""
    name = found.map.name_of
    rows = [
        (
            name(one.reliance.service),
            one.customer.party.name,
            str(one.state),
            "; ".join(told(found.map, one, point) for point in one.points),
            " / ".join(side.party.owner or "nobody" for side in (one.provider, one.customer)),
            "; ".join(wanted_and_said(found.map, one.reliance, today=found.today)),
        )
        for one in found
    ]
    rows += [("", who, "", "", "", said) for who, said in who_said_overall(found)]
    heads = ("service", "customer", "state", "not agreed", "owners", "said")
    return AnswerTable(_caption(found), heads, rows, found.map.language)


def of_difference(found: Difference) -> AnswerTable:
    """A row for each sentence: of changes, then of promises, then of tolerance."""
    telling = found.telling
    rows = [
        *(("change", sentence) for _, sentence in telling.changes(found.changes)),
        *(("promise", telling.promise(one)) for one in found.promises),
        *(("tolerance", telling.tolerance(one)) for one in found.tolerances),
    ]
    return AnswerTable(_caption(found), ("of", "what"), rows, found.new.language)


def of_history(found: History) -> AnswerTable:
    """A row for each figure, in figures that a spreadsheet reckons with."""
    rows = [
        (
            value.measure.value,
            history.subject(found, one.key),
            str(value.when),
            value.revision or "",
            "" if value.value is None else f"{value.value:g}",
            "" if value.most is None else f"{value.most:g}",
            "" if value.of is None else str(value.of),
            "" if value.day is None else str(value.day),
            history.figure(value),
        )
        for one in found.series
        for value in one.values
    ]
    heads = (
        *("measure", "of what", "day", "revision", "value", "at most", "out of"),
        *("minutes a day", "in words"),
    )
    return AnswerTable(_caption(found), heads, rows, found.map.language)


def of_shelves(found: ComparedShelves) -> AnswerTable:
    """What `of_difference` says of each map of a shelf, or that it is new or gone."""
    rows: list[tuple[str, ...]] = []
    for one in found.maps:
        if one.difference is None:
            came = "this map is new" if one.kind is ChangeKind.ADDED else "this map is gone"
            rows.append((one.map.title, "change", came))
        else:
            rows += [(one.map.title, *row) for row in of_difference(one.difference).rows]
    language = next((one.map.language for one in found.maps), "en")
    return AnswerTable("What changed", ("map", "of", "what"), rows, language)


def _caption(found: Promises | Agreements | Difference | History) -> str:
    return repr(found)[1:-1]


def as_markdown(found: AnswerTable) -> str:
    """The table below what it is, for a page or a pull request."""
    escaped = markdown_tables.escaped
    body = markdown_tables.table(
        [escaped(head) for head in found.heads],
        [[escaped(cell) for cell in row] for row in found.rows],
    )
    return f"{escaped(found.caption)}\n\n{body}"


def as_comma_separated(found: AnswerTable) -> bytes:
    """The rows below their heads, as CSV."""
    return as_csv(_for_spreadsheets(found))


def as_excel_has_it(found: AnswerTable) -> bytes:
    """The same, parted as Excel parts cells where the map's language is spoken."""
    return as_csv(_for_spreadsheets(found), separator_for(found.language.partition("-")[0]))


def _for_spreadsheets(found: AnswerTable) -> list[list[str]]:
    """The rows below their heads; what a terminal or a runner would obey is written out."""
    return [[unobeyed(visible(cell)) for cell in row] for row in (found.heads, *found.rows)]


def as_html(found: AnswerTable) -> str:
    """The table below what it is, as a notebook shows it."""
    return html_table(found.caption, found.heads, found.rows)
