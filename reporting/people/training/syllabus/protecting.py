"""Risk, safeguarding and interpreters."""

from flask_babel import lazy_gettext as _l

from reporting.people.training.syllabus.module import Module, right, wrong

MODULES = (
    Module(
        key="risk",
        title=_l("Questions about risk"),
        paragraphs=(
            _l("The form asks everyone the same questions about risk. Ask every one of them, slowly, even a hard one."),
            _l("“Not known” is a good answer. “No” is wrong when nobody asked."),
            _l(
                "Some signs are grave: threats to kill, weapons, fire, or talk of harming oneself. Take them seriously, also when the person laughs about it."
            ),
            _l("Is it happening now? Call 999."),
            _l(
                "Is the risk high, but not now? Send the report at once and tell your lead or the coordinator the same hour. Do not wait to be sure."
            ),
            _l("You do not decide how high the risk is. The form suggests it, and the coordinator decides."),
        ),
        question=_l(
            "It is Friday afternoon. A woman is safe with you at the centre. She says that a neighbour has threatened to set fire to her flat. What do you do?"
        ),
        options=(
            right(_l("I send the report now and tell my lead or the coordinator at once.")),
            wrong(_l("I wait until Monday. Perhaps he does not mean it.")),
            wrong(_l("I keep it between the two of us, because she is afraid.")),
        ),
        explanation=_l(
            "A threat of fire is grave. Others must learn of it today, so that she is not alone with it over the weekend."
        ),
    ),
    Module(
        key="safeguarding",
        is_essential=True,
        title=_l("Children, and adults who need protection"),
        paragraphs=(
            _l(
                "You may hear or notice that a child, or an adult who cannot protect themselves, is being harmed. Their safety comes first."
            ),
            _l(
                "Never promise to keep it secret. Say kindly that you must tell someone whose work is to keep people safe."
            ),
            _l(
                "Tell your centre's safeguarding lead, or the coordinator, on the same day. If someone is in danger now, call 999."
            ),
            _l("Do not question a child. Listen, write down the exact words, and leave the questions to others."),
            _l("Do not speak to the person who may be doing the harm. Do not try to solve it yourself."),
            _l(
                "A parent usually decides for a child. If a parent may be the danger, do not ask that parent. Go to the safeguarding lead first."
            ),
        ),
        question=_l(
            "A girl tells you that someone at home hurts her. She says: “Promise that you tell nobody.” What do you say?"
        ),
        options=(
            right(_l("I cannot promise that. I will tell someone today whose work is to keep you safe.")),
            wrong(_l("I promise. You can trust me.")),
            wrong(_l("I will ask your parents whether it is true.")),
        ),
        explanation=_l(
            "A promise that you cannot keep takes away her trust. Asking at home could put her in more danger. The safeguarding lead knows what to do next."
        ),
    ),
    Module(
        key="interpreters",
        title=_l("Interpreters"),
        paragraphs=(
            _l(
                "Hard things are told best in one's own language. Offer an interpreter, even when someone speaks some English."
            ),
            _l(
                "Never use a child or a relative as an interpreter, and no friend or neighbour either. It may hurt them to hear it. They may leave things out. They may be part of it."
            ),
            _l(
                "The form can show every question in two languages. That helps, but it does not replace an interpreter."
            ),
            _l(
                "Ask whether this interpreter is right: the same language, a woman or a man, and nobody who knows the family."
            ),
            _l("Speak to the person, not to the interpreter. Use short sentences."),
            _l("If there is no interpreter today, make sure that the person is safe and agree on another day."),
        ),
        question=_l(
            "A mother speaks little English. Her daughter, who is 15, offers to interpret. Nobody is in danger. What do you do?"
        ),
        options=(
            right(_l("I thank the daughter and agree on a time with an interpreter.")),
            wrong(_l("I let the daughter interpret. She knows her mother best.")),
            wrong(_l("I telephone the husband and let him interpret. He is an adult.")),
        ),
        explanation=_l(
            "Never a child and never a relative. The mother may not say everything in front of them, and the daughter should not have to carry it."
        ),
    ),
)
