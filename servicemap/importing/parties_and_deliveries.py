"""What the rows of a table say, put together: each party once, each delivery as it comes."""

from collections.abc import Iterable, Mapping

from servicemap.importing.sheet_columns import GROUPS
from servicemap.importing.sheet_records import DeliveryRecord, PartyRecord, SheetRecords
from servicemap.loading.cells import CellPlace, CellText, CellValue, in_cell, place_of
from servicemap.loading.entries.entries import refuse_name
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import Group
from servicemap.slugs import slug
from servicemap.wording.headings import chosen
from servicemap.wording.lists import listed

Fields = dict[str, CellValue]
_NOWHERE = CellPlace(0, 0)


class _Gathered:
    def __init__(self, name: CellText) -> None:
        self.name = name
        self.group: CellText | None = None
        self.fields: Fields = {}


class Gathering:
    """Parties and deliveries of one table. What cannot be is reported at its cell."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.deliveries: list[DeliveryRecord] = []
        self._seen: dict[tuple[str, ...], list[DeliveryRecord]] = {}
        self._parties: dict[str, _Gathered] = {}
        self._told: dict[str, list[CellPlace]] = {}

    def refuse(self, code: str, message: str, place: CellPlace, hint: str) -> None:
        """Report something that a row says and cannot say."""
        self.problems.add(code, message, in_cell("", place), hint)

    def tell(self, place: CellPlace, sentence: str) -> None:
        """Note how a cell was read, where that is not plain to see."""
        self._told.setdefault(sentence, []).append(place)

    @property
    def told(self) -> Iterable[tuple[str, list[CellPlace]]]:
        """The sentences, each with the cells it holds for."""
        return self._told.items()

    def party(self, name: CellText) -> str:
        """The id of a party, which is one of those of the table from now on; empty for no name."""
        flat = CellText(" ".join(name.text.split()), name.place)
        id_ = slug(flat.text)
        if not id_:
            refuse_name(flat.text, in_cell(flat.text, flat.place), self.problems)
            return ""
        self._parties.setdefault(id_, _Gathered(flat))
        return id_

    def group(self, id_: str, said: CellText) -> None:
        """Say in which section of the map a party stands."""
        group = chosen(said.text, GROUPS)
        if group is None:
            self.refuse(
                "SM006",
                f"{quoted(said.text)} is none of the five groups of customers",
                said.place,
                f"write {listed([one.replace('_', ' ') for one in GROUPS], None, joined_by='or')}",
            )
            return
        party = self._parties[id_]
        if party.group is not None and party.group.text != group:
            self._refuse_twice(f"the group of {party.name.text}", said.place, party.group.place)
            return
        party.group = party.group or CellText(group, said.place)

    def deliver(self, one: DeliveryRecord) -> None:
        """Take a delivery; a row that says just what another says is told, and taken once."""
        named = (one.provider, one.customer, *([one.service] if one.service else []))
        key = (*(slug(said.text) for said in named), one.any_of)
        for before in self._seen.setdefault(key, []):
            if _says_same(before.serves, one.serves) and _says_same(
                before.relies_on, one.relies_on
            ):
                self.tell(one.provider.place, "the same delivery stands above, and was read once")
                return
        self._seen[key].append(one)
        self.deliveries.append(one)

    def say(self, id_: str, path: tuple[str, ...], value: CellValue, *, sure: bool = True) -> None:
        """What a party says of itself; said again, it has to be the same.

        Where it is not `sure` that the party is meant, what differs is told and left out.
        """
        party = self._parties[id_]
        what = f"{path[-1]} of {party.name.text}"
        before = None if sure or len(path) > 1 else party.fields.get(path[0])
        if before is not None and not _equal(before, value):
            place = place_of(value, _NOWHERE)
            self.tell(place, f"{what} is another one above, which was read and this not")
            return
        self.put(party.fields, path, value, what)

    def put(self, fields: Fields, path: tuple[str, ...], value: CellValue, what: str) -> None:
        """Put a value under its keys."""
        *above, last = path
        inside: Mapping[str, CellValue] = fields
        for key in above:
            assert isinstance(inside, dict)
            held = inside.setdefault(key, {})
            if not isinstance(held, dict):
                self._refuse_twice(key, place_of(value, _NOWHERE), place_of(held, _NOWHERE))
                return
            inside = held
        assert isinstance(inside, dict)
        before = inside.get(last)
        if before is None:
            inside[last] = value
        elif not _equal(before, value):
            self._refuse_twice(what, place_of(value, _NOWHERE), place_of(before, _NOWHERE))

    def _refuse_twice(self, what: str, place: CellPlace, first: CellPlace) -> None:
        self.problems.add(
            "SM004",
            f"{what} is said twice, and differently",
            in_cell("", place),
            "keep one of the two",
            [(in_cell("", first), "the first")],
        )

    def records(
        self,
        header: Mapping[str, str],
        told: Iterable[str],
        *,
        all_inside: bool = False,
        suppliers: bool = False,
    ) -> SheetRecords:
        """All of it. Who serves nobody is an end user, unless its group is said or nobody knows.

        `all_inside`: the table is one of employees; who is outside is told by the name alone.
        `suppliers`: who only delivers is a supplier, and no team.
        """
        serving = {slug(one.provider.text) for one in self.deliveries}
        served = {slug(one.customer.text) for one in self.deliveries}
        parties = []
        for id_, one in self._parties.items():
            if one.group is not None:
                parties.append(PartyRecord(one.name, one.group.text, one.fields, guessed=False))
                continue
            named = chosen(one.name.text, tuple(g for g in GROUPS if g != Group.TEAMS))
            outside = id_ in served and id_ not in serving
            if named == Group.SUPPLIERS and id_ in served - serving:
                named = None
            group = Group.TEAMS.value
            if outside and not all_inside:
                group = Group.END_USERS.value
            elif suppliers and id_ in serving - served:
                group = Group.SUPPLIERS.value
            parties.append(PartyRecord(one.name, named or group, one.fields))
        return SheetRecords(tuple(parties), tuple(self.deliveries), header, tuple(told))


def _says_same(one: Fields | Mapping[str, CellValue] | None, other: object) -> bool:
    """Whether two sides of a delivery say the same."""
    if one is None or other is None:
        return one is other
    assert isinstance(other, Mapping)
    return _equal(one, other)


def _equal(one: CellValue, other: CellValue) -> bool:
    """Whether two values say the same, wherever they stand."""
    if isinstance(one, CellText) or isinstance(other, CellText):
        return isinstance(one, CellText) and isinstance(other, CellText) and one.text == other.text
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        return (
            isinstance(one, Mapping)
            and isinstance(other, Mapping)
            and one.keys() == other.keys()
            and all(_equal(value, other[key]) for key, value in one.items())
        )
    return len(one) == len(other) and all(map(_equal, one, other))
