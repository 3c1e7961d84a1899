"""By which words the heads of columns are known, in whatever language."""

import pytest

from servicemap.errors import UnreadableTable
from tests.unit.importing.test_shapes import delivered, read


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("Provider,Customer,Service", "a > b: c"),
        ("Team,Relies on,For what", "b > a: c"),
        ("Department,Customer,Task", "a > b: c"),
        ("Customer,Team,What", "b > a: c"),
        ("Von,An,Was", "a > b: c"),
        ("Upstream team,Downstream team,Handoff", "a > b: c"),
        ("Who needs it,From whom,What do they need", "b > a: c"),
        ("Fournisseur,Client,Prestation", "a > b: c"),
        ("Proveedor,Cliente,Servicio", "a > b: c"),
        ("\u63d0\u4f9b\u65b9,\u5ba2\u6237,\u670d\u52a1", "a > b: c"),
        ("\u4f9b\u5e94\u5546,\u5ba2\u6237,\u670d\u52a1", "a > b: c"),
        ("\u63d0\u4f9b\u5143,\u9867\u5ba2,\u30b5\u30fc\u30d3\u30b9", "a > b: c"),
        (
            "\u0627\u0644\u0645\u0632\u0648\u062f,\u0627\u0644\u0639\u0645\u064a\u0644,\u0627\u0644\u062e\u062f\u0645\u0629",
            "a > b: c",
        ),
    ],
)
def test_headings_in_the_languages_of_posters(heads: str, expected: str) -> None:
    assert delivered(read(f"{heads}\na,b,c\n")) == [expected]


@pytest.mark.parametrize(
    ("service", "slack", "takes"),
    [
        ("Delivers", "How late may it be?", "How long does it take?"),
        ("Service received", "How late can it be", "How long it takes"),
        ("Output", "Allowed delay", "Time needed"),
        ("Liefert", "Wie sp\u00e4t darf es sein?", "Wie lange dauert es?"),
        ("Prestation re\u00e7ue", "Quel retard est possible ?", "Combien de temps faut-il ?"),
        ("Servicio recibido", "\u00bfCu\u00e1nto puede retrasarse?", "\u00bfCu\u00e1nto se tarda?"),
        ("\u8f93\u51fa", "\u53ef\u4ee5\u665a\u591a\u4e45\uff1f", "\u9700\u8981\u591a\u4e45\uff1f"),
        (
            "\u30a2\u30a6\u30c8\u30d7\u30c3\u30c8",
            "\u8a31\u5bb9\u9045\u5ef6",
            "\u3069\u306e\u304f\u3089\u3044\u304b\u304b\u308b\u304b",
        ),
        (
            "\u0627\u0644\u0645\u062e\u0631\u062c\u0627\u062a",
            "\u0627\u0644\u062a\u0623\u062e\u064a\u0631 \u0627\u0644\u0645\u0633\u0645\u0648\u062d",
            "\u0643\u0645 \u064a\u0633\u062a\u063a\u0631\u0642\u061f",
        ),
    ],
)
def test_headings_as_plain_questions(service: str, slack: str, takes: str) -> None:
    m = read(f"Team,{service},Customer,{slack},{takes}\na,c,b,2h,3h\n").loaded.map
    (one,) = m.reliances
    assert one.id == "a/c > b"
    assert one.provider_says is not None
    lateness, duration = one.provider_says.slack, m.services["a/c"].takes
    assert duration is not None
    assert (str(lateness), str(duration.likely)) == ("2h", "3h")


def test_the_language_of_the_map_is_that_of_its_headings() -> None:
    assert read("Anbieter,Leistung,Kunde\na,b,c\n").loaded.map.language == "de"
    assert read("Provider,Service,Customer\na,b,c\n").loaded.map.language == "en"


def test_what_to_write_is_told_in_the_language_of_the_headings_beside() -> None:
    with pytest.raises(UnreadableTable) as error:
        read("Dingsda,Was,Dauer,Bumms\nLager,Ware,1d,Filiale\n")
    assert error.value.hint == (
        "head one column with Anbieter and one with Kunde, or fill in a template: servicemap import"
        " --template deliveries.xlsx --language de"
    )


@pytest.mark.parametrize(
    ("heads", "provider", "customer"),
    [
        ("Provider,Department,Customer,Department", "x", "y"),
        ("Customer,Department,Provider,Department", "y", "x"),
        ("Provider,Department,Customer,Notes", "x", None),
        ("Provider,Notes,Customer,Department", "y", None),
        ("Provider,Customer's department,Customer,Notes", None, "x"),
    ],
)
def test_of_whom_a_bare_heading_speaks(
    heads: str, provider: str | None, customer: str | None
) -> None:
    m = read(f"{heads}\na,x,b,y\n").loaded.map
    of = {"Provider": provider, "Customer": customer}
    a, b = ("Provider", "Customer") if heads.startswith("Provider") else ("Customer", "Provider")
    assert [m.parties[id_].department for id_ in ("a", "b")] == [of[a], of[b]]


def test_headings_in_two_rows_are_read_as_one() -> None:
    sheet = read(
        "Plan,,,,,,\n,,,,,,\nNo.,Provider,,Customer,,Delivery,\n"
        "No.,Name,Department,Name,Department,What,Takes (days)\n1,A,North,B,South,x,2\n"
    )
    assert delivered(sheet) == ["A > B: x"]
    m = sheet.loaded.map
    assert [m.parties[one].department for one in ("a", "b")] == ["North", "South"]
    assert str(m.services["a/x"].takes.likely) == "2d"  # type: ignore[union-attr] # it has one
    assert "rows 3 and 4 were read as one of headings" in sheet.told
