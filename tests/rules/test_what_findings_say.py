"""What a person reads of a finding: the message, where it points, and the hint."""

import re
from pathlib import Path

from servicemap.checking import check
from servicemap.findings import Severity
from servicemap.loading import read_text
from servicemap.rules.misreadings import READING
from tests.rules.test_rules import found, judged


def said(name: str) -> list[str]:
    """What a person reads of one of the maps: the message and, after a dash, the hint."""
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    code = name.partition("/")[0]
    return [f"{f.message} - {f.hint}" for f in judged(text, on=code) if f.code == code]


def test_an_orphan_is_told_whom_it_might_serve() -> None:
    cure = "say whom it serves, e.g. serves: {Shoppers: what they get from it}"
    assert said("SM101/nobody-relies-on-them") == [
        f"nobody relies on Vault - {cure}",
        f"Console relies on IT and Stores, but nobody relies on Console - {cure}",
        f"nobody relies on no - {cure}",
    ]
    assert said("SM101/only-a-list")[0] == (
        "nobody relies on Purchasing - say whom it serves,"
        " e.g. serves: {Warehouse: what they get from it}"
    )


def test_a_chain_that_ends_inside_says_where() -> None:
    nothing = "no end user, prospect or distributor gets anything from it"
    assert said("SM102/ends-at-a-supplier")[0].startswith(
        f"the work of Payroll goes to Bank and ends there: {nothing} - say whom Bank serves"
    )
    assert said("SM102/only-goes-round")[0] == (
        f"the work of Planning goes to Purchasing and only goes round from there: {nothing} - say"
        " which of them serves a customer outside, e.g. serves: {Shoppers: ...}"
    )
    assert said("SM102/nobody-outside")[0].endswith(
        "this map has no customers outside: add them, e.g. end_users: [Shoppers]"
    )


def test_a_finding_points_to_where_the_chain_ends() -> None:
    text = (Path(__file__).parent / "SM102" / "ends-at-a-supplier.yaml").read_text(encoding="utf-8")
    first = next(f for f in judged(text) if f.code == "SM102")
    assert [(r.location.line, r.message) for r in first.related] == [(8, "Bank serves nobody")]


def test_an_orphan_counts_the_teams_whose_work_ends_there() -> None:
    text = (Path(__file__).parent / "SM102" / "ends-inside.yaml").read_text(encoding="utf-8")
    orphans = [f.message for f in judged(text) if f.code == "SM101"]
    assert orphans == [
        "Archive relies on Planning, but nobody relies on Archive, where the work of 2 teams ends",
        "Board relies on Planning, but nobody relies on Board",
    ]
    # Whoever stands first in the file: Board is as near to Planning, and later by id.
    turned = text.replace("Archive: Plans, Board: Reports", "Board: Reports, Archive: Plans")
    turned = turned.replace("  Archive:                        # SM101\n", "")
    turned = turned.replace("  Board:  ", "  Board:\n  Archive:")
    assert sorted(f.message for f in judged(turned) if f.code == "SM101") == sorted(orphans)


def test_an_unserved_customer_is_told_where_to_write_it() -> None:
    assert said("SM103/forgotten") == [
        f"nobody serves {name}, {group} - under the team that does, e.g. Stores, write"
        f" serves: {{{name}: what they get from it}}"
        for name, group in (
            ("Wards", "an end user"),
            ("Clubs", "a prospect"),
            ("Corner shops", "a distributor"),
        )
    ]


def test_an_idle_supplier_and_one_that_serves_itself_are_told_what_to_write() -> None:
    cure = "under a team that does, write relies_on: {%s: what the team gets from it}"
    first, second = said("SM104/idle")
    assert first == (
        f"Toy factory relies on Stores, but nobody relies on Toy factory - {cure % 'Toy factory'}"
    )
    assert second.startswith(
        "Backup factory relies on Toy broker, but nobody relies on Backup factory"
    )
    real = "or leave the entry out: what a team does for itself is part of its own work"
    assert said("SM105/itself") == [
        f"Gitaly relies on itself: Storage - name the real provider, {real}",
        f"Gitaly serves itself: Files - name the real customer, {real}",
        f"Readers serve themselves: Comments - name the real customer, {real}",
    ]


def test_the_caret_of_a_self_reliance_stands_under_the_name() -> None:
    text = (Path(__file__).parent / "SM105" / "itself.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    marked = [
        lines[f.location.line - 1][f.location.column - 1 :]
        for f in judged(text)
        if f.code == "SM105"
    ]
    assert marked[0].startswith("gitaly, service")
    assert marked[1].startswith("[Web, GITALY]")


def test_what_is_missing_may_stand_in_a_file_that_could_not_be_read() -> None:
    text = "teams: {Vault: {}}\n"
    loaded = read_text(text)
    broken = read_text("teams: [", path="sales.yaml")
    report = check(loaded.map, [*loaded.findings, *broken.findings])
    orphan = next(f for f in report if f.code == "SM101")
    assert orphan.hint == "first cure sales.yaml, which could not be read and may say it"


def test_exit_codes_follow_the_worst_that_nobody_allowed() -> None:
    idle = (Path(__file__).parent / "SM104" / "idle.yaml").read_text(encoding="utf-8")
    warned = judged(idle, by=("SM104",))
    assert (warned.exit_code(), warned.exit_code(Severity.WARNING)) == (0, 1)
    allowed = judged(
        "teams:\n  A: {allow: {orphan-team: New}}\n  B: {serves: {C: Help}}\nend_users: {C: }\n",
        by=("SM101",),
    )
    assert [f.allowed for f in allowed] == ["New"]
    assert allowed.exit_code(Severity.INFO) == 0
    assert judged("teams: {A: }\n").exit_code() == 1


def test_a_circle_is_told_by_its_shortest_round_and_the_link_in_most() -> None:
    assert said("SM106/two-circles-share-a-link") == [
        "Marketing relies on itself in a circle: Marketing -> Stores -> Purchasing -> Marketing;"
        " that is the shortest of the circles among 4 parties - if it is not meant, begin with"
        " Sales figures from Stores for Purchasing, which is in both circles: if Range list and"
        " Stock orders do not wait for it, give them needs: without it, under serves:",
        "Accounts and Bank rely on each other - if it is not meant, begin with Payments from"
        " Accounts for Bank: if Statements does not wait for it, write that under serves:"
        " needs: []",
    ]


def test_a_broken_promise_says_by_how_much_and_what_could_be_kept() -> None:
    assert said("SM301/a-minute-late") == [
        "Toys on the shelf for Shoppers is promised within 6d and planned for"
        " 6 days 1 minute from the start: 1 minute late even if everybody is on time - Purchasing"
        " -> Stores -> Shoppers decides when: shorten something there, or promise 6d 1m",
        "Empty boxes for Warehouse is promised within 2h and planned for 1 day"
        " from the start: 6 hours late even if everybody is on time - Stores -> Warehouse decides"
        " when: shorten something there, or promise 1d",
    ]
    assert said("SM301/over-a-weekend")[0].startswith(
        "Toys on the shelf for Shoppers is promised for Fri 5 Feb 2027 and planned for"
        " Mon 8 Feb 2027: 1 day late"
    )


def test_what_a_broken_promise_is_told_to_promise_can_be_kept() -> None:
    for name in ("a-minute-late", "over-a-weekend"):
        text = (Path(__file__).parent / "SM301" / f"{name}.yaml").read_text(encoding="utf-8")
        for finding in [f for f in judged(text) if f.code == "SM301"]:
            line = text.splitlines()[finding.location.line - 1]
            was = re.search(r"promise: ([\w-]+)", line)
            assert was is not None
            mended = line.replace(was[0], f"promise: {finding.hint.rpartition('promise ')[2]}")
            text = text.replace(line, mended)
        assert "SM301" not in {f.code for f in judged(text)}


def test_what_is_missing_for_the_schedule_is_named() -> None:
    assert said("SM303/what-to-add") == [
        "open question 1 of 3: how long does Range list (Purchasing) take? 2 of 2 promises hang on"
        " it - add takes: with a length of time, e.g. takes: 2d; or, if it is normally there"
        " already, write standing: yes with it under the relies_on of Marketing",
        "open question 2 of 3: how long does Posters (Marketing) take, and what does it wait for?"
        " 1 of 2 promises hangs on it - add takes: with a length of time, e.g. takes: 2d, and"
        " needs: with those of Purchasing/Range list, or needs: []; or, if it is normally there"
        " already, write standing: yes with it under the relies_on of Stores",
        "open question 3 of 3: what does Sample box (Marketing) wait for? 1 of 2 promises hangs on"
        " it - add needs: with those of Purchasing/Range list, or needs: []",
    ]


def test_what_is_written_as_normally_there_is_asked_about_no_longer() -> None:
    text = """
teams:
  Carpentry:
    serves: {Stage crew: Raw set}
  IT:
    serves: {Stage crew: Stage network}
  Stage crew:
    relies_on: [{provider: IT, service: Stage network}]
    serves: [{customer: Audience, service: Set, takes: 1d, promise: 9d}]
end_users: [Audience]
"""
    asked = {f.message.partition("? ")[0]: f.hint for f in judged(text) if f.code == "SM303"}
    assert list(asked) == [
        "open question 1 of 2: how long does Raw set (Carpentry) take",
        "open question 2 of 2: how long does Stage network (IT) take",
    ]
    assert "standing: yes with it under the relies_on of Stage crew" in [*asked.values()][1]
    text = text.replace("service: Stage network}]", "service: Stage network, standing: yes}]")
    assert [f.message.partition("? ")[0] for f in judged(text) if f.code == "SM303"] == [
        "open question: how long does Raw set (Carpentry) take",
    ]


def test_what_somebody_outside_waits_for_is_not_said_to_be_normally_there() -> None:
    asked = judged("""
teams:
  Stage crew:
    serves: [{customer: [Lighting, Audience], service: Set}]
  Lighting:
    serves: [{customer: Audience, service: Light, takes: 1d, promise: 9d}]
end_users: [Audience]
""")
    assert [f.hint for f in asked if f.code == "SM303"] == [
        "add takes: with a length of time, e.g. takes: 2d"
    ]


def test_what_settles_most_is_asked_first_and_says_what_may_be_broken_till_then() -> None:
    # Bread may be there on day 1, or on day 11; it is promised for day 3. Pie is kept either way.
    assert said("SM303/bread-may-be-late") == [
        "open question 1 of 2: what does Bread (Kitchen) wait for? 1 of 2 promises hangs on it, and"
        " may be late - add needs: with those of Mill/Flour and Slow"
        " farm/Truffles, or needs: []",
        "open question 2 of 2: what does Truffle pie (Kitchen) wait for? 1 of 2 promises hangs on"
        " it - add needs: with those of Mill/Flour and Slow farm/Truffles, or needs: []",
    ]


def test_needs_that_close_a_circle_only_by_being_open_are_asked_before_all_others() -> None:
    assert said("SM303/a-circle-only-of-open-needs") == [
        "open question 2 of 4: how long does Linen (Laundry) take? 2 of 2 promises hang on it, and"
        " may be late - add takes: with a length of time, e.g. takes: 2d; or, if"
        " it is normally there already, write standing: yes with it under the relies_on of"
        " Housekeeping",
        "open question 1 of 4: what does Guest list (Front desk) wait for? 2 of 2 promises hang on"
        " it, and may be late. Until it is said, Guest list of Front desk and Clean rooms of"
        " Housekeeping are taken to wait for each other in a circle; if it waits for none of them,"
        " the circle is gone - add needs: with those of Housekeeping/Clean rooms, or needs:"
        " []; or, if Clean rooms is normally there already, write standing: yes with it under the"
        " relies_on of Front desk",
        *(
            f"open question {number} of 4: what does {service} (Front desk) wait for? 1 of 2"
            " promises hangs on it, and may be late - add needs: with those of"
            " Housekeeping/Clean rooms, or needs: []"
            for number, service in ((4, "Room key"), (3, "Bill"))
        ),
    ]


def test_the_chain_of_a_broken_promise_is_the_whole_chain() -> None:
    assert said("SM301/twice-in-a-chain")[0].endswith(
        " - Sales -> Print shop -> Sales -> Shoppers decides when: shorten something there, or"
        " promise 6d"
    )


def test_a_promise_late_however_the_gaps_are_filled_says_them_before_it_promises_later() -> None:
    assert said("SM301/however-long-the-rest-takes") == [
        "Toys on the shelf for Shoppers is promised within 3d and planned for 4"
        " days from the start or later: 1 day or more late even if everybody is on time - first"
        " say takes: of Stores/Toys on the shelf; whatever the answer, it is not there before 4"
        " days from the start"
    ]


def test_what_is_open_and_makes_no_difference_is_not_asked_for_first() -> None:
    """No "or later", either: the plan has it there at nine, whatever is said."""
    assert said("SM301/open-and-all-the-same") == [
        "Checked luggage for Travellers is promised for Mon 3 May 2027 16:00 and planned for"
        " Wed 5 May 2027 09:00: 1 day 1 hour late even if everybody is on time - Rostering ->"
        " Security -> Travellers decides when: shorten something there, or promise 2027-05-05 09:00"
    ]


def test_of_a_circle_that_open_needs_close_nothing_is_claimed_whatever_the_answer() -> None:
    """Crates that wait for the full ones close a circle, which is planned by the oats: 8 Feb."""
    text = """
map: {start: 2027-02-01}
teams:
  Depot:
    relies_on: [{provider: Island, service: Empty crates}, {provider: Feed, service: Oats}]
    serves:
      - customer: Island
        service: Full crates
        takes: 1d
        departs: Fri 12:00
        needs: [Island/Empty crates, Feed/Oats]
  Island:
    relies_on: [{provider: Depot, service: Full crates}]
    serves:
      - {customer: Depot, service: Empty crates, takes: 1d, departs: Fri 12:00}
      - customer: Guests
        service: Meals
        takes: 1d
        needs: [Depot/Full crates]
        promise: 2027-02-10
  Feed: {serves: [{customer: Depot, service: Oats, takes: 1d}]}
end_users: [Guests]
"""
    (finding,) = (one for one in check(read_text(text).map) if one.code == "SM301")
    assert finding.message.endswith(
        "2 days 3 hours or more late even if everybody is on time, if the circle of Island and"
        " Depot keeps in step"
    )
    assert finding.hint == (
        "first say needs: of Island/Empty crates; until then this holds if the circle of Island"
        " and Depot keeps in step"
    )


def test_a_circle_without_slack_names_the_services_and_a_cure() -> None:
    assert said("SM304/a-team-with-itself") == [
        "Repair of Workshop and Test ride of Workshop wait for each other with no slack: a delay"
        " inside never dies out - if Test ride does not wait for it, write that under serves:"
        " needs: []"
    ]
    assert (
        "if Workshop can go on without Orders for a while, write slack: 1d with it under the"
        " relies_on of Workshop" in said("SM304/one-circle-of-two")[0]
    )
    assert "once a minute late" in said("SM305/out-of-step")[0]


def test_nothing_is_reckoned_on_a_map_that_was_misread() -> None:
    text = (Path(__file__).parent / "SM301" / "over-a-weekend.yaml").read_text(encoding="utf-8")
    misread = judged(text.replace("takes: 4d", "takes: soon"))
    assert [f.code for f in misread if f.code in READING] == ["SM006"]
    assert not [f.code for f in misread if f.code.startswith("SM3")]


def test_a_report_reads_plainly_and_as_a_table() -> None:
    by = ("SM101", "SM103")
    report = judged("teams:\n  <b>A: {}\nend_users: {C: }\n", by=by)
    assert repr(report) == "<Report of 'map': 2 errors>"
    assert str(report).splitlines()[0] == "error SM101 orphan-team: nobody relies on <b>A"
    page = report._repr_html_()
    assert "&lt;b&gt;A" in page
    assert "<b>A" not in page
    assert page.count("<tr>") == 3
    assert repr(judged("teams: {A: {serves: {C: Help}}}\nend_users: [C]\n", by=by)) == (
        "<Report of 'map': clean: 2 parties, 1 service>"
    )


def test_what_a_hint_says_to_write_can_be_pasted() -> None:
    text = (
        "teams:\n  A: {}\n  Pur: {name: Purchasing}\n"
        'end_users:\n  mp: {name: "Members, paying: all", relies_on: [Pur]}\n'
    )
    hint = next(f.hint for f in judged(text) if f.code == "SM101")
    assert hint == "say whom it serves, e.g. serves: {mp: what they get from it}"
    odd = (
        'teams:\n  A: {}\n  B: {serves: ["Members, paying: all"]}\n'
        'end_users: ["Members, paying: all"]\n'
    )
    hint = next(f.hint for f in judged(odd) if f.code == "SM101")
    pasted = odd.replace("A: {}", f"A: {{{hint.partition('e.g. ')[2]}}}")
    assert found(judged(pasted, by=("SM101",))) == []


def test_a_misspelt_reference_is_offered_the_name_that_will_be_found() -> None:
    text = (
        "teams:\n  api: {name: GitLab API, serves: [People]}\n"
        "  web: {relies_on: [apii], serves: [People]}\nend_users: [People]\n"
    )
    report = judged(text, by=("SM007",))
    assert [(f.code, f.hint) for f in report] == [("SM007", "did you mean api?")]


def test_what_is_said_of_listening_and_noticing_says_who_does_it() -> None:
    found = judged(
        """
teams:
  Print shop: {serves: [{customer: [Ward, Stores], service: Posters, takes: 1d}]}
  Ward: {serves: [{customer: Patients, service: Beds, takes: 1d, promise: 5d}]}
  Stores: {serves: [{customer: [Patients, Ward], service: Trays, takes: 1d}]}
end_users:
  Patients: {care: {listen: A card}}
""",
        by=("SM402", "SM407"),
    )
    assert [(f.code, f.message) for f in found] == [
        (
            "SM402",
            "Print shop and Stores serve Ward, and nobody says how they hear what Ward thinks of"
            " it",
        ),
        (
            "SM407",
            "nobody says how soon Stores would notice if Posters did not come, and Beds for"
            " Patients hangs on that and 2 other deliveries like it",
        ),
        (
            "SM402",
            "Print shop serves Stores, and nobody says how it hears what Stores thinks of it",
        ),
    ]


def test_words_of_customers_are_repeated_as_they_were_said() -> None:
    text = """
map: {confirm_every: 30d}
teams:
  Warehouse:
    serves: [{customer: Stores, service: "Stock [small|large] {party}"}]
  Stores:
    care: {listen: At the ramp}
    serves: {Shops: Toys by the crate}
    relies_on:
      - provider: Warehouse
        service: "Stock [small|large] {party}"
        feedback: {score: 3, asked: 2026-12-01, says: "Late {party}, and [one|two] crates short"}
distributors:
  Shops: {care: {listen: A call on Mondays}}
"""
    messages = {f.code: f.message for f in judged(text, on="SM404")}
    stock = "Warehouse: Stock [small|large] {party}"
    assert messages["SM404"] == (
        f"Stores gives 3 of 10 to {stock}: Late {{party}}, and [one|two] crates short"
    )
    assert messages["SM406"].startswith(f"Stores gave 3 of 10 to {stock} on")
