"""Changes to files in every style: each changes what was meant, and no other byte that was said."""

import re
from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.durations import parse_duration
from servicemap.editing.applying import Edited, edited
from servicemap.editing.edits import (
    AddDelivery,
    AddParty,
    DeliverySays,
    Edit,
    OneIsEnough,
    PartySays,
    RemoveDelivery,
)
from servicemap.editing.verifying import differences
from servicemap.errors import CannotEdit
from servicemap.loading import read_text
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES
from servicemap.model import Group, ServiceMap
from servicemap.slugs import slug
from tests.examples import examples
from tests.written_maps import COMMENTS, SERVICES, Writer

WORDS = ["Ann", "Ann: boss", "it's", '"so"', "a, b", "# no", "[x]", "- y", "null", "é 🍞"]


def some_change(random: Random, m: ServiceMap) -> Edit:
    """Any change that makes sense for a map."""
    party = random.choice(list(m.parties))
    kind = random.choice(
        ["party", "party", "delivery", "delivery", "delivery", "add", "new", "gone"]
    )
    both = [
        (one.id, side)
        for one in m.reliances
        for side, says in ((SERVES, one.provider_says), (RELIES_ON, one.customer_says))
        if says is not None
    ]
    if kind == "party" or (kind in ("delivery", "gone") and not both):
        key = random.choice(["owner", "department", "confirmed", "objectives"])
        texts = random.sample(WORDS, 2) if key == "objectives" else random.choice(WORDS)
        return PartySays(party, key, "2027-01-12" if key == "confirmed" else texts)
    if kind == "delivery":
        id_, side = random.choice(both)
        if side is SERVES:
            key = random.choice(["takes", "promise", "slack", "needs"])
            said = {"takes": "5d", "promise": "2027-04-01", "slack": "7h", "needs": []}[key]
            return DeliverySays(id_, side, key, said)
        key = random.choice(["slack", "wants", "confirmed"])
        said = {"slack": "7h", "wants": random.choice(WORDS), "confirmed": "2027-01-12"}[key]
        return DeliverySays(id_, side, key, said)
    if kind == "gone":
        return RemoveDelivery(*random.choice(both))
    if kind == "new":
        fields = {} if random.random() < 0.5 else {"owner": random.choice(WORDS)}
        return AddParty(random.choice(list(Group)), "New one", fields)
    side = random.choice([SERVES, RELIES_ON])
    other = m.parties[random.choice([one for one in m.parties if one != party])].name
    return AddDelivery(party, side, other, {"service": f"New {random.choice(SERVICES)}"})


def as_meant(change: Edit, m: ServiceMap, before: ServiceMap) -> bool:
    """Whether a map says what was to be changed."""
    match change:
        case PartySays():
            found = getattr(m.parties[change.party], change.key)
            if change.key == "objectives":
                found = [one.say for one in found]
            return _texts(found) == _texts(change.said)
        case DeliverySays():
            return _says(change, m)
        case AddParty():
            return "new-one" in m.parties
        case AddDelivery():
            new = [r for r in m.reliances if "new" in r.service.split("/")[1]]
            return bool(new) and len(m.reliances) == len(before.reliances) + 1
        case _:
            return m != before


def _texts(said: object) -> list[str]:
    several = said if type(said) in (list, tuple) else [said]
    return [" ".join(str(one).split()) for one in several]  # type: ignore[attr-defined]


def _says(change: DeliverySays, m: ServiceMap) -> bool:
    one = next(r for r in m.reliances if r.id == change.reliance)
    if change.key == "takes":
        takes = m.services[one.service].takes
        return takes is not None and takes.likely == parse_duration("5d")
    if change.key == "needs":
        return m.services[one.service].needs == ()
    says = one.provider_says if change.side is SERVES else one.customer_says
    found = getattr(says, change.key)
    if change.key == "slack":
        return bool(found == parse_duration("7h"))
    return _texts(found) == _texts(change.said)


def of_comments(content: bytes) -> list[str]:
    """The comments in it, in their order."""
    return re.findall("|".join(map(re.escape, COMMENTS)), content.decode())


def edit_of(random: Random) -> tuple[bytes, Edit, Edited]:
    """A file, a change of it, and what became of it."""
    content = Writer(random).written()
    loaded = read_text(content)
    assume(not any(finding.malforms for finding in loaded.findings))
    change = some_change(random, loaded.map)
    try:
        return content, change, edited({"map.yaml": content}, [change])
    except CannotEdit:
        assume(False)
        raise


@examples(200)
@given(st.integers(0, 2**60).map(Random))
def test_each_changes_what_was_meant_and_no_other_byte(random: Random) -> None:
    content, change, found = edit_of(random)
    after = found.after.get("map.yaml", content)
    before = read_text(content).map
    assert as_meant(change, found.map, before) or after == content
    text, new = content.decode(), after.decode()
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    else:
        assert "\r" not in new
    lines, others = text.splitlines(), new.splitlines()
    blocks = SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
    gone = [line for tag, a, b, *_ in blocks if tag != "equal" for line in lines[a:b]]
    if isinstance(change, RemoveDelivery):
        return
    assert of_comments(after) == of_comments(content)
    listed = any(line.lstrip().startswith("- ") for line in gone)
    assert len(gone) <= 1 or listed, gone


@examples(60)
@given(st.integers(0, 2**60).map(Random))
def test_several_at_once_are_each_made(random: Random) -> None:
    """They may be about one entry, or one list or section that has to be begun."""
    content = Writer(random).written()
    m = read_text(content).map
    assume(not any(finding.malforms for finding in read_text(content).findings))
    changes = {_about(one): one for one in (some_change(random, m) for _ in range(4))}
    kept = [one for one in changes.values() if isinstance(one, PartySays | DeliverySays)]
    first, second, *_ = m.parties.values()
    added = [AddDelivery(first.id, SERVES, second.name, {"service": f"New {n}"}) for n in "12"]
    new = [AddParty(group, f"New {group.value}", {}) for group in Group]
    everything = [*kept, *added, *new]
    random.shuffle(everything)
    try:
        found = edited({"map.yaml": content}, everything)
    except CannotEdit:
        assume(False)
        raise
    assert all(as_meant(one, found.map, m) for one in kept)
    assert {f"{first.id}/new-1", f"{first.id}/new-2"} <= found.map.services.keys()
    assert {slug(one.name) for one in new} <= found.map.parties.keys()
    assert of_comments(found.after["map.yaml"]) == of_comments(content)


@examples(100)
@given(st.integers(0, 2**60).map(Random))
def test_alternatives_are_put_together_as_they_stand(random: Random) -> None:
    content = Writer(random).written()
    before = read_text(content).map
    assume(not any(finding.malforms for finding in read_text(content).findings))
    wished: dict[str, list[str]] = {}
    for one in before.reliances:
        if one.customer_says is not None:
            wished.setdefault(one.customer, []).append(one.id)
    several = [ids for ids in wished.values() if len(ids) > 1]
    assume(several)
    ids = random.choice(several)
    first, second, *_ = random.sample(ids, len(ids))
    try:
        found = edited({"map.yaml": content}, [OneIsEnough((first, second), {second: "3d"})])
    except CannotEdit:
        assume(False)
        raise
    (alternatives,) = found.map.alternatives
    assert [f"{one} > {alternatives.customer}" for one in alternatives.services] == [first, second]
    changed = {path[:4] for path in differences(before, found.map) if path[0] == "reliances"}
    assert changed == {("reliances", second, "customer_says", "switch")}
    assert sorted(of_comments(found.after["map.yaml"])) == sorted(of_comments(content))


def _about(change: Edit) -> tuple[object, ...]:
    """What two changes share of which only the last would be seen."""
    if isinstance(change, DeliverySays):
        shared = change.key in ("takes", "needs")
        of = change.reliance.split(" > ")[0] if shared else change.reliance
        return (of, change.side.key, change.key)
    return tuple(map(str, change[:2]))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_said_already_changes_nothing(newline: str) -> None:
    content = newline.join(["teams:", "  IT: {owner: 'Ann'}  # her", "end_users: [A]"]).encode()
    assert not edited({"map.yaml": content}, [PartySays("it", "owner", "Ann")]).after
