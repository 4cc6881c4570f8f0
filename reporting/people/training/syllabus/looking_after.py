"""Looking after yourself, and knowing when a colleague should take the report."""

from flask_babel import lazy_gettext as _l

from reporting.people.training.syllabus.module import Module, right, wrong

MODULES = (
    Module(
        key="yourself",
        title=_l("Looking after yourself"),
        paragraphs=(
            _l(
                "Hearing such things is hard. Perhaps you have lived through the same. It is normal that it stays with you."
            ),
            _l("Take a break after every report. Do not take two hard ones in a row, if you can avoid it."),
            _l("Talk to your lead about how you are. You can do that without saying who told you what."),
            _l("You may say no to a report. You may stop being a volunteer, for a while or for good."),
            _l("Do not visit anyone at home alone, and do not give out your own telephone number."),
            _l("Signs that you need help: you sleep badly, you are often angry, you think of it all the time."),
        ),
        question=_l("After a hard report you have slept badly for a week. What do you do?"),
        options=(
            right(_l("I talk to my lead about how I feel, without saying who told me what.")),
            wrong(_l("I tell a good friend the whole story. Then it is off my mind.")),
            wrong(_l("I say nothing. A good volunteer can bear it.")),
        ),
        explanation=_l(
            "Asking for help is part of the work. Your lead can help you, and the person's story stays safe."
        ),
    ),
    Module(
        key="conflict",
        title=_l("When you know the people"),
        paragraphs=(
            _l(
                "Sooner or later you will know the person who comes, or the people they speak of. It happens in every community."
            ),
            _l(
                "Then a colleague takes the report. This also holds for relatives, neighbours, your employer and your landlord."
            ),
            _l(
                "If you notice it in the middle, stop and say so openly. What you saved is kept. Your lead arranges who goes on."
            ),
            _l("It is no shame. It protects the person, and it protects you."),
            _l("Never tell the people concerned that somebody has spoken of them. It could put the person in danger."),
            _l("If something was done to you, tell it to a colleague. Nobody takes their own report."),
        ),
        question=_l("In the middle of a report you notice that the person is speaking of your cousin. What do you do?"),
        options=(
            right(_l("I stop, say that I know him, and let a colleague take over.")),
            wrong(_l("I go on, but I leave his name out.")),
            wrong(_l("I go on, and afterwards I ask my cousin what really happened.")),
        ),
        explanation=_l(
            "Whoever knows the people cannot be sure of hearing everything fairly. Asking your cousin would tell him who spoke."
        ),
    ),
)
