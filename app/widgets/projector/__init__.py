"""The map on the projector: one sheet that fills the screen, for a whole group to look at."""
