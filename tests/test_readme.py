"""The README says what is: every setting with its default, every command, every library."""

import re
from pathlib import Path

from reporting.config import described

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_every_setting_stands_in_the_readme_with_its_default():
    for name, default, unit, meaning in described():
        shown = f"`{default}`" if default else ""
        assert f"| `{name}` | {shown} | {unit} | {meaning} |" in README


def test_every_command_stands_in_the_readme(app):
    for name, command in app.cli.commands.items():
        if name in {"run", "shell", "routes"}:  # Flask's own
            continue
        for word in getattr(command, "commands", {name: None}):
            spoken = f"{name} {word}" if word != name else name
            assert re.search(rf"`{re.escape(spoken)}\b", README), spoken


def test_every_library_has_its_reason():
    for line in (ROOT / "requirements.in").read_text().splitlines():
        name = re.split(r"[\[~>=<;# ]", line)[0]
        if name:
            assert re.search(rf"\b{re.escape(name)}\b", README), name


def test_the_pictures_of_the_readme_are_there():
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).exists(), path
