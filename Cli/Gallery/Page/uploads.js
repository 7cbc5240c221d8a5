// Uploads files side by side, small ones together, and waits where the gallery is away.

import { Batch } from "./batch.js";
import { maxBytes, together } from "/limits.js";

// A browser opens six connections to a place: one hears what changes, and one is for pictures.
const sideBySide = 4;
const tries = 3;
const rest = 1_000;

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
      const upload = { file, path, tried: 0 };
      if (file.size > maxBytes) this.#fail(upload, `is larger than ${mostInWords}, the most that is taken.`);
      else this.#queue.push(upload);
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
    while (this.#alive && this.running.size < sideBySide && this.#queue.length > 0) this.#send(new Batch(this.#take()));
    this.#tell();
  }

  // A request costs more than a small file, so that these go together, but few are spread. One that failed goes alone: what is wrong
  // with it is not laid to others.
  #take() {
    const most = Math.min(together.photographs, Math.ceil(this.#queue.length / (sideBySide - this.running.size)));
    let count = 1;
    let bytes = this.#queue[0].file.size;
    if (this.#queue[0].tried === 0) {
      while (count < most && this.#queue[count].tried === 0 && bytes + this.#queue[count].file.size <= together.bytes) bytes += this.#queue[count++].file.size;
    }
    return this.#queue.splice(0, count);
  }

  #send(batch) {
    const request = new XMLHttpRequest();
    this.running.add(batch);
    for (const upload of batch.uploads) upload.tried += 1;
    request.upload.onprogress = (event) => {
      batch.progress(event.loaded);
      this.#tell();
    };
    request.onprogress = () => this.#hear(batch, request);
    request.onloadend = () => this.#settle(batch, request);
    request.open("PUT", batch.address);
    request.send(batch.body);
  }

  #hear(batch, request) {
    if (request.status !== 200) return;
    for (const [upload, { isNew, error }] of batch.hear(request.responseText)) {
      if (error) {
        this.#fail(upload, error);
      } else {
        this.stored += 1;
        // One that was tried before may be there since then.
        if (!isNew && upload.tried === 1) this.known += 1;
      }
    }
    this.#tell();
  }

  #settle(batch, request) {
    this.#hear(batch, request);
    this.running.delete(batch);
    const left = batch.unanswered;
    if (left.length > 1 || (left.length === 1 && request.status === 0 && left[0].tried < tries)) {
      // The gallery may be away: the files wait for it.
      this.#queue.unshift(...left);
    } else if (left.length === 1) {
      this.#fail(left[0], request.responseText || "could not be uploaded: the file cannot be read, or the gallery has stopped.");
    }
    if (request.status === 0) setTimeout(() => this.#next(), rest);
    else this.#next();
  }

  #fail(upload, reason) {
    upload.error = `${upload.path} ${reason}`;
    this.failed.push(upload);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
