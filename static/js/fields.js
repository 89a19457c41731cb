// Which fields hold somebody's own words, what each is called, and how a script reads, fills and sends one.

export const TEXTS = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input[type="text"]';

// A line that says how a browser may fill it in is a user name, a code or a search, and nobody's writing.
export function holdsWords(field) {
  return field.tagName === "TEXTAREA" || !field.getAttribute("autocomplete");
}

export function wordFields() {
  return [...document.querySelectorAll(TEXTS)].filter(holdsWords);
}

// The same for one field of one screen, however often Streamlit draws it.
export function nameOf(field) {
  const keyed = field.closest('[data-testid="stElementContainer"]')?.className.match(/st-key-\S+/);
  if (keyed) return keyed[0];
  const alike = wordFields().filter((one) => labelOf(one) === labelOf(field));
  return `${labelOf(field)} ${alike.indexOf(field)}`;
}

export function labelOf(field) {
  return field.getAttribute("aria-label") ?? "";
}

// Whether the server keeps what this field holds as its writer's draft: pages/components/kept.py wraps each that does.
export function isKept(field) {
  return field.closest('[class*="st-key-kept-"]') !== null;
}

// The tick by which a form's writer says that they worry about someone; null where no form has one.
export const WORRIED = '[class*="st-key-say-"][class*="-worried"] input[type="checkbox"]';

export function worryTick() {
  return document.querySelector(WORRIED);
}

// Whether the server says beneath a kept field that it could not save it.
export function isRefused(field) {
  return Boolean(field.closest('[class*="st-key-kept-"]')?.querySelector('[data-testid="stAlertContentError"]'));
}

let isFilling = false;

// Whether a script fills a field in at this moment, and nobody types.
export function isBeingFilled() {
  return isFilling;
}

// Fills a field in as typing would: Streamlit hears of it.
export function fillIn(field, words) {
  isFilling = true;
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, words);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  isFilling = false;
}

// Sends what a field holds to the server and leaves focus and caret where they are: the keys that Streamlit offers for
// it, Enter in a line and Ctrl+Enter in a text area. Inside a form these keys would send the form.
export function send(field) {
  if (!field.isConnected || field.closest('[data-testid="stForm"]')) return false;
  const keys = { key: "Enter", ctrlKey: field.tagName === "TEXTAREA", bubbles: true, cancelable: true };
  field.dispatchEvent(new KeyboardEvent("keydown", keys));
  return true;
}
