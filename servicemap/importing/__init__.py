"""Spreadsheets become the entries of a map: tables of text first, then who relies on whom.

What a sheet says leaves this room as records of plain text with the cells they stood in; whether a
map may say so is judged by the readers of maps, and nothing here knows how a map is written down.
"""
