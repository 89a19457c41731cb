// Exchanges the ticket of somebody who has just signed in for the cookie, which only the server's answer can set; and has
// it taken away from somebody who has signed out. The page is loaded again, so that its connection has the cookie.

import { whenDrawn } from "./page.js";

// `keepalive`: whoever goes to another address at this moment is signed in there.
export async function ask(path, details = {}) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(details),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      keepalive: true,
    });
    return answer.ok;
  } catch {
    return false;
  }
}

whenDrawn("[data-cscp-ticket]", async (place) => {
  if (await ask("/session/begin", { ticket: place.dataset.cscpTicket })) {
    window.location.reload();
  } else {
    place.textContent = place.dataset.cscpRefused;
  }
});

whenDrawn("[data-cscp-take-cookie-away]", () => ask("/session/end"));
