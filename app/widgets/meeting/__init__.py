"""Meetings: held, led step by step with a clock, described afterwards, and the agendas they follow."""
