"""What a home screen gets: a neutral name and icon, and an offline page that keeps nothing."""

import json
import re

import pytest
from starlette.applications import Starlette

from app import POLICY
from pages.server import install
from pages.server.page import PAGE
from tests.server.asking import ask

TELLS = re.compile(r"safeguard|scrutin|young|child|partner|CSCP|Camden|council|abuse|report", re.IGNORECASE)


@pytest.fixture
def app():
    return Starlette(routes=install.ROUTES)


def test_the_name_on_a_home_screen_says_nothing_of_the_app(app):
    answer = ask(app, "/app.webmanifest")
    said = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/manifest+json"
    assert not TELLS.search(answer.body)
    assert not TELLS.search(install.LINKS)
    assert (said["start_url"], said["display"]) == ("/", "standalone")


def test_every_icon_of_the_manifest_is_there(app):
    for one in install.MANIFEST["icons"]:
        assert (install.FILES / f"icon-{one['sizes'].split('x')[0]}.png").read_bytes().startswith(b"\x89PNG")
    assert {one["src"] for one in install.MANIFEST["icons"]} <= {route.path for route in install.ROUTES}


def test_the_page_names_the_manifest_once_and_its_policy_lets_it_in():
    assert PAGE.count('rel="manifest"') == 1
    assert "manifest-src 'self'" in POLICY
    assert "worker-src 'self'" in POLICY


def test_without_a_connection_one_page_says_so_and_nothing_is_kept(app):
    answer = ask(app, "/offline.js")
    assert "You are offline" in answer.body
    assert "What you typed is still here" in answer.body
    assert "caches" not in answer.body
    assert "indexedDB" not in answer.body
    assert "://" not in answer.body
    assert answer.headers["cache-control"] == "no-cache"


def test_only_a_browser_with_the_app_on_its_home_screen_keeps_the_worker():
    script = (install.FILES.parent / "js" / "install.js").read_text()
    assert script.count("register(") == 1
    assert script.index("display-mode: standalone") < script.index("register(")


def test_words_are_read_aloud_only_by_a_voice_of_the_device():
    script = (install.FILES.parent / "js" / "read_aloud.js").read_text()
    assert "one.localService" in script
    assert "fetch(" not in script
