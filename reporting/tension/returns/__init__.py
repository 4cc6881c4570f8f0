"""The weekly return of a centre: given, nil or missing."""
