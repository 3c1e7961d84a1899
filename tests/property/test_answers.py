"""What is asked, filled in and imported comes out in the map as it was typed, and nothing else."""

import csv
from datetime import date
from io import StringIO
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.answering import answered
from servicemap.editing.applying import Edited, edited
from servicemap.editing.edits import AddFeedback
from servicemap.editing.verifying import differences
from servicemap.errors import UnreadableTable
from servicemap.exporting.answer_sheets import answer_workbook
from servicemap.importing.answer_form import AnswerColumn
from servicemap.importing.answered_sheets import AnsweredSheet, read_answers
from servicemap.importing.cell_values import is_unsaid
from servicemap.importing.opening_files import read_tables
from servicemap.importing.tables import as_meant
from servicemap.loading import read_text
from servicemap.loading.yaml.texts import without_refused
from servicemap.model import CustomerSays, Reliance, ServiceMap
from servicemap.rounds.ask_sheets import ask
from tests.examples import examples
from tests.filled_sheets import filled
from tests.property.test_edits import of_comments
from tests.written_maps import Writer

DAY, LATER = date(2027, 2, 1), date(2027, 3, 1)

Typed = dict[str, Any]


def _is_typed(text: str) -> bool:
    """Whether somebody can type it, and means something by it."""
    kept = text.strip() == text == without_refused(as_meant(text)) and not is_unsaid(text)
    return kept and bool(text) and "_x" not in text


WORDS = st.one_of(
    st.sampled_from(["= late", "-5", "null", "yes", "a: b # c", "'quoted'", "two\nlines", "🍞"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
).filter(_is_typed)

ANSWERS: st.SearchStrategy[Typed] = st.fixed_dictionaries(
    {},
    optional={
        "score": st.integers(0, 10),
        "says": WORDS,
        "wants": WORDS,
        "expects": st.sampled_from(["2027-03-04", "3d", "Fri 12:00", "daily 15:00", "4h"]),
    },
)


def by_id(m: ServiceMap) -> dict[str, Reliance]:
    return {one.id: one for one in m.reliances}


@examples(40)
@given(st.integers(0, 2**60).map(Random), st.data())
def test_what_is_typed_comes_out_and_a_second_time_changes_nothing(
    random: Random, data: st.DataObject
) -> None:
    content = Writer(random).written()
    loaded = read_text(content)
    m = loaded.map
    asked = ask(m, day=DAY).sheets
    assume(asked and not any(finding.malforms for finding in loaded.findings))
    typed: dict[str, Typed] = {row.key: data.draw(ANSWERS) for one in asked for row in one.rows[:3]}
    sheets: list[AnsweredSheet] = []
    for one in asked[:4]:
        workbook = filled(answer_workbook(m, one), typed)
        sheets += read_answers(read_tables(workbook), f"{one.customer.id}.xlsx")
    keys = {row.key.text for sheet in sheets for row in sheet.rows}
    found = answered(m, sheets, DAY)
    after = edited({"map.yaml": content}, found.edits)
    assert found.left_out == ()
    for key in keys:
        _is_as_typed(typed[key], by_id(m)[key].customer_says, by_id(after.map)[key].customer_says)
    changed = {path[1] for path in differences(m, after.map) if path[0] == "reliances"}
    assert changed <= keys
    written = after.after.get("map.yaml", content)
    assert of_comments(written) == of_comments(content)
    assert answered(after.map._replace(path=m.path), sheets, DAY).edits == ()
    _is_added_to(after, sheets, m.path)


def _is_added_to(after: Edited, sheets: list[AnsweredSheet], path: str) -> None:
    """What is said once more stands below what was said, whatever stands around it."""
    later = [sheet._replace(day=LATER) for sheet in sheets]
    found = answered(after.map._replace(path=path), later, LATER)
    assume(after.after)
    last = edited(after.after, found.edits)
    written = after.after["map.yaml"]
    assert of_comments(last.after.get("map.yaml", written)) == of_comments(written)
    for one in found.edits:
        assert isinstance(one, AddFeedback)
        assert one.reliance is not None
        before, now = (by_id(m)[one.reliance].customer_says for m in (after.map, last.map))
        assert before is not None
        assert now is not None
        assert now.feedback[:-1] == tuple(
            said._replace(places=new.places)
            for said, new in zip(before.feedback, now.feedback, strict=False)
        )
        assert now.feedback[-1].asked == LATER


STAMP = "servicemap sheet 1\nmap: Toys\nfolder: toys.yaml\nday: 2027-02-01"
TOYS = """\
map: {title: Toys}
teams:
  A: {serves: [{customer: [B, C], service: X, promise: 3d}]}
  B: {relies_on: [{provider: A, service: X, expects: 3d}]}
  C: {}
"""
CELLS = st.one_of(
    st.sampled_from(["a/x > b", "a/x > c", "a > ", *map(str, AnswerColumn), "yes", "=1", "4d"]),
    st.sampled_from(
        ["11", "7,5", "2027-13-01", "[a, b]", "{a: b}", "\u202e", "day:", "- ", "x" * 99]
    ),
    st.text(max_size=6),
)


@examples(150)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=8), st.booleans())
def test_whatever_stands_in_a_sheet_gets_a_sentence_at_most(
    cells: list[list[str]], has_columns: bool
) -> None:
    columns = [[*map(str, AnswerColumn)]] if has_columns else []
    written = StringIO()
    csv.writer(written).writerows([[STAMP], *columns, *cells])
    m = read_text(TOYS, "toys.yaml").map
    try:
        sheets = read_answers(read_tables(written.getvalue().encode()), "s.csv")
        found = answered(m, sheets, DAY)
    except UnreadableTable:
        return
    after = edited({"toys.yaml": TOYS.encode()}, found.edits).map
    assert answered(after._replace(path=m.path), sheets, DAY).edits == ()


def _is_as_typed(typed: Typed, before: CustomerSays | None, after: CustomerSays | None) -> None:
    if not typed:
        assert after == before
        return
    assert after is not None
    said = [(one.score, one.says, one.asked) for one in (before.feedback if before else ())]
    if "score" in typed or "says" in typed:
        said.append((typed.get("score"), typed.get("says"), DAY))
    assert [(one.score, one.says, one.asked) for one in after.feedback] == said
    assert after.wants == typed.get("wants", before and before.wants)
    assert str(after.expects) == str(typed.get("expects", before and before.expects))
