"""When a page stands still: no run of its script is asked for or goes on, it is drawn whole, and nothing moves."""

from playwright.sync_api import Page, TimeoutError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60_000  # milliseconds: a demonstration that is made again takes a slow machine half of it
LOOK_EVERY = 25  # milliseconds
NUMBERS = [
    BackMsg.RERUN_SCRIPT_FIELD_NUMBER,
    ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER,
    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
]

MISSING = """([ASKS_FOR_A_RUN, HAS_ENDED, BEGINS_AGAIN]) => {
  const QUIET = 60, SLOW = 1000, LONG = 5000;  // milliseconds

  const findField = (bytes, wanted) => {  // of a packed message: its number, 0 where it is none, undefined without it
    let at = 0;
    const number = () => {
      for (let value = 0, times = 1; ; times *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * times;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number(), kind = tag % 8, value = kind === 0 || kind === 2 ? number() : 0;
      if (Math.floor(tag / 8) === wanted) return kind === 0 ? value : 0;
      at += { 0: 0, 1: 8, 2: value, 5: 4 }[kind];
    }
  };

  const watch = () => {
    const seen = { isAsked: false, at: performance.now(), lacksNothingSince: undefined, moving: new WeakMap() };
    const sockets = new WeakSet(), send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (message) {
      seen.at = performance.now();
      if (findField(new Uint8Array(message), ASKS_FOR_A_RUN) !== undefined) seen.isAsked = true;
      if (!sockets.has(this)) {
        sockets.add(this);
        this.addEventListener('close', () => { seen.isAsked = false; });
        this.addEventListener('message', ({ data }) => {
          seen.at = performance.now();
          const end = findField(new Uint8Array(data), HAS_ENDED);
          if (end !== undefined && end !== BEGINS_AGAIN) seen.isAsked = false;
        });
      }
      return send.call(this, message);
    };
    return seen;
  };

  const seen = window.seenByTests ??= watch();
  const first = (selector) => document.querySelector(selector);
  const moves = (one) => {
    const time = one.effect?.getComputedTiming(), now = performance.now();
    if (one.playState !== 'running' || !time) return false;
    const left = time.endTime - time.localTime;
    if (!seen.moving.has(one)) seen.moving.set(one, left < LONG ? now + left + SLOW : now);
    return now < seen.moving.get(one);
  };
  const missing = Object.entries({
    'a heading': first('h1')?.checkVisibility({ visibilityProperty: true }),
    'the footer': first('.st-key-footer'),
    'the end of its run': first('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning',
    'the run that it asked for': !seen.isAsked,
    'what is drawn again': !first('[data-stale=true], [data-testid=stSkeleton]'),
    'the end of a movement': !document.getAnimations().some(moves),
  }).filter(([, isThere]) => !isThere).map(([name]) => name);
  const now = performance.now();
  if (missing.length) {
    seen.lacksNothingSince = undefined;
    return missing;
  }
  if (!(seen.lacksNothingSince > seen.at)) seen.lacksNothingSince = now;
  return now - seen.lacksNothingSince > QUIET ? [] : ['a quiet moment'];
}"""
"""What a page still lacks. A while passes between a click and the first sign of its run on the page: from the first
look on, what goes to the server and what comes back is watched. The quiet moment begins with a look that misses
nothing, not with the last message: a busy machine reads a message long before it has drawn it. A tab in the background
draws no frames, so a movement is waited for as long as it should take, and a little longer."""


def settled(page: Page) -> Page:
    """Waits until the page has its heading and its footer, its script has ended, and nothing fades any more."""
    lacks_nothing = f"numbers => ({MISSING})(numbers).length === 0"
    try:
        page.wait_for_function(lacks_nothing, arg=NUMBERS, polling=LOOK_EVERY, timeout=PATIENCE)
    except TimeoutError:
        raise AssertionError(f"The page still lacks {', '.join(what_is_missing(page))}.") from None
    return page


def what_is_missing(page: Page) -> list[str]:
    missing: list[str] = page.evaluate(MISSING, NUMBERS)
    return missing


ALL_FINISHED = """() => {
  const atMost = (promise, ms) => Promise.race([promise, new Promise(done => setTimeout(done, ms))]);
  const twoFrames = new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ends = one => one.playState === 'running' && one.effect
    && one.effect.getComputedTiming().iterations !== Infinity;
  return atMost(twoFrames, 1000)
    .then(() => atMost(Promise.all(document.getAnimations().filter(ends).map(
      one => one.finished.catch(() => null)
    )), 5000))
    .then(() => null);
}"""
"""A tab in the background draws no frames, and an animation that is paused never ends: neither is waited for longer."""


def still(page: Page) -> None:
    """Waits until no transition runs: a colour half way between two is neither."""
    page.evaluate(ALL_FINISHED)
