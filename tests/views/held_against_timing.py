"""A poster's words about a delay, each held against the trace that they are about."""

import re

from servicemap.bounds import Bounds, Fate
from servicemap.model import ServiceMap
from servicemap.timing.answers.promises import PlannedPromise, promises
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.views.kinds.whole import whole_map
from servicemap.views.view import Story, ViewState
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
            assert link.late, "late itself, and told so"
            said = "still in time"
        if not said.startswith("leaves "):
            assert of_promise(one, planned[one.service, one.customer], traced) == read_back(
                said, day
            ), (one, said)
        if link.state is ViewState.REACHED:
            assert traced.felt
        if link.state is ViewState.MAY:
            assert traced.perhaps_felt
    for id_, box in view.boxes.items():
        own = [one for one in traced if one.customer == id_]
        _hold_box(traced, tuple(one.words for one in box.badges), own, planned, id_)
        assert (box.state is ViewState.LATE) == any(one.felt for one in own), (
            "only sure ones are red"
        )
    _hold_headline(m, traced, story.line)


def may_be_endless(traced: Trace, one: TracedPromise) -> bool:
    """Whether a wall says of it that it may never recover: somebody never does, or it is late."""
    return one.may_never_recover and bool(one.felt or traced.runaway)


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
        may = Bounds(0, one.caused_bounds.most)
        return said._replace(may=may, may_later=planned.broken, part=_part_of_it(one))
    kept = one.fate is Fate.KEPT and (one.service, one.customer) in traced.arriving
    return said._replace(in_time=kept)


def _part_of_it(one: TracedPromise) -> bool:
    """Whether more may be late than what is told, so that nobody may call that late."""
    told = one.caused_bounds if one.caused_bounds.least or not one.felt else one.late_bounds
    if one.fate is Fate.LATE_BY_PLAN or one.late is not None:
        return False
    return told.most is not None and told.most != one.late_bounds.most


def _hold_box(
    traced: Trace,
    badges: tuple[str, ...],
    own: list[TracedPromise],
    planned: dict[tuple[str, str], PlannedPromise],
    id_: str,
) -> None:
    said = read_back(", ".join(badges), traced.map.calendar_of(id_).day)
    broken = [one for one in own if planned[one.service, one.customer].broken]
    never = any(one.never_recovers for one in own)
    assert (said.by_plan is not None) == (bool(broken) and not never)
    sure = [one for one in own if one.felt]
    perhaps = [one for one in own if one.perhaps_felt]
    assert said.never == never
    assert said.may_never == any(may_be_endless(traced, one) for one in own)
    assert (said.sure is not None or said.never) == bool(sure)
    assert (said.may is not None) == (bool(perhaps) and not said.may_never)
    by_itself = [one for one in sure if one.fate is not Fate.LATE_BY_PLAN]
    told_perhaps = () if said.may_never else perhaps
    assert said.part == (not said.never and any(map(_part_of_it, (*by_itself, *told_perhaps))))
    if said.sure is not None:
        assert said.later == (not by_itself)
        found = [
            one.caused_bounds if one.caused_bounds.least else one.late_bounds
            for one in by_itself or sure
        ]
        assert said.sure.most == _greatest(found)
        assert said.at_most or said.sure in found
    if said.may is not None:
        kept = [one for one in perhaps if one.fate is not Fate.LATE_BY_PLAN]
        assert said.may_later == (not kept)
        assert said.may.most == _greatest([one.caused_bounds for one in kept or perhaps])


def _greatest(found: list[Bounds]) -> int | None:
    most = [one.most for one in found if one.most is not None]
    return max(most) if len(most) == len(found) else None


def _hold_headline(m: ServiceMap, traced: Trace, line: str | None) -> None:
    if not any(traced.late.values()):
        assert line is None
        return
    assert line is not None
    first, *rest = re.split(r"(?<=\.) ", line)
    told = _first_told(m, traced)
    if told is None:
        kept = all(one.fate is not Fate.LATE_BY_PLAN for one in traced)
        wanted = "every promise still holds." if kept else "that the plan keeps still holds."
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
    """Customers outside before such inside, these before all others; the sure ones first."""
    told = [(m.parties[one.customer], one) for one in (*traced.felt, *traced.perhaps_felt)]
    outside = [one for party, one in told if party.is_outside_customer and not party.inside]
    inside = [one for party, one in told if party.is_outside_customer and party.inside]
    return next(iter((*outside, *inside, *(one for _, one in told))), None)


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
    elif told.caused_bounds.most is None:
        assert said.endswith(f"may wait longer for {called}.")
    else:
        found = re.search(rf"may wait up to ({LENGTH}) longer for {service}\.", said)
        assert found
        assert minutes(found[1], day) == told.caused_bounds.most


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
