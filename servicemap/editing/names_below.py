"""Names in brackets, of which one says more than fits into their line, as keys below each other."""

from servicemap.editing.comments import behind
from servicemap.editing.pieces import TextPiece
from servicemap.editing.rendering import LONGEST_LINE, Spread, in_line, key_lines
from servicemap.editing.splices import Editor, Splice


def names_as_keys(editor: Editor, names: TextPiece, name: TextPiece, said: Spread) -> list[Splice]:
    """The splices that write the names of a section as keys, of which one says something."""
    return _below_each_other(editor, names, name, said) or editor.names_as_keys(names, name, said)


def _below_each_other(
    editor: Editor, names: TextPiece, name: TextPiece, said: Spread
) -> list[Splice]:
    """None where all fits into one line, or something else stands around the names."""
    source, key = editor.source, names.key
    own = source.text[names.start : names.end]
    colon = source.colon(key) if key is not None else None
    after = behind(source, names.end)
    if key is None or colon is None or not own.startswith("[") or source.newline in own:
        return []
    if after.comma or after.comment or source.text[colon : names.start].strip():
        return []
    if source.column(names.end) + len(in_line(said)) + len(": ") <= LONGEST_LINE:
        return []
    editor.refuse_alias(names)
    column = source.column(key.start) + editor.style.step
    lines: list[str] = []
    for item in names.items:
        editor.refuse_alias(item)
        more = key_lines(editor.style, item.words, said, column)[1:] if item is name else []
        lines += [f"{source.text[item.start : item.end]}:", *more]
    begin = source.newline + " " * column
    return [Splice(colon, names.end, "".join(begin + line for line in lines))]
