"""What comes round: who is asked, what was measured, what became of it. Values, and no words."""
