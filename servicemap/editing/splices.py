"""Single changes to a text: what is inserted, replaced and removed, in the style around it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from servicemap.editing.comments import behind, below
from servicemap.editing.pieces import SourceFile, TextPiece
from servicemap.editing.rendering import (
    Spread,
    in_line,
    item_lines,
    key_lines,
    text,
)
from servicemap.editing.styles import style_of
from servicemap.errors import CannotEdit
from servicemap.loading.cells import YamlValue


class Splice(NamedTuple):
    """From `start` to `end` of a text stands `new` instead."""

    start: int
    end: int
    new: str


def spliced(text_: str, splices: Iterable[Splice]) -> str:
    """A text with all of them; those at one place in the order in which they come."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda one: (one.start, one.end)):
        assert start >= at, "two changes of one place"
        parts += [text_[at:start], new]
        at = end
    return "".join(parts) + text_[at:]


class Editor:
    """Makes the splices of one file."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.style = style_of(source)

    def put(
        self, entry: TextPiece, key: str, said: YamlValue, order: Sequence[str] = ()
    ) -> list[Splice]:
        """What a key of a mapping says, be it there or not. `order` is that of the keys."""
        self.refuse_alias(entry)
        there = entry.under(key)
        if there is not None:
            return self.replace(there, said)
        before = set(order[: order.index(key)] if key in order else order)
        places = range(len(entry.pairs) - 1, -1, -1)
        place = next((k for k in places if not order or entry.pairs[k][0].words in before), None)
        if entry.flow:
            return [self._in_flow(entry, f"{text(key)}: {in_line(said, key)}", place)]
        return [self._in_block(entry, key, said, place)]

    def _in_flow(self, entry: TextPiece, new: str, place: int | None, comment: str = "") -> Splice:
        """Put a key into a mapping in braces, or an item into a list in brackets.

        What stands beside it keeps the comment behind it.
        """
        if place is None and entry.values:
            at = self._begins(entry.head(0))
            return Splice(at, at, f"{new}, ")
        if place is None:
            at = self.source.text.index("{" if entry.is_keys else "[", entry.start) + 1
            return Splice(at, at, new)
        at = self.end_of(entry, place)
        last = entry.head(place)
        own_line = not last.elsewhere and self.source.begins_line(last.start)
        lead = f"{self.source.newline}{self._blanks(last.start)}" if own_line else " "
        there = behind(self.source, at)
        if own_line and not self.source.text[there.end : self.source.line_end(at)].strip():
            said = f"{lead}{new},{comment}" if there.comma else f"{lead}{new}{comment}"
            if there.comma:
                return Splice(there.end, there.end, said)
            if kept := self.source.text[at : there.end]:
                return Splice(at, there.end, f",{kept}{said}")
            return Splice(at, at, f",{said}")
        if comment:
            raise CannotEdit(
                f"'{comment.strip()}' has no place where its entry would stand",
                "move the comment above the list",
            )
        return Splice(at, at, f",{lead}{new}")

    def _begins(self, piece: TextPiece) -> int:
        if piece.elsewhere:
            raise CannotEdit("what stands there is repeated by an alias (*), and stands elsewhere")
        return piece.start

    def end_of(self, entry: TextPiece, place: int) -> int:
        """Where the value of a key, or an item, ends in a mapping or list."""
        value = entry.values[place]
        if not value.elsewhere:
            return max(value.end, entry.pairs[place][0].end if entry.is_keys else 0)
        begin = entry.pairs[place][0].end if entry.is_keys else self._after(entry, place - 1)
        found = re.compile(r"[^*]*\*[^\s,\]}]+").match(self.source.text, begin)
        if found is None:
            raise CannotEdit("what stands there is repeated by an alias (*), and stands elsewhere")
        return found.end()

    def _after(self, entry: TextPiece, place: int) -> int:
        return entry.start if place < 0 else self.end_of(entry, place)

    def _blanks(self, offset: int) -> str:
        return " " * self.source.column(offset)

    def _in_block(self, entry: TextPiece, key: str, said: YamlValue, place: int | None) -> Splice:
        """Put a key into a mapping that has a line for each, after one of its keys or first."""
        source = self.source
        column = source.column(entry.pairs[0][0].start)
        lines = key_lines(self.style, key, said, column)
        if place is None:
            at = entry.pairs[0][0].start
            rest = "".join(f"{line}{source.newline}{' ' * column}" for line in lines)
            return Splice(at, at, rest)
        at = source.line_end(self.end_of(entry, place))
        gap = source.newline if self._apart(entry, place) else ""
        return Splice(
            at, at, gap + "".join(f"{source.newline}{' ' * column}{one}" for one in lines)
        )

    def _apart(self, entry: TextPiece, place: int) -> bool:
        """Whether a line is left free before what stands there, other than before the first."""
        if place == 0:
            return False
        start = (
            entry.pairs[place][0].start if entry.is_keys else self.source.dash(entry.items[place])
        )
        begins = self.source.line_start(start)
        above = self.source.line_start(begins - 1)
        return not self.source.text[above:begins].strip()

    def append(
        self, whole: TextPiece, *said: YamlValue, after: int | None = None, comment: str = ""
    ) -> list[Splice]:
        """Put items into a list, with a comment behind the first: after one of them, or last."""
        self.refuse_alias(whole)
        place = len(whole.items) - 1 if after is None else after
        if whole.flow:
            new = ", ".join(map(in_line, said))
            return [self._in_flow(whole, new, place if whole.items else None, comment)]
        source = self.source
        dash = source.dash(whole.items[0])
        column = source.column(dash)
        first, *more = self._items(said, column, whole.items[place])
        lines = [first + comment, *more]
        at = below(source, self.end_of(whole, place), column)
        gap = source.newline if self._apart(whole, place) else ""
        blanks = " " * column
        return [Splice(at, at, gap + "".join(f"{source.newline}{blanks}{one}" for one in lines))]

    def replace(self, value: TextPiece, said: YamlValue) -> list[Splice]:
        """Put something else in the place of a value."""
        self.refuse_alias(value)
        if isinstance(said, str):
            return [self._replace_by_text(value, said)]
        if value.is_list and not isinstance(said, Mapping):
            return self._replace_list(value, said)
        if value.is_nothing:
            return self._fill(value, said)
        self._refuse_comments(value)
        if value.flow or value.is_text:
            return [Splice(value.start, value.end, in_line(said))]
        return [self._instead_of_block(value, in_line(said))]

    def _replace_by_text(self, value: TextPiece, words: str) -> Splice:
        new = in_line(words, value.key.words if value.key else "")
        if value.is_nothing and value.start == value.end:
            return Splice(value.end, value.end, self._lead(value) + new)
        if value.is_text:
            style = getattr(value.node, "style", None) or ""
            return Splice(value.start, value.end, text(words, style) if style else new)
        self._refuse_comments(value)
        if value.flow:
            return Splice(value.start, value.end, new)
        return self._instead_of_block(value, new)

    def _instead_of_block(self, value: TextPiece, new: str) -> Splice:
        """Behind its key, in place of what stood in lines of its own under it."""
        after = self.source.colon(value.key) if value.key else None
        if after is None:
            raise CannotEdit("what stands there is no value of a key")
        return Splice(after, value.end, f" {new}")

    def _fill(self, value: TextPiece, said: YamlValue) -> list[Splice]:
        """Say something where nothing is said, behind a key."""
        inside = value.parent
        lead = self._lead(value)
        if value.key is None or (inside is not None and inside.flow):
            return [Splice(value.start, value.end, lead + in_line(said))]
        source = self.source
        column = source.column(value.key.start)
        _, *lines = key_lines(self.style, value.key.words, said, column)
        if not lines:
            return [Splice(value.start, value.end, lead + in_line(said))]
        behind = source.colon(value.key) or value.start
        nothing = [Splice(behind, value.end, "")] if value.start < value.end else []
        return [*nothing, self._below(value.end, lines, column)]

    def _lead(self, value: TextPiece) -> str:
        """What stands before what is said where nothing is: a key in braces may have no colon."""
        if value.start < value.end:
            return ""
        return " " if value.key is None or self.source.colon(value.key) else ": "

    def _below(self, offset: int, lines: Sequence[str], column: int) -> Splice:
        """Lines below the one of an offset."""
        at = self.source.line_end(offset)
        blanks = " " * column
        return Splice(at, at, "".join(f"{self.source.newline}{blanks}{line}" for line in lines))

    def names_as_keys(
        self, names: TextPiece, name: TextPiece | None = None, said: YamlValue = ""
    ) -> list[Splice]:
        """A list of names written as keys, of which one, `name`, says something."""
        self.refuse_alias(names)
        source = self.source
        if names.flow:
            begin = source.text.index("[", names.start)
            own = [Splice(name.end, name.end, f": {in_line(said)}")] if name else []
            return [Splice(begin, begin + 1, "{"), *own, Splice(names.end - 1, names.end, "}")]
        splices = []
        for item in names.items:
            self.refuse_alias(item)
            dash = source.dash(item)
            splices += [Splice(dash, item.start, "  "), Splice(item.end, item.end, ":")]
            if item is name:
                column = source.column(dash) + 2
                _, *lines = key_lines(self.style, item.words, said, column)
                splices.append(self._below(item.end, lines, column))
        return splices

    def _items(self, said: Iterable[YamlValue], column: int, beside: TextPiece) -> list[str]:
        style, in_lines = self.style, _in_lines(beside)
        return [x for one in said for x in item_lines(style, one, column, in_lines=in_lines)]

    def as_list_with(self, value: TextPiece, *said: YamlValue) -> list[Splice]:
        """What stands alone as a list of it and more."""
        self.refuse_alias(value)
        source = self.source
        if value.flow or value.is_text:
            own = source.text[value.start : value.end]
            if value.is_text and own[:1] not in ("'", '"'):
                own = text(value.words, bare=True)
            return [Splice(value.start, value.end, f"[{', '.join([own, *map(in_line, said)])}]")]
        column, after = source.column(value.start), self.style.after
        if not source.begins_line(value.start):
            raise CannotEdit("what stands there does not begin a line of its own")
        begin = Splice(value.start, value.start, "-" + " " * (after - 1))
        deeper = self.indented(value.start, value.end, after)
        return [begin, *deeper, self._below(value.end, self._items(said, column, value), column)]

    def indented(self, start: int, end: int, deeper: int) -> Iterator[Splice]:
        """Move the lines between two places to the right, all but the first."""
        source = self.source
        at = source.line_end(start)
        while at < end:
            at += len(source.newline)
            if source.text[at : source.line_end(at)].strip():
                yield Splice(at, at, " " * deeper)
            at = source.line_end(at)

    def add_to_section(
        self, section: TextPiece, name: str, said: Mapping[str, YamlValue]
    ) -> list[Splice]:
        """One more name in a section, with what it says."""
        if section.is_list and not said:
            return self.append(section, name)
        if section.is_list:
            return [*self.names_as_keys(section), *self._one_more_key(section, name, said)]
        if section.is_nothing:
            return self._fill(section, Spread({name: Spread(said)}))
        return self.put(section, name, Spread(said))

    def _one_more_key(
        self, names: TextPiece, name: str, said: Mapping[str, YamlValue]
    ) -> list[Splice]:
        """A name with what it says below a list of names that becomes keys."""
        last = names.items[-1]
        if names.flow:
            return [Splice(last.end, last.end, f", {text(name)}: {in_line(said)}")]
        column = self.source.column(self.source.dash(last)) + 2
        return [self._below(last.end, key_lines(self.style, name, Spread(said), column), column)]

    def new_section(self, section: str, name: str, said: Mapping[str, YamlValue]) -> Splice:
        """A section at the end of the file."""
        source = self.source
        lines = key_lines(self.style, section, Spread({name: Spread(said)}), 0)
        end = len(source.text)
        lead = "" if not end or source.text.endswith(source.newline) else source.newline
        gap = source.newline if end else ""
        return Splice(end, end, lead + gap + source.newline.join(lines) + source.newline)

    def _replace_list(self, value: TextPiece, said: Sequence[YamlValue]) -> list[Splice]:
        """Those that stay are left as they stand; others go, and new ones come last."""
        wanted = [one if isinstance(one, str) else in_line(one) for one in said]
        texts = [one.words if one.is_text else "" for one in value.items]
        stays = [one for one in texts if one in wanted]
        if stays != wanted[: len(stays)] or not stays or len(set(texts)) < len(texts):
            self._refuse_comments(value)
            if value.flow:
                return [Splice(value.start, value.end, in_line(said))]
            return [self._instead_of_block(value, in_line(said))]
        gone = [k for k, one in enumerate(texts) if one not in wanted]
        splices = [splice for k in gone for splice in self.remove_item(value, k)]
        new = said[len(stays) :]
        if not new:
            return splices
        last = max(k for k in range(len(texts)) if k not in gone)
        if gone and max(gone) > last and value.flow:
            self._refuse_comments(value)
            return [Splice(value.start, value.end, in_line(said))]
        for one in new:
            splices += self.append(value, one, after=last)
        return splices

    def remove_item(self, whole: TextPiece, place: int) -> list[Splice]:
        """Take an item out of a list, or a key out of a mapping, with what it says."""
        self.refuse_alias(whole)
        source = self.source
        if len(whole.values) == 1:
            inside = whole.parent
            if inside is None:
                raise CannotEdit("nothing would be left of the section")
            if len(inside.values) == 1:
                return [self._emptied(inside)]
            return self.remove_item(inside, whole.place)
        start = whole.head(place).start
        end = self.end_of(whole, place)
        if whole.flow:
            return [self._out_of_flow(whole, place, start, end)]
        if whole.is_list:
            start = source.dash(whole.items[place])
        if not source.begins_line(start):
            # It shares its line with the dash of the entry that it is the first key of.
            following = whole.pairs[1][0]
            return [Splice(start, self._begins(following), "")]
        begin, stop = source.line_start(start), source.line_end(end)
        if stop < len(source.text):
            return [Splice(begin, stop + len(source.newline), "")]
        return [Splice(max(0, begin - len(source.newline)), stop, "")]

    def _out_of_flow(self, whole: TextPiece, place: int, start: int, end: int) -> Splice:
        """Take out what stands in brackets; a comment behind it goes, that of another stays."""
        source = self.source
        own = behind(source, end)
        before = self.end_of(whole, place - 1) if place else start
        between = source.text[before:start]
        if place and "#" not in between and not own.comment:
            return Splice(before, end, "")
        if place + 1 < len(whole.values):
            following = self._begins(whole.head(place + 1))
            self.refuse_comments(own.end, following)
            return Splice(start, following, "")
        if not between.lstrip().startswith(","):
            self.refuse_comments(before, start)
        return Splice(before, own.end, between.replace(",", "", 1))

    def _emptied(self, whole: TextPiece) -> Splice:
        """Take out all that is said under a key, which stays."""
        source = self.source
        if whole.flow:
            return Splice(whole.start, whole.end, "{}" if whole.is_keys else "[]")
        begin, stop = source.line_start(whole.start), source.line_end(whole.end)
        if stop < len(source.text):
            return Splice(begin, stop + len(source.newline), "")
        return Splice(begin - len(source.newline), stop, "")

    def refuse_alias(self, piece: TextPiece) -> None:
        """Raises CannotEdit for what stands elsewhere."""
        if piece.elsewhere:
            raise CannotEdit(
                "what stands there is repeated by an alias (*), and stands elsewhere too",
                "write out what is meant",
            )

    def _refuse_comments(self, value: TextPiece) -> None:
        """Raises CannotEdit where a comment stands inside of what would be replaced."""
        if not value.is_text:
            self.refuse_comments(value.start, value.end)

    def refuse_comments(self, start: int, end: int) -> None:
        """Raises CannotEdit where a comment stands between two places."""
        if re.search(r"(?:^|\s)#", self.source.text[start:end]):
            raise CannotEdit(
                "a comment stands in what would be replaced, and would be lost",
                "move the comment above it",
            )


def _in_lines(beside: TextPiece) -> bool:
    """Whether an entry has a line for each of its keys."""
    return beside.is_keys and not beside.flow
