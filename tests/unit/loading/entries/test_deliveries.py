"""Deliveries: every short form, both sides of one, and what is said of those that cannot be."""

from datetime import date

import pytest

from servicemap.durations import Duration
from servicemap.loading import Loaded, read_text, read_texts
from servicemap.model import Group, Moment

DAY = Duration(days=1)


def reliances(text: str) -> list[str]:
    """The reliances of a map without findings; `>` agreed, `|>` and `>|` said by one side."""
    loaded = read_text(text)
    assert [f.message for f in loaded.findings] == []
    return drawn(loaded)


def drawn(loaded: Loaded) -> list[str]:
    signs = {(True, True): ">", (True, False): "|>", (False, True): ">|"}
    return [
        f"{one.service} "
        f"{signs[one.provider_says is not None, one.customer_says is not None]} {one.customer}"
        for one in loaded.map.reliances
    ]


def findings(text: str) -> list[str]:
    return [
        f"{f.location.line}:{f.location.column} {f.code} {f.message} -> {f.hint}"
        for f in read_text(text).findings
    ]


@pytest.mark.parametrize(
    "serves",
    [
        "{B: Toys, C: Games}",
        "{B: [Toys], C: [Games]}",
        "{B: {service: Toys}, C: [{service: Games}]}",
        "[{customer: B, service: Toys}, {customer: C, service: Games}]",
        "[{customer: [B], service: Toys}, {service: Games, customer: c}]",
    ],
)
def test_every_form_of_serves(serves: str) -> None:
    assert reliances(f"teams: {{A: {{serves: {serves}}}}}\nend_users: [B, C]\n") == [
        "a/toys |> b",
        "a/games |> c",
    ]


@pytest.mark.parametrize(
    "relies_on",
    [
        "{A: Toys, B: Games}",
        "{A: [Toys], B: {service: Games}}",
        "[{provider: A, service: Toys}, {provider: B, service: Games}]",
        "[{provider: [A], service: Toys}, {provider: b, service: Games, slack: 1h}]",
    ],
)
def test_every_form_of_relies_on(relies_on: str) -> None:
    text = f"teams: [A, B]\nend_users: {{C: {{relies_on: {relies_on}}}}}\n"
    assert reliances(text) == ["a/toys >| c", "b/games >| c"]


def test_one_entry_for_several_customers_and_several_services_for_one() -> None:
    assert reliances(
        "teams:\n  A: {serves: [{customer: [B, C], service: Toys, takes: 1d}]}\n"
        "  D: {serves: {B: [Toys, Games]}}\nend_users: [B, C]\n"
    ) == ["a/toys |> b", "a/toys |> c", "d/toys |> b", "d/games |> b"]


def test_a_section_is_a_mapping_or_a_list_and_a_party_may_be_empty() -> None:
    loaded = read_text(
        "teams: {A: , B: ~, C: {}}\nend_users: [D, 'no', 1.10]\nprospects:\ndistributors: []\n"
        "suppliers: {12:30: {about: A time}}\n"
    )
    assert loaded.findings == ()
    assert [(p.id, p.name, p.group) for p in loaded.map.parties.values()] == [
        ("a", "A", Group.TEAMS),
        ("b", "B", Group.TEAMS),
        ("c", "C", Group.TEAMS),
        ("d", "D", Group.END_USERS),
        ("no", "no", Group.END_USERS),
        ("1-10", "1.10", Group.END_USERS),
        ("12-30", "12:30", Group.SUPPLIERS),
    ]


def test_a_team_called_no_keeps_its_name() -> None:
    loaded = read_text("teams: {no: {serves: {on: 'off'}}, on: }\n")
    assert loaded.findings == ()
    assert loaded.map.parties["no"].name == "no"
    assert loaded.map.services["no/off"].name == "off"
    assert drawn(loaded) == ["no/off |> on"]


def test_names_match_by_their_slug_and_print_as_they_are_called() -> None:
    loaded = read_text(
        "suppliers: {Toy Factory: {name: The toy factory of Shenzhen, serves: {warehouse:"
        " FINISHED toys}}}\n"
        "teams: {Warehouse: {relies_on: {toy-factory: Finished  Toys}}}\n"
    )
    assert loaded.findings == ()
    assert drawn(loaded) == ["toy-factory/finished-toys > warehouse"]
    assert loaded.map.services["toy-factory/finished-toys"].name == "FINISHED toys"
    assert loaded.map.parties["toy-factory"].name == "The toy factory of Shenzhen"


def test_what_each_side_says_stays_apart() -> None:
    loaded = read_text(
        "teams:\n"
        "  A:\n"
        "    serves:\n"
        "      - {customer: B, service: Toys, promise: 2027-02-19, slack: 2h, worth: 5,"
        " departs: Fri 17:00,"
        " confirmed: 2027-01-01}\n"
        "  B:\n"
        "    relies_on:\n"
        "      - provider: A\n"
        "        service: toys\n"
        "        expects: 2027-02-18\n"
        "        slack: 4h\n"
        "        wants: Sorted\n"
        "        standing: yes\n"
        "        feedback: {score: 6}\n"
    )
    assert loaded.findings == ()
    (one,) = loaded.map.reliances
    assert one.agreed
    provider, customer = one.provider_says, one.customer_says
    assert provider is not None
    assert customer is not None
    assert (provider.service_name, customer.service_name) == ("Toys", "toys")
    assert (one.promise, one.expects) == (Moment(date(2027, 2, 19)), Moment(date(2027, 2, 18)))
    assert (provider.slack, customer.slack) == (Duration(minutes=120), Duration(minutes=240))
    assert one.slack == Duration(minutes=240)  # the customer's counts
    assert (customer.wants, customer.standing, one.departs) == ("Sorted", True, provider.departs)
    assert customer.newest_feedback is not None
    assert customer.newest_feedback.score == 6
    assert provider.location[1:] == (4, 20, 4, 21)
    assert provider.places["promise"][1:] == (4, 47, 4, 57)
    assert customer.location[1:] == (7, 19, 7, 20)
    assert list(customer.places) == [
        "provider",
        "service",
        "expects",
        "slack",
        "wants",
        "standing",
        "feedback",
    ]
    assert loaded.map.parties["b"].places["relies_on"][1:] == (7, 7, 13, 29)


@pytest.mark.parametrize(
    ("provider", "customer", "meant"),
    [
        ("serves: {B: Toys}", "relies_on: [A]", ["a/toys > b"]),
        ("serves: [B]", "relies_on: {A: Toys}", ["a/toys > b"]),
        ("serves: [B]", "relies_on: [A]", ["a/work-of-a > b"]),
        ("serves: [B]", "", ["a/work-of-a |> b"]),
        ("", "relies_on: [A]", ["a/work-of-a >| b"]),
        ("serves: [{customer: B, takes: 1d}]", "relies_on: {A: Toys}", ["a/toys > b"]),
        (
            "serves: {B: [Toys, Games]}",
            "relies_on: [{provider: A, service: Toys}, {provider: A, slack: 1h}]",
            ["a/toys > b", "a/games > b"],
        ),
        ("serves: {B: Toys}", "relies_on: {A: Games}", ["a/toys |> b", "a/games >| b"]),
    ],
)
def test_an_entry_without_a_service_means_the_one_the_other_side_names(
    provider: str, customer: str, meant: list[str]
) -> None:
    assert reliances(f"teams: {{A: {{{provider}}}, B: {{{customer}}}}}\n") == meant


def test_work_of_somebody_is_called_by_the_name_people_use() -> None:
    loaded = read_text("teams: {IT: {name: Information technology, serves: [B]}, B: }\n")
    assert loaded.map.services["it/work-of-it"].name == "Work of IT"


@pytest.mark.parametrize(
    ("provider", "customer", "meant", "speaks"),
    [
        ("serves: {B: [Toys, Games]}", "relies_on: [A]", ["a/toys |> b", "a/games |> b"], "b"),
        ("serves: [B]", "relies_on: {A: [Toys, Games]}", ["a/toys >| b", "a/games >| b"], "a"),
    ],
)
def test_where_the_other_side_names_several_it_is_left_open_which(
    provider: str, customer: str, meant: list[str], speaks: str
) -> None:
    loaded = read_text(f"teams: {{A: {{{provider}}}, B: {{{customer}}}}}\n")
    assert loaded.findings == ()
    assert drawn(loaded) == meant
    (one,) = loaded.map.unsaid
    said = {"a": one.provider_says, "b": one.customer_says}
    assert [party for party, says in said.items() if says is not None] == [speaks]


def test_deliveries_stand_in_the_order_in_which_they_are_first_spoken_of() -> None:
    loaded = read_text(
        "teams:\n  C: {relies_on: [A]}\n  A: {serves: {B: Games, C: Toys}}\n  B:"
        " {relies_on: {A: Games}}\n"
    )
    assert drawn(loaded) == ["a/toys > c", "a/games > b"]
    assert list(loaded.map.services) == ["a/toys", "a/games"]


@pytest.mark.parametrize(
    ("serves", "finding"),
    [
        (
            "B",
            "SM002 serves: text stands here, where a list or a mapping belongs -> write"
            " serves: [B],"
            " or serves: {Stores: Stock orders}",
        ),
        (
            "{customer: B, service: Toys}",
            "SM002 serves: holds the keys of one entry, where a list of entries belongs -> begin"
            " the entry with a dash: '- customer: ...', and indent its other keys under it",
        ),
        (
            "[B: Toys]",
            "SM002 'B' stands in a list, where an entry names its customer -> remove the dash, or"
            " write {customer: B, service: ...}",
        ),
        (
            "[[B]]",
            "SM002 serves: a list stands inside the list -> write one list: serves: [one, two]",
        ),
        ("[B, ~]", "SM005 serves: a name is missing here -> remove the dash"),
        (
            "[{service: Toys}]",
            "SM005 customer: is missing here -> add it, for example customer: Stores",
        ),
        (
            "[{customer: , service: Toys}]",
            "SM005 customer: is missing here -> add it, for example customer: Stores",
        ),
        (
            "[{custmer: B}]",
            "SM003 'custmer' is no key of an entry under serves: -> did you mean customer?",
        ),
        ("[{to: B}]", "SM003 'to' is no key of an entry under serves: -> did you mean customer?"),
        (
            "[{customer: B, lead_time: 3d}]",
            "SM003 'lead_time' is no key of an entry under serves: -> did you mean takes?",
        ),
        (
            "[{customer: B, expects: 3d}]",
            "SM003 'expects' is no key of an entry under serves: -> expects: is what the customer"
            " says; it stands under relies_on: of the customer",
        ),
        (
            "[{customer: B, feedback: {score: 3}}]",
            "SM003 'feedback' is no key of an entry under serves: -> feedback: is what the customer"
            " says; it stands under relies_on: of the customer",
        ),
        (
            "{B: {customer: B, service: Toys}}",
            "SM004 customer: is given twice, here and by the name above -> remove it; 'B' is the"
            " customer",
        ),
        (
            "{B: [[Toys]]}",
            "SM002 a list stands here, where the name of a service belongs -> write B: [one"
            " service, another]",
        ),
        (
            "{B: '!!'}",
            "SM006 '!!' has no letter and no digit, so nothing can refer to it -> give it a name in"
            " letters or digits, of any script",
        ),
        (
            "{'--': Toys}",
            "SM006 '--' has no letter and no digit, so nothing can refer to it -> give it a name in"
            " letters or digits, of any script",
        ),
        (
            "[{customer: {B: Toys}}]",
            "SM002 customer: a mapping stands here, where the names of customers or providers"
            " belong -> write customer: [one, two]",
        ),
        (
            "{Bb: Toys, C: Toys}",
            "SM007 A serves 'Bb', which is not in the map -> declare Bb, for example under teams:",
        ),
        (
            "{Shoper: Toys}",
            "SM007 A serves 'Shoper', which is not in the map -> did you mean Shoppers?",
        ),
        (
            "{C: Toys, c: Toys}",
            "SM004 A serves C 'Toys' twice -> put what both entries say into one",
        ),
    ],
)
def test_serves_that_cannot_be_meant(serves: str, finding: str) -> None:
    text = f"teams: {{A: {{serves: {serves}}}, B: , C: }}\nend_users: [Shoppers]\n"
    assert [line.partition(" ")[2] for line in findings(text)] == [finding]


def test_a_slip_of_the_pen_in_a_key_takes_nothing_away_from_others() -> None:
    for slip in (
        "servs: {B: Toys}",
        "Serves: {B: Toys}",
        "delivers: {B: Toys}",
        "serves: [{custmer: B, service: Toys}]",
    ):
        loaded = read_text(f"teams: {{A: {{{slip}}}, B: }}\n")
        assert [f.code for f in loaded.findings] == ["SM003"]
        assert drawn(loaded) == ["a/toys |> b"]


def test_a_party_that_is_not_there_is_one_finding_and_the_rest_goes_on() -> None:
    loaded = read_text(
        "teams:\n  A: {serves: {Stroes: Toys, Stores: Games}}\n  Stores: {relies_on:"
        " [{provider: B, service: X}]}\n"
    )
    assert drawn(loaded) == ["a/games |> stores"]
    assert [f.code for f in loaded.findings] == ["SM007", "SM007"]


def test_relying_on_oneself_is_for_a_rule_to_judge() -> None:
    assert reliances("teams: {A: {serves: {A: Toys}}, B: {relies_on: [B]}}\n") == [
        "a/toys |> a",
        "b/work-of-b >| b",
    ]


def test_two_names_with_one_slug_are_shown_both() -> None:
    text = (
        "teams:\n  Toy Factory: {serves: {B: X}}\nsuppliers:\n  toy-factory: {serves:"
        " {B: Y}}\n  Toy Factory:\nend_users: [B]\n"
    )
    assert findings(text) == [
        "4:3 SM008 'toy-factory' and 'Toy Factory' in line 2 are the same name to a reader -> both"
        " have the id 'toy-factory': put them into one, or give one of them another name",
        "5:3 SM008 'Toy Factory' is declared twice; the first is under teams: in line 2 -> a party"
        " stands once in a map: put what both say into one, or rename one",
    ]
    loaded = read_text(text)
    assert loaded.findings[0].related[0].location[1:] == (2, 3, 2, 14)
    assert drawn(loaded) == ["toy-factory/x |> b", "toy-factory/y |> b"]  # nobody else is punished


def test_a_key_twice_in_one_mapping_shows_both_lines() -> None:
    text = "teams:\n  A:\n    owner: Bo\n    owner: Al\n  B:\n  A: {serves: [B]}\nteams: [C]\n"
    assert findings(text) == [
        "4:5 SM004 'owner' stands here a second time; the first is in line 3 -> keep one of the"
        " two, or put what both say under one",
        "6:3 SM004 'A' stands here a second time; the first is in line 2 -> keep one of the two, or"
        " put what both say under one",
        "7:1 SM004 'teams' stands here a second time; the first is in line 1 -> keep one of the"
        " two, or put what both say under one",
    ]
    m = read_text(text).map
    assert m.parties["a"].owner == "Bo"
    assert list(m.parties) == ["a", "b", "c"]


def test_a_copied_file_says_so_once_a_party_and_not_once_a_delivery() -> None:
    team = "teams: {A: {serves: {B: Toys}}}\n"
    loaded = read_texts({"a.yaml": team, "copy of a.yaml": team, "b.yaml": "end_users: [B]\n"})
    assert [(f.code, str(f.location), str(f.related[0].location)) for f in loaded.findings] == [
        ("SM008", "copy of a.yaml:1:9", "a.yaml:1:9")
    ]
