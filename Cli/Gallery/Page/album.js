// All photographs that the page knows, and which of them are shown.

import { unhurried } from "./pace.js";
import { ratioOf } from "./photograph.js";

// While photographs go in, the wall moves so often at most.
const pause = 2_000;

export const states = ["waiting", "missing", "done", "rejected"];

export class Album extends EventTarget {
  #photographs = new Map();
  #ratios = new Map();
  #times = new Map();
  #shown = [];
  #filter = "all";
  #search = "";
  #arrive = unhurried(() => this.#choose(), pause);

  // Whether the server has told what there is.
  known = false;

  get shown() {
    return this.#shown;
  }

  get filter() {
    return this.#filter;
  }

  get isNarrowed() {
    return this.#filter !== "all" || this.#search !== "";
  }

  find(path) {
    return this.#photographs.get(path);
  }

  counts() {
    const counts = { all: this.#photographs.size, waiting: 0, missing: 0, done: 0, rejected: 0 };
    for (const photograph of this.#photographs.values()) counts[photograph.state] += 1;
    return counts;
  }

  take(news) {
    if (news.whole) {
      this.#photographs.clear();
      this.known ||= !news.trouble;
    }
    for (const photograph of news.changed) {
      this.#photographs.set(photograph.path, photograph);
      // One that is coloured again keeps its place as long as the page is open.
      if (!this.#times.has(photograph.path)) this.#times.set(photograph.path, Date.parse(photograph.time));
    }
    for (const path of news.removed) {
      this.#photographs.delete(path);
      this.#times.delete(path);
    }
    if (news.whole || news.changed.length > 0 || news.removed.length > 0) this.#arrive();
  }

  show(filter) {
    this.#filter = filter;
    this.#choose();
  }

  search(text) {
    this.#search = text.trim().toLocaleLowerCase();
    this.#choose();
  }

  // Width by height; that of one without a result is learned from its picture.
  ratio(photograph) {
    return ratioOf(photograph) ?? this.#ratios.get(photograph.path) ?? 4 / 3;
  }

  learnRatio(photograph, ratio) {
    if (ratioOf(photograph) || Math.abs(this.ratio(photograph) - ratio) < 0.01) return;
    this.#ratios.set(photograph.path, ratio);
    this.#arrive();
  }

  #choose() {
    const wanted = (photograph) =>
      (this.#filter === "all" || photograph.state === this.#filter) &&
      (this.#search === "" || photograph.path.toLocaleLowerCase().includes(this.#search));
    const time = (photograph) => this.#times.get(photograph.path);
    this.#shown = [...this.#photographs.values()]
      .filter(wanted)
      .sort((one, other) => time(other) - time(one) || (one.path < other.path ? -1 : 1));
    this.dispatchEvent(new Event("change"));
  }
}
