"""How long a service takes: one length of time, or the best, the likely and the worst of three."""

from servicemap.durations import Duration, is_length, parse_duration
from servicemap.loading.entries.entries import fields_of, form, head
from servicemap.loading.format import parts, synonyms
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.values import plain_values
from servicemap.loading.values.plain_values import remembered
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import Estimate
from servicemap.plurals import agreeing
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_ESTIMATE = form(parts.ESTIMATE, {ValueKind.LENGTH: remembered(plain_values.length)})


def takes(node: Node, problems: Problems, key: str) -> Estimate | None:
    """Read a length of time, or a mapping of three."""
    if type(node) is Scalar:
        single = plain_values.length(node, problems, key)
        return None if single is None else Estimate(best=single, likely=single, worst=single)
    if not isinstance(node, MappingNode):
        problems.add(
            "SM002",
            f"{key}: a list stands here, where a length of time belongs",
            node,
            "for example takes: 2d, or takes: {best: 8d, likely: 9d, worst: 18d}",
        )
        return None
    if _named_otherwise(node, problems, key):
        return None
    given = {one.value: value for one, value in node.pairs}
    between = _between(**given) if given.keys() == {"best", "worst"} else ""
    if between:
        problems.add(
            "SM005",
            f"{key}: says no likely:, between best and worst",
            head(node),
            f"for example likely: {between}",
        )
    found = fields_of(node, _ESTIMATE, problems, "likely" if between else "").values
    if len(found) < 3:
        return None
    estimate = Estimate(best=found["best"], likely=found["likely"], worst=found["worst"])
    if longer(estimate.best, estimate.likely) or longer(estimate.likely, estimate.worst):
        problems.add(
            "SM006",
            f"{key}: best {estimate.best}, likely {estimate.likely} and worst {estimate.worst} are"
            " not in order",
            head(node),
            "best is the shortest and worst the longest of the three",
        )
        return None
    return estimate


def _named_otherwise(node: MappingNode, problems: Problems, key: str) -> bool:
    """Report all keys of an estimate at once that have other names elsewhere: min, optimistic."""
    said = {
        one.value: synonyms.ESTIMATE.get(slug(one.value).replace("-", "_")) for one, _ in node.pairs
    }
    others = [word for word, meant in said.items() if meant]
    named = {said[one.value] or one.value: value for one, value in node.pairs}
    if not others or not named.keys() <= {"best", "likely", "worst"}:
        return False
    given = {word: one.value for word, one in named.items() if isinstance(one, Scalar)}
    if given.keys() == {"best", "worst"} == named.keys():
        given["likely"] = _between(**named) or given["worst"]
    are = agreeing(len(others), "is no key", "are no keys")
    problems.add(
        "SM003",
        f"{listed([quoted(word) for word in others])} {are} of {key}:",
        head(node),
        f"write {key}: {{{', '.join(f'{w}: {given.get(w, LENGTHS[w])}' for w in LENGTHS)}}}",
    )
    return True


LENGTHS = {one.name: one.example for one in parts.ESTIMATE.keys}
"""The keys of an estimate, with an example of each."""


def _between(best: Node, worst: Node) -> str:
    """A length in the middle of two; nothing where they cannot be read."""
    said = [one.value for one in (best, worst) if isinstance(one, Scalar) and is_length(one.value)]
    if len(said) < 2:
        return ""
    (weeks, days, minutes, elapsed), other = map(parse_duration, said)
    middle = Duration(
        weeks=(weeks + other.weeks) / 2,
        days=(days + other.days) / 2,
        minutes=(minutes + other.minutes) // 2,
        elapsed=elapsed,
    )
    units = sum(map(bool, middle[:3]))
    # Only a calendar knows the middle of hours and days; what is not too long is the worst itself.
    return str(middle) if units == 1 and elapsed == other.elapsed else said[1]


def longer(one: Duration, other: Duration) -> bool:
    """Whether one length is longer than another, by a day of eight hours where they mix units."""
    if one.elapsed != other.elapsed:
        return False  # only a calendar can compare them
    return one.minutes_where(480, 2400) > other.minutes_where(480, 2400)
