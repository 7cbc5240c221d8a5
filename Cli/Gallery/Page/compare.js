// Moves the seam between before and after: by pointer, by touch, and by the arrow keys on the range input.

export function prepareCompare(compare, mayFollow = () => true) {
  const range = compare.querySelector("input");

  const show = () => {
    const share = range.value / 100;
    compare.style.setProperty("--share", share);
    compare.classList.toggle("at-start", share < 0.16);
    compare.classList.toggle("at-end", share > 0.84);
  };
  const follow = (event) => {
    const box = compare.getBoundingClientRect();
    range.value = Math.min(100, Math.max(0, (100 * (event.clientX - box.left)) / box.width));
    show();
  };
  compare.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !mayFollow(event)) return;
    compare.setPointerCapture(event.pointerId);
    follow(event);
  });
  compare.addEventListener("pointermove", (event) => {
    if (compare.hasPointerCapture(event.pointerId) && mayFollow(event)) follow(event);
  });
  compare.addEventListener("dragstart", (event) => event.preventDefault());
  range.addEventListener("input", show);
  compare.classList.add("moves");
  show();
}
