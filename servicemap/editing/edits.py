"""What can be changed in a map, and which splices of which file that takes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.editing.comments import behind
from servicemap.editing.grouping import put_together
from servicemap.editing.names_below import names_as_keys
from servicemap.editing.one_more import with_more
from servicemap.editing.pieces import TextPiece
from servicemap.editing.planned_edits import Files, PlannedEdit
from servicemap.editing.rendering import Spread, in_line, text
from servicemap.editing.splices import Editor, Splice
from servicemap.editing.written_entries import DeliveryEntry, EntryForm, delivery_entry, party_entry
from servicemap.errors import CannotEdit
from servicemap.loading.cells import YamlValue
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.loading.entries.drafts import OF_A_SERVICE
from servicemap.loading.format import declarations as declared
from servicemap.model import CustomerSays, Group, ProviderSays, Reliance
from servicemap.slugs import slug

PARTY_ORDER = [key.name for key in declared.PARTY.keys]
"""The keys of a party, as people meet them."""


class PartySays(NamedTuple):
    """A party says something under one of its keys, whatever it said there before."""

    party: str
    key: str
    said: YamlValue

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        party = files.map.parties[self.party]
        editor = files.of(party.location.path)
        name, keys = party_entry(editor.source, party)
        splices = _put_in_party(editor, name, keys, self.key, self.said)
        if keys is not None and keys.pairs:
            claims = frozenset[object]({(party.location, self.key)})
            return PlannedEdit({party.location.path: splices}, claims, ("keys", party.location))
        claims = frozenset({party.location, _section_of(name)})
        return PlannedEdit({party.location.path: splices}, claims)


def _section_of(name: TextPiece) -> object:
    """What is claimed by who may have to write a list of names as keys."""
    assert name.parent is not None, "it stands in a section"
    return id(name.parent) if name.parent.is_list else name.start


def _put_in_party(
    editor: Editor, name: TextPiece, keys: TextPiece | None, key: str, said: YamlValue
) -> list[Splice]:
    if keys is None:
        assert name.parent is not None, "it stands in a section"
        return names_as_keys(editor, name.parent, name, Spread({key: said}))
    if keys.is_nothing or not keys.pairs:
        return editor.replace(keys, Spread({key: said}))
    return editor.put(keys, key, said, PARTY_ORDER)


class DeliverySays(NamedTuple):
    """A side says something of a delivery under one of its keys, whatever it said before.

    `reliance` is its id; `also` are those of all others that share its entry, if that is to say so
    of them too. What belongs to the service is said where it is said already: in each of the
    entries that do, or else in this one.
    """

    reliance: str
    side: DeliverySide
    key: str
    said: YamlValue
    also: tuple[str, ...] = ()

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes. Raises CannotEdit where this side has no entry."""
        one = files.reliance(self.reliance)
        entries = [_says(one, self.side)]
        whole = self.side is SERVES and self.key in OF_A_SERVICE
        if whole:
            others = files.with_service(one.service)
            said = [r.provider_says for r in others if r.provider_says is not None]
            entries = [says for says in said if self.key in says.places] or entries
        splices: dict[str, list[Splice]] = {}
        done: set[int] = set()
        for says in entries:
            path = says.location.path
            editor = files.of(path)
            place = delivery_entry(editor.source, says, self.side.other)
            if place.entry.start in done:
                continue
            done.add(place.entry.start)
            if place.form is EntryForm.SHARED and not whole and not self.also:
                return self._split(path, editor, place)
            splices.setdefault(path, []).extend(
                _put_in_delivery(editor, place, self.side, self.key, self.said)
            )
        claims = frozenset({("entry", path, start) for path in splices for start in done})
        return PlannedEdit(splices, claims)

    def _split(self, path: str, editor: Editor, place: DeliveryEntry) -> PlannedEdit:
        """Give one of several who share an entry its own, with what that says of each delivery."""
        _, name, entry = place
        names, whole = name.parent, entry.parent
        assert names is not None, "several names stand in a list"
        if whole is None or not whole.is_list:
            raise CannotEdit(
                "an entry of several parties at once stands where no other can be added"
            )
        side = self.side
        own: dict[str, YamlValue] = {side.other: name.words}
        for at, value in entry.pairs:
            if at.words not in {side.other, *(OF_A_SERVICE if side is SERVES else ())}:
                own[at.words] = value.said
        own[self.key] = self.said
        ordered = {one: own[one] for one in (*_order(side), *own) if one in own}
        comment, gone = _comment_of(editor, names, name)
        new = editor.append(whole, ordered, after=entry.place, comment=comment)
        claims = frozenset({("entry", path, entry.start, self.reliance)})
        splices = {path: [*editor.remove_item(names, name.place), *gone, *new]}
        return PlannedEdit(splices, claims, into=(path, whole.start))


def _comment_of(editor: Editor, names: TextPiece, name: TextPiece) -> tuple[str, Sequence[Splice]]:
    """The comment behind one of several names, which goes where the name goes, and what removes it.

    Behind the bracket it is that of the last name, where that has a line to itself. Raises
    CannotEdit where one stands above the name, which may be about those below it as well.
    """
    source = editor.source
    assert names.key is not None, "the names stand under a key"
    above = editor.end_of(names, name.place - 1) if name.place else names.key.end
    if "#" in source.text[source.line_end(above) : name.start]:
        raise CannotEdit(
            f"{name.words} gets an entry of its own, and a comment stands above that name",
            "move the comment behind the name, or above the entry",
        )
    comment = behind(source, name.end).comment
    gone: list[Splice] = []
    if names.flow and name is names.items[-1] and source.begins_line(name.start) and not comment:
        bracket = behind(source, names.end)
        if comment := bracket.comment:
            gone.append(Splice(names.end, bracket.end, "," if bracket.comma else ""))
    return f"   {comment}" if comment else "", gone


def _says(one: Reliance, side: DeliverySide) -> ProviderSays | CustomerSays:
    says = one.provider_says if side is SERVES else one.customer_says
    if says is None:
        raise CannotEdit(f"the map has no entry of that delivery under {side.key}:")
    return says


def _put_in_delivery(
    editor: Editor, place: DeliveryEntry, side: DeliverySide, key: str, said: YamlValue
) -> list[Splice]:
    form, name, entry = place
    new = in_line(said, key)
    if entry.is_keys:
        return editor.put(entry, key, said, _order(side))
    if form is EntryForm.BARE:
        own = _in_flow(editor, name)
        return [Splice(entry.start, entry.end, f"{{{side.other}: {own}, {key}: {new}}}")]
    if entry.is_nothing:
        return editor.replace(entry, {key: said})
    own = _in_flow(editor, entry)
    return [Splice(entry.start, entry.end, f"{{service: {own}, {key}: {new}}}")]


def _order(side: DeliverySide) -> list[str]:
    """The keys of an entry, as people meet them."""
    return [key.name for key in side.form.entry.keys]


def _in_flow(editor: Editor, name: TextPiece) -> str:
    """A text as it stands, where that does between braces as well."""
    own = editor.source.text[name.start : name.end]
    quoted = own[:1] in ("'", '"') and "\n" not in own and "\r" not in own
    return own if quoted else text(name.words, bare=True)


class AddDelivery(NamedTuple):
    """A party says of one more delivery that it serves, or relies on, another with it.

    `fields` are the keys of its entry beside that of the other party, `service` among them; where
    there are none, it names the other party alone.
    """

    party: str
    side: DeliverySide
    other: str
    fields: Mapping[str, YamlValue]

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        party = files.map.parties[self.party]
        path = party.location.path
        editor = files.of(path)
        name, keys = party_entry(editor.source, party)
        entry: YamlValue = self.other
        if self.fields:
            entry = {self.side.other: self.other, **self.fields}
        there = keys.under(self.side.key) if keys is not None and keys.is_keys else None
        claim = _section_of(name)
        if there is None or there.is_nothing:
            splices = _put_in_party(editor, name, keys, self.side.key, [entry])
            return PlannedEdit({path: splices}, frozenset({claim, (party.location, self.side.key)}))
        if there.is_list:
            return PlannedEdit({path: editor.append(there, entry)}, into=(path, there.start))
        splices = self._under_name(editor, there)
        claims = frozenset({("name", path, there.start, slug(self.other))})
        return PlannedEdit({path: splices}, claims, into=("names", path, there.start))

    def _under_name(self, editor: Editor, there: TextPiece) -> list[Splice]:
        """Among entries that stand under the names of parties."""
        value = there.under(self.other)
        said: YamlValue = dict(self.fields)
        if isinstance(said, dict) and list(said) == ["service"]:
            said = said["service"]
        if value is None:
            return editor.put(there, self.other, said)
        if value.is_nothing:
            raise CannotEdit(f"{self.other}: names no service, so nothing can stand beside it")
        if value.is_list:
            return editor.append(value, said)
        return editor.as_list_with(value, said)


class NameService(NamedTuple):
    """A party that named another alone says with what it serves, or for what it relies on it.

    Where that is named together with others, or not at all, it is one more delivery.
    """

    party: str
    side: DeliverySide
    other: str
    service: str

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        party = files.map.parties[self.party]
        path = party.location.path
        editor = files.of(path)
        keys = party_entry(editor.source, party).keys
        there = keys.under(self.side.key) if keys is not None and keys.is_keys else None
        if there is not None and there.is_keys:
            value = there.under(self.other)
            if value is not None and value.is_nothing:
                claims = frozenset({("entry", path, value.start)})
                return PlannedEdit({path: editor.replace(value, self.service)}, claims)
        for item in there.items if there is not None else ():
            if item.is_text and slug(item.words) == slug(self.other):
                said = {self.side.other: item.words, "service": self.service}
                claims = frozenset({("entry", path, item.start)})
                return PlannedEdit({path: editor.replace(item, said)}, claims)
        fields = {"service": self.service}
        return AddDelivery(self.party, self.side, self.other, fields).plan(files)


class AddParty(NamedTuple):
    """One more party in a section, with what its keys say; in the file at `path` if given."""

    group: Group
    name: str
    fields: Mapping[str, YamlValue]
    path: str | None = None

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        section = self.group.value
        with_it = [
            path
            for path, editor in files.editors.items()
            if any(name.words == section for name, _ in editor.source.sections)
        ]
        path = self.path or next(iter(with_it or files.editors))
        editor = files.of(path)
        claim = frozenset({("section", path, section)})
        for name, value in editor.source.sections:
            if name.words == section:
                splices = {path: editor.add_to_section(value, self.name, self.fields)}
                if value.values and (value.is_keys or not self.fields):
                    return PlannedEdit(splices, into=("section", path, section))
                return PlannedEdit(splices, claim)
        return PlannedEdit({path: [editor.new_section(section, self.name, self.fields)]}, claim)


class RemoveDelivery(NamedTuple):
    """A side does not speak of a delivery any more. `reliance` is its id."""

    reliance: str
    side: DeliverySide

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        says = _says(files.reliance(self.reliance), self.side)
        path = says.location.path
        editor = files.of(path)
        form, name, entry = delivery_entry(editor.source, says, self.side.other)
        piece = name if form in (EntryForm.SHARED, EntryForm.BARE) else entry
        whole = piece.parent
        assert whole is not None, "it stands in something"
        claim = frozenset({("remove", path, whole.start)})
        return PlannedEdit({path: editor.remove_item(whole, piece.place)}, claim)


class AddFeedback(NamedTuple):
    """What a customer said once more, or several times: of all that it gets (`reliance` is None),
    or of one delivery to it.
    """

    customer: str
    said: tuple[Mapping[str, YamlValue], ...]
    reliance: str | None = None

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        m = files.map
        if self.reliance is None:
            party = m.parties[self.customer]
            editor = files.of(party.location.path)
            keys = party_entry(editor.source, party).keys
            there = keys.under("feedback") if keys is not None and keys.is_keys else None
            if there is None or there.is_nothing:
                return PartySays(self.customer, "feedback", self._alone).plan(files)
            claim = frozenset({("entry", party.location.path, there.start)})
            return PlannedEdit({party.location.path: with_more(editor, there, self.said)}, claim)
        one = files.reliance(self.reliance)
        if one.customer_says is None:
            service = m.services[one.service].name
            fields: dict[str, YamlValue] = {"service": service, "feedback": self._alone}
            provider = m.parties[one.provider].name
            return AddDelivery(one.customer, RELIES_ON, provider, fields).plan(files)
        path = one.customer_says.location.path
        editor = files.of(path)
        place = delivery_entry(editor.source, one.customer_says, RELIES_ON.other)
        there = place.entry.under("feedback") if place.entry.is_keys else None
        if there is None or there.is_nothing:
            return DeliverySays(self.reliance, RELIES_ON, "feedback", self._alone).plan(files)
        if place.form is EntryForm.SHARED:  # it gets an entry of its own, with all that was said
            before = there.said if isinstance(there.said, list) else [there.said]
            said = [*before, *self.said]
            return DeliverySays(self.reliance, RELIES_ON, "feedback", said).plan(files)
        claims = frozenset({("entry", path, place.entry.start)})
        return PlannedEdit({path: with_more(editor, there, self.said)}, claims)

    @property
    def _alone(self) -> YamlValue:
        """What stands under the key where nothing did."""
        return self.said[0] if len(self.said) == 1 else list(self.said)


class OneIsEnough(NamedTuple):
    """Of some deliveries to a party, by their ids, one is enough; the first is the plan.

    `switches` says of some how late they can arrive at best, which only an alternative can say.
    """

    reliances: tuple[str, ...]
    switches: Mapping[str, str]

    def plan(self, files: Files) -> PlannedEdit:
        """Which splices that takes."""
        says = [_says(files.reliance(one), RELIES_ON) for one in self.reliances]
        path = says[0].location.path
        if any(one.location.path != path for one in says):
            raise CannotEdit("they stand in several files, and cannot be put together")
        editor = files.of(path)
        entries = [delivery_entry(editor.source, one, RELIES_ON.other) for one in says]
        claims = frozenset(("entry", path, one.entry.start) for one in entries)
        try:
            return PlannedEdit({path: put_together(editor, entries)}, claims)
        except CannotEdit as error:
            customer = files.map.name_of(self.reliances[0].rpartition(" > ")[2])
            raise CannotEdit(f"{customer}: {error.message}", error.hint) from None

    @property
    def then(self) -> tuple[DeliverySays, ...]:
        """What can be changed only after it."""
        return tuple(
            DeliverySays(id_, RELIES_ON, "switch", said) for id_, said in self.switches.items()
        )


Edit = (
    PartySays
    | DeliverySays
    | AddDelivery
    | NameService
    | AddParty
    | RemoveDelivery
    | AddFeedback
    | OneIsEnough
)
"""Anything that can be changed."""
