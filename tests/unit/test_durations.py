"""Lengths of time as people write them."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.durations import Duration, parse_duration
from servicemap.wording.lengths import in_words, short


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30m", Duration(minutes=30)),
        ("4h", Duration(minutes=240)),
        ("2d", Duration(days=2)),
        ("1w", Duration(weeks=1)),
        ("1d 4h", Duration(days=1, minutes=240)),
        ("1d4h", Duration(days=1, minutes=240)),
        ("1 week, 2 days", Duration(weeks=1, days=2)),
        ("1.5d", Duration(days=1.5)),
        ("1.50000000000000000000d", Duration(days=1.5)),
        ("0.5h", Duration(minutes=30)),
        ("2 days", Duration(days=2)),
        ("1 Day", Duration(days=1)),
        ("90 mins", Duration(minutes=90)),
        ("0d", Duration()),
        ("2d elapsed", Duration(days=2, elapsed=True)),
        ("1d 4h elapsed", Duration(days=1, minutes=240, elapsed=True)),
    ],
)
def test_what_people_write(text: str, length: Duration) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3", "'3' has no unit: did you mean 3d (days) or 3h (hours)?"),
        ("1.5", "'1.5' has no unit: did you mean 1.5d (days) or 1.5h (hours)?"),
        ("-2d", "'-2d' is negative: a length of time is 0d or more"),
        ("1d 2d", "'1d 2d' gives d twice: add them up"),
        ("99999d", "'99999d' is too long: write 100 years at most"),
        ("0.5m", "'0.5m' has a part of a minute: write whole minutes, such as 1m"),
        ("1h 2.5m", "'1h 2.5m' has a part of a minute: write whole minutes, such as 3m"),
        ("0.0001d", "'0.0001d' is less than a minute: write 1m or more, or 0d"),
        ("0.008h", "'0.008h' is less than a minute: write 1m or more, or 0d"),
        ("soon", "'soon' is no length of time: write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"),
        ("1month", "'1month' is no length of time: write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"),
        ("", "'' is no length of time: write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"),
        ("elapsed", "'elapsed' is no length of time: write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"),
        ("²d", "'²d' is no length of time: write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\A'") as raised:
        parse_duration(text)
    assert str(raised.value) == sentence


def test_other_fractions_are_rounded_to_the_minute() -> None:
    assert parse_duration("0.33d").minutes_where(480, 2400) == 158
    assert parse_duration("1.0000001h").minutes_where(480, 2400) == 60
    assert parse_duration("1.0m") == Duration(minutes=1)
    assert str(parse_duration("0.33h")) == "0.33h"
    assert str(parse_duration("1d 1.25h")) == "1d 1h 15m"


def test_a_number_without_end_is_a_sentence_and_no_overflow() -> None:
    with pytest.raises(ValueError, match="is no length of time") as raised:
        parse_duration("9" * 60_000 + "d")
    assert len(str(raised.value)) < 120


LENGTHS = st.builds(
    Duration,
    weeks=st.integers(0, 50),
    days=st.integers(0, 400),
    minutes=st.integers(0, 6000),
    elapsed=st.booleans(),
)


@given(LENGTHS)
def test_a_length_reads_as_it_prints(length: Duration) -> None:
    assert parse_duration(str(length)) == length


@given(st.text(max_size=30))
def test_any_text_is_a_length_or_a_sentence(text: str) -> None:
    said = ""
    try:
        length = parse_duration(text)
    except ValueError as error:
        said = str(error)
    else:
        assert length.minutes_where(480, 2400) >= 0
    assert not said or ": " in said  # what is wrong, then what to write


def test_minutes_depend_on_who_works_when() -> None:
    day_and_a_half = parse_duration("1w 1d 30m")
    assert day_and_a_half.minutes_where(day=480, week=2400) == 2400 + 480 + 30
    assert day_and_a_half.minutes_where(day=1440, week=10080) == 10080 + 1440 + 30
    assert parse_duration("1d elapsed").minutes_where(day=480, week=2400) == 1440
    assert Duration(minutes=0.5).minutes_where(480, 2400) == 1  # halves round up


def test_minutes_as_people_read_them() -> None:
    assert short(0, 480) == "0d"
    assert short(1200, 480) == "2d 4h"
    assert short(-45, 480) == "-45m"
    assert in_words(0, 480) == "no time"
    assert in_words(481, 480) == "1 day 1 minute"
    assert in_words(1200, 480) == "2 days 4 hours"


def test_an_amount_says_of_what() -> None:
    """Three of what? Nobody who means days reads that these are weeks."""
    with pytest.raises(TypeError) as raised:
        Duration(3)
    assert str(raised.value) == (
        "Duration(3) does not say of what: give each amount by its name, such as Duration(days=2)"
    )


def test_it_is_copied_and_goes_to_another_process() -> None:
    length = Duration(weeks=1, days=2, minutes=3, elapsed=True)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(length, protocol)) == length
    assert copy.deepcopy(length) == length
    assert length._replace(weeks=0) == Duration(days=2, minutes=3, elapsed=True)
