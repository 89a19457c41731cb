// When Streamlit has drawn a page whole: no run goes on and the connection stands. And when the connection is lost.

import { whenDrawn } from "./page.js";

const AFTER = 60; // milliseconds: what the end of a run takes off the page is gone by then
const settledHeard = [];
const lostHeard = [];
let app = null;
let timer = 0;

export function onSettled(does) {
  settledHeard.push(does);
  look();
}

export function onLost(does) {
  lostHeard.push(does);
}

export function isSettled() {
  return app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED";
}

function look() {
  clearTimeout(timer);
  if (app && app.dataset.testConnectionState !== "CONNECTED") for (const does of lostHeard) does();
  timer = setTimeout(() => {
    if (isSettled()) for (const does of settledHeard) does();
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
