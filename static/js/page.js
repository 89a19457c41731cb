// How a script of ours finds what Streamlit draws. Streamlit takes elements away and draws others at every rerun, so
// nobody keeps one: they say what they look for, once, and are called for each that comes.

const watched = []; // { selector, does, seen }

// Calls does(element) once for each element that matches: those that are there, and those that come later.
export function whenDrawn(selector, does) {
  const watch = { selector, does, seen: new WeakSet() };
  watched.push(watch);
  lookUnder(document.documentElement, [watch]);
}

// Calls does(event, element) where an event happens on an element that matches, or inside one, drawn now or later. It
// is called before Streamlit's own handlers.
export function onEvent(type, selector, does) {
  document.addEventListener(
    type,
    (event) => {
      const element = event.target instanceof Element ? event.target.closest(selector) : null;
      if (element) does(event, element);
    },
    { capture: true },
  );
}

function lookUnder(top, watches) {
  for (const watch of watches) {
    const found = [...top.querySelectorAll(watch.selector)];
    if (top.matches(watch.selector)) found.unshift(top);
    for (const element of found) {
      if (watch.seen.has(element)) continue;
      watch.seen.add(element);
      watch.does(element);
    }
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node instanceof Element && node.isConnected) lookUnder(node, watched);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
