"""Reading is total: whatever stands in a file, the answer is a map and findings, never an error."""

import random
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from servicemap.findings import KINDS, in_order
from servicemap.index import compile_index
from servicemap.loading import Loaded, read_text, read_texts

HARBOUR = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "maps" / "harbour-toys").glob("*.yaml"))
}

PIECES = st.sampled_from(
    [
        *("map:", "teams:", "end_users:", "suppliers:", "scenarios:", "options:", "serves:"),
        *("relies_on:", "any_of:", "customer:", "provider:", "service:", "takes:", "needs:"),
        *("title:", "calendar:", "calendars:", "holidays:", "hours:", "departs:", "promise:"),
        *("allow:", "care:", "feedback:", "late:", "helps:", "saves:", "cost:", "excludes:"),
        *("actions:", "for:", "objectives:", "say:", "keep:", "score:", "at_least:", "to:"),
        *("instead:", "others:", "quality:", "recovers:", "noticed_after:", "done:", "from:"),
        *("A", "B", "Toy factory", "A/x", "x", "3", "3d", "2027-02-01", "HK", "20%", "yes", "~"),
        *("null", "daily 17:00", "every 1w", "09:00-17:00", "Mon-Fri", "orphan-team", "no"),
        *(" ", "  ", "    ", "\n", "\n  ", "\n    ", "\n      ", "- ", "\n- ", "\t", "\r\n"),
        *("{", "}", "[", "]", ", ", ": ", "'", '"', "&a ", "*a", "!x ", "<<: *a", "---\n", "...\n"),
        *("|\n", ">\n", "#", "%", "@", "\\", '"\\u202e"', "\u202e", "\x00", "\x85", "\ufeff", "é"),
    ]
)
YAMLISH = st.lists(PIECES, max_size=60).map("".join)


def assert_whole(loaded: Loaded) -> None:
    """What every reading holds to, whatever was read."""
    m = loaded.map
    for finding in loaded.findings:
        assert finding.code in KINDS
        assert finding.message
        assert "\n" not in finding.message
        assert finding.location.line >= 1
        assert finding.location.column >= 1
        assert finding.location[1:3] <= finding.location[3:5]
    assert loaded.findings == in_order(loaded.findings)
    for reliance in m.reliances:
        assert reliance.customer in m.parties
        assert m.services[reliance.service].provider == reliance.provider
        assert reliance.location.path in loaded.sources
    needed = {need for service in m.services.values() for need in service.needs or ()}
    assert needed <= m.services.keys()
    assert len({one.id for one in m.reliances}) == len(m.reliances)
    for scenario in m.scenarios.values():
        assert scenario.late.keys() <= {*m.parties, *m.services}
    for option in m.options.values():
        assert option.helps in (m.parties if option.calendar else m.services)
        assert option.to is None or option.to in m.parties
        assert set(option.excludes) <= m.options.keys()
    for action in m.actions.values():
        assert action.for_
        assert set(action.for_) <= {*m.parties, *m.services}
    for party in m.parties.values():
        for one in party.objectives:
            assert one.keep is None or m.services[one.keep].provider == party.id
            assert {one.to, one.score} - {None} <= m.parties.keys()
            assert (one.at_least is None) is (one.keep is None and one.score is None)
    compile_index(m)


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"a: \xc3")
@example(b"\xed\xa0\x80")
def test_any_bytes(content: bytes) -> None:
    assert_whole(read_text(content))


@given(st.text(max_size=300))
@example("? ")
@example("- -")
@example("&a [*a]")
@example("teams: {? : }")
def test_any_text(text: str) -> None:
    assert_whole(read_text(text))


@given(YAMLISH)
@example("teams:\n  A: &a {serves: *a}")
@example("options: {x: {helps: a/b, saves: 1d, cost: 1, excludes: [x, y]}}")
@example("teams: {A: {relies_on: {any_of: {any_of: [B, C]}}}}")
def test_text_that_looks_like_a_map(text: str) -> None:
    assert_whole(read_text(text))


@given(st.sampled_from(sorted(HARBOUR)), st.integers(0, 10_000), st.integers(0, 40), PIECES)
def test_a_map_with_something_cut_out_and_something_put_in(
    name: str, at: int, length: int, piece: str
) -> None:
    text = HARBOUR[name]
    at %= len(text)
    changed = text[:at] + piece + text[at + length :]
    assert_whole(read_texts({**HARBOUR, name: changed}))


@given(st.dictionaries(st.sampled_from(["a.yaml", "b.yaml", "c/d.yaml"]), YAMLISH), st.randoms())
def test_the_order_in_which_files_are_handed_over_changes_nothing(
    texts: dict[str, str], shuffler: random.Random
) -> None:
    shuffled = list(texts.items())
    shuffler.shuffle(shuffled)
    assert read_texts(texts, "m") == read_texts(dict(shuffled), "m")


@given(st.permutations(sorted(HARBOUR)))
def test_nor_does_it_for_a_map_of_many_files(names: list[str]) -> None:
    assert read_texts({name: HARBOUR[name] for name in names}) == read_texts(HARBOUR)


@given(st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_line_ends_and_a_byte_order_mark_change_nothing(line_end: str, marked: bool) -> None:
    changed = {
        name: ("\ufeff" if marked else "") + text.replace("\n", line_end)
        for name, text in HARBOUR.items()
    }
    assert read_texts(changed).map == read_texts(HARBOUR).map
    assert read_texts(changed).findings == ()
