"""A briefing and a review for a terminal, in English, and as Markdown in the map's language."""

from datetime import date

from servicemap.escapes import visible
from servicemap.model import EMPTY, ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.handouts import as_markdown, as_text
from servicemap.rounds.briefing import Briefing
from servicemap.rounds.briefing_handout import briefing_handout
from servicemap.rounds.review_handout import review_handout
from servicemap.rounds.reviewing import Review
from servicemap.wording.phrases import Words

NO_BRIEFING = (
    "nothing to talk about: all is agreed, and nothing is at risk, overdue, wanted or changed"
)
NO_REVIEW = (
    "nothing to look back on: no objectives are named, nobody has said anything, and no actions"
    " are for it"
)


def english(m: ServiceMap) -> Words:
    """The words of a terminal, whatever the map speaks."""
    return Words(m._replace(language="en", words=EMPTY))


def briefing_as_text(
    found: Briefing, ink: Ink, *, width: int = 100, since: str | date | None = None
) -> str:
    """The agenda; that there is nothing to talk about where there is not."""
    page = briefing_handout(found, english(found.map), since)
    return as_text(page, ink, width=width) if page else nothing(found.team.name, NO_BRIEFING)


def review_as_text(found: Review, ink: Ink, *, width: int = 100) -> str:
    """What was reached, said and done; that there is nothing where there is not."""
    page = review_handout(found, english(found.map))
    return as_text(page, ink, width=width) if page else nothing(found.team.name, NO_REVIEW)


def briefing_as_markdown(found: Briefing, *, since: str | date | None = None) -> str:
    """The agenda as it is printed or sent on; nothing where there is nothing to talk about."""
    page = briefing_handout(found, Words(found.map), since)
    return as_markdown(page) if page else ""


def review_as_markdown(found: Review) -> str:
    """The page as it is printed or sent on; nothing where there is nothing to look back on."""
    page = review_handout(found, Words(found.map))
    return as_markdown(page) if page else ""


def nothing(team: str, why: str) -> str:
    """`Warehouse: nothing to talk about ...`."""
    return f"{visible(team)}: {why}"
