"""How anything is said: names, chains, moments, lengths, verbs, and a catalogue for each language.

Facts travel as values; whoever prints one makes its sentence here, once. Posters speak the language
of their map; findings, the terminal and JSON speak English.
"""
