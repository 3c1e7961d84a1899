"""What is printed in the log of a pipeline, where a line may be a command to whoever runs it."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.hostile.attack import MAP, Attack, Outcome

EVIL = ("##[add-mask]x", "##vso[task.setvariable variable=x]y", "###[group]z", "##teamcity[a]b")
LINES = "::error::x"
NAMED = f"{LINES} {' '.join(EVIL)}"
OURS = ("::error file=", "::warning file=", "::notice file=")
OBEYED = re.compile(r"##\w*\[")


def evil_map(folder: Path) -> None:
    """Names, reasons and paths that are commands wherever they begin a line, or stand in one."""
    one, two, three = (json.dumps(f"{NAMED} {number}") for number in (1, 2, 3))
    text = (
        f"map: {{title: {one}}}\n"
        f"teams:\n  {one}:\n    owner: {two}\n"
        f"    serves: {{{two}: {{service: {one}, takes: 2d}}}}\n"
        f"  {two}:\n    serves: {{{three}: {{service: {two}, takes: 1d}}}}\n"
        f'  "{LINES} 4": {{allow: {{orphan-team: "New\\n{LINES}\\n{EVIL[0]}"}}}}\n'
        f"  {json.dumps(EVIL[0])}: {{serves: {{}}}}\n"
        f"end_users: [{three}]\n"
    )
    (folder / "map.yaml").write_text(text)
    rows = f'Provider,Service,Customer,Takes,"{LINES}"\n"{NAMED}","{EVIL[0]}","{LINES}",{{}}\n'
    (folder / "evil.csv").write_text(rows.format("2d"))
    (folder / "wrong.csv").write_text(rows.format(EVIL[0]))
    (folder / "empty.yaml").write_text(MAP)
    (folder / "wrong.yaml").write_text(text.replace("owner:", f'"{NAMED}": 1\n    "{LINES}":'))
    (folder / f"{LINES} {EVIL[0]}.yaml").write_text(text)


def nothing_is_obeyed(_: Path, outcome: Outcome) -> None:
    said = outcome.said
    for line in re.split("[\n\r\v\f\x85\u2028\u2029]", re.sub(r"\x1b\[[0-9;]*m", "", said)):
        if line.startswith(OURS):
            continue  # it is one command from its beginning to its end
        assert not OBEYED.search(line), line
        assert not line.lstrip().startswith("::"), line


def parses_as(read: Callable[[bytes], object]) -> Callable[[Path, Outcome], None]:
    """And it still is what a program reads, with the names as they are."""

    def then(folder: Path, outcome: Outcome) -> None:
        nothing_is_obeyed(folder, outcome)
        assert EVIL[0] in str(read(outcome.out))

    return then


def is_json(folder: Path, outcome: Outcome) -> None:
    """Where things go by their ids, which are no commands."""
    nothing_is_obeyed(folder, outcome)
    json.loads(outcome.out)


def texts_of(xml: bytes) -> list[object]:
    return [(each.text, each.attrib) for each in ET.fromstring(xml).iter()]


def told(
    *run: str,
    code: int = 0,
    then: Callable[[Path, Outcome], None] = nothing_is_obeyed,
    colour: bool = False,
) -> Attack:
    shown = " ".join(run).replace(NAMED, "NAME")
    return Attack(
        f"commands to a runner, in {'coloured ' if colour else ''}{shown}",
        run,
        code,
        arrange=evil_map,
        then=then,
        environment={"FORCE_COLOR": "1"} if colour else {},
    )


ODD = f"{LINES} {EVIL[0]}.yaml"
CHECK = ("check", "map.yaml", "--all")
AS_JSON = parses_as(json.loads)
AS_XML = parses_as(texts_of)

FOR_PEOPLE = ("full", "concise", "github", "markdown")
FOR_PROGRAMS = ("json", "gitlab", "sarif")
ASKING = ("promises", "tolerance", "agreements")
LATE = ("trace", "map.yaml", "--late", f"{NAMED} 1=2d")
SETTINGS = ("check", "map.yaml", "--baseline", f"{NAMED}.txt", "--show-settings")

ATTACKS = (
    *(told(*CHECK, "--format", form, code=1) for form in FOR_PEOPLE),
    *(told(*CHECK, "--format", form, code=1, colour=True) for form in FOR_PEOPLE[:2]),
    *(told(*CHECK, "--format", form, code=1, then=AS_JSON) for form in FOR_PROGRAMS),
    told(*CHECK, "--format", "junit", code=1, then=AS_XML),
    *(
        told("check", file, "--format", form, code=1)
        for file in ("wrong.yaml", ODD)
        for form in (*FOR_PEOPLE, *FOR_PROGRAMS, "junit")
    ),
    told("check", "map.yaml", "--statistics", code=1),
    *(told(command, "map.yaml") for command in ASKING),
    *(told(command, "map.yaml", colour=True) for command in ASKING),
    *(told(command, "map.yaml", "--format", "json", then=is_json) for command in ASKING),
    told("tolerance", "map.yaml", "--format", "csv"),
    told("agreements", "map.yaml", "--format", "markdown"),
    *(told(command, "map.yaml", "--for-excel") for command in ASKING),
    told("show", f"{NAMED} 1", "map.yaml", "--format", "csv"),
    told("show", f"{NAMED} 1", "map.yaml", "--format", "markdown"),
    told("trace", "map.yaml", "--late", f"{NAMED} 1=2d", "--format", "markdown"),
    told("diff", "empty.yaml", "map.yaml", "--for-excel"),
    told("show", f"{NAMED} 1", "map.yaml"),
    told("show", f"{NAMED} 1", "map.yaml", "--format", "json", then=AS_JSON),
    told(*LATE),
    told(*LATE, "--format", "json", then=is_json),
    told("trace", "wrong.yaml", *LATE[2:], code=1),
    told("diff", "empty.yaml", "map.yaml"),
    told("diff", "empty.yaml", "map.yaml", colour=True),
    told("diff", "empty.yaml", "map.yaml", "--format", "markdown"),
    told("diff", "empty.yaml", "map.yaml", "--format", "json", then=AS_JSON),
    told("diff", "wrong.yaml", "map.yaml", code=1),
    told("import", "evil.csv", "-o", "new.yaml"),
    told("import", "wrong.csv", "-o", "new.yaml", code=1),
    told("import", "wrong.csv", "-o", "new.yaml", "--leave-out"),
    told("import", "evil.csv", "--sheet", NAMED, code=2),
    told("import", NAMED, code=2),
    told("export", "map.yaml", "-o", f"{NAMED}.txt", code=2),
    told("schema", "--with-ids", "map.yaml", then=AS_JSON),
    told("poster", "map.yaml", "-o", "-", then=AS_XML),
    told("poster", "map.yaml", "-o", "-", "--text", "live"),
    told("rule", NAMED, code=2),
    told("check", NAMED, code=2),
    told(NAMED, code=2),
    told("check", f"--{NAMED}", code=2),
    told("check", "map.yaml", "--settings", NAMED, code=2),
    told("check", "map.yaml", "--select", NAMED, code=2),
    told("diff", NAMED, "map.yaml", code=2),
    told("show", f"nobody {NAMED}", "map.yaml", code=2),
    told(*SETTINGS),
    told(*SETTINGS, "--format", "json", then=AS_JSON),
)

if sys.platform == "win32":  # a colon is part of no name there
    ATTACKS = tuple(attack for attack in ATTACKS if ODD not in attack.run)
