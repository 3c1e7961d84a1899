"""What belongs to a service: what it takes and needs, given once or equally."""

import pytest

from servicemap.durations import Duration
from servicemap.loading import read_text


def findings(text: str) -> list[str]:
    return [
        f"{f.location.line}:{f.location.column} {f.code} {f.message} -> {f.hint}"
        for f in read_text(text).findings
    ]


WORK = (
    "teams:\n  A:\n    relies_on: {F: Parts, G: [Parts, Paint]}\n    serves:\n      -"
    " {customer: B, service: Toys, %s}\n      - {customer: C, service: Games}\nsuppliers:"
    " {F: {serves: {Z: Steel}}, G: }\nend_users: [B, C, Z]\n"
)


@pytest.mark.parametrize(
    ("needs", "ids"),
    [
        ("needs: []", ()),
        ("needs: [F/Parts]", ("f/parts",)),
        ("needs: Paint", ("g/paint",)),
        ("needs: [paint, f/PARTS, Paint]", ("g/paint", "f/parts")),
        ("needs: [Games]", ("a/games",)),
        ("needs: none", ()),
        ("needs: [None]", ()),
        ("takes: 1d", None),
    ],
)
def test_needs_are_services_one_gets_or_makes(needs: str, ids: tuple[str, ...] | None) -> None:
    loaded = read_text(WORK % needs)
    assert loaded.findings == ()
    assert loaded.map.services["a/toys"].needs == ids


@pytest.mark.parametrize(
    ("services", "needs"),
    [
        ("relies_on: {F: none}", ("f/none",)),
        ("relies_on: {F: Parts}", ()),
    ],
)
def test_none_is_nothing_unless_a_service_is_called_so(
    services: str, needs: tuple[str, ...]
) -> None:
    loaded = read_text(
        f"teams: {{A: {{{services}, serves: [{{customer: B, service: Toys, needs: none}}]}}}}\n"
        "suppliers: [F]\nend_users: [B]\n"
    )
    assert loaded.findings == ()
    assert loaded.map.services["a/toys"].needs == needs


def test_none_beside_other_needs_is_a_name() -> None:
    (finding,) = findings(WORK % "needs: [none, Paint]")
    assert finding.endswith(
        "SM009 no service is called 'none' -> write [] where it waits for nothing"
    )


def test_none_that_others_have_is_the_name_of_theirs() -> None:
    text = (
        "teams: {A: {serves: [{customer: B, service: Toys, needs: none}]}}\n"
        "suppliers: {F: {serves: {B: None}}}\nend_users: [B]\n"
    )
    assert findings(text) == [
        "1:58 SM009 'Toys' needs 'none', which F does not deliver to A -> add it under relies_on of"
        " A: {provider: F, service: None}"
    ]


@pytest.mark.parametrize(
    ("needs", "finding"),
    [
        ("Steel", "5:54 SM009 'Toys' needs 'Steel', which F does not deliver to A"),
        ("Toys", "5:54 SM009 'Toys' needs itself"),
    ],
)
def test_an_entry_for_several_customers_is_told_what_is_wrong_with_it_once(
    needs: str, finding: str
) -> None:
    text = WORK.replace("customer: B", "customer: [B, C, F]") % f"needs: [{needs}]"
    (told,) = findings(text)
    assert told.startswith(finding)


@pytest.mark.parametrize(
    ("needs", "finding"),
    [
        (
            "needs: [Parts]",
            "SM009 A gets 2 services called 'Parts' -> name one of them: f/parts, g/parts",
        ),
        ("needs: [Toys]", "SM009 'Toys' needs itself -> remove it"),
        ("needs: [A/Toys]", "SM009 'Toys' needs itself -> remove it"),
        (
            "needs: [Steel]",
            "SM009 'Toys' needs 'Steel', which F does not deliver to A -> add it under relies_on of"
            " A: {provider: F, service: Steel}",
        ),
        ("needs: [Pants]", "SM009 no service is called 'Pants' -> did you mean paint?"),
        ("needs: [F/Prats]", "SM009 no service is called 'F/Prats' -> did you mean f/parts?"),
        (
            "needs: [G]",
            "SM009 'G' is a party, and a service is wanted here -> write one of its services:"
            " g/parts, g/paint",
        ),
        (
            "needs: ",
            "SM006 needs: does not say of which services -> write needs: [] for none, or leave the"
            " key out",
        ),
        (
            "needs: {F: Parts}",
            "SM002 needs: a mapping stands here, where the names of services belong -> write needs:"
            " [one, two]",
        ),
    ],
)
def test_needs_that_lead_nowhere(needs: str, finding: str) -> None:
    assert [line.partition(" ")[2] for line in findings(WORK % needs)] == [finding]


def test_a_need_that_was_lost_with_its_misspelt_provider_is_not_reported_again() -> None:
    text = (
        "teams: {A: {relies_on: {Fcatory: Parts}, serves: [{customer: B, service: Toys,"
        " needs: [Parts]}]}}\nsuppliers: [Factory]\nend_users: [B]\n"
    )
    assert [f.code for f in read_text(text).findings] == ["SM007"]


def test_takes_is_given_once_or_equally_however_many_customers_there_are() -> None:
    text = (
        "teams:\n  A:\n    serves:\n      - {customer: B, service: Toys, takes: 2d, promise: 9d}\n"
        "      - {customer: C, service: toys, %s promise: 12d}\nend_users: [B, C]\n"
    )
    for same in ("", "takes: 2d,"):
        loaded = read_text(text % same)
        assert loaded.findings == ()
        assert list(loaded.map.services) == ["a/toys"]
        service = loaded.map.services["a/toys"]
        assert service.takes is not None
        assert service.takes.likely == Duration(days=2)
        assert service.places["takes"][1:] == (4, 45, 4, 47)
        assert [one.promise for one in loaded.map.reliances] == [
            Duration(days=9),
            Duration(days=12),
        ]
    assert findings(text % "takes: 3d,") == [
        "5:45 SM004 takes: of A's 'Toys' is given here and, otherwise, in line 4 -> it belongs to"
        " the service, whoever the customer is: give it once"
    ]


def test_needs_and_lateness_given_differently_name_both_places() -> None:
    text = (
        "teams:\n  A:\n    relies_on: {F: [Parts, Paint]}\n    serves:\n"
        "      - {customer: B, service: Toys, needs: [Parts, Paint], often_late: {chance:"
        " 1%%, typical: 1d, worst: 2d}}\n"
        "      - {customer: C, service: Toys, needs: [%s], often_late: {chance: 2%%,"
        " typical: 1d, worst: 2d}}\n"
        "suppliers: [F]\nend_users: [B, C]\n"
    )
    assert [f.message.partition(":")[0] for f in read_text(text % "Paint").findings] == [
        "needs",
        "often_late",
    ]
    assert [f.message.partition(":")[0] for f in read_text(text % "Paint, Parts").findings] == [
        "often_late"
    ]


def test_names_that_hold_a_slash() -> None:
    loaded = read_text(
        "teams: {R/D: {serves: {B: Plans/Drafts}}, B: {serves: [{customer: C, service:"
        " Toys, needs: [R/D/Plans/Drafts]}]}}\nend_users: [C]\n"
    )
    assert loaded.findings == ()
    assert loaded.map.services["b/toys"].needs == ("r-d/plans-drafts",)
