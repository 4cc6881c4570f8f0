"""Tension and nil returns, keeping data safe, and who can help."""

from flask_babel import lazy_gettext as _l

from reporting.people.training.syllabus.module import Module, right, wrong

MODULES = (
    Module(
        key="tension",
        title=_l("Tension, and weeks in which nothing happened"),
        paragraphs=(
            _l("Tension is unrest, fear or anger in a community. Often there is no crime at all."),
            _l(
                "Three words help. Experienced: what people feel. Evidenced: what happened and can be shown, such as graffiti or leaflets. Potential: what may come, such as an event or news."
            ),
            _l("Write what you heard, where and when. Write no names."),
            _l("Do not ask around about a rumour. Asking spreads it."),
            _l(
                "Your centre answers every week. If there was nothing, say so. That is called a nil return. It shows that someone looked and all was calm."
            ),
            _l("Silence does not show that. It may only mean that nobody looked."),
        ),
        question=_l("Your centre heard of nothing this week. What do you send?"),
        options=(
            right(_l("A nil return: we looked, and there was nothing.")),
            wrong(_l("Nothing. We write only when there is news.")),
            wrong(_l("The answer of last week once more.")),
        ),
        explanation=_l(
            "A nil return is news too. Without it nobody can tell a calm week from a week in which nobody looked."
        ),
    ),
    Module(
        key="data",
        title=_l("Keeping what you hear safe"),
        paragraphs=(
            _l(
                "The law protects facts about race, religion, health and sexual orientation more strictly than others. Reports are full of them."
            ),
            _l(
                "Write only into the form. No notes on paper, no photographs, no messages and no e-mail about what you hear."
            ),
            _l("Use your own account, on a device you trust. Lock the screen when you get up. Sign out at the end."),
            _l("Do not open reports out of curiosity. Every opening is written down."),
            _l("Say nothing to family or friends, also after you have stopped being a volunteer."),
            _l(
                "If something goes wrong, such as a lost telephone, tell your lead at once. It happens: in one real case a single e-mail showed 56 victims and witnesses to each other."
            ),
        ),
        question=_l("The internet fails at the centre in the middle of a report. What do you do?"),
        options=(
            right(_l("I wait, or agree on another time. The saved pages are kept.")),
            wrong(_l("I write the rest on paper and take it home to type it there.")),
            wrong(_l("I send the rest in a message to a colleague who has internet.")),
        ),
        explanation=_l("Paper gets lost and messages are copied. What stands in the form is sealed and waits for you."),
    ),
    Module(
        key="signposting",
        title=_l("Who can help"),
        paragraphs=(
            _l("You listen and report. You are not a lawyer, a doctor or a counsellor. You know who can help."),
            _l("Ask what would help before you offer anything. Arrange nothing without a yes."),
            _l("The form asks which support is wanted. That part is never shown to the police."),
            _l("Help does not depend on a report to the police. Everyone can get support."),
            _l(
                "Use your centre's list of organisations. Check that it is up to date. Never give a number from memory."
            ),
            _l(
                "The page “Help now” is at the top of every page: 999 when there is danger, 101 for the police when it is not an emergency."
            ),
        ),
        question=_l("A man only wants someone to talk to. He does not want the police to know. What do you do?"),
        options=(
            right(_l("I tell him who could help. He can choose help without the police.")),
            wrong(_l("I explain that there is help only for those who tell the police.")),
            wrong(_l("I give his telephone number to a counsellor. That saves him the trouble.")),
        ),
        explanation=_l("He decides who learns of it. Help and the police are two separate choices."),
    ),
)
