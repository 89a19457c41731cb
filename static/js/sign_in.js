// Exchanges the ticket of somebody who has just signed in for the cookie, which only the server's answer can set; and has
// it taken away from somebody who has signed out. The page is loaded again, so that its connection has the cookie.

import { whenDrawn } from "./page.js";
import { post } from "./post.js";

whenDrawn("[data-cscp-ticket]", async (place) => {
  if ((await post("/session/begin", { ticket: place.dataset.cscpTicket }))?.ok) {
    window.location.reload();
  } else {
    place.textContent = place.dataset.cscpRefused;
  }
});

whenDrawn("[data-cscp-take-cookie-away]", () => post("/session/end"));
