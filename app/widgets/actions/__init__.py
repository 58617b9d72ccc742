"""What can be done in a case's window: one class each, found by scan. Menus, shortcuts and the F1 sheet follow."""
