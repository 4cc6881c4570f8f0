"""One question page per file, in the order people tell it."""
