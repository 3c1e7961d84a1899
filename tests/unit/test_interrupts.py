"""Where servicemap is a library, signals are not its business."""

import subprocess
import sys

import pytest

from servicemap.interrupts import Undone, is_the_program


def test_importing_the_package_changes_no_signal() -> None:
    asked = "import signal, servicemap; print(signal.getsignal(signal.SIGINT).__name__)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout == "default_int_handler\n"


@pytest.mark.parametrize(
    ("argv", "started", "program"),
    [
        (["/usr/bin/servicemap"], ["python", "/usr/bin/servicemap"], True),
        (["servicemap.exe", "check"], ["servicemap.exe", "check"], True),
        (["-m"], ["python", "-P", "-m", "servicemap", "check"], True),
        (["-m"], ["python", "-m", "other", "-m", "servicemap"], False),
        (["servicemap_report.py"], ["python", "servicemap_report.py"], False),
        ([], ["python"], False),
    ],
)
def test_the_program_is_known_by_how_it_was_started(
    argv: list[str], started: list[str], program: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", argv)
    monkeypatch.setattr(sys, "orig_argv", started)
    assert is_the_program() is program


def test_what_is_to_be_undone_is_forgotten_when_it_is_done() -> None:
    from servicemap import interrupts

    with Undone(print), Undone(print):
        assert len(interrupts._undoing) == 2
    assert not interrupts._undoing
