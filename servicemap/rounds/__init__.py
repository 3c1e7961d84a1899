"""What goes round between a team and its customers, as values that any paper can be made of.

ask_sheets, questionnaire       whom to ask about what; and as a page to be filled in by hand
keeping, measured               which deliveries came when due, what measured objectives say
history_points, past_maps       a map at one time, and those that git keeps
history                         what became of it from one time to the next
briefing, briefing_handout      what to talk about at the next meeting; and as a page
reviewing, review_handout       what was reached, said and done; and as a page
"""
