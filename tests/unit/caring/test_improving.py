"""Where to improve first: what weighs, what it says, and by what."""

from datetime import date
from decimal import Decimal

import pytest

from servicemap.caring.reasons import Improvement, ReasonToImprove
from servicemap.caring.report import CareReport, care
from servicemap.feedback import Lever
from servicemap.index import compile_index
from servicemap.loading import read_text
from servicemap.reporting.text.care import as_markdown
from servicemap.reporting.text.improvements import improvement, more_to_improve
from servicemap.substitutes import without_substitute

TODAY = date(2027, 2, 1)

OPERA = """
map: {{currency: EUR, start: 2027-02-01, confirm_every: 90d}}
teams:
  Workshop:
    serves:
      - {{customer: Stage, service: Set, takes: 3d}}
  Stage:
    care: {{listen: On Mondays, last_asked: 2027-01-30}}
    relies_on:
      - {{provider: Workshop, service: Set{said}}}
    serves:
      - {{customer: Audience, service: Opera, takes: 1d, promise: {promise}, worth: 45000{others}}}
end_users:
  Audience: {{care: {{listen: Cards in the foyer, last_asked: 2027-01-30}}}}
actions: {actions}
"""


def improving(
    said: str = "", promise: str = "2027-02-26", others: str = "", actions: str = "{}"
) -> tuple[CareReport, tuple[Improvement, ...]]:
    loaded = read_text(OPERA.format(said=said, promise=promise, others=others, actions=actions))
    assert [finding.message for finding in loaded.findings] == []
    found = care(loaded.map, today=TODAY)
    return found, found.improve


def test_where_all_is_well_nothing_is_to_be_improved() -> None:
    assert improving()[1] == ()


def test_a_bad_word_with_what_hangs_on_it() -> None:
    found, (only,) = improving(", feedback: {score: 3, asked: 2027-01-30}")
    assert only.reasons == (ReasonToImprove.UNHAPPY, ReasonToImprove.UNANSWERED)
    assert improvement(found, only) == (
        "Set for Stage, by Workshop: Stage gave 3 of 10, and nothing was done about it. It reaches"
        " Audience. 45,000 EUR hang on Set. To try: strengthen the relationship: ask what would"
        " make it better."
    )


@pytest.mark.parametrize("score", [0, 3, 6])
def test_the_lower_the_score_the_more_it_weighs(score: int) -> None:
    _, (only,) = improving(f", feedback: {{score: {score}, asked: 2027-01-30, done: A lift}}")
    assert only.score == 8 + 6 - score


def test_a_begun_action_says_by_what_and_by_when() -> None:
    found, (only,) = improving(
        ", feedback: {score: 3, asked: 2027-01-30}",
        actions="{Buy a lift: {for: Workshop, lever: system, due: 2027-01-31}}",
    )
    assert (only.lever, only.reasons) == (Lever.SYSTEM, (ReasonToImprove.UNHAPPY,))
    assert improvement(found, only).endswith(
        "To try: upgrade the system (begun: Buy a lift, due Sun 31 Jan 2027, 1 day overdue)."
    )


def test_what_the_plan_makes_late_is_made_simpler_by_those_who_make_it_late() -> None:
    found, improvements = improving(promise="2027-02-02")
    assert [one.reliance.id for one in improvements] == [
        "stage/opera > audience",
        "workshop/set > stage",
    ]
    assert {one.lever for one in improvements} == {Lever.PROCEDURE}
    assert improvement(found, improvements[1]) == (
        "Set for Stage, by Workshop: the plan has Opera for Audience 2 days late. It reaches"
        " Audience. 45,000 EUR hang on Set. To try: simplify the procedure."
    )


def test_little_time_is_said_in_the_words_of_the_promise() -> None:
    found, (opera, set_) = improving(promise="2027-02-04")
    assert (opera.reasons, opera.lever) == ((ReasonToImprove.NO_TIME,), Lever.EARLY)
    assert improvement(found, set_).startswith(
        "Set for Stage, by Workshop: any delay makes Opera for Audience late."
    )


@pytest.mark.parametrize(
    ("others", "reasons"),
    [
        ("2027-02-19", ["competitor"]),
        ("2027-02-27", []),
        ("daily 12:00", ["competitor"]),
    ],
)
def test_a_competitor_is_a_reason_unless_it_is_no_sooner(others: str, reasons: list[str]) -> None:
    _, found = improving(others=f", others: {{Stadttheater: '{others}'}}")
    assert [str(reason) for one in found for reason in one.reasons] == reasons


def test_silence_is_told_as_it_is() -> None:
    text = OPERA.format(said="", promise="2027-02-26", others="", actions="{}")
    for care_, said in (
        (
            "{listen: Cards, every: 7d, last_asked: 2027-01-01}",
            "Audience was last heard 31 days ago",
        ),
        ("{listen: Cards}", "Audience was never asked"),
        ("{last_asked: 2027-01-30}", "nobody says how Audience is heard"),
    ):
        changed = text.replace("{listen: Cards in the foyer, last_asked: 2027-01-30}", care_)
        found = care(read_text(changed).map, today=TODAY)
        (only,) = found.improve
        assert improvement(found, only).startswith(f"Opera for Audience, by Stage: {said}.")


def test_what_they_want_is_what_to_try_first() -> None:
    found, (only,) = improving(
        ", wants: Painted on both sides, feedback: {score: 3, asked: 2027-01-30, done: A lift}"
    )
    assert (only.lever, only.answers) == (Lever.PERSONALISE, ReasonToImprove.UNHAPPY)
    assert improvement(found, only).endswith(
        "To try: make it personal: 'Painted on both sides' is what they want."
    )


@pytest.mark.parametrize(
    ("said", "lever"),
    [
        (", standing: yes, feedback: {score: 3, asked: 2027-01-30}", Lever.SYSTEM),
        (", feedback: {score: 5, asked: 2027-01-30, kind: inquiry}", Lever.LEARNING),
        (", feedback: {score: 5, asked: 2027-01-30, kind: complaint}", Lever.RELATIONSHIP),
    ],
)
def test_what_was_said_of_what_decides_what_to_try(said: str, lever: Lever) -> None:
    _, (only,) = improving(said)
    assert only.lever is lever


def test_a_falling_score_is_told_before_it_is_a_bad_one() -> None:
    found, (only,) = improving(
        ", feedback: [{score: 9, asked: 2026-10-30}, {score: 7, asked: 2027-01-30}]"
    )
    assert only.reasons == (ReasonToImprove.FALLING,)
    assert improvement(found, only) == (
        "Set for Stage, by Workshop: Stage gave 7 of 10, down from 9. It reaches Audience."
        " 45,000 EUR hang on Set. To try: anticipate problems: ask what has changed."
    )


def test_who_would_call_too_late_is_to_be_told_before() -> None:
    found, (only,) = improving(", noticed_after: 4w")
    assert (only.reasons, only.lever) == ((ReasonToImprove.NOTICED_LATE,), Lever.INFORM)
    assert improvement(found, only).startswith(
        "Set for Stage, by Workshop: Stage would call only 4w after it was due, too late for Opera"
        " for Audience."
    )


def test_a_competitor_of_whom_nobody_can_say_whether_it_is_sooner_is_met_with_a_benefit() -> None:
    _, (only,) = improving(others=", others: {Stadttheater: 'daily 12:00'}")
    assert only.lever is Lever.BENEFITS


def test_what_else_is_promised_counts_where_nobody_asked_about_it() -> None:
    quality = ", quality: [Seats for all], others: {Stadttheater: 2027-02-19}"
    found, (only,) = improving(others=quality)
    assert only.reasons == (ReasonToImprove.COMPETITOR, ReasonToImprove.QUALITY)
    assert "nobody has asked Audience about 'Seats for all'" in improvement(found, only)


def test_what_else_is_promised_is_no_reason_alone() -> None:
    assert improving(others=", quality: [Seats for all]")[1] == ()


def test_a_team_without_time_and_without_a_substitute_trains_one() -> None:
    text = OPERA.format(said="", promise="2027-02-04", others="", actions="{}")
    tour = "Audience: {care: {listen: Cards in the foyer, last_asked: 2027-01-30}}"
    loaded = read_text(text.replace(tour, f"{tour}\n  Tour: {{relies_on: {{Stage: Opera}}}}"))
    set_ = next(one for one in care(loaded.map, today=TODAY).improve if one.answers)
    assert ReasonToImprove.NO_TIME in set_.reasons


def test_that_nobody_stands_in_is_said_of_those_alone_whom_a_delivery_reaches() -> None:
    found = care(
        read_text(
            """
teams:
  Doctors:
    relies_on: [{provider: Lab, service: Results, feedback: {score: 9}}]
    serves:
      - {customer: [Pharmacy, Nurses], service: Prescription, needs: []}
      - {customer: Practices, service: Letter, needs: [Lab/Results, Archive/Files]}
  Archive: {serves: {Doctors: Files}}
  Lab: {serves: {Doctors: Results}}
  Pharmacy:
    relies_on: [{provider: Doctors, service: Prescription, feedback: {score: 2}}]
    serves: {Patients: Tablets}
  Nurses: {serves: {Patients: Visits}}
distributors: {Practices: {care: {listen: A circle, last_asked: 2027-01-30}}}
end_users: {Patients: {care: {listen: A form, last_asked: 2027-01-30}}}
"""
        ).map,
        today=TODAY,
    )
    assert without_substitute(found.map, compile_index(found.map))["doctors"] == [
        "practices",
        "patients",
    ]
    (prescription,) = (one for one in found.improve if ReasonToImprove.UNHAPPY in one.reasons)
    assert prescription.only_way_to == ("patients",)


def test_what_hangs_on_a_delivery_is_not_all_that_hangs_on_its_service() -> None:
    found = care(
        read_text(
            """
map: {start: 2027-02-01}
teams:
  Lab:
    serves: [{customer: [Ward, Billing], service: Results, takes: 1d}]
  Ward:
    feedback: {score: 6, asked: 2027-01-30}
    serves: [{customer: Patients, service: Care, takes: 1d, promise: 5d, worth: 500}]
  Billing:
    feedback: {score: 6, asked: 2027-01-30}
    serves: [{customer: Payers, service: Bill, takes: 1d, promise: 2d, worth: 9000}]
end_users: [Patients, Payers]
"""
        ).map,
        today=TODAY,
    )
    hanging = {
        one.reliance.id: (one.worth, one.tightest.customer if one.tightest else None)
        for one in found.improve
    }
    assert hanging["lab/results > ward"] == (Decimal(500), "patients")
    assert hanging["lab/results > billing"] == (Decimal(9000), "payers")


def test_what_nobody_outside_waits_for_comes_later() -> None:
    found = care(
        read_text(
            """
teams:
  Accounts: {serves: {Printer: Payment}}
  Press: {serves: {Readers: Papers}, relies_on: {Printer: Sheets}}
end_users: {Readers: {feedback: {score: 2}}}
suppliers:
  Printer:
    serves: [{customer: Press, service: Sheets, needs: none}]
    feedback: {score: 2}
"""
        ).map,
        today=TODAY,
    )
    first, second = (one for one in found.improve if "unhappy" in one.reasons)
    assert (first.reliance.id, first.waited_for) == ("press/papers > readers", True)
    assert (second.reliance.id, second.waited_for) == ("accounts/payment > printer", False)
    assert first.score > second.score


def test_of_many_the_first_ten_are_told_and_the_others_counted() -> None:
    teams = "\n".join(
        f"  Desk {n}: {{serves: {{customer: Guests {n}, service: Keys {n}}}}}" for n in range(12)
    )
    guests = "\n".join(f"  Guests {n}: {{care: {{every: 7d}}}}" for n in range(12))
    found = care(read_text(f"teams:\n{teams}\nend_users:\n{guests}\n").map, today=TODAY)
    assert (len(found.improve), found.improve_more) == (10, 2)
    assert more_to_improve(found) == (
        "There is a reason for 2 other deliveries, which come after these."
    )
    assert f"\n\n{more_to_improve(found)}" in as_markdown(found)


def test_a_bad_word_of_those_for_whom_all_is_done_weighs_more() -> None:
    bad = "feedback: {score: 4, asked: 2027-01-30, done: A lift}"
    text = OPERA.format(said=f", {bad}", promise="2027-02-26", others="", actions="{}")
    listen = "{care: {listen: Cards in the foyer, last_asked: 2027-01-30}"
    asked = listen + f", relies_on: [{{provider: Stage, service: Opera, {bad}}}]"
    loaded = read_text(text.replace(listen, asked))
    opera, set_ = care(loaded.map, today=TODAY).improve
    assert (opera.reliance.customer, opera.score) == ("audience", 13)
    assert (set_.reliance.customer, set_.score) == ("stage", 10)
