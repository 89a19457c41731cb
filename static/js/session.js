// What the server says of this tab's session: who may do what in it and how long it lasts. Asked for again and again, so
// that a session that ended elsewhere is noticed here.

import { post } from "./post.js";

const EVERY = 30_000; // milliseconds between two questions
const EVERY_YOUNG = 5_000; // a Young Advisor's tabs are emptied within seconds wherever they leave
const A_MINUTE = 60_000;
const AFTER_A_FAILURE = 10_000;

const heard = [];
let known = { signed_in: false };
let timer = 0;
let nextTyping = 0;

// The last that was heard: signed_in, young, keeps_drafts, words_key, leave_to; idleEnds and wholeEnds are moments of
// this browser's clock in milliseconds, or null.
export function session() {
  return known;
}

// Calls does(now, before) after every answer of the server.
export function onSession(does) {
  heard.push(does);
}

// Asks the server. An answer that does not come changes nothing.
export async function ask() {
  clearTimeout(timer);
  try {
    const answer = await fetch("/tab/session", { cache: "no-store" });
    if (answer.ok) take(await answer.json());
  } catch {
    // the server is away: what was known stays
  }
  clearTimeout(timer);
  timer = setTimeout(ask, known.young ? EVERY_YOUNG : EVERY);
  return known;
}

// Somebody is there: told to the server at most once a minute, or at once where they pressed for it.
export async function isActive({ now = false } = {}) {
  if (!known.signed_in || (!now && Date.now() < nextTyping)) return;
  nextTyping = Date.now() + A_MINUTE;
  try {
    const answer = await post("/tab/typing");
    if (!answer?.ok) throw new Error(String(answer?.status));
    take(await answer.json());
  } catch {
    nextTyping = Date.now() + AFTER_A_FAILURE;
  }
}

function take(answer) {
  const before = known;
  const moment = (seconds) => (typeof seconds === "number" ? Date.now() + seconds * 1000 : null);
  known = { ...answer, idleEnds: moment(answer.idle_left), wholeEnds: moment(answer.whole_left) };
  for (const does of heard) does(known, before);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ask();
});
