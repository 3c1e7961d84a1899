"""What shape a sheet has, and who relies on whom by it."""

import pytest

from servicemap.errors import UnreadableTable
from servicemap.importing.opening_files import read_tables
from servicemap.importing.reading_sheets import ReadSheet, read_sheet, read_what_can_be
from servicemap.importing.sheet_shapes import SheetChoices, SheetShape
from servicemap.wording.headings import heading_for

ROWS = """\
Canteen of the north school,,,,
,,,,
Team,Department,Delivers to,What,Duration (hours)
Kitchen,Food,Counter,Lunch,"3,5"
,,Counter,Salad,
Counter,,Pupils,Warm food,1
"""
MATRIX = """\
Relies on,Purchasing,Stores,IT
Purchasing,,,x
Stores,Orders,,Tills
Shoppers,,"Toys
Gifts",-
"""
RACI = """\
No.,Activity,Sales,Purchasing,Legal,Customer
1,Write the offer,R,C,"C, I",I
2,Order the goods,I,A/R,,
3,File it,,R,,
,R = Responsible,,,,
"""
SIPOC = """\
SIPOC: Bake bread,,,,
S - Suppliers,I - Inputs,P - Process,O - Outputs,C - Customers
Mill,Flour,1. Mix,Bread,Guests
Dairy,Milk,2. Bake,Cake,
,Butter,,,
"""


def read(content: str, **choices: object) -> ReadSheet:
    return read_sheet(read_tables(content.encode()), "plan.csv", SheetChoices(**choices))  # type: ignore[arg-type] # by name


def delivered(sheet: ReadSheet) -> list[str]:
    """`Kitchen > Counter: Lunch`."""
    return [
        f"{one.provider.text} > {one.customer.text}"
        + (f": {one.service.text}" if one.service else "")
        for one in sheet.records.deliveries
    ]


def groups(sheet: ReadSheet) -> dict[str, str]:
    return {one.name.text: one.group for one in sheet.records.parties}


def wrong(sheet: ReadSheet) -> list[tuple[int, int, str]]:
    """Row, column and message of what cannot be, counted from 1."""
    found = [one for one in sheet.loaded.findings if one.malforms]
    return [(one.location.line, one.location.column, one.message) for one in found]


def test_rows_below_a_title_with_a_name_left_out() -> None:
    sheet = read(ROWS)
    assert sheet.shape is SheetShape.ROWS
    assert delivered(sheet) == [
        "Kitchen > Counter: Lunch",
        "Kitchen > Counter: Salad",
        "Counter > Pupils: Warm food",
    ]
    assert groups(sheet) == {"Kitchen": "teams", "Counter": "teams", "Pupils": "end_users"}
    assert sheet.records.header == {"title": "Canteen of the north school"}
    kitchen = sheet.loaded.map.parties["kitchen"]
    assert kitchen.department == "Food"
    lunch = sheet.loaded.map.services["kitchen/lunch"].takes
    assert lunch is not None
    assert str(lunch.likely) == "3h 30m"
    assert any("row above" in sentence for sentence in sheet.told)


def test_all_mistakes_are_told_in_one_run_each_at_its_cell() -> None:
    heads = "Provider,Service,Customer,Takes,Promise,Provider: group\n"
    rows = "A,x,B,soon,Friday 12:00,\nA,y,,2d,,\n,,,,1,\nC,z,B,3,2027-02-30,friends\n"
    assert wrong(read(heads + rows)) == [
        (2, 4, "takes: 'soon' is no length of time"),
        (3, 3, "this row does not say who gets 'y'"),
        (4, 1, "this row names nobody, and says '1'"),
        (5, 4, "takes: '3' has no unit"),
        (5, 5, "promise: '2027-02-30' is no date"),
        (5, 6, "'friends' is none of the five groups of customers"),
    ]


def test_what_is_said_twice_and_differently_is_told_with_both_cells() -> None:
    (one,) = read(
        "Provider,Provider: department,Customer\nA,North,B\nC,South,B\nA,South,C\n"
    ).loaded.findings
    assert one.message == "department of A is said twice, and differently"
    assert (one.location.line, one.related[0].location.line) == (4, 2)


def test_several_names_in_a_cell() -> None:
    sheet = read('Provider,Service,Customer\nA,x,"B; C"\nA,y,"B, C"\nD,z,"E, F"\n')
    assert delivered(sheet) == [
        *("A > B: x", "A > C: x", "A > B: y", "A > C: y"),
        "D > E, F: z",
    ]


def test_a_matrix_says_who_relies_on_whom_for_what() -> None:
    sheet = read(MATRIX)
    assert sheet.shape is SheetShape.MATRIX
    assert delivered(sheet) == [
        "IT > Purchasing",
        "Purchasing > Stores: Orders",
        "IT > Stores: Tills",
        "Stores > Shoppers: Toys",
        "Stores > Shoppers: Gifts",
    ]
    assert groups(sheet)["Shoppers"] == "end_users"


def test_a_matrix_can_be_turned() -> None:
    assert delivered(read(MATRIX, turned=True))[:2] == [
        "Purchasing > IT",
        "Stores > Purchasing: Orders",
    ]


def test_a_matrix_of_marks_alone_needs_no_name_in_common() -> None:
    sheet = read("Who,Mill,Dairy\nBakery,x,x\nCafe,,x\n")
    assert delivered(sheet) == ["Mill > Bakery", "Dairy > Bakery", "Dairy > Cafe"]


def test_a_raci_sheet_says_who_serves_whom_with_a_task() -> None:
    sheet = read(RACI)
    assert sheet.shape is SheetShape.RACI
    assert delivered(sheet) == [
        "Sales > Legal: Write the offer",
        "Sales > Customer: Write the offer",
        "Purchasing > Sales: Advice: Write the offer",
        "Legal > Sales: Advice: Write the offer",
        "Purchasing > Sales: Order the goods",
    ]
    assert groups(sheet)["Customer"] == "end_users"
    assert groups(sheet)["Legal"] == "teams"
    assert any(sentence.startswith("row 4:") for sentence in sheet.told)


@pytest.mark.parametrize(
    ("heads", "language"),
    [
        ("Activity,Responsible,Accountable,Consulted,Informed", "en"),
        ("Task,R - Responsible,Accountable (A),Consulted (C),I: Informed", "en"),
        ("Aufgabe,Verantwortlich,Rechenschaftspflichtig,Konsultiert,Informiert", "de"),
        ("T\u00e2che,R\u00e9alisateur,Approbateur,Consult\u00e9,Inform\u00e9", "fr"),
        ("Tarea,Responsable,Aprobador,Consultado,Informado", "es"),
        (
            "\u4efb\u52a1,\u6267\u884c\u8005,\u95ee\u8d23\u8005,\u88ab\u54a8\u8be2\u8005,\u88ab\u77e5\u4f1a\u8005",
            "zh",
        ),
        (
            "\u4f5c\u696d,\u5b9f\u884c\u8cac\u4efb\u8005,\u8aac\u660e\u8cac\u4efb\u8005,\u76f8\u8ac7\u5148,\u5831\u544a\u5148",
            "ja",
        ),
        (
            "\u0627\u0644\u0645\u0647\u0645\u0629,\u0627\u0644\u0645\u0646\u0641\u0630,\u0627\u0644\u0645\u0633\u0627\u0621\u0644,\u0627\u0644\u0645\u0633\u062a\u0634\u0627\u0631,\u0627\u0644\u0645\u0637\u0644\u0639",
            "ar",
        ),
    ],
)
def test_a_raci_sheet_with_names_in_the_cells(heads: str, language: str) -> None:
    sheet = read(
        f'{heads}\nOffer,Sales,Head,"Legal, Stores",Shop/Web\n'
        'Goods,"Stores; Mill",-,,"Sales\nHead"\n'
        "File,,Sales,,Head\nRest,,,Legal,\n"
    )
    assert sheet.shape is SheetShape.RACI
    advice = heading_for("advice", language)
    assert delivered(sheet) == [
        *("Sales > Head: Offer", "Sales > Shop: Offer", "Sales > Web: Offer"),
        *(f"Legal > Sales: {advice}: Offer", f"Stores > Sales: {advice}: Offer"),
        *("Stores > Sales: Goods", "Stores > Head: Goods"),
        *("Mill > Sales: Goods", "Mill > Head: Goods"),
        "Sales > Head: File",
    ]
    assert sheet.loaded.map.language == language
    assert sheet.told[-1].startswith("row 5: nobody has an R or an A")


def test_an_owner_who_is_called_responsible_makes_no_raci_sheet() -> None:
    sheet = read("Team,Responsible,Informed,Customer\na,Ann,x,b\n")
    assert sheet.shape is SheetShape.ROWS


def test_a_sipoc_sheet_says_what_goes_into_a_process_and_comes_out() -> None:
    sheet = read(SIPOC)
    assert sheet.shape is SheetShape.SIPOC
    assert delivered(sheet) == [
        "Mill > Bake bread: Flour",
        "Bake bread > Guests: Bread",
        "Dairy > Bake bread: Milk",
        "Bake bread > Guests: Cake",
        "Dairy > Bake bread: Butter",
    ]
    assert groups(sheet) == {
        "Mill": "suppliers",
        "Bake bread": "teams",
        "Guests": "end_users",
        "Dairy": "suppliers",
    }
    assert sheet.loaded.map.parties["bake-bread"].about == "Mix \u2192 Bake"


def test_what_nobody_wrote_beside_a_supplier_or_a_customer_is_not_invented() -> None:
    sheet = read(
        "Supplier,Input,Process,Output,Customer\n"
        "Mill,Flour,Bake,Bread,Guests\nBackup mill,,,,Hotel\n,Bran,,,\n"
    )
    assert delivered(sheet) == [
        "Mill > Bake: Flour",
        "Bake > Guests: Bread",
        "Backup mill > Bake",
        "Bake > Hotel",
        "Backup mill > Bake: Bran",
    ]
    assert sheet.told[-3:] == (
        "no input stands beside this supplier, so none was read (cell A3)",
        "no output stands beside this customer, so none was read (cell E3)",
        "a supplier left blank was taken from the row above (cell B4)",
    )


def test_a_sipoc_sheet_that_says_who_does_each_step() -> None:
    sheet = read(
        "Supplier,Input,Process,Owner,Output,Customer\n"
        "Mill,Flour,Mix,Mixers,Dough,Bakers\nWood,Fire,Bake,Bakers,Bread,Guests\n"
    )
    assert delivered(sheet) == [
        "Mill > Mixers: Flour",
        "Mixers > Bakers: Dough",
        "Wood > Bakers: Fire",
        "Bakers > Guests: Bread",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Name,Price\nBread,2\nMilk,3\n", "row 1 is headed 'Name' and 'Price', and no two columns"),
        ("Dear all,\nplease see below.\n", "no table"),
        ("Whose,Thing,Whither\nMill,Flour,Bakery\nBakery,Bread,Cafe\n", "no two columns say who"),
    ],
)
def test_a_table_in_which_nobody_relies_on_anybody(content: str, said: str) -> None:
    with pytest.raises(UnreadableTable, match=said):
        read(content)


def test_somebody_can_say_which_shape_is_meant() -> None:
    assert read(ROWS, shape="rows").shape is SheetShape.ROWS
    with pytest.raises(UnreadableTable, match="no sheet of the shape 'raci'"):
        read(ROWS, shape="raci")


def test_an_owner_of_the_row_is_no_contradiction() -> None:
    sheet = read("Provider,Service,Customer,Owner\nA,x,B,Maria\nA,y,B,Jan\n")
    assert wrong(sheet) == []
    assert sheet.loaded.map.parties["a"].owner == "Maria"
    assert "owner of A is another one above, which was read and this not (cell D3)" in sheet.told


def test_the_same_row_twice_is_one_delivery() -> None:
    sheet = read("Provider,Service,Customer,Takes\nA,x,B,1d\nA,x,B,1d\nA,x,B,2d\n")
    assert len(sheet.records.deliveries) == 2
    assert "the same delivery stands above, and was read once (cell A3)" in sheet.told
    assert [one.code for one in sheet.loaded.findings] == ["SM004"]


def test_a_column_of_kinds_that_are_no_groups_is_not_read() -> None:
    sheet = read("Provider,Service,Customer,Type\nA,x,B,weekly\nA,y,C,daily\n")
    assert wrong(sheet) == []
    assert any("not read" in sentence and "'Type' (D)" in sentence for sentence in sheet.told)


def test_a_remark_below_the_table_is_no_team() -> None:
    sheet = read("Provider,Service,Customer\nA,x,B\n\nAs of 12 January\n")
    assert list(groups(sheet)) == ["A", "B"]
    assert any("'As of 12 January' stands below the table" in sentence for sentence in sheet.told)


def test_what_cannot_be_read_can_be_left_out() -> None:
    content = "Provider,Service,Customer,Takes\nA,x,B,soon\nA,y,,1d\nA,z,B,1d\nA,z,B,2d\n"
    sheet, left = read_what_can_be(read_tables(content.encode()), "plan.csv", SheetChoices())
    assert wrong(sheet) == []
    assert delivered(sheet) == ["A > B: x", "A > B: z"]
    assert [(one.place.row, one.place.column) for one in left] == [(1, 3), (2, 2), (4, 2)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Wer braucht wen?,Einkauf,Lager,Summe\nEinkauf,,3,3\nLager,x,,1\nSumme,1,3,\n",
            ["Lager > Einkauf", "Einkauf > Lager"],
        ),
        ("No.,From,To,What,Hours\n1,A,B,x,2\nTotal,,,,2\n", ["A > B: x"]),
        ("Von,An,Was,Stunden\nA,B,x,2\nGesamt:,,,2\n", ["A > B: x"]),
        ("Team,Relies on,For what\nA,B,x\nTotal,3 teams,\n", ["B > A: x"]),
        (
            "Task,Ann,Bob,Cy\nBuy,R,I,C\nSell,I,R/A,\nTotal,2,2,1\n",
            ["Ann > Bob: Buy", "Cy > Ann: Advice: Buy", "Bob > Ann: Sell"],
        ),
    ],
)
def test_sums_are_no_deliveries(content: str, expected: list[str]) -> None:
    sheet = read(content)
    assert delivered(sheet) == expected
    assert f"sums were not read: row {content.count(chr(10))}" in sheet.told


def test_a_team_may_be_called_total() -> None:
    assert delivered(read("From,To,What\nTotal,Garage,Fuel\n")) == ["Total > Garage: Fuel"]


def test_a_list_of_process_steps_says_where_things_come_from_and_go() -> None:
    sheet = read(
        "Step,Process step,Responsible,Input from,Input,Output,Output to\n"
        "1,Take order,Sales,Customer,Order,Order form,Warehouse\n"
        "2,Pick goods,Warehouse,Sales,Order form,Parcel,Customer\n"
    )
    assert delivered(sheet) == [
        "Customer > Sales: Order",
        "Sales > Warehouse: Order form",
        "Warehouse > Customer: Parcel",
    ]
