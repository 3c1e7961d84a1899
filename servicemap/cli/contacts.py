"""`--contacts` of `show` and `care`: the points of contact, in every format."""

import sys
from typing import Any

import click

from servicemap.caring.contacts import Contacts
from servicemap.cli.arguments import ink_for, page_to_standard_output, room, to_standard_output
from servicemap.cli.tables import print_table
from servicemap.reporting.json.contacts import as_json
from servicemap.reporting.json_text import written
from servicemap.reporting.text.contacts import as_text


def contacts_option(command: Any) -> Any:
    """`--contacts`, which asks for the points of contact instead."""
    return click.option(
        "--contacts",
        is_flag=True,
        help="The points of contact instead: who meets which customer, for what, through which"
        " channel, and who is met first and most.",
    )(command)


def print_contacts(found: Contacts, form: str, *, for_excel: bool) -> None:
    """Print them in a format."""
    if form == "json":
        to_standard_output(written(as_json(found)))
    elif form == "text":
        page_to_standard_output(as_text(found, ink_for(sys.stdout), width=room()))
    else:
        from servicemap.reporting.answer_tables import of_contacts

        print_table(of_contacts(found), form, found.map.language, for_excel=for_excel)
