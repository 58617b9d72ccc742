"""The page of the files that are kept with a case."""
