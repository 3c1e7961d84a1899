"""What was chosen for a poster: whether it goes together, what the poster shows, and its help."""

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature
from typing import Any, cast, get_args

from servicemap.calls import (
    the_delays,
    the_distance,
    the_files,
    the_map,
    the_name,
    the_number,
    the_path,
    the_printed_day,
    the_switch,
    the_version,
)
from servicemap.drawing.papers import Orientation
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.posters.choices import (
    CHOICES,
    HINTS,
    USUAL,
    WHOLE,
    Choice,
    ChoiceKind,
    PosterChoices,
    Shows,
    Tells,
    told_plainly,
)
from servicemap.timing.answers.traces import Trace
from servicemap.views.kinds.wall_cards import CardKind, find_card

SIGNATURE = Signature(
    [
        Parameter("m", Parameter.POSITIONAL_OR_KEYWORD, annotation=ServiceMap),
        *(
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=CHOICES[name].default,
                annotation=get_args(hint)[0],
            )
            for name, hint in HINTS.items()
        ),
    ]
)
"""How a poster is asked for in Python: a map, and choices by their names."""

_JUDGED: Mapping[ChoiceKind, Callable[[str, object], object]] = {
    ChoiceKind.PARTY: lambda _, given: the_name(given),
    ChoiceKind.DEPARTMENT: lambda _, given: the_name(given, "Back office"),
    ChoiceKind.DELAYS: lambda _, given: given if isinstance(given, Trace) else the_delays(given),
    ChoiceKind.CARD: lambda _, given: find_card(the_name(given, CardKind.YOU_SAID)),
    ChoiceKind.SCENARIO: lambda _, given: the_name(given, "forgotten confirmation"),
    ChoiceKind.PAPER: lambda _, given: the_name(given, USUAL.name),
    ChoiceKind.ORIENTATION: lambda _, given: the_name(given, Orientation.PORTRAIT),
    ChoiceKind.DATE: lambda _, given: the_printed_day(given),
    ChoiceKind.VERSION: lambda _, given: the_version(given),
    ChoiceKind.METRES: lambda name, given: the_distance(given, name),
    ChoiceKind.FILES: lambda name, given: the_files(given, name),
    ChoiceKind.TIMES: lambda name, given: the_number(given, name),
    ChoiceKind.POSTER: lambda _, given: the_path(given, "posters/toys.svg"),
    ChoiceKind.SWITCH: lambda name, given: the_switch(given, name),
}
"""What makes of a choice what is wanted, or says of one of the wrong kind what to do; others are
read where they count.
"""


def completed(m: ServiceMap, choices: PosterChoices) -> PosterChoices:
    """The choices, and for each that was left open what holds then.

    Raises TypeError, as Python does, for one that there is not; WrongValue where they do not go
    together.
    """
    bound = SIGNATURE.bind(the_map(m), **choices)
    bound.apply_defaults()
    complete = {name: bound.arguments[name] for name in CHOICES}
    for name, judge in ((name, _JUDGED.get(CHOICES[name].kind)) for name in CHOICES):
        if judge is not None and complete[name] is not CHOICES[name].default:
            complete[name] = judge(name, complete[name])
    _agree(given(complete))
    return cast("PosterChoices", complete)


def given(choices: Mapping[str, Any]) -> list[str]:
    """The names of what was chosen: neither left out nor the same as if it were."""
    return [
        name
        for name, choice in CHOICES.items()
        if name in choices and choices[name] != choice.default and choices[name] != {}
    ]


def shown_by(chosen: PosterChoices) -> Shows:
    """Whom the poster shows: as the kind says that was chosen, or the whole map."""
    rows = (CHOICES[name] for name in given(chosen))
    return next((row.shows for row in rows if row.shows is not None), WHOLE)


def told_by(chosen: PosterChoices) -> Tells:
    """What the poster tells: as the story says that was chosen, or what the plan itself breaks."""
    rows = (CHOICES[name] for name in given(chosen))
    return next((row.tells for row in rows if row.tells is not None), told_plainly)


def _apart() -> Iterator[tuple[str, str, str]]:
    """Two choices that one poster cannot show at once, and why not."""
    for one, choice in CHOICES.items():
        for other, why in choice.apart.items():
            yield one, other, why


def _agree(chosen: list[str]) -> None:
    for one, other, why in _apart():
        if one in chosen and other in chosen:
            raise WrongValue(why, "leave out {} or {}", (one, other))
    for one in chosen:
        if (hangs_on := CHOICES[one].hangs_on) is not None:
            other, question = hangs_on
            if other not in chosen:
                raise WrongValue(question, "say whose with {}", (other,))


def not_with_each(name: str) -> Iterator[str]:
    """What cannot be chosen for a set of posters of which each has a `name` of its own.

    That is the choice itself, and what would not go with it or hang on one of them; a kind of
    poster that hangs on it is drawn of each.
    """
    yield name
    for one, other, _ in _apart():
        if name in (one, other):
            yield other if name == one else one
    for one, choice in CHOICES.items():
        if choice.hangs_on is not None and not (choice.shows and choice.hangs_on[0] == name):
            yield one


def helped(choice: Choice, called: Mapping[str, str], *, typed: bool) -> str:
    """The help of a choice, each other one that it mentions by what it is `called`."""
    said = choice.help.format_map(called)
    if typed and choice.written:
        said = f"{said.removesuffix('.')}: {choice.written}."
    return f"{said}  [default: {choice.usual}]" if choice.usual else said


def helped_each() -> str:
    """All choices, a line each, for whoever asks Python for help."""
    called = {name: f"`{name}`" for name in CHOICES}
    return "\n".join(
        f"{called[name]}: {helped(one, called, typed=False)}" for name, one in CHOICES.items()
    )
