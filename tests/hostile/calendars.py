"""Calendars, days and clocks that are not to be had."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, Attack, hook, plain_map


def calendar(said: str, *, start: str = "") -> Callable[[Path], None]:
    """A map that keeps this calendar, in which something else is wrong as well."""

    def arrange(folder: Path) -> None:
        (folder / "map.yaml").write_text(
            f"map:\n  calendar:\n    {said}\n{start}teams:\n  A:\n    ownr: Kim\n"
            "    serves: [{customer: S, service: T, takes: 2d}]\nend_users: [S]\n"
        )

    return arrange


NO_ZONES = """
import sys, zoneinfo

zoneinfo.reset_tzpath(())

class NoData:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "tzdata":
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, NoData())
"""

CLOCK = """
import datetime

class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls({year}, 12, 31, 23, 59)

datetime.datetime = Clock
"""


def hooked(said: str, text: str = "") -> Callable[[Path], None]:
    """What Python runs before it runs us, and a map."""

    def arrange(folder: Path) -> None:
        plain_map(folder)
        if text:
            (folder / "map.yaml").write_text(text)
        hook(folder, said)

    return arrange


ZONED = """\
map: {start: 2027-02-01, calendar: {timezone: Asia/Hong_Kong}}
teams: {A: {serves: [{customer: S, service: T, takes: 2d, promise: 4d}]}}
end_users: [S]
"""

LATE = """\
map: {start: 2199-12-30, confirm_every: 90d}
teams: {A: {confirmed: 1970-01-01, serves: [{customer: S, service: T, takes: 900w, promise: 1d}]}}
end_users: [S]
"""

ATTACKS = (
    *(
        Attack(
            f"{said}, to {run[0]}",
            run,
            1,
            ("SM006", "map.yaml:3:15", hint, *(("SM003",) if run[0] == "check" else ())),
            arrange=calendar(said),
        )
        for said, hint in (
            ("holidays: XX", "HK or DE-BY"),
            ("holidays: DE-QQ", "DE-BW"),
            ("holidays: DE-BZ", "did you mean DE-B"),
            ("timezone: Mars/Base", "Asia/Hong_Kong"),
        )
        for run in (
            ("check", "map.yaml"),
            ("show", "A", "map.yaml"),
            ("poster", "map.yaml", "-o", "p.svg"),
        )
    ),
    Attack(
        "no time zone data on this machine",
        ("promises", "map.yaml"),
        2,
        ("this machine has no time zone data", "pip install tzdata"),
        ("correct", "SM006"),
        arrange=hooked(NO_ZONES, ZONED),
        environment=HOOKS,
    ),
    *(
        Attack(f"--date {day}", ("check", "map.yaml", "--date", day), 2, ("--date",))
        for day in ("0001-01-01", "9999-12-31")
    ),
    *(
        Attack(
            f"a clock that says {year}",
            ("check", "map.yaml"),
            code,
            says,
            arrange=hooked(CLOCK.format(year=year)),
            environment=HOOKS,
            imports=True,
        )
        for year, code, says in (
            (1, 2, ("the clock of this machine", "--date")),
            (1970, 0, ("clean",)),
            (9999, 2, ("the clock of this machine", "--date")),
        )
    ),
    *(
        Attack(
            f"a plan at the end of all years, to {run[0]}",
            run,
            code,
            arrange=hooked("", LATE),
            environment=HOOKS,
        )
        for run, code in (
            (("check", "map.yaml"), 1),
            (("promises", "map.yaml"), 0),
            (("trace", "map.yaml", "--late", "A=900w"), 0),
            (("show", "A", "map.yaml"), 0),
            (("agreements", "map.yaml"), 0),
            (("poster", "map.yaml", "-o", "p.svg"), 0),
        )
    ),
)
