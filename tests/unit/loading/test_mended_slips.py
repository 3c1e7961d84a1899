"""Slips of the pen that keep a map from being read: each is told once, as what it is."""

import pytest

from servicemap.loading import read_text

REST = "  Stores:\n    serves: {Shoppers: Toys}\nend_users: [Shoppers, Schools]\n"


@pytest.mark.parametrize(
    ("team", "code", "message", "hint"),
    [
        (
            "  Purchasing:\n    owner:Ann\n    serves: {Stores: Orders}\n",
            "SM001",
            "a space is missing after 'owner:'",
            "write owner: and a space before what it says",
        ),
        (
            "  Purchasing:\n    owner:Ann\n",
            "SM002",
            "a space is missing after 'owner:'",
            "write owner: and a space before what it says",
        ),
        (
            "  Purchasing:\n    serves:{Stores: Orders}\n",
            "SM003",
            "'serves:{Stores' is no key of a team or other party",
            "a space is missing after 'serves:'",
        ),
        (
            "  Purchasing:\n    serves:\n      -Stores\n",
            "SM002",
            "serves: a space is missing after the dash",
            "begin each line with '- ', for example '- Stores'",
        ),
        (
            "  Store #5:\n    serves: {Stores: Orders}\n",
            "SM001",
            "# begins a comment, so this name ends before it",
            "put the name in quotation marks: 'Store #5':",
        ),
        (
            "  Purchasing:\n    serves: [{customer: 'Shoppers, Schools', service: Toys}]\n",
            "SM007",
            "Purchasing serves 'Shoppers, Schools', which is not in the map",
            "several stand in a list: [Shoppers, Schools]",
        ),
        (
            "  Purchasing: {serves: {Shoppers: \u201cToys, games\u201d}}\n",
            "SM007",
            "Purchasing serves 'games\u201d', which is not in the map",
            'type straight quotation marks ("...") around the whole text',
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n    about: #1 of all\n",
            "SM001",
            "# begins a comment, so nothing stands here",
            "put the text in quotation marks: '#1 of all'; a comment has a space after its #",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n    about: Room #1\n",
            "SM001",
            "# begins a comment, so only 'Room' stands here",
            "put the text in quotation marks: 'Room #1'; a comment has a space after its #",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n    owner: &ann\n",
            "SM001",
            "'&ann' is a name for YAML, so nothing stands here",
            "if it is text, write it in quotation marks: '&ann'",
        ),
        (
            "  Purchasing:\n    owner: &ann ,\n    serves: {Stores: Orders}\n",
            "SM001",
            "text that begins with '&' means something else in YAML",
            "put the text in quotation marks: '&ann ,'",
        ),
        (
            "  Purchasing\n    serves: {Stores: Orders}\n",
            "SM001",
            "a colon is missing after 'Purchasing'",
            "write Purchasing:",
        ),
        (
            "  Purchasing:\n    owner Ann\n    serves: {Stores: Orders}\n",
            "SM001",
            "a colon is missing after 'owner'",
            "write owner: Ann",
        ),
        (
            "  Purchasing:\n    owner = Ann\n    serves: {Stores: Orders}\n",
            "SM001",
            "a colon is missing after 'owner'",
            "write owner: Ann",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n    owner Ann\n",
            "SM001",
            "a colon is missing after 'owner'",
            "write owner: Ann",
        ),
        (
            "  Purchasing:\n    serves:\n      \u2013 customer: Stores\n        service: Orders\n",
            "SM001",
            "an en dash (U+2013) stands here, where YAML takes a dash for a list",
            "begin the line with '- ': - customer: Stores",
        ),
        (
            "  Purchasing:\n    serves:\n      \u2022 Stores\n      \u2022 Shoppers\n",
            "SM002",
            "serves: a bullet (U+2022) stands here, where YAML takes a dash for a list",
            "begin each line with '- ', for example '- Stores'",
        ),
        (
            "  Purchasing:\n    // ours\n    serves: {Stores: Orders}\n",
            "SM001",
            "a comment begins with #, and this one with //",
            "write # instead of //",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders} // ours\n",
            "SM001",
            "a comment begins with #, and this one with //",
            "write # instead of //",
        ),
        (
            "  Purchasing:\n    about: > 5 stars\n    serves: {Stores: Orders}\n",
            "SM001",
            "a text that begins with '>' goes on in the lines below, and not behind it",
            "put it in quotation marks: '> 5 stars'",
        ),
        (
            "  Purchasing:\n    about: | Orders\n    serves: {Stores: Orders}\n",
            "SM001",
            "a text that begins with '|' goes on in the lines below, and not behind it",
            "put it in quotation marks: '| Orders'",
        ),
        (
            "  Purchasing:\n    serves: [{customer: Stores, service: Orders, sla: 2d}]\n",
            "SM003",
            "'sla' is no key of an entry under serves:",
            "did you mean promise?",
        ),
        (
            "  Purchasing:\n    serves: [{customer: Stores, service: Orders, takes: {best: 1h,"
            " worst: 3h}}]\n",
            "SM005",
            "takes: says no likely:, between best and worst",
            "for example likely: 2h",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n"
            "    relies_on: [{provider: Stores or Shoppers, service: Toys}]\n",
            "SM007",
            "Purchasing relies on 'Stores or Shoppers', which is not in the map",
            "where one of them is enough, relies_on: takes any_of: [Stores, Shoppers]",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n"
            "    relies_on: [{any_of: Stores or Shoppers}]\n",
            "SM002",
            "any_of: text stands here, where a list belongs",
            "write any_of: [Stores, Shoppers]",
        ),
        (
            "  Purchasing:\n    relies_on: [{provider: Stores, service: Food}]\n"
            "    serves: [{customer: Stores, service: Orders, needs: [Stores: Food]}]\n",
            "SM002",
            "needs: a mapping stands here, where a name belongs",
            "write Stores/Food",
        ),
        (
            "  Purchasing:\n    serves: {Stores: Orders}\n    relies_on: Stores or Shoppers\n",
            "SM002",
            "relies_on: text stands here, where a list or a mapping belongs",
            "write relies_on: [{any_of: [Stores, Shoppers]}]",
        ),
        (
            "  Purchasing:\n    serves: [{customer: Stores, service: Orders,"
            " takes: {best: 1h, worst: 3d}}]\n",
            "SM005",
            "takes: says no likely:, between best and worst",
            "for example likely: 3d",
        ),
    ],
)
def test_it_is_told_once(team: str, code: str, message: str, hint: str) -> None:
    (found,) = read_text(f"teams:\n{team}{REST}").findings
    assert (found.code, found.message, found.hint) == (code, message, hint)


def test_an_entry_behind_a_dash_is_read_under_its_name() -> None:
    loaded = read_text(
        "teams:\n  - name: Stores\n    serves: {Shoppers: Toys}\nend_users: [Shoppers]\n"
    )
    (found,) = loaded.findings
    assert found.message == "teams: an entry stands under its name, and this one has a name: in it"
    assert found.hint == "write Stores: instead of '- name: Stores', and the rest under it"
    assert list(loaded.map.services) == ["stores/toys"]


def test_what_git_left_is_told_wherever_the_file_begins_with_it() -> None:
    (found,) = read_text("<<<<<<< HEAD\nteams: [A]\n=======\nteams: [B]\n>>>>>>> b\n").findings
    assert found.message.startswith("git has left two versions of this file here")


MAP = """\
teams:
  Purchasing:
    owner: Bob
    department: Back office
    serves: {Stores: Stock orders}
  Stores:
    department: Retail
    serves:
      - customer: Shoppers
        service: Toys
end_users: [Shoppers]
"""


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        (
            "customer: Shoppers",
            "customer: Shoppers; Purchasing",
            "9:19 SM007 Stores serves 'Shoppers; Purchasing', which is not in the map -> several"
            " stand in a list: [Shoppers, Purchasing]",
        ),
        (
            "customer: Shoppers",
            "customer: Shoppers and Purchasing",
            "9:19 SM007 Stores serves 'Shoppers and Purchasing', which is not in the map -> several"
            " stand in a list: [Shoppers, Purchasing]",
        ),
        (
            "service: Toys",
            "service: Toys\n        needs: Stock orders; Stores/Toys",
            "11:16 SM009 no service is called 'Stock orders; Stores/Toys' -> several stand in a"
            " list: [Stock orders, Stores/Toys]",
        ),
        (
            "customer: Shoppers",
            "customer: everyone",
            "9:19 SM007 Stores serves 'everyone', which is not in the map -> name each of them, in"
            " a list: [one, two]",
        ),
        (
            "customer: Shoppers",
            "customer: nobody",
            "9:19 SM007 Stores serves 'nobody', which is not in the map -> leave the entry out"
            " until there is somebody to name",
        ),
        (
            "{Stores: Stock orders}",
            "nobody",
            "5:13 SM002 serves: text stands here, where a list or a mapping belongs -> leave"
            " serves: out where there is nobody",
        ),
        (
            "{Stores: Stock orders}",
            "all",
            "5:13 SM002 serves: text stands here, where a list or a mapping belongs -> name each of"
            " them: serves: [one, two]",
        ),
        (
            "{Stores: Stock orders}",
            "Stores; Shoppers",
            "5:13 SM002 serves: text stands here, where a list or a mapping belongs -> write"
            " serves: [Stores, Shoppers], or serves: {Stores: Stock orders}",
        ),
        (
            "customer: Shoppers",
            "customer: Bob",
            "9:19 SM007 Stores serves 'Bob', which is not in the map -> Bob is the owner of"
            " Purchasing: name the team",
        ),
        (
            "customer: Shoppers",
            "customer: back office",
            "9:19 SM007 Stores serves 'back office', which is not in the map -> back office is a"
            " department: name its team Purchasing",
        ),
        (
            "{Stores: Stock orders}",
            "{Stores: Toys, games, and more}",
            "5:28 SM007 Purchasing serves 'games', which is not in the map -> a comma inside { }"
            " ends what stands before it: write Stores: 'Toys, games, and more'",
        ),
        (
            "- customer: Shoppers\n        service: Toys",
            "- {customer: Shoppers, service: Toys, needs: Stock orders, Tills, Scales, takes: 2d}",
            "9:66 SM003 'Tills' is no key of an entry under serves: -> a comma inside { } ends what"
            " stands before it: write needs: [Stock orders, Tills, Scales]",
        ),
        (
            "owner: Bob",
            "contact: [bob@toys.example",
            "4:15 SM001 the '[' that opens in line 3 is not closed before this -> close it with"
            " ']', or put a comma between two entries",
        ),
        (
            "end_users:",
            "scenarios:\n  Strike: {Stores: 3d, Purchasing: 1d}\nend_users:",
            "12:12 SM005 late: is missing above this -> write late: {Stores: 3d, Purchasing: 1d}",
        ),
        (
            "[Shoppers]",
            "Shoppers, Schools",
            "11:12 SM002 end_users: text stands here, where entries by name belong -> for example"
            " end_users: [Shoppers, Schools]",
        ),
        (
            "end_users:",
            "scenarios: {Strike: {late: Stores=3d}}\nend_users:",
            "11:28 SM002 late: text stands here, where a mapping of keys to values belongs -> for"
            " example late: {Stores: 3d}",
        ),
        (
            "owner: Bob",
            "- owner: Bob",
            "4:5 SM001 this line does not continue the list above it, and belongs to nothing else"
            " -> begin it with '- ', indent it like the key it belongs to, or remove the dash above"
            " it",
        ),
        (
            "owner: Bob",
            "contact: [bob@toys.example, +44 20 7946 0000]",
            "3:14 SM002 contact: a list stands here, where a name belongs -> write contact:"
            " bob@toys.example, +44 20 7946 0000",
        ),
        (
            "service: Toys",
            "service: Toys\n        promise: \u201c2027-02-19\u201d",
            "11:18 SM006 promise: '\u201c2027-02-19\u201d' is no length of time -> write it without"
            " the quotation marks: 2027-02-19",
        ),
        (
            "service: Toys",
            "service: Toys\n        promise: 29.02.2027",
            "11:18 SM006 promise: '29.02.2027' is no date -> there is no such day: write"
            " year-month-day, such as 2027-02-01",
        ),
        (
            "service: Toys",
            "service: Toys\n        promise: 2027-02-30",
            "11:18 SM006 promise: '2027-02-30' is no date -> Feb 2027 has 28 days",
        ),
        (
            "teams:",
            "map: {link: toys.example/maps, calendar: {holidays: HK}}\nteams:",
            "1:13 SM006 link: 'toys.example/maps' is no link that a map may hold -> write"
            " https://toys.example/maps",
        ),
        (
            "teams:",
            "map: {calendar: {holidays: Germany}}\nteams:",
            "1:28 SM006 holidays: 'Germany' is neither a date nor the code of a country -> did you"
            " mean DE?",
        ),
        (
            "customer: Shoppers",
            "customer: Shoppers (all)",
            "9:19 SM007 Stores serves 'Shoppers (all)', which is not in the map -> did you mean"
            " Shoppers?",
        ),
        (
            "service: Toys",
            "service: Toys\n        due date: 2027-02-19",
            "11:9 SM003 'due date' is no key of an entry under serves: -> did you mean promise?",
        ),
        (
            "service: Toys",
            "service: Toys\n        tolerance: 2d",
            "11:9 SM003 'tolerance' is no key of an entry under serves: -> did you mean slack?",
        ),
    ],
)
def test_one_cause_is_told_once_with_what_cures_it(good: str, bad: str, finding: str) -> None:
    (found,) = read_text(MAP.replace(good, bad, 1)).findings
    place = f"{found.location.line}:{found.location.column}"
    assert f"{place} {found.code} {found.message} -> {found.hint}" == finding


def test_a_party_behind_a_comma_is_one() -> None:
    assert not read_text(
        MAP.replace("{Stores: Stock orders}", "{Stores: Orders, Shoppers}")
    ).findings


@pytest.mark.parametrize("key", ["zone", "tz", "time_zone"])
def test_the_time_zone_of_a_calendar_by_another_name(key: str) -> None:
    text = f"map: {{calendar: {{workdays: Mon-Fri, {key}: Europe/Paris}}}}\nteams:\n{REST}"
    (finding,) = (one for one in read_text(text).findings if one.code == "SM003")
    assert finding.message == f"'{key}' is no key of a calendar"
    assert finding.hint == "did you mean timezone?"
