"""What nobody can know of a plan, and where there is nothing to know: as values."""

from enum import IntFlag, StrEnum

LENGTHS_LOOKED_AT = 12
"""Nobody reads the names of more, and a promise may hang on thousands."""


class Unknown(IntFlag):
    """Why nobody knows how much is left before a promise breaks; nothing where it is known.

    Of what is on the way, some services do not say how long they take (UNTIMED) or what they need
    (UNLINKED), wait for each other in a circle (CIRCULAR), or are not to start before a date that
    has no place in the plan (UNPLACED). Or the promise is such a date (UNDATED). Of a delay: stock
    that comes with departures may miss one, or not (STOCKED).
    """

    NOTHING = 0
    UNTIMED = 1
    UNLINKED = 2
    CIRCULAR = 4
    UNDATED = 8
    UNPLACED = 16
    STOCKED = 32


class NoTippingPoint(StrEnum):
    """Why no delay of somebody breaks a promise first; the words are those of the JSON."""

    WITHOUT_LIMIT = "without limit"
    NO_PROMISE = "its work reaches no promise"
    NO_SERVICE = "it provides no service"
    OTHERS = "others break all that its work reaches"
