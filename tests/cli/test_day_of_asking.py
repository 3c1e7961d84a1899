"""The one place where a clock is read: a command that nobody tells which day it is."""

from datetime import date
from pathlib import Path

import pytest

from servicemap.cli.settings import day_of_asking
from servicemap.config import DEFAULTS
from tests.cli.conftest import CommandLine
from tests.conftest import ANOTHER_DAY

PROMISED = """\
teams: {Desk: {serves: {Guests: Meals}}}
end_users: [Guests]
actions:
  Write the recipes down: {for: Desk/Meals, lever: inform, owner: Ana, due: %s}
"""


def test_tests_run_on_a_day_of_their_own() -> None:
    assert day_of_asking(DEFAULTS) == ANOTHER_DAY
    assert day_of_asking(DEFAULTS._replace(date=date(2027, 2, 1))) == date(2027, 2, 1)


@pytest.mark.parametrize(("due", "overdue"), [("2031-06-14", True), ("2031-06-15", False)])
def test_a_command_that_is_told_no_day_asks_as_of_today(
    servicemap: CommandLine, tmp_path: Path, due: str, overdue: bool
) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text(PROMISED % due, encoding="utf-8")
    printed = servicemap("care", str(path)).out
    assert "Write the recipes down" in printed
    assert ("overdue" in printed) == overdue
