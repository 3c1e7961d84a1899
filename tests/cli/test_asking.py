"""`show`, `trace`, `tolerance` and `promises` on the maps of the house, as a manager runs them.

The numbers of the toy shop are reckoned in tests/maps/test_harbour_toys.py: the stock waits for
the Friday van from Wednesday evening on, so that Purchasing has two days; the toys are on the shelf
on Monday 22 February, four working days before the promise.
"""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine
from tests.conftest import Golden

TOYS = "maps/harbour-toys"
DAY = 480


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


SEEN = {
    "show": ("show", "purchasing", TOYS, "--date", "2027-02-01"),
    "promises": ("promises", TOYS),
    "tolerance": ("tolerance", TOYS),
    "tolerance-for": ("tolerance", TOYS, "--for", "shoppers"),
    "tolerance-team": ("tolerance", TOYS, "--team", "Toy factory"),
    "trace-one": ("trace", "maps/sales-event.yaml", "--late", "accounts=2d"),
    "trace-scenario": ("trace", TOYS, "--scenario", "Forgotten confirmation"),
    "trace-several-late": ("trace", TOYS, "--late", "purchasing=2d 1m", "--late", "IT/Tills=5d"),
    "trace-many-promises": (
        "trace",
        "maps/clinical-laboratory",
        "--late",
        "Łąka Sterile Tubes=5d",
    ),
}


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", SEEN)
def test_what_a_manager_sees(
    name: str,
    columns: int,
    servicemap: CommandLine,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = servicemap(*SEEN[name])
    assert (ran.code, ran.err) == (0, "")
    golden(f"asking/{name}-{columns}", ran.out)
    # What is meant to be pasted stays on one line, however long.
    lines = [line for line in ran.out.splitlines() if "servicemap trace" not in line]
    assert max(map(len, lines)) <= columns


def test_colour_is_never_alone(servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    for command in SEEN.values():
        coloured = servicemap(*command).out
        assert "\x1b[" in coloured
        monkeypatch.setenv("NO_COLOR", "1")
        plain = servicemap(*command).out
        monkeypatch.delenv("NO_COLOR")
        assert _without_ink(coloured) == plain


def _without_ink(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_the_tipping_point_of_purchasing_is_two_days(servicemap: CommandLine) -> None:
    card = json.loads(servicemap("show", "purchasing", TOYS, "--format", "json").out)
    assert (card["version"], card["kind"]) == (2, "show")
    assert card["party"]["id"] == "purchasing"
    assert not card["party"]["meets_customer"]
    assert card["tolerance_minutes"] == 2 * DAY
    assert card["sentence"] == "You can be 2 days late; on day 3 Shoppers and Stores notice."
    reached = {one["customer"]: one["chain"] for one in card["reaches"]}
    assert reached["shoppers"] == ["purchasing", "toy-factory", "warehouse", "stores", "shoppers"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("purchasing", TOYS),
        (TOYS, "purchasing"),
        ("Purchasing", "-m", TOYS),
        ("--map", TOYS, "purchasing"),
    ],
)
def test_team_and_map_are_understood_in_either_order(
    arguments: tuple[str, ...], servicemap: CommandLine
) -> None:
    ran = servicemap("show", *arguments)
    assert ran.code == 0
    assert ran.out.startswith("Purchasing, a team of Back office\n")


def test_two_days_change_nothing_and_a_minute_more_breaks_the_promise(
    servicemap: CommandLine,
) -> None:
    two_days = servicemap("trace", TOYS, "--late", "purchasing=2d", "--fail-if", "late")
    assert (two_days.code, "every promise is kept" in two_days.out) == (0, True)
    more = servicemap("trace", TOYS, "--late", "purchasing=2d 1m", "--fail-if", "late")
    said = "Toys on the shelf for Shoppers 1 day late: Mon 1 Mar 2027 instead of Fri 26 Feb 2027"
    assert (more.code, said in more.out) == (1, True)


def test_a_scenario_is_told_with_its_story_and_what_to_do(servicemap: CommandLine) -> None:
    out = servicemap("trace", TOYS, "--scenario", "forgotten confirmation").out
    assert out.startswith(
        "Forgotten confirmation: The order was never confirmed with the factory."
        " Cause: communication.\n\nPurchasing 5 days late makes 2 promises late:\n"
    )
    assert "What to do for Shoppers (owner: Head of Stores):\n  apologise: Store manager" in out


def test_a_scenario_and_a_delay_add_up(servicemap: CommandLine) -> None:
    command = ("trace", TOYS, "--scenario", "forgotten confirmation", "--format", "json")
    found = json.loads(servicemap(*command, "--late", "purchasing=1d").out)
    assert found["late"] == {"purchasing": 6 * DAY}


def test_several_late_ones_share_fairly(servicemap: CommandLine) -> None:
    """Without the tills for five days round the clock, from the Monday on which they are needed,
    Stores lose five working days; half a day they can do without, and four are left to the promise:
    4 hours late. Purchasing alone makes it 8, and both together are no worse. Averaged over the two
    orders, Purchasing answers for (8 + 4) / 2 hours and the tills for (4 + 0) / 2.
    """
    command = ("trace", TOYS, "--late", "purchasing=2d 1m", "--late", "it/tills=5d")
    found = json.loads(servicemap(*command, "--format", "json").out)
    shares = {p["customer"]: p["shares"] for p in found["promises"] if p["late_minutes"]}
    assert shares == {
        "shoppers": {"purchasing": 6 * 60, "it/tills": 2 * 60},
        "stores": {"purchasing": 5 * DAY, "it/tills": 0},
    }


def test_long_receipts_are_cut_to_the_worst_unless_all_is_asked_for(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    names = [f"T{k}" for k in range(30)]
    text = f"teams:\n  Root: {{serves: [{{customer: [{', '.join(names)}], service: Start}}]}}\n"
    text += "".join(f"  {name}: {{serves: {{C{name}: Parcels}}}}\n" for name in names)
    text += f"end_users: [{', '.join(f'C{name}' for name in names)}]\n"
    (tmp_path / "wide.yaml").write_text(text, encoding="utf-8")
    command = ("trace", str(tmp_path / "wide.yaml"), "--late", "root=1d")
    short, long = servicemap(*command).out, servicemap(*command, "--all").out
    assert short.startswith("Root 1 day late makes 30 promises late:\n")
    assert "--all prints the receipts of the other 29 promises." in short
    assert short.count("- T") == 0
    assert long.count("\n  - T") == 30
    assert "--all" not in long


def test_tolerance_for_one_customer_and_one_team(servicemap: CommandLine) -> None:
    table = servicemap("tolerance", TOYS, "--for", "Shoppers", "--format", "csv").out
    rows = {row["team"]: row for row in csv.DictReader(StringIO(table))}
    assert {row["customer"] for row in rows.values()} == {"shoppers"}
    assert (rows["purchasing"]["minutes"], rows["purchasing"]["tolerance"]) == (str(2 * DAY), "2d")
    assert (rows["backup-factory"]["minutes"], rows["backup-factory"]["tolerance"]) == (
        "",
        "without limit",
    )
    found = json.loads(servicemap("tolerance", TOYS, "--team", "stores", "--format", "json").out)
    assert {one["team"] for one in found["teams"]} == {"stores"}
    # On the shelf on the 22nd, promised for the 26th: four days are left for the Stores themselves.
    shelf = next(one for one in found["tolerances"] if one["service"] == "stores/toys-on-the-shelf")
    assert shelf["minutes"] == 4 * DAY


def test_promises_fail_a_pipeline_only_where_the_plan_breaks_one(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    assert servicemap("promises", TOYS, "--fail-if", "late").code == 0
    text = (
        "teams:\n  A: {serves: [{customer: B, service: X, takes: 2d, promise: 1d}]}\n"
        "end_users: [B]\n"
    )
    path = tmp_path / "late.yaml"
    path.write_text(text, encoding="utf-8")
    ran = servicemap("promises", str(path), "--fail-if", "late")
    assert ran.code == 1
    assert "1d late !" in ran.out
    assert servicemap("promises", str(path)).code == 0


@pytest.mark.parametrize(
    ("needs", "promise", "late", "open_"),
    [("", "1d", 0, 1), ("", "4h", 1, 1), (", needs: []", "1d", 0, 0)],
)
def test_promises_fail_a_pipeline_that_wants_to_be_sure(
    needs: str, promise: str, late: int, open_: int, servicemap: CommandLine, tmp_path: Path
) -> None:
    """X takes a day, and two more if it waits for Y; after 4 hours it is late in either case."""
    text = (
        "teams:\n  A:\n    serves:\n"
        f"      - {{customer: B, service: X, takes: 1d, promise: {promise}{needs}}}\n"
        "      - {customer: B, service: Z, takes: 1d, needs: []}\n"
        "suppliers: {C: {serves: [{customer: A, service: Y, takes: 2d}]}}\n"
        "end_users: [B]\n"
    )
    path = tmp_path / "open.yaml"
    path.write_text(text, encoding="utf-8")
    assert servicemap("promises", str(path), "--fail-if", "late").code == late
    assert servicemap("promises", str(path), "--fail-if", "open").code == open_


def test_promises_in_json_have_dates(servicemap: CommandLine) -> None:
    found = json.loads(servicemap("promises", TOYS, "--format", "json").out)
    shelf = next(p for p in found["promises"] if p["service"] == "stores/toys-on-the-shelf")
    assert shelf["margin_minutes"] == 4 * DAY
    assert shelf["planned_at"] == "2027-02-22T17:00:00"
    assert shelf["due_at"] == "2027-02-26T17:00:00"
    assert shelf["chain"][0] == "purchasing/order-confirmation"


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (("show", "purchesing", TOYS), "did you mean purchasing?"),
        (
            ("trace", TOYS, "--scenario", "strike"),
            "name one of: Forgotten confirmation, Dead tills",
        ),
        (("trace", TOYS, "--scenario", "dead til"), "did you mean Dead tills?"),
        (("trace", TOYS), "--scenario NAME"),
        (("tolerance", TOYS, "--for", "shopers"), "did you mean shoppers?"),
        (("tolerance", TOYS, "--team", "wherehouse"), "did you mean warehouse?"),
        (("show", "purchasing", TOYS, "--map", TOYS), "once"),
        (("promises", TOYS, "--fail-if", "latte"), "did you mean late?"),
    ],
)
def test_wrong_calls_are_answered(
    arguments: tuple[str, ...], suggestion: str, servicemap: CommandLine
) -> None:
    ran = servicemap(*arguments)
    assert ran.code == 2
    assert suggestion in " ".join(ran.err.split())
    assert ran.out == ""
