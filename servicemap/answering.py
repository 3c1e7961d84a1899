"""What customers answered, entered into the map that they were asked about.

What somebody said comes on top of what was said before, once, however often a sheet is read. What
a customer wants and by when it needs it is what it said last.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.editing.edits import AddDelivery, AddFeedback, DeliverySays, Edit
from servicemap.editing.shared_entries import said_once
from servicemap.errors import UnreadableTable
from servicemap.escapes import in_a_line
from servicemap.feedback import Feedback, FeedbackKind
from servicemap.file_names import titled
from servicemap.importing.answered_sheets import Answer, AnsweredRow, AnsweredSheet
from servicemap.importing.tables import letters
from servicemap.index import as_called
from servicemap.loading.cells import CellPlace, YamlValue
from servicemap.loading.entries.delivery_sides import RELIES_ON
from servicemap.loading.files import folder_of
from servicemap.loading.yaml.problems import quoted
from servicemap.model import Reliance, ServiceMap
from servicemap.sides import confirmed_on, is_to_come
from servicemap.spelling import did_you_mean


class Answered(NamedTuple):
    """The edits that enter some answers, and what of them cannot be entered: where, and why.

    `needs` are the deliveries, by their ids, of which somebody needs it at another time than the
    map says. `known` is how many answers the map has already, or another copy gives.
    """

    edits: tuple[Edit, ...]
    left_out: tuple[str, ...]
    needs: frozenset[str]
    known: int


class _Given(NamedTuple):
    """The answers of one row, on which day, and the copy that they stand in."""

    sheet: AnsweredSheet
    day: date
    row: AnsweredRow

    def at(self, place: CellPlace) -> str:
        """How a cell is called."""
        return f"{self.sheet.file}, cell {letters(place.column)}{place.row + 1}"

    @property
    def feedback(self) -> Feedback | None:
        """What it says of the delivery."""
        score, says = self.row.score, self.row.says
        if score is None and says is None:
            return None
        return Feedback(
            score=score and score.value,
            asked=self.day,
            kind=FeedbackKind.SURVEY,
            says=says and says.value,
        )


def answered(m: ServiceMap, sheets: Iterable[AnsweredSheet], today: date) -> Answered:
    """What takes the answers of some sheets, as of `today`, into the map.

    Raises UnreadableTable for a sheet of another map.
    """
    left_out: list[str] = []
    given: dict[str, list[_Given]] = {}
    known = {one.id for one in m.reliances}
    copies = list(sheets)
    for sheet in copies:
        _refuse_another_map(m, sheet)
    for sheet in sorted(copies, key=lambda one: one.day or date.min):
        for one in _rows_of(m, sheet, today, left_out):
            if one.row.key.text in known:
                given.setdefault(one.row.key.text, []).append(one)
            else:
                left_out.append(_unknown(known, one))
    edits: list[Edit] = []
    needs: set[str] = set()
    again = 0
    for reliance in m.reliances:
        if reliance.id in given:
            entry = _AnsweredDelivery(m, reliance, given[reliance.id])
            edits += entry.edits()
            left_out += entry.left_out
            again += entry.known
            if "expects" in entry.said:
                needs.add(reliance.id)
    return Answered(tuple(said_once(m, edits)), tuple(left_out), frozenset(needs), again)


def _refuse_another_map(m: ServiceMap, sheet: AnsweredSheet) -> None:
    origin, folder = sheet.origin, folder_of(m.path)
    # A map that was piped in lies in no folder, and its sheets name none.
    if origin.map == m.title and (not origin.folder or titled(origin.folder) in _called(m)):
        return
    raise UnreadableTable(
        f"{sheet.file}: this sheet is of another map: {quoted(origin.map)} in"
        f" {quoted(origin.folder)}; this one is {quoted(m.title)} in {quoted(folder)}",
        "name the map that it is of; where it is this one, under an earlier name, write the names"
        " of today into the first row",
    )


def _called(m: ServiceMap) -> Iterator[str]:
    """What a sheet may say that the map lies in, without the ending of a file.

    Who asks names a file, or the folder in which it lies alone; and a file becomes a folder.
    """
    yield titled(folder_of(m.path))
    files = {party.location.path for party in m.parties.values()}
    if len(files) == 1:
        (file,) = files
        yield titled(file)
        yield titled(folder_of(os.path.dirname(file) or os.curdir))


def _rows_of(
    m: ServiceMap, sheet: AnsweredSheet, today: date, left_out: list[str]
) -> Iterator[_Given]:
    """The rows of a copy that can be entered; what is to be said of the others goes out."""
    if sheet.day is None:
        left_out.append(f"{sheet.file}: nobody can tell on which day it was asked")
        return
    if is_to_come(m, sheet.day, today):
        left_out.append(f"{sheet.file}: it is of {sheet.day}, which is yet to come")
        return
    for place in sheet.keyless:
        said = "the row has answers and no key, so nobody can tell what they answer"
        left_out.append(f"{sheet.file}, cell {letters(place.column)}{place.row + 1}: {said}")
    rows: dict[str, list[AnsweredRow]] = {}
    for row in sheet.rows:
        rows.setdefault(row.key.text, []).append(row)
    for key, those in rows.items():
        first, *others = (_Given(sheet, sheet.day, row) for row in those)
        differing = [one for one in others if one.row.answers != first.row.answers]
        if not differing:
            yield first
            continue
        where = " and ".join(
            f"{letters(one.row.key.place.column)}{one.row.key.place.row + 1}"
            for one in (first, *differing)
        )
        left_out.append(
            f"{sheet.file}, cells {where}: these rows answer {quoted(key)} differently, and"
            " neither was entered: keep one of them"
        )


def _unknown(known: Iterable[str], one: _Given) -> str:
    key = one.row.key
    cure = did_you_mean(key.text, known) or (
        "where it has another name now, write the key of today there, as a new sheet has it"
    )
    return f"{one.at(key.place)}: the map has no delivery {quoted(key.text)} (any more): {cure}"


class _AnsweredDelivery:
    """What some copies say of one delivery, the oldest first, and what the map says of it.

    said      the keys of the customer's entry that say something else from now on
    heard     what was said that the map does not have
    left_out  what cannot be entered, and why
    known     how many words the map has already, or another copy has too
    """

    def __init__(self, m: ServiceMap, one: Reliance, given: Sequence[_Given]) -> None:
        self._map, self._one = m, one
        self.left_out: list[str] = []
        self.said: dict[str, str] = {}
        self.heard: list[Feedback] = []
        self.known = 0
        there = one.customer_says.feedback if one.customer_says else ()
        said = {_words(one) for one in there}
        for copy in given:
            feedback = copy.feedback
            if feedback is None:
                continue
            if _words(feedback) in said:
                self.known += 1
            else:
                said.add(_words(feedback))
                self.heard.append(feedback)
        latest = max((one.asked for one in there if one.asked), default=None)
        for key in ("expects", "wants"):
            self._settle(key, given, latest)
        for copy in given:
            self._remark_on_truth(copy)
            self._confirm(copy)

    def _settle(self, key: str, given: Sequence[_Given], latest: date | None) -> None:
        """Which answer counts of those on what can be said once: the last one."""
        answers = [(copy, found) for copy in given if (found := getattr(copy.row, key))]
        if not answers:
            return
        day = answers[-1][0].day
        last = [(copy, found) for copy, found in answers if copy.day == day]
        copy, found = last[-1]
        now = getattr(self._one.customer_says, key, None)
        others = [(one, other) for one, other in last if other.value != found.value]
        if others:
            (one, other) = others[0]
            self.left_out.append(
                f"{copy.at(found.place)}: {key}: {quoted(found.said)} is not what"
                f" {one.at(other.place)} says, {quoted(other.said)}, on the same day: neither was"
                " entered; let them agree"
            )
        elif found.value == now:
            return
        elif latest is not None and latest > day:
            self.left_out.append(
                f"{copy.at(found.place)}: {key}: {quoted(found.said)} was asked on {day}, and the"
                f" map has heard them since, on {latest}: it stays as it is"
            )
        elif key == "expects" and copy.row.still_true and copy.row.still_true.value and now:
            self.left_out.append(
                f"{copy.at(found.place)}: {key}: {quoted(found.said)} stands beside the answer that"
                " what we wrote is still true: ask which of the two is meant"
            )
        else:
            self.said[key] = found.said

    def _confirm(self, copy: _Given) -> None:
        """That what the map has as expects is still true is the customer's word of that day."""
        answer: Answer | None = copy.row.still_true
        says, expects = self._one.customer_says, copy.row.expects
        if answer is None or not answer.value or says is None or says.expects is None:
            return
        if expects is not None and expects.value != says.expects:
            return
        confirmed = confirmed_on(self._map.parties[self._one.customer], says)
        if confirmed is None or confirmed < copy.day:
            self.said["confirmed"] = str(copy.day)

    def _remark_on_truth(self, copy: _Given) -> None:
        """That something is true no more is half an answer."""
        answer: Answer | None = copy.row.still_true
        if answer is None or answer.value or copy.row.expects is not None:
            return
        if self._one.expects is not None:
            self.left_out.append(
                f"{copy.at(answer.place)}: what the map has as expects is said to be true no more,"
                " and not what is: ask by when they need it"
            )

    def edits(self) -> Iterator[Edit]:
        """What enters it into the customer's entry, or makes one."""
        one, m = self._one, self._map
        heard = tuple(_written(feedback) for feedback in self.heard)
        if one.customer_says is not None:
            for key, said in self.said.items():
                yield DeliverySays(one.id, RELIES_ON, key, said)
            if heard:
                yield AddFeedback(one.customer, heard, one.id)
        elif heard or self.said:
            service = one.provider_says and one.provider_says.service_name
            fields: dict[str, YamlValue] = {"service": service} if service else {}
            fields.update(self.said)
            if heard:
                fields["feedback"] = heard[0] if len(heard) == 1 else list(heard)
            yield AddDelivery(one.customer, RELIES_ON, as_called(m, one.provider), fields)


def _words(one: Feedback) -> tuple[date | None, int | None, str | None]:
    """What makes two answers on one delivery the same: the day, and what was said."""
    return one.asked, one.score, in_a_line(one.says) if one.says else None


def _written(one: Feedback) -> Mapping[str, YamlValue]:
    said = {"score": one.score, "asked": one.asked, "kind": one.kind, "says": one.says}
    return {key: str(value) for key, value in said.items() if value is not None}
