"""The canvas: a sheet of the case that people work on with mouse, keys and touch."""
