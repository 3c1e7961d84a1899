"""Links among several maps: each says what is wrong with it, and none leads out of the shelf."""

from pathlib import Path

import pytest

from servicemap.loading import find_maps, load_files


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`outer/shelf` with two maps, and a third beside it."""
    monkeypatch.chdir(tmp_path)
    place = Path("outer/shelf")
    place.mkdir(parents=True)
    for name in ("shelf/one", "shelf/two", "three"):
        text = f"map: {{title: {name}}}\nteams: [A]\n"
        Path(f"outer/{name}.yaml").write_text(text, encoding="utf-8")
    return place


def test_a_link_that_leads_nowhere_says_that_and_nothing_of_a_missing_map(shelf: Path) -> None:
    (shelf / "gone.yaml").symlink_to("nowhere.yaml")
    maps = {files.path: load_files(files) for files in find_maps(shelf)}
    assert list(maps) == ["outer/shelf/gone.yaml", "outer/shelf/one.yaml", "outer/shelf/two.yaml"]
    (finding,) = maps["outer/shelf/gone.yaml"].findings
    assert (finding.code, finding.message) == ("SM001", "there is no such file or folder")


@pytest.mark.parametrize("to", ["..", "../..", "../../outer"])
def test_a_link_to_a_folder_above_brings_nothing_in(to: str, shelf: Path) -> None:
    (shelf / "loop").symlink_to(to)
    (shelf / "more").mkdir()
    (shelf / "more" / "loop").symlink_to("../" + to)
    assert [files.path for files in find_maps(shelf)] == [
        "outer/shelf/one.yaml",
        "outer/shelf/two.yaml",
    ]
