"""Sheet kinds, one file each: the maps of a case."""
