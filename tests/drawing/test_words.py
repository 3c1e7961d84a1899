"""The words of posters: every language says everything, and numbers right."""

import re
from datetime import date

import pytest

from servicemap.wording.catalogues import LANGUAGES, catalogue
from servicemap.wording.phrases import FORMS, Phrases, Words
from servicemap.wording.sayings import saying
from tests.drawing.sketches import read

PROMISED = {"en", "de", "fr", "es", "zh", "ja", "ar"}


def words_in(language: str, own: str = "{}") -> Words:
    return Words(read(f"map: {{language: {language}, words: {own}}}\nteams: [Stores]"))


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_languages_are_those_that_were_promised() -> None:
    assert set(LANGUAGES) == PROMISED


@pytest.mark.parametrize("language", sorted(PROMISED))
def test_a_language_lacks_no_word(language: str) -> None:
    said = {key for key in catalogue(language) if "." not in key}
    wanted = {key for key in catalogue("en") if "." not in key}
    assert wanted - said == set()
    assert said - wanted == set()


@pytest.mark.parametrize("language", sorted(PROMISED))
def test_what_is_filled_in_stands_in_every_language(language: str) -> None:
    for key, text in catalogue(language).items():
        assert text.strip() == text != "", key
        base, _, form = key.partition(".")
        given = blanks(catalogue("en")[base])
        # A form of one number may say it in a word: "one day".
        assert given - {"count"} <= blanks(text) <= given, key
        if form not in {"one", "two"}:
            assert blanks(text) == given, key


@pytest.mark.parametrize("language", sorted(PROMISED))
def test_only_the_forms_of_a_language_are_told_apart(language: str) -> None:
    known = {FORMS[language](n) for n in range(200)} - {""} if language in FORMS else set()
    used = {key.partition(".")[2] for key in catalogue(language)} - {""}
    assert used <= known


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("en", 1, "1 day late"),
        ("en", 5, "5 days late"),
        ("de", 1, "1 Tag zu spät"),
        ("de", 5, "5 Tage zu spät"),
        ("de-CH", 5, "5 Tage zu spät"),
        ("fr", 1, "1 jour de retard"),
        ("fr", 5, "5 jours de retard"),
        ("es", 1, "1 día de retraso"),
        ("es", 5, "5 días de retraso"),
        ("zh", 5, "晚5天"),
        ("zh-Hant", 5, "晚5天"),
        ("ja", 5, "5日遅れ"),
        ("ar", 1, "تأخير يوم واحد"),
        ("ar", 2, "تأخير يومين"),
        ("ar", 5, "تأخير 5 أيام"),
        ("ar", 11, "تأخير 11 يومًا"),
        ("ar", 100, "تأخير 100 يوم"),
        ("ar", 105, "تأخير 105 أيام"),
        ("pl", 5, "5 days late"),
    ],
)
def test_so_many_days_late(language: str, days: int, said: str) -> None:
    words = words_in(language)
    assert words.say("late", amount=words.amount(days * 8 * 60)) == said


def test_days_and_hours_are_joined_as_the_language_does() -> None:
    minutes = 2 * 8 * 60 + 4 * 60
    assert words_in("en").amount(minutes) == "2 days 4 hours"
    assert words_in("ja").amount(minutes) == "2日4時間"
    assert words_in("ar").amount(minutes) == "يومين و4 ساعات"
    assert words_in("en").amount(0) == "no time"


def test_a_number_takes_its_form_wherever_it_stands() -> None:
    assert words_in("fr").say("more", count=1) == "+1 autre"
    assert words_in("fr").say("more", count=2) == "+2 autres"
    assert words_in("ar").say("counted_boxes", count=4) == "4 مربعات"


def test_a_word_of_the_map_stands_for_all_its_forms() -> None:
    words = words_in("en", "{day: '{count} shifts'}")
    assert words.amount(8 * 60) == "1 shifts"
    both = words_in("en", "{day: '{count} shifts', day.one: one shift}")
    assert both.amount(8 * 60) == "one shift"
    assert both.amount(2 * 8 * 60) == "2 shifts"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *((language, "2.9") for language in ("en", "de-CH", "es-419-MX", "zh", "ja", "ar", "pl")),
        *((language, "2,9") for language in ("de", "de-AT", "fr", "es")),
    ],
)
def test_numbers_are_written_as_in_the_language(language: str, said: str) -> None:
    assert words_in(language).number("2.9") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *((language, "A; B; C") for language in ("en", "de", "es")),
        ("fr", "A\u00a0; B\u00a0; C"),
        ("zh", "A\uff1bB\uff1bC"),
        ("ja", "A\uff1bB\uff1bC"),
        ("ar", "A\u061b B\u061b C"),
    ],
)
def test_sentences_in_one_line_are_joined_as_the_language_does(language: str, said: str) -> None:
    assert words_in(language).in_a_row(["A", "B", "C"]) == said
    assert words_in(language).in_a_row([]) == ""


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_signs_between_characters_are_as_wide_as_they_are(language: str) -> None:
    for key, text in catalogue(language).items():
        assert not re.search(r"[:,;()!?]", text), key


def test_arabic_has_its_own_comma_semicolon_and_question_mark() -> None:
    for key, text in catalogue("ar").items():
        assert not re.search(r"[,;?]", text), key


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A: B."), ("fr", "A\u00a0: B."), ("zh", "A\uff1aB。"), ("ja", "A\uff1aB。")],
)
def test_what_is_said_of_a_name_is_joined_as_the_language_does(language: str, said: str) -> None:
    words = words_in(language)
    assert words.say("sentence", said=words.say("named", name="A", what="B")) == said


@pytest.mark.parametrize(
    ("language", "first", "tenth"),
    [
        ("en", "1 Feb 2027", "10 Feb 2027"),
        ("de", "1. Feb. 2027", "10. Feb. 2027"),
        ("fr", "1er févr. 2027", "10 févr. 2027"),
        ("es", "1 feb 2027", "10 feb 2027"),
        ("zh", "2027年2月1日", "2027年2月10日"),
        ("ja", "2027年2月1日", "2027年2月10日"),
        ("ar", "1 فبراير 2027", "10 فبراير 2027"),
    ],
)
def test_a_day_is_written_as_people_of_the_language_do(
    language: str, first: str, tenth: str
) -> None:
    words = words_in(language)
    assert [words.day(date(2027, 2, day)) for day in (1, 10)] == [first, tenth]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 box, 2 links."),
        ("de", "1 Feld, 2 Verbindungen."),
        ("fr", "1 case, 2 liens."),
        ("es", "1 casilla, 2 enlaces."),
        ("zh", "1个方框\uff0c2条连线。"),
        ("ja", "箱1個、線2本。"),
        ("ar", "مربع واحد، رابطان."),
    ],
)
def test_boxes_and_links_are_counted_in_the_plural_of_the_language(
    language: str, said: str
) -> None:
    words = words_in(language)
    boxes, links = saying("counted_boxes", count=1), saying("counted_links", count=2)
    assert words.said(saying("counted", boxes=boxes, links=links)) == said
    few = words_in("ar").said(saying("counted_links", count=3))
    assert (few, words_in("ar").say("counted_links", count=11)) == ("3 روابط", "11 رابطًا")


@pytest.mark.parametrize("language", sorted(PROMISED - {"en"}))
def test_only_english_has_verbs_that_go_with_a_name(language: str) -> None:
    for key, text in catalogue(language).items():
        assert "|" not in text, key


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Mia", "Mia and Ben", "Mia, Ben and Zoe", "Mia, Ben and 3 others"]),
        ("de", ["Mia", "Mia und Ben", "Mia, Ben und Zoe", "Mia, Ben und 3 weitere"]),
        ("ja", ["Mia", "Mia、Ben", "Mia、Ben、Zoe", "Mia、Ben、ほか3者"]),
        ("ar", ["Mia", "Mia وBen", "Mia، Ben وZoe", "Mia، Ben و3 غيرهم"]),
    ],
)
def test_names_of_which_one_verb_tells_are_no_bare_row(language: str, said: list[str]) -> None:
    words, names = Phrases(language, {}), ["Mia", "Ben", "Zoe", "Tom", "Ann"]
    assert [words.together(names[:n]) for n in (1, 2, 3, 5)] == said
