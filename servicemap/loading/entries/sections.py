"""The top level of a file: its sections, and the parties, actions, scenarios, options in them."""

import re
from collections.abc import Iterator

from servicemap.durations import is_length
from servicemap.loading.entries import records
from servicemap.loading.entries.deliveries import DeliveryReader
from servicemap.loading.entries.drafts import (
    Declared,
    Draft,
    DraftedObjective,
    Header,
    NamedEntry,
)
from servicemap.loading.entries.entries import (
    EntryFields,
    fields_of,
    head,
    maker_of,
    refuse_name,
)
from servicemap.loading.entries.options import changes_something
from servicemap.loading.entries.scenarios import late_above
from servicemap.loading.format import synonyms
from servicemap.loading.format.declarations import SECTIONS
from servicemap.loading.format.kinds import DeclaredSection
from servicemap.loading.values.plain_values import LONGEST_NAME, kind_of
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.events import NodeReader, TopEntry
from servicemap.loading.yaml.lookalikes import bulleted, without_space
from servicemap.loading.yaml.nodes import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    is_nothing,
    text_at,
)
from servicemap.loading.yaml.problems import Problems, asked, quoted
from servicemap.loading.yaml.texts import FileText
from servicemap.model import Group, Party
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_BY_NAME = {section.name: section for section in SECTIONS}
_STREAMED = frozenset(_BY_NAME) - {"map"}
_GROUPS = {group.value: group for group in Group}


def read_sections(text: FileText, draft: Draft, problems: Problems) -> None:
    """Put what a text says into a draft, and what is wrong with it into the problems."""
    reader = NodeReader(text.text, problems, careful=text.careful)
    put_entries(reader.entries(_STREAMED), draft, problems)


def put_entries(entries: Iterator[TopEntry], draft: Draft, problems: Problems) -> None:
    """Put the entries of the top level into a draft, wherever their nodes come from."""
    _SectionReader(draft, problems).read(entries)


_OF_PARTIES = frozenset(records.PARTY.readers)
_party = maker_of(Party)
_new = tuple.__new__


def _is_beside(key: Scalar, value: Node) -> bool:
    """Whether an entry is a key of the party before it rather than a party of that name."""
    if key.value not in _OF_PARTIES or is_nothing(value):
        return False
    # A team may be called `care`: then it has keys of a party under it.
    return not isinstance(value, MappingNode) or not any(
        inner.value in _OF_PARTIES for inner, _ in value.pairs
    )


def _holding(entry: TopEntry, beside: list[TopEntry]) -> TopEntry:
    """An entry with the keys that stand beside it put under it."""
    keys = [(one.key, one.value) for one in beside if one.key is not None]
    if not keys:
        return entry
    own = entry.value.pairs if isinstance(entry.value, MappingNode) else []
    keys = [*own, *keys]
    (first, _), (_, last) = keys[0], keys[-1]
    return entry._replace(value=MappingNode(keys, first.start_mark, last.end_mark))


def _names_in(value: Node) -> list[str]:
    """The names in a text that should be a list."""
    words = " ".join(value.value.split()) if isinstance(value, Scalar) else ""
    return [name for name in re.split(" ?[,;] ?", words) if name]


class _SectionReader:
    def __init__(self, draft: Draft, problems: Problems) -> None:
        self._draft = draft
        self._problems = problems
        self._deliveries = DeliveryReader(draft, problems)
        self._nameless: set[str] = set()
        """Sections of which it is told that an entry in them has no name."""

    def read(self, entries: Iterator[TopEntry]) -> None:
        for entry in self._put_under(entries):
            name, key, value = entry.section, entry.key, entry.value
            section = _BY_NAME.get(name.value)
            if section is None:
                self._refuse_section(name, value)
            elif key is not None:
                self._entry(section, key, value)
            elif section.name == "map":
                self._header(name, value)
            else:
                self._list(section, value)

    def _put_under(self, entries: Iterator[TopEntry]) -> Iterator[TopEntry]:
        """The entries, with keys of a party that stand beside it, not indented, put under it."""
        held: TopEntry | None = None
        owner: Scalar | None = None
        beside: list[TopEntry] = []
        for entry in entries:
            section, key, value = entry
            if held is not None:
                same = held.section.value == section.value
                if same and key is not None and owner is not None and _is_beside(key, value):
                    self._report_beside(key, owner)
                    beside.append(entry)
                    continue
                yield _holding(held, beside)
                held, beside = None, []
            may_hold = is_nothing(value) or isinstance(value, MappingNode)
            if key is not None and section.value in _GROUPS and may_hold:
                held, owner = entry, key
            else:
                yield entry
        if held is not None:
            yield _holding(held, beside)

    def _report_beside(self, key: Scalar, party: Scalar) -> None:
        owner = quoted(party.value)
        self._problems.add(
            "SM002",
            f"{key.value}: stands beside {owner} and not under it, as if it were a name like that",
            key,
            f"indent {key.value}: further than {owner} if it is meant to be a key of it",
        )

    def _refuse_section(self, name: Scalar, value: Node) -> None:
        folded = slug(name.value).replace("-", "_")
        meant = folded if folded in _BY_NAME else synonyms.SECTIONS.get(folded)
        meant = meant or self._problems.spelling.closest(name.value, tuple(_BY_NAME))
        self._problems.add(
            "SM003",
            f"{quoted(name.value)} is no section of a map",
            name,
            asked(meant) or f"the sections are {listed(tuple(_BY_NAME), None)}",
        )
        section = _BY_NAME.get(meant)
        if section is None or not section.of_names:
            # What is under it may be anything, so names that are missing may well be there.
            self._problems.unread = True
        elif isinstance(value, MappingNode):
            for key, entry in value.pairs:
                self._entry(section, key, entry)
        else:
            self._list(section, value)

    def _list(self, section: DeclaredSection, value: Node) -> None:
        """A section that is no mapping: a list of names, or nothing, or a mistake."""
        of_entries = isinstance(value, SequenceNode) and any(
            isinstance(item, MappingNode) for item in value.items
        )
        if isinstance(value, SequenceNode) and (section.of_names or of_entries):
            for item in value.items:
                if isinstance(item, Scalar) and section.of_names:
                    self._entry(section, item, _nothing_at(item))
                elif isinstance(item, MappingNode):
                    self._entry_in_list(section, item)
                else:
                    self._problems.add(
                        "SM002",
                        f"{section.name}: {kind_of(item)} stands in a list of names",
                        item,
                        f"write {section.name}: [one, two]"
                        if section.of_names
                        else f"for example {_EXAMPLES[section.name]}",
                    )
        elif is_nothing(value) or self._bulleted(section, value):
            return
        else:
            names = _names_in(value) if section.of_names else []
            listed_ = f"[{', '.join(names or ['one', 'two'])}]"
            example = f"{section.name}: {listed_}" if section.of_names else _EXAMPLES[section.name]
            self._problems.add(
                "SM002",
                f"{section.name}: {kind_of(value)} stands here, where entries by name belong",
                value,
                f"for example {example}",
            )
            for name in names:
                at = text_at(value.start_mark, value.end_mark, name)
                self._entry(section, at, _nothing_at(at))

    def _entry_in_list(self, section: DeclaredSection, item: MappingNode) -> None:
        """Read an entry that stands behind a dash, which is reported."""
        names = [value for key, value in item.pairs if key.value == "name"]
        name = names[0] if len(names) == 1 and len(item.pairs) > 1 else None
        if isinstance(name, Scalar):
            self._problems.add(
                "SM002",
                f"{section.name}: an entry stands under its name, and this one has a name: in it",
                head(item),
                f"write {name.value}: instead of '- name: {name.value}', and the rest under it",
            )
            rest = [(key, value) for key, value in item.pairs if key.value != "name"]
            self._entry(section, name, MappingNode(rest, item.start_mark, item.end_mark))
            return
        self._problems.add(
            "SM002",
            f"{section.name}: an entry stands in a list{' of names' if section.of_names else ''}",
            head(item),
            "remove the dash: names with something under them are not a list",
        )
        for key, inner in item.pairs:
            self._entry(section, key, inner)

    def _bulleted(self, section: DeclaredSection, value: Node) -> bool:
        """Read a list whose dashes are bullets, which is reported."""
        found = bulleted(value.value) if isinstance(value, Scalar) else None
        if not isinstance(value, Scalar) or found is None or not section.of_names:
            return False
        items = found.items
        self._problems.add(
            "SM002",
            f"{section.name}: {found.wrong}",
            value,
            f"begin each line with '- ', for example '- {items[0] if items else 'Stores'}'",
        )
        for item in items:
            at = text_at(value.start_mark, value.end_mark, item)
            self._entry(section, at, _nothing_at(value))
        return True

    def _entry(self, section: DeclaredSection, key: Scalar, value: Node) -> None:
        name = " ".join(key.value.split())
        id_ = slug(name)
        if not id_:
            refuse_name(key.value, key, self._problems)
            return
        if len(name) > LONGEST_NAME:
            self._problems.add(
                "SM010",
                f"a name of {len(name):,} characters is longer than any sign can show",
                key,
                f"the limit is {LONGEST_NAME} characters; a sentence belongs under about:",
            )
        if section.name in _GROUPS:
            self._party(_GROUPS[section.name], key, name, id_, value)
        else:
            self._named(section.name, key, name, id_, value)

    def _party(self, group: Group, key: Scalar, name: str, id_: str, value: Node) -> None:
        problems = self._problems
        location = problems.at(key)
        if not isinstance(value, MappingNode):
            bare = Party(id=id_, name=name, group=group, location=location)
            self._draft.parties.append(Declared(name, bare))
            key_of_text = without_space(value.value) if isinstance(value, Scalar) else ""
            if key_of_text:
                problems.add(
                    "SM002",
                    f"a space is missing after '{key_of_text}:'",
                    value,
                    f"write {key_of_text}: and a space before what it says",
                )
            elif not is_nothing(value):
                problems.add(
                    "SM002",
                    f"{name}: {kind_of(value)} stands here, where keys such as serves: belong",
                    value,
                    f"write {name}: {{about: ...}}"
                    if isinstance(value, Scalar)
                    else f"write {name}: {{serves: ...}} or {name}: {{relies_on: ...}}",
                )
            return
        fields = fields_of(value, records.PARTY, problems)
        found = fields.values
        if "inside" in found and group is not Group.END_USERS:
            inside = next(inner for inner, _ in value.pairs if inner.value == "inside")
            problems.add(
                "SM003",
                "'inside' is a key of end users alone",
                inside,
                "remove it; teams are inside as it is"
                if group is Group.TEAMS
                else f"remove it, or put {name} under end_users:",
            )
        calendar = found.get("calendar")
        if isinstance(calendar, CalendarName):
            self._draft.calendars[id_] = calendar
            calendar = None
        if any(isinstance(one, DraftedObjective) for one in found.get("objectives", ())):
            self._draft.objectives.setdefault(id_, found.pop("objectives"))
        own = {
            "id": id_,
            "name": found.get("name") or name,
            "group": group,
            "location": location,
            "calendar": calendar,
            "places": fields.places(problems.path),
        }
        self._draft.parties.append(_new(Declared, (name, _party({**found, **own}))))
        for word, node in fields.nodes.items():
            if word == "serves":
                self._deliveries.serves(id_, node)
            elif word == "relies_on":
                self._deliveries.relies_on(id_, node)

    def _header(self, name: Scalar, value: Node) -> None:
        if isinstance(value, MappingNode):
            fields = fields_of(value, records.MAP, self._problems)
            self._draft.headers.append(
                Header(fields.values, self._problems.at(name), fields.places(self._problems.path))
            )
        elif is_nothing(value):
            empty = EntryFields({}, {}).places(self._problems.path)
            self._draft.headers.append(Header({}, self._problems.at(name), empty))
        else:
            self._problems.add(
                "SM002",
                f"map: {kind_of(value)} stands here, where keys such as title: belong",
                value,
                "for example map: {title: Harbour Toys}",
            )

    def _fields(self, section: str, name: str, value: Node) -> EntryFields | None:
        """The fields of an action, scenario or option; None where something required is missing."""
        form = _FORMS[section]
        if not isinstance(value, MappingNode):
            length = value.value if isinstance(value, Scalar) and section == "scenarios" else ""
            cure = f"for example {_EXAMPLES[section]}"
            if section == "actions" and isinstance(value, Scalar) and value.value.strip():
                cure = f"write {name}: {{for: {value.value.strip()}}}"
            if is_length(length):
                cure = f"say who is late: {name}: {{late: {{Purchasing: {length}}}}}"
            self._problems.add(
                "SM002" if not is_nothing(value) else "SM005",
                f"{section}: {kind_of(value)} stands here, where keys such as"
                f" {form.required[0].name}: belong",
                value,
                cure,
            )
            return None
        if section == "scenarios":
            value = late_above(value, self._problems)
        before = len(self._problems.findings)
        fields = fields_of(value, form, self._problems)
        if any(key.name not in fields.values for key in form.required):
            return None
        if section == "options" and len(self._problems.findings) == before:
            return fields if changes_something(value, fields, self._problems) else None
        return fields

    def _named(self, section: str, key: Scalar, name: str, id_: str, value: Node) -> None:
        """An action, a scenario or an option."""
        if key.value in _FORMS[section].readers and not isinstance(value, MappingNode):
            self._report_nameless(section, key)
            return
        draft, fields = self._draft, self._fields(section, name, value)
        if fields is not None:
            of_its_kind = {
                "actions": draft.actions,
                "scenarios": draft.scenarios,
                "options": draft.options,
            }[section]
            location, places = self._problems.at(key), fields.places(self._problems.path)
            of_its_kind.append(NamedEntry(id_, name, location, fields.values, places))
        elif section == "options":
            draft.broken.add(id_)

    def _report_nameless(self, section: str, key: Scalar) -> None:
        """Report, once a section, keys of an entry that stand where its name belongs."""
        if section not in self._nameless:
            self._nameless.add(section)
            self._problems.add(
                "SM002",
                f"{section}: {key.value}: stands here, where a name belongs",
                key,
                f"put it under a name, for example {_EXAMPLES[section]}",
            )


_FORMS = {"actions": records.ACTION, "scenarios": records.SCENARIO, "options": records.OPTION}
_EXAMPLES = {
    "actions": "actions: {Move the van: {for: Warehouse, due: 2027-01-29}}",
    "scenarios": "scenarios: {Forgotten order: {late: {Purchasing: 5d}}}",
    "options": "options: {Air freight: {helps: Factory/Toys, saves: 5d, cost: 40000}}",
    "map": "map: {title: Harbour Toys}",
}


def _nothing_at(node: Scalar) -> Scalar:
    return text_at(node.end_mark, node.end_mark, style=None)
