"""The timeline (tidslinje) as a page: lanes by service, cards that are typed, moved and answered for."""
