"""What became of a map: points in time, what is followed between them, and where nothing is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

import servicemap as sm
from servicemap.agreeing import AgreementState
from servicemap.findings import Finding
from servicemap.importing.record_files import NoRecord
from servicemap.model import Promised
from servicemap.revisions import objects
from servicemap.rounds.history import History, HistoryMeasure, Untold
from servicemap.rounds.history_points import HistoryPoint
from tests.repositories import NEEDS_GIT, Repository, repository

__all__ = ["repository"]

TODAY = date(2027, 3, 1)

SHOP = """\
map: {{title: Shop, start: 2027-02-01, confirm_every: 30d}}
teams:
  Bakery:
    confirmed: 2027-01-01
    serves: [{{customer: Counter, service: Bread, takes: {takes}, promise: 2027-02-05}}]
  Counter:
    relies_on: [{{provider: Bakery, service: {asks_for}}}]
    serves: [{{customer: Guests, service: Breakfast, takes: 1d, promise: 2027-02-10}}]
end_users:
  Guests:
    feedback: [{feedback}]
{more}
"""


def shop(
    takes: str = "1d",
    asks_for: str = "Bread",
    feedback: str = "{score: 5, asked: 2026-12-01, rung: customer}",
    more: str = "",
) -> str:
    return SHOP.format(takes=takes, asks_for=asks_for, feedback=feedback, more=more)


def on(repository: Repository, day: str, text: str, path: str = "shop.yaml") -> str:
    """Commit a map on a day; the beginning of the hash."""
    with pytest.MonkeyPatch.context() as patch:
        for who in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{who}_DATE", f"{day}T12:00:00+0000")
        return repository.commit({path: text})[:10]


def told(path: str = "shop.yaml", **more: object) -> History:
    return sm.history(sm.load(path), today=TODAY, **more)  # type: ignore[arg-type] # as typed


def values(found: History, measure: HistoryMeasure) -> dict[str, list[tuple[str, float | None]]]:
    return {
        one.key.subject: [(str(value.when), value.value) for value in one.values]
        for one in found.of(measure)
    }


YEAR = "{score: 5, asked: 2026-12-01, rung: customer}, {score: 8, asked: 2027-02-10, rung: account}"


@pytest.fixture
def a_year(repository: Repository) -> list[str]:
    return [
        on(repository, "2026-12-05", shop()),
        on(repository, "2027-01-10", shop("5d", "Rolls")),
        on(repository, "2027-01-20", "teams: [\n"),
        on(
            repository,
            "2027-02-12",
            shop(feedback=YEAR, more="actions: {Bake at night: {for: Bakery, done: 2027-01-25}}"),
        ),
    ]


def test_points_are_revisions_and_now(a_year: list[str]) -> None:
    found = told()
    assert [(str(one.when), one.revision) for one in found.points] == [
        ("2026-12-05", a_year[0]),
        ("2027-01-10", a_year[1]),
        ("2027-01-20", a_year[2]),
        ("2027-02-12", a_year[3]),
        ("2027-03-01", None),
    ]
    (gap,) = found.gaps
    assert gap.revision == a_year[2]
    assert gap.gap is not None
    assert gap.gap.message.startswith("shop.yaml:2:1: this is not YAML")
    assert (found.untold, found.left_out, found.shallow, found.moved) == (None, (), False, ())
    assert found.record == NoRecord()


def test_what_is_followed(a_year: list[str]) -> None:
    found = told()
    assert values(found, HistoryMeasure.SCORE) == {"guests": [("2026-12-01", 5), ("2027-02-10", 8)]}
    assert values(found, HistoryMeasure.RUNG) == {"guests": [("2026-12-01", 2), ("2027-02-10", 3)]}
    margins = values(found, HistoryMeasure.MARGIN)
    assert [(day, minutes and minutes / 480) for day, minutes in margins["bakery/bread"]] == [
        ("2026-12-05", 4),
        ("2027-01-10", 0),
        ("2027-02-12", 4),
        ("2027-03-01", 4),
    ]
    assert values(found, HistoryMeasure.AGREED)[""] == [
        ("2026-12-05", 0.5),
        ("2027-01-10", 0),
        ("2027-02-12", 0.5),
        ("2027-03-01", 0.5),
    ]
    # Confirmed on 1 January, and good for 30 days.
    assert [count for _, count in values(found, HistoryMeasure.FINDINGS)["SM205"]] == [0, 0, 1, 1]
    assert [action.name for action in found.actions] == ["Bake at night"]


def test_what_is_said_no_more_is_still_told(repository: Repository) -> None:
    on(repository, "2026-12-05", shop())
    on(repository, "2027-02-12", shop(feedback="{score: 8, asked: 2027-02-10}"))
    assert values(told(), HistoryMeasure.SCORE)["guests"] == [("2026-12-01", 5), ("2027-02-10", 8)]


def counter(*said: str) -> str:
    """A shop whose counter says something of all that it gets, of bread, and of flour."""
    overall, bread, flour = said
    return (
        f"teams: {{Counter: {{feedback: [{overall}], relies_on: ["
        f"{{provider: Bakery, service: Bread, feedback: [{bread}]}},"
        f"{{provider: Mill, service: Flour, feedback: [{flour}]}}],"
        " serves: {Guests: Breakfast}},"
        " Bakery: {serves: {Counter: Bread}}, Mill: {serves: {Counter: Flour}}}\n"
        "end_users: [Guests]\n"
    )


def test_of_several_deliveries_the_lowest_score_counts(repository: Repository) -> None:
    bad = "{score: 5, asked: 2026-12-01}"
    text = counter(
        "{score: 8, asked: 2026-11-01}",
        f"{bad}, {{score: 9, asked: 2027-02-01}}",
        "{score: 9, asked: 2026-12-01}, {score: 7, asked: 2027-01-01}",
    )
    on(repository, "2027-02-02", text)
    assert values(told(), HistoryMeasure.SCORE)["counter"] == [
        ("2026-11-01", 8),
        ("2026-12-01", 5),
        ("2027-01-01", 5),
        ("2027-02-01", 7),
    ]
    lowest = sm.care(sm.load("shop.yaml"), today=TODAY)["Counter"].lowest
    assert lowest == 7


def test_what_was_said_of_a_delivery_counts_as_long_as_there_is_one(repository: Repository) -> None:
    good = "{score: 9, asked: 2027-02-01}"
    on(repository, "2026-12-05", counter("", "{score: 3, asked: 2026-12-01}", ""))
    on(repository, "2027-02-02", counter(good, "", "").replace("Bread", "Rolls"))
    assert values(told(), HistoryMeasure.SCORE)["counter"] == [("2026-12-01", 3), ("2027-02-01", 9)]


def test_what_is_yet_to_come_is_no_history(tmp_path: Path) -> None:
    feedback = "{score: 5, asked: 2026-12-01}, {score: 9, rung: advocate, asked: 2027-05-01}"
    more = "actions: {Bake at night: {for: Bakery, done: 2027-04-01}}"
    path = tmp_path / "shop.yaml"
    path.write_text(shop(feedback=feedback, more=more))
    (tmp_path / "record.csv").write_text(
        "Service,Delivered,Due\nBread,2027-02-05,2027-02-05\nBread,2027-03-02,2027-03-01\n"
    )
    found = told(str(path), record=tmp_path / "record.csv")
    assert found.days == (date(2026, 12, 1), TODAY)
    assert found.actions == ()
    assert values(found, HistoryMeasure.SCORE) == {"guests": [("2026-12-01", 5)]}
    assert values(found, HistoryMeasure.KEPT) == {"bakery/bread": [("2027-03-01", 1)]}


def test_since_a_day_and_since_a_revision(a_year: list[str]) -> None:
    since_day = told(since=date(2027, 1, 15))
    assert [one.revision for one in since_day.points] == [a_year[2], a_year[3], None]
    assert values(since_day, HistoryMeasure.SCORE) == {"guests": [("2027-02-10", 8)]}
    since_revision = told(since=a_year[1])
    assert [one.revision for one in since_revision.points] == [*a_year[1:], None]
    with pytest.raises(sm.UnreadableRevision, match="git knows no revision 'v9'"):
        told(since="v9")


def test_since_a_day_after_the_last_revision(a_year: list[str]) -> None:
    """There are revisions, and none of these days: nobody is told to commit the map."""
    found = told(since=date(2027, 2, 20))
    assert ([one.revision for one in found.points], found.untold) == ([None], None)


def test_the_last_ones_and_what_is_left_out(a_year: list[str]) -> None:
    found = told(last=1)
    assert [one.revision for one in found.points] == [a_year[3], None]
    assert [one.short for one in found.left_out] == a_year[:3]


@NEEDS_GIT
def test_where_git_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(shop(feedback=YEAR))
    found = told()
    assert found.untold is Untold.NO_REPOSITORY
    assert [one.revision for one in found.points] == [None]
    assert len(values(found, HistoryMeasure.SCORE)["guests"]) == 2


def test_where_there_is_no_git(a_year: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert told().untold is Untold.NO_GIT
    with pytest.raises(sm.UnreadableRevision, match="git is needed"):
        told(since=a_year[0])


def test_a_map_in_no_file() -> None:
    m = sm.loads(shop(feedback=YEAR), "<stdin>")
    assert sm.history(m, today=TODAY).untold is Untold.NO_FILE


def test_a_commit_of_tomorrow(repository: Repository) -> None:
    on(repository, "2027-03-02", shop())
    assert [str(one.when) for one in told().points] == ["2027-03-02", "2027-03-02"]


def test_a_repository_without_history(repository: Repository) -> None:
    Path("shop.yaml").write_text(shop())
    assert told().untold is Untold.NOTHING_COMMITTED
    repository.commit({"other.txt": "x"})
    repository.git("rm", "--quiet", "--cached", "shop.yaml")
    repository.git("commit", "--quiet", "--amend", "--no-edit")
    assert told().untold is Untold.NOTHING_COMMITTED


def test_a_map_that_was_one_file(repository: Repository) -> None:
    first = on(repository, "2026-12-05", shop(), "maps.yaml")
    repository.git("rm", "--quiet", "maps.yaml")
    second = on(repository, "2027-01-10", shop("2d"), "maps/all.yaml")
    third = on(repository, "2027-02-10", shop("3d"), "maps/all.yaml")
    found = told("maps")
    assert [one.revision for one in found.points] == [first, second, third, None]
    assert found.gaps == ()
    assert [(str(one.day), one.path) for one in found.moved] == [("2027-01-10", "maps.yaml")]


def test_a_map_that_was_moved(repository: Repository) -> None:
    first = on(repository, "2026-12-05", shop(), "old/shop/all.yaml")
    Path("new").mkdir()
    repository.git("mv", "old/shop", "new/place")
    second = on(repository, "2027-01-10", "moved", "readme.txt")
    found = told("new/place")
    assert [one.revision for one in found.points] == [first, second, None]
    assert [one.path for one in found.moved] == ["old/shop"]


def test_a_shallow_clone(
    a_year: list[str], repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.folder}", str(clone))
    monkeypatch.chdir(clone)
    found = told()
    assert found.shallow
    assert [one.revision for one in found.points] == [*a_year[2:], None]


def test_each_file_is_read_once(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answered = objects.Objects._answered

    def counted(self: objects.Objects, name: str, most: int) -> objects.Object | None:
        found = answered(self, name, most)
        if found and found.kind == "blob":
            asked.append(name)
        return found

    guests = "end_users: [Guests]\n"
    for number in range(4):
        team = f"teams: {{A: {{serves: [{{customer: Guests, service: S, takes: {number}d}}]}}}}\n"
        repository.commit({"maps/guests.yaml": guests, "maps/team.yaml": team})
    monkeypatch.setattr(objects.Objects, "_answered", counted)
    assert len(told("maps").points) == 5
    assert len(asked) == len(set(asked)) == 5


@pytest.mark.parametrize("seed", range(3))
def test_a_point_says_what_the_commands_say_of_these_files_alone(
    seed: int, repository: Repository
) -> None:
    random = Random(seed)
    days = []
    for month in sorted(random.sample(range(1, 12), 3)):
        score = random.randint(0, 10)
        text = shop(
            random.choice(["1d", "3d", "9d", "{best: 1d, likely: 2d, worst: 9d}"]),
            random.choice(["Bread", "Rolls"]),
            f"{{score: {score}, asked: 2026-{month:02}-01}}",
            random.choice(["", "actions: {Bake: {for: Bakery, due: 2026-06-01}}"]),
        )
        days.append((date(2026, month, 2), on(repository, f"2026-{month:02}-02", text)))
    points = {one.revision: one for one in told().points}
    for day, revision in days:
        m = sm.load("shop.yaml", revision=revision)
        point = points[revision]
        assert point.when == day
        assert dict(_findings(point)) == _counted(sm.check(m, today=day))
        assert {id_: then.score for id_, then in point.customers.items()} == {
            one.party.id: one.score for one in sm.care(m, today=day) if one.score is not None
        }
        agreed = sm.agreements(m, today=day)
        assert point.agreed == (agreed.counts[AgreementState.AGREED], len(agreed))
        for one in sm.promises(m):
            then = point.promises[Promised(one.service, one.customer)]
            assert (then.margin, then.fate) == (one.margin_bounds if one.stated else None, one.fate)
            least = [
                t
                for t in sm.tolerance(m)
                if (t.service, t.customer) == (one.service, one.customer) and not t.without_limit
            ]
            assert then.tolerance is not None
            assert then.tolerance.bounds in [t.bounds for t in least]
            assert all((t.least or 0) >= (then.tolerance.bounds.least or 0) for t in least)


def _findings(point: HistoryPoint) -> Iterator[tuple[str, int]]:
    yield from point.findings.items()


def _counted(found: sm.Report) -> dict[str, int]:
    looked_at: list[Finding] = [one for one in found if one.counts]
    return {one.code: sum(o.code == one.code for o in looked_at) for one in looked_at}
