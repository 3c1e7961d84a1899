"""Names and their ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.slugs import slug, slug_of, splits
from servicemap.wording.lists import listed
from servicemap.wording.verbs import surely_many


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Toy factory", "toy-factory"),
        ("  Toy -- Factory! ", "toy-factory"),
        ("R&D / Labs", "r-d-labs"),
        ("1.10", "1-10"),
        ("Straße", "strasse"),
        ("CAFE\N{COMBINING ACUTE ACCENT}", "café"),
        ("café", "café"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER I}\N{FULLWIDTH LATIN CAPITAL LETTER T}", "it"),
        ("倉庫", "倉庫"),
        ("हिन्दी विभाग", "हिन्दी-विभाग"),
        ("المستودع", "المستودع"),
        ("IT \N{BLACK TELEPHONE}\N{VARIATION SELECTOR-16}", "it"),
        ("1\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP} Front desk", "1-front-desk"),
        ("---", ""),
        ("", ""),
        ("no", "no"),
    ],
)
def test_the_id_of_a_name(name: str, id_: str) -> None:
    assert slug(name) == id_


@given(st.text(max_size=40))
def test_an_id_is_its_own_id_and_ignores_case(name: str) -> None:
    id_ = slug_of(name)
    assert slug_of(id_) == id_
    assert slug_of(name.casefold()) == id_
    assert " " not in id_
    assert not id_.startswith("-")
    assert not id_.endswith("-")


def test_a_reference_may_be_split_at_each_slash() -> None:
    assert splits("Toy factory/Finished toys") == [("Toy factory", "Finished toys")]
    assert splits("R/D/Plans") == [("R", "D/Plans"), ("R/D", "Plans")]
    assert splits("Plans") == []


def test_names_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B and 3 others"


@pytest.mark.parametrize(
    ("names", "many"),
    [
        (["Shoppers"], True),
        (["Young people"], True),
        (["Emergency room", "Press"], True),
        (["Emergency room"], False),
        (["Head of Business"], False),
        (["James"], False),
        (["Stores"], False),
        ([], False),
    ],
)
def test_only_who_is_surely_many_is_spoken_of_as_many(names: list[str], *, many: bool) -> None:
    assert surely_many(names) is many
