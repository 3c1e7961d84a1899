"""Where things stand in TOML: what is cut out at each place reads as what tomllib found there."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.config.positions import Positions, TablePath
from tests.examples import examples

HOSTILE = (
    "a = 1",
    "",
    "# only a comment",
    "a.b.'c d'.\"e.f\" = 'x'  # [not] = \"this\"",
    '"ser\\u0076icemap" = true\n"a\\"b" = 2\n\'a"b#c\' = 3',
    'a = """\n[not.a.table]\nb = 1\n"""\nc = 4',
    'a = """x\\""" y"""\nb = """ends in quotes"""""\nc = ""\nd = """"""\ne = 5',
    "a = '''\n# no comment ' '' \n'''''\nb = ''\nc = ''''''\nd = 6",
    'a = [\n  "x", # one, ]\n  [1, 2,], # two\n\n  {b = "}", c.d = [ ] },\n]\nb=7',
    "[a]\nb = 1\n[a.c]\nb = 2\n[ d . 'e' ]\nb = 3",
    "[[a]]\nb = 1\n[a.c]\nd = 2\n[[a.e]]\nf = 3\n[[a.e]]\nf = 4\n[[a]]\nb = 5\n[a.c]\nd = 6",
    "a = {}\nb = []\nc = {d = {e = {f = [[[]]]}}}",
    "a = 1979-05-27 07:32:00 # a day\nb = 07:32:00\nc = -inf\nd = 0xFF",
    "a = 1\r\n[b]\r\nc = '''x\r\ny'''\r\nd = 2\r\n",
    "tool.servicemap.select = ['SM1']\n[tool.other]\nservicemap = 1",
    "\t a\t=\t1\t\n  [ b ]  # c\n",
    "'żółw' = 'ł'\n\"\\U0001F422\" = '🐢'",
    "a = [" + "[" * 40 + "]" * 40 + "]",
)


def leaves(value: Any, path: TablePath = ()) -> Iterator[tuple[TablePath, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))


def check_every_place(text: str) -> None:
    document = tomllib.loads(text)
    places = Positions(text)
    for path, value in leaves(document):
        span = places.values.get(path)
        if span is None:  # a table with a header, or of dotted keys, which stands nowhere itself
            assert isinstance(value, dict | list)
        else:
            written = places.text[span.start : span.end]
            assert tomllib.loads(f"value = {written}")["value"] == value
        if isinstance(path[-1], str):
            key = places.keys[path]
            written = places.text[key.start : key.end]
            assert tomllib.loads(f"{written} = 0") == {path[-1]: 0}
    assert set(places.values) <= {path for path, _ in leaves(document)}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_at_each_place_is_what_toml_found_there(text: str) -> None:
    check_every_place(text)


def test_lines_and_columns_count_from_one_and_are_those_of_an_editor() -> None:
    places = Positions('a = 1\r\n[b."c d"]\r\n  "e" = [1,\r\n 22]\r\n')
    path: TablePath = ("b", "c d", "e", 1)
    assert places.location(places.values[path], "x.toml") == ("x.toml", 4, 2, 4, 4)
    assert places.location(places.keys["b", "c d", "e"], "x.toml")[1:3] == (3, 3)
    assert places.location(places.keys["b", "c d"], "x.toml")[1:3] == (2, 4)
    assert places.location(None, "x.toml")[1:] == (1, 1, 1, 1)


names = st.text("ab-_1", min_size=1, max_size=3) | st.sampled_from(("a b", "#", "=", "]", "ł", "."))
scalars = st.sampled_from(
    ("1", "true", "'a#b'", '"x\\"]"', '"""\n]\n"""', "'''\n[a]\n'''", "2026-11-21", "-1.5e3")
)


def quoted(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").isalnum() else f"'{name}'"


def written_list(items: list[str]) -> str:
    return "[" + ",\n # ]\n ".join(items) + ("," if items else "") + "]"


def written_table(items: list[tuple[str, str]]) -> str:
    unique = dict(items)
    return "{" + ", ".join(f"{quoted(name)} = {value}" for name, value in unique.items()) + "}"


values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(written_list)
        | st.lists(st.tuples(names, inner), max_size=3).map(written_table)
    ),
    max_leaves=6,
)
lines = st.one_of(
    st.tuples(st.lists(names, min_size=1, max_size=2), values).map(
        lambda pair: " . ".join(map(quoted, pair[0])) + f" = {pair[1]} # [x]"
    ),
    st.lists(names, min_size=1, max_size=2).map(lambda n: f"[{'.'.join(map(quoted, n))}]"),
    st.lists(names, min_size=1, max_size=2).map(lambda n: f"[[ {'.'.join(map(quoted, n))} ]]"),
)


@given(st.lists(lines, max_size=6))
@examples(100)
def test_so_it_is_in_any_text_that_is_toml(written: list[str]) -> None:
    text = ""
    for line in written:
        try:
            tomllib.loads(text + line + "\n")
        except tomllib.TOMLDecodeError:
            continue  # a table or key that was there before
        text += line + "\n"
    check_every_place(text)
