// Read aloud: the browser reads what stands on the page, or stops. Only with a voice that lies on the device itself: some
// browsers send what they read to a server elsewhere. Where there is none, there is no button.

import { onEvent } from "./page.js";

const BUTTON = ".st-key-read_aloud button";
const MAIN = '[data-testid="stMainBlockContainer"]';
const READ = `:is(h1, h2, h3, p, li, label, th, td)`;
const NOT_READ = ".st-key-banner, .st-key-get_help, .st-key-footer, .tab-state"; // the same on every page
const speech = window.speechSynthesis;

const ownVoice = () => {
  const here = (speech?.getVoices() ?? []).filter((one) => one.localService);
  const wanted = (document.documentElement.lang || "en").split("-")[0];
  const speaks = here.filter((one) => one.lang.split(/[-_]/)[0] === wanted);
  return speaks.find((one) => one.lang === "en-GB") ?? speaks[0];
};

const mark = () => document.documentElement.toggleAttribute("data-reads-aloud", Boolean(ownVoice()));

function readPage() {
  const voice = ownVoice();
  const parts = [...(document.querySelector(MAIN)?.querySelectorAll(READ) ?? [])].filter(
    (one) => one.checkVisibility() && !one.closest(NOT_READ) && !one.querySelector(READ),
  );
  for (const part of parts) {
    const said = new SpeechSynthesisUtterance(part.innerText);
    said.voice = voice;
    said.lang = voice.lang;
    speech.speak(said);
  }
}

onEvent("click", BUTTON, (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (speech.speaking || speech.pending) speech.cancel();
  else if (ownVoice()) readPage();
});
onEvent("click", "a, .st-key-leave_now button", () => speech?.cancel());
window.addEventListener("pagehide", () => speech?.cancel());
window.addEventListener("keydown", (event) => event.key === "Escape" && speech?.cancel());
speech?.addEventListener?.("voiceschanged", mark);
new MutationObserver(mark).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
mark();
