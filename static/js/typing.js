// Typing is a sign of life of the session, and what is typed reaches the server some seconds after a pause, where the
// server may keep drafts for the writer. For the others, Young Advisors among them, nothing is sent before they leave
// the field or press something.

import * as fields from "./fields.js";
import { onEvent } from "./page.js";
import { isActive, session } from "./session.js";
import { noteSent } from "./words.js";

const PAUSE = 3_000; // milliseconds
const timers = new WeakMap();
let isComposing = false;

onEvent("input", fields.TEXTS, (_, field) => {
  if (fields.isBeingFilled()) return;
  isActive();
  if (fields.holdsWords(field)) sendAfterPause(field);
});

onEvent("compositionstart", fields.TEXTS, () => (isComposing = true));
onEvent("compositionend", fields.TEXTS, () => (isComposing = false));

function sendAfterPause(field) {
  clearTimeout(timers.get(field));
  timers.set(
    field,
    setTimeout(() => {
      if (!session().keeps_drafts) return;
      if (isComposing) sendAfterPause(field);
      else if (fields.send(field)) noteSent(field);
    }, PAUSE),
  );
}
