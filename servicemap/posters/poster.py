"""A map as a poster: which kind of one, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePath
from typing import NamedTuple, Unpack, cast

from servicemap.calls import the_files, the_measure, the_name, the_path
from servicemap.drawing.layout.laying import LayoutChoices, Layouts
from servicemap.drawing.papers import Orientation, Paper, find_orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging import Staged, draw_shown
from servicemap.drawing.theme import BLACK_AND_WHITE, COLOUR, Theme
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.extras import require
from servicemap.html import as_wide_as_the_page
from servicemap.model import LONGEST_LINK, ServiceMap
from servicemap.posters.choices import USUAL, PosterChoices, Told
from servicemap.posters.choosing import SIGNATURE, completed, helped_each, shown_by, told_by
from servicemap.posters.earlier import order_of
from servicemap.posters.legibility import Looks, most_legible, smallest_readable
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.imprints import imprint_of
from servicemap.views.view import Detail, Imprint, Shown, View
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import saying


def draw(
    m: ServiceMap, *, timed: TimedMap | None = None, **choices: Unpack[PosterChoices]
) -> Scene:
    """A poster of a map as a scene; what may be chosen for it stands in `choices`.

    `timed` is the same map, where more than one poster is drawn of it.

    Raises WrongValue, UnknownName or MissingGlyph for what cannot be drawn, UnreadablePath for an
    earlier poster that cannot be read or one of `fonts` that is no font file, whether a letter
    needs it or not, and MissingExtra where the libraries of posters are not installed.
    """
    require("posters", "drawing posters")
    chosen = completed(m, choices)
    hung = chosen["orientation"]
    orientation = find_orientation(hung) if hung is not None else None
    sheet = find_paper(chosen["paper"] or USUAL.name).hung(orientation or Orientation.LANDSCAPE)
    paths = the_files(chosen["fonts"], "fonts")
    setter = Typesetter(paths, m.language, folders())
    words = Words(m)
    theme = (BLACK_AND_WHITE if chosen["black_and_white"] else COLOUR)._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )
    earlier = cast("str | None", chosen["keep_order"])
    order = order_of(earlier, m) if earlier is not None else None
    sought = LayoutChoices(order, chosen["polish"] or 1)
    stage = _Stage(theme, setter, words, Layouts(theme, setter, words, sought))
    draw_on = _drawer(m, chosen, stage, timed)
    if chosen["readable_from"] is None:
        scene = draw_on(sheet)
    else:
        ways = (orientation,) if orientation else tuple(Orientation)
        scene = smallest_readable(chosen["readable_from"], draw_on, ways)
    if m.link and imprint_of(m, (), chosen["date"]).link is None:
        without = saying("no_code", bytes=LONGEST_LINK)
        scene = scene._replace(notes=(*scene.notes, without))
    return scene._replace(fonts=paths, words=tuple(m.words.items()))


class _Stage(NamedTuple):
    """What every poster is drawn with."""

    theme: Theme
    setter: Typesetter
    words: Words
    layouts: Layouts


def _drawer(
    m: ServiceMap, chosen: PosterChoices, stage: _Stage, timed: TimedMap | None
) -> Callable[[Paper], Scene]:
    """What draws, on a paper, whom the chosen kind shows, and the story of them."""
    shows = shown_by(chosen)
    told = Told(m, timed=timed) if shows.plain else told_by(chosen)(m, chosen, stage.words)

    def of(detail: Detail) -> Shown:
        shown = shows.of(told, chosen, detail)
        if told.like is not None and isinstance(shown, View):
            like = shows.of(told._replace(story=told.like), chosen, detail)
            shown = shown._replace(like=like if isinstance(like, View) else None)
        return shown._replace(notes=(*shown.notes, *told.story.details))

    def imprint(shown: Shown) -> Imprint:
        parties = told.map.parties
        whose = [parties[id_] for id_ in shown.word_of] or parties.values()
        return imprint_of(told.map, whose, chosen["date"])

    theme, setter, words, layouts = stage

    def laid(view: View, on: Paper) -> Staged:
        return Staged(view, imprint(view), on, theme, setter, words)

    looks = Looks(
        lambda view, on: laid(view, on).promised(layouts),
        lambda view, on: laid(view, on).glimpsed(layouts),
        lambda view, on: laid(view, on).measured(layouts),
    )

    def staged(shown: Shown, on: Paper) -> Scene:
        return draw_shown(shown, imprint(shown), on, *stage)

    return _summed(of, looks, staged, alike=chosen["readable_from"] is not None)


def _summed(
    of: Callable[[Detail], Shown],
    looks: Looks,
    staged: Callable[[Shown, Paper], Scene],
    *,
    alike: bool,
) -> Callable[[Paper], Scene]:
    """What draws a view on a paper, summed up as far as that paper needs.

    `alike`: what is summed up is the same on every paper, or the smallest would always do.
    """
    details = cache(of)

    def draw_on(on: Paper) -> Scene:
        decides = USUAL.hung(on.orientation) if alike else on
        shown, notes = most_legible(details, looks, decides)
        scene = staged(shown, on)
        return scene._replace(notes=(*scene.notes, *notes))

    return draw_on


class Poster:
    """A poster of a map: `save` writes it; notebooks show it as it is.

    `scene` is what is drawn: `width` and `height` in mm, `title`.
    """

    __slots__ = ("_choices", "_map", "scene")

    def __init__(self, m: ServiceMap, choices: PosterChoices, scene: Scene) -> None:
        self._map = m
        self._choices = choices
        self.scene = scene

    def __repr__(self) -> str:
        scene = self.scene
        return f"<Poster {scene.title!r}: {scene.width:g} x {scene.height:g} mm>"

    def svg(self) -> str:
        """The poster as SVG."""
        from servicemap.drawing.writing.svg import write_svg

        return write_svg(self.scene)

    def on(self, paper: str | None = None, orientation: str | None = None) -> Poster:
        """The same poster, drawn anew for another paper, or as it hangs the other way.

        Raises WrongValue.
        """
        chosen = {"paper": paper, "orientation": orientation}
        told = {name: value for name, value in chosen.items() if value is not None}
        kept = {k: v for k, v in self._choices.items() if paper is None or k != "readable_from"}
        return poster(self._map, **cast("PosterChoices", kept | told)) if told else self

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        paper: str | None = None,
        orientation: str | None = None,
        text: str = "outlines",
        dpi: float | None = None,
        bleed: float = 0,
        tile: str | None = None,
    ) -> None:
        """Write the poster to a file, as its ending says; the file is replaced whole or not at all.

        On another `paper`, or in another `orientation`, it is drawn anew. `text` is how an SVG has
        letters: as `outlines`, or `live`, for those who edit it. `dpi` is the resolution of a PNG.
        A PDF takes a `bleed` in mm, or with `tile` the name of a smaller paper whose sheets make up
        the poster. Raises WrongValue for an ending that posters are not written as, or a choice
        that it does not have; OSError as `open` does.
        """
        from servicemap.drawing.writing import write, writer_for
        from servicemap.drawing.writing.finishing import Finish, find_text_style
        from servicemap.saving import replace_file

        name = the_path(path, "posters/toys.pdf")
        finish = Finish(
            text=find_text_style(the_name(text, "live")),
            dpi=None if dpi is None else the_measure(dpi, "dpi"),
            bleed=the_measure(bleed, "bleed"),
            tile=None if tile is None else the_name(tile, "A4"),
        )
        suffix = PurePath(name).suffix
        writer_for(suffix, finish)  # before anything is drawn
        replace_file(name, write(self.on(paper, orientation).scene, suffix, finish))

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return as_wide_as_the_page(self.svg())


def poster(m: ServiceMap, **choices: Unpack[PosterChoices]) -> Poster:
    """A poster of a map. What may be chosen for it, each by its name:"""
    return one_of_many(TimedMap(m), **choices)


def one_of_many(timed: TimedMap, **choices: Unpack[PosterChoices]) -> Poster:
    """A poster of a map of which more are drawn."""
    m = timed.map
    scene = draw(m, timed=timed, **choices)
    late = choices.get("late")
    if isinstance(late, Mapping):
        choices["late"] = dict(late)  # as it was when this was drawn
    return Poster(m, choices, scene)


_AND_THEN = """Raises WrongValue for what cannot be chosen, or not together; UnknownName;
MissingExtra where the libraries of posters are not installed; MissingGlyph.

>>> import servicemap as sm
>>> sm.poster(sm.load("maps/sales-event.yaml"), team="Design studio", paper="A4")
<Poster 'Design studio: Your work reaches Top ten accounts': 297 x 210 mm>"""

poster.__doc__ = f"{poster.__doc__}\n\n{helped_each()}\n\n{_AND_THEN}"
poster.__signature__ = SIGNATURE.replace(return_annotation=Poster)  # type: ignore[attr-defined]
