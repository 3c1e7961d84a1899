"""Results as a notebook shows them: everything that is said is escaped here.

Only notebooks pay for Python's table of entities.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """What stands in a cell, and in small type below it."""

    text: str
    small: str = ""


def html_table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a caption; everything is escaped."""
    from html import escape

    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def table_of_sentences(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table in which long texts begin at the left; nothing where it has no rows."""
    from html import escape

    if not rows:
        return ""
    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{_cell(cell)}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(cell: Cell) -> str:
    from html import escape

    small = f"<br><small>{escape(cell.small)}</small>" if cell.small else ""
    return escape(cell.text) + small


def titled(title: str, said: str, *, below: bool = False) -> str:
    """A paragraph: its title in bold, and what is said of it beside or `below`."""
    from html import escape

    return f"<p><b>{escape(title)}</b>{'<br>' if below else ': '}{escape(said)}</p>"


def bullets(lines: Iterable[str]) -> str:
    """A list, a line for each."""
    from html import escape

    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def as_wide_as_the_page(svg: str) -> str:
    """A drawing that is no wider than the page that it is shown on."""
    return f'<div style="max-width:100%">{svg}</div>'
