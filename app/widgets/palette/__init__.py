"""The figures that can be set out, by sector, to the left of the canvas."""
