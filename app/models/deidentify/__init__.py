"""De-identified: the case as it may be shown to people who must not know whose it is (rule R12)."""
