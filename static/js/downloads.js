// A file is made when it is asked for, which can take seconds: a box says so meanwhile, and why where none comes. As a
// link alone it would open an empty tab, and show a refusal there.

import * as box from "./box.js";
import { onEvent } from "./page.js";

const BOX = "download";
const SLOW = 500; // milliseconds: what is there sooner needs no word
const NO_ANSWER = "The file did not come: there is no connection. Try again.";

onEvent("click", 'a[href^="/download/"]', (event, link) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") !== "true") fetchFile(link);
});

async function fetchFile(link) {
  link.setAttribute("aria-busy", "true");
  box.close(BOX);
  const waits = setTimeout(() => box.show({ name: BOX, lines: ["The file is being made …"], buttons: [] }), SLOW);
  try {
    const answer = await fetch(link.href, { cache: "no-store" });
    if (answer.ok) save(await answer.blob(), nameOf(answer));
    else refuse(await answer.text());
  } catch {
    refuse(NO_ANSWER);
  } finally {
    clearTimeout(waits);
    link.removeAttribute("aria-busy");
    if (!document.querySelector(`#app-box-${BOX}[role="alert"]`)) box.close(BOX);
  }
}

function refuse(why) {
  box.show({ name: BOX, role: "alert", lines: [why], buttons: [["Close", null]] });
}

function nameOf(answer) {
  return /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "";
}

function save(content, name) {
  const made = document.createElement("a");
  made.href = URL.createObjectURL(content);
  made.download = name;
  made.target = "_blank"; // nobody leaves the page: guard.js asks nothing
  made.click();
  setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
}
