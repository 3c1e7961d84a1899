"""What the page of all posters in a folder says."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.scene import Scene
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.writing.index_page import (
    CardPicture,
    IndexCard,
    IndexPage,
    IndexSection,
    WithoutPaper,
)
from servicemap.model import ServiceMap
from servicemap.posters.sets import Undrawn
from servicemap.posters.wanted import Wanted, Without
from servicemap.wording.phrases import Words


class ShownPoster(NamedTuple):
    """A poster in the folder: what its title says, and its size in mm."""

    wanted: Wanted
    says: str
    width: float
    height: float


def shown_by(wanted: Wanted, scene: Scene) -> ShownPoster:
    """What the page says of a poster that is drawn."""
    says = next(part.title for part in scene.parts if part.role == "head")
    return ShownPoster(wanted, says, scene.width, scene.height)


def index_page(
    m: ServiceMap,
    shown: Sequence[ShownPoster],
    without: Sequence[Without],
    undrawn: Sequence[Undrawn],
    ending: str,
    picture: str,
) -> IndexPage:
    """The page; `ending` and `picture` are suffixes.

    Teams stand under their departments, each of which has its own poster first. Those without a
    poster are named at the end.
    """
    words = Words(m)
    cards: dict[str, list[IndexCard]] = {}
    for one, says, width, height in shown:
        # Whoever hears a picture hears whose it is; where its title tells, it need not be read.
        heard = words.say("named", name=one.name, what=one.says or says)
        text = heard if one.says else says
        shown_as = CardPicture(one.stem + picture, heard, width, height)
        card = IndexCard(one.stem + ending, one.name, text, shown_as)
        cards.setdefault(one.section, []).append(card)
    lacking = []
    for heading in dict.fromkeys(one.heading for one in without):
        names = words.listed([one.name for one in without if one.heading == heading])
        lacking.append(WithoutPaper(heading, names))
    if undrawn:
        # Why is said on the terminal, in English, to whoever can do something about it.
        names = words.listed([one.wanted.name for one in undrawn])
        lacking.append(WithoutPaper(words["undrawn"], names))
    imprint = []
    if m.date is not None:
        imprint.append(words.say("as_of", date=words.day(m.date)))
    if m.owner is not None:
        imprint.append(words.say("owner", owner=m.owner))
    return IndexPage(
        m.title,
        m.subtitle,
        m.language,
        language_right_to_left(m.language),
        tuple(IndexSection(heading, tuple(found)) for heading, found in cards.items()),
        tuple(lacking),
        " · ".join(imprint),
    )
