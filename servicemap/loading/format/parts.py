"""The keys of what stands under one key of an entry; part of the table in declarations.py."""

from servicemap.loading.format import synonyms
from servicemap.loading.format.kinds import Entry, Key, Kind

FEEDBACK = Entry(
    "feedback",
    "What a customer said, when, and what was done about it.",
    (
        Key("score", Kind.SCORE, "0 to 10: would they recommend us?", "6"),
        Key("rung", Kind.RUNG, "Where they stand on the customer ladder.", "account"),
        Key("asked", Kind.DATE, "The day they were asked.", "2027-01-10"),
        Key("says", Kind.TEXT, "What they said.", "Late before holidays"),
        Key("done", Kind.TEXT, "What was done about it.", "Friday van moved up"),
    ),
    synonyms.FEEDBACK,
)

CARE = Entry(
    "care",
    "How a customer is listened to, and what happens when something went wrong.",
    (
        Key("listen", Kind.TEXT, "How we listen.", "Exit survey every Saturday"),
        Key("every", Kind.LENGTH, "How often.", "7d"),
        Key("last_asked", Kind.DATE, "When we last asked.", "2027-01-30"),
        Key(
            "recovery",
            Kind.RECOVERY,
            "The five steps after something went wrong.",
            "{apologise: 'Store manager, in person', follow_up: Call within a week}",
        ),
        Key(
            "complaints",
            Kind.COMPLAINTS,
            "The six steps of taking a complaint.",
            "{listen: Hear it out, thank: By hand-written card}",
        ),
    ),
    synonyms.CARE,
)

OFTEN_LATE = Entry(
    "often_late",
    "How often a service is late of itself, and by how much.",
    (
        Key("chance", Kind.CHANCE, "How likely it is to be late.", "20%", required=True),
        Key("typical", Kind.LENGTH, "How late it then usually is.", "2d", required=True),
        Key("worst", Kind.LENGTH, "How late it can be.", "5d", required=True),
    ),
    synonyms.OFTEN_LATE,
)

ESTIMATE = Entry(
    "takes",
    "Working time as a range.",
    (
        Key("best", Kind.LENGTH, "When all goes well.", "8d", required=True),
        Key("likely", Kind.LENGTH, "Usually.", "9d", required=True),
        Key("worst", Kind.LENGTH, "When all goes wrong.", "18d", required=True),
    ),
    synonyms.ESTIMATE,
)

CALENDAR = Entry(
    "calendar",
    "When people work. What is left out is as on Mon-Fri 09:00-17:00 without holidays.",
    (
        Key("workdays", Kind.WORKDAYS, "The days of the week that are worked.", "Mon-Fri"),
        Key(
            "hours",
            Kind.HOURS,
            "The hours worked on each; several with breaks between; they may cross midnight. Or by"
            " day of the week: {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}.",
            "[09:00-12:00, 13:00-17:00]",
        ),
        Key(
            "day",
            Kind.WORKING_DAY,
            "How long `1d` is. Left out: as long as most of the working days.",
            "8h",
        ),
        Key(
            "holidays",
            Kind.HOLIDAYS,
            "Days nobody works: dates, ranges such as 2027-08-02..2027-08-20, a country code such"
            " as HK or DE-BY, or all of these in a list.",
            "[2027-02-08]",
        ),
        Key(
            "also",
            Kind.DAYS,
            "Days that are worked whatever else is said of them: dates and ranges.",
            "[2027-02-06]",
        ),
        Key("timezone", Kind.TIMEZONE, "The time zone, by its IANA name.", "Asia/Hong_Kong"),
    ),
    synonyms.CALENDAR,
)
