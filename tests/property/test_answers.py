"""What is asked, filled in and imported comes out in the map as it was typed, and nothing else."""

from datetime import date
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.answering import answered
from servicemap.editing.applying import edited
from servicemap.editing.verifying import differences
from servicemap.exporting.answer_sheets import answer_workbook
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

DAY = date(2027, 2, 1)

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


@examples(60)
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
