"""A party is printed by its longer `name:`; what is printed can be asked for, and is understood."""

import pytest

from servicemap.errors import UnknownName
from servicemap.index import find_party, find_party_or_service, find_service
from servicemap.loading import read_text
from servicemap.timing.answers.delays import find_scenario, trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance

MAP = """
teams:
  a: {name: Team Alpha, serves: {b: Stock}}
  b: {name: Twins, serves: {s: Toys}}
  c: {name: Twins, serves: {s: Games}}
  d: {name: b}
end_users: {s: {name: Shoppers of the harbour}}
"""


def test_a_printed_name_finds_its_party_and_its_services() -> None:
    m = read_text(MAP).map
    assert find_party(m, "Team Alpha") == find_party_or_service(m, "team-alpha") == "a"
    assert find_party(m, "shoppers of the Harbour") == "s"
    assert find_service(m, "Team Alpha/stock") == "a/stock"
    assert find_party_or_service(m, "Twins/Games") == "c/games"
    assert find_party(m, "b") == "b"  # a key comes before a name that somebody prints


LISTED = "name one of: a, b, c, s, a/stock, b/toys, c/games, d"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Twins", "several are called 'Twins'", "name one of: b, c"),
        (
            "Team Alhpa",
            "no team or service is called 'Team Alhpa' in this map",
            "did you mean Team Alpha?",
        ),
        ("Twinz", "no team or service is called 'Twinz' in this map", "did you mean b or c?"),
        ("nobody", "no team or service is called 'nobody' in this map", LISTED),
    ],
)
def test_what_is_not_one_party_says_what_to_write(name: str, message: str, hint: str) -> None:
    with pytest.raises(UnknownName) as raised:
        find_party_or_service(read_text(MAP).map, name)
    assert (raised.value.message, raised.value.hint) == (message, hint)


TOYS = """
teams:
  Toy factory: {serves: {Stores: Finished toys, Shoppers: {service: Repairs}}}
  Stores: {name: Stores of the harbour, serves: {Shoppers: Toys on the shelf}}
end_users: [Shoppers]
scenarios: {Dead tills: {title: No tills, late: {Stores: 1d}}}
"""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toy-factroy", "toy-factory"),
        ("Toy Factroy", "Toy factory"),
        ("stroes", "stores"),
        ("Stores of teh harbor", "Stores of the harbour"),
        ("toy-factory/finished-toyz", "toy-factory/finished-toys"),
        ("Toy factory/Finished Toyz", "Toy factory/Finished toys"),
        ("Stores of the harbour/Toys on the shlf", "Stores of the harbour/Toys on the shelf"),
        ("Repaers", "Repairs"),
    ],
)
def test_what_is_suggested_is_an_id_or_a_name_as_it_was_typed_and_is_understood(
    typed: str, meant: str
) -> None:
    m = read_text(TOYS).map
    with pytest.raises(UnknownName) as raised:
        find_party_or_service(m, typed)
    assert raised.value.hint == f"did you mean {meant}?"
    assert find_party_or_service(m, meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("Dead til", "Dead tills"), ("dead-tlls", "dead-tills")]
)
def test_a_scenario_is_suggested_as_people_call_it(typed: str, meant: str) -> None:
    m = read_text(TOYS).map
    with pytest.raises(UnknownName) as raised:
        find_scenario(m, typed)
    assert raised.value.hint == f"did you mean {meant}?"
    assert find_scenario(m, meant) == "dead-tills"


def test_results_are_asked_by_printed_names_too() -> None:
    m = read_text(MAP).map
    name = "Shoppers of the harbour"
    assert trace(m, {"a": "1d"})[name].customer == promises(m)[name].customer == "s"
    assert tolerance(m)["Team Alpha", name].customer == "s"
    for asked in (trace(m, {"a": "1d"}), promises(m)):
        with pytest.raises(UnknownName, match="nothing is promised to 'Shopers of the'") as raised:
            asked["Shopers of the"]
        assert raised.value.hint == f"did you mean {name}?"


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        (
            "suppliers: {x: {relies_on: [Team Alpha]}}",
            "x relies on 'Team Alpha', which is not in the map -> did you mean a? (it is called"
            " 'Team Alpha')",
        ),
        (
            "suppliers: {x: {relies_on: [Team Alhpa]}}",
            "x relies on 'Team Alhpa', which is not in the map -> did you mean a? (it is called"
            " 'Team Alpha')",
        ),
        (
            "suppliers: {x: {relies_on: [Twins]}}",
            "x relies on 'Twins', which is not in the map -> did you mean b or c? (they are called"
            " 'Twins')",
        ),
        (
            "scenarios: {x: {late: {Team Alpha: 1d}}}",
            "no team and no service is called 'Team Alpha' -> did you mean a? (it is called"
            " 'Team Alpha')",
        ),
        (
            "options: {x: {helps: Team Alpha/Stock, saves: 1d, cost: 4}}",
            "no service is called 'Team Alpha/Stock' -> did you mean a/Stock?",
        ),
    ],
)
def test_a_map_refers_by_key_and_says_which(more: str, finding: str) -> None:
    assert [f"{f.message} -> {f.hint}" for f in read_text(MAP + more).findings] == [finding]


def test_a_name_like_no_other_is_answered_with_the_few_there_are() -> None:
    few = read_text(
        "teams: {s1: {serves: {s2: Toys}}, s2: {serves: {Kid: Toys}}}\nend_users: [Kid]"
    )
    for typed in ("s3", "zz"):
        with pytest.raises(UnknownName) as raised:
            find_party(few.map, typed)
        assert raised.value.hint == "name one of: s1, s2, Kid"
    many = read_text(f"teams: [{', '.join(f'team {k}' for k in range(13))}]")
    with pytest.raises(UnknownName) as raised:
        find_party(many.map, "zz")
    assert raised.value.hint == ""
