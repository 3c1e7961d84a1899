"""Whatever bytes come, they are read, refused with a sentence, or found fault with: nothing else.

Each harness begins with its files in `seeds/` and takes a few seconds of the suite. Long hunts are
`HYPOTHESIS_PROFILE=hunt python -m pytest tests/hostile/test_fuzzing.py`. What they find is shrunk,
and belongs into `seeds/` once it is mended.
"""

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import servicemap as sm
from servicemap.baselines.baseline_file import parse as parse_baseline
from servicemap.checking import check
from servicemap.cli.printing import printed
from servicemap.config.settings_files import read_file
from servicemap.durations import parse_duration
from servicemap.editing.applying import edited
from servicemap.editing.edits import PartySays
from servicemap.errors import ServiceMapError, WrongSettings
from servicemap.exporting.delivery_rows import deliveries_of
from servicemap.exporting.map_yaml import as_yaml
from servicemap.importing.opening_files import read_tables
from servicemap.importing.reading_sheets import read_sheet
from servicemap.loading import Loaded, read_text
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink
from tests.examples import examples
from tests.hostile.made_workbooks import workbook
from tests.hostile.mutating import spoilt
from tests.property.test_edits import some_change

fuzzed = examples(300)

CALENDAR = """\
map:
  start: 2027-02-01
  calendar: {}
teams:
  Purchasing:
    serves: [{{customer: Shoppers, service: Orders, takes: 3d, promise: 2027-02-19}}]
end_users: [Shoppers]
"""
DEPARTURE = """\
map: {{start: 2027-02-01}}
teams:
  Warehouse:
    serves: [{{customer: Shoppers, service: Stock, takes: 3h, departs: {}, promise: 9d}}]
end_users: [Shoppers]
"""


def told(sentence: str) -> None:
    """What is refused is refused in one line that says something."""
    assert sentence.strip()
    assert "\n" not in sentence


def judged(loaded: Loaded) -> None:
    """Every question that a pipeline asks of a map has an answer in every format."""
    for finding in loaded.findings:
        told(finding.message)
        assert finding.location[1:3] <= finding.location[3:5]
    report = check(loaded.map, loaded.findings, loaded.sources, today=date(2027, 2, 1))
    for form in FORMATS:
        assert printed(form, [report], Ink(), everything=True).encode()
    if not any(finding.malforms for finding in loaded.findings):
        assert repr(sm.promises(loaded.map))
        assert repr(sm.tolerance(loaded.map))


def as_value(content: bytes) -> str:
    """Bytes as a quoted value of YAML: what is tried is the value, not the quotation marks."""
    said = content.decode("utf-8", "replace").replace("'", "''")
    return "'" + " ".join(said.split()) + "'"


@fuzzed
@given(spoilt("maps"))
def test_a_map(content: bytes) -> None:
    judged(read_text(content))


@fuzzed
@given(spoilt("maps"), st.integers(0, 2**60).map(Random), spoilt("durations", pieces=3))
def test_a_change_of_a_map(content: bytes, random: Random, value: bytes) -> None:
    """It says what was meant, or is refused with a sentence, and then nothing is changed."""
    loaded = read_text(content)
    if any(finding.malforms for finding in loaded.findings) or not loaded.map.parties:
        return
    change = some_change(random, loaded.map)
    if isinstance(change, PartySays) and change.key == "owner":
        change = change._replace(said=value.decode("utf-8", "replace"))
    with suppress(ServiceMapError):
        edited({"map.yaml": content}, [change])


@fuzzed
@given(spoilt("durations", pieces=3))
def test_a_length_of_time(content: bytes) -> None:
    try:
        length = parse_duration(content.decode("utf-8", "replace"))
    except ValueError as refused:
        told(str(refused))
        return
    assert length.minutes_where(480, 2400) >= 0
    assert parse_duration(str(length)).minutes_where(480, 2400) == length.minutes_where(480, 2400)


@fuzzed
@given(spoilt("calendars"))
def test_a_calendar(content: bytes) -> None:
    judged(read_text(CALENDAR.format(content.decode("utf-8", "replace"))))


@fuzzed
@given(spoilt("departures", pieces=3))
def test_a_departure(content: bytes) -> None:
    judged(read_text(DEPARTURE.format(as_value(content))))


@fuzzed
@given(spoilt("settings"))
def test_a_settings_file(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "servicemap.toml"
        path.write_bytes(content)
        try:
            read = read_file(str(path), tuple(FORMATS))
        except ServiceMapError as refused:
            told(refused.message)
            return
        assert read.values.keys() >= read.lines().keys()


@fuzzed
@given(spoilt("baselines"))
def test_a_baseline(content: bytes) -> None:
    try:
        parse_baseline(content.decode("utf-8", "replace"), "known.txt")
    except WrongSettings as refused:
        for mistake in refused.mistakes:
            told(mistake.message)


def imported(content: bytes) -> None:
    """What a spreadsheet says is a map that reads the same, or is refused or found fault with."""
    try:
        read = read_sheet(read_tables(content), "plan.csv")
    except ServiceMapError as refused:
        told(refused.message)
        return
    for sentence in read.told:
        told(sentence)
    for finding in read.loaded.findings:
        told(finding.message)
    text = as_yaml(read.document, read.told)
    loaded = read_text(text)
    kinds = sorted(finding.code for finding in read.loaded.findings if finding.malforms)
    assert sorted(f.code for f in loaded.findings if f.malforms) == kinds or kinds, text
    if not kinds:
        assert loaded.map.parties.keys() == read.loaded.map.parties.keys(), text
        assert loaded.map.services.keys() == read.loaded.map.services.keys(), text
        table = deliveries_of(loaded.map, loaded.sources, "en")
        assert len(table.rows) >= len(loaded.map.reliances)


@fuzzed
@given(spoilt("sheets"))
def test_a_spreadsheet_of_text(content: bytes) -> None:
    imported(content)


@examples(100)
@given(spoilt("sheet_rows"))
def test_a_workbook(content: bytes) -> None:
    imported(workbook(content.decode("utf-8", "replace")))
