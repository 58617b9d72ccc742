"""The windows in which a handed-over case is taken in and merged."""
