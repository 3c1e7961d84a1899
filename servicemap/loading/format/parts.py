"""The keys of what stands under one key of an entry; part of the table in declarations.py."""

from servicemap.loading.format import synonyms
from servicemap.loading.format.kinds import DeclaredEntry, DeclaredKey, ValueKind

FEEDBACK = DeclaredEntry(
    "feedback",
    "What a customer said, when, and what was done about it.",
    (
        DeclaredKey("score", ValueKind.SCORE, "0 to 10: would they recommend us?", "6"),
        DeclaredKey("rung", ValueKind.RUNG, "Where they stand on the customer ladder.", "account"),
        DeclaredKey("asked", ValueKind.DATE, "The day they were asked.", "2027-01-10"),
        DeclaredKey("kind", ValueKind.FEEDBACK_KIND, "How it came about.", "survey"),
        DeclaredKey("from", ValueKind.NAME, "Who brought it.", "Telesales"),
        DeclaredKey("says", ValueKind.TEXT, "What they said.", "Late before holidays"),
        DeclaredKey("done", ValueKind.TEXT, "What was done about it.", "Friday van moved up"),
    ),
    synonyms.FEEDBACK,
)

OBJECTIVE = DeclaredEntry(
    "objective",
    "An objective that is measured: by how often a service is there as promised, or by a score.",
    (
        DeclaredKey(
            "say",
            ValueKind.TEXT,
            "The objective, in a sentence.",
            "Nothing misses the Friday van",
            required=True,
        ),
        DeclaredKey(
            "keep",
            ValueKind.SERVICE,
            "A service of its own that is to be there as promised.",
            "Stock for the shelves",
        ),
        DeclaredKey("to", ValueKind.PARTY, "Beside `keep`: for this customer alone.", "Stores"),
        DeclaredKey("score", ValueKind.PARTY, "The customer whose score is to be good.", "Stores"),
        DeclaredKey(
            "at_least",
            ValueKind.AT_LEAST,
            "The target: of `keep` a share of all times, of `score` 0 to 10.",
            "95%",
        ),
    ),
    synonyms.OBJECTIVE,
)

CARE = DeclaredEntry(
    "care",
    "How a customer is listened to, and what happens when something went wrong.",
    (
        DeclaredKey("listen", ValueKind.TEXT, "How we listen.", "Exit survey every Saturday"),
        DeclaredKey("every", ValueKind.INTERVAL, "How often.", "7d"),
        DeclaredKey("last_asked", ValueKind.DATE, "When we last asked.", "2027-01-30"),
        DeclaredKey(
            "recovery",
            ValueKind.RECOVERY,
            "The five steps after something went wrong.",
            "{apologise: 'Store manager, in person', follow_up: Call within a week}",
        ),
        DeclaredKey(
            "complaints",
            ValueKind.COMPLAINTS,
            "The six steps of taking a complaint.",
            "{listen: Hear it out, thank: By hand-written card}",
        ),
    ),
    synonyms.CARE,
)

OFTEN_LATE = DeclaredEntry(
    "often_late",
    "How often a service is late of itself, and by how much.",
    (
        DeclaredKey(
            "chance", ValueKind.CHANCE, "How likely it is to be late.", "20%", required=True
        ),
        DeclaredKey(
            "typical", ValueKind.LENGTH, "How late it then usually is.", "2d", required=True
        ),
        DeclaredKey("worst", ValueKind.LENGTH, "How late it can be.", "5d", required=True),
    ),
    synonyms.OFTEN_LATE,
)

ESTIMATE = DeclaredEntry(
    "takes",
    "Working time as a range.",
    (
        DeclaredKey("best", ValueKind.LENGTH, "When all goes well.", "8d", required=True),
        DeclaredKey("likely", ValueKind.LENGTH, "Usually.", "9d", required=True),
        DeclaredKey("worst", ValueKind.LENGTH, "When all goes wrong.", "18d", required=True),
    ),
    synonyms.ESTIMATE,
)

INSTEAD = DeclaredEntry(
    "instead",
    "A further provider of what an option helps.",
    (
        DeclaredKey(
            "provider",
            ValueKind.PARTY,
            "Who it is: a party of the map, or the name of a new supplier.",
            "Quick Toys",
            required=True,
        ),
        DeclaredKey(
            "takes",
            ValueKind.TAKES,
            "Its working time, once everything has arrived that the service needs.",
            "12d",
            required=True,
        ),
        DeclaredKey(
            "switch",
            ValueKind.LENGTH,
            "How long after the planned arrival of the first one it can arrive at best.",
            "1d",
        ),
    ),
    synonyms.INSTEAD,
)

CALENDAR = DeclaredEntry(
    "calendar",
    "When people work. What is left out is as on Mon-Fri 09:00-17:00 without holidays.",
    (
        DeclaredKey(
            "workdays", ValueKind.WORKDAYS, "The days of the week that are worked.", "Mon-Fri"
        ),
        DeclaredKey(
            "hours",
            ValueKind.HOURS,
            "The hours worked on each; several with breaks between; they may cross midnight. Or by"
            " day of the week: {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}.",
            "[09:00-12:00, 13:00-17:00]",
        ),
        DeclaredKey(
            "day",
            ValueKind.WORKING_DAY,
            "How long `1d` is. Left out: as long as most of the working days.",
            "8h",
        ),
        DeclaredKey(
            "holidays",
            ValueKind.HOLIDAYS,
            "Days nobody works: dates, ranges such as 2027-08-02..2027-08-20, a country code such"
            " as HK or DE-BY, or all of these in a list.",
            "[2027-02-08]",
        ),
        DeclaredKey(
            "also",
            ValueKind.DAYS,
            "Days that are worked whatever else is said of them: dates and ranges.",
            "[2027-02-06]",
        ),
        DeclaredKey(
            "timezone", ValueKind.TIMEZONE, "The time zone, by its IANA name.", "Asia/Hong_Kong"
        ),
    ),
    synonyms.CALENDAR,
)
