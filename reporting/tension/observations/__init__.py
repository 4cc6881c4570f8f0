"""Observations: two short pages, then a coordinator."""
