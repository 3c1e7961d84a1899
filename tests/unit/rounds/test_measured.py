"""What a measured objective says, by hand."""

from datetime import date

import pytest

from servicemap.importing.record_files import NO_RECORD
from servicemap.importing.track_records import read_record
from servicemap.loading import read_text
from servicemap.rounds.keeping import KeptShare, Punctuality
from servicemap.rounds.measured import MeasuredObjective, Unmeasured, measured

MAP = """
map: {{start: 2027-02-01, calendar: {{hours: 09:00-17:00, holidays: [2027-02-08]}}}}
teams:
  Kitchen:
    objectives:
      - Warm is warm
      - {{say: On time, keep: Lunch, at_least: 90%}}
      - {{say: On time for the wards, keep: Lunch, to: Wards, at_least: 90%}}
      - {{say: They like it, score: Wards, at_least: 8}}
      - {{say: Snacks, keep: Snacks, at_least: 50%}}
    serves:
      - {{customer: [Wards, Guests], service: Lunch, promise: {promise}}}
      - {{customer: Wards, service: Snacks}}
  Wards:
    feedback: {{score: 5, asked: 2026-06-01}}
    relies_on:
      - provider: Kitchen
        service: Lunch
        feedback: [{{score: 7, asked: 2026-09-01}}, {{score: 9, asked: 2026-12-01}}]
      - {{provider: Kitchen, service: Snacks, feedback: {{score: 8, asked: 2026-12-01}}}}
    serves: {{Guests: Care}}
end_users: [Guests]
"""


def reached(rows: str, promise: str = "1d") -> list[MeasuredObjective]:
    m = read_text(MAP.format(promise=promise)).map
    record = read_record(f"Service,Customer,Arrived,Delivered,Due\n{rows}".encode(), m, "r.csv")
    return list(measured(m, "kitchen", record))


def counts(rows: str, promise: str = "1d") -> KeptShare | None:
    return reached(rows, promise)[1].counts


def test_what_there_is_nothing_to_measure_by() -> None:
    m = read_text(MAP.format(promise="1d")).map
    found = measured(m, "kitchen", NO_RECORD)
    assert [one.why for one in found] == [
        Unmeasured.NOT_MEASURED,
        Unmeasured.NO_RECORD,
        Unmeasured.NO_RECORD,
        None,
        Unmeasured.NO_RECORD,
    ]
    said = [one.why for one in reached("Snacks,Wards,,2027-02-02,")]
    assert said[1:] == [Unmeasured.NOTHING_RECORDED] * 2 + [None, Unmeasured.NOTHING_DUE]


def test_a_score_is_the_newest_and_has_a_trend() -> None:
    score = reached("")[3]
    assert [(one.day, one.value, one.of) for one in score.trend] == [
        (date(2026, 6, 1), 5, 1),
        (date(2026, 9, 1), 7, 1),
        (date(2026, 12, 1), 8.5, 2),
    ]
    assert (score.value, score.target, score.before, score.reached) == (8.5, 8, 7, True)


def test_the_due_moment_of_a_row_counts() -> None:
    rows = (
        "Lunch,Wards,,2027-02-02,2027-02-02\n"  # on that day
        "Lunch,Wards,,2027-02-02 18:00,2027-02-02\n"  # whenever on it
        "Lunch,Wards,,2027-02-02 12:31,2027-02-02 12:30\n"
        "Lunch,Guests,,2027-02-03,2027-02-02\n"
        "Lunch,Guests,,2027-02-02,\n"  # from when on does one day count?
    )
    _, to_all, to_wards, *_ = reached(rows)
    assert to_all.counts == KeptShare(2, 4, 5)
    assert to_wards.counts == KeptShare(2, 3, 3)
    assert to_wards.value == pytest.approx(2 / 3)
    assert to_wards.reached is False


def test_a_length_is_working_time_of_the_provider() -> None:
    # From Friday noon one day reaches over the weekend and the holiday to Tuesday noon.
    assert counts("Lunch,Wards,2027-02-05 13:00,2027-02-09 13:00,") == KeptShare(1, 1, 1)
    assert counts("Lunch,Wards,2027-02-05 13:00,2027-02-09 13:01,") == KeptShare(0, 1, 1)
    assert counts("Lunch,Wards,2027-02-05,2027-02-09 16:00,") == KeptShare(1, 1, 1)
    assert counts("Lunch,Wards,2027-02-05 16:00,2027-02-10,") == KeptShare(0, 1, 1)
    assert counts("Lunch,Wards,2027-02-05 13:00,2027-02-06 13:01,", "1d elapsed").kept == 0  # type: ignore[union-attr]


def test_a_date_is_a_promise_of_this_plan_alone() -> None:
    rows = (
        "Lunch,Wards,,2027-01-29,\nLunch,Wards,,2027-02-12 11:00,\nLunch,Wards,,2027-02-12 13:00,"
    )
    assert counts(rows, "2027-02-12 12:00") == KeptShare(1, 2, 3)


def test_what_recurs_is_not_judged_without_a_due_moment() -> None:
    rows = "Lunch,Wards,2027-02-02,2027-02-02,\nLunch,Wards,,2027-02-02,2027-02-01"
    assert counts(rows, "daily 12:00") == KeptShare(0, 1, 2)


def test_a_share_has_a_trend_by_quarters() -> None:
    days = [
        ("2026-11-03", "2026-11-03"),
        ("2027-02-02", "2027-02-01"),
        ("2027-03-02", "2027-03-02"),
    ]
    rows = "\n".join(f"Lunch,Wards,,{delivered},{due}" for delivered, due in days)
    keep = reached(rows)[1]
    assert [one[:3] for one in keep.trend] == [
        (date(2026, 12, 31), 1.0, 1),
        (date(2027, 3, 31), 0.5, 2),
    ]
    assert keep.value == pytest.approx(2 / 3)
    assert keep.before == 1.0


def test_a_share_was_before_what_all_came_to_until_the_last_quarter() -> None:
    """The figure is of all deliveries: so is what it was, and not that of one quarter."""
    quarters = {"2026-08-03": 3, "2026-11-03": 1, "2027-02-02": 2}
    rows = "\n".join(
        f"Lunch,Wards,,{day},{day if n else '2026-08-01'}"
        for day, count in quarters.items()
        for n in range(count)
    )
    keep = reached(rows)[1]
    assert [one.value for one in keep.trend] == [pytest.approx(2 / 3), 0.0, 0.5]
    assert (keep.value, keep.before) == (0.5, 0.5)  # 3 of 6, and before 2 of 4


def test_a_stretch_of_time() -> None:
    m = read_text(MAP.format(promise="1d")).map
    rows = "Lunch,Wards,2027-02-02,2027-02-01\nLunch,Wards,2027-03-02,2027-03-02"
    record = read_record(f"Service,Customer,Delivered,Due\n{rows}".encode(), m, "r.csv")
    since = measured(m, "kitchen", record, since=date(2027, 3, 2))
    until = measured(m, "kitchen", record, until=date(2027, 3, 1))
    assert [one[1].value for one in (since, until)] == [1.0, 0.0]


def test_whoever_gets_it_where_several_were_promised_different_things() -> None:
    m = read_text(
        "teams:\n  A:\n    serves:\n"
        "      - {customer: B, service: S, promise: 1d}\n"
        "      - {customer: C, service: S, promise: 2d}\n"
        "end_users: [B, C]"
    ).map
    rows = "S,C,2027-02-02 10:00,2027-02-04 10:00\nS,,2027-02-02,2027-02-02"
    record = read_record(f"Service,Customer,Arrived,Delivered\n{rows}".encode(), m, "r.csv")
    judged = Punctuality(m, record)
    assert {to: judged.of("a/s", to) for to in ("b", "c")} == {
        "b": KeptShare(0, 0, 0),
        "c": KeptShare(1, 1, 1),
    }
