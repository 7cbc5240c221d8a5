// Uploads files side by side, and waits where the gallery is away.

import { maxBytes } from "/limits.js";

// A browser opens six connections to a place: one hears what changes, and one is for pictures.
const sideBySide = 4;
const tries = 3;

// What the server would refuse is not sent to it, since it hangs up in the middle.
const mebibyte = 2 ** 20;
const mostInWords = `${Number((maxBytes / mebibyte).toFixed(2))} MiB`;

export class Uploads extends EventTarget {
  #queue = [];
  #alive = true;

  running = new Set();
  failed = [];
  total = 0;
  stored = 0;
  known = 0;

  get isBusy() {
    return this.#queue.length > 0 || this.running.size > 0;
  }

  get isHeld() {
    return !this.#alive;
  }

  add(files) {
    if (!this.isBusy) this.total = this.stored = this.known = 0;
    this.total += files.length;
    for (const { file, path } of files) {
      const upload = { file, path, loaded: 0, tried: 0 };
      if (file.size > maxBytes) {
        upload.error = `${path} is larger than ${mostInWords}, the most that is taken.`;
        this.failed.push(upload);
      } else {
        this.#queue.push(upload);
      }
    }
    this.#next();
  }

  // Tells whether the server answers; while it does not, nothing is sent.
  set alive(alive) {
    if (this.#alive === alive) return;
    this.#alive = alive;
    this.#next();
  }

  again(upload) {
    this.dismiss(upload);
    this.add([upload]);
  }

  dismiss(upload) {
    this.failed = this.failed.filter((one) => one !== upload);
    this.#tell();
  }

  #next() {
    while (this.#alive && this.running.size < sideBySide && this.#queue.length > 0) this.#send(this.#queue.shift());
    this.#tell();
  }

  #send(upload) {
    const request = new XMLHttpRequest();
    this.running.add(upload);
    upload.tried += 1;
    upload.loaded = 0;
    request.upload.onprogress = (event) => {
      upload.loaded = event.loaded;
      this.#tell();
    };
    request.onloadend = () => this.#settle(upload, request);
    request.open("PUT", `/photographs?path=${encodeURIComponent(upload.path.toWellFormed())}`);
    request.send(upload.file);
  }

  #settle(upload, request) {
    this.running.delete(upload);
    if (request.status === 200) {
      const { isNew } = JSON.parse(request.responseText);
      this.stored += 1;
      if (!isNew) this.known += 1;
    } else if (request.status === 0 && upload.tried < tries) {
      // The gallery may be away: the file waits for it.
      this.#queue.unshift(upload);
    } else {
      upload.error = request.responseText || `${upload.path} could not be uploaded: the file cannot be read, or the gallery has stopped.`;
      this.failed.push(upload);
    }
    if (request.status === 0) setTimeout(() => this.#next(), 1000);
    else this.#next();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
