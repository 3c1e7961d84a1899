"""What an answer means, and whether it is one, by the same readers that read sheets and maps."""

from servicemap.durations import is_length
from servicemap.importing.cell_values import CellContext, said_in
from servicemap.interviewing.questions import GROUPS, AnswerKind, InterviewQuestion
from servicemap.loading import read_text
from servicemap.loading.cells import CellPlace, CellText
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.yaml.texts import without_refused
from servicemap.slugs import slug
from servicemap.wording.interviews import InterviewWords

_KINDS = {AnswerKind.LENGTH: ValueKind.LENGTH, AnswerKind.DUE: ValueKind.DUE}
_CONTEXT = CellContext(decimal_comma=False, is_known=lambda _: False, tell=lambda *_: None)


def as_maps_say(question: InterviewQuestion, answer: str) -> str:
    """An answer as a map writes it: `2h` for `2 Stunden`; empty where it says that nobody knows."""
    kind = _KINDS.get(question.kind)
    if kind is None:
        return answer
    said = said_in(answer, kind, "", CellPlace(0, 0), _CONTEXT)
    return said.text if isinstance(said, CellText) else answer if said else ""


def why_not(question: InterviewQuestion, answer: str, words: InterviewWords) -> str:
    """What is wrong with an answer, in a sentence; empty where nothing is."""
    if without_refused(answer) != answer:  # an arrow key types an escape character
        return words.say("no_sign")
    match question.kind:
        case AnswerKind.GROUP:
            right = answer.isdecimal() and 1 <= int(answer) <= len(GROUPS)
            return "" if right else words.say("no_choice", most=len(GROUPS))
        case AnswerKind.NAME:
            return "" if slug(answer) else words.say("no_name")
        case AnswerKind.LENGTH:
            return "" if not answer or is_length(answer) else words.say("no_length")
        case AnswerKind.DUE:
            return "" if not answer or _is_due(answer) else words.say("no_time")
        case AnswerKind.NAMES:
            if answer and not slug(answer):
                return words.say("no_name")
            itself = question.about and slug(answer) == slug(question.about)
            return words.say("yourself") if itself else ""
        case AnswerKind.TEXT:
            return ""


def _is_due(answer: str) -> bool:
    """As a map reads it: there is no other way to say what is a moment, and what recurs."""
    from servicemap.editing.rendering import in_line

    entry = in_line({"customer": "B", "service": "s", "promise": answer})
    text = f"map: {{start: 2027-02-01}}\nteams: {{A: {{serves: [{entry}]}}}}\nend_users: [B]\n"
    return not any(finding.malforms for finding in read_text(text).findings)
