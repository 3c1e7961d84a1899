"""What one row of the tables beside this file says, and how it is tried."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

MAP = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""
"""A map that nothing is wrong with."""


AMPLE = 2048
"""Megabytes of address space that are enough for anything that we do."""


class Outcome(NamedTuple):
    """What a run left behind: its exit code (minus the signal that ended it), its output."""

    code: int
    out: bytes
    err: str

    @property
    def said(self) -> str:
        """Both streams, as text."""
        return self.out.decode("utf-8", "replace") + self.err


def plain_map(folder: Path) -> None:
    """Puts MAP into the folder, as `map.yaml`."""
    (folder / "map.yaml").write_text(MAP)


def nothing_more(_: Path, __: Outcome) -> None:
    """Nothing else has to hold."""


class Attack(NamedTuple):
    """One thing that a hostile, unlucky or careless person may do, and what comes of it.

    about        what it is, in a few words: the name of the test
    run          the arguments of `servicemap`
    code         the exit code
    says         what must be read on standard output or standard error
    never        what must not be read there, beside the traces of a defect
    arrange      prepares the folder in which it is run
    then         what must hold of the folder and the run afterwards, as asserts
    environment  variables on top of those of the tests
    stdin        what is piped in
    seconds      of processor time that it may take: a bound against what runs away, no measurement
    megabytes    of address space that it may have
    costly       whether it takes seconds, and is tried where everything is
    imports      whether it is about what is imported, and when
    """

    about: str
    run: tuple[str, ...]
    code: int
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    arrange: Callable[[Path], None] = plain_map
    then: Callable[[Path, Outcome], None] = nothing_more
    environment: Mapping[str, str] = {}
    stdin: bytes = b""
    seconds: int = 20
    megabytes: int = AMPLE
    costly: bool = False
    imports: bool = False

    @property
    def needs_a_fresh_python(self) -> bool:
        """Whether it is about how Python starts, or about memory that libraries have taken."""
        begins = any(name.startswith(("PYTHONIO", "LC_")) for name in self.environment)
        return self.imports or begins or self.megabytes < AMPLE


Run = Callable[[Attack, Path], Outcome]
"""Runs an attack in its folder."""

HOOKS = {"PYTHONPATH": os.pathsep.join(("hooks", str(ROOT)))}
"""What Python runs before it runs us: `sitecustomize` in the folder `hooks`."""


def hook(folder: Path, said: str) -> None:
    """Puts into the folder what Python is to run first."""
    (folder / "hooks").mkdir()
    (folder / "hooks/sitecustomize.py").write_text(said)


OF_A_DEFECT = ("Traceback (most recent call last)", "made a mistake", "Warning:")


def tried(attack: Attack, folder: Path, run: Run) -> None:
    """Run it in `folder`, and hold what comes of it against what is said of it."""
    attack.arrange(folder)
    outcome = run(attack, folder)
    for trace in (*OF_A_DEFECT, *attack.never):
        assert trace not in outcome.said, outcome.said
    for sentence in attack.says:
        assert sentence in outcome.said, outcome.said
    assert outcome.code == attack.code, outcome.said
    attack.then(folder, outcome)


def run_afresh(attack: Attack, folder: Path) -> Outcome:
    """In a Python of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "servicemap", *attack.run],
        cwd=folder,
        env={**surroundings(), **attack.environment},
        input=attack.stdin,
        capture_output=True,
        check=False,
        preexec_fn=bounded(attack.seconds, attack.megabytes),
    )
    return Outcome(ran.returncode, ran.stdout, ran.stderr.decode("utf-8", "replace"))


def surroundings() -> dict[str, str]:
    """The variables of the tests: this package, one thread, nobody's git settings."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENBLAS_NUM_THREADS": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def bounded(seconds: int, megabytes: int) -> Callable[[], None] | None:
    """What holds a process to its bounds, called in it before it starts; nothing on Windows."""
    if sys.platform == "win32":
        return None
    import resource

    def hold() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    return hold
