"""A page for a meeting as a terminal shows it, and as Markdown that people print or send on."""

from collections.abc import Iterator

from servicemap.escapes import in_a_line
from servicemap.escapes import visible as escaped_for_terminals
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.reporting.text.markdown_tables import escaped as escaped_for_markdown
from servicemap.reporting.text.markdown_tables import table
from servicemap.views.handouts import Handout, HandoutItem, ItemMark

ROWS = 3
"""Empty rows of the table that is filled in by hand."""


SET_BY = str.maketrans({"\u200e": None, "\u200f": None, "\u00a0": " "})
"""Marks by which paper is set: whoever shows a text finds its direction, and breaks its lines."""


def visible(text: str) -> str:
    """Text that is safe to show on a terminal, on one line."""
    return escaped_for_terminals(in_a_line(text.translate(SET_BY)))


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return escaped_for_markdown(text.translate(SET_BY))


def as_text(handout: Handout, ink: Ink, *, width: int = 100) -> str:
    """What it is, then each section with a line for each item."""
    title, what = ink.bold(visible(handout.title)), visible(handout.kind)
    head = f"{title}: {what} ({visible(handout.map_title)})"
    blocks = [f"{head}\n{wrapped(visible(handout.line), width)}"]
    for section in handout.sections:
        lines = [ink.bold(visible(section.heading))]
        lines += [_line(item, ink, width) for item in section.items]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _line(item: HandoutItem, ink: Ink, width: int) -> str:
    lead = f"{ink.bold(visible(item.lead))}: " if item.lead else ""
    figure = ""
    if item.figure:
        shown = visible(item.figure)
        figure = f" ({ink.error(shown) if item.mark is ItemMark.BAD else shown})"
    more = f"; {visible(item.more)}" if item.more else ""
    return "  " + wrapped(f"{lead}{visible(item.said)}{figure}{more}", width - 2, "    ")


def as_markdown(handout: Handout) -> str:
    """The whole page: headings, lists, and a table in which to write what is agreed."""
    return "\n".join(_markdown(handout))


def _markdown(handout: Handout) -> Iterator[str]:
    yield f"# {escaped(handout.title)}: {escaped(handout.kind)}"
    yield ""
    yield f"{escaped(handout.map_title)}. {escaped(handout.line)}"
    for section in handout.sections:
        yield ""
        yield f"## {escaped(section.heading)}"
        yield ""
        for item in section.items:
            yield _item(item)
    write = handout.write_on
    yield ""
    yield f"## {escaped(write.heading)}"
    yield ""
    heads = [escaped(head) for head in (write.heading, *write.columns)]
    yield table(heads, [[""] * len(heads)] * ROWS)


def _item(item: HandoutItem) -> str:
    lead = f"**{escaped(item.lead)}**: " if item.lead else ""
    figure = f" (**{escaped(item.figure)}**)" if item.figure else ""
    more = f"<br>{escaped(item.more)}" if item.more else ""
    return f"- {lead}{escaped(item.said)}{figure}{more}"
