"""A map by questions and answers: who relies on you, for what, and who would notice."""
