"""docs/how-to/ask-your-customers.md: what it shows is what happens, in that order."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from servicemap.cli.program import run
from tests.filled_sheets import Answers, filled

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/ask-your-customers.md"
SPOKEN = re.findall(
    r"```text\n\$ servicemap ([^\n]+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
)


def test_what_the_page_shows_is_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "maps/harbour-toys", "harbour-toys")
    asked, entered, refused = SPOKEN
    for (call, printed), code in ((asked, 0), (entered, 0), (refused, 1)):
        assert run(call.split()) == code
        out, err = capsys.readouterr()
        assert err + out == printed
        if call is asked[0]:
            _fill_in_what_the_page_says()


def _fill_in_what_the_page_says() -> None:
    needed = datetime(2027, 2, 18)  # noqa: DTZ001 - as a spreadsheet has it
    of_stores: Answers = {
        "warehouse/stock-for-the-shelves > stores": {
            "score": 3,
            "says": "Late on Fridays",
            "expects": needed,
        }
    }
    of_marketing: Answers = {"purchasing/range-list > marketing": {"score": "7,5"}}
    for name, answers in (("stores", of_stores), ("marketing", of_marketing)):
        sheet = Path(f"sheets/sheet-{name}.xlsx")
        sheet.write_bytes(filled(sheet.read_bytes(), answers))
