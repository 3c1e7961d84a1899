"""Every finding can be explained, and the reference page says the same."""

import pytest

from docs.reference import rules
from servicemap.errors import UnknownName
from servicemap.findings import KINDS
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text.rules import explained
from servicemap.rules import RULES
from servicemap.rules.explanations import Explanation, explanation, explanations


def test_every_kind_is_explained() -> None:
    assert [about.code for about in explanations()] == sorted(KINDS)


def test_every_rule_has_a_code_of_the_table_and_one_only() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert set(codes) <= set(KINDS)
    assert [rule.judge.__name__.replace("_", "-") for rule in RULES] == [
        KINDS[code].name for code in codes
    ]


@pytest.mark.parametrize("about", explanations(), ids=lambda about: about.code)
def test_every_section_has_something_to_say(about: Explanation) -> None:
    assert about.title.endswith(".")
    assert "\n" not in about.title
    assert about.says.endswith(".")
    assert about.matters.endswith(".")
    assert f"# {about.code}" in about.example
    assert "# SM" not in about.instead


def test_a_rule_is_found_by_code_and_by_name_and_a_misspelling_is_answered() -> None:
    assert explanation("sm101") == explanation("orphan-team") == explanation("SM101")
    with pytest.raises(UnknownName, match="no rule is called 'orphan-tem'") as wrong:
        explanation("orphan-tem")
    assert wrong.value.hint == "did you mean orphan-team?"


def test_an_explanation_on_the_terminal_reads_well() -> None:
    printed = explained(explanation("SM105"), Ink())
    assert printed.splitlines()[:4] == [
        "SM105 serves-itself, an error unless set otherwise",
        "A party that relies on itself.",
        "",
        "An entry names the same party as provider and as customer.",
    ]
    assert "\n\nExample\n    teams:\n      Warehouse:\n" in printed
    assert max(display_width(line) for line in printed.splitlines()) <= 88


def test_the_reference_page_is_current(request: pytest.FixtureRequest) -> None:
    """`pytest --refresh-golden` writes it anew, as does docs/refresh.py."""
    if request.config.getoption("--refresh-golden"):
        rules.main()
    assert rules.PAGE.read_text(encoding="utf-8") == rules.page()
