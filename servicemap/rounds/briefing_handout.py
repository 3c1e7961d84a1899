"""A briefing as a page for everybody who comes, in the words of a language."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from servicemap.agreeing import AgreementSide, PointTopic
from servicemap.bounds import Fate
from servicemap.calendars import Calendar
from servicemap.caring.hearing import Voice
from servicemap.caring.report import HeardCustomer
from servicemap.comparing import Change, ChangeKind
from servicemap.comparing.changes import RecordKind
from servicemap.durations import DAY_OF_CLOCK
from servicemap.model import Action, Due, Moment, Reliance, ServiceMap
from servicemap.rounds.briefing import AgendaTopic, Attendee, Briefing, Disagreement
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.views.handouts import Handout, HandoutItem, HandoutSection, ItemMark, WriteOn
from servicemap.views.replies import NO_BREAK, said_by
from servicemap.views.stories.what_changed import BOOKKEEPING, differs
from servicemap.wording.names import service_for
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Amount, Filling, Saying, Several, saying
from servicemap.wording.values import value_said
from servicemap.wording.verbs import spoken

_HEADINGS: Mapping[str, tuple[AgendaTopic, ...]] = {
    "not_agreed": (AgendaTopic.DIFFERENCE,),
    "promises_at_risk": (AgendaTopic.PROMISE,),
    "overdue": (
        AgendaTopic.SILENCE,
        AgendaTopic.UNANSWERED,
        AgendaTopic.ACTION,
        AgendaTopic.CONFIRMATION,
    ),
    "wishes": (AgendaTopic.WISH,),
}
"""Sections of the page by their headings, in their order, and what stands in them."""

EACH_AT_MOST = 6
"""So many who should come have a line each."""

_STATES = {
    ChangeKind.ADDED: "new",
    ChangeKind.REMOVED: "gone",
    ChangeKind.CHANGED: "different",
}


def briefing_handout(
    found: Briefing, words: Words, since: str | date | None = None
) -> Handout | None:
    """The page; None where there is nothing to talk about.

    `since` is the day, or whatever else, by which the earlier version was named.
    """
    if not found.items:
        return None
    told = _AgendaInWords(found, words)
    sections = [HandoutSection(words["who_comes"], tuple(_coming(found.attendees, words)))]
    for heading, topics in _HEADINGS.items():
        items = [told.item(item.topic, item.fact) for item in found.of(*topics)]
        if items:
            sections.append(HandoutSection(words[heading], tuple(items)))
    changes = tuple(told.changes())
    if changes:
        heading = words.say("changed_since", since=_since(found, words, since))
        sections.append(HandoutSection(heading, changes))
    return Handout(
        found.map.title,
        found.team.name,
        words["briefing"],
        words["briefing_line"],
        tuple(sections),
        WriteOn(words["what_we_agree"], (words["write_who"], words["write_when"])),
        (found.team.id,),
    )


def _coming(attendees: Sequence[Attendee], words: Words) -> Iterator[HandoutItem]:
    """Each with those for whom they come; many others in one sentence, so that none is left out.

    Of a party that comes for itself, because nobody owns it, its name is all there is to say.
    """
    for one in attendees[: EACH_AT_MOST if len(attendees) <= EACH_AT_MOST else 1]:
        names = [party.name for party in one.parties]
        if names == [one.owner]:
            yield HandoutItem(one.owner)
        else:
            yield HandoutItem(words.listed(names), one.owner)
    if len(attendees) > EACH_AT_MOST:
        yield HandoutItem(words.listed([one.owner for one in attendees[1:]]))


def _since(found: Briefing, words: Words, since: str | date | None) -> str:
    """`since 12 Jan 2027`: a day that was named, else the date that the map had, else its name."""
    assert found.difference is not None, "something has changed since another version"
    old = found.difference.old.date
    if not isinstance(since, date) and old is not None and old != found.map.date:
        since = old
    return words["since_before"] if since is None else words.say("since", date=words.said(since))


class _AgendaInWords:
    """Makes the items of one page."""

    def __init__(self, found: Briefing, words: Words) -> None:
        self._found = found
        self._map = found.map
        self._words = words

    def item(self, topic: AgendaTopic, fact: Any) -> HandoutItem:
        """One item of the agenda."""
        return _WAYS[topic](self, fact)

    def difference(self, fact: Disagreement) -> HandoutItem:
        """Which service it is of, with whom, and what each side says."""
        one, point = fact.agreement.reliance, fact.point
        gap = point.gap
        late = None
        if gap is not None and gap.worked:
            late = self._late(gap.worked, self._map.calendar_of(one.customer).day)
        elif gap is not None:
            late = self._late(gap.clock, DAY_OF_CLOCK)
        mark = ItemMark.BAD if point.about is PointTopic.PROMISE else ItemMark.OPEN
        said = self._named(one.service, self._words.said(_POINTS[point.about](self, fact)))
        return HandoutItem(said, self._other_side(one), late, mark=mark)

    def times(self, fact: Disagreement) -> Filling:
        one = fact.agreement.reliance
        return Several(
            tuple(
                saying("field_is", field=Saying(field), what=self._due(due, one.customer))
                for field, due in (("field_expects", one.expects), ("field_promise", one.promise))
            )
        )

    def names(self, fact: Disagreement) -> Filling:
        """What each side calls it, or what it is not."""
        one = fact.agreement
        other = one.called.service if one.called is not None else fact.point.service
        services = self._map.services
        return self._of_both(fact, services[one.reliance.service].name, services[other].name)

    def slack(self, fact: Disagreement) -> Filling:
        provider, customer = fact.agreement.provider, fact.agreement.customer
        lengths = [
            value_said(self._map, side.says and side.says.slack, self._calendar(fact))
            for side in (provider, customer)
        ]
        said = self._of_both(fact, *lengths)
        return saying("field_is", field=Saying("field_slack"), what=said)

    def side(self, fact: Disagreement) -> Filling:
        one = fact.agreement
        return saying(
            "only_says", name=spoken((one.provider if one.provider.says else one.customer).party)
        )

    def confirmation(self, one: AgreementSide) -> HandoutItem:
        """Since when nobody has said that it is still true."""
        assert one.confirmed is not None, "somebody confirmed it"
        said = self._words.say("last_confirmed", date=self._words.day(one.confirmed))
        return HandoutItem(said, one.party.name, mark=ItemMark.BAD)

    def promise(self, one: PlannedPromise) -> HandoutItem:
        """When it is due and planned, and what is left between them."""
        said = Several(
            (
                saying(
                    "field_is",
                    field=Saying("field_promise"),
                    what=self._due(one.promise, one.customer),
                ),
                saying("field_is", field=Saying("planned"), what=self._planned(one)),
            )
        )
        bad = one.fate is not Fate.KEPT or one.margin == 0
        return HandoutItem(
            self._words.said(said),
            service_for(self._map, one.service, one.customer),
            self._margin(one),
            self._map.parties[one.customer].name,
            ItemMark.BAD if bad else ItemMark.PLAIN,
        )

    def silence(self, one: HeardCustomer) -> HandoutItem:
        if one.last is None:
            return HandoutItem(self._words["never_heard"], one.party.name, mark=ItemMark.OPEN)
        said = self._words.say("last_heard", date=self._words.day(one.last))
        late = self._days_late(one.overdue)
        return HandoutItem(said, one.party.name, late, mark=ItemMark.BAD)

    def unanswered(self, one: Voice) -> HandoutItem:
        """What somebody said, and that nobody has answered."""
        score = one.feedback.score
        figure = None if score is None else self._words.say("gave_score", score=score)
        said = said_by(one, self._words)
        return HandoutItem(
            self._words["answer_open"] if said == figure or said is None else said,
            one.customer.name,
            figure,
            None if said == figure or said is None else self._words["answer_open"],
            ItemMark.BAD,
        )

    def action(self, one: Action) -> HandoutItem:
        late = one.days_overdue(self._found.today)
        return HandoutItem(
            one.name, one.owner or self._found.team.name, self._days_late(late), mark=ItemMark.BAD
        )

    def wish(self, one: Reliance) -> HandoutItem:
        assert one.customer_says is not None, "a customer wants something"
        said = self._named(one.service, one.customer_says.wants or "")
        return HandoutItem(said, self._map.parties[one.customer].name)

    def changes(self) -> Iterator[HandoutItem]:
        """What is new, gone or different: all that is of one thing together."""
        by_subject: dict[tuple[RecordKind, str], list[Change]] = {}
        for item in self._found.of(AgendaTopic.CHANGE):
            change = item.fact
            assert isinstance(change, Change), "a change is one"
            if change.field not in BOOKKEEPING:
                by_subject.setdefault((change.of, change.subject), []).append(change)
        for (of, subject), found in by_subject.items():
            kind = min((one.kind for one in found), key=list(ChangeKind).index)
            yield HandoutItem(
                self._changed(of, subject, found, kind),
                self._called(of, subject),
                self._words[_STATES[kind]],
            )

    def _changed(
        self, of: RecordKind, subject: str, found: Iterable[Change], kind: ChangeKind
    ) -> str:
        if kind is ChangeKind.CHANGED:
            return self._words.said(Several(tuple(differs(self._map, one) for one in found)))
        if of is not RecordKind.RELIANCE:
            return self._words[f"{_STATES[kind]}_legend"]
        m = self._version(of, subject)
        one = next(one for one in m.reliances if one.id == subject)
        return self._words.said(
            saying(
                "relies_on",
                customer=spoken(m.parties[one.customer]),
                provider=m.parties[one.provider].name,
                service=m.services[one.service].name,
            )
        )

    def _called(self, of: RecordKind, subject: str) -> str:
        m = self._version(of, subject)
        if of is RecordKind.PARTY:
            return m.parties[subject].name
        if of is RecordKind.SERVICE:
            return m.services[subject].name
        one = next(one for one in m.reliances if one.id == subject)
        return service_for(m, one.service, one.customer)

    def _version(self, of: RecordKind, subject: str) -> ServiceMap:
        """The version of the map that knows something."""
        assert self._found.difference is not None, "something has changed"
        known: Mapping[RecordKind, Callable[[ServiceMap], Iterable[str]]] = {
            RecordKind.PARTY: lambda m: m.parties,
            RecordKind.SERVICE: lambda m: m.services,
            RecordKind.RELIANCE: lambda m: [one.id for one in m.reliances],
        }
        is_there = subject in known[of](self._map)
        return self._map if is_there else self._found.difference.old

    def _other_side(self, one: Reliance) -> str:
        other = one.provider if one.customer == self._found.team.id else one.customer
        return self._map.parties[other].name

    def _named(self, service: str, what: str) -> str:
        return self._words.say("named", name=self._map.services[service].name, what=what)

    def _of_both(self, fact: Disagreement, first: Filling, second: Filling) -> Filling:
        one = fact.agreement
        return Several(
            tuple(
                saying("named", name=side.party.name, what=what)
                for side, what in ((one.provider, first), (one.customer, second))
            )
        )

    def _calendar(self, fact: Disagreement) -> Calendar:
        return self._map.calendar_of(fact.agreement.reliance.customer)

    def _due(self, due: Due | None, customer: str) -> str:
        """A time, which no line breaks in two."""
        said = value_said(self._map, due, self._map.calendar_of(customer))
        return self._words.said(said).replace(" ", NO_BREAK)

    def _planned(self, one: PlannedPromise) -> Filling:
        """When it is planned; where that is open, the first of two such days and the last."""
        first, last = (
            self._at(at, one) for at in (one.earliest_at, one.planned_at or one.earliest_at)
        )
        if first is None or last is None:
            minutes = one.planned_bounds.most or one.planned_bounds.least or 0
            return Amount(minutes, self._map.calendar.day)
        return last if first == last else saying("from_to", least=first, most=last)

    def _at(self, at: datetime | None, one: PlannedPromise) -> str | None:
        """A day, with the hour where it is the one on which it is due."""
        if at is None:
            return None
        same_day = one.due_at is not None and one.due_at.date() == at.date()
        minute = at.hour * 60 + at.minute if same_day else None
        return self._due(Moment(at.date(), minute), one.customer)

    def _margin(self, one: PlannedPromise) -> str:
        day = self._map.calendar_of(one.customer).day
        least = one.margin_bounds.least
        if one.fate is Fate.LATE_BY_PLAN:
            late = self._words.amount(one.late, day)
            if one.late_bounds.exact is None:
                late = self._words.say("or_more", amount=late)
            return self._words.say("late", amount=late)
        if one.fate is Fate.OPEN:
            late_most = one.late_bounds.most
            if late_most is None:
                return self._words["may_be_late"]
            return self._words.say("may_be_up_to", amount=self._words.amount(late_most, day))
        if not least:
            return self._words["nothing_to_spare"]
        return self._words.say("to_spare", amount=self._words.amount(least, day))

    def _late(self, minutes: int, day: int) -> str:
        return self._words.say("late", amount=self._words.amount(minutes, day))

    def _days_late(self, days: int | None) -> str | None:
        return None if days is None else self._late(days * DAY_OF_CLOCK, DAY_OF_CLOCK)


_POINTS: Mapping[PointTopic, Callable[[_AgendaInWords, Disagreement], Filling]] = {
    PointTopic.PROMISE: _AgendaInWords.times,
    PointTopic.NAME: _AgendaInWords.names,
    PointTopic.SLACK: _AgendaInWords.slack,
    PointTopic.TIME: _AgendaInWords.times,
    PointTopic.SIDE: _AgendaInWords.side,
}

_WAYS: Mapping[AgendaTopic, Callable[[_AgendaInWords, Any], HandoutItem]] = {
    AgendaTopic.DIFFERENCE: _AgendaInWords.difference,
    AgendaTopic.PROMISE: _AgendaInWords.promise,
    AgendaTopic.SILENCE: _AgendaInWords.silence,
    AgendaTopic.UNANSWERED: _AgendaInWords.unanswered,
    AgendaTopic.ACTION: _AgendaInWords.action,
    AgendaTopic.CONFIRMATION: _AgendaInWords.confirmation,
    AgendaTopic.WISH: _AgendaInWords.wish,
}
