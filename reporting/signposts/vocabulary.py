"""The lists a service is described with. Their keys and labels belong to a room above, which hangs them up here."""

from typing import Any

STRANDS: dict[str, Any] = {}
WISHES: dict[str, Any] = {}
LANGUAGES: dict[str, Any] = {}
