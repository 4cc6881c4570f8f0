"""What evidence can be, who holds it, and how much of it is kept."""

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term

KINDS = {
    "photo_injury": Term(_l("Photo of an injury")),
    "photo_damage": Term(_l("Photo of damage")),
    "graffiti": Term(_l("Photo of graffiti")),
    "screenshot": Term(_l("Picture of a screen")),
    "audio": Term(_l("Sound recording")),
    "video": Term(_l("Film")),
    "letter": Term(_l("Letter or leaflet")),
    "clothing": Term(_l("Clothing that was kept")),
    "medical_note": Term(_l("Note from a doctor or hospital")),
    "cctv_asked": Term(_l("Camera film (CCTV) that somebody has asked for")),
    "diary_sheet": Term(_l("Diary of what happened and when")),
}
ALWAYS_OF_THE_PERSON = frozenset({"photo_injury", "medical_note"})  # whatever was ticked
CCTV_ASKED = "cctv_asked"
CCTV_POSSIBLE = "cctv_possible"  # a camera may have seen it and nobody has asked yet: a row of the program's own

HOLDERS = {
    "us": Term(_l("We do")),
    "person": Term(_l("The person")),
    "police": Term(_l("The police")),
    "landlord": Term(_l("The landlord")),
    "other": Term(_l("Somebody else")),
}

# Answers to "could a camera have seen it" after which somebody can ask for the film.
CAMERAS = frozenset({"estate", "shop_or_bus", "doorbell"})
CCTV_DAYS = 31  # what operators commonly keep; many keep less

FILE_BYTES = 10 * 1024 * 1024
REPORT_FILES = 10
REPORT_BYTES = 40 * 1024 * 1024
CENTRE_DAY_BYTES = 200 * 1024 * 1024
REPORT_ITEMS = 30  # with and without a file

# Versions of the consent that name photographs, papers and recordings. Who agreed to another one never spoke of them.
WORDINGS_WITH_EVIDENCE = frozenset({"2026-12-evidence"})
