"""The top level of a map, over one file or several: sections, their shapes, and `map:` itself."""

import pytest

from servicemap.findings import in_order
from servicemap.loading import read_text, read_texts


def said(text: str) -> list[str]:
    return [
        f"{f.location.line}:{f.location.column} {f.code} {f.message} -> {f.hint}"
        for f in read_text(text).findings
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "customers: [A]",
            "1:1 SM003 'customers' is no section of a map -> did you mean end_users?",
        ),
        ("employees: [A]", "1:1 SM003 'employees' is no section of a map -> did you mean teams?"),
        ("Teams: [A]", "1:1 SM003 'Teams' is no section of a map -> did you mean teams?"),
        (
            "supliers: {A: }",
            "1:1 SM003 'supliers' is no section of a map -> did you mean suppliers?",
        ),
        (
            "title: Toys",
            "1:1 SM003 'title' is no section of a map -> did you mean map: {title: ...}?",
        ),
        (
            "colours: {A: red}",
            "1:1 SM003 'colours' is no section of a map -> the sections are map, teams, end_users,"
            " prospects, distributors, suppliers, actions, scenarios and options",
        ),
        (
            "teams: Stores",
            "1:8 SM002 teams: text stands here, where entries by name belong -> for example teams:"
            " [Stores]",
        ),
        (
            "teams: [{A: {owner: Bo}}, B]",
            "1:10 SM002 teams: an entry stands in a list of names -> remove the dash: names with"
            " something under them are not a list",
        ),
        (
            "teams: [[A]]",
            "1:9 SM002 teams: a list stands in a list of names -> write teams: [one, two]",
        ),
        (
            "teams: {A: Purchasing things}",
            "1:12 SM002 A: text stands here, where keys such as serves: belong -> write A:"
            " {about: ...}",
        ),
        (
            "teams: {A: [B]}",
            "1:12 SM002 A: a list stands here, where keys such as serves: belong -> write A:"
            " {serves: ...} or A: {relies_on: ...}",
        ),
        (
            "map: Toys",
            "1:6 SM002 map: text stands here, where keys such as title: belong -> for example map:"
            " {title: Harbour Toys}",
        ),
        (
            "teams: {'---': }",
            "1:9 SM006 '---' has no letter and no digit, so nothing can refer to it -> give it a"
            " name in letters or digits, of any script",
        ),
        (
            "teams: {? [A] : B}",
            "1:11 SM002 a key is text, and this is a list or a mapping -> write a name before ':'",
        ),
        (
            "teams: {A: {? {B: C} : D}}",
            "1:15 SM002 a key is text, and this is a list or a mapping -> write a name before ':'",
        ),
        (
            "<<: {teams: [A]}",
            "1:1 SM010 merge keys ('<<') are not read, so that every entry says what it means ->"
            " write the keys out where they belong",
        ),
    ],
)
def test_sections_that_cannot_be_meant(text: str, finding: str) -> None:
    assert said(text) == [finding]


@pytest.mark.parametrize(
    "text",
    ["customers: [A]", "team: {A: }", "Suppliers: A", "teams: [{A: {owner: Bo}}]", "teams: A"],
)
def test_who_stands_in_a_misspelt_section_is_there_all_the_same(text: str) -> None:
    loaded = read_text(text + "\nprospects: {B: {relies_on: [A]}}\n")
    assert not {"SM007"} & {f.code for f in loaded.findings}
    assert [one.provider for one in loaded.map.reliances] == ["a"]


def test_what_may_stand_in_a_section_nobody_knows_is_not_called_missing() -> None:
    assert [
        line.partition(" ")[2][:5] for line in said("crews: {A: }\nteams: {B: {serves: [A]}}\n")
    ] == ["SM003"]


def test_a_map_key_with_nothing_under_it_is_a_map_key() -> None:
    assert said("map:\nteams: [A]\n") == []
    assert said("map: {title: }\nteams: [A]\n") == []


def test_map_stands_in_one_file() -> None:
    loaded = read_texts(
        {"a.yaml": "map: {title: One}\n", "b.yaml": "map: {title: Two}\nteams: [A]\n"}
    )
    (finding,) = loaded.findings
    assert (finding.code, finding.message, str(finding.location)) == (
        "SM004",
        "map: stands in a.yaml too, and belongs into one file",
        "b.yaml:1:1",
    )
    assert loaded.map.title == "One"


def test_each_team_can_keep_its_own_file() -> None:
    loaded = read_texts(
        {
            "b/stores.yaml": "teams: {Stores: {relies_on: {Warehouse: Stock}, serves:"
            " [Shoppers]}}\n",
            "a.yaml": "end_users: [Shoppers]\nmap: {calendars: {nights: {hours: 22:00-06:00}}}\n",
            "c.yaml": "teams: {Warehouse: {serves: {Stores: stock}, calendar: nights}}\n",
        },
        "toys",
    )
    assert loaded.findings == ()
    assert loaded.map.title == "toys"
    assert [str(p.location) for p in loaded.map.parties.values()] == [
        "a.yaml:1:13",
        "b/stores.yaml:1:9",
        "c.yaml:1:9",
    ]
    agreed, work = loaded.map.reliances
    assert agreed.agreed
    assert agreed.customer_says is not None
    assert agreed.customer_says.location.path == "b/stores.yaml"
    assert agreed.location.path == "c.yaml"  # the provider's side, where both speak
    assert work.id == "stores/work-of-stores > shoppers"


def test_all_findings_of_all_files_come_in_one_run_and_in_order() -> None:
    loaded = read_texts(
        {
            "a.yaml": "teams: {A: {serves: [Z], takes: 3}}\nend_users: 'A\n",
            "b.yaml": b"\xff",
            "c.yaml": "teams: {C: {serves: [{customer: A, takes: 3, promise: soon}]}, c: }\n",
            "d.yaml": "",
        }
    )
    assert loaded.findings == in_order(loaded.findings)
    assert [(f.location.path, f.code) for f in loaded.findings] == [
        ("a.yaml", "SM003"),
        ("a.yaml", "SM001"),
        ("b.yaml", "SM001"),
        ("c.yaml", "SM006"),
        ("c.yaml", "SM006"),
        ("c.yaml", "SM008"),
        ("d.yaml", "SM005"),
    ]
    assert set(loaded.sources) == {"a.yaml", "c.yaml", "d.yaml"}


def test_a_thousand_mistakes_are_told_and_guessed_at_only_so_often() -> None:
    teams = "".join(f"  Team {n}: {{serves: {{Taem {n + 1}: X}}}}\n" for n in range(1000))
    found = read_text("teams:\n" + teams).findings
    assert len(found) == 1000
    guessed = [f for f in found if f.hint.startswith("did you mean Team")]
    assert 10 < len(guessed) <= 100
    assert found[-1].hint == "declare Taem 1000, for example under teams:"
