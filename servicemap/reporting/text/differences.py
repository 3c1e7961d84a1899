"""What changed between two versions of a map, and what it does, for people."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from servicemap.bounds import Fate
from servicemap.comparing import ChangeKind, Telling
from servicemap.comparing.differences import Difference
from servicemap.comparing.effects import PromiseEffect, PromiseOutcome, ToleranceEffect
from servicemap.comparing.shelves import Shelved, Versions
from servicemap.escapes import visible
from servicemap.model import ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.reporting.text.markdown_tables import escaped, table
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.wording.in_bounds import in_bounds_briefly
from servicemap.wording.moments import when
from servicemap.wording.names import promise_named

AT_MOST = 8
"""Losses of tolerance that are told, and gains; of the others how many there are."""

ROOM = 25_000
"""Characters of all promises, and of all changes, in Markdown: a comment on GitHub holds 65,536."""

COMMENT = 60_000
"""Characters of all maps of a shelf in Markdown."""

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}
BAD = frozenset({PromiseOutcome.BROKEN, PromiseOutcome.WORSE})
GOOD = frozenset(
    {
        PromiseOutcome.LOOSER,
        PromiseOutcome.PLAINER,
        PromiseOutcome.BETTER,
        PromiseOutcome.KEPT,
        PromiseOutcome.SURE,
    }
)


Cells = TypeVar("Cells", bound=tuple[str, ...])


def as_text(found: Sequence[Shelved], names: Versions, ink: Ink, *, width: int = 100) -> str:
    """Map by map: what `diff` says of it, or that it is new or gone."""
    return "\n\n".join(
        wrapped(f"{ink.bold(visible(one.map.title))}: {_came_or_went(one)}", width)
        if one.difference is None
        else _text(one.difference, names, ink, width)
        for one in found
    )


def _came_or_went(one: Shelved) -> str:
    return f"this map is {'new' if one.kind is ChangeKind.ADDED else 'gone'}."


def _text(found: Difference, names: Versions, ink: Ink, width: int) -> str:
    """The changes, then what they do to promises and to tolerance, the worst first."""
    telling = found.telling
    title = ink.bold(visible(found.new.title))
    head = f"{title}, from {visible(names.old)} to {visible(names.new)}: {_summed_up(found)}"
    blocks = [wrapped(head, width)]
    inks = {ChangeKind.ADDED: ink.good, ChangeKind.REMOVED: ink.error, ChangeKind.CHANGED: ink.info}
    if found.changes:
        told = telling.changes(found.changes)
        lines = [(inks[kind](SIGNS[kind]), sentence) for kind, sentence in told]
        blocks.append(_listed(lines, width))
    if found.promises:
        blocks.append(ink.bold("What it does to promises"))
        lines = [(_sign(one, ink), telling.promise(one)) for one in found.promises]
        blocks.append(_listed(lines, width))
    if found.tolerances:
        blocks.append(ink.bold("What it does to tolerance: how late each may be if nobody else is"))
        losses, gains = _split(found.tolerances)
        rows = [
            *((ink.warning("-"), one) for one in _told(telling, losses, "lose")),
            *((ink.good("+"), one) for one in _told(telling, gains, "gain")),
        ]
        blocks.append(_listed(rows, width))
    return "\n\n".join(blocks)


def _listed(lines: Iterable[tuple[str, str]], width: int) -> str:
    """A sign and a sentence a line, what does not fit below the sentence."""
    return "\n".join(
        f"  {sign} {wrapped(visible(said), width - 4).replace(chr(10), chr(10) + '    ')}"
        for sign, said in lines
    )


def _summed_up(found: Difference) -> str:
    """`4 changes; 1 promise broken, 2 with less margin; 3 lose tolerance.`"""
    if not found.changes:
        return "nothing has changed."
    changes = several(len(found.telling.changes(found.changes)), "change")
    outcomes = [one.outcome for one in found.promises]
    broken = outcomes.count(PromiseOutcome.BROKEN)
    tighter = outcomes.count(PromiseOutcome.TIGHTER) + outcomes.count(PromiseOutcome.WORSE)
    kept = outcomes.count(PromiseOutcome.KEPT)
    losers = len({one.party for one in found.tolerances if one.is_loss})
    effects = [
        *([f"{several(broken, 'promise')} broken"] if broken else []),
        *([f"{several(tighter, 'promise')} with less margin"] if tighter else []),
        *([f"{several(kept, 'promise')} kept again"] if kept else []),
        *([f"{losers} {agreeing(losers, 'has', 'have')} less tolerance"] if losers else []),
    ]
    return "; ".join([changes, *effects]) + "."


def _sign(one: PromiseEffect, ink: Ink) -> str:
    if one.outcome in BAD:
        return ink.error("!")
    return ink.good("+") if one.outcome in GOOD else ink.warning("~")


def _split(
    effects: Sequence[ToleranceEffect],
) -> tuple[list[ToleranceEffect], list[ToleranceEffect]]:
    """Losses and gains, each as they come; of figures and of what is known of them."""
    losses = [one for one in effects if one.is_loss or one.is_vaguer]
    return losses, [one for one in effects if not (one.is_loss or one.is_vaguer)]


def _told(telling: Telling, effects: Sequence[ToleranceEffect], do: str) -> list[str]:
    """The sentences of the first ones, and how many more there are."""
    said = [telling.tolerance(one) for one in effects[:AT_MOST]]
    rest = effects[AT_MOST:]
    if not rest:
        return said
    some = (
        f" {agreeing(len(rest), f'{do}s', do)} some" if all(one.lost != 0 for one in rest) else ""
    )
    return [*said, f"and {len(rest)} more{some}."]


def as_markdown(found: Sequence[Shelved], names: Versions) -> str:
    """Map by map; of a shelf so many that they fit into one comment."""
    parts: list[str] = []
    room = COMMENT
    for one in found:
        part = f"## {escaped(one.map.title)}: {_came_or_went(one)}"
        if one.difference is not None:
            part = _markdown(one.difference, names)
        room -= len(part) + 2
        if room < 0 and parts:
            left = len(found) - len(parts)
            return "\n\n".join([*parts, f"… and {several(left, 'more map')}."])
        parts.append(part)
    return "\n\n".join(parts)


def _markdown(found: Difference, names: Versions) -> str:
    """For a pull request: headings, lists, a table of promises; names can do no harm in it."""
    telling = found.telling
    parts = [
        f"## {escaped(found.new.title)}: what this change does",
        f"From {escaped(names.old)} to {escaped(names.new)}: {_summed_up(found)}",
    ]
    if found.promises:
        rows = _fitting([_row(found, telling, one) for one in found.promises])
        heads = ("promise", "before", "now", "")
        parts += ["### Promises", table(heads, rows)]
        parts += _left(len(found.promises) - len(rows))
    if found.tolerances:
        losses, gains = _split(found.tolerances)
        told = [
            *_told(telling, losses, "lose"),
            *_told(telling, gains, "gain"),
        ]
        parts += [
            "### Tolerance",
            "How late each may be, if nobody else is.",
            "\n".join(map(_bullet, told)),
        ]
    if found.changes:
        bullets = [(_bullet(sentence),) for _, sentence in telling.changes(found.changes)]
        said = _fitting(bullets)
        parts += ["### Changes", "\n".join(line for (line,) in said)]
        parts += _left(len(bullets) - len(said))
    return "\n\n".join(parts)


def _fitting(rows: Sequence[Cells]) -> Sequence[Cells]:
    """The first rows, as many as there is room for."""
    room = ROOM
    for place, row in enumerate(rows):
        room -= sum(map(len, row)) + 12
        if room < 0:
            return rows[:place]
    return rows


def _left(number: int) -> list[str]:
    return [f"… and {number} more."] if number else []


def _bullet(sentence: str) -> str:
    return f"- {escaped(sentence)}"


def _row(found: Difference, telling: Telling, one: PromiseEffect) -> tuple[str, str, str, str]:
    m = found.old if one.new is None else found.new
    named = f"**{escaped(promise_named(m, one.service, one.customer))}**"
    mark = "\N{HEAVY EXCLAMATION MARK SYMBOL} " if one.outcome in BAD else ""
    return (
        named,
        escaped(_cell(found.old, one.old)),
        escaped(_cell(found.new, one.new)),
        mark + escaped(telling.promise(one)),
    )


def _cell(m: ServiceMap, one: PlannedPromise | None) -> str:
    """`Mon 22 Feb 2027, margin 4d`; a dash where there is no such promise."""
    if one is None:
        return "\N{EN DASH}"
    planned = _planned(m, one)
    day = m.calendar_of(one.customer).day
    if one.fate is Fate.LATE_BY_PLAN:
        return f"{planned}, {in_bounds_briefly(one.late_bounds, day)} late"
    if one.margin_bounds == (None, None):
        return f"{planned}, margin unknown"
    if one.fate is Fate.OPEN:
        return f"{planned}, open: margin {in_bounds_briefly(one.margin_bounds, day)}"
    return f"{planned}, margin {in_bounds_briefly(one.margin_bounds, day)}"


def _planned(m: ServiceMap, one: PlannedPromise) -> str:
    """`Mon 22 Feb 2027`, `4d or later`, `1d to 11d`."""
    least, most = one.planned_bounds
    earliest = when(m, least or 0, one.earliest_at, briefly=True)
    if most is None:
        return f"{earliest} or later"
    latest = when(m, most, one.planned_at, briefly=True)
    return earliest if earliest == latest else f"{earliest} to {latest}"
