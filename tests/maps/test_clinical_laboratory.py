"""The laboratory: two dozen parties, and what five days without sterile tubes do to them.

Tubes, reagents, donor blood and the machines are normally there (`standing`), so the plan is the
way of one sample, in working hours from the morning:

    Çelik Courier     Clinic samples    4      at 4
    Sample reception  Blood samples     1      at 5     Swabs likewise
    Blood science     Blood counts      2      at 7     Matched blood likewise
    Ward porters      Blood units       1      at 8     promised within a day of eight hours
    Result release    Released results  1/2    at 7 1/2
    Results online    Urgent results    1/2    at 8     promised within a day; Ward results likewise
                      Own results       8      at 15 1/2, promised within three days
    Microbiology      Culture findings  18     from 5 to 23
    Result release    Notifiable cases  1      at 24    promised within three days
                      Printed reports   1      at 24
    Report post       Lab reports       8      at 32    promised within five days

The supplier of tubes five days late: Purchasing has the forecast out after one day, tubes after
four, reagents after six. It waits for the reagents until day six anyway, so two of the five days
are absorbed by the schedule. The checked goods reach Main store three days late, and with them
tubes and reagents reach the benches. Reception has two days of tubes, Blood science three of
reagents: reception is one day late, and with it every sample.

Theatres, wards, emergency room and health authority have no time to spare: one day late. Patients
were promised the third day and get their results on it; the report post has a day in hand.
"""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.findings import Severity
from servicemap.model import OUTSIDE_CUSTOMERS, Group, ServiceMap
from servicemap.timing.answers.traces import Hop

MAP = Path(__file__).parents[2] / "maps" / "clinical-laboratory"
HOUR = 60
DAY = 8 * HOUR


@pytest.fixture(scope="module")
def laboratory() -> ServiceMap:
    return sm.load(MAP)


def test_it_is_clean(laboratory: ServiceMap) -> None:
    counts = sm.check(laboratory).counts
    assert (counts[Severity.ERROR], counts[Severity.WARNING]) == (0, 0)


def test_it_is_two_dozen_parties_in_five_columns(laboratory: ServiceMap) -> None:
    parties = laboratory.parties.values()
    groups = [party.group for party in parties]
    assert {group: groups.count(group) for group in Group} == {
        Group.TEAMS: 8,
        Group.END_USERS: 6,
        Group.PROSPECTS: 0,
        Group.DISTRIBUTORS: 3,
        Group.SUPPLIERS: 6,
    }
    assert [p.name for p in parties if p.inside] == [
        "Operating theatres",
        "Emergency room",
        "Wards",
    ]
    assert {p.department for p in parties if p.group is Group.TEAMS} == {
        "Supply and Stores",
        "Clinical Laboratory",
        "IT Services",
    }
    assert len(laboratory.reliances) == 28


def test_names_and_labels_are_short_enough_for_a_poster(laboratory: ServiceMap) -> None:
    labels = [service.name for service in laboratory.services.values()]
    assert [label for label in labels if len(label) > 18 or len(label.split()) > 3] == []
    words = [word for party in laboratory.parties.values() for word in party.name.split()]
    assert max(words, key=len) == "Microbiology"


def test_the_suppliers_are_written_in_their_own_letters(laboratory: ServiceMap) -> None:
    names = [p.name for p in laboratory.parties.values() if p.group is Group.SUPPLIERS]
    assert [name for name in names if name.isascii()] == []


def test_suppliers_are_customers_too(laboratory: ServiceMap) -> None:
    assert [r.customer for r in laboratory.reliances if r.service == "purchasing/forecast"] == [
        "grünhof-reagents",
        "łąka-sterile-tubes",
    ]


def test_every_promise_is_kept_when_nobody_is_late(laboratory: ServiceMap) -> None:
    trace = sm.trace(laboratory, late={"purchasing": "0d"})
    assert trace.felt == ()
    planned = {
        (p.customer, p.service.partition("/")[2]): (p.planned or 0) / HOUR
        for p in trace
        if laboratory.parties[p.customer].group is Group.END_USERS
    }
    assert planned == {
        ("health-authority", "notifiable-cases"): 24,
        ("operating-theatres", "blood-units"): 8,
        ("wards", "blood-units"): 8,
        ("emergency-room", "urgent-results"): 8,
        ("wards", "ward-results"): 8,
        ("patients", "own-results"): 15.5,
        ("family-doctors", "lab-reports"): 32,
    }


def test_five_days_without_tubes_are_one_day_at_the_bedside(laboratory: ServiceMap) -> None:
    trace = sm.trace(laboratory, late={"Łąka Sterile Tubes": "5d"})
    end_users = [p for p in trace.felt if laboratory.parties[p.customer].group is Group.END_USERS]
    assert sorted((p.customer, p.service, p.late) for p in end_users) == [
        ("emergency-room", "results-online/urgent-results", DAY),
        ("health-authority", "result-release/notifiable-cases", DAY),
        ("operating-theatres", "ward-porters/blood-units", DAY),
        ("wards", "results-online/ward-results", DAY),
        ("wards", "ward-porters/blood-units", DAY),
    ]
    assert (trace["Patients"].delay, trace["Patients"].late) == (DAY, 0)
    assert (trace["Family doctors"].delay, trace["Family doctors"].late) == (DAY, 0)
    assert trace["Operating theatres"].chain == (
        Hop("łąka-sterile-tubes/sterile-tubes", 0, 0, 0, 0, 5 * DAY, 5 * DAY),
        Hop(
            *("purchasing/checked-goods", 5 * DAY, 2 * DAY, 0, 0, 0, 3 * DAY),
            waits_for="grünhof-reagents/test-reagents",
        ),
        Hop("main-store/tubes-and-labels", 3 * DAY, 0, 0, 0, 0, 3 * DAY),
        Hop("sample-reception/blood-samples", 3 * DAY, 0, 2 * DAY, 0, 0, DAY),
        Hop("blood-science/matched-blood", DAY, 0, 0, 0, 0, DAY),
        Hop("ward-porters/blood-units", DAY, 0, 0, 0, 0, DAY),
    )


def test_every_team_reaches_somebody_outside_the_laboratory(laboratory: ServiceMap) -> None:
    for team in (p for p in laboratory.parties.values() if p.group is Group.TEAMS):
        felt = sm.trace(laboratory, late={team.id: "30d"}).felt
        reached = {laboratory.parties[p.customer].group for p in felt}
        assert reached & OUTSIDE_CUSTOMERS, team.name
