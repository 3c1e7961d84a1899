"""What goes out as it was written is taken from a file entry by entry."""

from servicemap.loading.cells import WrittenNodes, written_entries
from servicemap.loading.yaml.nodes import Scalar
from servicemap.locations import Location

TEXT = """\
map: {calendars: {nights: {hours: 22:00-06:00}}}
teams:
  Bakery:
    owner: "Ada, baker"
    serves: {Shops: Bread}
  Night  shift: {owner: Bo}
end_users: [Shops]
"""


def at(line: int, column: int) -> Location:
    return Location("map.yaml", line, column, line, column + 1)


def found_at(entries: list[WrittenNodes], line: int, column: int) -> list[tuple[str, str]]:
    """By each entry that has anything there: its key and its value, where they are texts."""
    found = []
    for one in entries:
        key, value = one.key(at(line, column)), one.value(at(line, column))
        if key is not None or value is not None:
            said = value.value if isinstance(value, Scalar) else ""
            found.append((key.value if key else "", said))
    return found


def test_each_entry_by_itself() -> None:
    entries = list(written_entries(TEXT, "map.yaml"))
    assert len(entries) == 4  # calendars, two teams, the list of end users
    assert found_at(entries, 3, 3) == [("Bakery", "")]
    assert found_at(entries, 4, 12) == [("", "Ada, baker")]
    assert found_at(entries, 6, 3) == [("Night  shift", "")]
    assert found_at(entries, 7, 13) == [("Shops", "Shops")]
    assert (0, 26) in entries[0].spots()  # the calendar
    assert (3, 11) not in entries[0].spots()  # an owner, of an entry that is yet to come


def test_together_where_an_entry_has_nodes_of_another() -> None:
    text = "teams:\n  Bakery: {links: &them [https://a.example]}\n  Mill: {links: *them}\n"
    (whole,) = written_entries(text, "map.yaml")
    assert whole.key(at(3, 3)) is not None
    assert whole.key(at(2, 3)) is not None
