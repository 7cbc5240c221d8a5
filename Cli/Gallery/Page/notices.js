// Messages that stay until they are read, or until what they tell of is over.

import { button, element } from "./elements.js";

const area = document.getElementById("notices");
const told = document.getElementById("told");
const shown = new Map();

// One for each key; null takes it away.
export function notice(key, text, closes = true) {
  if (shown.get(key)?.dataset.text === (text ?? undefined)) return;
  shown.get(key)?.remove();
  shown.delete(key);
  if (text === null) return;
  const made = element(
    "div",
    { className: "notice" },
    element("p", {}, text),
    closes ? button("✕", () => notice(key, null), { ariaLabel: "Close this message" }) : null,
  );
  made.dataset.text = text;
  shown.set(key, made);
  area.append(made);
}

let failures = 0;

export const failed = (error) => notice(`failure ${(failures += 1)}`, error.message);

// For those who listen: what went well.
export function tell(text) {
  told.textContent = text;
}
