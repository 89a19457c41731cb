// The page says which language its words are in, so that a screen reader and read_aloud.js choose a voice that can speak it.
// A language that is written from right to left turns the page round; style.css does the rest.

import { whenDrawn } from "./page.js";

whenDrawn(".tab-state", (state) => {
  const language = state.dataset.language ?? "en";
  const known = new Intl.Locale(language);
  const direction = (known.getTextInfo?.() ?? known.textInfo)?.direction ?? "ltr";
  document.documentElement.lang = language;
  document.documentElement.dataset.direction = direction;
});
