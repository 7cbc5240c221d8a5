// How often the page draws: at once, but seldom while photographs go in, since both want the same processors.

class Pace extends EventTarget {
  #isCalm = false;

  // Whether photographs go in, so that what is not urgent waits.
  get isCalm() {
    return this.#isCalm;
  }

  set isCalm(isCalm) {
    if (this.#isCalm === isCalm) return;
    this.#isCalm = isCalm;
    this.dispatchEvent(new Event("change"));
  }
}

export const pace = new Pace();

// Does something at once; while photographs go in, no more often than once in the pause, however often it is asked.
export function unhurried(act, pause) {
  let timer = 0;
  let last = -Infinity;
  const now = () => {
    clearTimeout(timer);
    timer = 0;
    last = performance.now();
    act();
  };
  pace.addEventListener("change", () => timer !== 0 && now());
  return () => {
    const rest = last + pause - performance.now();
    if (!pace.isCalm || rest <= 0) now();
    else timer ||= setTimeout(now, rest);
  };
}
