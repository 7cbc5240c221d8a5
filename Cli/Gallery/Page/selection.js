// The photographs that are selected.

export class Selection extends EventTarget {
  #paths = new Set();
  #last = null;

  get paths() {
    return [...this.#paths];
  }

  get size() {
    return this.#paths.size;
  }

  has(path) {
    return this.#paths.has(path);
  }

  // With an order, all between the last one and this one.
  set(path, chosen, order = null) {
    const from = order?.indexOf(this.#last) ?? -1;
    const to = order?.indexOf(path) ?? -1;
    const paths = from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [path];
    paths.forEach((one) => (chosen ? this.#paths.add(one) : this.#paths.delete(one)));
    this.#last = path;
    this.#tell();
  }

  setAll(paths) {
    this.#paths = new Set(paths);
    this.#tell();
  }

  // Forgets those that are gone.
  keep(exists) {
    const before = this.#paths.size;
    this.#paths = new Set([...this.#paths].filter(exists));
    if (this.#paths.size !== before) this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
