// Links from a table or a list of rows to a screen of the app open in place. Streamlit gives each a tab of its own.

import "./guard.js"; // asks about words that would be lost before a link is followed
import { onEvent, whenDrawn } from "./page.js";

const IN_A_LIST = ':is([data-testid="stTable"], [class*="st-key-listed"]) a[href^="/"]';

whenDrawn(IN_A_LIST, (link) => link.removeAttribute("target"));

// Streamlit goes to the page of an address that the browser's history moves to, without loading the app again.
onEvent("click", IN_A_LIST, (event, link) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.pathname === location.pathname) {
    location.assign(link.href); // the same page of another item: Streamlit would not notice
    return;
  }
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
});
