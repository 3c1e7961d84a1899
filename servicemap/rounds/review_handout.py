"""A review as a page, in the words of a language."""

from collections.abc import Iterator, Mapping

from servicemap.caring.hearing import Voice
from servicemap.durations import DAY_OF_CLOCK
from servicemap.model import Action
from servicemap.rounds.measured import MeasuredObjective, Unmeasured
from servicemap.rounds.reviewing import Review
from servicemap.views.handouts import Handout, HandoutItem, HandoutSection, ItemMark, WriteOn
from servicemap.views.replies import begun_of, done_of, is_praise
from servicemap.wording.phrases import Words

_WHY: Mapping[Unmeasured, str | None] = {
    Unmeasured.NOT_MEASURED: None,
    Unmeasured.NO_RECORD: "no_record",
    Unmeasured.NOTHING_RECORDED: "nothing_recorded",
    Unmeasured.NOTHING_DUE: "nothing_due",
    Unmeasured.NEVER_SCORED: "never_scored",
}


def review_handout(found: Review, words: Words) -> Handout | None:
    """The page; None where there is nothing to look back on."""
    told = _ReviewInWords(found, words)
    by_heading = {
        "objectives": [told.objective(one) for one in found.objectives],
        "card_you_said": [told.voice(one) for one in found.voices],
        "what_was_done": list(told.actions()),
        "rungs_rose": list(told.rises()),
    }
    sections = tuple(
        HandoutSection(words[heading], tuple(items))
        for heading, items in by_heading.items()
        if items
    )
    if not sections:
        return None
    return Handout(
        found.map.title,
        found.team.name,
        words["review"],
        words["review_line"],
        sections,
        WriteOn(words["what_next"], (words["write_who"], words["write_when"])),
        (found.team.id,),
    )


class _ReviewInWords:
    """Makes the items of one page."""

    def __init__(self, found: Review, words: Words) -> None:
        self._found = found
        self._map = found.map
        self._words = words

    def objective(self, one: MeasuredObjective) -> HandoutItem:
        """What is aimed at, what was reached, and what that was before."""
        marks = {True: ItemMark.GOOD, False: ItemMark.BAD, None: ItemMark.OPEN}
        mark = ItemMark.PLAIN if one.why is Unmeasured.NOT_MEASURED else marks[one.reached]
        return HandoutItem(
            one.objective.say, figure=self._figure(one), more=self._target(one), mark=mark
        )

    def _figure(self, one: MeasuredObjective) -> str | None:
        if one.why is not None:
            key = _WHY[one.why]
            return None if key is None else self._words[key]
        assert one.value is not None, "what is measured has a value"
        now = self._amount(one, one.value)
        if one.before is None or self._amount(one, one.before) == now:
            return now
        return self._words.say("now_was", new=now, old=self._amount(one, one.before))

    def _target(self, one: MeasuredObjective) -> str | None:
        """What is aimed at, and of how many deliveries a share is made."""
        if one.target is None:
            return None
        said = [self._words.say("target", target=self._amount(one, one.target))]
        if one.counts is not None and one.counts.judged:
            kept = {"kept": one.counts.kept, "judged": one.counts.judged}
            said.append(self._words.say("kept_of", **kept))
        return self._words.in_a_row(said)

    def _amount(self, one: MeasuredObjective, value: float) -> str:
        """A share in hundredths, a score as it is."""
        if one.objective.score is None:
            # Rounded down: what was not reached does not look as if it were.
            hundredths = int(value * 1000 + 1e-6) / 10
            return self._words.say("share", value=self._words.number(f"{hundredths:g}"))
        return self._words.number(f"{round(value, 1):g}")

    def voice(self, one: Voice) -> HandoutItem:
        """What a customer said of which service, and what became of it."""
        became = [
            self._words.say(key, what=self._words.listed(found))
            for key, found in (
                ("since_then", done_of(one)),
                ("since_begun", begun_of(one, self._words, self._found.today)),
            )
            if found
        ]
        if not became and not is_praise(one):
            became = [self._words["answer_open"]]
        said = one.feedback.says
        if one.reliance is not None:
            name = self._map.services[one.reliance.service].name
            said = name if said is None else self._words.say("named", name=name, what=said)
        row = [*([said] if said is not None else []), *became]
        return HandoutItem(
            row[0] if row else self._words["answer_thanks"],
            one.customer.name,
            self._score(one),
            self._words.in_a_row(row[1:]) or None,
            ItemMark.BAD if one.ignored else ItemMark.PLAIN,
        )

    def _score(self, one: Voice) -> str | None:
        score = one.feedback.score
        if score is None:
            return None
        now = self._words.say("gave_score", score=score)
        if one.before is None or one.before == score:
            return now
        return self._words.say("now_was", new=now, old=one.before)

    def actions(self) -> Iterator[HandoutItem]:
        for one in self._found.actions:
            yield HandoutItem(
                one.name, one.owner or self._found.team.name, self._day(one), mark=self._mark(one)
            )

    def _day(self, one: Action) -> str | None:
        if one.done is not None:
            return self._words.day(one.done)
        if one.due is None:
            return self._words["begun_already"]
        if days := one.days_overdue(self._found.today):
            late = self._words.length(days * DAY_OF_CLOCK, DAY_OF_CLOCK)
            return self._words.say("late", amount=late)
        return self._words.say("due_on", date=self._words.day(one.due))

    def _mark(self, one: Action) -> ItemMark:
        if one.done is not None:
            return ItemMark.GOOD
        return ItemMark.BAD if one.days_overdue(self._found.today) else ItemMark.OPEN

    def rises(self) -> Iterator[HandoutItem]:
        """Who stands higher, on which rung, and since when."""
        for one in self._found.rises:
            rungs = {
                "new": self._words[f"rung_{one.new}"],
                "old": self._words[f"rung_{one.old}"],
            }
            day = None if one.day is None else self._words.day(one.day)
            yield HandoutItem(
                self._words.say("now_was", **rungs), one.customer.name, day, mark=ItemMark.GOOD
            )
