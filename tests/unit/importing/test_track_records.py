"""What really happened, from the files of other programs, held against a map."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from servicemap.errors import UnknownName, UnreadablePath, UnreadableTable
from servicemap.importing.opening_files import READ_ENDINGS
from servicemap.importing.record_files import NO_RECORD, NoRecord, record_of
from servicemap.importing.recorded_moments import NEVER, read_moment
from servicemap.importing.track_records import FIRST_UNPLACED, TrackRecord, read_record
from servicemap.loading import load_one, read_text
from servicemap.model import Moment, ServiceMap

MAP = read_text("""
teams:
  Laundry 🧺:
    serves:
      - {customer: [Wards, Theatre], service: Clean linen, promise: 1d}
      - {customer: Wards, service: Curtains}
  Wards: {serves: {Patients: Care}}
  Theatre: {serves: {Patients: Operations}}
end_users: [Patients]
""").map


def read(text: str, **columns: str) -> TrackRecord:
    return read_record(text.encode(), MAP, "linen.csv", columns)


def told(text: str, **columns: str) -> list[tuple[int, str, str]]:
    return [(one.row, *one.trouble) for one in read(text, **columns).unplaced]


def test_a_row_is_a_delivery() -> None:
    found = read(
        "Service,To,Arrived,Started,Delivered,Due\n"
        "Clean linen,Wards,2027-02-01,2027-02-01 09:30,2027-02-02 16:00,2027-02-02\n"
        "Laundry 🧺/Curtains,,,,2027-02-03T10:05:59Z,\n"
    )
    linen, curtains = found.deliveries
    assert linen[1:] == (
        "laundry/clean-linen",
        "wards",
        Moment(date(2027, 2, 2), 960),
        Moment(date(2027, 2, 1), 570),
        Moment(date(2027, 2, 1)),
        Moment(date(2027, 2, 2)),
    )
    assert (curtains.row, curtains.customer) == (3, "wards")  # nobody else gets them
    assert curtains.delivered == Moment(date(2027, 2, 3), 605)
    assert (found.rows, found.not_placed, found.undelivered) == (2, 0, 0)


def test_headings_in_other_languages_and_below_a_title() -> None:
    german = read("Ausgelieferte Wäsche\n\nLeistung;Kunde;Geliefert am\nClean linen;Wards;3.2.2027")
    japanese = read("サービス,納品日\nCurtains,2027年2月3日")
    assert [one.delivered for one in (*german.deliveries, *japanese.deliveries)] == [
        Moment(date(2027, 2, 3))
    ] * 2


def test_who_gets_what_several_get_is_left_open() -> None:
    (one,) = read("Service,Delivered\nClean linen,2027-02-03").deliveries
    assert one.customer is None


def test_a_column_is_named() -> None:
    text = "Ticket,What it was,Finally out\n7,Curtains,2027-02-03"
    with pytest.raises(UnreadableTable, match="no column says which service") as raised:
        read(text)
    assert raised.value.hint == "name it by columns: service='its heading'"
    found = read(text, service="what it was", delivered="Finally out")
    assert [one.service for one in found.deliveries] == ["laundry/curtains"]
    with pytest.raises(UnreadableTable, match="no column is headed 'Out', which was named for"):
        read(text, service="What it was", delivered="Out")
    with pytest.raises(UnknownName, match="a record has no column 'delivred'") as unknown:
        read(text, delivred="Finally out")
    assert unknown.value.hint == "did you mean delivered?"


def test_a_named_column_goes_before_one_that_is_known() -> None:
    text = "Service,Closed,Delivered\nCurtains,2027-02-09,2027-02-03"
    (one,) = read(text, delivered="Closed").deliveries
    assert one.delivered.day == date(2027, 2, 9)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-02-03", Moment(date(2027, 2, 3))),
        ("2027-02-03 7:05", Moment(date(2027, 2, 3), 425)),
        ("2027-02-03T07:05:30.123+01:00", Moment(date(2027, 2, 3), 425)),
        ("3.2.2027 17:30", Moment(date(2027, 2, 3), 1050)),
        ("3 Feb 2027", Moment(date(2027, 2, 3))),
        ("Feb 3, 2027 12:10 am", Moment(date(2027, 2, 3), 10)),
        ("2027/2/3", Moment(date(2027, 2, 3))),
        ("3. M\u00e4rz 2027 14:00", Moment(date(2027, 3, 3), 840)),
        ("2027\u5e742\u67083\u65e5", Moment(date(2027, 2, 3))),
        ("46421", Moment(date(2027, 2, 3))),
        ("46421.5", Moment(date(2027, 2, 3), 720)),
    ],
)
def test_days_that_can_mean_one_thing_only(text: str, moment: Moment) -> None:
    assert read_moment(text) == (moment, moment)


@pytest.mark.parametrize(
    "text", ["", "soon", "2027-02-30", "2027-02-03 25:00", "13:00", "31/31/27"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_moment(text) == NEVER


def test_an_offset_is_put_on_the_clock_of_the_map() -> None:
    assert read_moment("2027-02-03T23:30:00Z", "Asia/Hong_Kong")[0] == Moment(date(2027, 2, 4), 450)


def test_one_order_that_fits_every_row() -> None:
    rows = "Service,Delivered\nCurtains,{}\nCurtains,03/02/2027\n"
    days = {
        first: [one.delivered.day for one in read(rows.format(first)).deliveries]
        for first in ("13/02/2027", "02/13/2027")
    }
    assert days["13/02/2027"] == [date(2027, 2, 13), date(2027, 2, 3)]
    assert days["02/13/2027"] == [date(2027, 2, 13), date(2027, 3, 2)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("03/02/2027", "04/02/2027"), "'03/02/2027' can mean two days"),
        (
            ("13/02/2027", "02/13/2027"),
            "in '13/02/2027' the day comes first, and in '02/13/2027' the month",
        ),
    ],
)
def test_where_no_order_or_two_fit_it_is_told(days: tuple[str, str], said: str) -> None:
    with pytest.raises(UnreadableTable) as raised:
        read("Service,Delivered\n" + "\n".join(f"Curtains,{day}" for day in days))
    assert raised.value.message == said


def test_what_cannot_be_placed_is_told_by_row() -> None:
    assert told(
        "Service,Customer,Started,Delivered\n"
        "Curtain,Wards,,2027-02-03\n"
        "Curtains,Theatre,,2027-02-03\n"
        "Curtains,Wards,,soon\n"
        ",Wards,,2027-02-03\n"
        "Curtains,Wards,2027-02-04,2027-02-03\n"
        "Curtains,Nobody,,2027-02-03\n"
    ) == [
        (2, "no service is called 'Curtain' in this map", "did you mean Curtains?"),
        (3, "the map says of nobody that Theatre gets Laundry 🧺: Curtains", "see who gets it"),
        (4, "'soon' under 'Delivered' is no day", "write it with the year first, as in 2027-02-03"),
        (5, "it says no service", "name the service that was delivered"),
        (6, "it was delivered before it began", "correct one of its days"),
        (
            7,
            "no team or other party is called 'Nobody' in this map",
            "name one of: Laundry 🧺, Wards, Theatre, Patients",
        ),
    ]


def test_the_first_are_told_and_all_are_counted() -> None:
    found = read("Service,Delivered\n" + "Towels,2027-02-03\n" * 30 + "Curtains,\n" * 3)
    assert (len(found.unplaced), found.not_placed, found.undelivered) == (FIRST_UNPLACED, 30, 3)


def test_a_column_of_other_things_is_told_soon() -> None:
    rows = "".join(f"Ticket {n},2027-02-03\n" for n in range(600))
    with pytest.raises(UnreadableTable, match="under 'Service' stand more than 500") as raised:
        read("Service,Delivered\n" + rows)
    assert raised.value.hint == "name the column of the services by columns: service='its heading'"


def test_a_workbook() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("Tickets")
    sheet.append(["Service", "Customer", "Closed at"])
    sheet.append(["Curtains", "Wards", date(2027, 2, 3)])
    file = BytesIO()
    book.save(file)
    (one,) = read_record(file.getvalue(), MAP, "linen.xlsx").deliveries
    assert one.delivered == Moment(date(2027, 2, 3))


def test_more_rows_than_a_map_may_have() -> None:
    rows = "Clean linen,Wards,2027-02-03\n" * 60_000
    assert len(read("Service,Customer,Delivered\n" + rows).deliveries) == 60_000


# the file that a map names


def a_map(folder: Path, record: str) -> ServiceMap:
    (folder / "maps").mkdir(exist_ok=True)
    (folder / "maps" / "linen.yaml").write_text(
        f"map: {{record: {record}}}\n"
        "teams:\n  Laundry: {serves: {Wards: Clean linen}}\nend_users: [Wards]\n"
    )
    return load_one(folder / "maps").map


ROW = "Service,Delivered\nClean linen,2027-02-03\n"


def test_it_is_found_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "maps" / "what happened").mkdir(parents=True)
    (tmp_path / "maps" / "what happened" / "linen.csv").write_text(ROW)
    found = record_of(a_map(tmp_path, "what happened/linen.csv"))
    assert isinstance(found, TrackRecord)
    assert len(found.deliveries) == 1


def refused(m: ServiceMap, **more: int) -> tuple[str, int]:
    found = record_of(m, **more)  # type: ignore[arg-type] # only max_file
    assert isinstance(found, NoRecord)
    assert found.trouble is not None
    assert found.location is not None
    return found.trouble.message, found.location.line


def test_what_a_map_may_not_make_us_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(ROW)
    home = tmp_path / "maps"
    home.mkdir()
    (home / "link.csv").symlink_to(tmp_path / "secret.csv")
    (home / ".hidden.csv").write_text(ROW)
    os.mkfifo(home / "pipe.csv")
    (home / "large.csv").write_text(ROW * 100)
    (home / "page.csv").write_text("<!doctype html><p>no")
    away = "{} leads out of the folder of the map, or to what is hidden in it"
    for named in ("../secret.csv", "link.csv", ".hidden.csv"):
        assert refused(a_map(tmp_path, named)) == (away.format(named), 1)
    assert refused(a_map(tmp_path, "pipe.csv"))[0] == "pipe.csv: this is a pipe and no file"
    assert refused(a_map(tmp_path, "none.csv"))[0] == ("none.csv: there is no such file or folder")
    assert (
        "more than the 100 that one may have"
        in refused(a_map(tmp_path, "large.csv"), max_file=100)[0]
    )
    assert "this is a page of the web" in refused(a_map(tmp_path, "page.csv"))[0]


def test_a_map_in_no_file_has_no_folder() -> None:
    m = read_text("map: {record: linen.csv}\nteams: {A: {serves: [B]}}\nend_users: [B]").map
    assert refused(m)[0].startswith("nobody knows from where on to look for linen.csv")


def test_no_record_and_one_that_somebody_names(tmp_path: Path) -> None:
    m = read_text("teams: {Laundry: {serves: {B: Clean linen}}}\nend_users: [B]").map
    assert record_of(m) == NO_RECORD
    (tmp_path / "own.csv").write_text(ROW)
    assert isinstance(record_of(m, str(tmp_path / "own.csv")), TrackRecord)
    with pytest.raises(UnreadablePath, match="there is no such file or folder"):
        record_of(m, "none.csv")


def test_of_a_record_that_a_map_names_it_is_said_as_its_command_has_it(tmp_path: Path) -> None:
    """The text of an answer is that of the command, and so is what it says of the record."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "linen.csv").write_text("Ticket,What it was\n7,Curtains\n")
    found = record_of(a_map(tmp_path, "linen.csv"))
    assert isinstance(found, NoRecord)
    assert found.trouble is not None
    assert found.trouble.hint == "name it by --column: service='its heading'"
    none = record_of(a_map(tmp_path, "none.csv"))
    assert isinstance(none, NoRecord)
    assert none.trouble is not None
    assert none.trouble.hint == (
        f"name a spreadsheet that can be read, {READ_ENDINGS}; --max-file allows larger ones;"
        " its path is from the file that says so, and --record FILE names any"
    )
