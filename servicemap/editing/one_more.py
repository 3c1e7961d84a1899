"""One more entry where there is one, or a list of them; or several more."""

from collections.abc import Sequence

from servicemap.editing.comments import behind
from servicemap.editing.pieces import TextPiece
from servicemap.editing.rendering import LONGEST_LINE, in_line, item_lines
from servicemap.editing.splices import Editor, Splice
from servicemap.loading.cells import YamlValue


def with_more(editor: Editor, there: TextPiece, said: Sequence[YamlValue]) -> list[Splice]:
    """The splices. Those that are too long for one line stand below each other."""
    if there.is_list:
        return editor.append(there, *said)
    return _below_each_other(editor, there, said) or editor.as_list_with(there, *said)


def _below_each_other(editor: Editor, there: TextPiece, said: Sequence[YamlValue]) -> list[Splice]:
    """An entry in braces behind its key, and more, as lines; none where they fit into one, or
    something else stands around them.
    """
    source, key = editor.source, there.key
    own = source.text[there.start : there.end]
    colon = source.colon(key) if key is not None else None
    after = behind(source, there.end)
    alone = there.flow and there.parent is not None and not there.parent.flow
    if key is None or colon is None or not alone or source.newline in own or after.comma:
        return []
    new = ", ".join(map(in_line, said))
    if source.column(there.start) + len(own) + len(new) <= LONGEST_LINE:
        return []
    if source.line_end(there.end) != after.end or source.text[colon : there.start].strip():
        return []
    editor.refuse_alias(there)
    column = source.column(key.start) + editor.style.dash
    begin = source.newline + " " * column
    items = (item_lines(editor.style, one, column, in_lines=False) for one in said)
    lines = "".join(begin + line for item in items for line in item)
    dash = "-" + " " * (editor.style.after - 1)
    return [Splice(colon, there.start, begin + dash), Splice(after.end, after.end, lines)]
