"""What a map's posters and cards say, in its language, with somebody's own words before ours."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from servicemap.bounds import Bounds
from servicemap.dates import MONTHS_IN_FULL
from servicemap.durations import HOUR
from servicemap.model import ServiceMap
from servicemap.wording.catalogues import LANGUAGES, catalogue
from servicemap.wording.sayings import Amount, Filling, Number, Saying, Several, Together
from servicemap.wording.verbs import Named, told


def _one(n: int) -> str:
    return "one" if n == 1 else ""


def _one_or_none(n: int) -> str:
    return "one" if n in {0, 1} else ""


def _arabic(n: int) -> str:
    if n in {1, 2}:
        return ("one", "two")[n - 1]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else ""


FORMS: Mapping[str, Callable[[int], str]] = {
    "en": _one,
    "de": _one,
    "es": _one,
    "fr": _one_or_none,
    "ar": _arabic,
}
"""Which form of a plural a number takes, as Unicode CLDR has it; the others have one form."""


DECIMAL_COMMA = frozenset({"de", "fr", "es"})
"""Languages that write 2,5 where English writes 2.5."""

DECIMAL_POINT = frozenset(
    f"{language}-{region}"
    for language, regions in (("de", "ch li"), ("es", "do gt hn mx ni pa pe pr sv us"))
    for region in regions.split()
)
"""Where they are written with a point all the same, as Unicode CLDR has it."""


TOGETHER = 3
"""Of more names, those beyond the first two are counted."""


class Phrases:
    """What a language says, with somebody's own words before it.

    `language` is the code of the table that speaks. `borrowed`: it is that of another language,
    as there is none of its own, and nobody gave words for it.
    """

    __slots__ = ("_decimal", "_form", "_table", "borrowed", "language")

    def __init__(self, language: str, own: Mapping[str, str]) -> None:
        tag = language.casefold().replace("_", "-").split("-")
        code = tag[0] if tag[0] in LANGUAGES else "en"
        self.language = code
        self.borrowed = code != tag[0] and not own
        self._form = FORMS.get(code)
        point = any(f"{code}-{part}" in DECIMAL_POINT for part in tag[1:])
        self._decimal = "," if code in DECIMAL_COMMA and not point else "."
        english = catalogue("en")
        own = {key: text for key, text in own.items() if key.partition(".")[0] in english}
        # A form that the map says nothing of gives way with the word itself.
        kept = {
            key: text
            for key, text in catalogue(code).items()
            if key.partition(".")[0] not in own or key == key.partition(".")[0]
        }
        self._table = {**kept, **own}

    def __getitem__(self, key: str) -> str:
        return self._table[key]

    def say(self, key: str, **parts: object) -> str:
        """The words at `key` with its `{...}` filled in; unknown braces stay as they are.

        A `count` among them decides on the form of a plural, a name on that of the verb after it.
        """
        count = parts.get("count")
        text = self._table[key]
        if self._form is not None and isinstance(count, int):
            text = self._table.get(f"{key}.{self._form(count)}", text)
        return told(text, **parts)

    def listed(self, names: Sequence[str]) -> str:
        """Names one after the other; nothing for none."""
        return self._joined("listed", names)

    def together(self, names: Sequence[str], at_most: int = TOGETHER) -> str:
        """Names of which one verb tells: `A`, `A and B`, `A, B and C`, `A, B and 4 others`.

        With two `at_most`, `A and 5 others`.
        """
        *first, last = names[: at_most - 1] if len(names) > at_most else names
        if len(names) > at_most:
            first, last = [*first, last], self.say("others", count=len(names) - at_most + 1)
        return self.say("and_last", first=self.listed(first), second=last) if first else last

    def in_a_row(self, sentences: Sequence[str]) -> str:
        """Sentences one after the other in one line; nothing for none."""
        return self._joined("in_a_row", sentences)

    def _joined(self, key: str, texts: Sequence[str]) -> str:
        said = "".join(texts[:1])
        for text in texts[1:]:
            said = self.say(key, first=said, second=text)
        return said

    def said(self, what: Filling) -> str:
        """What is to be said, in words; somebody's own text as it is."""
        match what:
            case Saying(key, parts):
                return self.say(key, **{name: self._filling(part) for name, part in parts})
            case Several(things):
                return self.listed([self.said(thing) for thing in things])
            case Together(names):
                return self.together(names)
            case Amount(minutes, day):
                return self.length(minutes, day)
            case Number(written):
                return self.number(written)
            case date():
                return self.day(what)
        return str(what)

    def _filling(self, part: Filling) -> object:
        """A part of a saying. Counts and names decide on the forms of words beside them."""
        return part if isinstance(part, int | Named) else self.said(part)

    def number(self, written: str) -> str:
        """A number written with a point, as the language writes it: `2.9` or `2,9`."""
        return written.replace(".", self._decimal)

    def day(self, day: date) -> str:
        """A day as people write it: `10 Feb 2027`, `10. Feb. 2027`, `1er févr. 2027`."""
        month = self[MONTHS_IN_FULL[day.month - 1]]
        return self.say("date", count=day.day, month=month, year=day.year)

    def day_and_month(self, day: date) -> str:
        """A day whose year is plain: `10 Feb`, `10. Feb.`, `1er févr.`."""
        return self.say("day_and_month", count=day.day, month=self[MONTHS_IN_FULL[day.month - 1]])

    def length(self, minutes: int, day: int) -> str:
        """A length of working time, of `day` minutes a day: `2 days 4 hours`, to the minute."""
        days, rest = divmod(abs(minutes), day)
        hours, rest = divmod(rest, HOUR)
        said = ""
        for unit, count in (("day", days), ("hour", hours), ("minute", rest)):
            if count:
                part = self.say(unit, count=count)
                said = self.say("and_then", first=said, second=part) if said else part
        return said or self._table["no_time"]


class Words(Phrases):
    """The words of one map, and lengths of its time."""

    __slots__ = ("_day",)

    def __init__(self, m: ServiceMap) -> None:
        super().__init__(m.language, m.words)
        self._day = m.calendar.day

    def first_of(self, names: Sequence[str]) -> str:
        """The first of some names, and how many more there are."""
        first, *more = names
        return f"{first} {self.say('more', count=len(more))}" if more else first

    def amount(self, minutes: int, day: int | None = None) -> str:
        """A length of the map's working time, or of that of `day` minutes a day."""
        return self.length(minutes, day or self._day)

    def between(self, bounds: Bounds, day: int) -> str:
        """Something that is there at least: `2 days`, `2 days or more`, `1 day to 4 days`."""
        least, most = bounds
        assert least, "what may not be there at all is not said as if it were"
        if most is None:
            return self.say("or_more", amount=self.length(least, day))
        if least == most:
            return self.length(most, day)
        return self.say("from_to", least=self.length(least, day), most=self.length(most, day))
