// Lets the pictures of the wall come: all together, but one at a time, with rests, while photographs go in, which need storage and the
// processors.

import { pace } from "./pace.js";

// A picture may take a tenth of the time, since a large photograph costs as much to show as to take in.
const minRest = 250;
const restForEach = 9;

const waiting = new Map();
// With those after which it rests.
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
  const begun = performance.now();
  const leave = () => {
    coming -= 1;
    next();
  };
  const end = () => {
    ended.abort();
    if (pace.isCalm) setTimeout(leave, Math.max(minRest, restForEach * (performance.now() - begun)));
    else leave();
  };
  coming += 1;
  for (const event of ["load", "error"]) picture.addEventListener(event, end, { signal: ended.signal });
  picture.src = address;
}
