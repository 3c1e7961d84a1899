"""What was chosen for a poster, judged and completed."""

from collections.abc import Callable, Mapping
from typing import cast

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
    SIGNATURE,
    USUAL,
    ChoiceKind,
    PosterChoices,
    apart,
    given,
)
from servicemap.timing.answers.traces import Trace

_JUDGED: Mapping[ChoiceKind, Callable[[str, object], object]] = {
    ChoiceKind.PARTY: lambda _, given: the_name(given),
    ChoiceKind.DEPARTMENT: lambda _, given: the_name(given, "Back office"),
    ChoiceKind.DELAYS: lambda _, given: given if isinstance(given, Trace) else the_delays(given),
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


def _agree(chosen: list[str]) -> None:
    for one, other, why in apart():
        if one in chosen and other in chosen:
            raise WrongValue(why, "leave out {} or {}", (one, other))
    for one in chosen:
        if (hangs_on := CHOICES[one].hangs_on) is not None:
            other, question = hangs_on
            if other not in chosen:
                raise WrongValue(question, "say whose with {}", (other,))
