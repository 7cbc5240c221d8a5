// Files that go to the gallery in one request: a list of them, then their contents. It answers with a line for each.

export class Batch {
  #list;
  #loaded = 0;
  #told = 0;

  // How many files are answered.
  answered = 0;

  constructor(uploads) {
    this.uploads = uploads;
    this.#list = new Blob([JSON.stringify(uploads.map(({ path, file }) => ({ path: path.toWellFormed(), bytes: file.size })))]);
  }

  get address() {
    return `/photographs?list=${this.#list.size}`;
  }

  // The browser reads the files while it sends them.
  get body() {
    return new Blob([this.#list, ...this.uploads.map(({ file }) => file)]);
  }

  // Takes how much of the body is on the other side.
  progress(bytes) {
    this.#loaded = Math.max(0, bytes - this.#list.size);
  }

  // Takes the answer, as far as it has come; gives the files that it now tells of, each with what became of it.
  *hear(answer) {
    for (let end = answer.indexOf("\n", this.#told); end >= 0; end = answer.indexOf("\n", this.#told)) {
      const outcome = JSON.parse(answer.slice(this.#told, end));
      this.#told = end + 1;
      yield [this.uploads[this.answered++], outcome];
    }
  }

  get unanswered() {
    return this.uploads.slice(this.answered);
  }

  // How many files are on the other side without an answer, with the part of the one that is on its way.
  get sent() {
    const { index, share } = this.front;
    return Math.max(0, index + share - this.answered);
  }

  // The file that is on its way.
  get front() {
    let before = 0;
    let index = 0;
    while (index < this.uploads.length - 1 && before + this.uploads[index].file.size <= this.#loaded) before += this.uploads[index++].file.size;
    const { path, file } = this.uploads[index];
    return { index, path, share: Math.min(1, (this.#loaded - before) / Math.max(1, file.size)) };
  }
}
