// What a page says and asks of one photograph.

export const nameOf = (photograph) => photograph.path.slice(photograph.path.lastIndexOf("/") + 1) || photograph.path;

export const folderOf = (photograph) => photograph.path.slice(0, Math.max(0, photograph.path.lastIndexOf("/")));

export const ratioOf = (photograph) =>
  photograph.result && photograph.result.width > 0 && photograph.result.height > 0 ? photograph.result.width / photograph.result.height : null;

export const stateInWords = (photograph) => {
  if (photograph.state === "waiting") return photograph.result ? "Being coloured again" : "Waiting for its turn";
  if (photograph.state === "missing") return "Its result is missing, and is made again";
  return photograph.state === "done" ? "In colour" : "Rejected";
};

const query = (values) => new URLSearchParams(values).toString();

// Sizes are Tile, Screen and Full.
export const before = (photograph, size) =>
  photograph.reachable && photograph.state !== "rejected"
    ? `/preview?${query({ container: "grayscale", path: photograph.path, version: photograph.eTag, size })}`
    : null;

export const after = (photograph, size) =>
  photograph.result && photograph.reachable
    ? `/preview?${query({ container: "colorized", path: photograph.path, version: photograph.result.eTag, size })}`
    : null;

export const download = (photograph, container) => `/original?${query({ container, path: photograph.path })}`;
