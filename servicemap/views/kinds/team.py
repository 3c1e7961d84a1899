"""One team's poster: a chain from its work to an end user, and how late it may be.

It is the chain by which that end user would notice first, or a shortest one where nobody says how
long things take.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from servicemap.cards import Card, card_towards
from servicemap.doors import rank
from servicemap.errors import WrongValue
from servicemap.index import find_party
from servicemap.model import Group, Promised, Reliance, ServiceMap
from servicemap.reach import Way, parties_on, way_along
from servicemap.timing.answers.delays import chain_to
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import first_to_break
from servicemap.views.calling import first_call
from servicemap.views.links import link_of
from servicemap.views.places import box_of, find_team
from servicemap.views.view import NO_STORY, TeamLine, Tipping
from servicemap.views.voices import voices_of
from servicemap.walks import without_laps
from servicemap.wording.lists import listed
from servicemap.wording.names import service_for
from servicemap.wording.phrases import Words
from servicemap.wording.tipping import Rest, TippingPoint, their_day
from servicemap.wording.verbs import are_many

DAYS_SHOWN = 12
"""More days than this are not drawn one by one."""

STEPS_AT_MOST = 60
"""More boxes than this on the way to its end user cannot be read on any paper."""


def line_of(
    timed: TimedMap, team: str, to: str | None = None, today: date | None = None
) -> TeamLine:
    """The line of a team to the customer `to`, or to the end user who is nearest.

    What is done about what customers said is told as of `today`, where a day is named.

    Where its work reaches no end user, to the nearest prospect or distributor. Raises UnknownName,
    and WrongValue where its work reaches nobody outside, or only over more steps than can be read.
    """
    m = timed.map
    id_ = find_team(m, team)
    words = Words(m)
    card = card_towards(timed, id_, None if to is None else find_party(m, to), today)
    goal = _goal(card, to)
    if goal != card.headline:
        card = card_towards(timed, id_, goal, today)
    line = _tipping_way(timed, card, goal)
    chain = parties_on(line)
    if len(line) >= STEPS_AT_MOST:
        first, last = m.parties[id_].name, m.parties[chain[-1]].name
        raise WrongValue(
            f"from {first} to {last} there are {len(line)} steps, more than the"
            f" {STEPS_AT_MOST - 1} that a poster has room for",
            "draw a team that is nearer to them, or leave out {} for the whole map",
            ("team",),
        )
    ids = _told_apart(chain)
    boxes = tuple(
        box_of(m.parties[party], NO_STORY, None)._replace(id=id_)
        for id_, party in zip(ids, chain, strict=True)
    )
    links = tuple(
        link_of(m, reliance, NO_STORY, words)._replace(
            label=_said(m, at, reliance, words), source=ids[at], target=ids[at + 1]
        )
        for at, reliance in enumerate(line)
    )
    return TeamLine(
        m.title,
        m.parties[id_].name,
        m.parties[chain[-1]].name,
        (boxes[0]._replace(home=True), *boxes[1:]),
        links,
        tuple(_said(m, at, reliance, words, "_to") for at, reliance in enumerate(line)),
        tuple(m.parties[other].name for other in _others(card, chain)),
        tuple(objective.say for objective in m.parties[id_].objectives),
        _with_callers(_tipping(card, words), card, goal, words),
        card.meets_customer,
        word_of=(id_,),
        voices=tuple(voices_of(card, timed.network.lookups, words)),
    )


def _tipping_way(timed: TimedMap, card: Card, goal: str) -> Way:
    """The way by which a customer first feels that the team is late, of whom its poster tells.

    A shortest way where that is as tight, or where nobody can say.
    """
    m, shortest = card.map, card.ways[goal]
    least, most = card.tipping_point.bounds
    if not m.has_times or least is None or (least < 0 and most != least):
        return shortest
    told = [
        one
        for one in card.tolerances
        if one.customer == goal and Promised(one.service, goal) not in card.because_of_others
    ]
    if not told:
        return shortest
    promise, minutes = Promised(first_to_break(told).service, goal), max(0, least) + 1

    def way_of(late: str) -> Way | None:
        services = chain_to(timed, late, minutes, promise)
        # What comes back to the team is late by its own hand from there on.
        own = [at for at, one in enumerate(services) if m.services[one].provider == card.party.id]
        if not own:
            return None
        return way_along(m, timed.network.lookups, without_laps(services[own[-1] :]), goal)

    if way_of(shortest[0].service) == shortest:
        return shortest
    tightest = way_of(card.party.id) or shortest
    hands = parties_on(tightest)
    # Where needs are open, work that goes through the same hands twice is one reading of many.
    return tightest if most == least or len({*hands}) == len(hands) else shortest


def _told_apart(chain: tuple[str, ...]) -> list[str]:
    """An id for each box: a party through whose hands work goes twice has two."""
    again = [chain[:at].count(party) for at, party in enumerate(chain)]
    return [f"{id_} {n + 1}" if n else id_ for id_, n in zip(chain, again, strict=True)]


def _ranked(card: Card) -> list[str]:
    """Whom a team reaches: end users first, then prospects, then distributors; nearest first."""
    return sorted(card.ways, key=lambda id_: (rank(card.map, id_), len(card.ways[id_])))


def _nearest(card: Card) -> str:
    """Whom the headline names where nobody is asked for.

    Of end users, or whoever comes next, the one of whom the card tells; else the nearest.
    """
    first = _ranked(card)[0]
    told = card.headline
    if told is None or told not in card.ways:
        return first
    return told if rank(card.map, told) == rank(card.map, first) else first


def _others(card: Card, chain: tuple[str, ...]) -> list[str]:
    """Whom a team reaches besides those on its chain, without distributors who serve somebody."""
    passing = {
        one.provider
        for one in card.map.reliances
        if card.map.parties[one.provider].group is Group.DISTRIBUTORS
    }
    return [other for other in _ranked(card) if other not in chain and other not in passing]


def _goal(card: Card, to: str | None) -> str:
    """The customer at the end of the line."""
    m, team = card.map, card.party.name
    name = {id_: m.parties[id_].name for id_ in (*card.ways, *card.leads_on_to)}
    goal = None if to is None else find_party(m, to)
    if goal is not None and goal in card.leads_on_to:
        raise WrongValue(
            f"links lead from {team} on to {name[goal]}, but nothing that {name[goal]} gets needs"
            f" the work of {team}",
            "say in `needs` of a service on the way there what it waits for",
        )
    if not card.ways and card.leads_on_to:
        raise WrongValue(
            f"links lead from {team} on to {listed([name[id_] for id_ in card.leads_on_to])}, but"
            f" nothing that they get needs the work of {team}",
            "say in `needs` of a service on the way there what it waits for",
        )
    if not card.ways:
        raise WrongValue(
            f"the work of {team} reaches nobody outside in this map",
            "servicemap check says where it ends",
        )
    if goal is None:
        return _nearest(card)
    if goal not in card.ways:
        raise WrongValue(
            f"no end user of {team}'s work is called '{m.parties[goal].name}'",
            "it reaches: " + ", ".join(name[id_] for id_ in _ranked(card)),
        )
    return goal


def _said(m: ServiceMap, at: int, reliance: Reliance, words: Words, long: str = "") -> str:
    """A step of a chain in plain verbs: what the team delivers, or what that helps to deliver.

    With `long` = "_to" it names who delivers and who gets it.
    """
    return words.say(
        f"{'helps' if at else 'you'}_deliver{long}",
        provider=m.parties[reliance.provider].name,
        customer=m.parties[reliance.customer].name,
        service=m.services[reliance.service].name,
    )


def _tipping(card: Card, words: Words) -> Tipping | None:
    """How late the team may be before the customer of the headline notices, as the card decides.

    Nothing where that cannot be said. A wall is no place for guesses: of what may be more only the
    least is said; where there is none, that nobody can say yet, and the most. Others have a line of
    their own.
    """
    m, point = card.map, card.tipping_point
    if not m.has_times:
        return None  # a map without any times has none to lose, which tells nobody anything
    others = " ".join(_of_others(card, words)) or None
    if point.late_by_plan is not None:
        then = _if_in_step(m, point, _by_plan(m, point, words), words)
        if point.perhaps_of_others:
            then = f"{then} {words['part_of_it']}"
        return Tipping(words["late_by_plan"], then, None, others)
    said = _so_late(m, point, words)
    perhaps = _perhaps_by_plan(m, point, words)
    if said is not None:
        return said._replace(sooner=" ".join(filter(None, [perhaps, others])) or None)
    if not (others or point.perhaps_late_by) or point.why is not None or point.harmless is None:
        return None
    may = words.say("may_notice_at_once", **_customers(m, point.customers, words))
    return Tipping(may, " ".join(filter(None, [perhaps, others])), None)


def _so_late(m: ServiceMap, point: TippingPoint, words: Words) -> Tipping | None:
    """How late somebody may be whose promises the plan need not break; None: nobody can say."""
    least, most = point.bounds
    said = _customers(m, point.customers, words)
    if most == 0:
        then = words.say("noticed_at_once", **said)
        return Tipping(words["cannot_be_late"], then, None)
    if point.hangs_on_others and point.blameless and point.blameless != most:
        may = words.say("can_be_late_more", amount=words.amount(point.blameless, point.day))
        then = words.say("noticed_beyond", **said)
        return Tipping(may, _if_in_step(m, point, then, words), None)
    if least is None or least <= 0:
        if most is None:
            return None
        key = "can_be_late" if most == point.harmless else "cannot_say_yet"
        may = words.say(key, amount=words.amount(most, point.day))
        return Tipping(may, words.say("noticed_after_that", **said), None)
    amount = words.amount(least, point.day)
    days, rest = divmod(least, point.day)
    drawn = None
    if point.minutes is None:
        may = words.say("can_be_late_more", amount=amount)
        then = words.say("noticed_beyond", **said)
    elif rest:
        may = words.say("can_be_late", amount=amount)
        then = words.say("noticed_after_that", **said)
    else:
        may = words.say("can_be_late", amount=amount)
        then = words.say("noticed_on_day", day=days + 1, **said)
        drawn = days if days <= DAYS_SHOWN else None
    return Tipping(may, _if_in_step(m, point, then, words), drawn)


def _with_callers(tipping: Tipping | None, card: Card, goal: str, words: Words) -> Tipping | None:
    """The same, with whoever would be the first to miss what the team serves."""
    if tipping is None or not card.callers:
        return tipping
    said = [words.said(one) for one in first_call(card.map, card.callers[0], goal)]
    return tipping._replace(sooner=" ".join(filter(None, [tipping.sooner, *said])))


def _if_in_step(m: ServiceMap, point: TippingPoint, said: str, words: Words) -> str:
    """The same, with the circle that has to keep in step for it."""
    if not point.circle:
        return said
    names = words.together([m.parties[party].name for party in point.circle])
    return f"{said} {words.say('in_step', names=names)}"


def _by_plan(m: ServiceMap, point: TippingPoint, words: Words) -> str:
    """`1 day for Shoppers.`"""
    assert point.late_by_plan is not None, "the plan breaks it"
    amount = words.between(point.late_by_plan, m.calendar_of(point.customers[0]).day)
    return _for_them(m, point, "late_by_plan_for", amount, words)


def _perhaps_by_plan(m: ServiceMap, point: TippingPoint, words: Words) -> str:
    """How late the plan itself may make it, where that is open; nothing where it keeps it."""
    late = point.perhaps_late_by
    if not late:
        return ""
    amount = words.amount(late, m.calendar_of(point.customers[0]).day)
    return _for_them(m, point, "perhaps_late_by_plan", amount, words)


def _for_them(m: ServiceMap, point: TippingPoint, key: str, amount: str, words: Words) -> str:
    """What is so late for those of a tipping point, in days of theirs where these are others."""
    if (day := their_day(m, point)) is not None:
        hours = words.say("day_of", amount=words.amount(day, day + 1))
        amount = words.say("in_such_days", amount=amount, day=hours)
    customers = _customers(m, point.customers, words)["customers"]
    return words.say(key, amount=amount, customers=customers)


def _of_others(card: Card, words: Words) -> Iterator[str]:
    """What is said beside the headline: of what else its customer gets, of others, and what is not
    counted.
    """
    m, late, sooner = card.map, card.late_to_others, card.sooner
    if card.rest is not None:
        yield from _of_the_rest(m, card.rest, words)
    if late is not None:
        yield f"{words['late_by_plan']} {_by_plan(m, late, words)}"
    if sooner is not None:
        least, most = sooner.bounds
        exact = most == 0 or sooner.bounds.exact is not None
        if sooner.customers and not (exact and sooner.by_then):
            key = "may_notice_sooner" if least else "may_notice_at_once"
            amount = words.amount(least or 0, sooner.day)
            yield words.say(key, amount=amount, **_customers(m, sooner.customers, words))
        if sooner.by_then:
            assert most is not None, "or nobody is sure to notice"
            key = "noticed_sooner" if exact else "noticed_at_the_latest"
            key = "noticed_by" if sooner.or_not else key
            amount = words.amount(most, sooner.day)
            key = key if most else "noticed_at_once"
            yield words.say(key, amount=amount, **_customers(m, sooner.by_then, words))
    left_out = [
        service_for(m, service, customer)
        for service, customer in sorted(card.because_of_others)
        if customer == card.headline
    ]
    if left_out:
        yield words.say("late_by_others", services=words.together(left_out))


def _of_the_rest(m: ServiceMap, rest: Rest, words: Words) -> Iterator[str]:
    """How late the team may be with what the plan need not break, and that it may break it."""
    said = _so_late(m, rest.point, words)
    perhaps = _perhaps_by_plan(m, rest.point, words)
    told = [said.may, said.then] if said is not None else []
    if told or perhaps:
        to = rest.point.customers[0]
        services = words.together([service_for(m, one, to) for one in rest.services])
        yield " ".join(filter(None, [words.say("rest", services=services), *told, perhaps]))


def _customers(m: ServiceMap, ids: Sequence[str], words: Words) -> dict[str, object]:
    """The first of some customers by name, and how many that counts as.

    Only English tells by the name alone whether one or many notice.
    """
    names = [m.parties[id_].name for id_ in ids]
    several = are_many(m, ids) if words.language == "en" else len(names) > 1
    return {"customers": words.together(names), "count": 2 if several else 1}
