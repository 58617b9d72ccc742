"""The windows: the only room that knows QtWidgets. Never storage, never ReportLab."""
