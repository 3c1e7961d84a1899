"""Whoever waits at a terminal is told what for; nobody else is, and nobody is told at once."""

import io
import sys
from threading import Condition, active_count

import pytest

from servicemap.cli import progress as telling
from servicemap.cli.progress import progress


class Screen(io.StringIO):
    """A terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._written = Condition()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self._written:
            self._written.notify_all()
            return super().write(text)

    def shows(self, text: str) -> bool:
        """Whether it comes to show a text; the limit is for one that never does."""
        with self._written:
            return self._written.wait_for(lambda: text in self.getvalue(), timeout=60)


class Clock:
    """It stands still until somebody sets it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def impatient(monkeypatch: pytest.MonkeyPatch, clock: Clock | None = None) -> Screen:
    """A terminal whose reader will not wait. Opened in a test: before it, pytest takes it away."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(telling, "monotonic", clock or Clock())
    monkeypatch.setattr(telling, "PATIENCE", 0.0)
    monkeypatch.setattr(telling, "PAUSE", 0.001)
    return screen


def test_one_line_says_what_is_done_and_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    screen = impatient(monkeypatch, clock)
    with progress("drawing posters", 3) as count:
        count()
        assert screen.shows("\rdrawing posters: 1 of 3 (0 s)")
        clock.seconds = 12.4
        count()
        assert screen.shows("\rdrawing posters: 2 of 3 (12 s)")
    assert "\n" not in screen.getvalue()
    assert screen.getvalue().endswith("\r" + " " * len("drawing posters: 2 of 3 (12 s)") + "\r")


def test_what_cannot_be_counted_is_told_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    with progress("trying how late each may be"):
        assert screen.shows("\rtrying how late each may be (0 s)")


def test_the_line_goes_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(screen)
    assert screen.getvalue().endswith(" \r")


def _interrupted(screen: Screen) -> None:
    with progress("planning"):
        assert screen.shows("planning")
        raise KeyboardInterrupt


def test_it_fits_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    monkeypatch.setenv("COLUMNS", "50")
    with progress("reading " * 20):
        assert screen.shows("\r")
    assert max(map(len, screen.getvalue().split("\r"))) == 49


def test_within_a_second_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert telling.PATIENCE == 1.0
    screen = impatient(monkeypatch)
    monkeypatch.setattr(telling, "PATIENCE", 3600.0)  # a second may be over here before we look
    with progress("planning"):
        assert screen.getvalue() == ""
    assert screen.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_who_is_no_terminal_is_told_nothing(
    stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    before = active_count()
    with progress("planning", 2) as count:
        count()
        assert active_count() == before
    assert stream is None or stream.getvalue() == ""
