// Leaving a page with words on it that would be lost asks first: closing the tab or reloading, the browser's Back, and
// what leads to another page of the app. Leaving at once never asks.

import * as box from "./box.js";
import { onEvent } from "./page.js";
import { address } from "./runs.js";
import { forgetPage, hasUnsaved } from "./words.js";

const LEADS_AWAY = 'a[href]:not([target="_blank"]), [class*="st-key-drop-"] button, [class*="st-key-sign_out"] button';
const SEARCH = ".st-key-search-box input";

let isOff = false;

// From now on nothing is asked: the page is left because it must be.
export function guardOff() {
  isOff = true;
}

const mustAsk = () => !isOff && hasUnsaved();

window.addEventListener("beforeunload", (event) => {
  if (!mustAsk()) return;
  event.preventDefault();
  event.returnValue = "asked";
});

onEvent("click", LEADS_AWAY, (event, element) => {
  if (!mustAsk() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  stop(event);
  askFirst(() => element.click());
});

// The search goes to another page with what its field holds: when Enter is pressed, and when it is left.
onEvent("keydown", SEARCH, (event, field) => {
  if (event.key !== "Enter" || !field.value || !mustAsk()) return;
  stop(event);
  askFirst(() => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
});
onEvent("focusout", SEARCH, (event, field) => {
  if (field.value && mustAsk()) event.stopImmediatePropagation();
});

window.addEventListener(
  "popstate",
  (event) => {
    if (!mustAsk() || location.pathname + location.search === address()) return;
    event.stopImmediatePropagation();
    history.pushState(null, "", address());
    askFirst(() => history.back());
  },
  { capture: true },
);

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function askFirst(goOn) {
  box.show({
    name: "leaving",
    role: "alertdialog",
    lines: ["You have words here that are not saved or sent. If you leave this page, they are gone."],
    buttons: [
      ["Stay here", null],
      [
        "Leave without them",
        () => {
          forgetPage();
          goOn();
        },
      ],
    ],
    takesFocus: true,
  });
}
