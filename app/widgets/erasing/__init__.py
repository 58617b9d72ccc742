"""The windows in which a person or a case is erased."""
