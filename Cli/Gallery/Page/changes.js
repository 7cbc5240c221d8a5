// Hears what changes from the server, and notices when it has fallen silent.

const silence = 11_000;
const again = 2_000;

// Calls hear(news) for each event, and alive(true or false) when the server answers or has fallen silent.
export function listen(hear, alive) {
  let source = null;
  let last = "";
  let timer = 0;

  const open = () => {
    close();
    source = new EventSource(`/changes?since=${encodeURIComponent(last)}`);
    source.onmessage = (event) => {
      last = event.lastEventId || last;
      expect();
      alive(true);
      hear(JSON.parse(event.data));
    };
    source.onerror = () => retry(again);
    expect();
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const expect = () => {
    clearTimeout(timer);
    timer = setTimeout(() => retry(again), silence);
  };
  const retry = (pause) => {
    close();
    alive(false);
    timer = setTimeout(open, pause);
  };

  // A page that nobody sees keeps no connection: a browser has six for all its tabs.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  if (!document.hidden) open();
}
