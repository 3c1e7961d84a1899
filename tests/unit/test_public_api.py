"""`import servicemap as sm`: what its page says is what happens, and nothing heavy comes along."""

import ast
import doctest
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from inspect import isfunction
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import servicemap
import servicemap as sm
from servicemap import functions
from servicemap.findings import Severity
from servicemap.importing.opening_files import READ_ENDINGS

ROOT = Path(__file__).parents[2]


def test_the_examples_in_the_module_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for module, at_least in ((servicemap, 5), (functions, 15)):
        ran = doctest.testmod(module, report=True)
        assert (ran.failed, ran.attempted > at_least) == (0, True)


def test_dir_is_exactly_what_is_offered() -> None:
    importlib.import_module("servicemap.cards")  # leaves `servicemap.cards` behind, as Python does
    assert dir(sm) == sm.__all__ == sorted(sm.__all__)
    assert all(hasattr(sm, name) for name in sm.__all__)


def test_every_type_is_found_where_the_table_says() -> None:
    for module, names in sm.WHERE.items():
        assert set(names) <= set(sm.__all__)
        assert list(names) == sorted(names)
        for name in names:
            found = getattr(sm, name)
            if not isinstance(found, UnionType):  # which has no name of its own
                assert found.__name__ == name
                assert found.__module__.startswith(f"servicemap.{module}")


def test_type_checkers_import_what_the_table_says() -> None:
    """They cannot follow a table; what they do not import is an error to them."""
    tree = ast.parse(Path(servicemap.__file__).read_text(encoding="utf-8"))
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    assert {node.module: sorted(one.name for one in node.names) for node in imports} == {
        f"servicemap.{module}": sorted(names) for module, names in sm.WHERE.items()
    }


def test_every_type_that_a_user_meets_is_offered() -> None:
    """What functions take and give, what is in that, and so on: all can be annotated, compared."""
    met: set[type] = set()
    for name in sm.__all__:
        offered = getattr(sm, name)
        _meet([offered] if isinstance(offered, type) else _hints(offered), met)
    assert len(met) > 70
    named = (one for one in met if not one.__name__.startswith("_"))  # others only share fields
    assert sorted(one.__name__ for one in named if getattr(sm, one.__name__, None) is not one) == []


def test_every_error_that_is_said_to_be_raised_is_offered() -> None:
    """Whoever reads of one wants to catch it."""
    errors = {
        name
        for name, one in vars(sm.errors).items()
        if isinstance(one, type) and issubclass(one, sm.ServiceMapError)
    }
    said = {
        error
        for name in sm.__all__
        for doc in _docs(getattr(sm, name))
        for error in errors.intersection(re.findall(r"\w+", doc))
    }
    assert {"UnknownName", "UnreadableTable"} <= said
    assert sorted(said.difference(sm.__all__)) == []


def _docs(one: Any) -> Iterator[str]:
    """What is written of what is offered, and of what it has itself."""
    members = vars(one).values() if isinstance(one, type) else ()
    for each in (one, *members):
        described = getattr(each, "__func__", each)  # of a class method
        if isinstance(described, type | property) or isfunction(described):
            yield described.__doc__ or ""


def _meet(hints: Iterable[Any], met: set[type]) -> None:
    """Add every type of ours that is in these hints, or in those of a field or a method of one."""
    for hint in hints:
        _meet(get_args(hint), met)
        one = get_origin(hint) or hint
        if isinstance(one, type) and one.__module__.startswith("servicemap") and one not in met:
            met.add(one)
            _meet(one.__bases__, met)
            _meet(_hints(one), met)
            for name, member in vars(one).items():
                called = getattr(member, "fget", None) or getattr(member, "__func__", member)
                if isfunction(called) and (name == "__getitem__" or not name.startswith("_")):
                    _meet(_hints(called), met)


class _OnlyForHints(dict[str, Any]):
    """What modules import for their hints alone, and is not there when they run."""

    def __missing__(self, name: str) -> Any:
        if name in sm.__all__:
            return getattr(sm, name)
        return {"date": date, "Decimal": Decimal, "MapGraph": object, "Loaded": object}[name]


def _hints(one: Any) -> list[Any]:
    known = get_type_hints(one, localns=_OnlyForHints()) if callable(one) else {}
    return [hint for name, hint in known.items() if not name.startswith("_")]


def test_importing_it_imports_no_room() -> None:
    rooms = {f"servicemap.{module.partition('.')[0]}" for module in sm.WHERE}
    rooms |= {"servicemap.loading", "servicemap.reporting"}
    rooms -= {"servicemap.findings", "servicemap.locations"}  # no rooms, and of errors
    code = f"import sys, servicemap; print(sorted({rooms!r}.intersection(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


def test_no_module_takes_the_place_of_a_function() -> None:
    """Importing `servicemap.check`, if there were one, would put it where `sm.check` was."""
    modules = {path.stem for path in (ROOT / "servicemap").iterdir()}
    assert modules.isdisjoint(servicemap.__all__)


SIX_LINES = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""


@pytest.mark.parametrize(
    ("text", "paid_for"),
    [
        (SIX_LINES, []),
        (
            SIX_LINES.replace("{Stores: Stock orders}", "[{customer: Stores, takes: 2d}]"),
            ["timing"],
        ),
        (
            SIX_LINES.replace("Purchasing:\n", "Purchasing:\n    relies_on: [Stores]\n"),
            ["networkx"],
        ),
    ],
    ids=["no-times", "times", "a-circle"],
)
def test_a_check_pays_only_for_what_the_map_has(
    text: str, paid_for: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(text, encoding="utf-8")
    names = {
        "numpy": "numpy",
        "networkx": "networkx",
        "timing": "servicemap.timing.network.compiled",
    }
    code = (
        "import sys; from servicemap.cli.program import run;"
        f"code = run(['check', {str(path)!r}]);"
        f"print([name for name, module in {names!r}.items() if module in sys.modules], code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == f"{paid_for} 0"


def test_the_smallest_map_is_simply_clean(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from servicemap.cli.program import run

    path = tmp_path / "toys.yaml"
    path.write_text(SIX_LINES, encoding="utf-8")
    assert run(["check", "--all", str(path)]) == 0
    assert capsys.readouterr().out == "clean: 3 parties, 2 services\n"


def test_a_notebook_shows_a_map_as_a_sentence() -> None:
    toys = servicemap.load(ROOT / "maps" / "harbour-toys")
    assert toys._repr_html_() == (
        "<p><b>Harbour Toys</b><br>6 teams, 2 end users, 1 prospect, 1 distributor, 4 suppliers;"
        " 18 services, 19 reliances</p>"
    )


def test_whoever_catches_finds_the_errors_where_the_functions_are() -> None:
    with pytest.raises(servicemap.ServiceMapError):
        servicemap.load("no-such-map.yaml")
    with pytest.raises(AttributeError, match="has no attribute 'postre'"):
        getattr(servicemap, "post" + "re")


def test_a_name_that_is_not_there_is_a_missing_key_that_says_what_to_do() -> None:
    toys = sm.load(ROOT / "maps" / "harbour-toys")
    with pytest.raises(KeyError) as missing:
        sm.promises(toys)["shopers"]
    assert str(missing.value) == "nothing is promised to 'shopers'\ndid you mean shoppers?"
    assert isinstance(missing.value, sm.UnknownName)


def test_a_check_can_be_told_what_to_look_for_and_how_much_it_matters() -> None:
    event = sm.load(ROOT / "maps/sales-event.yaml")
    found = sm.check(event, select=["orphan-team", "SM3"])
    assert {finding.code for finding in found} == {"SM302"}
    assert sm.check(event, select="SM3", ignore=["no-tolerance"]).findings == ()
    assert len(sm.check(event, select=["SM302"], severity={"SM3": "off"})) == 0
    clean = sm.check(event, select=["SM302"])
    assert (len(clean), clean.exit_code(Severity.WARNING)) == (2, 0)
    strict = sm.check(event, select=["SM302"], strict=True)
    assert strict.exit_code(Severity.WARNING) == 1
    assert repr(strict) == "<Report of 'Spring sales event': 2 warnings>"
    assert "<b>Spring sales event</b>: 2 warnings" in strict._repr_html_()
    with pytest.raises(sm.WrongValue, match=r"did you mean orphan-team\?"):
        sm.check(event, ignore=["orphn-team"])
    with pytest.raises(sm.WrongValue, match="severity: 'eror' is none of"):
        sm.check(event, severity={"orphan-team": "eror"})


HINTS = [
    (
        "none.csv",
        {},
        f"name a spreadsheet that can be read, {READ_ENDINGS}; max_file allows larger",
    ),
    (
        "large.csv",
        {"max_file": 10},
        f"name a spreadsheet that can be read, {READ_ENDINGS}; max_file",
    ),
    ("tickets.csv", {}, "name it by columns: service='its heading'"),
]


@pytest.mark.parametrize(("record", "more", "hint"), HINTS)
@pytest.mark.parametrize("ask", [functions.review, functions.history])
def test_a_hint_calls_arguments_as_python_does_and_a_command_its_options(
    ask: Callable[..., Any],
    record: str,
    more: dict[str, Any],
    hint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from servicemap.cli.program import run

    monkeypatch.chdir(tmp_path)
    Path("toys.yaml").write_text(SIX_LINES, encoding="utf-8")
    Path("tickets.csv").write_text("Ticket,What it was\n7,Stock orders\n", encoding="utf-8")
    Path("large.csv").write_text("Service,Delivered\nStock orders,2027-02-03\n", encoding="utf-8")
    whose = ["Purchasing"] if ask is functions.review else []
    with pytest.raises((sm.UnreadablePath, sm.UnreadableTable)) as raised:
        ask(sm.load("toys.yaml"), *whose, record=record, **more)
    assert raised.value.hint.startswith(hint)
    arguments = inspect.signature(ask).parameters
    named = {"max_file": "--max-file", "columns": "--column"}
    (argument,) = (one for one in named if one in hint)
    assert argument in arguments
    if more:
        return  # `review` of the command line reads records of any size
    assert run([ask.__name__, *whose, "toys.yaml", "--record", record]) == 2
    told = capsys.readouterr().err
    assert hint.partition(argument)[0] + named[argument] in told


def test_a_record_is_read_by_headings_that_somebody_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    toys = sm.loads(SIX_LINES)
    Path("tickets.csv").write_text("What it was,Out\nStock orders,2027-02-03\n", encoding="utf-8")
    read = sm.history(
        toys, record="tickets.csv", columns={"service": "what it was", "delivered": "Out"}
    ).record
    assert isinstance(read, sm.TrackRecord)
    assert [one.service for one in read.deliveries] == ["purchasing/stock-orders"]
    with pytest.raises(sm.UnknownName, match="a record has no column 'servce'"):
        sm.review(toys, "Stores", record="tickets.csv", columns={"servce": "What it was"})
    with pytest.raises(sm.WrongValue, match="columns: a dict is wanted"):
        sm.review(toys, "Stores", record="tickets.csv", columns="Out")  # type: ignore[arg-type]


def test_a_map_that_is_too_large_is_allowed_by_the_argument_too(tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(SIX_LINES, encoding="utf-8")
    with pytest.raises(sm.InvalidMap) as refused:
        sm.load(path, max_file=10)
    (finding,) = refused.value.findings
    assert "allow more: max_file," in finding.hint
    assert "max_file" in inspect.signature(sm.load).parameters
