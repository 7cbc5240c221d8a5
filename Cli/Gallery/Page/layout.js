// Rows that are filled from side to side and show every picture whole: each row has the height at which its pictures fit.

export function arrange(ratios, width, height, gap, caption) {
  const boxes = [];
  let row = [];
  let sum = 0;
  let top = 0;

  const close = (tall) => {
    let left = 0;
    row.forEach((ratio) => {
      const wide = ratio * tall;
      boxes.push({ left, top, width: wide, height: tall + caption });
      left += wide + gap;
    });
    top += tall + caption + gap;
    row = [];
    sum = 0;
  };

  for (const ratio of ratios) {
    // A panorama or a scroll is shown whole, but does not rule its row.
    const bounded = Math.min(4, Math.max(0.4, ratio));
    row.push(bounded);
    sum += bounded;
    const tall = (width - gap * (row.length - 1)) / sum;
    if (tall <= height) close(tall);
  }

  // The last row is not stretched.
  if (row.length > 0) close(Math.min(height, (width - gap * (row.length - 1)) / sum));
  return { boxes, height: Math.max(0, top - gap) };
}

// The first and last box (exclusive) that touch a part of the height; boxes are ordered by their top.
export function between(boxes, from, to) {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxes[middle].top + boxes[middle].height < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < boxes.length && boxes[end].top <= to) end += 1;
  return [low, end];
}
