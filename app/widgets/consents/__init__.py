"""The consents of a case: who may share what with whom, until when, and what is stopped without one."""
