"""Every answer as a notebook shows it: a table, in the words that the command has for it."""

from servicemap.agreeing import Agreements
from servicemap.agreeing.telling_points import told
from servicemap.cards import Card
from servicemap.comparing.differences import Difference
from servicemap.findings import Report, summary
from servicemap.html import Cell, bullets, html_table, table_of_sentences, titled
from servicemap.reporting.promise_columns import COLUMNS, Column, hangs_in_words
from servicemap.reporting.terminal import Ink
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.timing.answers.tolerances import SINGLE_FAULT, Tolerances
from servicemap.timing.answers.traces import Trace, summed_up, told_late
from servicemap.wording.chains import chain, in_a_notebook
from servicemap.wording.unknowns import in_step

PLAIN = Ink()


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
    headers = ("service", "customer", *(column.head for column in COLUMNS), "driven by")
    return html_table(_caption(found), headers, rows)


def _cell(found: Promises, one: PlannedPromise, column: Column) -> str:
    """On one line; what the text says beneath or in a footnote stands beside what it is said of."""
    m = found.map
    said = [" ".join(column.cell(m, one, PLAIN).split("\n"))]
    if column.doubted:
        said += [hangs_in_words(m, one), in_step(m, one.circle) if one.circle else ""]
    return ", ".join(filter(None, said))


def trace(found: Trace) -> str:
    """A row for each promise that is late, or may be."""
    name = found.map.name_of
    rows = [
        (
            name(p.service),
            name(p.customer),
            told_late(found.map, p),
            in_a_notebook(found.map, (hop.service for hop in p.chain)),
        )
        for p in (*found.felt, *found.perhaps_felt)
    ]
    return html_table(summed_up(found, name), ("service", "customer", "late", "chain"), rows)


def tolerances(found: Tolerances) -> str:
    """Teams by promises; where a team does not reach a promise, nothing."""
    m, name = found.map, found.map.name_of
    cells = {(one.of, one.service, one.customer): str(one) for one in found.teams}
    reaching_any = {of for of, _, _ in cells}
    keys = [(one.reliance.service, one.reliance.customer) for one in found.promises]
    headers = ["", *(f"{name(service)} for {name(customer)}" for service, customer in keys)]
    rows = [
        [name(team), *(cells.get((team, *key), "") for key in keys)]
        for team in m.parties
        if team in reaching_any
    ]
    return html_table(SINGLE_FAULT, headers, rows)


def card(found: Card) -> str:
    """Its sentences, and whom its work reaches by which chain."""
    chains = (chain(found.map, one) for one in found.reaches.values())
    said = " ".join(filter(None, (found.sentence, found.second_sentence)))
    return titled(found.party.name, said) + bullets(chains)


def agreements(found: Agreements) -> str:
    """A row a delivery."""
    name = found.map.name_of
    rows = [
        (
            name(one.reliance.service),
            one.customer.party.name,
            one.state,
            "; ".join(told(found.map, one, point) for point in one.points),
            " / ".join(side.party.owner or "nobody" for side in (one.provider, one.customer)),
        )
        for one in found
    ]
    headers = ("service", "customer", "state", "not agreed", "owners")
    return html_table(_caption(found), headers, rows)


def difference(found: Difference) -> str:
    """A row for each sentence: of changes, then of promises, then of tolerance."""
    telling = found.telling
    rows = [
        *(("change", sentence) for _, sentence in telling.changes(found.changes)),
        *(("promise", telling.promise(one)) for one in found.promises),
        *(("tolerance", telling.tolerance(one)) for one in found.tolerances),
    ]
    return html_table(_caption(found), ("of", "what"), rows)


def _caption(found: Promises | Agreements | Difference) -> str:
    return repr(found)[1:-1]
