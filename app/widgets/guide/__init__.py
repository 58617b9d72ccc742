"""The user's guide, read in the program: one file a chapter in ``resources/guide``."""
