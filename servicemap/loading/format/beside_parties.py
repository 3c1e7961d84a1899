"""The keys of what stands under a name of its own beside the parties; part of the table in
declarations.py.
"""

from servicemap.loading.format import synonyms
from servicemap.loading.format.kinds import DeclaredEntry, DeclaredKey, ValueKind

SCENARIO = DeclaredEntry(
    "scenario",
    "Delays to look at again.",
    (
        DeclaredKey(
            "title",
            ValueKind.NAME,
            "What happened, in a sentence.",
            "The order was never confirmed",
        ),
        DeclaredKey("cause", ValueKind.CAUSE, "Why such a thing happens.", "communication"),
        DeclaredKey(
            "late",
            ValueKind.LATE,
            "Who is late and by how much: a team (each of its services) or Team/Service.",
            "{Purchasing: 5d}",
            required=True,
        ),
    ),
    synonyms.SCENARIO,
)

ACTION = DeclaredEntry(
    "action",
    "What is done about what customers said.",
    (
        DeclaredKey(
            "for",
            ValueKind.SUBJECTS,
            "Of whom or what customers said it: a team, a service, or a list of them.",
            "Warehouse/Stock for the shelves",
            required=True,
        ),
        DeclaredKey("lever", ValueKind.LEVER, "By what it is made better.", "procedure"),
        DeclaredKey("owner", ValueKind.NAME, "Who sees to it.", "Warehouse supervisor"),
        DeclaredKey("due", ValueKind.DATE, "The day by which it is to be done.", "2027-01-29"),
        DeclaredKey("done", ValueKind.DATE, "The day on which it was done.", "2027-01-25"),
    ),
    synonyms.ACTION,
)

OPTION = DeclaredEntry(
    "option",
    "Something that money could change: one of `saves` to `instead` at least.",
    (
        DeclaredKey("title", ValueKind.NAME, "What would be done.", "Fly the first container"),
        DeclaredKey(
            "helps",
            ValueKind.HELPED,
            "The service that it changes; for `calendar`, the party.",
            "Toy factory/Finished toys",
            required=True,
        ),
        DeclaredKey("saves", ValueKind.LENGTH, "The working time that it saves.", "5d"),
        DeclaredKey("takes", ValueKind.TAKES, "The working time that it then takes.", "4d"),
        DeclaredKey("departs", ValueKind.DEPARTS, "When it then leaves.", "daily 17:00"),
        DeclaredKey(
            "calendar",
            ValueKind.CALENDAR,
            "When the party then works: a name from `calendars`, or a calendar.",
            "{workdays: Mon-Sat}",
        ),
        DeclaredKey(
            "slack", ValueKind.LENGTH, "How long customers can then go on without it.", "2d"
        ),
        DeclaredKey(
            "not_before",
            ValueKind.MOMENT,
            "The moment before which it then does not start.",
            "2027-02-15",
        ),
        DeclaredKey(
            "instead",
            ValueKind.INSTEAD,
            "A further provider of it: a subcontractor.",
            "{provider: Quick Toys, takes: 12d, switch: 1d}",
        ),
        DeclaredKey(
            "to",
            ValueKind.PARTY,
            "The customer to whose delivery `departs` and `slack` belong. Left out: all.",
            "Stores",
        ),
        DeclaredKey(
            "cost", ValueKind.MONEY, "What it costs, in the map's currency.", "40000", required=True
        ),
        DeclaredKey(
            "excludes", ValueKind.OPTIONS, "Options that cannot be had as well.", "[Second van]"
        ),
    ),
    synonyms.OPTION,
)

CHANGES_OF_A_PARTY = frozenset({"calendar"})
CHANGES_OF_A_SERVICE = frozenset({"saves", "takes", "departs", "slack", "not_before", "instead"})
"""What an option can change."""
