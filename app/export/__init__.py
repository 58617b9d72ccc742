"""Formats, one file each: how a paper or a case becomes a file. Written whole or not at all."""
