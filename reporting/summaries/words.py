"""The titles, headings and notes of the summary. The labels of what is counted are the report's own vocabulary."""

from flask_babel import lazy_gettext as _l

TITLES = {
    "T1": _l("Headline"),
    "T2": _l("Centres and how people came"),
    "T3": _l("Main reason, month by month"),
    "T3A": _l("Any reason named, month by month"),
    "T4": _l("What happened"),
    "T5": _l("Wards and main reason"),
    "T6": _l("Kind of place"),
    "T7": _l("Part of the day"),
    "T7A": _l("Time from the incident to telling"),
    "T8": _l("Age"),
    "T8A": _l("Gender"),
    "T8B": _l("Ethnicity"),
    "T8C": _l("How complete the details about people are"),
    "T9": _l("Main language"),
    "T11": _l("Has it happened before?"),
    "T11A": _l("Who was told before"),
    "T12": _l("Risk"),
    "T13": _l("What people agreed to share"),
    "T19": _l("About these figures"),
}

PUBLIC_TITLES = {
    "T2": _l("How people came"),
    "T3": _l("Main reason"),
    "T5": _l("Areas, by calendar quarter"),
}

COLUMNS = {
    "measure": _l("Counted"),
    "reports": _l("Reports"),
    "incidents": _l("Incidents"),
    "share": _l("Share"),
    "code": _l("Code"),
    "centre": _l("Centre"),
    "ward": _l("Ward"),
    "channel": _l("How people came"),
    "primary_strand": _l("Main reason"),
    "any_strand": _l("Reason named"),
    "type_group": _l("What happened"),
    "place_type": _l("Kind of place"),
    "part_of_day": _l("Part of the day"),
    "delay": _l("Time to telling"),
    "repeat": _l("Has it happened before?"),
    "first_told": _l("Told before"),
    "risk": _l("Risk"),
    "sharing": _l("Choice"),
    "detail": _l("Detail"),
    "stated": _l("Stated"),
    "age_band": _l("Age"),
    "gender": _l("Gender"),
    "ethnicity": _l("Ethnicity"),
    "main_language": _l("Main language"),
    "rolling_12": _l("Twelve months to date"),
    "subject": _l("Subject"),
    "note": _l("Note"),
}

MEASURES = {
    "reports": _l("All reports"),
    "incidents": _l("Incidents they tell of"),
    "hate_incident": _l("Reports of hate incidents"),
    "community_safety_concern": _l("Reports of community safety concerns"),
}

WORDS = {
    "suppressed": _l("fewer than 10"),
    "no_percentage": _l("not shown"),
    "not_published": _l("not published"),
    "all": _l("All"),
    "none_given": _l("No reason given"),
    "no_ward": _l("No ward, or a ward of another edition"),
    "no_details": _l("No details taken"),
    "not_stated": _l("Not stated"),
    "noon_to_midnight": _l("Noon to midnight"),
}

DELAYS = {
    "same_day": _l("The same day"),
    "1_to_7": _l("1 to 7 days"),
    "8_to_28": _l("8 to 28 days"),
    "29_or_more": _l("29 days or more"),
}

AGE_ROLL_UPS = {
    "under_18": _l("Under 18"),
    "18_to_34": _l("18 to 34"),
    "35_to_64": _l("35 to 64"),
    "65_or_over": _l("65 or over"),
}

NOTES = {
    "reports_and_incidents": _l(
        "Several reports can tell of one incident, so there are never more incidents than reports."
    ),
    "one_strand_each": _l("Each report is counted once, under its main reason."),
    "several_strands_each": _l("A report that names several reasons is counted under each of them."),
    "incidents_across_wards": _l("An incident told of in two wards is counted in both."),
    "people": _l("Details are about the people targeted and are held apart from the reports."),
    "does_not_add_up": _l("Every number is rounded by itself, so the rows need not add up to the total."),
    "areas_wards": _l("The numbers are reports told in the quarter, by ward."),
    "areas_groups": _l(
        "More than half of the wards have fewer than 10 reports, so groups of neighbouring wards are shown."
    ),
    "areas_year": _l("The quarter is too small to show by area, so the whole calendar year is shown."),
    "areas_borough": _l("The numbers are too small to show by area, so only the whole borough is shown."),
    "areas_later": _l("Areas are published once a quarter, with the summaries of March, June, September and December."),
}

SUBJECTS = {
    "basis": _l("Month"),
    "reports": _l("Report"),
    "incidents": _l("Incident"),
    "strands": _l("Reason"),
    "who_comes_forward": _l("Who is counted"),
    "not_crime_figures": _l("Not crime figures"),
    "people": _l("People"),
    "delay": _l("Incidents over several days"),
    "rule": _l("Small numbers"),
    "totals": _l("Totals"),
    "households": _l("Who stands behind a number"),
    "areas": _l("Areas"),
    "frozen": _l("Later changes"),
    "comparisons": _l("Earlier months"),
    "restricted": _l("Restricted"),
    "made_afresh": _l("Later changes"),
}

DATA_NOTES = {
    "basis": _l("A report counts in the month in which it was told to a centre, which may be later than it happened."),
    "reports": _l("A report is one account by one person. Reports that were withdrawn or not accepted are not counted."),
    "incidents": _l("An incident is the event itself. Where several people told of the same event, it counts once."),
    "strands": _l("The reason is what the person, or a witness, believes they were targeted for."),
    "who_comes_forward": _l(
        "The numbers show who comes forward to a centre. More reports can mean more trust and not more incidents; few reports do not mean that little happens."
    ),
    "not_crime_figures": _l(
        "These are accounts as they were told. They are not police figures and must not be added to or compared with recorded crime."
    ),
    "people": _l(
        "Details about people are given by choice and kept apart from the reports. After a report is withdrawn they may remain counted where nothing was kept that links them to it."
    ),
    "delay": _l("Where something went on for several days, the last day counts."),
    "rule": _l(
        "Numbers from 0 to 9 are all shown as fewer than 10; larger numbers are rounded to the nearest 5. A larger number can be hidden in the same way where it would give away a small one or too few people stand behind it. Percentages are made from the published numbers, and only where at least 50 reports were published."
    ),
    "totals": _l("Totals are counted by themselves and then rounded, so tables do not add up exactly."),
    "households": _l(
        "A number is shown only if at least two centres took the reports behind it. Households are not recorded, so at least three separate incidents must stand behind a number instead."
    ),
    "areas": _l(
        "Wards are published for whole calendar quarters only. Where more than half of them have fewer than 10 reports, groups of neighbouring wards are shown, else the year, else only the borough. Reasons and wards are never shown together."
    ),
    "frozen": _l("These figures were fixed when they were first published. Reports that came or were withdrawn later do not change them."),
    "comparisons": _l("Earlier months are shown as they were published. A month that was not published is not shown."),
    "restricted": _l("The figures are exact and some of them are very small. They are for the coordinator only and must not be passed on."),
    "made_afresh": _l("The figures were counted when this file was made. A report that comes or is withdrawn later changes them."),
}  # fmt: skip

LISTS = {
    "columns": COLUMNS,
    "measures": MEASURES,
    "words": WORDS,
    "delays": DELAYS,
    "age_roll_ups": AGE_ROLL_UPS,
    "subjects": SUBJECTS,
    "data_notes": DATA_NOTES,
}
