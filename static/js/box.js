// A box at the foot of the window that says something and asks for an answer. The page behind it goes on working, so that
// "Leave now" and the field with somebody's words are never out of reach.

// Shows a box in place of the one of the same name. `lines` are sentences, `buttons` pairs of label and what is done.
// With `takesFocus` its first button has the focus, and gives it back to where it was.
export function show({ name, role = "status", lines, quotes = [], buttons, takesFocus = false }) {
  close(name);
  const before = document.activeElement;
  const box = document.createElement("section");
  box.className = "app-box";
  box.id = `app-box-${name}`;
  box.setAttribute("role", role);
  if (takesFocus) box.setAttribute("aria-labelledby", `${box.id}-words`);
  box.dataset.reactAriaTopLayer = "true"; // an open dialog of Streamlit's hides what stands outside it, but not this
  const words = document.createElement("div");
  words.id = `${box.id}-words`;
  for (const line of lines) words.append(element("p", line));
  box.append(words);
  for (const quote of quotes) box.append(element("blockquote", quote));
  const row = document.createElement("div");
  for (const [label, does] of buttons) {
    const button = element("button", label);
    button.type = "button";
    button.addEventListener("click", () => {
      close(name);
      if (takesFocus && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      does?.();
    });
    row.append(button);
  }
  box.append(row);
  document.body.append(box);
  if (takesFocus) row.querySelector("button")?.focus();
  return box;
}

export function close(name) {
  document.getElementById(`app-box-${name}`)?.remove();
}

export function isOpen(name) {
  return document.getElementById(`app-box-${name}`) !== null;
}

function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
