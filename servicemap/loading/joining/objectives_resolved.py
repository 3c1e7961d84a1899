"""What parties want to reach, with the services and customers by which it is measured."""

from collections.abc import Iterable, Sequence

from servicemap.loading.entries.drafts import Draft, Reference, SaidObjective
from servicemap.loading.joining.lookup import Lookup
from servicemap.loading.yaml.problems import quoted
from servicemap.model import Objective, Party, Reliance
from servicemap.wording.verbs import spoken, told


def with_objectives(
    drafts: Sequence[Draft], lookup: Lookup, reliances: Iterable[Reliance]
) -> dict[str, Party]:
    """The parties with measured objectives, with all of theirs; what is not there is reported."""
    said: dict[str, tuple[SaidObjective, ...]] = {}
    for draft in reversed(drafts):  # of a party that stands in two files, the first counts
        said |= draft.objectives
    given: dict[str, set[str]] = {}
    for one in reliances if said else ():
        given.setdefault(one.service, set()).add(one.customer)
    return {
        id_: party._replace(
            objectives=tuple(
                objective
                for one in said[id_]
                if (objective := _objective(party, one, given, lookup)) is not None
            )
        )
        for id_, party in lookup.parties.items()
        if id_ in said and not party.objectives
    }


def _objective(
    party: Party, said: SaidObjective, given: dict[str, set[str]], lookup: Lookup
) -> Objective | None:
    if isinstance(said, Objective):
        return said
    keep = said.keep and _own_service(party, said.keep, lookup)
    score = said.score and _customer(party, said.score, "asks how content {other} is", lookup)
    to = said.to and _customer(party, said.to, "keeps a service to {other}", lookup)
    if (said.keep and not keep) or (said.score and not score) or (said.to and not to):
        return None
    if said.to and keep and to not in given.get(keep, ()):
        lookup.add(
            "SM009",
            told(
                "{party} [does|do] not serve {other} with what keep: says",
                party=spoken(party),
                other=quoted(said.to.name),
            ),
            said.to.location,
            "name a customer of that service, or leave to: out, which means all of them",
        )
        return None
    return Objective(said.say, keep, to, score, said.at_least, said.places)


def _customer(party: Party, reference: Reference, wants: str, lookup: Lookup) -> str | None:
    other = quoted(reference.name)
    sentence = f"an objective of {spoken(party)} {wants.format(other=other)}"
    return lookup.party(reference.name, reference.location, sentence)


def _own_service(party: Party, reference: Reference, lookup: Lookup) -> str | None:
    """The id of the service; None, reported, where the party has none of that name."""
    name, location = reference
    own = lookup.own_service(party.id, name)
    if own is not None:
        return own
    meant = lookup.service(name)
    if meant.id is not None and meant.id.partition("/")[0] == party.id:
        return meant.id
    made = lookup.made_by(party.id)
    hint = f"write one of its own services: {', '.join(made[:5])}" if made else "it has no service"
    if meant.id is not None:
        provider = lookup.keys[meant.id.partition("/")[0]]
        message = f"{quoted(name)} is a service of {provider}, and keep: is for one of its own"
        lookup.add("SM009", message, location, hint)
    elif meant.message:
        known = meant.hint.startswith("did you mean")
        lookup.add(meant.code, meant.message, location, meant.hint if known else hint)
    return None
