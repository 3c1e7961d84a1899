"""Every section and key of a map, once: what it holds, what it is for, an example.

The reader, the JSON Schema for editors and the reference page are all made from this table, so
that none of them can say something the others do not.
"""

from servicemap.loading.format import synonyms
from servicemap.loading.format.beside_parties import ACTION, OPTION, SCENARIO
from servicemap.loading.format.kinds import DeclaredEntry, DeclaredKey, DeclaredSection, ValueKind
from servicemap.loading.format.parts import (
    CALENDAR,
    CARE,
    ESTIMATE,
    FEEDBACK,
    INSTEAD,
    OBJECTIVE,
    OFTEN_LATE,
)
from servicemap.model import Group

MAP = DeclaredEntry(
    "map",
    "What holds for the whole map. It stands in one file, and may be left out.",
    (
        DeclaredKey("title", ValueKind.NAME, "The title, on posters and pages.", "Harbour Toys"),
        DeclaredKey(
            "subtitle", ValueKind.NAME, "A second line under the title.", "Spring promotion"
        ),
        DeclaredKey("owner", ValueKind.NAME, "Who keeps this map true.", "Maria Lopez"),
        DeclaredKey(
            "link",
            ValueKind.LINK,
            "Where the living map is found; becomes the QR code.",
            "https://intranet.example/maps/toys",
        ),
        DeclaredKey("language", ValueKind.LANGUAGE, "The language of the map, as a tag.", "en"),
        DeclaredKey(
            "words",
            ValueKind.WORDS,
            "Other words for those that a poster says of itself.",
            "{end_users: Guests}",
        ),
        DeclaredKey("currency", ValueKind.NAME, "The currency of `worth` and `cost`.", "HKD"),
        DeclaredKey(
            "date", ValueKind.DATE, "The day of this map, printed on posters.", "2027-01-15"
        ),
        DeclaredKey(
            "start",
            ValueKind.MOMENT,
            "Day 0 of the plan. Left out: a typical week, from Monday.",
            "2027-02-01",
        ),
        DeclaredKey(
            "calendar",
            ValueKind.CALENDAR,
            "When people work. Left out: Mon-Fri 09:00-17:00.",
            "{workdays: Mon-Fri, hours: 09:00-17:00, holidays: HK}",
        ),
        DeclaredKey(
            "calendars",
            ValueKind.CALENDARS,
            "Other calendars by name, for parties that work by one of them.",
            "{round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}}",
        ),
        DeclaredKey(
            "confirm_every",
            ValueKind.INTERVAL,
            "How long a `confirmed` date stays good, in days of the wall calendar.",
            "90d",
        ),
        DeclaredKey(
            "record",
            ValueKind.FILE,
            "The file of what really happened: CSV or Excel, by its path from the map on.",
            "records/deliveries.csv",
        ),
    ),
    synonyms.MAP,
)

PARTY = DeclaredEntry(
    "party",
    "Anyone who serves or relies. All of it may be left out.",
    (
        DeclaredKey("name", ValueKind.NAME, "A longer name to print.", "Purchasing and contracts"),
        DeclaredKey("department", ValueKind.NAME, "The department it belongs to.", "Back office"),
        DeclaredKey("owner", ValueKind.NAME, "Who is in charge of it.", "Maria Lopez"),
        DeclaredKey("contact", ValueKind.NAME, "How to reach it.", "maria@harbour.example"),
        DeclaredKey(
            "about",
            ValueKind.TEXT,
            "What it is there for, in a sentence.",
            "'Right toys, right price'",
        ),
        DeclaredKey(
            "confirmed",
            ValueKind.DATE,
            "The day it last said: this is still true; for its entries without a day too.",
            "2027-01-12",
        ),
        DeclaredKey(
            "objectives",
            ValueKind.OBJECTIVES,
            "What it wants to reach this year, in sentences; or measured.",
            "[Confirm every order the day it is agreed]",
        ),
        DeclaredKey(
            "calendar",
            ValueKind.CALENDAR,
            "When it works: a name from `calendars`, or a calendar.",
            "round-the-clock",
        ),
        DeclaredKey(
            "recovers",
            ValueKind.LENGTH,
            "How long until it works again after the worst day, in its own working time.",
            "2d",
        ),
        DeclaredKey(
            "inside",
            ValueKind.YES_NO,
            "For an end user of the same organisation, such as a ward for a laboratory.",
            "yes",
        ),
        DeclaredKey(
            "feedback",
            ValueKind.FEEDBACK,
            "What it said of us as a customer: one entry, or a list; the newest score counts.",
            "{score: 8, asked: 2027-01-10}",
        ),
        DeclaredKey(
            "care",
            ValueKind.CARE,
            "How it is listened to, and what happens when something went wrong.",
            "{listen: Exit survey every Saturday, every: 7d}",
        ),
        DeclaredKey(
            "serves", ValueKind.SERVES, "Whom it serves, and with what.", "{Stores: Stock orders}"
        ),
        DeclaredKey(
            "relies_on", ValueKind.RELIES_ON, "On whom it relies, and for what.", "[Purchasing, IT]"
        ),
        DeclaredKey(
            "allow",
            ValueKind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{orphan-team: 'New team, serves Retail from May'}",
        ),
    ),
    synonyms.PARTY,
)

SERVES = DeclaredEntry(
    "serves",
    "One delivery, as the provider describes it.",
    (
        DeclaredKey(
            "customer",
            ValueKind.PARTIES,
            "Who gets it: a name, or a list of names.",
            "Stores",
            required=True,
        ),
        DeclaredKey(
            "service",
            ValueKind.DELIVERABLE,
            "What it is called. Left out: the one service the customer names.",
            "Stock for the shelves",
        ),
        DeclaredKey(
            "takes",
            ValueKind.TAKES,
            "Working time, once everything it needs has arrived.",
            "{best: 8d, likely: 9d, worst: 18d}",
        ),
        DeclaredKey(
            "needs",
            ValueKind.NEEDS,
            "The services it waits for, or none. Left out: all that its provider relies on.",
            "[Toy factory/Finished toys]",
        ),
        DeclaredKey(
            "not_before",
            ValueKind.MOMENT,
            "It does not start earlier, whatever has arrived: a day (from its beginning), or a day"
            " and a time.",
            "2027-03-01",
        ),
        DeclaredKey(
            "recovers",
            ValueKind.LENGTH,
            "How long until there is this service again after the worst day, in working time.",
            "2d",
        ),
        DeclaredKey(
            "often_late",
            ValueKind.OFTEN_LATE,
            "How often it is late of itself, and by how much.",
            "{chance: 20%, typical: 2d, worst: 5d}",
        ),
        DeclaredKey(
            "promise",
            ValueKind.DUE,
            "What we tell this customer: a moment, a length of time from the start, or a rhythm"
            " such as daily 15:00, Fri 12:00 or monthly 5.",
            "2027-02-19",
        ),
        DeclaredKey(
            "slack",
            ValueKind.LENGTH,
            "How long after its planned start the customer can go on without it, as we see it.",
            "4h",
        ),
        DeclaredKey(
            "departs",
            ValueKind.DEPARTS,
            "It leaves only then; what is late waits for the next.",
            "Fri 17:00",
        ),
        DeclaredKey(
            "worth",
            ValueKind.MONEY,
            "What is lost where the promise is broken, however late, in the map's currency.",
            "120000",
        ),
        DeclaredKey(
            "noticed_after",
            ValueKind.LENGTH,
            "So long after it was due the customer knows that it is not here, as we see it.",
            "4h",
        ),
        DeclaredKey("channel", ValueKind.TEXT, "Where we meet the customer.", "at the shelf"),
        DeclaredKey(
            "quality",
            ValueKind.TEXTS,
            "What else we promise, beside the time.",
            "[Price on the label, Nothing out of stock on Saturday]",
        ),
        DeclaredKey(
            "others",
            ValueKind.OTHERS,
            "What competitors offer, by name: values as of `promise`.",
            "{Toyland: 2027-02-20}",
        ),
        DeclaredKey(
            "confirmed", ValueKind.DATE, "The day the provider last confirmed it.", "2027-01-12"
        ),
        DeclaredKey(
            "allow",
            ValueKind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{expectation-gap: Settled with Stores in March}",
        ),
    ),
    synonyms.SERVES,
)

RELIES_ON = DeclaredEntry(
    "relies_on",
    "One delivery, as the customer describes it.",
    (
        DeclaredKey(
            "provider",
            ValueKind.PARTIES,
            "Who delivers it: a name, or a list of names.",
            "Warehouse",
            required=True,
        ),
        DeclaredKey(
            "service",
            ValueKind.DELIVERABLE,
            "What it is called. Left out: the one service the provider names.",
            "Stock for the shelves",
        ),
        DeclaredKey(
            "expects",
            ValueKind.DUE,
            "When we need it: a moment, a length of time from the start, or a rhythm such as Fri"
            " 12:00.",
            "2027-02-19",
        ),
        DeclaredKey(
            "slack",
            ValueKind.LENGTH,
            "How long after our planned start we can go on without it.",
            "4h",
        ),
        DeclaredKey(
            "standing",
            ValueKind.YES_NO,
            "Normally there already, like tills or heating; only its lateness counts.",
            "yes",
        ),
        DeclaredKey(
            "switch",
            ValueKind.LENGTH,
            "Under `any_of`: how long after the first one's planned arrival it can arrive at best.",
            "3d",
        ),
        DeclaredKey(
            "noticed_after",
            ValueKind.LENGTH,
            "So long after it was due the customer knows that it is not here, in our working time.",
            "4h",
        ),
        DeclaredKey("channel", ValueKind.TEXT, "Where we meet the provider.", "by phone"),
        DeclaredKey(
            "quality",
            ValueKind.TEXTS,
            "What else matters to us, beside the time.",
            "[Sorted by shelf]",
        ),
        DeclaredKey(
            "wants", ValueKind.TEXT, "How we would like it.", "'Sorted by shelf, not by carton'"
        ),
        DeclaredKey(
            "feedback",
            ValueKind.FEEDBACK,
            "What we said of it: one entry, or a list; the newest score counts.",
            "{score: 6, asked: 2027-01-10, says: Late before holidays}",
        ),
        DeclaredKey(
            "confirmed", ValueKind.DATE, "The day the customer last confirmed it.", "2027-01-12"
        ),
        DeclaredKey(
            "allow",
            ValueKind.ALLOW,
            "Findings we live with, by name, each with the reason.",
            "{slack-disagreement: We hold stock for a day}",
        ),
    ),
    synonyms.RELIES_ON,
)

ANY_OF = "any_of"
"""Among `relies_on`: entries of which one is enough."""

ANY_OF_ABOUT = "Either will do: of these one is enough, and the first is the plan."

SECTIONS = (
    DeclaredSection("map", MAP.about, MAP),
    DeclaredSection(
        Group.TEAMS,
        "The teams: employees, each other's internal customers.",
        PARTY,
        of_names=True,
    ),
    DeclaredSection(Group.END_USERS, "Those for whom all of it is done.", PARTY, of_names=True),
    DeclaredSection(Group.PROSPECTS, "Those who are to become customers.", PARTY, of_names=True),
    DeclaredSection(
        Group.DISTRIBUTORS, "Those who pass our work on to others.", PARTY, of_names=True
    ),
    DeclaredSection(
        Group.SUPPLIERS,
        "Those from whom we buy; customers too: of forecasts, orders, payment.",
        PARTY,
        of_names=True,
    ),
    DeclaredSection("actions", "What is done about what customers said, by name.", ACTION),
    DeclaredSection("scenarios", "Delays to look at again, by name.", SCENARIO),
    DeclaredSection("options", "What money could do about delays, by name.", OPTION),
)

ENTRIES = (
    MAP,
    PARTY,
    SERVES,
    RELIES_ON,
    OBJECTIVE,
    FEEDBACK,
    CARE,
    OFTEN_LATE,
    ESTIMATE,
    CALENDAR,
    ACTION,
    SCENARIO,
    OPTION,
    INSTEAD,
)
"""Every entry, in the order in which people meet them."""
