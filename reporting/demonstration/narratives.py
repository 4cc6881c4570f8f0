"""What people say happened, put together from sentences. Nobody said any of it."""

from random import Random

WHEN = {
    "early_morning": ("before it was light", "in the night", "very early in the day"),
    "morning": ("in the morning", "around nine", "that morning"),
    "afternoon": ("in the afternoon", "after school", "around four o'clock"),
    "evening": ("in the evening", "around seven", "just before it got dark"),
    "night": ("late in the evening", "after dark", "around ten at night"),
    "not_known": ("one day", "some time that day", "not long ago"),
}

OPENINGS = {
    "home": (
        "I was at home {when}.", "We were all indoors {when}.", "I had just put the shopping down {when}.",
        "{When} there was a bang on the door.", "I was opening my front door {when}.",
        "{When} I heard voices outside my window.",
    ),
    "street": (
        "I was walking along {place} {when}.", "I was crossing {place} {when}.", "{When} I was on {place} with my bags.",
        "I had stopped on {place} to answer my phone {when}.", "{When} I was pushing the buggy along {place}.",
        "I was going back along {place} {when}, by myself.",
    ),
    "there": (
        "It happened at {place} {when}.", "I was at {place} {when}.", "{When} I went to {place}, as I always do.",
        "I had only just come to {place} {when}.", "My sister and I were at {place} {when}.",
        "{When} I was waiting at {place}.",
    ),
    "away": (
        "I looked at my phone {when}.", "{When} a message came.", "It began {when} with one message.",
        "I found it {when}.", "{When} my daughter showed me what was on her screen.",
    ),
}  # fmt: skip

ACTS = {
    "verbal_abuse": (
        "{who} shouted insults at me.", "{who} called me names I do not want to repeat.",
        "{who} swore at me and laughed.", "{who} shouted after me until I was out of sight.",
        "{who} made fun of me until I walked away.", "{who} insulted my family in front of everybody.",
    ),
    "gesture_or_spitting": (
        "{who} spat at my feet.", "{who} spat towards me and made a sign with the hand.",
        "{who} made noises at me and pulled faces.", "{who} held an arm up at me and laughed.",
    ),
    "threat": (
        "{who} said next time I would not get away.", "{who} said they know where I live.",
        "{who} told me to be out by the end of the month, or else.", "{who} said they would be waiting for my son.",
    ),
    "intimidation_group": (
        "{who} stood in the way and would not let me pass.", "{who} followed me all the way to the corner.",
        "{who} gathered round us and stared without a word.", "{who} walked close behind me, whispering.",
    ),
    "harassment_repeated": (
        "{who} did the same as last week and the week before.", "{who} came back again, as on so many days.",
        "{who} would not leave us in peace, it is nearly every day.", "{who} waited until I was alone and started again.",
    ),
    "assault_no_injury": (
        "{who} pushed me against the railings.", "{who} threw a can that hit my shoulder.",
        "{who} pulled at my sleeve.", "{who} knocked the bag out of my hand.",
    ),
    "assault_injury": (
        "{who} hit me in the face and my lip was bleeding.", "{who} kicked my leg and I fell on the kerb.",
        "{who} pushed me down the steps and I hurt my wrist.",
    ),
    "weapon_used_or_shown": ("{who} lifted a jacket to show me a knife.", "{who} held a bottle up as if to hit me."),
    "robbery_theft_extortion": ("{who} took my phone and ran.", "{who} wanted money to let me pass."),
    "attempted_arson_or_firework": (
        "{who} pushed a lit firework through the letterbox.", "{who} set fire to the mat in front of the door.",
    ),
    "criminal_damage_home": (
        "{who} broke the kitchen window.", "{who} scratched the whole side of my car.",
        "{who} kicked the door until the lock was bent.", "{who} cut the tyres of my son's bicycle.",
    ),
    "criminal_damage_community": (
        "{who} broke the glass of the notice board.", "{who} kicked in the side door of the hall.",
    ),
    "graffiti": (
        "{who} had drawn a symbol on the wall.", "{who} had written on the door that we should leave.",
        "{who} had put stickers against us on the lamp posts.",
    ),
    "rubbish_or_substance": (
        "{who} threw eggs at the door.", "{who} left a bag of rubbish on the step.", "{who} poured something over the mat.",
        "{who} threw food at the window.",
    ),
    "hate_mail_leaflet": ("{who} left a letter full of insults.", "{who} had pushed leaflets against us under the door."),
    "phone_text": ("{who} rang and said ugly things.", "{who} sent one text after another telling us to leave."),
    "online_abuse": (
        "{who} wrote under my picture that people like me do not belong here.",
        "{who} put insults about us into the residents' group.", "{who} shared a photo of our shop with a nasty comment.",
    ),
    "neighbour_nuisance": (
        "{who} turned the music up as soon as we came home.", "{who} banged on the wall and shouted.",
        "{who} put the bins in front of our door again.",
    ),
    "refusal_of_service": (
        "{who} served everyone else and told me to wait outside.", "{who} said they do not take people like us.",
        "{who} asked to see papers that nobody else had to show.",
    ),
    "school_bullying": (
        "{who} called my son names at the gate.", "{who} would not let my daughter sit down.",
        "{who} pushed my boy and took his lunch.",
    ),
    "workplace_hostility": (
        "{who} imitated me in front of the whole team.", "{who} left a note in my locker.",
        "{who} said my kind should do the cleaning.",
    ),
    "drug_dealing_near_home": (
        "{who} were selling something from a car again.", "{who} used the stairwell, and left needles behind.",
        "{who} keep meeting in front of a door on our landing, one after another, a minute each.",
    ),
    "gang_related": ("{who} wanted my nephew to carry a bag for them.", "{who} came to look for boys from the other estate."),
    "vehicle_misuse": ("{who} rode mopeds across the playground.", "{who} raced up and down past the school."),
    "street_drinking_begging": ("{who} were drinking by the benches and shouted at people.",),
    "asb_other": ("{who} lit a fire by the bins.", "{who} broke the lift again.", "{who} kept ringing all the bells."),
    "other": ("{who} would not stop, whatever I said.", "{who} made it very clear that we are not wanted."),
}  # fmt: skip

WHO = {
    "1": ("A man", "A woman", "A young man", "Someone in a dark coat", "A man with a dog"),
    "2": ("Two men", "Two young people", "A man and a woman", "Two women"),
    "3-5": ("Some boys", "A few young men", "Three or four people", "Four teenagers"),
    "6-10": ("A group of young people", "Seven or eight boys"),
    "more_than_10": ("A crowd",),
    "unknown": ("Somebody", "Someone I did not see"),
}

BECAUSE = {
    "race": (
        "It was about the colour of my skin.",
        "It was all about where I come from.",
        "They laughed about my accent.",
        "They said people from my country should go home.",
        "They told me to speak English.",
    ),
    "religion": (
        "They said something about my headscarf.",
        "They made fun of how we pray.",
        "It was because of my faith, they said so.",
        "They shouted about my religion.",
    ),
    "sexual_orientation": (
        "They used words for gay people that I will not repeat.",
        "They had seen me holding my partner's hand.",
        "They asked who is the wife at home.",
    ),
    "disability": (
        "They laughed at my walking stick and said I pretend.",
        "They imitated how I speak since my stroke.",
        "They moved my wheelchair without asking.",
    ),
    "transgender": (
        "They asked again and again what I am.",
        "They used my old name on purpose.",
        "They tried to film me.",
    ),
    "immigration_status": (
        "They said refugees get everything.",
        "They said they would report me, though there is nothing to report.",
    ),
    "sex_or_gender": ("They said a woman should not be out alone.", "They said things about my body."),
    "age": ("They said I am too old to be of use.",),
    "alternative_subculture": ("It was about my clothes and my hair.",),
    "other_difference": ("They said that I am strange and do not fit in here.",),
}

ANSWERS = (
    "I did not answer.", "I asked them to stop and they laughed.", "Nobody around us said anything.",
    "A woman I do not know stayed with me until it was over.", "I pretended not to hear.", "I was shaking.",
    "My children saw all of it.", "I could not believe it at first.", "People looked away.",
    "I went inside and locked the door.", "I shouted back and then I was sorry.", "It lasted a few minutes.",
    "It was over very quickly.", "I wanted to cry but I did not want them to see.",
)  # fmt: skip

SINCE = (
    "Since then I take another way.", "I sleep badly since.", "My daughter does not want to go out alone now.",
    "I keep the curtains closed.", "I have not been back there.", "My wife wants to move.",
    "I look behind me all the time.", "I walk on the other side of the road now.",
    "My son asks me every morning if they will be there.", "I am angry more than afraid.",
    "I have lived here for many years and it was never like this.", "I thought it was too small to tell anyone.",
    "I did not think anyone would do anything.", "I am telling you because it happened to my neighbour too.",
    "I only want it to stop.", "I do not want trouble, I want it written down.",
)  # fmt: skip

WORDS = (
    "go back to where you came from", "you do not belong here", "we do not want you here", "speak English",
    "this is our street", "go home", "nobody asked you to come", "you people are all the same",
)  # fmt: skip


def narrative(
    random: Random, *, types: list[str], strand: str, part_of_day: str, setting: str, place: str, number: str
) -> str:
    """A few sentences. ``types`` begins with the main type; ``setting`` is a key of OPENINGS."""
    when = random.choice(WHEN[part_of_day])
    who = random.choice(WHO[number])
    opening = random.choice(OPENINGS[setting]).format(when=when, When=when[0].upper() + when[1:], place=place)
    acts = [random.choice(ACTS[name]) for name in types if name in ACTS][:2]
    told = [
        acts[0].format(who=who),
        *(act.format(who="Then they" if number != "1" else "Then the same person") for act in acts[1:]),
    ]
    why = [random.choice(BECAUSE[strand])] if strand else []
    after = random.sample(ANSWERS, random.randint(1, 2))
    return " ".join([opening, *told, *why, *after, random.choice(SINCE)])
