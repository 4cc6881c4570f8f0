"""Giving powers: a new colleague, a role that changes, a factor that was lost. Asked for by one, approved by another."""
