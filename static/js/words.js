// What somebody typed and the server has not stored, kept in this tab alone and for them alone, so that a session that
// ends, a lost connection or a reload loses none of it. In the tab's storage it lies encrypted under a key that the
// server gives to sessions of the same account only; anybody else who signs in here finds nothing, and it is wiped.

import * as box from "./box.js";
import * as fields from "./fields.js";
import { onEvent, whenDrawn } from "./page.js";
import { address, begun, changes, isSettled, isSignedIn, onLost, onSettled, runAgain } from "./runs.js";
import { ask, onSession } from "./session.js";

const PLACE = "words";
const SAVE_AFTER = 200; // milliseconds
const SENT_KEPT = 5;
const AGAIN_AFTER = 1_000; // milliseconds
const MOST_TRIES = 20;

// { address: { name: { label, words, stood, sent, waits, worried } } }: what the field holds now, what stood in it before,
// what of it the server was sent, whether it still waits for its field to be drawn again, and whether its writer says with
// it that they worry about someone.
let entries = {};
let key = null; // of the person who is signed in; null: nothing is kept, and nothing put back
let keyName = "";
let isLoading = false;
let tries = 0;
let isLooking = false; // nothing is forgotten before what is kept was put back
let lostAfter = -1; // how many runs had begun when the connection was lost
let stores = 0;
let timer = 0;
let offerTimer = 0;
let saving = Promise.resolve();
const stood = new WeakMap();
const places = new WeakMap(); // the address of the page that each field was drawn for

// A field can be written in before the rest of its page is drawn: until then `address()` is that of the page before.
const placeOf = (field) => places.get(field) ?? address();
const entryOf = (field) => entries[placeOf(field)]?.[fields.nameOf(field)];
const ofThisPage = () => Object.entries(entries[address()] ?? {});
const plain = (words) => words.normalize("NFC").replace(/\s+/g, " ").trim(); // the server tidies what it keeps
const fieldCalled = (name) => fields.wordFields().find((one) => fields.nameOf(one) === name);

// Whether something on this page would be lost with it. What the server keeps as a draft is not, once it was sent.
export function hasUnsaved() {
  return fields.wordFields().some((field) => {
    const entry = entryOf(field);
    if (!entry || entry.waits || entry.words === entry.stood) return false;
    return !fields.isKept(field) || fields.isRefused(field) || entry.sent.at(-1) !== entry.words;
  });
}

// Whether words lie in this tab for somebody who signs in again.
export function areKept() {
  return sessionStorage.getItem(PLACE) !== null;
}

// Forgets what was typed on this page: its writer leaves it, and said so.
export function forgetPage() {
  delete entries[address()];
  save();
}

// Forgets everything in this tab at once.
export function forgetAll() {
  clearTimeout(timer);
  entries = {};
  key = null;
  sessionStorage.removeItem(PLACE);
  box.close("words");
}

// Resolves when what was typed until now lies in the tab's storage.
export function stored() {
  noteTick(); // the session may end before the run that the tick began
  save(0);
  return saving;
}

whenDrawn(fields.TEXTS, (field) => {
  stood.set(field, field.value);
  places.set(field, location.pathname + location.search);
  if (isLooking && isSettled()) putBack(); // the first field of its kind is drawn after the run has ended
});

onEvent("input", fields.TEXTS, (_, field) => {
  if (!fields.holdsWords(field)) return;
  const page = (entries[placeOf(field)] ??= {});
  const entry = (page[fields.nameOf(field)] ??= { stood: stood.get(field) ?? "", sent: [] });
  const worried = fields.worryTick()?.checked ?? false;
  Object.assign(entry, { label: fields.labelOf(field), words: field.value, waits: false, worried });
  save();
});

onEvent("change", fields.WORRIED, noteTick);

function noteTick() {
  const tick = fields.worryTick();
  for (const [, entry] of ofThisPage()) if (tick && !entry.waits) entry.worried = tick.checked;
  save();
}

onEvent("focusout", fields.TEXTS, (_, field) => noteSent(field));

// The server was sent what a field holds.
export function noteSent(field) {
  const entry = entryOf(field);
  if (!entry || field.closest('[data-testid="stForm"]') || entry.sent.at(-1) === field.value) return;
  entry.sent = [...entry.sent, field.value].slice(-SENT_KEPT);
  save();
}

onLost(() => {
  isLooking = false;
  lostAfter = begun();
});

onSettled(look);
onSession((now, before) => now.signed_in && !before.signed_in && look());

async function look() {
  if (!isSignedIn()) {
    entries = {};
    key = null;
    isLooking = false;
    tries = 0;
    return;
  }
  if (isLooking) {
    noteTick();
    putBack();
    follow();
    return;
  }
  if (ofThisPage().length && begun() === lostAfter) {
    runAgain(); // the server may know nothing of this tab any more, and would put older words into a field at its first run
    return;
  }
  if (isLoading || (!key && !(await load()))) return;
  isLooking = true;
  stores = changes();
  for (const page of Object.values(entries)) for (const entry of Object.values(page)) entry.waits = true;
  putBack();
  follow();
}

// Reads what this tab holds, where the server gives the key for it; answers whether anything can be kept at all.
async function load() {
  if (!globalThis.crypto?.subtle || tries > MOST_TRIES) return false;
  isLoading = true;
  const now = await ask();
  isLoading = false;
  tries += 1;
  if (!now.words_key) {
    setTimeout(look, AGAIN_AFTER); // a person who has just signed in may be asked for before the cookie is there
    return false;
  }
  tries = 0;
  const raw = Uint8Array.from(atob(now.words_key), (one) => one.charCodeAt(0));
  keyName = new Uint8Array(await crypto.subtle.digest("SHA-256", raw)).slice(0, 8).join("-");
  const mine = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const before = (await opened(mine)) ?? {};
  for (const [at, page] of Object.entries(before)) entries[at] = { ...page, ...entries[at] };
  key = mine;
  if (Object.keys(entries).length === 0) sessionStorage.removeItem(PLACE);
  return true;
}

async function opened(mine) {
  try {
    const held = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    if (held?.of !== keyName) return null;
    const bytes = (numbers) => Uint8Array.from(numbers);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(held.iv) }, mine, bytes(held.data));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

function save(after = SAVE_AFTER) {
  clearTimeout(timer);
  if (!key) return;
  const write = () => (saving = saving.then(() => store(key, keyName)).catch(() => {}));
  if (after === 0) write();
  else timer = setTimeout(write, after);
}

async function store(mine, name) {
  for (const [at, page] of Object.entries(entries)) if (Object.keys(page).length === 0) delete entries[at];
  if (Object.keys(entries).length === 0) {
    sessionStorage.removeItem(PLACE);
    return;
  }
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(entries));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, mine, plain));
  if (key === mine) sessionStorage.setItem(PLACE, JSON.stringify({ of: name, iv: [...iv], data: [...data] }));
}

// Puts waiting words into their fields. The browser's words win over what the server has of them; where something else
// stands there by now, both stay and their writer is shown what was not put back.
function putBack() {
  const back = [];
  const other = [];
  const waiting = ofThisPage().filter(([, one]) => one.waits);
  const tick = fields.worryTick();
  const isMissing = tick?.checked === false && waiting.some(([, one]) => one.worried);
  if (isMissing) tick.click(); // a worry goes back into the form for worries, or nowhere: the next run has it
  for (const [name, entry] of waiting) {
    const field = fieldCalled(name);
    if (!field || (entry.worried && (isMissing || !tick))) continue;
    entry.waits = false;
    const own = [entry.stood, "", ...entry.sent, entry.words].map(plain);
    if (!own.includes(plain(field.value))) {
      other.push(entry);
      delete entries[address()][name];
      continue;
    }
    if (field.value !== entry.words) {
      fields.fillIn(field, entry.words);
      back.push(entry);
    }
    // Streamlit sends only what it has drawn as changed, which it has in a moment.
    if (fields.isKept(field)) setTimeout(() => fields.send(field) && noteSent(field), SAVE_AFTER);
  }
  const left = ofThisPage().filter(([, one]) => one.waits).map(([, one]) => one);
  clearTimeout(offerTimer);
  if (!left.length) document.querySelector("#app-box-words[data-offers]")?.remove();
  if (back.length || other.length) tell(back, other);
  else if (left.length && !box.isOpen("words")) offerTimer = setTimeout(offer, AGAIN_AFTER, left);
  save();
}

function tell(back, other) {
  const lines = [];
  if (back.length) {
    const where = back.map((one) => one.label).join(", ");
    lines.push(`What you wrote is back in ${where}. Ticks and choices may not be: look at them again.`);
  }
  if (back.some((one) => one.worried)) {
    lines.push("The box about being worried for someone is ticked again. Nobody knows of it until you send it.");
  }
  if (other.length) lines.push("These words of yours were not put back, because there are other words there now:");
  box.show({ name: "words", lines, quotes: other.map((one) => one.words), buttons: [["Close", null]] });
}

function offer(left) {
  const throwAway = () => forgetPage();
  const showThem = () => {
    box.show({
      name: "words",
      lines: ["What you wrote here and did not send:"],
      quotes: left.map((one) => one.words),
      buttons: [["Close", null], ["Discard", throwAway]],
    });
  };
  const shown = box.show({
    name: "words",
    lines: ["What you wrote here is kept in this tab. It comes back when you open the form again."],
    buttons: [["Show it", showThem], ["Discard", throwAway]],
  });
  shown.dataset.offers = "";
}

// Forgets what needs no keeping any more: its field left the page with an ordinary run, the server put other words into
// it, or stored it.
function follow() {
  const wasStored = changes() !== stores;
  stores = changes();
  for (const [at, page] of Object.entries(entries)) {
    for (const [name, entry] of Object.entries(page)) {
      const field = at === address() ? fieldCalled(name) : null;
      if (entry.waits) continue;
      if (!field || field.value !== entry.words || wasStored) delete page[name];
    }
  }
  for (const field of fields.wordFields()) {
    places.set(field, address());
    if (!entries[address()]?.[fields.nameOf(field)]) stood.set(field, field.value);
  }
  save();
}
