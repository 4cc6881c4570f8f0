"""What every summary says about itself: the last table."""

from reporting.summaries.tabulation import Key, Tabulation

SHARED_NOTES = ("basis", "reports", "incidents", "strands", "who_comes_forward", "not_crime_figures", "people", "delay")
PUBLIC_NOTES = ("rule", "totals", "households", "areas", "frozen", "comparisons")
INTERNAL_NOTES = ("restricted", "made_afresh")


def data_notes(audience: str) -> Tabulation:
    """Definitions and caveats, as a table of subject and note."""
    keys = (*SHARED_NOTES, *(PUBLIC_NOTES if audience == "public" else INTERNAL_NOTES))
    return Tabulation(
        id="T19",
        columns=(Key("columns", "subject"), Key("columns", "note")),
        rows=tuple((Key("subjects", key), Key("data_notes", key)) for key in keys),
    )
