"""Conflicts of interest: whom a worker privately says they know. Cases involving them do not exist for that worker."""
