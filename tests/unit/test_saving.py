"""Files are replaced whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from servicemap import saving
from servicemap.saving import draft_beside, replace_file


def test_a_new_file_gets_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.write_bytes(b"")
    replace_file(str(tmp_path / "new.svg"), b"<svg/>")
    assert (tmp_path / "new.svg").read_bytes() == b"<svg/>"
    assert (tmp_path / "new.svg").stat().st_mode == ordinary.stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    poster = tmp_path / "poster.svg"
    poster.write_bytes(b"old")
    poster.chmod(0o640)
    replace_file(str(poster), b"new")
    assert poster.read_bytes() == b"new"
    assert stat.S_IMODE(poster.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "target.svg"
    target.write_bytes(b"old")
    link = tmp_path / "link.svg"
    link.symlink_to(target)
    replace_file(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poster = tmp_path / "poster.svg"
    poster.write_bytes(b"old")

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        replace_file(str(poster), b"new")
    assert poster.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["poster.svg"]


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(str(tmp_path / "nowhere" / "poster.svg"), b"new")


def test_a_device_is_written_to_and_not_replaced() -> None:
    replace_file("/dev/null", b"gone")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("refusal", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_sync_or_keep_permissions_gets_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    def unable(*_: object) -> None:
        raise OSError(refusal, "not here")

    monkeypatch.setattr(os, "fsync", unable)
    monkeypatch.setattr(os, "chmod", unable)
    replace_file(str(tmp_path / "poster.svg"), b"new")
    assert os.listdir(tmp_path) == ["poster.svg"]
    assert (tmp_path / "poster.svg").read_bytes() == b"new"


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    name = "\U0001f600" * 62 + ".svgsvg"
    assert len(name.encode()) == 255
    replace_file(str(tmp_path / name), b"new")
    assert os.listdir(tmp_path) == [name]


def test_the_draft_of_a_neighbour_who_is_still_writing_is_left_alone(tmp_path: Path) -> None:
    with draft_beside(str(tmp_path / "one.svg")) as draft:
        replace_file(str(tmp_path / "two.svg"), b"new")
        assert sorted(os.listdir(tmp_path)) == sorted([os.path.basename(draft), "two.svg"])
    assert os.listdir(tmp_path) == ["two.svg"]


def test_the_draft_of_a_process_that_is_gone_is_swept(tmp_path: Path) -> None:
    left = (
        "import os, sys\nfrom servicemap.saving import draft_beside\n"
        "with draft_beside(sys.argv[1]) as draft:\n"
        "    open(os.path.join(draft, 'new'), 'w').close()\n    os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", left, str(tmp_path / "one.svg")], check=True)
    assert len(os.listdir(tmp_path)) == 1
    replace_file(str(tmp_path / "two.svg"), b"new")
    assert os.listdir(tmp_path) == ["two.svg"]


def test_where_locks_are_not_kept_no_draft_is_taken_for_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_locked", lambda _: False)
    with draft_beside(str(tmp_path / "one.svg")) as draft:
        replace_file(str(tmp_path / "two.svg"), b"new")
        assert os.path.isdir(draft)


def test_a_folder_that_is_not_there_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    missing = str(tmp_path / "no" / "poster.svg")
    with pytest.raises(FileNotFoundError) as told:
        replace_file(missing, b"")
    assert told.value.filename == missing
