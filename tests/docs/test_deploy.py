"""The files that an installation is made from name what is there: folders, settings, places to fill in."""

import re

import pytest
import yaml

from cscp_core.settings import Settings
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
PLACES = set(re.findall(r"\$\{(CSCP_\w+)\}", (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")))


@pytest.fixture
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_the_image_takes_in_what_is_there():
    copied = re.findall(r"^COPY (\S+) ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"app.py", "server", "pages", "cscp_core", "feedback", "data", "static", "requirements.txt"} <= set(copied)
    assert [one for one in copied if not (ROOT / one).exists()] == []


def test_the_image_runs_as_nobody_with_a_disk_that_is_only_read(compose):
    assert re.search(r"^USER cscp$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    for name in ("app1", "app2"):
        assert compose["services"][name]["read_only"] is True
        assert compose["services"][name]["cap_drop"] == ["ALL"]


def test_both_servers_are_set_up_alike_with_settings_that_the_app_knows(compose):
    first, second = (compose["services"][name]["environment"] for name in ("app1", "app2"))
    assert first == second
    known = {f"CSCP_{name.upper()}" for name in Settings.model_fields}
    assert {one for one in first if one.startswith("CSCP_")} <= known
    assert {"CSCP_DATABASE_URL", "CSCP_COOKIE_KEY", "CSCP_TRAIL_KEY", "CSCP_ALLOWED_HOSTS"} <= set(first)
    assert {"STREAMLIT_SERVER_COOKIE_SECRET", "FORWARDED_ALLOW_IPS"} <= set(first)


def test_only_nginx_is_believed_about_addresses_and_only_it_is_reached_from_outside(compose):
    front = compose["services"]["front"]
    assert (
        compose["services"]["app1"]["environment"]["FORWARDED_ALLOW_IPS"] == front["networks"]["inside"]["ipv4_address"]
    )
    assert [name for name, one in compose["services"].items() if "ports" in one] == ["front"]
    assert compose["networks"]["inside"]["internal"] is True


def test_every_place_of_the_nginx_template_is_filled_in(compose):
    assert {one for one in compose["services"]["front"]["environment"] if one.startswith("CSCP_")} == PLACES


@pytest.mark.parametrize(
    "said", ["X-Forwarded-For $remote_addr", "location = /_stcore/metrics", "client_max_body_size"]
)
def test_nginx_overwrites_addresses_and_holds_back_what_is_not_for_everybody(said):
    assert said in (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
