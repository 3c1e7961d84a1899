"""The page of the library, made from its signatures and docstrings.

    python docs/reference/python.py

writes it anew. A test says when it is out of date, and runs every example on it.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import UnionType
from typing import Any

import servicemap as sm
from servicemap.graph import to_networkx
from servicemap.results import Result

PAGE = Path(__file__).with_name("python.md")

LINE = 98

FUNCTIONS = (
    *("load", "loads", "check", "agreements", "show", "promises", "trace", "tolerance", "diff"),
    *("care", "contacts", "ask", "briefing", "review", "history", "poster", "to_networkx"),
)
"""In the order in which somebody comes to need them."""

HEAD = """# From Python

What `import servicemap as sm` offers, and nothing else: `dir(sm)`. Functions take a map that
`sm.load` has read, and give an answer. The names are a promise, and so are the fields of what comes
back: more may be added, none is taken away.
"""

ANSWERS = """## Answers

Every answer is one of these. Iterating over it gives its items, each a named tuple: the
[records](#records) below. `len(answer)` counts them, `answer.to_dict()` is [the JSON](json.md)
that the command prints, `print(answer)` its text, on a page of 100 columns, and
`pandas.DataFrame(answer, columns=answer.columns)` a table with a row for each item; the columns
are for an answer that holds none. In a notebook an answer shows itself as a table. Answers and maps
can be pickled and copied, and sent to a pool of processes. A `Poster`
is a picture: it has no items, and is saved.

```pycon
>>> import servicemap as sm
>>> found = sm.tolerance(sm.load("maps/sales-event.yaml"), customer="Top ten accounts")
>>> len(found) == len(list(found))
True
>>> found.to_dict()["kind"]
'tolerance'

```
"""

RECORDS = """## Records

**Minutes are whole minutes of working time**, each in the calendar that its record names: lateness
in that of whoever waits, tolerance in that of whoever is late. Parties are named by their ids
(`toy-factory`), services by `provider/service` (`toy-factory/finished-toys`).
"""

ERRORS = """## Errors

A wrong map is data, and a wrong call is an exception: each is a `ServiceMapError`, says in
`message` what is wrong and in `hint` what to do.
"""


def page() -> str:
    """The page: functions, answers, what answers hold, errors."""
    offered = {name: getattr(sm, name) for name in sm.__all__ if not name.startswith("_")}
    types = {name: one for name, one in offered.items() if isinstance(one, type | UnionType)}
    wrong = {n: one for n, one in types.items() if _is(one, Exception)}
    answers = {n: one for n, one in types.items() if _is(one, Result) or n == "Poster"}
    records = {n: one for n, one in types.items() if n not in wrong and n not in answers}
    parts = [HEAD, "## Functions\n", *(_function(name, offered[name]) for name in FUNCTIONS)]
    parts += [ANSWERS, *(_type(name, one) for name, one in answers.items())]
    parts += [RECORDS, *(_type(name, one) for name, one in records.items())]
    parts += [ERRORS, *(_error(name, one) for name, one in wrong.items())]
    return "\n".join(parts)


def _function(name: str, function: Callable[..., object]) -> str:
    # The attributes of a graph stand where it is built.
    doc = inspect.getdoc(function) or ""
    if name == "to_networkx":
        _, _, attributes = (inspect.getdoc(to_networkx) or "").partition("\n\n")
        doc = f"{doc}\n\n{attributes}"
    return f"### {name}\n\n```python\n{_call(name, function)}\n```\n\n{_prose(doc)}\n"


def _call(name: str, function: Callable[..., object]) -> str:
    """`trace(m: ServiceMap, late: Mapping[str, Length] | None = None) -> Trace`, wrapped."""
    signature = inspect.signature(function)
    given: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in given:
            given.append("*")
        usual = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        given.append(f"{parameter.name}: {_plain(parameter.annotation)}{usual}")
    gives = _plain(signature.return_annotation)
    line = f"sm.{name}({', '.join(given)}) -> {gives}"
    if len(line) <= LINE:
        return line
    return f"sm.{name}(\n" + "".join(f"    {one},\n" for one in given) + f") -> {gives}"


def _plain(annotation: object) -> str:
    """A type as people write it."""
    said = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    said = re.sub(r"\b(?:servicemap|collections|typing|datetime)\.(?:\w+\.)*(?=\w)", "", said)
    said = re.sub(r"\bForwardRef\('(.*?)'\)", r"\1", said)  # imported for hints alone
    said = re.sub(r"\bMapGraph\b", "nx.MultiDiGraph[str]", said)
    return said.replace("os.PathLike", "PathLike").replace("'", "").replace('"', "")


def _is(one: type | UnionType, kind: type) -> bool:
    return isinstance(one, type) and issubclass(one, kind)


def _type(name: str, one: type | UnionType) -> str:
    if isinstance(one, UnionType):
        return f"### {name}\n\n```python\n{name} = {_plain(one)}\n```\n"
    lines = [f"### {name}\n", _prose(inspect.getdoc(one) or ""), ""]
    fields = getattr(one, "_fields", None) or getattr(one, "__dataclass_fields__", ())
    if fields:
        typed = {
            k: v for kind in one.__mro__[::-1] for k, v in inspect.get_annotations(kind).items()
        }
        shape = [f"    {field}: {_plain(typed[field])}" for field in fields]
        lines += ["```python", f"{name}(", *(f"{field}," for field in shape), ")", "```", ""]
    elif issubclass(one, str):
        words = ", ".join(f"`{word.value}`" for word in one)  # type: ignore[attr-defined]
        lines += [f"One of {words}.", ""]
    if members := list(_members(one)):
        lines += [*members, ""]
    return "\n".join(lines)


def _members(one: type) -> Iterator[str]:
    """What else can be asked of one: its properties and methods, in their own order."""
    for name, member in vars(one).items():
        public = not name.startswith("_") or name == "__getitem__"
        made_by = isinstance(member, classmethod) and not name.startswith("__")
        if made_by or (public and inspect.isfunction(member)):
            called = inspect.signature(getattr(one, name))
            given = ", ".join(p for p in called.parameters if p != "self")
            said = f"`[{given}]`" if name == "__getitem__" else f"`.{name}({given})`"
        elif public and isinstance(member, property):
            said = f"`.{name}`"
        else:
            continue
        doc = inspect.getdoc(getattr(one, name)) or ""
        if doc and not name.startswith("_make"):
            yield f"- {said}: {' '.join(doc.split())}"


def _error(name: str, one: Any) -> str:
    doc = " ".join((inspect.getdoc(one) or "").split())
    base = one.__bases__[0].__name__
    return f"- `{name}`{'' if base == 'Exception' else f' (a `{base}`)'}: {doc}"


def _prose(doc: str) -> str:
    """A docstring as Markdown: examples and columns are printed as they stand."""
    return "\n\n".join(_paragraphs(doc.split("\n\n")))


def _paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    for one in paragraphs:
        lines = one.split("\n")
        if one.startswith(">>>"):
            yield f"```pycon\n{one}\n```"
        elif all(re.match(r"`\w+`: ", line) for line in lines):
            yield "\n".join(f"- {' '.join(line.split())}" for line in lines)
        elif any(re.search(r"\S {2,}\S", line) for line in lines):
            yield f"```text\n{one}\n```"
        else:
            yield one


def examples() -> str:
    """What of the page Python runs: all of it, without the fences around it."""
    return re.sub(r"^```\w*$", "", page(), flags=re.MULTILINE)


def main() -> None:
    """Write the page beside this file."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
