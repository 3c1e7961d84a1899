"""What became of a map, on one page of small multiples: its series, in the map's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil, floor

from servicemap.caring.hearing import UNHAPPY
from servicemap.dates import MONTHS_IN_FULL
from servicemap.drawing.papers import Orientation, find_orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging_series import draw_series
from servicemap.drawing.theme import COLOUR
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.errors import WrongValue
from servicemap.extras import require
from servicemap.findings import KINDS
from servicemap.posters.choices import USUAL
from servicemap.rounds.history import (
    RUNGS,
    History,
    HistoryMeasure,
    HistorySeries,
    HistoryValue,
    SeriesKey,
)
from servicemap.views.imprints import imprint_of
from servicemap.views.series import (
    ScaleLine,
    SeriesDot,
    SeriesKind,
    SeriesMark,
    SeriesPage,
    SeriesPanel,
    TimeTick,
)
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, Several, saying

_DAYS = (HistoryMeasure.MARGIN, HistoryMeasure.TOLERANCE)
_SHARES = (HistoryMeasure.KEPT, HistoryMeasure.AGREED)
_OF_POINTS = frozenset(
    (
        HistoryMeasure.MARGIN,
        HistoryMeasure.TOLERANCE,
        HistoryMeasure.AGREED,
        HistoryMeasure.FINDINGS,
    )
)
"""What is known at points in time, and holds until the next; there may be gaps between them."""

AT_LEAST = "\N{GREATER-THAN OR EQUAL TO}"
"""Before a figure that may be more, as what the map leaves open turns out."""

GAPS_NAMED = 8
"""Days on which the map could not be read that are named; all are marked."""

MOST_TICKS = 14
"""Months that are named; of a longer time quarters are, or years."""


def draw_history(
    found: History,
    *,
    paper: str | None = None,
    orientation: str | None = None,
    fonts: Sequence[str] = (),
) -> Scene:
    """The history of a map as a page. Raises WrongValue for a paper that there is not, or a history
    without any day; MissingGlyph; MissingExtra where the libraries of posters are not installed.
    """
    require("posters", "drawing a history")
    m = found.map
    if found.days is None or not found.series:
        raise WrongValue(
            "there is nothing to draw: no day of which anything is known",
            "commit the map, or write asked: with what customers said",
        )
    hung = find_orientation(orientation) if orientation else Orientation.LANDSCAPE
    sheet = find_paper(paper or USUAL.name).hung(hung)
    setter = Typesetter(tuple(fonts), m.language, folders())
    words = Words(m)
    theme = COLOUR._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )
    page = _Page(found, words, found.days).page()
    imprint = imprint_of(m, (), None)._replace(date=found.days[1])
    return draw_series(page, imprint, sheet, theme, setter, words)


class _Page:
    """A history as the words and places of a page."""

    def __init__(self, found: History, words: Words, days: tuple[date, date]) -> None:
        self._found, self._words = found, words
        self._first, self._last = days
        self._numbers = {action.id: n for n, action in enumerate(found.actions, start=1)}

    def page(self) -> SeriesPage:
        """All of it."""
        words, found = self._words, self._found
        m = found.map
        return SeriesPage(
            words.say("named", name=m.title, what=words["history_title"]),
            self._span(),
            m.language,
            tuple(self._ticks()),
            tuple(
                SeriesMark(self._at(one.done), self._numbers[one.id], one.name, words.day(one.done))
                for one in found.actions
                if one.done is not None
            ),
            tuple(self._at(one.when) for one in found.gaps),
            tuple(self._kinds()),
            tuple(self._notes()),
        )

    def _notes(self) -> Iterator[Saying]:
        """How to read it."""
        if self._found.actions:
            yield Saying("history_reading")
        if self._found.gaps:
            days = Several(tuple(one.when for one in self._found.gaps[:GAPS_NAMED]))
            yield saying("history_gap", days=days)

    def _span(self) -> str:
        """From which day to which; of a single one, that."""
        first, last = self._words.day(self._first), self._words.day(self._last)
        return last if first == last else self._words.say("history_from_to", first=first, last=last)

    def _at(self, day: date) -> float:
        whole = (self._last - self._first).days
        return min(1.0, max(0.0, (day - self._first).days / whole)) if whole else 1.0

    def _ticks(self) -> Iterator[TimeTick]:
        """The firsts of months, of quarters, or of years, as many as can be named."""
        months = list(_firsts(self._first, self._last))
        each = next((n for n in (1, 3) if len(months) / n <= MOST_TICKS), 12)
        named = [day for day in months if (day.month - 1) % each == 0]
        for place, day in enumerate(named):
            month = self._words[MONTHS_IN_FULL[day.month - 1]]
            if each == 12:
                said = str(day.year)
            elif not place or day.month == 1:
                said = self._words.say("history_month", month=month, year=day.year)
            else:
                said = month
            yield TimeTick(self._at(day), said)

    def _kinds(self) -> Iterator[SeriesKind]:
        for measure in HistoryMeasure:
            own = [one for one in self._found.of(measure) if one.known]
            if own:
                low, high, lines = self._scale(measure, own)
                panels = tuple(self._panel(one) for one in own)
                title = self._words[f"history_{measure}"]
                steps = measure in _OF_POINTS or measure is HistoryMeasure.RUNG
                gaps = self._found.gaps if measure in _OF_POINTS else ()
                at = tuple(self._at(one.when) for one in gaps)
                yield SeriesKind(measure.value, title, low, high, lines, steps, at, panels)

    def _scale(
        self, measure: HistoryMeasure, own: Sequence[HistorySeries]
    ) -> tuple[float, float, tuple[ScaleLine, ...]]:
        """The one scale of all panels of a kind."""
        if measure is HistoryMeasure.SCORE:
            return 0, 10, tuple(ScaleLine(n, str(n)) for n in (0, 5, 10))
        if measure is HistoryMeasure.RUNG:
            return 1, len(RUNGS), tuple(ScaleLine(n + 1, "") for n in range(len(RUNGS)))
        if measure in _SHARES:
            return 0, 1, (ScaleLine(0, "0"), ScaleLine(1, "100%"))
        values = [_figure(value) for one in own for value in one.known]
        low, high = floor(min(0, *values)), max(ceil(max(values)), 1)
        lines = {low, 0, high}
        return low, high, tuple(ScaleLine(n, self._words.number(f"{n:g}")) for n in sorted(lines))

    def _panel(self, one: HistorySeries) -> SeriesPanel:
        known = one.known
        first, last = known[0], known[-1]
        marks = {
            self._numbers[action.id]
            for action in self._found.actions
            if set(action.for_) & self._about(one.key)
        }
        return SeriesPanel(
            *self._name(one.key),
            tuple(self._runs(one)),
            self._said(first) if first is not last else "",
            self._said(last),
            self._words.say("history_of", count=last.of) if last.of else "",
            _is_bad(last),
            len({value.value for value in known}) > 1,
            tuple(sorted(marks)),
        )

    def _runs(self, one: HistorySeries) -> Iterator[tuple[SeriesDot, ...]]:
        """Its figures, parted where the map could not be read, or left it open, or had it not.

        What holds until the next holds until the day on which no next one is known.
        """
        holds = one.key.measure in _OF_POINTS
        points = [point.when for point in self._found.points] if holds else []
        run: list[SeriesDot] = []
        before = date.min
        for value in one.values:
            missed = [day for day in points if before < day < value.when]
            if run and (missed or value.value is None):
                if holds:
                    until = min([*missed, value.when])
                    run.append(SeriesDot(self._at(until), run[-1].value))
                yield tuple(run)
                run = []
            if value.value is not None:
                run.append(SeriesDot(self._at(value.when), _figure(value)))
            before = value.when
        if run:
            yield tuple(run)

    def _name(self, key: SeriesKey) -> tuple[str, str]:
        """What is followed, and for whom, or of which rule."""
        names = self._found.names
        if key.measure is HistoryMeasure.FINDINGS:
            return key.subject, KINDS[key.subject].name
        if key.measure is HistoryMeasure.AGREED:
            return self._words["history_all"], ""
        called = names.get(key.subject, key.subject)
        if key.customer is None:
            return called, ""
        customer = names.get(key.customer, key.customer)
        return called, self._words.say("card_for", customers=customer)

    def _said(self, value: HistoryValue) -> str:
        if value.measure is HistoryMeasure.RUNG:
            return self._words[f"rung_{RUNGS[int(value.value or 1) - 1]}"]
        figure = _figure(value)
        if value.measure in _SHARES:
            return f"{figure * 100:.0f}%"
        at_least = "" if value.most == value.value else AT_LEAST
        return at_least + self._words.number(f"{round(figure, 1):g}")

    def _about(self, key: SeriesKey) -> set[str]:
        """What has to be among what an action is for, to be about a series."""
        return _ABOUT.get(key.measure, _about_nothing)(self._found, key)


def _about_customer(found: History, key: SeriesKey) -> set[str]:
    got = [one for one in found.map.reliances if one.customer == key.subject]
    return {id_ for one in got for id_ in (one.service, one.provider)}


def _about_promise(found: History, key: SeriesKey) -> set[str]:
    service = found.map.services.get(key.subject)
    return {key.subject, service.provider} if service else {key.subject}


def _about_nothing(found: History, key: SeriesKey) -> set[str]:  # noqa: ARG001 - as the others
    return set()


_ABOUT: Mapping[HistoryMeasure, Callable[[History, SeriesKey], set[str]]] = {
    HistoryMeasure.SCORE: _about_customer,
    HistoryMeasure.RUNG: _about_customer,
    HistoryMeasure.KEPT: _about_promise,
    HistoryMeasure.MARGIN: _about_promise,
    HistoryMeasure.TOLERANCE: _about_promise,
}


def _figure(value: HistoryValue) -> float:
    """A figure as it is drawn: lengths of time in days."""
    assert value.value is not None, "what is not known is not drawn"
    if value.measure in _DAYS:
        assert value.day is not None, "working time of somebody"
        return value.value / value.day
    return value.value


def _is_bad(last: HistoryValue) -> bool:
    """Whether nobody wants it to be so: an unhappy score, a promise that the plan breaks."""
    assert last.value is not None, "what is not known is not drawn"
    if last.measure is HistoryMeasure.SCORE:
        return last.value <= UNHAPPY
    return last.measure in _DAYS and last.value < 0


def _firsts(first: date, last: date) -> Iterator[date]:
    """The first of each month within these days."""
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
