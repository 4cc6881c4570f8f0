"""How tense a ward is in a week: worked out from what is told, with its reasons, and overridden only by a person."""
