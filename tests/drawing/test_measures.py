"""Every measure on paper that composing uses has a name, and says what it is measured in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from servicemap.drawing import composing

FILES = sorted(Path(composing.__path__[0]).glob("*.py"))

PICTURES = {"answers.py", "icons.py"}
"""Their points are numbers of one grid: a drawing, and no measure."""

PLAIN = {0.0, 1.0}
"""Nothing, and all of it."""

DOUBLE = {2, 3}
"""Both sides, there and back; three times in the formula of a curve."""


def unnamed(source: str) -> list[str]:
    """Literal measures that stand in the middle of code, each with its line."""
    return [f"{line}: {value}" for node in _code(source) for line, value in _measures(node)]


def _code(source: str) -> Iterator[ast.stmt]:
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            yield node


def _measures(top: ast.stmt) -> Iterator[tuple[int, float]]:
    for node in ast.walk(top):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            if node.value not in PLAIN:
                yield node.lineno, node.value
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            for side in (node.left, node.right):
                if not isinstance(side, ast.Constant) or not isinstance(side.value, int):
                    continue
                if side.value not in DOUBLE:
                    yield node.lineno, side.value


def undocumented(source: str) -> list[str]:
    """Constants that are numbers, or several, and that no docstring follows."""
    body = ast.parse(source).body
    found = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and _is_number(node.value):
            text = after.value if isinstance(after, ast.Expr) else None
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                found.append(ast.unparse(node))
    return found


def _is_number(value: ast.expr) -> bool:
    parts = [node.value for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return bool(parts) and all(isinstance(part, int | float) for part in parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_measure_has_a_name_and_a_unit(path: Path) -> None:
    source = path.read_text("utf-8")
    assert undocumented(source) == []
    if path.name not in PICTURES:
        assert unnamed(source) == []


def test_what_would_be_found() -> None:
    source = 'A = 3.2\nB = 2\n"""In mm."""\ndef f(x):\n    return 7 * x + 0.3 * B + 2 * x\n'
    assert unnamed(source) == ["5: 7", "5: 0.3"]
    assert undocumented(source) == ["A = 3.2"]
