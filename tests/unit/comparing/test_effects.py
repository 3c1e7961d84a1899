"""What a change does to promises and tolerance, told in sentences."""

import pytest
from hypothesis import given

from servicemap.bounds import Bounds
from servicemap.comparing.differences import diff
from servicemap.comparing.effects import PromiseOutcome
from servicemap.comparing.renaming import renamed_services, renames, with_ids
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from tests.drawing.test_random_posters import maps
from tests.examples import examples


def read(text: str) -> ServiceMap:
    loaded = read_text(text)
    assert [f.message for f in loaded.findings] == []
    return loaded.map


def toys(
    orders: str = "takes: 2d", shelf: str = "takes: 1d, promise: 5d", head: str = "title: Toys"
) -> ServiceMap:
    """Purchasing serves Stores, who serve Shoppers: three days of work, five promised."""
    return read(f"""
map: {{{head}}}
teams:
  Purchasing:
    serves: [{{customer: Stores, service: Orders, {orders}}}]
  Stores:
    serves: [{{customer: Shoppers, service: Toys, {shelf}}}]
end_users: [Shoppers]
""")


@pytest.mark.parametrize(
    ("old", "new", "outcome", "said"),
    [
        (
            toys(),
            toys("takes: 3d"),
            PromiseOutcome.TIGHTER,
            "The promise to Shoppers lost 1 day of margin, and has 1 day left.",
        ),
        (
            toys("takes: 3d"),
            toys("takes: 4d"),
            PromiseOutcome.TIGHTER,
            "The promise to Shoppers lost its last day of margin.",
        ),
        (
            toys(),
            toys("takes: 4d"),
            PromiseOutcome.TIGHTER,
            "The promise to Shoppers lost its last 2 days of margin.",
        ),
        (
            toys(),
            toys("takes: 1d 4h"),
            PromiseOutcome.LOOSER,
            "The promise to Shoppers gained 4 hours of margin, and has 2 days 4 hours.",
        ),
        (
            toys("takes: 4d"),
            toys(),
            PromiseOutcome.LOOSER,
            "The promise to Shoppers gained 2 days of margin.",
        ),
        (
            toys(),
            toys("takes: 5d"),
            PromiseOutcome.BROKEN,
            "The plan now breaks the promise to Shoppers: 1 day late even if everybody is on time."
            " Before, it had 2 days of margin.",
        ),
        (
            toys("takes: 5d"),
            toys("takes: 6d"),
            PromiseOutcome.WORSE,
            "The plan still breaks the promise to Shoppers: 2 days late even if everybody is on"
            " time. Before, it was 1 day late.",
        ),
        (
            toys("takes: 6d"),
            toys(),
            PromiseOutcome.KEPT,
            "The promise to Shoppers is kept now, with 2 days of margin. Before, it was missed by 2"
            " days.",
        ),
        (
            toys(),
            toys("needs: []"),
            PromiseOutcome.OPEN,
            "The promise to Shoppers is kept as long as Orders takes 4 days or less. Before,"
            " it had 2 days of margin.",
        ),
        (
            toys("needs: []"),
            toys(),
            PromiseOutcome.SURE,
            "Toys for Shoppers: sure to be kept now, with 2 days of margin. Before, it was kept"
            " as long as Orders took 4 days or less.",
        ),
        (
            toys(shelf="takes: 1d"),
            toys(shelf="takes: 2d"),
            PromiseOutcome.MOVED,
            "Toys for Shoppers is planned for 4 days from the start now; it was 3 days from the"
            " start.",
        ),
        (
            toys(shelf="takes: 1d", head="start: 2027-02-01"),
            toys(shelf="takes: 2d", head="start: 2027-02-01"),
            PromiseOutcome.MOVED,
            "Toys for Shoppers is planned for Thu 4 Feb 2027 now; it was Wed 3 Feb 2027.",
        ),
        (
            toys(),
            toys(shelf="takes: 1d"),
            PromiseOutcome.GONE,
            "The promise to Shoppers is gone.",
        ),
        (
            toys(shelf="takes: 1d"),
            toys(),
            PromiseOutcome.NEW,
            "The promise to Shoppers is new, with 2 days of margin.",
        ),
        (
            toys(),
            toys(shelf="takes: 1d, promise: 1w, departs: daily 17:00"),
            None,
            "",
        ),
        (
            read("{teams: {Purchasing: }, end_users: [Shoppers]}"),
            toys(),
            PromiseOutcome.NEW,
            "The promise to Shoppers is new, with 2 days of margin.",
        ),
        (
            read("{teams: {Purchasing: }, end_users: [Shoppers]}"),
            toys("takes: 5d"),
            PromiseOutcome.BROKEN,
            "The promise to Shoppers is new. The plan breaks it: 1 day late even if everybody is on"
            " time.",
        ),
        (
            toys(),
            read("{teams: {Purchasing: }, end_users: [Shoppers]}"),
            PromiseOutcome.GONE,
            "The promise to Shoppers is gone.",
        ),
    ],
)
def test_a_promise(
    old: ServiceMap, new: ServiceMap, outcome: PromiseOutcome | None, said: str
) -> None:
    changed = diff(old, new)
    told = changed.telling
    found = [(one.outcome, told.promise(one)) for one in changed.promises]
    assert found == ([] if outcome is None else [(outcome, said)])


def test_who_may_be_less_late_the_worst_first() -> None:
    found = diff(toys(), toys(shelf="takes: 2d, promise: 5d"))
    told = found.telling
    assert [(one.party, one.lost, told.tolerance(one)) for one in found.tolerances] == [
        (
            "purchasing",
            480,
            "Purchasing may be 1 day late before Shoppers notice; it was 2 days.",
        ),
        ("stores", 480, "Stores may be 1 day late before Shoppers notice; it was 2 days."),
    ]
    gone = diff(toys(), toys("takes: 4d"))
    assert gone.telling.tolerance(gone.tolerances[0]) == (
        "Purchasing may not be late at all before Shoppers notice; it was 2 days."
    )


def unsaid(promise: str) -> ServiceMap:
    """Four days of orders, and nobody knows how long the shelves take."""
    return toys("takes: 4d", f"promise: {promise}")


def test_what_nobody_can_know_is_not_kept() -> None:
    broken, longer = unsaid(promise="3d"), unsaid(promise="5d")
    found = diff(broken, longer)
    (there,) = found.promises
    assert (there.outcome, there.new and there.new.margin) == (PromiseOutcome.PERHAPS_KEPT, None)
    assert found.telling.promise(there) == (
        "The promise to Shoppers may now be kept. Before, it was missed by at least 1 day."
    )
    (back,) = diff(longer, broken).promises
    assert back.outcome is PromiseOutcome.BROKEN


def test_one_who_has_tolerance_again() -> None:
    found = diff(toys("takes: 4d"), toys())
    assert found.telling.tolerance(found.tolerances[0]) == (
        "Purchasing may be 2 days late before Shoppers notice; before, it could not be late at all."
    )


def test_who_reaches_a_promise_no_longer_has_no_limit() -> None:
    apart = toys(shelf="takes: 1d, promise: 5d, needs: []")
    found = diff(toys(), apart)
    (to,) = [one for one in found.tolerances if one.party == "purchasing"]
    assert (to.old, to.new, to.lost) == (Bounds.of(960), Bounds(None, None), None)
    assert not to.is_loss
    assert found.telling.tolerance(to) == (
        "However late Purchasing is, Toys for Shoppers is not affected any more. Before, 2 days was"
        " the most."
    )
    found = diff(apart, toys())
    (back,) = [one for one in found.tolerances if one.party == "purchasing"]
    assert (back.old, back.new, back.is_loss) == (Bounds(None, None), Bounds.of(960), True)
    assert found.telling.tolerance(back) == (
        "Purchasing may be 2 days late before Shoppers notice; it was without limit."
    )


def test_of_a_broken_promise_only_the_promise_tells() -> None:
    assert diff(toys(), toys("takes: 5d")).tolerances == ()


def test_without_times_there_is_no_tolerance_to_lose() -> None:
    old = read("{teams: {A: {serves: {B: Work}}, B: {serves: {C: Work}}}, end_users: [C]}")
    new = read("{teams: {A: , B: {serves: {C: Work}}}, end_users: [C]}")
    found = diff(old, new)
    assert (found.promises, found.tolerances) == ((), ())
    assert repr(found) == "<Difference: 1 change, 0 broken promises, 0 losers of tolerance>"


def test_a_notebook_shows_sentences_and_no_tags() -> None:
    old, new = toys(), toys("takes: 5d")
    renamed = new._replace(parties={**new.parties, "x": old.parties["stores"]._replace(name="<b>")})
    html = diff(old, renamed)._repr_html_()
    assert "The team &lt;b&gt; is new." in html
    assert "<td>promise</td>" in html


TURNED = {
    PromiseOutcome.BROKEN: {PromiseOutcome.KEPT, PromiseOutcome.GONE, PromiseOutcome.PERHAPS_KEPT},
    PromiseOutcome.WORSE: {PromiseOutcome.BETTER},
    PromiseOutcome.TIGHTER: {PromiseOutcome.LOOSER},
    PromiseOutcome.OPEN: {PromiseOutcome.SURE},
    PromiseOutcome.PERHAPS_KEPT: {PromiseOutcome.BROKEN},
    PromiseOutcome.GONE: {PromiseOutcome.NEW, PromiseOutcome.BROKEN},
    PromiseOutcome.MOVED: {PromiseOutcome.MOVED},
    PromiseOutcome.NEW: {PromiseOutcome.GONE},
    PromiseOutcome.SURE: {PromiseOutcome.OPEN},
    PromiseOutcome.LOOSER: {PromiseOutcome.TIGHTER},
    PromiseOutcome.BETTER: {PromiseOutcome.WORSE},
    PromiseOutcome.KEPT: {PromiseOutcome.BROKEN},
}


@examples(60)
@given(maps(), maps())
def test_there_and_back(a: ServiceMap, b: ServiceMap) -> None:
    same = diff(a, a)
    assert (same.changes, same.promises, same.tolerances) == ((), (), ())
    there, back = diff(a, b), diff(b, a)
    ids = renames(a, b)
    services = renamed_services(with_ids(a, ids), b)

    def now(id_: str) -> str:
        """An id of the first map, as the second calls who or what was renamed."""
        party, slash, own = id_.partition("/")
        id_ = f"{ids.get(party, party)}{slash}{own}"
        return services.get(id_, id_)

    turned = {(now(one.service), now(one.customer)): one.outcome for one in back.promises}
    assert len(turned) == len(there.promises)
    for one in there.promises:
        assert turned[one.service, one.customer] in TURNED[one.outcome]
    lost = {(now(one.party), now(one.service), now(one.customer)): one for one in back.tolerances}
    assert len(lost) == len(there.tolerances)
    for effect in there.tolerances:
        other = lost[effect.party, effect.service, effect.customer]
        assert (other.old, other.new) == (effect.new, effect.old)
        assert effect.is_loss is not other.is_loss


def test_a_service_that_is_called_otherwise_is_the_same() -> None:
    renamed = read("""
map: {title: Toys}
teams:
  Purchasing: {serves: [{customer: Stores, service: Orders, takes: 2d}]}
  Stores: {serves: [{customer: Shoppers, service: Toys in the shop, takes: 1d, promise: 5d}]}
end_users: [Shoppers]
""")
    found = diff(toys(), renamed)
    assert [found.telling.change(one) for one in found.changes] == [
        "The service Toys in the shop of Stores is renamed; it was Toys."
    ]
    assert (found.promises, found.tolerances) == ((), ())
    tighter = diff(toys("takes: 1d"), renamed)
    assert [tighter.telling.promise(one) for one in tighter.promises] == [
        "The promise to Shoppers lost 1 day of margin, and has 2 days left."
    ]


def test_of_two_services_that_came_for_one_that_went_nobody_knows_which_it_is() -> None:
    two = read("""
map: {title: Toys}
teams:
  Purchasing: {serves: [{customer: Stores, service: Orders, takes: 2d}]}
  Stores:
    serves:
      - {customer: Shoppers, service: Toys in the shop, takes: 1d, promise: 5d}
      - {customer: Shoppers, service: Toys by post, takes: 1d, promise: 5d}
end_users: [Shoppers]
""")
    found = diff(toys(), two)
    assert sorted(one.outcome for one in found.promises) == ["gone", "new", "new"]


def test_what_was_typed_once_is_told_once() -> None:
    def desk(rest: str, stores: str = "") -> ServiceMap:
        return read(f"""
teams:
  Desk: {{serves: [{{customer: [Shoppers, Schools, Stores], service: Help, {rest}}}]}}
  Stores: {{{stores}serves: [{{customer: Shoppers, service: Toys, takes: 1d, promise: 5d}}]}}
suppliers:
  Van: {{serves: [{{customer: Depot, service: Ride, takes: 1d}}]}}
  Bike: {{serves: [{{customer: Depot, service: Ride, takes: 1d}}]}}
  Depot: {{serves: [{{customer: Shoppers, service: Parcels}}]}}
end_users: [Shoppers, Schools]
""")

    def told(old: ServiceMap, new: ServiceMap) -> list[str]:
        found = diff(old, new)
        return [sentence for _, sentence in found.telling.changes(found.changes)]

    assert told(desk("takes: 1h, promise: 4d"), desk("takes: 1h, promise: 3d, slack: 1d")) == [
        "Desk promises Help to Shoppers, Schools and Stores within 3d now; it was within 4d.",
        "Shoppers, Schools and Stores can go on without Help of Desk for 1d, and did not say so"
        " before.",
    ]
    van, bike = "{provider: Van, service: Ride}", "{provider: Bike, service: Ride}"
    either, alone = f"relies_on: [{{any_of: [{van}, {bike}]}}], ", f"relies_on: [{van}], "
    assert told(desk("takes: 1h"), desk("takes: 1h", either)) == [
        "Stores takes either Ride of Van or Ride of Bike now."
    ]
    assert told(desk("takes: 1h", either), desk("takes: 1h")) == [
        "Stores does not choose any more; it was either Ride of Van or Ride of Bike."
    ]
    assert told(desk("takes: 1h", either), desk("takes: 1h", alone)) == [
        "Stores does not choose any more; it was either Ride of Van or Ride of Bike.",
        "Stores no longer relies on Bike for Ride.",
    ]
    assert "Shoppers, Schools and Stores now rely on Desk for Help." in told(
        toys(), desk("takes: 1h")
    )
