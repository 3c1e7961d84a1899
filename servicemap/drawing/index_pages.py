"""What the page of all posters in a folder says."""

from collections.abc import Sequence

from servicemap.drawing.sets import Unserving, Wanted
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.words import Words
from servicemap.drawing.writing.index_page import Card, IndexPage, Section
from servicemap.model import ServiceMap


def index_page(
    m: ServiceMap,
    wanted: Sequence[Wanted],
    says: Sequence[str],
    without: Sequence[Unserving],
    ending: str,
    picture: str,
) -> IndexPage:
    """The page. `says` is what each poster says in its title; `ending` and `picture` are suffixes.

    Teams stand under their departments, each of which has its own poster first.
    """
    words = Words(m)
    cards: dict[str, list[Card]] = {}
    for one, said in zip(wanted, says, strict=True):
        text = words["close_up"] if one.department is not None else said
        card = Card(one.stem + ending, one.stem + picture, one.name, text)
        cards.setdefault(one.section, []).append(card)
    imprint = []
    if m.date is not None:
        imprint.append(words.say("as_of", date=m.date.isoformat()))
    if m.owner is not None:
        imprint.append(words.say("owner", owner=m.owner))
    return IndexPage(
        m.title,
        m.subtitle,
        m.language,
        language_right_to_left(m.language),
        tuple(Section(heading, tuple(found)) for heading, found in cards.items()),
        words["unserving"],
        words.listed([one.name for one in without]),
        " · ".join(imprint),
    )
