// A form that a key has opened takes the focus, so that nobody reaches for the pointer: its first field is ready to type.

import { whenDrawn } from "./page.js";

const DRAWN = 3000; // milliseconds in which Streamlit draws its fields, in any order

whenDrawn(".st-key-reading-form", (form) => {
  let ours = null;
  const focusFirst = () => {
    const first = form.querySelector("textarea, input");
    const active = document.activeElement;
    if (!first || first === ours || (form.contains(active) && active !== ours)) return;
    ours = first;
    first.focus({ preventScroll: true });
    const fits = form.clientHeight < window.innerHeight / 2;
    (fits ? form : first).scrollIntoView({ block: "nearest" });
  };
  const watcher = new MutationObserver(focusFirst);
  watcher.observe(form, { childList: true, subtree: true });
  setTimeout(() => watcher.disconnect(), DRAWN);
  focusFirst();
});
