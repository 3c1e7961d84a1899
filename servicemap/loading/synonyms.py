"""Keys that people try, and what is meant: for hints, beside the guesses of spelling."""

from collections.abc import Mapping

MAP: Mapping[str, str] = {
    "name": "title",
    "url": "link",
    "lang": "language",
    "holidays": "calendar: {holidays: ...}",
    "hours": "calendar: {hours: ...}",
    "workdays": "calendar: {workdays: ...}",
    "timezone": "calendar: {timezone: ...}",
    "time_zone": "calendar: {timezone: ...}",
    "tz": "calendar: {timezone: ...}",
}

PARTY: Mapping[str, str] = {
    "customer": "serves",
    "customers": "serves",
    "customer_of": "relies_on",
    "delivers": "serves",
    "delivers_to": "serves",
    "supplies": "serves",
    "provides": "serves",
    "serve": "serves",
    "services": "serves",
    "provider": "relies_on",
    "providers": "relies_on",
    "supplier": "relies_on",
    "suppliers": "relies_on",
    "depends": "relies_on",
    "depends_on": "relies_on",
    "dependencies": "relies_on",
    "needs": "relies_on",
    "relies": "relies_on",
    "requires": "relies_on",
    "uses": "relies_on",
    "dept": "department",
    "division": "department",
    "unit": "department",
    "title": "name",
    "label": "name",
    "description": "about",
    "purpose": "about",
    "mission": "about",
    "goals": "objectives",
    "email": "contact",
    "mail": "contact",
    "phone": "contact",
    "lead": "owner",
    "manager": "owner",
    "responsible": "owner",
    "hours": "calendar: {hours: ...}",
    "holidays": "calendar: {holidays: ...}",
    "workdays": "calendar: {workdays: ...}",
    "timezone": "calendar: {timezone: ...}",
    "time_zone": "calendar: {timezone: ...}",
    "tz": "calendar: {timezone: ...}",
    "ignore": "allow",
    "internal": "inside",
    "score": "feedback: {score: ...}",
    "listen": "care: {listen: ...}",
    "recovery": "care: {recovery: ...}",
}

SERVES: Mapping[str, str] = {
    "to": "customer",
    "for": "customer",
    "customers": "customer",
    "party": "customer",
    "what": "service",
    "name": "service",
    "deliverable": "service",
    "delivers": "service",
    "duration": "takes",
    "effort": "takes",
    "lead_time": "takes",
    "time": "takes",
    "leadtime": "takes",
    "depends_on": "needs",
    "waits_for": "needs",
    "requires": "needs",
    "due": "promise",
    "deadline": "promise",
    "promised": "promise",
    "leaves": "departs",
    "departure": "departs",
    "schedule": "departs",
    "buffer": "slack",
    "float": "slack",
    "value": "worth",
    "late": "often_late",
}

RELIES_ON: Mapping[str, str] = {
    "on": "provider",
    "from": "provider",
    "providers": "provider",
    "supplier": "provider",
    "party": "provider",
    "team": "provider",
    "what": "service",
    "name": "service",
    "for": "service",
    "due": "expects",
    "deadline": "expects",
    "expected": "expects",
    "buffer": "slack",
    "float": "slack",
    "always": "standing",
}

FEEDBACK: Mapping[str, str] = {
    "rating": "score",
    "date": "asked",
    "comment": "says",
    "action": "done",
    "ladder": "rung",
}

CARE: Mapping[str, str] = {"asked": "last_asked", "channel": "listen", "complaint": "complaints"}

OFTEN_LATE: Mapping[str, str] = {"probability": "chance", "likely": "typical", "max": "worst"}

ESTIMATE: Mapping[str, str] = {"min": "best", "max": "worst", "typical": "likely", "mode": "likely"}

CALENDAR: Mapping[str, str] = {
    "days": "workdays",
    "time": "hours",
    "country": "holidays",
    "tz": "timezone",
}

SCENARIO: Mapping[str, str] = {
    "name": "title",
    "delays": "late",
    "delay": "late",
    "reason": "cause",
    "about": "title",
}

OPTION: Mapping[str, str] = {
    "name": "title",
    "price": "cost",
    "costs": "cost",
    "service": "helps",
    "about": "title",
}

SECTIONS: Mapping[str, str] = {
    "customers": "end_users",
    "customer": "end_users",
    "users": "end_users",
    "clients": "end_users",
    "consumers": "end_users",
    "patients": "end_users",
    "end_customers": "end_users",
    "employees": "teams",
    "team": "teams",
    "departments": "teams",
    "internal_customers": "teams",
    "staff": "teams",
    "groups": "teams",
    "nodes": "teams",
    "vendors": "suppliers",
    "vendor": "suppliers",
    "providers": "suppliers",
    "contractors": "suppliers",
    "partners": "distributors",
    "dealers": "distributors",
    "resellers": "distributors",
    "retailers": "distributors",
    "leads": "prospects",
    "delays": "scenarios",
    "what_if": "scenarios",
    "measures": "options",
    "title": "map: {title: ...}",
    "name": "map: {title: ...}",
    "subtitle": "map: {subtitle: ...}",
    "owner": "map: {owner: ...}",
    "start": "map: {start: ...}",
    "calendar": "map: {calendar: ...}",
    "calendars": "map: {calendars: ...}",
    "language": "map: {language: ...}",
    "currency": "map: {currency: ...}",
    "link": "map: {link: ...}",
}
"""Top-level keys."""
