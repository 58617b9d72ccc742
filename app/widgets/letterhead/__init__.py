"""The window of the letterhead and the papers' standing texts."""
