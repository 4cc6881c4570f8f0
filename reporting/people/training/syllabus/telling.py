"""What may be shared, the form, and what is said about the people who did it."""

from flask_babel import lazy_gettext as _l

from reporting.people.training.syllabus.module import Module, right, wrong

MODULES = (
    Module(
        key="sharing",
        is_essential=True,
        title=_l("The person decides what is shared"),
        paragraphs=(
            _l(
                "There are four choices: only count it; help me, but do not tell the police; tell the police what happened, but not who I am; tell the police what happened and who I am."
            ),
            _l(
                "Explain all four before you hear the story. Use the language they understand best. Read the choice back to them."
            ),
            _l("The person chooses. Do not push. Do not choose for them, even to be kind."),
            _l(
                "One yes is not a yes to everything. Whether the police may read the person's own words is asked separately."
            ),
            _l("They can change their mind later, with their reference and their secret number."),
            _l(
                "If a life is in danger, or a child is at risk, we may have to tell someone without a yes. We tell the person first, wherever that is safe."
            ),
        ),
        question=_l(
            "A woman wants the police to know what happened, but not who she is. You think that the police could do more with her name. What do you choose in the form?"
        ),
        options=(
            right(_l("What she said: the police learn what happened, but not who she is.")),
            wrong(_l("The police learn her name too. It is better for her.")),
            wrong(_l("Only count it. That is always the safest for someone who is afraid.")),
        ),
        explanation=_l("She decides. Tell her that she can change her mind later, in both directions."),
    ),
    Module(
        key="the_form",
        title=_l("The form, and three kinds of telling"),
        paragraphs=(
            _l(
                "The form asks one thing at a time, in the order in which people tell it. Every page is saved when you press Continue. Until it is sent, only you can open it."
            ),
            _l("A hate incident: someone was targeted because of who they are, or who others think they are."),
            _l(
                "A community safety concern: something else that makes the neighbourhood feel unsafe, such as drug dealing."
            ),
            _l("A tension observation: a mood, a rumour or a worry in a community. It is not a report about a person."),
            _l("“No”, “not known” and “not asked” are three different answers. Choose the true one. Never guess."),
            _l("At the end, look together at what the police will see. Then send it."),
        ),
        question=_l(
            "Several people tell you that there may be trouble at Saturday's street market. Nothing has happened yet. What is this?"
        ),
        options=(
            right(_l("A tension observation")),
            wrong(_l("A hate incident")),
            wrong(_l("Nothing that anyone needs to know, because nothing has happened")),
        ),
        explanation=_l(
            "It is a worry about something that may come. It helps to know of it early, without a report about a person."
        ),
    ),
    Module(
        key="alleged",
        title=_l("What is said about the people who did it"),
        paragraphs=(
            _l(
                "What people say about who did it is what they say. It is not proved. You write it down and you do not judge."
            ),
            _l(
                "Always ask: how do you know? Did they see it themselves, did someone tell them, or is it only talked about? Choose the true answer in the form."
            ),
            _l(
                "“I saw him go in” and “everybody says that he lives there” can both be written down. They are not the same."
            ),
            _l(
                "Do no detective work. Do not follow anyone, look at houses, search the internet, show photographs or ask the neighbours. It can put people in danger."
            ),
            _l("Describe what was seen: how many, how tall, which clothes. Do not guess where someone comes from."),
        ),
        question=_l("A man says: “Everyone on our stairs says that the boy lives at number 9.” What do you do?"),
        options=(
            right(_l("I write it as he said it and choose “It is talked about”.")),
            wrong(_l("I walk past number 9 on my way home to see whether it is true.")),
            wrong(_l("I write that the boy lives at number 9.")),
        ),
        explanation=_l(
            "A rumour is worth writing down as a rumour. Written as a fact, it could harm someone who did nothing. Finding out is not your task."
        ),
    ),
)
