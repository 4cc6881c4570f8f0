"""What counts, how a meeting begins, and how to listen."""

from flask_babel import lazy_gettext as _l

from reporting.people.training.syllabus.module import Module, right, wrong

MODULES = (
    Module(
        key="what_counts",
        is_essential=True,
        title=_l("What counts"),
        paragraphs=(
            _l(
                "A hate incident is anything that the person targeted, or anyone else, believes was done out of hostility or prejudice."
            ),
            _l(
                "It can be about race, religion, sexual orientation, disability or being transgender. It can be about more than one of these."
            ),
            _l(
                "What counts is how it was perceived. The person does not have to prove why it was done. You do not have to agree."
            ),
            _l(
                "It may be a crime or not. It is not for you to decide whether it is a crime. Insults in the street count. Rubbish left at a door counts."
            ),
            _l("Someone who only saw it may tell you too. If you are unsure, write it down. The coordinator reads it."),
        ),
        question=_l(
            "Someone throws eggs at a woman's window every week. She believes it is because she is Somali. She says: “Perhaps it is not a crime.” What do you do?"
        ),
        options=(
            right(_l("I take the report. It is not for me to decide whether it is a crime.")),
            wrong(_l("I take the report only if another person saw that it was about race.")),
            wrong(_l("I first find out which law was broken. Then I decide.")),
        ),
        explanation=_l(
            "What she believes is enough. Nobody has to prove anything to you. Whether it is a crime is looked at later, by others."
        ),
    ),
    Module(
        key="first_minutes",
        title=_l("The first ten minutes"),
        paragraphs=(
            _l(
                "Ask first: are you safe now? If someone is in danger now, or a crime is happening, call 999. The report can wait."
            ),
            _l("Find a quiet room. Nobody else should hear you or see the screen."),
            _l("Ask the person alone who may stay with them. Whoever came along may be the one they are afraid of."),
            _l("Say who you are and about how long it takes. They can take a break or stop at any time."),
            _l(
                "Say before they begin what happens with the things they tell you. Say that you cannot promise to keep everything secret."
            ),
            _l("If someone comes in whom the person fears, close the page. What you saved is kept."),
        ),
        question=_l(
            "A man telephones the centre. He says that people are breaking his door while he speaks. What comes first?"
        ),
        options=(
            right(_l("Call 999. The report can wait.")),
            wrong(_l("Write down what they look like while he can still see them.")),
            wrong(_l("Ask him to come to the centre and tell it there.")),
        ),
        explanation=_l("Safety comes before every form. When he is safe, you can take the report together."),
    ),
    Module(
        key="listening",
        title=_l("Listening"),
        paragraphs=(
            _l("Listen, observe, record, report. You do not lead, and you do not investigate."),
            _l("Let the person tell it in their own order and at their own speed. Silence is fine."),
            _l("Ask open questions, such as: what happened then? Do not suggest the answer."),
            _l("Write down the exact words that were used. Write insults as they were said, too."),
            _l(
                "After a shock people may cry, laugh, fall silent or mix up the order of things. That does not make it less true."
            ),
            _l(
                "Never ask why they did not do something. It sounds as if it was their fault. Thank them for telling you."
            ),
        ),
        question=_l("The person falls silent in the middle of the story. Which question helps best?"),
        options=(
            right(_l("What happened then?")),
            wrong(_l("Was it one of the boys from the corner shop?")),
            wrong(_l("Why did you not call the police?")),
        ),
        explanation=_l(
            "An open question leaves the story with the person. A question about certain boys suggests an answer. “Why did you not …” sounds like blame."
        ),
    ),
)
