"""What people write for an amount of money or a score, and how a map says it.

Each function answers with a cure in their own figures, or with nothing where it cannot tell.
"""

import re
from decimal import Decimal

from servicemap.wording.slips import left_open

LONGEST = 80
"""Characters of a text that can be one of these."""

_GROUPED = r"[^0-9-]{0,5}[0-9]{1,3}([ ,'_\u00a0\u202f][0-9]{3})+[^0-9]{0,5}"
_SHORT = r"[^0-9-]{0,5}([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*([a-z]+)\.?[^0-9]{0,5}"
_THOUSAND = 1_000
_MILLION = 1_000_000
_MANY = {
    **dict.fromkeys(("k", "thousand", "tsd", "grand"), _THOUSAND),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions", "mln"), _MILLION),
}
_ALONE = r"[^0-9-]{0,5}([0-9]{1,15}(?:\.[0-9]{1,2})?)[^0-9]{0,5}"


def amount_meant(text: str) -> str:
    """A cure for `120,000 EUR`, `12k`, `1.2 million`, `free`."""
    said = text.casefold().strip()
    if len(said) > LONGEST:
        return ""
    digits = "".join(re.findall("[0-9]+", said))
    if re.fullmatch(_GROUPED, said) and len(digits) <= 15:
        return f"did you mean {digits}?"
    found = re.fullmatch(_SHORT, said)
    if found and found[2] in _MANY:
        return _times(found[1], _MANY[found[2]])
    if found := re.fullmatch(_ALONE, said):
        return f"write {found[1]}; the currency belongs to the map"
    return (
        "write 0" if said in {"free", "none", "nothing", "gratis", "kostenlos"} else left_open(said)
    )


def _times(number: str, many: int) -> str:
    amount = Decimal(number.replace(",", ".")) * many
    return f"write {amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount}"


def score_meant(text: str) -> str:
    """A cure for `8/10`, `4 of 5`, `80%` and `7.5`."""
    said = text.casefold().strip()
    if len(said) > LONGEST:
        return ""
    if found := re.fullmatch(r"([0-9]{1,3})\s*(?:/|of|out of|von)\s*([1-9][0-9]{0,2})", said):
        return _out_of_ten(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"([0-9]{1,3})\s*%", said):
        return _out_of_ten(int(found[1]), 100)
    if found := re.fullmatch(r"([0-9])[.,]([0-9]+)", said):
        return f"write {found[1]} or {int(found[1]) + 1}"
    return left_open(said)


def _out_of_ten(score: int, best: int) -> str:
    return f"write {round(10 * score / best)}" if score <= best else ""
