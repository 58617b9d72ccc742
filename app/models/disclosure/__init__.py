"""What may leave the program to whom: the rules R0–R13 and the extract that is built by them.

`docs/disclosure.md` tells the rules and holds the table of fields; `whitelist` holds the same table for the program.
An extract (`extract.extract`) is built field by field out of what the table admits; nothing is hidden out of a copy.
"""
