"""Judges a map: asks every rule, weighs what they find, and sorts it into a report."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from servicemap.findings import KINDS, Finding, Related, Report, Severity
from servicemap.index import Index, compile_index
from servicemap.model import EMPTY, Allow, Reliance, ServiceMap
from servicemap.rules import RULES
from servicemap.rules.doubts import doubts_about
from servicemap.rules.problems import Case, Problem, Rule, Subject, place


def check(
    m: ServiceMap,
    findings: Iterable[Finding] = (),
    sources: Mapping[str, str] = EMPTY,
    index: Index | None = None,
    *,
    today: date | None = None,
) -> Report:
    """Judge a map by every rule. `findings` are those of reading it; they are part of the report.

    `sources` are the texts that were read, by path, for excerpts; `index` saves compiling it again.
    Rules that ask how old something is judge it as of `today`, and are silent without it.
    """
    was_on = gc.isenabled()
    gc.disable()  # nothing here forms cycles, and looking for some takes longer with each finding
    try:
        read = tuple(findings)
        case = Case(m, index or compile_index(m), doubts_about(m, read), today)
        judged = [found for rule in RULES for found in _judged(rule, case)]
        return Report(
            m.title,
            [*read, *judged],
            parties=len(m.parties),
            services=len(m.services),
            sources=sources,
        )
    finally:
        if was_on:
            gc.enable()


def _judged(rule: Rule, case: Case) -> Iterator[Finding]:
    severity = KINDS[rule.code].severity
    if severity is Severity.OFF:
        return
    for problem in rule.judge(case):
        yield _finding(case.map, rule.code, severity, problem)


def _finding(m: ServiceMap, code: str, severity: Severity, problem: Problem) -> Finding:
    name = KINDS[code].name
    accepted = next((a for a in allows_at(m, problem.subject) if a.rule == name), None)
    return Finding(
        code,
        problem.message,
        place(problem.said or problem.subject, problem.field),
        problem.hint,
        problem.subject.id,
        tuple(Related(place(also.entry, also.field), also.message) for also in problem.also),
        severity,
        accepted and accepted.reason,
    )


def allows_at(m: ServiceMap, subject: Subject) -> tuple[Allow, ...]:
    """The findings that people accept there: on the entry itself, then on the party it is under.

    A delivery stands under each party that declares it, a service under its provider.
    """
    if isinstance(subject, Reliance):
        sides = (
            (subject.provider_says, subject.provider),
            (subject.customer_says, subject.customer),
        )
        declared = [(said, party) for said, party in sides if said is not None]
        own = [allow for said, _ in declared for allow in said.allow]
        return (*own, *(allow for _, party in declared for allow in m.parties[party].allow))
    party = getattr(subject, "provider", subject.id)
    return m.parties[party].allow if party in m.parties else ()
