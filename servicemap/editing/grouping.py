"""Entries of one party put together under `any_of:`, each as it stands, with its comments."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from servicemap.editing.pieces import TextPiece
from servicemap.editing.rendering import in_line
from servicemap.editing.splices import Editor, Splice
from servicemap.editing.written_entries import DeliveryEntry, EntryForm
from servicemap.errors import CannotEdit
from servicemap.loading.entries.delivery_sides import RELIES_ON
from servicemap.loading.format.declarations import ANY_OF

_AS_A_LIST = "write relies_on: as a list, with an entry of its own for each of them"


class _Unit(NamedTuple):
    """An entry that can be moved: an item of a list, or a name with what stands under it."""

    whole: TextPiece
    place: int

    @property
    def is_apart(self) -> bool:
        """Whether it stands under `any_of:` already."""
        return self.whole.key is not None and self.whole.key.words == ANY_OF

    @property
    def first(self) -> TextPiece:
        """The text or the braces that it begins with."""
        return self.whole.pairs[self.place][0] if self.whole.is_keys else self.value

    @property
    def value(self) -> TextPiece:
        return self.whole.values[self.place]


def put_together(editor: Editor, entries: Sequence[DeliveryEntry]) -> list[Splice]:
    """What makes alternatives of several entries: in the list of those that are some, or a new one.

    The first stays where it stands. Raises CannotEdit where one cannot be moved as it is.
    """
    units = [_unit_of(one) for one in entries]
    there = next((one.whole for one in units if one.is_apart), None)
    outside = [one for one in units if one.whole is not there]
    if any(one.is_apart for one in outside) or len({id(one.whole) for one in outside}) > 1:
        raise CannotEdit("they stand apart, and cannot be alternatives of one another", _AS_A_LIST)
    if not outside:
        return []
    whole = outside[0].whole
    editor.refuse_alias(whole)
    if there is not None:
        moved = outside
        splices = _added(editor, there, moved)
    else:
        first, *moved = outside
        if whole.under(ANY_OF) is not None:
            raise CannotEdit("names can have only one any_of among them", _AS_A_LIST)
        splices = _wrapped(editor, first, moved)
    return [*splices, *_without(editor, whole, {one.place for one in moved})]


def _unit_of(entry: DeliveryEntry) -> _Unit:
    form, name, piece = entry
    if form is EntryForm.NAMED:
        assert name.parent is not None, "it is a key"
        assert name.value is not None, "it is a key"
        if name.value.is_list and len(name.value.items) > 1:
            raise CannotEdit(f"several services stand under the name of {name.words}", _AS_A_LIST)
        return _Unit(name.parent, name.value.place)
    if form is EntryForm.SHARED or piece.parent is None:
        raise CannotEdit("an entry of several parties at once is no alternative", _AS_A_LIST)
    return _Unit(piece.parent, piece.place)


def _wrapped(editor: Editor, first: _Unit, moved: Sequence[_Unit]) -> list[Splice]:
    """The first under a new `any_of:`, and the others below or behind it."""
    start, end = first.first.start, editor.end_of(first.whole, first.place)
    keys = first.whole.is_keys
    if first.whole.flow:
        behind = "".join(f", {_in_line(editor, one, keys=keys)}" for one in moved)
        opening, closing = (f"{ANY_OF}: {{", "}") if keys else (f"{{{ANY_OF}: [", "]}")
        return [Splice(start, start, opening), Splice(end, end, behind + closing)]
    source, style = editor.source, editor.style
    column = source.column(start) + (style.step if keys else style.dash)
    dash = "" if keys else "-" + " " * (style.after - 1)
    deeper = column + len(dash) - source.column(start)
    lead = f"{ANY_OF}:{source.newline}{' ' * column}{dash}"
    at = source.line_end(end)
    below = [Splice(at, at, line) for line in _lines_at(editor, moved, column)]
    return [Splice(start, start, lead), *editor.indented(start, end, deeper), *below]


def _added(editor: Editor, there: TextPiece, moved: Sequence[_Unit]) -> list[Splice]:
    """More of them, last in a list or mapping that is there."""
    source = editor.source
    last = len(there.values) - 1
    at = editor.end_of(there, last)
    same = there.is_keys == moved[0].whole.is_keys
    if there.flow:
        new = (f", {_in_line(editor, one, keys=there.is_keys)}" for one in moved)
        return [Splice(at, at, one) for one in new]
    begins = there.pairs[0][0].start if there.is_keys else source.dash(there.items[0])
    column, at = source.column(begins), source.line_end(at)
    if same:
        return [Splice(at, at, line) for line in _lines_at(editor, moved, column)]
    lead = f"{source.newline}{' ' * column}" + ("" if there.is_keys else "- ")
    return [Splice(at, at, lead + _in_line(editor, one, keys=there.is_keys)) for one in moved]


def _lines_at(editor: Editor, units: Sequence[_Unit], column: int) -> Iterator[str]:
    """The very lines of some entries, moved to a column."""
    source = editor.source
    for one in units:
        begins = one.first.start if one.whole.is_keys else source.dash(one.value)
        if not source.begins_line(begins):
            raise CannotEdit("an entry does not begin a line of its own", _AS_A_LIST)
        deeper = " " * (column - source.column(begins))
        end = source.line_end(editor.end_of(one.whole, one.place))
        lines = source.text[source.line_start(begins) : end].split(source.newline)
        yield "".join(source.newline + (deeper + line if line.strip() else line) for line in lines)


def _in_line(editor: Editor, one: _Unit, *, keys: bool) -> str:
    """An entry in one line, as a name with what stands under it (`keys`) or as an item."""
    source = editor.source
    start, end = one.first.start, editor.end_of(one.whole, one.place)
    editor.refuse_comments(start, end if one.whole.flow else source.line_end(end))
    if keys == one.whole.is_keys and (one.value.flow or one.value.is_text):
        return source.text[start:end]
    if not keys and one.whole.is_keys:
        said = one.value.said
        rest = said if isinstance(said, dict) else {"service": said} if said else {}
        return in_line({RELIES_ON.other: one.first.words, **rest})
    if keys == one.whole.is_keys:
        return in_line(one.value.said)
    raise CannotEdit("an entry stands in a list, and the others under their names", _AS_A_LIST)


def _without(editor: Editor, whole: TextPiece, places: Collection[int]) -> list[Splice]:
    """Take out several, of which some stay; what stands between two goes once."""
    stays = next(k for k in range(len(whole.values)) if k not in places)
    gone: list[Splice] = []
    for place in sorted(places):
        if whole.flow and place < stays:
            begins = [_Unit(whole, k).first.start for k in (place, place + 1)]
            new = Splice(begins[0], begins[1], "")
        else:
            (new,) = editor.remove_item(whole, place)
        if gone and new.start < gone[-1].end:
            new = Splice(gone.pop().start, new.end, "")
        gone.append(new)
    return gone
