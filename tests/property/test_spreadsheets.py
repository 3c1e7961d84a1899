"""A map that goes out as a spreadsheet and comes in again says the same: nothing that a row can
hold is lost, whatever stands in it, in every language of headings."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servicemap.entering import entered
from servicemap.exporting.exporters import exported
from servicemap.exporting.map_yaml import as_yaml
from servicemap.importing.map_documents import document_of
from servicemap.importing.opening_files import read_tables
from servicemap.importing.reading_sheets import read_sheet
from servicemap.importing.sheet_columns import column_for, columns, heading
from servicemap.importing.sheet_records import PartyRecord, SheetRecords
from servicemap.importing.tables import as_meant, defused
from servicemap.loading import read_text
from servicemap.loading.cells import CellPlace, CellText, CellValue
from servicemap.loading.format import declarations as declared
from servicemap.loading.format.kinds import DeclaredEntry, ValueKind
from servicemap.loading.yaml.texts import without_refused
from servicemap.model import Group, ServiceMap
from servicemap.slugs import slug
from servicemap.wording.catalogues import LANGUAGES
from tests.examples import examples

ODD = (
    *("Stores", "no", "1.10", "12:30", "Sales, Marketing", "A; B", "=cmd", "- a", "#1", "x: y"),
    *("[a]", "{b}", "'q'", '"r"', "None", "x", "K\u00fcche & Co", "a/b", "Total", "null", "~ 1"),
    *(
        "\u53a8\u623f",
        "\u0645\u062e\u0628\u0632",
        "Warehouse",
        "Customer",
        "and b",
        "R",
        "+1",
        "@x",
    ),
)
TEXTS = st.sampled_from(ODD) | st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\u2028"),
    min_size=1,
    max_size=12,
)
TEXTS = TEXTS.filter(lambda text: without_refused(text) == text)
NAMES = TEXTS.filter(lambda name: bool(slug(name)))
HOURS = st.sampled_from(
    (
        "08:00-16:30",
        ["08:00-12:00", "13:00-17:00"],
        {"Mon-Thu": "08:00-16:30", "Fri": "08:00-13:00"},
        {"Mon,Wed": ["08:00-12:00", "13:00-17:00"], "Tue,Thu-Fri": "22:00-06:00"},
    )
)
_ELSEWHERE = {"serves", "relies_on", "customer", "provider", "service", "switch"}


@st.composite
def values(draw: st.DrawFn, entry: DeclaredEntry) -> dict[str, Any]:
    """Some keys of an entry, with values of their own or those that its declaration shows."""
    chosen = draw(st.sets(st.sampled_from([k for k in entry.keys if k.name not in _ELSEWHERE])))
    found: dict[str, Any] = {}
    for key in sorted(chosen):
        if key.kind in {ValueKind.NAME, ValueKind.TEXT}:
            found[key.name] = draw(TEXTS)
        elif key.kind is ValueKind.TEXTS:
            found[key.name] = draw(st.lists(TEXTS, min_size=1, max_size=3) | TEXTS)
        elif key.kind is ValueKind.NEEDS:
            found[key.name] = []
        elif key.name == "calendar":
            found[key.name] = {"workdays": "Mon-Fri", "hours": draw(HOURS)}
        else:
            found[key.name] = yaml.load(key.example, yaml.BaseLoader)
    return found


@st.composite
def maps(draw: st.DrawFn) -> str:
    """A map as YAML: parties with odd names in all groups, and deliveries that either side says."""
    names = draw(st.lists(NAMES, min_size=2, max_size=6, unique_by=slug))
    sections: dict[str, dict[str, Any]] = {}
    for name in names:
        group = draw(st.sampled_from(Group))
        keys = {**draw(values(declared.PARTY))}
        if group is not Group.END_USERS:
            keys.pop("inside", None)
        sections.setdefault(group.value, {})[name] = keys
    parties = {name: keys for section in sections.values() for name, keys in section.items()}
    # A service whose customers spell its name differently is called as the first of them does,
    # and rows may stand in another order than entries: here everybody spells it alike.
    spelled: dict[tuple[str, str], str] = {}
    for provider in names:
        for customer in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
            service = draw(NAMES)
            service = spelled.setdefault((provider, slug(service)), service)
            said = draw(st.sampled_from(("provider", "customer", "both")))
            if said != "customer":
                entry = {"customer": customer, "service": service, **draw(values(declared.SERVES))}
                parties[provider].setdefault("serves", []).append(entry)
            if said != "provider":
                wish = {"provider": provider, "service": service}
                wish |= draw(values(declared.RELIES_ON))
                parties[customer].setdefault("relies_on", []).append(wish)
    for keys in parties.values():
        wishes = keys.get("relies_on", [])
        if len(wishes) > 1 and draw(st.booleans()):
            keys["relies_on"] = [*wishes[2:], {declared.ANY_OF: wishes[:2]}]
    return yaml.safe_dump(sections, allow_unicode=True, sort_keys=False)


def plain(value: Any) -> Any:
    """A value of the model without its places."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        fields = value._asdict().items()
        return {key: plain(one) for key, one in fields if key not in {"location", "places"}}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def what_rows_hold(m: ServiceMap) -> dict[str, Any]:
    """What a map says of its parties and of what is delivered, in no order."""
    reliances = [(one.customer, one.service, plain(one)) for one in (*m.reliances, *m.unsaid)]
    return {
        "parties": plain(m.parties),
        "services": plain(m.services),
        "reliances": sorted(reliances, key=lambda one: one[:2]),
        "alternatives": sorted((one.customer, one.services) for one in m.alternatives),
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@examples(150)
@given(st.data())
def test_nothing_that_a_row_can_hold_is_lost(kind: str, data: st.DataObject) -> None:
    text = data.draw(maps())
    language = data.draw(st.sampled_from(LANGUAGES))
    before = read_text(text)
    if any(finding.malforms for finding in before.findings):
        return  # as where a service is said twice, and differently
    _, content = exported(before, kind, language, for_excel=data.draw(st.booleans()))
    read = read_sheet(read_tables(content), f"plan.{kind}")
    wrong = [finding for finding in read.loaded.findings if finding.malforms]
    assert not wrong, (text, content)
    assert entered(before.map, read.records, read.loaded.map) == ((), ()), (text, content)
    after = read_text(as_yaml(read.document))
    assert what_rows_hold(after.map) == what_rows_hold(before.map), (text, as_yaml(read.document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_heading_that_we_write_is_read(language: str) -> None:
    written = [heading(column, language) for column in columns()]
    assert len(set(written)) == len(written)
    for column, text in zip(columns(), written, strict=True):
        found = column_for(text)
        assert found is not None, text
        assert found.column == column, text


@examples(1000)
@given(st.text(max_size=20))
def test_no_text_is_a_formula_and_each_is_read_as_it_was(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_meant(defused(text)) == text


@examples(500)
@given(st.lists(NAMES, min_size=1, unique_by=slug), st.lists(TEXTS, min_size=1), TEXTS)
def test_what_is_written_is_read_as_it_was(
    names: list[str], objectives: list[str], about: str
) -> None:
    place = CellPlace(0, 0)
    fields: dict[str, CellValue] = {
        "about": CellText(about, place),
        "objectives": tuple(CellText(one, place) for one in objectives),
    }
    parties = tuple(PartyRecord(CellText(name, place), "teams", fields) for name in names)
    document = document_of(SheetRecords(parties, (), {"title": about}))
    read = read_text(as_yaml(document, [about], {"teams": about})).map
    assert [party.name for party in read.parties.values()] == names
    for party in read.parties.values():
        said = [getattr(one, "say", one) for one in party.objectives]
        assert (party.about, said) == (about, objectives)
