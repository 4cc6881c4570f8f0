"""Whether some wards are alarmed more often than their reports explain: alarms and what came of them, by quarter."""
