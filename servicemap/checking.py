"""Judges a map: asks every rule, weighs what they find, and sorts it into a report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from servicemap.collector import collector_off
from servicemap.config import ALWAYS, DEFAULTS, Settings, Weights
from servicemap.findings import KINDS, Finding, Judging, Related, Report, Severity
from servicemap.index import Index, compile_index
from servicemap.model import EMPTY, Allow, Party, Reliance, Service, ServiceMap
from servicemap.rules import RULES
from servicemap.rules.doubts import doubts_about
from servicemap.rules.judging import Case, Rule, Subject, place
from servicemap.sides import lived_with


def check(
    m: ServiceMap,
    findings: Iterable[Finding] = (),
    sources: Mapping[str, str] = EMPTY,
    index: Index | None = None,
    *,
    today: date | None = None,
    settings: Settings = DEFAULTS,
) -> Report:
    """Judge a map by the rules. `findings` are those of reading it; they are part of the report.

    `sources` are the texts that were read, by path, for excerpts; `index` saves compiling it again.
    Rules that ask how old something is judge it as of `today`, and are silent without it. Of the
    `settings` those count that say what is looked for, and what matters how much.
    """
    with collector_off():  # it would take longer with each finding
        read = tuple(findings)
        weights = Weights(settings)
        asked = [
            rule
            for rule in RULES
            if weights.anywhere(rule.code) and (today is not None or not rule.needs_today)
        ]
        doubts = doubts_about(m, read)
        judging = how_far(asked, misread=doubts.misread, timeless=bool(m.zoned_alone))
        named = (*settings.select, *settings.severity)
        case = Case(m, index or compile_index(m), doubts, today, judging.judged, named)
        found = list(read)
        for rule in asked:
            if rule.code not in judging.waiting:
                found += _judged(rule, case)
        told, muted = weighed(found, weights)
        return Report(
            m.title,
            told,
            parties=len(m.parties),
            services=len(m.services),
            sources=sources,
            path=m.path,
            judging=judging._replace(muted=muted) if muted else judging,
        )


def how_far(asked: Sequence[Rule], *, misread: bool, timeless: bool = False) -> Judging:
    """Which rules judge a map, of those that the settings and the day allow to be asked.

    What they do not find is not there, unless the map is `misread`: then some wait, and the silence
    of the others proves nothing, since the party that they would speak of may be what is missing.
    """
    waiting = tuple(rule.code for rule in asked if rule.waits)
    if misread:
        return Judging(waiting=waiting)
    if timeless:  # a party has a time zone and the map none, so that nobody reckons with it
        judged = (rule.code for rule in asked if not rule.waits)
        return Judging(frozenset((*_BY_READING, *judged)), waiting)
    return Judging(frozenset((*_BY_READING, *(rule.code for rule in asked))))


_BY_READING = tuple(code for code in KINDS if code.startswith(ALWAYS))


def weighed(
    findings: Iterable[Finding], weights: Weights
) -> tuple[list[Finding], frozenset[tuple[str, str]]]:
    """The findings that matter, each as much as the settings say for its file; and the others."""
    told = []
    muted: set[tuple[str, str]] = set()
    for finding in findings:
        severity = weights.of(finding.code, finding.location.path)
        if severity is Severity.OFF:
            muted.update((finding.code, id_) for id_ in (finding.subject, *finding.among))
        elif severity is finding.severity:
            told.append(finding)
        else:
            told.append(finding._replace(severity=severity))
    return told, frozenset(muted)


def _judged(rule: Rule, case: Case) -> Iterator[Finding]:
    kind = KINDS[rule.code]
    for problem in rule.judge(case):
        accepted: list[Allow] = []
        if kind.name in case.allowing:
            about = (problem.subject, *problem.among)
            accepted = [a for one in about for a in allows_at(case, one) if a.rule == kind.name]
            case.used.update(accepted)
            case.found.setdefault(kind.name, {})[problem.subject.id] = problem.subject
        subject = problem.subject.id
        yield Finding(
            rule.code,
            problem.message,
            place(problem.said or problem.subject, problem.field),
            problem.hint,
            f"{subject}: {problem.which}" if problem.which else subject,
            tuple([Related(place(also.entry, also.field), also.message) for also in problem.also]),
            kind.severity,
            accepted[0].reason if accepted else None,
            among=tuple([one.id for one in problem.among]),
            extent=problem.extent,
        )


def allows_at(case: Case, subject: Subject) -> tuple[Allow, ...]:
    """The findings that people accept there: on the entry itself, then on the party it is under.

    A service stands under its provider, in each entry that delivers it.
    """
    if isinstance(subject, Reliance):
        return lived_with(case.map, subject)
    if isinstance(subject, Service):
        delivered = case.index.delivering[subject.id]
        said = [one.provider_says for one in delivered if one.provider_says is not None]
        own = [allow for one in said for allow in one.allow]
        return (*own, *case.map.parties[subject.provider].allow)
    return subject.allow if isinstance(subject, Party) else ()
