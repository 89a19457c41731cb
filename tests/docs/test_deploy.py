"""The files that an installation is made from name what is there: folders, settings, places to fill in."""

import os
import re
import shutil
import subprocess
import tomllib

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
    assert {"app.py", "pages", "cscp_core", "feedback", "data", "static", "requirements.txt"} <= set(copied)
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
    assert {
        "CSCP_DATABASE_HOST",
        "CSCP_DATABASE_PASSWORD",
        "CSCP_COOKIE_KEY",
        "CSCP_TRAIL_KEY",
        "CSCP_ALLOWED_HOSTS",
    } <= set(first)
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


def test_nginx_lets_as_large_a_file_through_as_the_app_takes_and_only_where_files_are_sent():
    template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    most = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]["maxUploadSize"]
    everywhere, sent = map(int, re.findall(r"client_max_body_size (\d+)m;", template))
    uploads = template.partition("location /_stcore/upload_file/ {")[2].partition("}")[0]
    assert everywhere < most < sent
    assert f"client_max_body_size {sent}m" in uploads


def test_every_image_is_named_by_its_digest(compose):
    images = {one["image"] for one in compose["services"].values() if "image" in one}
    assert images == {"${POSTGRES_IMAGE:?run deploy/pin_images}", "${NGINX_IMAGE:?run deploy/pin_images}"}
    assert re.findall(r"^FROM (.*)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE) == [
        "${PYTHON_IMAGE}"
    ]


DOCKER = """#!/bin/bash
[ "$1" = pull ] || echo "${!#%%:*}@sha256:%s"
"""


def pin_images(folder, digest):
    """Runs a copy of deploy/pin_images beside a `docker` that answers with this digest."""
    (folder / "bin").mkdir()
    (folder / "bin" / "docker").write_text(DOCKER % digest)
    (folder / "bin" / "docker").chmod(0o755)
    shutil.copy(DEPLOY / "pin_images", folder / "pin_images")
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run([folder / "pin_images"], env={"PATH": path}, capture_output=True, text=True, check=False)


def test_pin_images_writes_a_digest_for_every_image_that_compose_asks_for(compose, tmp_path):
    assert pin_images(tmp_path, "ab" * 32).returncode == 0
    pinned = dict(line.split("=") for line in (tmp_path / "images.env").read_text().splitlines())
    asked = set(re.findall(r"\$\{(\w+_IMAGE)\b", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    assert set(pinned) == asked
    assert pinned["NGINX_IMAGE"] == f"nginx@sha256:{'ab' * 32}"


def test_pin_images_keeps_the_old_file_where_docker_gives_no_digest(tmp_path):
    (tmp_path / "images.env").write_text("old")
    assert pin_images(tmp_path, "none").returncode == 1
    assert (tmp_path / "images.env").read_text() == "old"


def test_every_container_has_limits_on_memory_processes_and_logs(compose):
    for name, one in compose["services"].items():
        assert {"mem_limit", "pids_limit", "logging"} <= set(one), name
        assert {"max-size", "max-file"} <= set(one["logging"]["options"]), name


def test_no_password_stands_inside_an_address(compose):
    environment = compose["services"]["app1"]["environment"]
    assert [name for name, value in environment.items() if "://" in value and "PASSWORD" in value] == []


def test_nginx_does_not_log_where_an_upload_goes():
    template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    (logged,) = re.findall(r"log_format cscp '([^']*)'", template)
    assert not re.search(r"\$(uri|request_uri|request|http_\w+|args|cookie_\w+)\b(?!_)", logged)
    assert "~^/+_stcore/+upload_file /_stcore/upload_file/-;" in template


def test_nginx_writes_no_error_that_repeats_a_request():
    levels = re.findall(r"error_log \S+ (\w+);", (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8"))
    assert levels == ["alert"]
