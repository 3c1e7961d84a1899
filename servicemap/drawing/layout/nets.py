"""From links to nets: who delivers what to whom, in as few lines as say the same.

A row is a line of text in its provider's card: services that go to one and the same set of
customers. A net is one line on the paper, or a tree of them:

pair     parties that serve each other, one and one or one and several: an arrowhead at every end
trunk    rows of any providers that go to one and the same customers in one direction: they join,
         run together and part again, like rails
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from servicemap.drawing.layout.strokes import runs_alone
from servicemap.views.view import CHANGES, WEIGHT, Link, LinkKind, View, ViewState
from servicemap.wording.phrases import Words


class Entry(NamedTuple):
    """One service in a row, and the badge that it bears."""

    text: str
    late: str | None
    state: ViewState
    links: tuple[Link, ...]


class Row(NamedTuple):
    """What one box delivers to the same customers. Without `entries` it has no text of its own.

    `id` is that of its first service, and a number where that has several rows. `links` are all of
    it, named or not. `change` tells apart what two versions of a map do.
    """

    at: int
    id: str
    box: str
    entries: tuple[Entry, ...]
    targets: tuple[str, ...]
    links: tuple[Link, ...]
    kind: LinkKind
    change: ViewState | None


class NetKind(StrEnum):
    """How the ends of a net belong together."""

    PAIR = "pair"
    TRUNK = "trunk"


class Net(NamedTuple):
    """Rows that share a line. Of a pair the first serves all others, and they serve it.

    `way` is 1 to the right, -1 to the left, 0 within a column. `targets` are the boxes that a trunk
    ends at.
    """

    at: int
    kind: NetKind
    way: int
    rows: tuple[Row, ...]
    targets: tuple[str, ...]


class Star(NamedTuple):
    """A row and those that answer it: all its customers serve its box, and nobody else, by that."""

    hub: Row
    answers: tuple[Row, ...]


def rows_of(view: View, words: Words) -> tuple[Row, ...]:
    """The rows of all cards, in the map's order. What is called like its box needs no text."""
    services: dict[tuple[str, str, LinkKind, ViewState | None], list[Link]] = {}
    for link in view.links:
        change = link.state if link.state in CHANGES else None
        services.setdefault((link.source, link.service, link.kind, change), []).append(link)
    alike: dict[
        tuple[str, tuple[str, ...], LinkKind, ViewState | None], list[tuple[Link, ...]]
    ] = {}
    for (source, _, kind, change), links in services.items():
        targets = tuple(sorted({link.target for link in links}))
        alike.setdefault((source, targets, kind, change), []).append(tuple(links))
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for (source, targets, kind, change), groups in alike.items():
        name = _plain(view.boxes[source].name)
        entries: dict[tuple[str, str | None], Entry] = {}
        for of_service in groups:
            # What fares so is named first, or another would be told of as late.
            worst = sorted(of_service, key=lambda link: -WEIGHT[link.state])
            names = dict.fromkeys(said for link in worst for said in link.names or (link.label,))
            text = words.first_of(tuple(names))
            badged = next((link for link in of_service if link.late), of_service[0])
            if _plain(text) == name and not badged.late and change is None:
                continue
            known = entries.get((text, badged.late))
            before = known.links if known else ()
            state = ViewState.ITSELF if badged.own else badged.state
            entries[text, badged.late] = Entry(text, badged.late, state, (*before, *of_service))
        together = tuple(link for of_service in groups for link in of_service)
        service = together[0].service
        seen[service] = seen.get(service, 0) + 1
        id_ = service if seen[service] == 1 else f"{service} {seen[service]}"
        rows.append(
            Row(len(rows), id_, source, tuple(entries.values()), targets, together, kind, change)
        )
    return tuple(rows)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def stars_of(rows: Sequence[Row]) -> list[Star]:
    """Rows that answer each other, those with most customers first. The commonest is a pair."""
    answers = {(row.box, row.targets[0], row.kind): row for row in rows if _may_answer(row)}
    stars: list[Star] = []
    used: set[int] = set()
    for hub in sorted(rows, key=lambda row: -len(row.targets)):
        if hub.at in used or runs_alone(hub.kind) or hub.change or hub.box in hub.targets:
            continue
        back = [answers.get((target, hub.box, hub.kind)) for target in hub.targets]
        if all(row is not None and row.at not in used for row in back):
            found = tuple(row for row in back if row is not None)
            stars.append(Star(hub, found))
            used |= {hub.at, *(row.at for row in found)}
    return stars


def lines_of(view: View, words: Words) -> list[str]:
    """What a legend may have to say of usual lines, whatever columns boxes will stand in."""
    rows = rows_of(view, words)
    stars = stars_of(rows)
    paired = {row.at for star in stars for row in (star.hub, *star.answers)}
    trunks = [row.targets for row in rows if row.at not in paired and row.kind is LinkKind.USUAL]
    shown = {
        "forward_link": bool(trunks),
        "pair_link": bool(stars),
        "joined_link": len(set(trunks)) < len(trunks),
    }
    return [key for key, is_so in shown.items() if is_so]


def _may_answer(row: Row) -> bool:
    return (
        len(row.targets) == 1
        and not runs_alone(row.kind)
        and not row.change
        and row.box not in row.targets
    )


def way_between(start: int, end: int) -> int:
    """1 to the right, -1 to the left, 0 within a column."""
    return (end > start) - (end < start)


def nets_of(rows: Sequence[Row], stars: Iterable[Star], column: Mapping[str, int]) -> list[Net]:
    """The nets of all rows, given the column of each box."""
    nets: list[Net] = []
    paired: set[int] = set()
    for hub, answers in stars:
        paired |= {hub.at, *(row.at for row in answers)}
        answering: defaultdict[int, list[Row]] = defaultdict(list)
        for row in answers:
            answering[way_between(column[hub.box], column[row.box])].append(row)
        for way, some in answering.items():
            nets.append(Net(len(nets), NetKind.PAIR, way, (hub, *some), ()))
    trunks: dict[tuple[object, ...], tuple[int, tuple[str, ...], list[Row]]] = {}
    for row in rows:
        if row.at in paired:
            continue
        ways: defaultdict[int, list[str]] = defaultdict(list)
        for target in row.targets:
            ways[way_between(column[row.box], column[target])].append(target)
        for way, targets in ways.items():
            dotted = runs_alone(row.kind) or row.change is ViewState.GONE
            alone = row.at if dotted else -1
            inside = row.box if way == 0 else ""
            key = (way, tuple(targets), inside, row.kind, row.change, alone)
            trunks.setdefault(key, (way, tuple(targets), []))[2].append(row)
    for way, ends, joined in trunks.values():
        nets.append(Net(len(nets), NetKind.TRUNK, way, tuple(joined), ends))
    return nets
