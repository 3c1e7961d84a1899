"""What goes round between a team and its customers, as values that any paper can be made of.

ask_sheets         whom to ask about what
keeping, measured  which deliveries came when due, and what measured objectives say
briefing           what to talk about at the next meeting; and as a page
reviewing          what was reached, said and done; and as a page
"""
