"""``demo load`` and ``demo clear``."""

import time

import click
from flask.cli import AppGroup

from reporting.database import finish
from reporting.demonstration import actions, cast, names

demo_commands = AppGroup("demo", help="The fictional borough of a demonstration.")

PATIENCE_SECONDS = 2.0
REFUSAL = "This is a real instance. Made-up reports must never stand among real ones: nothing was changed."


@demo_commands.command()
@click.option("--reports", "n_reports", type=click.IntRange(0, 500_000), default=actions.DEFAULT_REPORTS, show_default=True,
              help="How many reports; the estate's story comes first.")  # fmt: skip
@click.option("--months", type=click.IntRange(1, 96), default=actions.DEFAULT_MONTHS, show_default=True,
              help="Over how many months before today they were told.")  # fmt: skip
@click.option(
    "--seed", type=int, default=actions.DEFAULT_SEED, show_default=True, help="The same seed, the same borough."
)
def load(n_reports: int, months: int, seed: int) -> None:
    """Add the borough of Larkmere, its cast and believable reports. Safe to repeat: it is added once."""
    began = time.monotonic()

    def say(done: int) -> None:
        if time.monotonic() - began > PATIENCE_SECONDS:
            click.echo(f"{done:,} of {n_reports:,} reports …", err=True)

    try:
        loaded = actions.load_demonstration(n_reports=n_reports, months=months, seed=seed, on_progress=say)
    except actions.NotADemonstration as refusal:
        finish(keep=False)
        click.echo(REFUSAL, err=True)
        raise SystemExit(1) from refusal
    except actions.OtherDataPresent as refusal:
        finish(keep=False)
        click.echo(
            "This instance already holds other wards, centres or accounts: nothing was changed. "
            "'demo clear' empties a demonstration.",
            err=True,
        )
        raise SystemExit(1) from refusal
    finish(keep=loaded is not None)
    if loaded is None:
        click.echo(f"{names.BOROUGH} is here already: nothing was changed. 'demo clear' removes it.")
        return
    click.echo(f"{names.BOROUGH} is here with {loaded.n_reports:,} reports. It lies nowhere and nobody lives there.")
    click.echo(
        f"Sign in as {', '.join(name.title() for name in cast.CAST)}: {cast.email('name')}, “{cast.PASSPHRASE}”."
    )
    if loaded.reference:
        click.echo(f"To follow a report as its teller does: reference {loaded.reference}, secret {loaded.secret}.")


@demo_commands.command()
def clear() -> None:
    """Remove every report, place and account of a demonstration. The audit trail stays."""
    try:
        n_reports = actions.clear_demonstration()
    except actions.NotADemonstration as refusal:
        finish(keep=False)
        click.echo(REFUSAL, err=True)
        raise SystemExit(1) from refusal
    finish(keep=True)
    click.echo(f"Removed {n_reports:,} reports and everything else of the demonstration. The audit trail stays.")
