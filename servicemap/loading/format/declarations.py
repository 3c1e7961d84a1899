"""Every section and key of a map, once: what it holds, what it is for, an example.

The reader, the JSON Schema for editors and the reference page are all made from this table, so
that none of them can say something the others do not.
"""

from servicemap.loading.format import synonyms
from servicemap.loading.format.kinds import Entry, Key, Kind, Section
from servicemap.loading.format.parts import CALENDAR, CARE, ESTIMATE, FEEDBACK, OFTEN_LATE
from servicemap.model import Group

MAP = Entry(
    "map",
    "What holds for the whole map. It stands in one file, and may be left out.",
    (
        Key("title", Kind.NAME, "The title, on posters and pages.", "Harbour Toys"),
        Key("subtitle", Kind.NAME, "A second line under the title.", "Spring promotion"),
        Key("owner", Kind.NAME, "Who keeps this map true.", "Maria Lopez"),
        Key(
            "link",
            Kind.LINK,
            "Where the living map is found; becomes the QR code.",
            "https://intranet.example/maps/toys",
        ),
        Key("language", Kind.LANGUAGE, "The language of the map, as a tag.", "en"),
        Key(
            "words",
            Kind.WORDS,
            "Other words for those that a poster says of itself.",
            "{end_users: Guests}",
        ),
        Key("currency", Kind.NAME, "The currency of `worth` and `cost`.", "HKD"),
        Key("date", Kind.DATE, "The day of this map, printed on posters.", "2027-01-15"),
        Key(
            "start",
            Kind.MOMENT,
            "Day 0 of the plan. Left out: a typical week, from Monday.",
            "2027-02-01",
        ),
        Key(
            "calendar",
            Kind.CALENDAR,
            "When people work. Left out: Mon-Fri 09:00-17:00.",
            "{workdays: Mon-Fri, hours: 09:00-17:00, holidays: HK}",
        ),
        Key(
            "calendars",
            Kind.CALENDARS,
            "Other calendars by name, for parties that work by one of them.",
            "{round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}}",
        ),
        Key(
            "confirm_every",
            Kind.LENGTH,
            "How long a `confirmed` date stays good, in days of the wall calendar.",
            "90d",
        ),
    ),
    synonyms.MAP,
)

PARTY = Entry(
    "party",
    "Anyone who serves or relies. All of it may be left out.",
    (
        Key("name", Kind.NAME, "A longer name to print.", "Purchasing and contracts"),
        Key("department", Kind.NAME, "The department it belongs to.", "Back office"),
        Key("owner", Kind.NAME, "Who answers for it.", "Maria Lopez"),
        Key("contact", Kind.NAME, "How to reach it.", "maria@harbour.example"),
        Key(
            "about", Kind.TEXT, "What it is there for, in a sentence.", "'Right toys, right price'"
        ),
        Key("confirmed", Kind.DATE, "The day it last said: this is still true.", "2027-01-12"),
        Key(
            "objectives",
            Kind.TEXTS,
            "What it wants to reach this year.",
            "[Confirm every order the day it is agreed]",
        ),
        Key(
            "calendar",
            Kind.CALENDAR,
            "When it works: a name from `calendars`, or a calendar.",
            "round-the-clock",
        ),
        Key(
            "inside",
            Kind.YES_NO,
            "For an end user of the same organisation, such as a ward for a laboratory.",
            "yes",
        ),
        Key(
            "feedback",
            Kind.FEEDBACK,
            "What it last said of us as a customer.",
            "{score: 8, asked: 2027-01-10}",
        ),
        Key(
            "care",
            Kind.CARE,
            "How it is listened to, and what happens when something went wrong.",
            "{listen: Exit survey every Saturday, every: 7d}",
        ),
        Key("serves", Kind.SERVES, "Whom it serves, and with what.", "{Stores: Stock orders}"),
        Key("relies_on", Kind.RELIES_ON, "On whom it relies, and for what.", "[Purchasing, IT]"),
        Key(
            "allow",
            Kind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{orphan-team: 'New team, serves Retail from May'}",
        ),
    ),
    synonyms.PARTY,
)

SERVES = Entry(
    "serves",
    "One delivery, as the provider describes it.",
    (
        Key(
            "customer",
            Kind.PARTIES,
            "Who gets it: a name, or a list of names.",
            "Stores",
            required=True,
        ),
        Key(
            "service",
            Kind.DELIVERABLE,
            "What it is called. Left out: the one service the customer names.",
            "Stock for the shelves",
        ),
        Key(
            "takes",
            Kind.TAKES,
            "Working time, once everything it needs has arrived.",
            "{best: 8d, likely: 9d, worst: 18d}",
        ),
        Key(
            "needs",
            Kind.NEEDS,
            "The services it waits for; [] for none. Left out: all that its provider relies on.",
            "[Toy factory/Finished toys]",
        ),
        Key(
            "not_before",
            Kind.MOMENT,
            "It does not start earlier, whatever has arrived: a day (from its beginning), or a day"
            " and a time.",
            "2027-03-01",
        ),
        Key(
            "often_late",
            Kind.OFTEN_LATE,
            "How often it is late of itself, and by how much.",
            "{chance: 20%, typical: 2d, worst: 5d}",
        ),
        Key(
            "promise",
            Kind.DUE,
            "What we tell this customer: a moment, a length of time from the start, or a rhythm"
            " such as daily 15:00, Fri 12:00 or monthly 5.",
            "2027-02-19",
        ),
        Key(
            "slack",
            Kind.LENGTH,
            "How long after its planned start the customer can go on without it, as we see it.",
            "4h",
        ),
        Key(
            "departs",
            Kind.DEPARTS,
            "It leaves only then; what is late waits for the next.",
            "Fri 17:00",
        ),
        Key("worth", Kind.MONEY, "What the delivery is worth, in the map's currency.", "120000"),
        Key("confirmed", Kind.DATE, "The day the provider last confirmed it.", "2027-01-12"),
        Key(
            "allow",
            Kind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{expectation-gap: Settled with Stores in March}",
        ),
    ),
    synonyms.SERVES,
)

RELIES_ON = Entry(
    "relies_on",
    "One delivery, as the customer describes it.",
    (
        Key(
            "provider",
            Kind.PARTIES,
            "Who delivers it: a name, or a list of names.",
            "Warehouse",
            required=True,
        ),
        Key(
            "service",
            Kind.DELIVERABLE,
            "What it is called. Left out: the one service the provider names.",
            "Stock for the shelves",
        ),
        Key(
            "expects",
            Kind.DUE,
            "When we need it: a moment, a length of time from the start, or a rhythm such as Fri"
            " 12:00.",
            "2027-02-19",
        ),
        Key(
            "slack",
            Kind.LENGTH,
            "How long after our planned start we can go on without it.",
            "4h",
        ),
        Key(
            "standing",
            Kind.YES_NO,
            "Normally there already, like tills or heating; only its lateness counts.",
            "yes",
        ),
        Key(
            "switch",
            Kind.LENGTH,
            "Under `any_of`: how long after the first one's planned arrival it can arrive at best.",
            "3d",
        ),
        Key("wants", Kind.TEXT, "How we would like it.", "'Sorted by shelf, not by carton'"),
        Key(
            "feedback",
            Kind.FEEDBACK,
            "What we said of it.",
            "{score: 6, asked: 2027-01-10, says: Late before holidays}",
        ),
        Key("confirmed", Kind.DATE, "The day the customer last confirmed it.", "2027-01-12"),
        Key(
            "allow",
            Kind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{slack-disagreement: We hold stock for a day}",
        ),
    ),
    synonyms.RELIES_ON,
)

ANY_OF = "any_of"
"""Among `relies_on`: entries of which one is enough."""

ANY_OF_ABOUT = "Either will do: of these one is enough, and the first is the plan."

SCENARIO = Entry(
    "scenario",
    "Delays to look at again.",
    (
        Key("title", Kind.NAME, "What happened, in a sentence.", "The order was never confirmed"),
        Key("cause", Kind.CAUSE, "Why such a thing happens.", "communication"),
        Key(
            "late",
            Kind.LATE,
            "Who is late and by how much: a team (each of its services) or Team/Service.",
            "{Purchasing: 5d}",
            required=True,
        ),
    ),
    synonyms.SCENARIO,
)

OPTION = Entry(
    "option",
    "Something that shortens a service for money.",
    (
        Key("title", Kind.NAME, "What would be done.", "Fly the first container"),
        Key(
            "helps",
            Kind.SERVICE,
            "The service that it shortens.",
            "Toy factory/Finished toys",
            required=True,
        ),
        Key("saves", Kind.LENGTH, "The working time that it saves.", "5d", required=True),
        Key("cost", Kind.MONEY, "What it costs, in the map's currency.", "40000", required=True),
        Key("excludes", Kind.OPTIONS, "Options that cannot be had as well.", "[Second van]"),
    ),
    synonyms.OPTION,
)


SECTIONS = (
    Section("map", MAP.about, MAP),
    Section(
        Group.TEAMS,
        "The teams: employees, each other's internal customers.",
        PARTY,
        of_names=True,
    ),
    Section(Group.END_USERS, "Those for whom all of it is done.", PARTY, of_names=True),
    Section(Group.PROSPECTS, "Those who are to become customers.", PARTY, of_names=True),
    Section(Group.DISTRIBUTORS, "Those who pass our work on to others.", PARTY, of_names=True),
    Section(
        Group.SUPPLIERS,
        "Those from whom we buy; customers too: of forecasts, orders, payment.",
        PARTY,
        of_names=True,
    ),
    Section("scenarios", "Delays to look at again, by name.", SCENARIO),
    Section("options", "What money could do about delays, by name.", OPTION),
)

ENTRIES = (
    MAP,
    PARTY,
    SERVES,
    RELIES_ON,
    FEEDBACK,
    CARE,
    OFTEN_LATE,
    ESTIMATE,
    CALENDAR,
    SCENARIO,
    OPTION,
)
"""Every entry, in the order in which people meet them."""
