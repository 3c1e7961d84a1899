"""What people in the toy shop do in the year of docs/the-year-of-a-customer-minded-manager.md, and
the page only tells: how the map was before, and what customers wrote on their sheets.
"""

import csv
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import load_workbook

from docs.reference.printed import DOCS
from tests.filled_sheets import Answers, filled

MAP = Path("harbour-toys")

_DAY = re.compile(r"2027-\d\d-\d\d")

_REGULAR = re.compile(r"((?:every: (?:7|30)d,?\s+last_asked|confirmed): )[\d-]+")

_SPRING = date(2027, 2, 1)
"""Days from this on are those of the plan, and not of what was said and done."""

_UNTIL_WINTER = timedelta(weeks=40)

_NEEDED = datetime(2027, 11, 25)  # noqa: DTZ001 - as a spreadsheet has it

MARCH: Mapping[str, Answers] = {
    "shoppers": {
        "stores/toys-on-the-shelf > shoppers": {
            "score": 7,
            "says": "The poster was there, the doll was not",
        }
    },
    "online-buyers": {"toybox-online/parcels-at-the-door > online-buyers": {"score": 9}},
    "schools": {
        "marketing/sample-box > schools": {
            "score": 8,
            "says": "They fought over the wooden train",
            "wants": "One box for each classroom",
        }
    },
    "toybox-online": {
        "warehouse/web-shop-stock > toybox-online": {"score": 7},
        "it/order-feed > toybox-online": {"score": 9},
    },
    "toy-factory": {
        "purchasing/order-confirmation > toy-factory": {
            "score": 5,
            "says": "We wait for a yes, and nobody notices that we wait",
            "wants": "A call on the day the order is agreed",
        },
        "accounts/payment > toy-factory": {"score": 9, "says": "Always on the day"},
    },
    "print-shop": {"marketing/artwork > print-shop": {"score": 8}},
    "purchasing": {"stores/sales-figures > purchasing": {"score": 9}},
    "warehouse": {
        "toy-factory/finished-toys > warehouse": {"score": 7},
        "it/stock-system > warehouse": {"score": 8},
    },
    "stores": {
        "warehouse/stock-for-the-shelves > stores": {
            "score": 5,
            "says": "A Friday van is a Monday shelf",
            "still true": "no",
            "expects": _NEEDED,
        },
        "it/tills > stores": {"score": 9},
        "print-shop/posters > stores": {"score": 8},
    },
    "marketing": {
        "purchasing/range-list > marketing": {"score": 7, "says": "The pictures came late"}
    },
}
"""Whose sheet -> what is filled in; Accounts and IT never gave theirs back."""

AUGUST: Mapping[str, Answers] = {
    "stores": {
        "warehouse/stock-for-the-shelves > stores": {
            "score": 9,
            "says": "Thursday it is, and sorted by shelf",
        }
    },
    "toybox-online": {"warehouse/web-shop-stock > toybox-online": {"score": 9}},
}

DECEMBER: Mapping[str, Answers] = {
    "shoppers": {
        "stores/toys-on-the-shelf > shoppers": {
            "score": 9,
            "says": "The doll in the window was on the shelf",
        }
    },
    "toy-factory": {
        "purchasing/order-confirmation > toy-factory": {
            "score": 9,
            "says": "Somebody rang the same afternoon",
        }
    },
    "online-buyers": {"toybox-online/parcels-at-the-door > online-buyers": {"score": 10}},
    "toybox-online": {
        "warehouse/web-shop-stock > toybox-online": {"score": 9},
        "it/order-feed > toybox-online": {"score": 9},
    },
    "stores": {
        "warehouse/stock-for-the-shelves > stores": {"score": 9},
        "it/tills > stores": {"score": 9},
        "print-shop/posters > stores": {"score": 9},
    },
}

FILLED: Mapping[str, Mapping[str, Answers]] = {
    "sheets-march": MARCH,
    "sheets-august": AUGUST,
    "sheets-december": DECEMBER,
}
"""The folder that `ask` wrote -> whose sheet -> what is filled in."""


def begin() -> None:
    """The map before anybody did anything: its plan is one for winter, nothing is allowed."""
    shutil.copytree(DOCS.parent / "maps/harbour-toys", MAP)
    for path in MAP.glob("*.yaml"):
        if path.name != "actions.yaml":
            _rewrite(path, lambda text: _DAY.sub(_in_winter, text))
    _rewrite(
        MAP / "map.yaml",
        lambda text: text.replace(
            "Spring promotion: toys on the shelf by Friday 26 February",
            "Christmas promotion: toys on the shelf by Friday 3 December",
        ),
    )
    _rewrite(MAP / "actions.yaml", lambda text: text.split("\n\n")[0] + "\n")
    _rewrite(
        MAP / "suppliers.yaml",
        lambda text: re.sub(r"\n +allow: \{silent-delivery: .*\}", "", text),
    )
    _rewrite(
        MAP / "retail.yaml",
        lambda text: re.sub(r"\n +allow:\n( +)unhappy.*\n\1silent.*", "", text),
    )


def _go_on_as_ever(day: str) -> None:
    """Calls and stand-ups go on, and every team confirms its entries: whoever does writes the day.

    Two suppliers, who are heard less often, are forgotten.
    """
    for path in MAP.glob("*.yaml"):
        _rewrite(path, lambda text: _REGULAR.sub(rf"\g<1>{day}", text))


def _come_back(folder: str, _: str) -> None:
    """Customers fill in their sheets; Marketing has another program, which saves CSV."""
    for name, own in FILLED[folder].items():
        sheet = Path(folder, f"sheet-{name}.xlsx")
        sheet.write_bytes(filled(sheet.read_bytes(), own))
        if name == "marketing":
            sheet.with_suffix(".csv").write_text(as_csv(sheet.read_bytes()), encoding="utf-8")
            sheet.unlink()


def as_csv(workbook: bytes) -> str:
    """A sheet as a spreadsheet program saves it as CSV."""
    written = StringIO()
    rows = load_workbook(BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    csv.writer(written, lineterminator="\n").writerows(
        [value.date() if isinstance(value, datetime) else value for value in row] for row in rows
    )
    return written.getvalue()


def _in_winter(found: re.Match[str]) -> str:
    day = date.fromisoformat(found[0])
    return str(day + _UNTIL_WINTER if day >= _SPRING else day)


def _rewrite(path: Path, as_it_is: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    path.write_text(as_it_is(before), encoding="utf-8")


HAPPENS: Mapping[str, Callable[[str], None]] = {
    **{f"{folder} come back": partial(_come_back, folder) for folder in FILLED},
    "teams go on as ever": _go_on_as_ever,
}
"""What the page says in a comment -> what is done on that day."""
