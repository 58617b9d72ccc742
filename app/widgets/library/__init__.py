"""The library: every case, and the way to a new one."""
