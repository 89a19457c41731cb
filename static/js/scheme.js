// Dialogs and lists stand outside the app's own element, which alone knows whether it is light or dark. The page around
// them takes that over, so that their colours (light-dark in style.css) are those of the theme.

import { whenDrawn } from "./page.js";

whenDrawn('[data-testid="stApp"]', (app) => {
  const follow = () => {
    document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
  };
  follow();
  new MutationObserver(follow).observe(app, { attributes: true, attributeFilter: ["class"] });
});
