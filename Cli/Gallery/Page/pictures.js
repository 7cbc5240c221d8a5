// Lets the pictures of the wall come: all together, but a few a second while photographs go in, which need storage and the connections.

import { pace } from "./pace.js";

const rest = 250;

const waiting = new Map();
let coming = 0;

pace.addEventListener("change", next);

// Fetches a picture when its turn comes.
export function fetchPicture(picture, address) {
  waiting.set(picture, address);
  next();
}

// Takes a picture's turn away, whether it has come or not: what nobody sees any more is not decoded for nobody.
export function leavePicture(picture) {
  if (!waiting.delete(picture)) picture.src = "";
}

function next() {
  for (const [picture, address] of waiting) {
    if (pace.isCalm && coming > 0) return;
    waiting.delete(picture);
    come(picture, address);
  }
}

function come(picture, address) {
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    coming -= 1;
    if (pace.isCalm) setTimeout(next, rest);
    else next();
  };
  coming += 1;
  for (const event of ["load", "error"]) picture.addEventListener(event, end, { signal: ended.signal });
  picture.src = address;
}
