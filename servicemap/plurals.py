"""Numbers and verbs in English: `1 finding`, `2 findings`; one `has`, several `have`."""


def several(number: int, what: str, plural: str = "") -> str:
    """`1 finding`, `2 findings`, `3 parties`."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def agreeing(number: int, one: str, many: str) -> str:
    """The word that goes with so many: `has` or `have`, `it` or `them`."""
    return one if number == 1 else many
