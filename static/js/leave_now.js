// Leave now: the page is gone at once, whatever the server does, and another stands in its place that says nothing of the
// app. The button does it, and on a Young Advisor's screens Shift pressed three times. All tabs of this browser follow;
// tabs elsewhere notice that their session ended (session.js).

import { guardOff } from "./guard.js";
import { onEvent } from "./page.js";
import { post } from "./post.js";
import { ask, session } from "./session.js";
import { forgetAll } from "./words.js";

const BUTTON = ".st-key-leave_now button";
const SIGN_OUT = '[class*="st-key-sign_out"] button';
const PRESSES = 3;
const WITHIN = 1_500; // milliseconds from the first press to the last
const LEFT = "left"; // stands in the browser's storage until the server has certainly signed out the person who left

const tabs = new BroadcastChannel("tabs");
let presses = [];
let hasLeft = false;

// Whether this tab is on its way to the other page, which may be slow to answer: nothing may call the app back.
export function isLeft() {
  return hasLeft;
}

onEvent("click", BUTTON, (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  leave();
});

window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Shift" || event.repeat || !document.querySelector(BUTTON)) {
      if (event.key !== "Shift") presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((one) => event.timeStamp - one <= WITHIN);
    if (presses.length >= PRESSES) leave();
  },
  { capture: true },
);

onEvent("click", SIGN_OUT, () => {
  forgetAll();
  tabs.postMessage("signed out");
});

tabs.addEventListener("message", (event) => {
  if (event.data === "left") goAway();
  if (event.data === "signed out") {
    forgetAll();
    setTimeout(ask, 1000);
    setTimeout(ask, 4000);
  }
});

function leave() {
  hide();
  try {
    localStorage.setItem(LEFT, "1");
  } finally {
    tabs.postMessage("left");
    signOut();
    goAway();
  }
}

function signOut() {
  return post("/session/end", { everywhere: true });
}

function hide() {
  document.documentElement.style.display = "none";
  document.title = "New tab";
}

function goAway() {
  hasLeft = true;
  hide();
  guardOff();
  forgetAll();
  location.replace(session().leave_to ?? "/conversions");
}

// Back must not show a page that the browser had set aside.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Somebody left here while the server was away: nothing is shown before they are signed out.
async function finishLeaving() {
  document.documentElement.style.visibility = "hidden";
  try {
    const found = await fetch("/tab/session", { cache: "no-store" });
    if ((await found.json()).signed_in) {
      await signOut();
      guardOff();
      location.reload(); // and looks again
      return;
    }
    if (!found.ok) throw new Error(String(found.status));
    localStorage.removeItem(LEFT);
    document.documentElement.style.visibility = "";
  } catch {
    setTimeout(finishLeaving, 1000);
  }
}

if (localStorage.getItem(LEFT)) finishLeaving();
