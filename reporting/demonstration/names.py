"""Every name of the demonstration borough. All are invented; none is a person's."""

BOROUGH = "Larkmere"

WARDS = (
    "Larch Green", "Mill Quarter", "Northgate Fields", "Copper Hill", "Saltmarsh", "Gull Point", "Sandlings",
    "Ferry Reach", "Wick Common", "Orchard Vale", "Lantern Hill", "Harbour Side", "Weavers Row", "Chapel Mead",
    "Tidewell", "Bramble Heath", "Ropewalk", "Millpond", "Eastcliff", "Garland Moor",
)  # fmt: skip

STORY_ESTATE = "Larkspur Estate"

ESTATES = (
    "Heron Court", "Teasel Gardens", "Copperfield Rise", "Marram Walk", "Samphire Court", "Brackwater Estate",
    "Plover Gardens", "Old Tannery Estate", "Beacon Rise", "Eelgrass Court", "Fallow Estate", "Tern Buildings",
    "Windlass Court", "Sedge Gardens", "Kelp Yard Estate", "Hazel Rise", "Anchorage Court", "Dunlin Estate",
    "Wherry Gardens", "Quarry Mount", "Redshank Court", "Tamarisk Estate", "Bellrope Gardens", "Cinder Yard",
    "Skylark Rise", "Cormorant Court", "Meadowsweet Estate", "Lighterman Gardens", "Thrift Court", "Burnet Rise",
    "Saltern Estate", "Whimbrel Court", "Coppice Gardens", "Foxglove Estate", "Ropery Court", "Yarrow Gardens",
    "Fulmar Rise", "Stonecrop Estate", "Turnstone Court",
)  # fmt: skip

PLACES: dict[str, tuple[str, ...]] = {
    "station": ("Larkmere Central", "Mill Quarter Station", "Saltmarsh Halt", "Harbour Side Station"),
    "library": ("Larch Library", "Copper Hill Library", "Ferry Reach Library", "Orchard Vale Library"),
    "park": (
        "Gull Park", "Lantern Hill Park", "Sandlings Rec", "Wick Common", "Bramble Fields", "Millpond Gardens",
        "Beacon Park", "Northgate Green",
    ),
    "school": (
        "Larch Green Primary", "Saltmarsh Primary", "Ferry Reach Primary", "Copper Hill School", "Beacon Academy",
        "Harbour Side Primary", "Wick Common School", "Orchard Vale Primary", "Northgate School", "Millpond Nursery",
    ),
    "place_of_worship": (
        "Seabank Chapel", "Northgate Mosque", "Millpond Mosque", "Ferry Street Synagogue", "Westway Temple",
        "Gull Lane Gurdwara", "Chapel of the Sands", "Lantern Hill Church",
    ),
    "market": ("Mill Street Market", "Quay Market"),
    "square": ("Beacon Square", "Ropewalk Square", "Customs Square"),
    "shopping_centre": ("The Tannery Shops",),
    "leisure_centre": ("Sandlings Baths", "Beacon Sports Hall"),
    "hospital": ("Larkmere General",),
    "university": ("Larkmere College",),
    "pub": ("The Wherry", "The Lamplighter", "The Salt Cellar", "The Two Herons"),
    "nightlife": ("Club Halyard", "The Tide Room"),
    "cinema": ("Beacon Picture House",),
    "museum": ("Customs House Museum",),
    "bus_stop": (
        "Mill Street stop", "Beacon Square stop", "Ferry Lane stop", "Harbour Road stop", "Wick Lane stop",
        "Tannery stop", "Lantern Road stop", "Saltmarsh Cross stop",
    ),
}  # fmt: skip

FIRST_WORDS = (
    "Alder", "Anvil", "Bramble", "Bellfounder", "Candle", "Chandler", "Clover", "Cooper", "Curlew", "Dovecote",
    "Eddy", "Elder", "Fennel", "Fletcher", "Furze", "Gannet", "Gorse", "Harrow", "Hawser", "Hazel", "Heather",
    "Hornbeam", "Juniper", "Kestrel", "Lantern", "Lavender", "Linnet", "Mallow", "Maltings", "Marten", "Medlar",
    "Millstone", "Mulberry", "Netmaker", "Osier", "Otter", "Pebble", "Pilot", "Pipit", "Primrose", "Quill", "Ropewalk",
    "Rowan", "Rush", "Sailmaker", "Sandpiper", "Sorrel", "Spindle", "Swift", "Teal", "Thistle", "Tiller", "Tolhouse",
    "Vetch", "Wagtail", "Weaver", "Wicker", "Willow", "Windmill", "Wren",
)  # fmt: skip
LAST_WORDS = ("Street", "Road", "Lane", "Walk", "Row", "Close", "Terrace", "Way")

CENTRES = {
    "HARBOUR": "Harbour Centre",
    "MEADOW": "Meadow House",
    "ORCHARD": "Orchard Hall",
    "LANTERN": "Lantern Women's Centre",
    "MILL": "Old Mill Rooms",
    "QUAY": "Quayside Advice",
}
