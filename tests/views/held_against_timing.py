"""A poster's words about a delay, each held against the trace that they are about."""

import re

from servicemap.bounds import Bounds, Fate
from servicemap.model import Group, ServiceMap
from servicemap.timing.answers.promises import PlannedPromise, promises
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.views.kinds.whole import whole_map
from servicemap.views.view import TOLD, Badge, Story, ViewState
from servicemap.wording.names import service_for
from tests.views.readback import AMOUNT, LENGTH, Said, amount, minutes, read_back


def hold(m: ServiceMap, traced: Trace, story: Story) -> None:
    """Everything that a story says, against what is known."""
    planned = {(one.service, one.customer): one for one in promises(m)}
    view = whole_map(m, story)
    told = {link.id: link for link in view.links}
    for one in traced:
        day = m.calendar_of(one.customer).day
        link = told[f"{one.service} > {one.customer}"]
        service = m.services[one.service].name
        said = link.sentence.partition(f" for {service}")[2].removeprefix(", ")
        said = said.removesuffix(", if needed").removeprefix("if needed").removeprefix(", ")
        if said.endswith(" late, still in time"):
            assert story.links[link.id].own, "late itself, and told so"
            said = "still in time"
        if not said.startswith("leaves "):
            assert of_promise(one, planned[one.service, one.customer], traced) == read_back(
                said, day
            ), (one, said)
        if link.state in {ViewState.REACHED, ViewState.TOLD}:
            assert traced.felt
        if link.state in {ViewState.MAY, ViewState.TOLD_MAY}:
            assert traced.perhaps_felt
    first = _first_told(m, traced)
    for id_, box in view.boxes.items():
        own = [one for one in traced if one.customer == id_]
        badges = [one for one in box.badges if one.state is not ViewState.ITSELF]
        _hold_box(traced, badges, own, planned, first)
        assert (box.state in {ViewState.LATE, ViewState.TOLD}) == any(one.felt for one in own), (
            "only sure ones are red"
        )
    _hold_headline(m, traced, story.line)


def may_be_endless(traced: Trace, one: TracedPromise) -> bool:
    """Whether a wall says of it that it may never recover: somebody never does, or it is late."""
    grows = one.may_never_recover and one.caused_but_for_days_off is None
    return grows and bool(one.felt or traced.runaway)


def _days_off(one: TracedPromise) -> bool:
    """Whether what is told of it does not count them."""
    return one.caused_but_for_days_off is not None


def _most(one: TracedPromise) -> Bounds:
    most = one.caused_but_for_days_off if _days_off(one) else one.caused_bounds.most
    return Bounds(0, most)


def of_promise(one: TracedPromise, planned: PlannedPromise, traced: Trace) -> Said:
    """What is to be said of one promise."""
    said = Said(by_plan=planned.late_bounds if planned.broken else None)
    if one.never_recovers:
        return said._replace(never=True)
    said = said._replace(may_never=may_be_endless(traced, one))
    if one.felt:
        bounds = one.caused_bounds if one.caused_bounds.least else one.late_bounds
        return said._replace(sure=bounds, later=planned.broken, part=_part_of_it(one))
    if said.may_never:
        return said
    if one.perhaps_felt:
        said = said._replace(may=_most(one), may_later=planned.broken, part=_part_of_it(one))
        return said._replace(days_off=_days_off(one))
    kept = one.fate is Fate.KEPT and (one.service, one.customer) in traced.arriving
    return said._replace(in_time=kept)


def _part_of_it(one: TracedPromise) -> bool:
    """Whether more may be late than what is told, so that nobody may call that late."""
    told = one.caused_bounds if one.caused_bounds.least or not one.felt else one.late_bounds
    if _days_off(one) and not one.felt:
        return one.caused_but_for_days_off != one.late_but_for_days_off
    if one.fate is Fate.LATE_BY_PLAN or one.late is not None:
        return False
    return told.most is not None and told.most != one.late_bounds.most


def _hold_box(
    traced: Trace,
    badges: list[Badge],
    own: list[TracedPromise],
    planned: dict[tuple[str, str], PlannedPromise],
    first: TracedPromise | None,
) -> None:
    """What is told first stands there first and alone; of the others what differs from that."""
    day = traced.map.calendar_of(own[0].customer).day if own else 480
    told = [one.words for one in badges if one.state in TOLD]
    rest = [one.words for one in badges if one.state not in TOLD]
    assert [one.words for one in badges] == [*told, *rest]
    assert set(told).isdisjoint(rest)
    said = read_back(", ".join(rest), day)
    broken = any(planned[one.service, one.customer].broken for one in own)
    never = any(one.never_recovers for one in own)
    assert (said.by_plan is not None) == (broken and not never)
    others = [one for one in own if one is not first]
    assert _fits(read_back(", ".join(told), day), [one for one in own if one is first], traced)
    alike = [(), told, told[:1], told[1:]]
    assert any(_fits(read_back(", ".join([*rest, *one]), day), others, traced) for one in alike)


def _fits(said: Said, own: list[TracedPromise], traced: Trace) -> bool:
    """Whether that is what is to be said of how late some promises to one customer are."""
    sure = [one for one in own if one.felt]
    perhaps = [one for one in own if one.perhaps_felt]
    by_itself = [one for one in sure if one.fate is not Fate.LATE_BY_PLAN]
    told_perhaps = () if said.may_never else perhaps
    fits = [
        said.never == any(one.never_recovers for one in own),
        said.may_never == any(may_be_endless(traced, one) for one in own),
        (said.sure is not None or said.never) == bool(sure),
        (said.may is not None) == (bool(perhaps) and not said.may_never),
        said.part == (not said.never and any(map(_part_of_it, (*by_itself, *told_perhaps)))),
    ]
    if said.sure is not None:
        found = [
            one.caused_bounds if one.caused_bounds.least else one.late_bounds
            for one in by_itself or sure
        ]
        fits += [
            said.later == (not by_itself),
            said.sure.most == _greatest(found),
            said.at_most or said.sure in found,
        ]
    if said.may is not None:
        kept = [one for one in perhaps if one.fate is not Fate.LATE_BY_PLAN]
        fits += [
            said.may_later == (not kept),
            said.may.most == _greatest([_most(one) for one in kept or perhaps]),
            said.days_off == any(map(_days_off, kept or perhaps)),
        ]
    return all(fits)


def _greatest(found: list[Bounds]) -> int | None:
    most = [one.most for one in found if one.most is not None]
    return max(most) if len(most) == len(found) else None


def _hold_headline(m: ServiceMap, traced: Trace, line: str | None) -> None:
    if not any(traced.late.values()):
        assert line is None
        return
    assert line is not None
    first, *rest = re.split(r"(?<=\.) ", line.replace(". Days off are not counted.", ".", 1))
    told = _first_told(m, traced)
    if told is None:
        kept = all(one.fate is not Fate.LATE_BY_PLAN for one in traced)
        wanted = "every promise still holds." if kept else "that the plan keeps still holds."
        if any(one.fate is Fate.OPEN for one in traced):
            wanted = "no promise is late because of it."
        assert first.endswith(wanted)
    else:
        _hold_told(traced, told, first)
    others = [one for one in traced if one is not told]
    by_plan = [one for one in others if one.fate is Fate.LATE_BY_PLAN]
    assert [_count(one) for one in rest] == [
        (len(found), word)
        for found, word in (
            ([one for one in others if one.felt and one not in by_plan], "fail"),
            ([one for one in by_plan if one.felt], "later still"),
            ([one for one in others if one.perhaps_felt and one not in by_plan], "may fail"),
            ([one for one in by_plan if not one.felt], "by plan"),
        )
        if found
    ]


def _first_told(m: ServiceMap, traced: Trace) -> TracedPromise | None:
    """End users, then others outside, then those inside; of each the sure ones first."""
    told = [(m.parties[one.customer], one) for one in (*traced.felt, *traced.perhaps_felt)]
    outside = [(party, one) for party, one in told if not party.inside]
    users = [one for party, one in outside if party.group is Group.END_USERS]
    others = [one for party, one in outside if party.group is not Group.TEAMS]
    return next(iter((*users, *others, *(one for _, one in told))), None)


def _hold_told(traced: Trace, told: TracedPromise, said: str) -> None:
    m = traced.map
    day, called = m.calendar_of(told.customer).day, service_for(m, told.service, told.customer)
    service = re.escape(called)
    assert m.parties[told.customer].name in said
    if told.never_recovers:
        assert said.endswith(f"longer and longer for {called}.")
    elif told.caused_bounds.least:
        found = re.search(rf"waits? ({AMOUNT}) longer for {service}\.", said)
        assert found
        assert amount(found[1], day) == told.caused_bounds
    elif told.felt:
        found = re.search(rf"gets? {service} ({AMOUNT}) late\.", said)
        assert found
        assert amount(found[1], day) == told.late_bounds
    elif may_be_endless(traced, told):
        assert said.endswith(f"may wait longer and longer for {called}.")
    elif _most(told).most is None:
        assert said.endswith(f"may wait longer for {called}.")
    else:
        found = re.search(rf"may wait up to ({LENGTH}) longer for {service}\.", said)
        assert found
        assert minutes(found[1], day) == _most(told).most


def _count(said: str) -> tuple[int, str]:
    found = re.match(
        r"(One|\d+) (?:other )?promises? "
        r"(may fail|fail|are late already by plan|is late already by plan"
        r"|that (?:is|are) late already becomes? later still)",
        said,
    )
    assert found, said
    word = next(
        one for one in ("may fail", "fail", "later still", "by plan") if found[2].endswith(one)
    )
    return (1 if found[1] == "One" else int(found[1])), word
