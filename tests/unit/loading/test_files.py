"""Which files make up a map: folders, shelves, links, pipes and files one may not read."""

import os
from pathlib import Path

import pytest

from servicemap.errors import SeveralMaps, UnreadablePath
from servicemap.loading import find_maps, load_files, load_one, read_text

Folder = dict[str, str]

TEAMS = "teams: {A: {serves: [B]}}\n"
USERS = "end_users: [B]\n"
MAIN = Path(__file__).parents[3] / "maps"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lay(files: Folder) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def found(path: str) -> list[tuple[str, str, list[str]]]:
    return [(one.name, one.path, [file.path for file in one.files]) for one in find_maps(path)]


def test_a_file_is_a_map_called_after_it() -> None:
    lay({"spring sale.yaml": TEAMS + USERS})
    assert found("spring sale.yaml") == [("spring sale", "spring sale.yaml", ["spring sale.yaml"])]
    assert load_one("spring sale.yaml").map.title == "spring sale"


def test_a_folder_is_a_map_of_all_yaml_beneath_it_in_path_order() -> None:
    lay(
        {
            "toys/b.yml": USERS,
            "toys/a/z.yaml": TEAMS,
            "toys/C.YAML": "suppliers: [C]\n",
            "toys/notes.txt": "no map",
            "toys/.github/x.yaml": "no: map",
            "toys/.pre-commit-config.yaml": "no: map",
        }
    )
    assert found("toys") == [("toys", "toys", ["toys/C.YAML", "toys/a/z.yaml", "toys/b.yml"])]
    loaded = load_one("toys")
    assert loaded.findings == ()
    assert list(loaded.map.parties) == ["c", "a", "b"]
    assert set(loaded.sources) == {"toys/C.YAML", "toys/a/z.yaml", "toys/b.yml"}
    assert (loaded.map.title, loaded.map.path) == ("toys", "toys")


def test_the_title_is_the_maps_own_where_it_has_one() -> None:
    lay({"toys/a.yaml": TEAMS, "toys/map.yaml": "map: {title: Harbour Toys}\n" + USERS})
    assert load_one("toys").map.title == "Harbour Toys"


def test_our_own_maps_are_a_shelf_of_five() -> None:
    os.chdir(MAIN.parent)
    assert [(one.name, one.path) for one in find_maps("maps/")] == [
        ("bakery-ar", "maps/bakery-ar.yaml"),
        ("bakery-ja", "maps/bakery-ja.yaml"),
        ("clinical-laboratory", "maps/clinical-laboratory"),
        ("harbour-toys", "maps/harbour-toys"),
        ("sales-event", "maps/sales-event.yaml"),
    ]
    assert [load_files(one).findings for one in find_maps("maps/")] == [()] * 5
    with pytest.raises(SeveralMaps, match="maps/ holds 5 maps, and one is wanted") as raised:
        load_one("maps/")
    assert raised.value.hint == (
        "name one of: maps/bakery-ar.yaml, maps/bakery-ja.yaml, maps/clinical-laboratory,"
        " maps/harbour-toys, maps/sales-event.yaml"
    )


def test_on_a_shelf_each_folder_and_each_file_with_a_map_key_is_a_map() -> None:
    lay(
        {
            "shelf/one.yaml": "map: {title: One}\n",
            "shelf/two.yaml": "# two\r\n'map' :\r\n  title: Two\r\n",
            "shelf/three/teams.yaml": TEAMS,
            "shelf/three/users.yaml": USERS,
            "shelf/more/four.yaml": "{teams: [A], map: {title: Four}}\n",
            "shelf/more/five.yaml": "\ufeffmap:\n",
        }
    )
    assert found("shelf") == [
        ("five", "shelf/more/five.yaml", ["shelf/more/five.yaml"]),
        ("four", "shelf/more/four.yaml", ["shelf/more/four.yaml"]),
        ("one", "shelf/one.yaml", ["shelf/one.yaml"]),
        ("three", "shelf/three", ["shelf/three/teams.yaml", "shelf/three/users.yaml"]),
        ("two", "shelf/two.yaml", ["shelf/two.yaml"]),
    ]


def test_a_map_key_further_in_makes_no_shelf() -> None:
    lay(
        {
            "toys/a.yaml": "map: {title: Toys}\n",
            "toys/b.yaml": "teams:\n  A:\n    about: |\n      map: of the yard\n    owner: map\n",
        }
    )
    assert [one.path for one in find_maps("toys")] == ["toys"]


def test_a_file_that_lies_among_several_maps_says_so_and_nothing_more() -> None:
    lay({"s/a.yaml": "map: \n" + TEAMS + USERS, "s/b.yaml": "map: \n", "s/c.yaml": TEAMS})
    stray = find_maps("s")[2]
    loaded = load_files(stray)
    assert [(f.code, f.message, f.hint) for f in loaded.findings] == [
        (
            "SM005",
            "this file has no map: of its own, and lies among 2 maps",
            "begin it with 'map: {title: ...}', or move it into the folder of the map it belongs to"
            " (s/a.yaml, s/b.yaml)",
        )
    ]
    assert loaded.map.parties == {}


def test_a_map_key_twice_in_one_file_is_a_repeated_key_and_no_shelf() -> None:
    loaded = read_text("map: {title: One}\nteams: [A]\nmap: {title: Two}\n")
    assert [f.code for f in loaded.findings] == ["SM004"]
    assert loaded.map.title == "One"


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("toyz", "toyz: there is no such file or folder", "did you mean toys?"),
        ("toys/a.yml", "toys/a.yml: there is no such file or folder", "did you mean toys/a.yaml?"),
        (
            "empty",
            "empty: this folder holds no map",
            "a map is a file whose name ends in .yaml or .yml",
        ),
        ("pipe.yaml", "pipe.yaml: this is a pipe and no file", "name a file or a folder"),
        ("bad\0name", "bad\ufffdname: this cannot be read: embedded null byte", ""),
    ],
)
def test_a_named_path_that_is_no_map_is_a_wrong_call(path: str, message: str, hint: str) -> None:
    lay({"toys/a.yaml": TEAMS, "empty/notes.txt": ""})
    os.mkfifo("pipe.yaml")
    with pytest.raises(UnreadablePath) as raised:
        find_maps(path)
    assert (raised.value.message, raised.value.hint) == (message, hint)


def test_a_pipe_inside_a_map_is_a_finding_and_nobody_waits_for_it() -> None:
    lay({"toys/a.yaml": TEAMS + USERS})
    os.mkfifo("toys/p.yaml")
    (finding,) = load_one("toys").findings
    assert (finding.code, str(finding.location)) == ("SM001", "toys/p.yaml:1:1")
    assert (finding.message, finding.hint) == (
        "this is a pipe and no file",
        "move it out of the map",
    )
    assert list(load_one("toys").map.parties) == ["a", "b"]


def test_a_link_that_leads_nowhere_is_a_finding() -> None:
    lay({"toys/a.yaml": TEAMS + USERS})
    Path("toys/gone.yaml").symlink_to("nowhere.yaml")
    (finding,) = load_one("toys").findings
    assert (finding.code, finding.message) == ("SM001", "there is no such file or folder")


def test_links_are_followed_once() -> None:
    lay({"toys/a.yaml": TEAMS, "elsewhere/b.yaml": USERS})
    Path("toys/again.yaml").symlink_to("a.yaml")
    Path("toys/loop").symlink_to(".")
    Path("toys/up").symlink_to("../toys")
    Path("toys/more").symlink_to("../elsewhere")
    assert found("toys") == [("toys", "toys", ["toys/a.yaml", "toys/more/b.yaml"])]


needs_rights = pytest.mark.skipif(os.name == "nt", reason="rights are told differently on Windows")


@needs_rights
def test_what_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lay({"toys/a.yaml": TEAMS + USERS, "toys/secret.yaml": TEAMS, "toys/locked/b.yaml": TEAMS})
    really_open, really_scan = os.open, os.scandir

    def guarded_open(path: str, flags: int) -> int:
        if "secret" in str(path):
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags)

    def guarded_scan(path: str) -> "os.ScandirIterator[str]":  # type: ignore[name-defined]
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied")
        return really_scan(path)

    monkeypatch.setattr(os, "open", guarded_open)
    monkeypatch.setattr(os, "scandir", guarded_scan)
    assert [(f.code, str(f.location), f.message) for f in load_one("toys").findings] == [
        ("SM001", "toys/locked:1:1", "this may not be read"),
        ("SM001", "toys/secret.yaml:1:1", "this may not be read"),
    ]
    with pytest.raises(UnreadablePath, match="toys/locked: this may not be read"):
        find_maps("toys/locked")
    with pytest.raises(UnreadablePath, match=r"toys/secret\.yaml: this may not be read"):
        find_maps("toys/secret.yaml")


def test_a_file_larger_than_the_limit_is_refused_with_the_limit() -> None:
    lay({"toys/a.yaml": TEAMS + USERS, "toys/b.yaml": "# " + "x" * 2000})
    (finding,) = load_one("toys", max_file=1000).findings
    assert (finding.code, finding.message) == (
        "SM001",
        "this file has 2,002 bytes, more than the 1,000 that one may have",
    )
    assert finding.hint == (
        "spread the map over several files, or allow more: max_file, on a command line --max-file"
    )
    assert [f.code for f in load_one("toys/b.yaml", max_file=1000).findings] == ["SM001"]
    assert load_one("toys/a.yaml", max_file=1000).findings == ()


def test_paths_are_shown_as_people_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay({"work/toys/a.yaml": "teams: {A: {sevres: [B]}}\n"})

    def shown(path: str) -> list[str]:
        loaded = load_one(path)
        return [loaded.map.path, loaded.findings[0].location.path]

    assert shown("work/toys") == ["work/toys", "work/toys/a.yaml"]
    assert shown("./work//toys/") == ["work/toys", "work/toys/a.yaml"]
    assert shown(str(tmp_path / "work" / "toys")) == ["work/toys", "work/toys/a.yaml"]
    monkeypatch.chdir("work/toys")
    assert shown(".") == [".", "a.yaml"]
    assert load_one(".").map.title == "toys"
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    assert shown("..") == ["..", "../a.yaml"]
    outside = str(tmp_path / "work" / "toys" / "a.yaml")
    assert shown(outside) == [outside, outside]


def test_a_file_name_that_cannot_be_printed_is_shown_safely() -> None:
    Path("toys").mkdir()
    Path(os.fsdecode(b"toys/caf\xe9\x1b.yaml")).write_text("teams: {A: {ownr: x}}\n")
    (finding,) = load_one("toys").findings
    assert os.path.exists(finding.location.path)
    assert str(finding.location) == "toys/caf\ufffd\ufffd.yaml:1:13"
