// When Streamlit has drawn a page whole: no run goes on, the connection stands, and what pages/components/tab_state.py
// says of the page is there. And when the connection is lost.

import { whenDrawn } from "./page.js";

const STATE = ".tab-state";
const AFTER = 60; // milliseconds: what the end of a run takes off the page is gone by then
const settledHeard = [];
const lostHeard = [];
let app = null;
let timer = 0;
let drawnAt = "";
let runs = 0;
let wasRunning = false;

export function onSettled(does) {
  settledHeard.push(does);
  look();
}

export function onLost(does) {
  lostHeard.push(does);
}

export function isSettled() {
  const { testScriptState, testConnectionState } = app?.dataset ?? {};
  return testScriptState === "notRunning" && testConnectionState === "CONNECTED" && saidOfPage() !== undefined;
}

// How many runs have begun.
export function begun() {
  return runs;
}

// Asks for a run, by the key that Streamlit has for it.
export function runAgain() {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", bubbles: true }));
  document.dispatchEvent(new KeyboardEvent("keyup", { key: "r", code: "KeyR", bubbles: true }));
}

// Whether the page on the screen is one of somebody who is signed in.
export function isSignedIn() {
  return saidOfPage()?.signedIn === "yes";
}

// The address of the page on the screen, which is another's for a moment when the browser goes back.
export function address() {
  return drawnAt || location.pathname + location.search;
}

// How often the server has stored something in this tab.
export function changes() {
  return saidOfPage()?.changes;
}

const saidOfPage = () => document.querySelector(STATE)?.dataset;

function look() {
  clearTimeout(timer);
  const isRunning = app?.dataset.testScriptState === "running";
  if (isRunning && !wasRunning) runs++;
  wasRunning = isRunning;
  if (app && app.dataset.testConnectionState !== "CONNECTED") for (const does of lostHeard) does();
  timer = setTimeout(() => {
    if (!isSettled()) return;
    drawnAt = location.pathname + location.search;
    for (const does of settledHeard) does();
  }, AFTER);
}

whenDrawn('[data-testid="stApp"]', (drawn) => {
  app = drawn;
  new MutationObserver(look).observe(app, {
    attributes: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  look();
});

whenDrawn(STATE, look);
