"""What all who share one entry would say alike, said in that entry once."""

from collections.abc import Mapping, Sequence

from servicemap.editing.edits import DeliverySays, Edit
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES
from servicemap.loading.entries.drafts import OF_A_SERVICE
from servicemap.locations import Location
from servicemap.model import ServiceMap

_Sharing = Mapping[tuple[str, str], Sequence[str]]
"""A delivery and the key of a side -> all deliveries that one entry speaks of there."""


def said_once(m: ServiceMap, edits: Sequence[Edit]) -> list[Edit]:
    """The changes, where all deliveries of an entry get the same of them as one.

    Else each would be given an entry of its own, of which all say the same.
    """
    sharing = _sharing(m)
    alike: dict[object, set[str]] = {}
    for edit in edits:
        if isinstance(edit, DeliverySays):
            alike.setdefault(_about(edit, sharing), set()).add(edit.reliance)
    found: list[Edit] = []
    done: set[object] = set()
    for edit in edits:
        about = _about(edit, sharing) if isinstance(edit, DeliverySays) else None
        if about is None or not isinstance(edit, DeliverySays):
            found.append(edit)
            continue
        together = sharing[edit.reliance, edit.side.key]
        if len(alike[about]) < len(together):
            found.append(edit)
        elif about not in done:
            done.add(about)
            others = tuple(one for one in together if one != edit.reliance)
            found.append(edit._replace(also=others))
    return found


def _sharing(m: ServiceMap) -> _Sharing:
    entries: dict[tuple[Location, str], list[str]] = {}
    found: dict[tuple[str, str], Sequence[str]] = {}
    for one in m.reliances:
        for side, says in ((SERVES, one.provider_says), (RELIES_ON, one.customer_says)):
            place = says.places.get(side.other) if says is not None else None
            # Where several are named in a list, that does not begin where one of the names does.
            if says is not None and place is not None and place != says.location:
                together = entries.setdefault((place, side.key), [])
                together.append(one.id)
                found[one.id, side.key] = together
    return found


def _about(edit: DeliverySays, sharing: _Sharing) -> object:
    """What changes share that say the same in one entry; None for what stands alone already."""
    together = sharing.get((edit.reliance, edit.side.key))
    if together is None or (edit.side is SERVES and edit.key in OF_A_SERVICE):
        return None
    return together[0], edit.side.key, edit.key, repr(edit.said)
