"""The pages of a case's window beside its maps, plan and wishes: one class each, found by scan."""
