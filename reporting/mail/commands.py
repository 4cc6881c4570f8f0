"""``mail deliver``, ``mail list``."""

import click
from flask.cli import AppGroup

from reporting.database import finish
from reporting.mail import queries
from reporting.mail.delivery import MAX_ATTEMPTS
from reporting.mail.delivery import deliver as deliver_letters

mail_commands = AppGroup("mail", help="The outbox: letters that say only that there is news.")


@mail_commands.command()
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(min=1), help="At most so many letters.")
@click.option("--when-due", is_flag=True, help="Leave a letter that failed until its next turn; for a timed job.")
def deliver(limit: int, when_due: bool) -> None:
    """Send what is in the outbox by SMTP. Repeating it sends nothing twice."""
    outcome = deliver_letters(limit, when_due=when_due)
    click.echo(f"{outcome.n_delivered} delivered.")
    if not outcome.n_failed:
        return
    met = ", ".join(f"{problem} ({count})" for problem, count in sorted(outcome.problems.items()))
    click.echo(f"{outcome.n_failed} not delivered: {met}.", err=True)
    if outcome.n_left:
        click.echo(f"The mail server could not be used; {outcome.n_left} not tried.", err=True)
    raise SystemExit(1)


@mail_commands.command("list")
def list_() -> None:
    """How many letters wait, were delivered, or were given up."""
    state = queries.outbox()
    finish(keep=False)
    click.echo(f"{state.n_waiting} waiting, {state.n_delivered} delivered, {state.n_given_up} given up.")
    for problem, count in sorted(state.problems.items()):
        click.echo(f"Last met by {count}: {problem}.")
    if state.n_given_up:
        click.echo(f"A letter is given up after {MAX_ATTEMPTS} attempts.")
