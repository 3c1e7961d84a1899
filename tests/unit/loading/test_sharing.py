"""Reading the files of a map in several processes says what reading them one by one says."""

from pathlib import Path
from unittest.mock import patch

import pytest

from servicemap.loading import find_maps, load_files, reading, sharing
from servicemap.loading.files import MapFiles


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are started before anything is read, and handed a few files each time."""
    monkeypatch.setattr(sharing, "MEANWHILE", 0)
    monkeypatch.setattr(sharing, "PART", 300)
    monkeypatch.setattr(sharing, "LOOK", 1)


@pytest.fixture
def files(tmp_path: Path) -> MapFiles:
    """Forty teams in a file each: healthy ones, misspelt ones, one with a calendar, one no text."""
    for number in range(40):
        customer = f"Team {(number + 1) % 40}" if number % 3 else "Shopers"
        text = f"teams:\n  Team {number}:\n    serves: {{{customer}: Report {number}}}\n"
        if number % 5 == 0:
            text += "    ownr: Maria Lopez\n"
        (tmp_path / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "calendar.yaml").write_text(
        "map: {title: Forty, words: {end_users: Guests}, calendar: {workdays: Mon-Sat}}\n"
        "end_users:\n  Shoppers: {care: {listen: Survey}, allow: {unserved-customer: New shop}}\n"
        "scenarios: {Flood: {late: {Team 1: 2d}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "picture.yml").write_bytes(b"\x89PNG\r\n\x00")
    (found,) = find_maps(tmp_path)
    return found


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("cores", [2, 4])
def test_several_processes_read_what_one_reads(files: MapFiles, cores: int) -> None:
    alone = load_files(files)
    with (
        patch.object(reading, "WORTH_SHARING", 0),
        patch.object(sharing, "usable_cores", lambda: cores),
        patch.object(sharing, "_started", side_effect=sharing._started) as started,
    ):
        shared = load_files(files, shared=True)
    assert started.call_count == cores - 1
    assert len(alone.findings) > 20
    assert shared.findings == alone.findings
    assert shared.map == alone.map
    assert shared.sources == alone.sources


def test_what_one_has_read_before_others_are_there_is_not_handed_to_them(files: MapFiles) -> None:
    with (
        patch.object(sharing, "usable_cores", lambda: 2),
        patch.object(sharing, "_started", side_effect=AssertionError),
    ):
        drafted = sharing.drafts_of(files)
    assert [draft.path for draft, _ in drafted] == [file.path for file in files.files]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("trouble", [OSError, EOFError, MemoryError])
def test_where_no_processes_are_to_be_had_one_reads_alone(
    files: MapFiles, trouble: type[Exception]
) -> None:
    with (
        patch.object(sharing, "usable_cores", lambda: 2),
        patch.object(sharing, "_started", side_effect=trouble),
    ):
        drafted = sharing.drafts_of(files)
    assert [draft.path for draft, _ in drafted] == [file.path for file in files.files]


def test_where_memory_is_short_no_process_is_started(files: MapFiles) -> None:
    with (
        patch.object(sharing, "usable_cores", lambda: 2),
        patch.object(sharing, "memory_left", lambda: 100_000_000),
        patch.object(sharing, "_started", side_effect=AssertionError),
    ):
        drafted = sharing.drafts_of(files)
    assert len(drafted) == len(files.files)


def test_a_small_map_and_a_library_start_no_process(files: MapFiles) -> None:
    with patch.object(sharing, "drafts_of", side_effect=AssertionError):
        load_files(files, shared=True)
        with patch.object(reading, "WORTH_SHARING", 0):
            load_files(files)
