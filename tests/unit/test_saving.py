"""Files are replaced whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from servicemap.saving import replace_file


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
