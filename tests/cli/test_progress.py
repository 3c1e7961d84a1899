"""Whoever waits at a terminal is told what for; nobody else is, and nobody is told at once."""

import io
import sys
from threading import active_count
from time import monotonic, sleep

import pytest

from servicemap.cli import progress as telling
from servicemap.cli.progress import progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def waits_for(screen: io.StringIO, text: str) -> bool:
    end = monotonic() + 10
    while text not in screen.getvalue() and monotonic() < end:
        sleep(0.005)
    return text in screen.getvalue()


def impatient(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal whose reader will not wait. Opened in a test: before it, pytest takes it away."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(telling, "PATIENCE", 0.01)
    monkeypatch.setattr(telling, "PAUSE", 0.01)
    return screen


def test_one_line_says_what_is_done_and_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    with progress("drawing posters", 3) as count:
        count()
        assert waits_for(screen, "\rdrawing posters: 1 of 3 (0 s)")
        count()
        assert waits_for(screen, "\rdrawing posters: 2 of 3 (0 s)")
    assert "\n" not in screen.getvalue()
    assert screen.getvalue().endswith("\r" + " " * len("drawing posters: 2 of 3 (0 s)") + "\r")


def test_what_cannot_be_counted_is_told_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    with progress("trying how late each may be"):
        assert waits_for(screen, "\rtrying how late each may be (0 s)")


def test_the_line_goes_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(screen)
    assert screen.getvalue().endswith(" \r")


def _interrupted(screen: Screen) -> None:
    with progress("planning"):
        assert waits_for(screen, "planning")
        raise KeyboardInterrupt


def test_it_fits_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = impatient(monkeypatch)
    monkeypatch.setenv("COLUMNS", "50")
    with progress("reading " * 20):
        assert waits_for(screen, "\r")
    assert max(map(len, screen.getvalue().split("\r"))) == 49


def test_within_a_second_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress("planning"):
        sleep(0.05)
    assert screen.getvalue() == ""
    assert telling.PATIENCE == 1.0


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
