"""Unsafe settings are refused; secrets are made once and kept."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from reporting import config
from reporting.config import NoInstance, Settings, UnsafeSettings, refuse_unsafe

LONG = "q7Zt-0123456789-abcdefghij-KLMNOP"
SAFE = Settings(secret_key=LONG, audit_key=LONG[::-1], base_url="https://reports.example")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, *_rest in config.described():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


def test_safe_settings_pass():
    refuse_unsafe(SAFE)


@pytest.mark.parametrize("name", ["secret_key", "audit_key"])
@pytest.mark.parametrize("value", ["", "short", "a" * 64, "ab" * 40, LONG[:31]])
@pytest.mark.parametrize("is_demonstration", [True, False])
def test_a_guessable_secret_is_refused(name, value, is_demonstration):
    with pytest.raises(UnsafeSettings, match=name.upper()):
        refuse_unsafe(replace(SAFE, **{name: value}, is_demonstration=is_demonstration))


@pytest.mark.parametrize(
    "url",
    [
        "http://reports.example",
        "http://10.0.0.9:8000",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
        "",
        "reports.example",
    ],
)
@pytest.mark.parametrize("is_demonstration", [True, False])
def test_plain_http_is_refused_except_on_this_machine(url, is_demonstration):
    with pytest.raises(UnsafeSettings, match="BASE_URL"):
        refuse_unsafe(replace(SAFE, base_url=url, is_demonstration=is_demonstration))


@pytest.mark.parametrize("url", ["http://localhost:8000", "http://127.0.0.1:9", "http://[::1]:8000"])
def test_plain_http_is_allowed_on_this_machine(url):
    refuse_unsafe(replace(SAFE, base_url=url))


@pytest.mark.parametrize("word", ["1", "true", "TRUE", "yes", "on"])
def test_a_real_instance_never_runs_in_debug_mode(monkeypatch, word):
    monkeypatch.setenv("FLASK_DEBUG", word)
    with pytest.raises(UnsafeSettings, match="FLASK_DEBUG"):
        refuse_unsafe(SAFE)


@pytest.mark.parametrize("word", ["", "0", "false", "no"])
def test_debug_mode_switched_off_is_no_obstacle(monkeypatch, word):
    monkeypatch.setenv("FLASK_DEBUG", word)
    refuse_unsafe(SAFE)


def test_without_an_instance_there_are_no_settings(folder):
    with pytest.raises(NoInstance):
        config.from_environment()


@pytest.mark.parametrize("kind", ["real", "demonstration"])
def test_the_folder_says_whether_it_is_real_and_the_environment_cannot(folder, monkeypatch, kind):
    config.make_instance(folder, kind=kind)
    monkeypatch.setenv("IS_DEMONSTRATION", "1")
    assert config.from_environment().is_demonstration is (kind == "demonstration")


@pytest.mark.parametrize(("kind", "other"), [("real", "demonstration"), ("demonstration", "real")])
def test_an_instance_never_changes_its_kind(folder, kind, other):
    config.make_instance(folder, kind=kind)
    with pytest.raises(UnsafeSettings):
        config.make_instance(folder, kind=other)


def test_secrets_are_made_once_and_only_their_owner_reads_them(folder):
    assert config.make_instance(folder, kind="real")
    before = {name: (folder / name).read_text() for name in config.FILED_SECRETS}
    assert not config.make_instance(folder, kind="real")
    assert {name: (folder / name).read_text() for name in config.FILED_SECRETS} == before
    assert len(set(before.values())) == 2
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in before} == {0o600}


def test_a_lost_marker_costs_no_secret(folder):
    config.make_instance(folder, kind="real")
    before = {name: (folder / name).read_text() for name in config.FILED_SECRETS}
    (folder / "instance.toml").unlink()
    config.make_instance(folder, kind="real")
    assert {name: (folder / name).read_text() for name in config.FILED_SECRETS} == before


@pytest.mark.parametrize("name", config.FILED_SECRETS)
def test_a_lost_secret_is_said_in_words(folder, name):
    config.make_instance(folder, kind="real")
    (folder / name).unlink()
    with pytest.raises(UnsafeSettings, match=name.upper()):
        config.from_environment()


@pytest.mark.parametrize("name", config.FILED_SECRETS)
def test_a_secret_of_the_environment_wins_over_the_file(folder, monkeypatch, name):
    config.make_instance(folder, kind="real")
    monkeypatch.setenv(name.upper(), LONG)
    assert getattr(config.from_environment(), name) == LONG


def test_every_setting_says_what_it_means():
    assert all(meaning for _name, _default, _unit, meaning in config.described())


def test_secrets_are_not_among_the_described_defaults():
    assert {default for name, default, _u, _m in config.described() if name.endswith(("KEY", "PASSWORD"))} == {""}
