"""What goes round between a team and its customers, as values that any paper can be made of.

ask_sheets  whom to ask about what
"""
