"""Figure kinds, one file each."""
