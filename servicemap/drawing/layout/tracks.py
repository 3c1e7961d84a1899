"""The ways of labels that reach beyond the next column: the columns they cross, and the channels.

Channel i is the gap to the left of column i; the last one is to the right of the last column. A
track is where a label's links cross a column, between its stacks. All links of one label share
their track and, in each channel, their lane, as the wires of one bus.
"""

from itertools import pairwise
from typing import NamedTuple

from servicemap.drawing.layout.columns import Arrangement
from servicemap.drawing.layout.wiring import BoxSide, Label, Wiring
from servicemap.views.view import Link


class Track(NamedTuple):
    """Where the links of one label cross a column."""

    label: str
    column: int


ColumnNode = str | Track
"""What stands in a column: the id of a stack, or a track."""


class LinkWay(NamedTuple):
    """How one link gets to its target: its channels in order, with a track between each two."""

    link: Link
    label: Label
    channels: tuple[int, ...]
    tracks: tuple[Track, ...]
    arrives: BoxSide


class ChannelStretch(NamedTuple):
    """One stretch of a way through one channel: from a box or track on its left to one right."""

    left: str | Track
    right: str | Track


def ways(wiring: Wiring, arrangement: Arrangement) -> dict[str, LinkWay]:
    """The way of each link that leaves its stack, by link id, in the order of the labels."""
    column_of = arrangement.column_of
    at = {box: column_of[stack] for stack, boxes in arrangement.teams.items() for box in boxes}
    found: dict[str, LinkWay] = {}
    for label in wiring.labels.values():
        for link in label.links:
            if link.id in wiring.inside or label.side in {BoxSide.DOWN, BoxSide.UP}:
                continue
            here, there = at[link.source], at[link.target]
            if label.side is BoxSide.RIGHT:
                channels = tuple(range(here + 1, max(there, here + 1) + 1))
                crossed = channels[:-1]
            else:
                channels = tuple(range(here, min(there, here - 1), -1))
                crossed = tuple(channel - 1 for channel in channels[:-1])
            tracks = tuple(Track(label.id, column) for column in crossed)
            found[link.id] = LinkWay(link, label, channels, tracks, wiring.arrives[link.id])
    return found


def tracks_in(found: dict[str, LinkWay], columns: int) -> tuple[tuple[Track, ...], ...]:
    """The tracks through each column, each once."""
    per_column: list[dict[Track, None]] = [{} for _ in range(columns)]
    for way in found.values():
        for track in way.tracks:
            per_column[track.column][track] = None
    return tuple(tuple(tracks) for tracks in per_column)


def hops_in(ways: dict[str, LinkWay], columns: int) -> list[list[ChannelStretch]]:
    """The stretches through each channel, each once. Those that turn back in one are left out."""
    found: list[dict[ChannelStretch, None]] = [{} for _ in range(columns + 1)]
    for way in ways.values():
        forward = way.label.side is BoxSide.RIGHT
        if forward == (way.arrives is BoxSide.RIGHT):
            continue
        points: list[str | Track] = [way.link.source, *way.tracks, way.link.target]
        for channel, (a, b) in zip(way.channels, pairwise(points), strict=True):
            found[channel][ChannelStretch(a, b) if forward else ChannelStretch(b, a)] = None
    return [list(hops) for hops in found]
