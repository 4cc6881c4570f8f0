"""The same in Somali, Arabic and Bengali: short sentences, each beside its English."""

from random import Random

Sentence = tuple[str, str]

ACTS: dict[str, dict[str, Sentence]] = {
    "so": {
        "verbal_abuse": ("Niman dhallinyaro ah ayaa jidka igu caayay.", "Young men insulted me in the street."),
        "gesture_or_spitting": ("Way igu candhuufeen markii aan baska sugayay.", "They spat at me while I was waiting for the bus."),
        "threat": ("Waxay igu yiraahdeen way ogyihiin meesha aan degganahay.", "They told me that they know where I live."),
        "rubbish_or_substance": ("Ukun bay albaabkayga ku tuureen.", "They threw eggs at my door."),
        "criminal_damage_home": ("Daaqadda jikada ayay jebiyeen.", "They broke the kitchen window."),
        "school_bullying": ("Waxay gabadhayda ka jiideen xijaabka.", "They pulled my daughter's hijab off."),
        "assault_no_injury": ("Way i riixeen.", "They pushed me."),
    },
    "ar": {
        "verbal_abuse": ("شتمني شباب في الشارع.", "Young people insulted me in the street."),
        "gesture_or_spitting": ("بصقوا عليّ عند موقف الحافلة.", "They spat at me at the bus stop."),
        "threat": ("قالوا لي إنهم يعرفون أين أسكن.", "They told me that they know where I live."),
        "rubbish_or_substance": ("رموا البيض على باب بيتي.", "They threw eggs at the door of my home."),
        "criminal_damage_home": ("كسروا نافذة المطبخ.", "They broke the kitchen window."),
        "school_bullying": ("سحبوا حجاب ابنتي أمام المدرسة.", "They pulled my daughter's hijab in front of the school."),
        "assault_no_injury": ("دفعوني بقوة.", "They pushed me hard."),
    },
    "bn": {
        "verbal_abuse": ("কয়েকজন ছেলে রাস্তায় আমাকে গালি দিয়েছে।", "Some boys insulted me in the street."),
        "gesture_or_spitting": ("বাস স্টপে তারা আমার দিকে থুতু ফেলেছে।", "They spat towards me at the bus stop."),
        "threat": ("তারা বলেছে, আমি কোথায় থাকি তা তারা জানে।", "They said that they know where I live."),
        "rubbish_or_substance": ("তারা আমার দরজায় ডিম ছুড়েছে।", "They threw eggs at my door."),
        "criminal_damage_home": ("তারা রান্নাঘরের জানালা ভেঙেছে।", "They broke the kitchen window."),
        "school_bullying": ("স্কুলের সামনে তারা আমার মেয়ের হিজাব টেনেছে।", "They pulled my daughter's hijab in front of the school."),
        "assault_no_injury": ("তারা আমাকে ধাক্কা দিয়েছে।", "They pushed me."),
    },
}  # fmt: skip

OPENINGS: dict[str, tuple[Sentence, ...]] = {
    "so": (
        ("Waxaan rabaa inaan sheego wixii dhacay.", "I want to tell what happened."),
        ("Waxay dhacday guriga agtiisa.", "It happened near the house."),
        ("Waxaan la joogay carruurtayda.", "I was with my children."),
    ),
    "ar": (
        ("أريد أن أحكي ما حدث.", "I want to tell what happened."),
        ("حدث هذا قرب البيت.", "This happened near the house."),
        ("كنت مع أطفالي.", "I was with my children."),
    ),
    "bn": (
        ("কী ঘটেছে তা আমি বলতে চাই।", "I want to tell what happened."),
        ("এটা বাড়ির কাছে ঘটেছে।", "It happened near the house."),
        ("আমি বাচ্চাদের সঙ্গে ছিলাম।", "I was with the children."),
    ),
}

MORE: dict[str, tuple[Sentence, ...]] = {
    "so": (
        ("Waxay igu yiraahdeen: dalkaagii ku noqo.", "They said to me: go back to your country."),
        ("Carruurtaydu way arkeen.", "My children saw it."),
        ("Qofna ima caawin.", "Nobody helped me."),
        ("Tani waa markii saddexaad.", "This is the third time."),
    ),
    "ar": (
        ("قالوا لي: ارجعوا إلى بلدكم.", "They said to me: go back to your country."),
        ("رأى أطفالي كل شيء.", "My children saw everything."),
        ("لم يساعدني أحد.", "Nobody helped me."),
        ("هذه هي المرة الثالثة.", "This is the third time."),
    ),
    "bn": (
        ("তারা বলেছে: নিজের দেশে ফিরে যাও।", "They said: go back to your own country."),
        ("আমার বাচ্চারা সব দেখেছে।", "My children saw everything."),
        ("কেউ আমাকে সাহায্য করেনি।", "Nobody helped me."),
        ("এটা তৃতীয়বার ঘটল।", "This happened for the third time."),
    ),
}

SINCE: dict[str, tuple[Sentence, ...]] = {
    "so": (
        ("Waan baqayaa, carruurtayduna ma seexdaan.", "I am afraid, and my children do not sleep."),
        ("Ma rabo inay ogaadaan inaan sheegay.", "I do not want them to know that I told."),
        ("Waxaan rabaa inay joogsato.", "I want it to stop."),
    ),
    "ar": (
        ("أخاف على أطفالي ولا أنام جيدًا.", "I fear for my children and I do not sleep well."),
        ("لا أريد أن يعرفوا أنني تكلمت.", "I do not want them to know that I spoke."),
        ("أريد أن يتوقف هذا.", "I want this to stop."),
    ),
    "bn": (
        ("আমি ভয়ে বাইরে যাই না।", "I am afraid and do not go out."),
        ("আমি চাই না তারা জানুক যে আমি বলেছি।", "I do not want them to know that I told."),
        ("আমি চাই এটা বন্ধ হোক।", "I want this to stop."),
    ),
}


def narrative(random: Random, language: str, main_type: str) -> tuple[str, str] | None:
    """The account and its English; None where this room has no words for it."""
    act = ACTS.get(language, {}).get(main_type)
    if act is None:
        return None
    said = [
        random.choice(OPENINGS[language]),
        act,
        *random.sample(MORE[language], random.randint(1, 2)),
        random.choice(SINCE[language]),
    ]
    return " ".join(one for one, _ in said), " ".join(english for _, english in said)
