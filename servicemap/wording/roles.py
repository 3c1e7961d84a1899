"""What a name is that no party has: a department, or somebody in a team."""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.model import Party
from servicemap.slugs import slug
from servicemap.wording.lists import listed

MOST_NAMED = 6
"""So many teams of a department are named."""


class Role(NamedTuple):
    """The parties that a name belongs to, and the cure for whoever took it for one of theirs."""

    cure: str
    ids: tuple[str, ...]


def role_of(name: str, parties: Mapping[str, Party], called: Mapping[str, str]) -> Role | None:
    """The parties whose department, owner or contact is called so.

    `called` is how each party is written.
    """
    wanted = slug(name)
    if not wanted:
        return None
    for key, cure in (
        ("department", "{name} is a department: name its team {teams}"),
        ("owner", "{name} is the owner of {teams}: name the team"),
        ("contact", "{name} is the contact of {teams}: name the team"),
    ):
        ids = tuple(id_ for id_, one in parties.items() if slug(getattr(one, key) or "") == wanted)
        if ids:
            teams = listed([called[id_] for id_ in ids], MOST_NAMED, joined_by="or")
            return Role(cure.format(name=name, teams=teams), ids)
    return None
