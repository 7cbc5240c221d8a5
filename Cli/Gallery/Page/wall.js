// The wall of photographs: only those near the window are there at all.

import { arrange, between } from "./layout.js";
import { Tile } from "./tile.js";

const captionHeight = 34;

export class Wall {
  #list;
  #album;
  #selection;
  #open;
  #boxes = [];
  #tiles = new Map();
  #current = null;
  #frame = 0;
  #stale = false;

  constructor(list, album, selection, open) {
    this.#list = list;
    this.#album = album;
    this.#selection = selection;
    this.#open = open;
    album.addEventListener("change", () => this.#plan(true));
    selection.addEventListener("change", () => this.#plan(false));
    new ResizeObserver(() => this.#plan(true)).observe(list.parentElement);
    addEventListener("scroll", () => this.#plan(false), { passive: true });
    addEventListener("beforeprint", () => this.#draw(true));
    addEventListener("afterprint", () => this.#draw(false));
    list.addEventListener("keydown", (event) => this.#onKey(event));
    list.addEventListener("focusin", (event) => this.#follow(event.target.closest(".tile")?.dataset.path));
  }

  focus(path) {
    const index = this.#album.shown.findIndex((photograph) => photograph.path === path);
    if (index >= 0) this.#go(index);
  }

  #plan(arranged) {
    this.#stale ||= arranged;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#stale) this.#arrange();
      this.#draw(false);
    });
  }

  #arrange() {
    this.#stale = false;
    const anchor = this.#anchor();
    const width = this.#list.parentElement.clientWidth;
    const few = this.#album.shown.length <= 12;
    const height = Math.min(few ? 380 : 250, Math.max(170, width * (few ? 0.6 : 0.42)));
    const { boxes, height: total } = arrange(
      this.#album.shown.map((photograph) => this.#album.ratio(photograph)),
      width,
      height,
      width < 600 ? 10 : 16,
      captionHeight,
    );
    this.#boxes = boxes;
    this.#list.style.height = `${total}px`;
    if (anchor) this.#hold(anchor);
  }

  // What somebody looks at stays where it is when photographs come above it.
  #anchor() {
    const top = this.#list.getBoundingClientRect().top;
    if (top >= 0) return null;
    const first = [...this.#tiles.values()]
      .map((tile) => ({ path: tile.photograph.path, top: tile.element.getBoundingClientRect().top }))
      .filter((tile) => tile.top >= -50)
      .sort((one, other) => one.top - other.top)[0];
    return first ?? null;
  }

  #hold({ path, top }) {
    const index = this.#album.shown.findIndex((photograph) => photograph.path === path);
    if (index < 0) return;
    const moved = this.#list.getBoundingClientRect().top + this.#boxes[index].top - top;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  }

  #draw(all) {
    const { shown } = this.#album;
    const top = -this.#list.getBoundingClientRect().top;
    const [from, to] = all ? [0, Math.min(shown.length, 500)] : between(this.#boxes, top - innerHeight, top + 2 * innerHeight);
    const wanted = new Set();
    const currentIndex = this.#indexOfCurrent();
    for (let index = from; index < to; index += 1) this.#put(index, wanted);
    // The one that has the focus stays, or the keyboard would lose its place.
    if (currentIndex >= 0 && (currentIndex < from || currentIndex >= to)) this.#put(currentIndex, wanted);
    for (const [path, tile] of this.#tiles) {
      if (wanted.has(path)) continue;
      tile.drop();
      this.#tiles.delete(path);
    }
    this.#order();
    this.#letTabReach(shown[currentIndex < 0 ? from : currentIndex]?.path);
  }

  #put(index, wanted) {
    const photograph = this.#album.shown[index];
    wanted.add(photograph.path);
    let tile = this.#tiles.get(photograph.path);
    if (!tile) {
      tile = new Tile({
        open: (opened) => this.#open(opened),
        pick: (picked, chosen, range) => this.#pick(picked, chosen, range),
        measured: (measured, ratio) => measured && this.#album.learnRatio(measured, ratio),
      });
      this.#tiles.set(photograph.path, tile);
      this.#list.append(tile.element);
    }
    tile.index = index;
    tile.place(this.#boxes[index], index, this.#album.shown.length);
    tile.show(photograph, this.#selection.has(photograph.path));
  }

  // The order of the elements is that of the eye, for the keyboard and those who listen; one that has the focus is not moved.
  #order() {
    const tiles = [...this.#tiles.values()].sort((one, other) => one.index - other.index);
    const inOrder = tiles.every((tile, place) => this.#list.children[place] === tile.element);
    if (!inOrder && !this.#list.contains(document.activeElement)) this.#list.append(...tiles.map((tile) => tile.element));
  }

  #letTabReach(path) {
    for (const [key, tile] of this.#tiles) {
      tile.open.tabIndex = tile.check.tabIndex = key === path ? 0 : -1;
    }
  }

  #indexOfCurrent() {
    return this.#current === null ? -1 : this.#album.shown.findIndex((photograph) => photograph.path === this.#current);
  }

  #follow(path) {
    if (path === undefined || path === this.#current) return;
    this.#current = path;
    this.#letTabReach(path);
  }

  #pick(photograph, chosen, range) {
    this.#current = photograph.path;
    this.#selection.set(photograph.path, chosen, range ? this.#album.shown.map((one) => one.path) : null);
  }

  #onKey(event) {
    const path = event.target.closest(".tile")?.dataset.path;
    const index = this.#album.shown.findIndex((photograph) => photograph.path === path);
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = this.#target(event.key, index);
    if (target !== null) {
      event.preventDefault();
      this.#go(target);
    } else if (event.key === "x") {
      this.#pick(this.#album.shown[index], !this.#selection.has(path), false);
    } else if (event.key === "Delete") {
      this.#list.dispatchEvent(new CustomEvent("remove", { detail: this.#selection.has(path) ? this.#selection.paths : [path] }));
    }
  }

  #target(key, index) {
    const last = this.#boxes.length - 1;
    switch (key) {
      case "ArrowLeft": return Math.max(0, index - 1);
      case "ArrowRight": return Math.min(last, index + 1);
      case "ArrowUp": return this.#above(index, -1);
      case "ArrowDown": return this.#above(index, 1);
      case "Home": return 0;
      case "End": return last;
      default: return null;
    }
  }

  // The nearest in the row above or below.
  #above(index, step) {
    const { left, width, top } = this.#boxes[index];
    const middle = left + width / 2;
    let next = index + step;
    while (this.#boxes[next]?.top === top) next += step;
    if (!this.#boxes[next]) return index;
    const row = this.#boxes[next].top;
    let best = next;
    for (; this.#boxes[next]?.top === row; next += step) {
      const away = (box) => Math.abs(box.left + box.width / 2 - middle);
      if (away(this.#boxes[next]) < away(this.#boxes[best])) best = next;
    }
    return best;
  }

  #go(index) {
    this.#current = this.#album.shown[index].path;
    const box = this.#boxes[index];
    const top = this.#list.getBoundingClientRect().top + box.top;
    const bar = 72;
    if (top < bar) scrollBy({ top: top - bar, behavior: "instant" });
    else if (top + box.height > innerHeight) scrollBy({ top: top + box.height - innerHeight + 16, behavior: "instant" });
    this.#draw(false);
    this.#tiles.get(this.#current)?.open.focus({ preventScroll: true });
  }
}
