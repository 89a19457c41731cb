// A warning before a session ends, and what happens at its end: the page is emptied, the sign-in form says why, and what
// was written waits in this tab for its writer.

import * as box from "./box.js";
import { guardOff } from "./guard.js";
import { isLeft } from "./leave_now.js";
import { isSignedIn, onSettled } from "./runs.js";
import { ask, isActive, onSession, session } from "./session.js";
import { areKept, stored } from "./words.js";

const WARN_IDLE = 2 * 60_000; // milliseconds before
const WARN_WHOLE = 5 * 60_000;
const LATEST = 2 ** 31 - 1; // the longest that a timer can wait
const timers = {};
let wasWarned = false;

onSession((now, before) => {
  if (!now.signed_in) {
    if (before.signed_in) end();
    return;
  }
  if (before.signed_in && before.words_key !== now.words_key) {
    end(); // somebody else signed in, in another tab of this browser
    return;
  }
  plan("idle", now.idleEnds, WARN_IDLE, warnIdle);
  plan("whole", now.wholeEnds, WARN_WHOLE, warnWhole);
});

// Warns in time, and asks the server when the time is over: another tab may have been busy meanwhile.
function plan(name, ends, before, warn) {
  clearTimeout(timers[name]);
  if (ends === null) {
    box.close(name);
    return;
  }
  const left = ends - Date.now();
  if (left <= 0) {
    timers[name] = setTimeout(ask, 1000);
  } else if (left <= before) {
    warn(left);
    timers[name] = setTimeout(ask, left + 500);
  } else {
    box.close(name);
    timers[name] = setTimeout(ask, Math.min(left - before + 500, LATEST));
  }
}

function warnIdle(left) {
  if (box.isOpen("idle")) return;
  const stay = () => isActive({ now: true });
  box.show({
    name: "idle",
    role: "alertdialog",
    lines: [`You will be signed out in ${inWords(left)}, because nothing has happened here for a while.`, kept()],
    buttons: [["Stay signed in", stay]],
    takesFocus: true,
  });
}

function warnWhole(left) {
  if (wasWarned) return;
  wasWarned = true;
  box.show({
    name: "whole",
    role: "alert",
    lines: [
      `You will be signed out in ${inWords(left)}. Nobody stays signed in longer. Send or save what you can.`,
      kept(),
    ],
    buttons: [["Close", null]],
  });
}

const kept = () =>
  globalThis.crypto?.subtle ? "What you wrote stays in this tab, and comes back when you sign in again." : "";

function inWords(left) {
  const minutes = Math.round(left / 60_000);
  if (minutes < 1) return "less than a minute";
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

async function end() {
  if (!isSignedIn()) return; // the person who signed out here sees so already
  await stored();
  if (isLeft()) return; // loading the app again would end the way to the other page
  guardOff();
  location.reload();
}

onSettled(() => {
  if (isSignedIn()) {
    box.close("waiting");
    return;
  }
  box.close("idle");
  box.close("whole");
  if (areKept() && !box.isOpen("waiting")) {
    box.show({
      name: "waiting",
      lines: ["What you wrote is kept in this tab. It comes back when you sign in again, and nobody else can see it."],
      buttons: [["Close", null]],
    });
  }
});
