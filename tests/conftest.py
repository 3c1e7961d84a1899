"""What tests share: golden files, the way to refresh them, and no clock."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Self

import pytest
from hypothesis import HealthCheck, settings

from servicemap.drawing.layout.searching import Effort
from tests.examples import costly

# A busy machine is no defect: what takes how long is measured in benchmarks/. A usual run tries few
# examples, and the same each time, so that no build hangs on luck; HYPOTHESIS_PROFILE=thorough goes
# on where that stops, and hunt, which is for a night, looks for new ones.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("servicemap", BUSY, max_examples=12, derandomize=True)
settings.register_profile("thorough", BUSY, max_examples=60, derandomize=True)
settings.register_profile("hunt", BUSY, max_examples=100_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "servicemap"))

HURRIED = Effort(
    column_seeds=1,
    column_steps=60,
    pool=1,
    glance=20,
    looked_at=1,
    order_steps=60,
    sweeps=1,
    polished=1,
    first_polish=0,
    last_polish=10,
)

ANOTHER_DAY = date(2031, 6, 15)
"""What the clock says while tests run: a day of which none of our maps and pages tells."""

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, str | bytes], None]


def pytest_configure(config: pytest.Config) -> None:
    """Whoever runs the tests may have settings and fonts of their own, or none."""
    if sys.dont_write_bytecode:
        # Without compiled files each worker would rewrite every assert, and each process that a
        # test starts compile all of us. Whoever wants none among the sources has them elsewhere.
        elsewhere = str(config.rootpath / ".pytest_cache" / "compiled")
        sys.dont_write_bytecode, sys.pycache_prefix = False, elsewhere
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = elsewhere
    for name in [name for name in os.environ if name.startswith("SERVICEMAP_")]:
        del os.environ[name]
    # The fonts of whoever has this folder for their data: tests/fonts.
    os.environ["XDG_DATA_HOME"] = str(Path(__file__).parent)


def pytest_collection_finish() -> None:
    """What is collected stays to the end: cycles of objects are seldom looked for in it again."""
    gc.set_threshold(50_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --refresh-golden` rewrites the golden files; read the difference before a commit."""
    parser.addoption("--refresh-golden", action="store_true", help="rewrite tests/golden")


class _AnotherDay(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.combine(ANOTHER_DAY, time(12), tz)


@pytest.fixture(scope="session", autouse=True)
def no_clock() -> Iterator[None]:
    """The day of asking is the same each time, and none on which a test is likely to be written.

    A test that forgets to say which day it is shows it at once, and not in the year in which that
    day comes.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("servicemap.cli.settings.datetime", _AnotherDay)
        yield


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layouts are hardly searched: for tests of whatever else is on a poster."""
    monkeypatch.setattr(
        "servicemap.drawing.layout.laying.effort_for", lambda _, polish: HURRIED.times(polish)
    )


@pytest.fixture(params=["hurried", *costly("searched")])
def either_search(request: pytest.FixtureRequest) -> None:
    """Layouts are hardly searched; where everything is tried, they are those that people get too.

    For tests of what holds of every layout, also of one that nobody would choose.
    """
    if request.param == "hurried":
        request.getfixturevalue("hurried")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("findings/full.txt", printed)` compares with that file under tests/golden."""

    def compare(name: str, printed: str | bytes) -> None:
        path = GOLDEN / name
        content = printed.encode() if isinstance(printed, str) else printed
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert path.exists(), f"no {path}: run pytest --refresh-golden, and read what it writes"
        expected = path.read_bytes()
        if isinstance(printed, str):
            assert printed == expected.decode()
        else:
            assert content == expected

    return compare
