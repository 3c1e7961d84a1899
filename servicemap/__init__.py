"""Who relies on whom, made visible and computable.

>>> import servicemap as sm
>>> event = sm.load("maps/sales-event.yaml")
>>> event
<ServiceMap 'Spring sales event': 8 parties, 8 services, 8 reliances>
>>> print(sm.check(event, select=["orphan-team", "no-tolerance"]))
clean: 8 parties, 8 services (2 infos: --all)
>>> late = sm.trace(event, late={"accounts": "2d"})
>>> [hop.service for hop in late["top ten accounts"].chain]
['accounts/profit-report', 'sales/top-ten-list', 'event-desk/invitations']

An answer iterates over what it holds and has a length; `print(answer)` prints what the command
prints, `answer.to_dict()` is its JSON, and `pandas.DataFrame(answer)` a table with a row for each
item. `answer[0]` is its first, `answer[:3]` are its first three, and where items have names they
are found by those too. Maps and answers can be pickled, copied and sent to other processes, and are
equal where they say the same.

Heavy libraries are imported when a function needs them, not before: so each name that is offered
stands here twice, for who reads types and for who runs, which makes this file as long as it is.
"""

from __future__ import annotations

from servicemap import interrupts

if interrupts.is_the_program():  # before anything else is imported, which takes its time
    interrupts.listen()

from typing import TYPE_CHECKING

from servicemap.errors import (
    InvalidMap,
    MissingExtra,
    MissingGlyph,
    ServiceMapError,
    SeveralMaps,
    UnknownName,
    UnreadablePath,
    UnreadableRevision,
    UnreadableTable,
    WrongValue,
)
from servicemap.functions import (
    agreements,
    ask,
    briefing,
    care,
    check,
    contacts,
    diff,
    history,
    load,
    loads,
    promises,
    review,
    show,
    to_networkx,
    tolerance,
    trace,
)
from servicemap.results import HowTold, Result
from servicemap.version import __version__

if TYPE_CHECKING:
    from servicemap.agreeing import (
        Agreement,
        Agreements,
        AgreementSide,
        AgreementState,
        PointTopic,
        UnsettledPoint,
    )
    from servicemap.bounds import Bounds, Fate
    from servicemap.calendars import Calendar
    from servicemap.cards import Card, Reached, Unnamed
    from servicemap.caring.advantages import Advantage, AdvantageKind
    from servicemap.caring.contacts import Contact, Contacts, MetMost
    from servicemap.caring.hearing import Voice
    from servicemap.caring.reasons import Improvement, ReasonToImprove
    from servicemap.caring.report import (
        CareReport,
        GroupOfCustomers,
        HeardCustomer,
        Silence,
        Touched,
    )
    from servicemap.comparing import Change, ChangeKind
    from servicemap.comparing.changes import RecordKind, SaidBy
    from servicemap.comparing.differences import Difference
    from servicemap.comparing.effects import PromiseEffect, PromiseOutcome, ToleranceEffect
    from servicemap.comparing.telling import Telling
    from servicemap.durations import Duration, Length
    from servicemap.feedback import Care, Feedback, FeedbackKind, Lever, Rung
    from servicemap.findings import Finding, Fixed, Judging, Related, Report, Severity
    from servicemap.importing.record_files import NoRecord
    from servicemap.importing.track_records import (
        RecordColumn,
        RecordedDelivery,
        TrackRecord,
        UnplacedRow,
    )
    from servicemap.locations import Location
    from servicemap.model import (
        Action,
        Allow,
        Alternatives,
        Cause,
        CustomerSays,
        Departures,
        Estimate,
        Group,
        Moment,
        Objective,
        OftenLate,
        Option,
        Party,
        Promised,
        ProviderSays,
        Reading,
        Reliance,
        Rhythm,
        Scenario,
        Service,
        ServiceMap,
        Subcontractor,
    )
    from servicemap.posters.choices import PosterChoices
    from servicemap.posters.poster import Poster, poster
    from servicemap.revisions.past import MovedMap, PastRevision
    from servicemap.rounds.ask_sheets import AskedRow, AskSheet, AskSheets
    from servicemap.rounds.briefing import (
        AgendaItem,
        AgendaTopic,
        Attendee,
        Briefing,
        Disagreement,
    )
    from servicemap.rounds.history import (
        History,
        HistoryMeasure,
        HistorySeries,
        HistoryValue,
        SeriesKey,
        Untold,
    )
    from servicemap.rounds.history_points import (
        AgreedShare,
        CustomerThen,
        HistoryPoint,
        PromiseThen,
        ToleranceThen,
    )
    from servicemap.rounds.keeping import KeptShare
    from servicemap.rounds.measured import MeasuredObjective, MeasuredPoint, Unmeasured
    from servicemap.rounds.reviewing import Review, RungRise
    from servicemap.timing.answers.alternatives import PlannedArrival
    from servicemap.timing.answers.competitors import CompetitorOffer
    from servicemap.timing.answers.gaps import Gap
    from servicemap.timing.answers.noticing import Caller, LostPromise, Unwatched
    from servicemap.timing.answers.open_ends import Missing, OpenEnd
    from servicemap.timing.answers.promises import (
        AsLongAs,
        FirstKept,
        PlannedPromise,
        Promises,
    )
    from servicemap.timing.answers.tolerances import Tolerance, Tolerances
    from servicemap.timing.answers.traces import Hop, Notice, Trace, TracedPromise
    from servicemap.troubles import Trouble
    from servicemap.unknowns import NoTippingPoint, Unknown
    from servicemap.wording.promise_counts import PromiseCounts
    from servicemap.wording.tipping import Rest, Sooner, TippingPoint

__all__ = [
    "Action",
    "Advantage",
    "AdvantageKind",
    "AgendaItem",
    "AgendaTopic",
    "AgreedShare",
    "Agreement",
    "AgreementSide",
    "AgreementState",
    "Agreements",
    "Allow",
    "Alternatives",
    "AsLongAs",
    "AskSheet",
    "AskSheets",
    "AskedRow",
    "Attendee",
    "Bounds",
    "Briefing",
    "Calendar",
    "Caller",
    "Card",
    "Care",
    "CareReport",
    "Cause",
    "Change",
    "ChangeKind",
    "CompetitorOffer",
    "Contact",
    "Contacts",
    "CustomerSays",
    "CustomerThen",
    "Departures",
    "Difference",
    "Disagreement",
    "Duration",
    "Estimate",
    "Fate",
    "Feedback",
    "FeedbackKind",
    "Finding",
    "FirstKept",
    "Fixed",
    "Gap",
    "Group",
    "GroupOfCustomers",
    "HeardCustomer",
    "History",
    "HistoryMeasure",
    "HistoryPoint",
    "HistorySeries",
    "HistoryValue",
    "Hop",
    "Improvement",
    "InvalidMap",
    "Judging",
    "KeptShare",
    "Length",
    "Lever",
    "Location",
    "LostPromise",
    "MeasuredObjective",
    "MeasuredPoint",
    "MetMost",
    "Missing",
    "MissingExtra",
    "MissingGlyph",
    "Moment",
    "MovedMap",
    "NoRecord",
    "NoTippingPoint",
    "Notice",
    "Objective",
    "OftenLate",
    "OpenEnd",
    "Option",
    "Party",
    "PastRevision",
    "PlannedArrival",
    "PlannedPromise",
    "PointTopic",
    "Poster",
    "PosterChoices",
    "PromiseCounts",
    "PromiseEffect",
    "PromiseOutcome",
    "PromiseThen",
    "Promised",
    "Promises",
    "ProviderSays",
    "Reached",
    "Reading",
    "ReasonToImprove",
    "RecordColumn",
    "RecordKind",
    "RecordedDelivery",
    "Related",
    "Reliance",
    "Report",
    "Rest",
    "Result",
    "Review",
    "Rhythm",
    "Rung",
    "RungRise",
    "SaidBy",
    "Scenario",
    "SeriesKey",
    "Service",
    "ServiceMap",
    "ServiceMapError",
    "SeveralMaps",
    "Severity",
    "Silence",
    "Sooner",
    "Subcontractor",
    "Telling",
    "TippingPoint",
    "Tolerance",
    "ToleranceEffect",
    "ToleranceThen",
    "Tolerances",
    "Touched",
    "Trace",
    "TracedPromise",
    "TrackRecord",
    "Trouble",
    "Unknown",
    "UnknownName",
    "Unmeasured",
    "Unnamed",
    "UnplacedRow",
    "UnreadablePath",
    "UnreadableRevision",
    "UnreadableTable",
    "UnsettledPoint",
    "Untold",
    "Unwatched",
    "Voice",
    "WrongValue",
    "__version__",
    "agreements",
    "ask",
    "briefing",
    "care",
    "check",
    "contacts",
    "diff",
    "history",
    "load",
    "loads",
    "poster",
    "promises",
    "review",
    "show",
    "to_networkx",
    "tolerance",
    "trace",
]

WHERE = {
    "agreeing": (
        "Agreement",
        "AgreementSide",
        "AgreementState",
        "Agreements",
        "PointTopic",
        "UnsettledPoint",
    ),
    "bounds": (
        "Bounds",
        "Fate",
    ),
    "calendars": ("Calendar",),
    "caring.advantages": ("Advantage", "AdvantageKind"),
    "caring.contacts": ("Contact", "Contacts", "MetMost"),
    "caring.hearing": ("Voice",),
    "caring.reasons": ("Improvement", "ReasonToImprove"),
    "caring.report": (
        "CareReport",
        "GroupOfCustomers",
        "HeardCustomer",
        "Silence",
        "Touched",
    ),
    "cards": ("Card", "Reached", "Unnamed"),
    "comparing": (
        "Change",
        "ChangeKind",
    ),
    "comparing.changes": (
        "RecordKind",
        "SaidBy",
    ),
    "comparing.differences": ("Difference",),
    "comparing.effects": (
        "PromiseEffect",
        "PromiseOutcome",
        "ToleranceEffect",
    ),
    "comparing.telling": ("Telling",),
    "durations": (
        "Duration",
        "Length",
    ),
    "feedback": (
        "Care",
        "Feedback",
        "FeedbackKind",
        "Lever",
        "Rung",
    ),
    "findings": (
        "Finding",
        "Fixed",
        "Judging",
        "Related",
        "Report",
        "Severity",
    ),
    "importing.record_files": ("NoRecord",),
    "importing.track_records": ("RecordColumn", "RecordedDelivery", "TrackRecord", "UnplacedRow"),
    "locations": ("Location",),
    "model": (
        "Action",
        "Allow",
        "Alternatives",
        "Cause",
        "CustomerSays",
        "Departures",
        "Estimate",
        "Group",
        "Moment",
        "Objective",
        "OftenLate",
        "Option",
        "Party",
        "Promised",
        "ProviderSays",
        "Reading",
        "Reliance",
        "Rhythm",
        "Scenario",
        "Service",
        "ServiceMap",
        "Subcontractor",
    ),
    "posters.choices": ("PosterChoices",),
    "posters.poster": (
        "Poster",
        "poster",
    ),
    "rounds.briefing": (
        "AgendaItem",
        "AgendaTopic",
        "Attendee",
        "Briefing",
        "Disagreement",
    ),
    "rounds.keeping": ("KeptShare",),
    "rounds.measured": ("MeasuredObjective", "MeasuredPoint", "Unmeasured"),
    "rounds.reviewing": ("Review", "RungRise"),
    "revisions.past": ("MovedMap", "PastRevision"),
    "rounds.history": (
        "History",
        "HistoryMeasure",
        "HistorySeries",
        "HistoryValue",
        "SeriesKey",
        "Untold",
    ),
    "rounds.history_points": (
        "AgreedShare",
        "CustomerThen",
        "HistoryPoint",
        "PromiseThen",
        "ToleranceThen",
    ),
    "rounds.ask_sheets": ("AskSheet", "AskSheets", "AskedRow"),
    "timing.answers.alternatives": ("PlannedArrival",),
    "timing.answers.competitors": ("CompetitorOffer",),
    "timing.answers.gaps": ("Gap",),
    "timing.answers.noticing": ("Caller", "LostPromise", "Unwatched"),
    "timing.answers.open_ends": ("Missing", "OpenEnd"),
    "timing.answers.promises": (
        "AsLongAs",
        "FirstKept",
        "PlannedPromise",
        "Promises",
    ),
    "timing.answers.tolerances": (
        "Tolerance",
        "Tolerances",
    ),
    "timing.answers.traces": (
        "Hop",
        "Notice",
        "Trace",
        "TracedPromise",
    ),
    "troubles": ("Trouble",),
    "unknowns": (
        "NoTippingPoint",
        "Unknown",
    ),
    "wording.promise_counts": ("PromiseCounts",),
    "wording.tipping": ("Rest", "Sooner", "TippingPoint"),
}
"""Module -> what is offered of it, and imported when somebody asks: the types of all answers, and
`poster`, whose many choices are declared once, where posters are drawn.
"""


if not TYPE_CHECKING:  # else any name would do, and be an object

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for module, names in WHERE.items():
            if name in names:
                return getattr(import_module(f"servicemap.{module}"), name)
        raise AttributeError(f"module 'servicemap' has no attribute '{name}'")


def __dir__() -> list[str]:
    return list(__all__)


def _told_by() -> HowTold:
    from servicemap.reporting.answers import IN_PYTHON

    return IN_PYTHON


Result._told_by = staticmethod(_told_by)  # noqa: SLF001 - nobody else is to hand it in
