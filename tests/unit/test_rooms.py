"""The package holds what its users reach, and nothing that only tests do.

Which room may know which stands in the contracts of pyproject.toml.
"""

import ast
from pathlib import Path
from typing import Any

import pytest

import servicemap
from servicemap.cli.program import COMMANDS
from servicemap.reporting import FORMATS
from servicemap.reporting.answers import ANSWERS, Teller
from servicemap.rules import RULES

grimp: Any = pytest.importorskip("grimp", reason="comes with import-linter, for developers")

PACKAGE = Path(servicemap.__file__).parent

DOORS = ("servicemap", "servicemap.__main__", "servicemap.cli")
"""Where everybody comes in."""

BY_NAME = {
    # The types of all answers are offered where the functions are, and importing the package to
    # load a map may not import every room for their sake.
    "__init__.py": {"servicemap": {f"servicemap.{module}" for module in servicemap.WHERE}},
    "cli/program.py": {
        "servicemap.cli.program": {
            entry.module for entries in COMMANDS.values() for entry in entries
        }
    },
    "reporting/answers.py": {
        "servicemap.reporting.answers": {
            f"servicemap.reporting.{tells.module}"
            for row in ANSWERS.values()
            for tells in row.values()
            if isinstance(tells, Teller)
        }
    },
    "reporting/__init__.py": {
        "servicemap.reporting": {f"servicemap.reporting.hosts.{form}" for form in FORMATS}
    },
    "rules/__init__.py": {"servicemap.rules": {rule.judge.__module__ for rule in RULES}},
}
"""File that imports by names from a table -> its module -> what the table names."""


def test_only_these_tables_import_by_name() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "import_module" in path.read_text("utf-8") or "__import__" in path.read_text("utf-8")
    }
    assert found == set(BY_NAME)


def test_every_module_is_reached_from_the_command_line_or_the_library() -> None:
    assert _unreached({}) == []


def test_a_module_that_nobody_imports_would_be_found() -> None:
    assert _unreached({"servicemap.left_over": ["servicemap.model"]}) == ["servicemap.left_over"]


MIRRORS = {"cli", "reporting"}
"""Rooms whose files are called as what they ask or print: `reporting/traces.py` prints a trace."""

FACTS_AND_THEIR_WORDS = [["unknowns.py", "wording/unknowns.py"]]
"""Values, and how these very values are said."""


def test_no_two_files_have_one_name_and_two_meanings() -> None:
    named: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if inside.parts[0] not in MIRRORS and path.name not in {"__init__.py", "__main__.py"}:
            named.setdefault(path.name, []).append(inside.as_posix())
    assert [paths for paths in named.values() if len(paths) > 1] == FACTS_AND_THEIR_WORDS


def test_no_two_classes_have_one_name() -> None:
    """What is meant by a name is the same in every room; a name with `_` stays in its module."""
    defined: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in _classes_and_types(ast.parse(path.read_text("utf-8"))):
            defined.setdefault(name, []).append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in defined.items() if len(paths) > 1} == {}


def _classes_and_types(module: ast.Module) -> set[str]:
    """The classes of a module, and what else it calls like one: `Way = tuple[Reliance, ...]`."""
    found = {one.name for one in module.body if isinstance(one, ast.ClassDef)}
    targets = (
        target
        for one in module.body
        if isinstance(one, ast.Assign | ast.AnnAssign)
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
    )
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    return found | {name for name in names if name[:1].isupper() and not name.isupper()}


def test_nobody_walks_by_hand() -> None:
    """Who needs a queue walks over a graph, and servicemap/walks.py does that for everybody."""
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if "deque" in path.read_text("utf-8")
    ]
    assert found == ["walks.py"]


def test_what_a_notebook_shows_is_escaped_in_one_place() -> None:
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if "from html import" in path.read_text("utf-8")
    ]
    assert found == ["html.py"]


def _unreached(beside: dict[str, list[str]]) -> list[str]:
    """The modules that no import leads to, lazy ones and those by name included.

    `beside`: modules that there are not -> what they would import.
    """
    graph = grimp.build_graph("servicemap", cache_dir=None)
    for module, imported in beside.items():
        graph.add_module(module)
        for one in imported:
            graph.add_import(importer=module, imported=one)
    named = {one: to & graph.modules for tables in BY_NAME.values() for one, to in tables.items()}
    reached: set[str] = set()
    waiting = list(DOORS)
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting += graph.find_modules_directly_imported_by(module) | named.get(module, set())
            # Whoever imports a module runs the packages that it is in.
            waiting += [module.rsplit(".", up)[0] for up in range(1, module.count(".") + 1)]
    return sorted(graph.modules - reached)
