// Asks the server for something that changes something. JSON, so that no form or link of another page can ask for it.

// The answer, or null where none comes. `keepalive`: it arrives even while the page leaves for another address.
export async function post(path, details = {}) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(details),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      keepalive: true,
    });
  } catch {
    return null;
  }
}
