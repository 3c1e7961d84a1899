"""`servicemap init`: a first map by interview, or a template where nobody is there to be asked."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from shlex import quote
from typing import NamedTuple

import click

from servicemap.checking import check
from servicemap.cli.arguments import (
    Command,
    ink_for,
    page_to_standard_error,
    page_to_standard_output,
    to_file,
    to_standard_error,
)
from servicemap.cli.asking import answer_to, somebody_is_here
from servicemap.cli.changing import offer, open_to_change
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.editing.applying import edited
from servicemap.editing.edits import AddDelivery, AddParty, Edit
from servicemap.editing.rendering import USUAL, Spread, key_lines, text
from servicemap.errors import ServiceMapError, WrongValue
from servicemap.escapes import visible
from servicemap.file_names import ends_as_a_map
from servicemap.index import find_party
from servicemap.interviewing.accepting import as_maps_say, why_not
from servicemap.interviewing.questions import (
    GROUPS,
    AnswerKind,
    Interview,
    InterviewQuestion,
    links_of,
)
from servicemap.loading import load_one, read_texts
from servicemap.loading.entries.delivery_sides import SERVES
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.posters.poster import poster as draw
from servicemap.reporting.text.findings import full
from servicemap.slugs import slug
from servicemap.wording.headings import heading_for
from servicemap.wording.interviews import InterviewWords
from servicemap.wording.phrases import Phrases
from servicemap.wording.values import value_said

FOLDER = "maps"
"""Where a first map goes: where every command looks for one."""

FILE = "map.yaml"

POSTERS = ("poster.svg", "first-poster.svg")
"""How the first poster is called, where nothing is called like that yet."""


@click.command(
    cls=Command,
    examples=(
        "servicemap init",
        "servicemap init maps/harbour-toys --from-team stores",
    ),
)
@click.argument("path", metavar="[DIR]", default=FOLDER)
@click.option(
    "--from-team",
    "team",
    metavar="TEAM",
    help="Go on with a team of the map that is there already: DIR, or a file.",
)
@click.option("--language", metavar="TAG", help="en, de, fr, es, zh, ja or ar.  [default: yours]")
@reading_options
def command(path: str, team: str | None, language: str | None) -> None:
    """A first map by interview: who relies on you, for what, and who would notice.

    It asks about your team, whom it serves, how late that may be, whom you rely on, and on to the
    end user; at each answer it shows what is known so far and keeps it in a file. Without a
    terminal it writes a map to fill in. With --from-team it goes on with a map that is there.
    """
    at_terminal = somebody_is_here()
    if team is not None:
        if not at_terminal:
            raise WrongValue("nobody is here to be asked", "run it in a terminal")
        _go_on(path, team, language)
        return
    file = _new_file(path)
    words = InterviewWords(language or _language_here())
    if at_terminal:
        _begin(file, words)
    else:
        to_file(file, _template(words).encode())
        to_standard_error(f"written: {file}, a map to fill in; then: servicemap check {path}")


def _language_here() -> str:
    """The language of whoever runs it, as their system says."""
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, said), "en").split(".")[0]


def _new_file(path: str) -> str:
    """The file of a new map. Raises WrongValue where one is there."""
    file = path if ends_as_a_map(path) else os.path.join(path, FILE)
    if os.path.lexists(file):
        raise WrongValue(
            f"{file} is there already", f"go on with it: servicemap init {path} --from-team TEAM"
        )
    try:
        os.makedirs(os.path.dirname(file) or os.curdir, exist_ok=True)
    except OSError as error:
        raise WrongValue(f"{path} cannot be made: {error.strerror}", "name a folder") from None
    return file


class _Draft(NamedTuple):
    """A new map before anything is said: its file, and what stands in that."""

    file: str
    text: str

    def after(self, edits: Sequence[Edit]) -> bytes:
        """The file with what was said."""
        files = {self.file: self.text.encode()}
        return {**files, **edited(files, edits).after}[self.file]


def _begin(file: str, words: InterviewWords) -> None:
    """Ask from the very beginning, and keep the file as it grows."""
    page_to_standard_error(f"{words.say('hello')}\n\n")
    try:
        title = _answer_to(InterviewQuestion(words.say("title"), AnswerKind.NAME), words)
        team = _answer_to(InterviewQuestion(words.say("team"), AnswerKind.NAME), words)
    except click.Abort:
        page_to_standard_error("\n")
        return
    draft = _Draft(file, _first_text(title, team, words))
    interview = Interview(words)
    to_file(file, draft.after(()))

    def keep() -> ServiceMap:
        content = draft.after(interview.edits)
        to_file(file, content)
        return read_texts({file: content}).map

    finished = _ask(interview, team, keep)
    _tell(file, team, words, finished=finished)


def _first_text(title: str, team: str, words: InterviewWords) -> str:
    """A file with one team."""
    about: dict[str, str] = {"title": title}
    if words.language != "en":
        about["language"] = words.language
    return "\n".join(
        [
            f"# {words.say('file_above')}",
            *key_lines(USUAL, "map", Spread(about), 0),
            "",
            f"# {words.say('teams_above')}",
            "teams:",
            f"  {text(team)}:",
            "",
            f"# {words.say('end_users_above')}",
            "end_users:",
            "",
        ]
    )


def _go_on(path: str, team: str, language: str | None) -> None:
    """Ask about a team of a map that is there; what comes of it is shown, and asked about."""
    opened = open_to_change(path if os.path.exists(path) else "")
    m = opened.map
    words = InterviewWords(language or m.language)
    name = m.parties[find_party(m, team)].name
    groups = {one.name: one.group for one in m.parties.values()}
    interview = Interview(words, groups, links_of(m))

    fits: list[Edit] = []

    def known() -> ServiceMap:
        found = edited(opened.files, interview.edits, opened.name)
        fits[:] = interview.edits
        return found.map

    try:
        _ask(interview, name, known)
    finally:  # also where the last answer cannot be entered
        if fits:
            offer(opened, fits, write=False)


def _ask(interview: Interview, team: str, known: Callable[[], ServiceMap]) -> bool:
    """Ask all of it; whether somebody answered to the end."""
    asking = interview.about(team)
    try:
        question = next(asking)
        while True:
            said = interview.edits
            answer = _answer_to(question, interview.words)
            question = asking.send(answer)
            if interview.edits != said:
                _show(known(), team, interview.words)
    except StopIteration:
        known()
        return True
    except click.Abort:
        page_to_standard_error("\n")
        known()
        return False


def _answer_to(question: InterviewQuestion, words: InterviewWords) -> str:
    """One answer that is one. Raises click.Abort where somebody stops."""
    if question.kind is AnswerKind.GROUP:
        choices = (f"  {number} {words.say(group)}" for number, group in enumerate(GROUPS, start=1))
        page_to_standard_error("\n".join(choices) + "\n")
    while True:
        answer = as_maps_say(question, answer_to(visible(question.says), question.suggested))
        wrong = why_not(question, answer, words)
        if not wrong:
            return answer
        page_to_standard_error(f"{wrong}\n")


def _show(m: ServiceMap, team: str, words: InterviewWords) -> None:
    """What is known so far: who serves whom with what, and the times of that."""
    id_ = slug(team)
    lines = [f"\n{words.say('so_far')}"]
    for one in (*m.reliances, *m.unsaid):
        provider, customer = m.parties[one.provider].name, m.parties[one.customer].name
        service = m.services[one.service].name if one.service in m.services else "?"
        mark = "*" if id_ in (one.provider, one.customer) else " "
        times = "".join(f", {time}" for time in _times(m, one, words.language))
        lines.append(visible(f" {mark} {provider} -> {customer}: {service}{times}"))
    if len(lines) == 1:
        return
    page_to_standard_error("\n".join(lines) + "\n\n")


def _times(m: ServiceMap, one: Reliance, language: str) -> Iterator[str]:
    """`Takes: 3 days`: what is said of the time of a delivery."""
    phrases = Phrases(language, m.words)
    calendar = m.calendar_of(one.customer)
    if one.service in m.services and (takes := m.services[one.service].takes):
        said = phrases.said(value_said(m, takes, m.calendar_of(one.provider)))
        yield f"{heading_for('takes', language)}: {said}"
    sides = (one.provider_says, one.customer_says)
    for key in ("promise", "slack", "noticed_after"):
        for value in dict.fromkeys(filter(None, (getattr(says, key, None) for says in sides))):
            said = phrases.said(value_said(m, value, calendar))
            yield f"{heading_for(key, language)}: {said}"


def _tell(file: str, team: str, words: InterviewWords, *, finished: bool) -> None:
    """Check the map, draw its first poster, and say how to go on."""
    if not finished:
        line = f"servicemap init {quote(file)} --from-team {quote(team)}"
        to_standard_error(words.say("stopped", path=file, line=line))
        return
    m = load_one(file).map
    page_to_standard_output(full([check(m)], ink_for(sys.stdout)))
    poster = next((one for one in POSTERS if not os.path.lexists(one)), None)
    if poster is not None:
        _draw(m, poster)
    to_standard_error(f"servicemap show {quote(team)} {quote(file)}")


def _draw(m: ServiceMap, poster: str) -> None:
    """The first poster. Where it cannot be drawn the map is there all the same."""
    try:
        with progress("drawing the poster"):
            draw(m).save(poster)
    except ServiceMapError as error:
        to_standard_error(str(error))
    else:
        to_standard_error(poster)


def _template(words: InterviewWords) -> str:
    """A map to fill in, for whoever is not there to be asked."""
    draft = _Draft("map.yaml", _first_text("Harbour Toys", "Purchasing", words))
    edits: list[Edit] = [
        AddParty(Group.TEAMS, "Stores", {}),
        AddParty(Group.END_USERS, "Shoppers", {}),
        AddDelivery("purchasing", SERVES, "Stores", {"service": "Stock orders", "takes": "2d"}),
        AddDelivery(
            "stores", SERVES, "Shoppers", {"service": "Toys on the shelf", "promise": "5d"}
        ),
    ]
    return draft.after(edits).decode()
