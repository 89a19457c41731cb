"""Measures every screen of the demonstration's year, as a reader sees it, beside what it should be.

    python -m scripts.look_everywhere [--only SCREEN ...] [--every]

At 1280 and at 390 pixels: the height, the words, the charts, how far it scrolls sideways, the smallest thing to press,
and how old a reader must be. Each screen as the first role that opens it and as each whose menu it stands in; `--every`
as each that may open it. Prints a table and keeps it in docs/screens.md; of some screens, their rows alone.
Answers 1 where a screen is taller or wordier than it should be, or scrolls sideways.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench import servers
from bench.browser import chromium
from cscp_core.people.permissions import Role
from cscp_core.settings import ROOT
from pages.components.menu import MENUS, SCREENS
from tests.browser.conftest import FLAGS, settled, still
from tests.browser.server import Server, running
from tests.browser.test_every_screen import address
from tests.pages.test_every_page import PUBLIC, TABS, may_open
from tests.pages.test_reading_age import reading_age

ROLES = {
    "scrutineer": Role.SCRUTINEER,
    "business.manager": Role.BUSINESS_MANAGER,
    "council.partner": Role.PARTNER,
    "lay.member": Role.LAY_MEMBER,
    "young.advisor": Role.YOUNG_ADVISOR,
    "safeguarding.lead": Role.SAFEGUARDING_LEAD,
    "participation.worker": Role.PARTICIPATION_WORKER,
}
"""Accounts of the demonstration, each with its role."""
NOBODY = "nobody signed in"
WIDE, NARROW, HEIGHT = 1280, 390, 800  # pixels
TALL = 844  # pixels: a phone
AT_ONCE = 2
MANY_TIMES = 2.2  # as high on a phone, at most
THUMB = 44  # pixels
WRITTEN = ROOT / "docs" / "screens.md"
HEAD = """\
| Screen | Reader | Height, 1280 | Height, 390 | Words | Charts | Smallest act, 390 | Reading age | Misses |
|---|---|---|---|---|---|---|---|---|"""
BEGINS, ENDS = "<!-- measured -->", "<!-- measured until here -->"
IN_THE_ROOM = ("in_meeting", "projector", "ending")
WORD = re.compile(r"(?!(?:expand_more|keyboard_arrow_\w+|arrow_\w+)\b)\S*\w\S*")
"""With a letter or a number in it; an icon is drawn by its name, and is none."""
MEASURED = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  const out = '.st-key-footer, .st-key-clicker, [data-testid="stElementToolbar"]';
  const shown = one => one.checkVisibility({visibilityProperty: true}) && !one.closest(out);
  const acts = 'button, [data-testid="stPageLink"] a, [data-testid="stLinkButton"] a, [class*="st-key-listed"] li > a,'
    + ' input:not([type=hidden]), textarea, [role=tab], summary';
  const FIELD = 'label, [role=group], [data-testid$="RootElement"], [data-testid="stNumberInputContainer"],'
    + ' [data-testid="stDateInputField"]';
  let least = null;
  for (const one of block.querySelectorAll(acts)) {
    const place = one.matches('input') ? one.closest(FIELD) || one : one;
    const box = place.getBoundingClientRect();
    if (!shown(one) || !box.height || one.getAttribute('aria-hidden') === 'true') continue;
    const name = (one.getAttribute('aria-label') || place.innerText || one.getAttribute('data-testid') || one.tagName);
    if (!least || box.height < least.height)
      least = {height: Math.round(box.height), name: name.trim().replace(/\\s+/g, ' ').slice(0, 40)};
  }
  const seen = one => shown(one) && one.getBoundingClientRect().top < innerHeight;
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let first = 0;
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (seen(one) && !one.closest('style, [data-testid="stIconMaterial"]'))
      first += texts.currentNode.textContent.split(/\\s+/).filter(Boolean).length;
  }
  const footer = block.querySelector('.st-key-footer');
  let text = block.innerText;
  if (footer) text = text.replace(footer.innerText, '');
  for (const one of block.querySelectorAll('[data-testid="stVegaLiteChart"]')) text = text.replace(one.innerText, '');
  return {
    height: main.scrollHeight, text: text, least: least,
    first: first, pictures: [...block.querySelectorAll('.picture')].filter(shown).length,
    charts: [...block.querySelectorAll('[data-testid="stVegaLiteChart"]')].filter(shown).length,
    sideways: Math.max(0, document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth),
  };
}"""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a screen should be at most at 1280 pixels: its height in pixels, its words; and its charts at least."""

    height: int
    words: int
    charts: int = 0


TARGETS = {
    "priorities": Target(height=2000, words=500, charts=4),
    "theme": Target(height=1600, words=350, charts=3),
    "my_desk": Target(height=1800, words=450, charts=1),
    "what_we_owe": Target(height=1800, words=450, charts=1),
    "to_do": Target(height=1800, words=450, charts=1),
    "actions": Target(height=2400, words=900, charts=1),
    "our_actions": Target(height=2400, words=900, charts=1),
    "challenges": Target(height=2200, words=800),
    "figures": Target(height=2200, words=800),
    "claim": Target(height=1400, words=300),
    "recommendation": Target(height=1400, words=300),
    "figure": Target(height=1400, words=300, charts=1),
}


YOUNG = "young.advisor"
FIRST_WORDS = {"young_home": 90}
"""On the first screenful of a phone, at most."""
PICTURED = ("young_home", "findings", "claim", "figure", "how_it_works", "numbers")
"""Screens on which a Young Advisor sees a picture."""
OLDEST = 12.5  # years: who can read every screen of theirs


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One screen as one reader sees it at one width."""

    place: str
    """The screen's file, and the tab of a theme behind a stroke."""
    by: str
    width: int
    height: int
    words: int
    charts: int
    sideways: int
    least: int
    """Pixels: the height of the smallest thing to press; 0 where there is none."""
    least_name: str
    age: float
    first: int = 0
    """Words on the first screenful."""
    pictures: int = 0

    def misses(self) -> list[str]:
        """What is more, or less, than it should be."""
        target = TARGETS.get(self.place)
        found = [f"scrolls {self.sideways} px sideways"] if self.sideways else []
        if self.by == YOUNG:
            return found + self._misses_of_the_young()
        if target is None:
            return found
        most = target.height if self.width == WIDE else round(MANY_TIMES * target.height)
        if self.height > most:
            found.append(f"height over {most:,}")
        if self.words > target.words:
            found.append(f"words over {target.words}")
        if self.charts < target.charts:
            found.append(f"charts under {target.charts}")
        if self.width == NARROW and 0 < self.least < THUMB:
            found.append(f"{self.least_name!r} under {THUMB}")
        return found

    def _misses_of_the_young(self) -> list[str]:
        """What matters on a phone, and can be read at twelve."""
        found = []
        if self.width == NARROW and self.first > FIRST_WORDS.get(self.place, self.first):
            found.append(f"first screenful over {FIRST_WORDS[self.place]} words")
        if self.width == NARROW and 0 < self.least < THUMB:
            found.append(f"{self.least_name!r} under {THUMB}")
        if self.place in PICTURED and not self.pictures + self.charts:
            found.append("no picture")
        if self.age > OLDEST:
            found.append(f"reading age {self.age:.0f}")
        return found


def places(*, every: bool = False) -> Iterator[tuple[str, str]]:
    """Each screen with who looks at it, and each tab of a theme. What changes the meeting for others comes last."""
    for file in sorted(set(SCREENS) - {"home"}, key=lambda one: (one in IN_THE_ROOM, one)):
        if file in PUBLIC:
            yield file, NOBODY
            continue
        may = [one for one in ROLES if may_open(file, one)]
        yield from ((file, one) for one in may if every or one == may[0] or file in MENUS[ROLES[one]])
    yield from ((f"theme/{tab}", "scrutineer") for tab in TABS)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SCREEN", help="files of pages/, without .py")
    parser.add_argument("--every", action="store_true", help="each screen as each role that may open it")
    asked = parser.parse_args(arguments)
    wanted = [one for one in places(every=asked.every) if not asked.only or one[0].split("/")[0] in asked.only]
    with (
        tempfile.TemporaryDirectory(prefix="cscp-looked-") as made,
        running(Path(made) / "var", CSCP_DEMO="", CSCP_OFFICIAL="") as server,
    ):
        before = [one for one in wanted if one[0] not in IN_THE_ROOM]
        found = measure_all(server, before)
        if len(before) < len(wanted):
            servers.open_next_meeting(server.store)
            found += measure_all(server, [one for one in wanted if one[0] in IN_THE_ROOM])
    print("\n".join([HEAD, *rows_of(found)]))
    text = WRITTEN.read_text(encoding="utf-8")
    before_it, rest = text.split(BEGINS)
    kept, after_it = rest.split(ENDS)
    rows = merged([] if not asked.only else kept.strip().splitlines()[2:], rows_of(found))
    WRITTEN.write_text("\n".join([before_it + BEGINS, HEAD, *rows, ENDS + after_it]), encoding="utf-8")
    missed = [f"{one.place} as {one.by} at {one.width}: {', '.join(one.misses())}" for one in found if one.misses()]
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def measure_all(server: Server, wanted: Sequence[tuple[str, str]]) -> list[Measured]:
    """Two browsers share the work; each looks at a screen once and makes its window narrow then."""
    parts = [wanted[at::AT_ONCE] for at in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [one for part in pool.map(lambda part: _measure_part(server, part), parts) for one in part]
    order = {one: at for at, one in enumerate(wanted)}
    return sorted(found, key=lambda one: (order[one.place, one.by], -one.width))


def _measure_part(server: Server, wanted: Sequence[tuple[str, str]]) -> list[Measured]:
    found: list[Measured] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        contexts = {}
        for place, by in wanted:
            if by not in contexts:
                contexts[by] = browser.new_context(color_scheme="light")
                if by != NOBODY:
                    contexts[by].add_cookies([server.cookie_for(by)])  # type: ignore[list-item]
            page = contexts[by].new_page()
            page.set_viewport_size({"width": WIDE, "height": HEIGHT})
            page.goto(server.address + address_of(place))
            settled(page)
            for width in (WIDE, NARROW):
                page.set_viewport_size({"width": width, "height": HEIGHT if width == WIDE else TALL})
                still(page)
                found.append(_measure(page, place, by, width))
            page.close()
        browser.close()
    return found


def _measure(page: Page, place: str, by: str, width: int) -> Measured:
    page.wait_for_timeout(300)  # milliseconds: a chart takes the width of its place after the window has changed
    seen = page.evaluate(MEASURED)
    least = seen["least"] or {"height": 0, "name": ""}
    return Measured(
        place=place, by=by, width=width, height=seen["height"], words=len(WORD.findall(seen["text"])),
        charts=seen["charts"],
        sideways=seen["sideways"], least=least["height"], least_name=least["name"], age=_age(seen["text"]),
        first=seen["first"], pictures=seen["pictures"],
    )  # fmt: skip


def _age(text: str) -> float:
    try:
        return reading_age(text)
    except ZeroDivisionError:  # not one sentence
        return 0


def address_of(place: str) -> str:
    """Where a screen is shown: the meeting that is open is the demonstration's second."""
    file, _, tab = place.partition("/")
    if file in IN_THE_ROOM:
        return f"/{file}?id=2"
    return f"{address(file)}&tab={tab}" if tab else address(file)


def merged(kept: Sequence[str], rows: Sequence[str]) -> list[str]:
    """Rows of the table, with those that were measured again in their place, and new ones at the end."""
    by_reader = {tuple(one.split("|")[1:3]): one for one in kept}
    return list((by_reader | {tuple(one.split("|")[1:3]): one for one in rows}).values())


def rows_of(found: Sequence[Measured]) -> list[str]:
    """A row for each screen and reader, both widths in it; what misses its target in words."""
    rows = []
    for wide in found:
        if wide.width != WIDE:
            continue
        narrow = next(one for one in found if (one.place, one.by, one.width) == (wide.place, wide.by, NARROW))
        file, _, tab = wide.place.partition("/")
        missed = [*wide.misses(), *(f"{one} at {NARROW}" for one in narrow.misses() if not one.startswith("words"))]
        rows.append(
            f"| {SCREENS[file].title}{f', {tab}' if tab else ''} (`{file}`) | {wide.by} | {wide.height:,} | "
            f"{narrow.height:,} | {wide.words} | {wide.charts} | {narrow.least or '–'} | {wide.age:.0f} | "
            f"{'; '.join(missed) or '–'} |"
        )
    return rows


def targets() -> str:
    """The targets as a table, by screen."""
    rows = [
        f"| {SCREENS[file].title} (`{file}`) | {one.height:,} | {one.words} | {one.charts or '–'} |"
        for file, one in TARGETS.items()
    ]
    head = "| Screen | Height at most | Words at most | Charts at least |\n|---|---|---|---|"
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.exit(main())
