"""The command line: one module a command. It reads arguments, calls, prints, and does nothing else.

Data goes to standard output, everything else to standard error.
"""
