import type { FromPanel, ToPanel } from "../src/previewMessages";

/*
 * The script of the preview: shows what it is sent, tells which part was chosen, and goes where the cursor of the text
 * is. It knows nothing of reports: places are `data-at="start,end"`.
 */

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();
const main = document.querySelector("main")!;
const status = document.querySelector('[role="status"]')!;
const buttons = [...document.querySelectorAll<HTMLButtonElement>(".toolbar button")];
/** The findings' numbers in order, and the one that was last gone to. */
let current = -1;

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === "cursor") goTo(data.offset);
  else show(data);
});

function show({ html, summary, state, isReport }: Extract<ToPanel, { type: "show" }>): void {
  const focused = placeOf(document.activeElement);
  const { scrollX, scrollY } = window;
  main.innerHTML = html;
  status.textContent = summary;
  for (const button of buttons)
    button.disabled = !isReport || (button.dataset.step !== undefined && marked().length === 0);
  makeReachable();
  window.scrollTo(scrollX, scrollY);
  if (focused !== undefined)
    main.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  vscode.setState(state);
}

const placeOf = (element: Element | null) => (element as HTMLElement | null)?.dataset.at;

/** What is wrong can be reached with Tab, and each table at one of its cells; the others with the arrows from there. */
function makeReachable(): void {
  for (const element of marked()) element.tabIndex = 0;
  for (const table of main.querySelectorAll("table")) {
    const cell = table.querySelector<HTMLElement>("td[data-at]");
    if (cell !== null && table.querySelector("[tabindex]") === null) cell.tabIndex = 0;
  }
}

const marked = () => [...main.querySelectorAll<HTMLElement>("mark, td.wrong, th.wrong")];

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  const button = target.closest<HTMLButtonElement>(".toolbar button");
  if (button !== null) {
    press(button);
    return;
  }
  const reference = target.closest<HTMLAnchorElement>("a.ref");
  if (reference !== null) {
    event.preventDefault();
    const note = document.getElementById(reference.hash.slice(1));
    note?.scrollIntoView({ block: "center" });
    note?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    return;
  }
  // Text that is being selected is to be copied.
  if (window.getSelection()?.isCollapsed === false) return;
  reveal(target);
});

function press({ dataset }: HTMLButtonElement): void {
  if (dataset.step !== undefined) step(Number(dataset.step));
  else vscode.postMessage({ type: dataset.action as "print" | "save" });
}

function step(by: number): void {
  const all = marked();
  if (all.length === 0) return;
  current = (Math.min(current, all.length) + by + all.length) % all.length;
  const element = all[current]!;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.key === "Enter" && target.tagName !== "BUTTON" && target.tagName !== "A") reveal(target);
  const cell = target.closest<HTMLTableCellElement>("td, th");
  const next = cell && neighbour(cell, event.key);
  if (!next) return;
  event.preventDefault();
  next.tabIndex = 0;
  next.focus();
});

function reveal(target: Element): void {
  const place = placeOf(target.closest("[data-at]"))?.split(",").map(Number);
  if (place !== undefined) vscode.postMessage({ type: "reveal", start: place[0]!, end: place[1]! });
}

/** The cell on a side, by where it is seen: cells that span rows and columns have several neighbours. */
function neighbour(cell: HTMLElement, key: string): HTMLElement | undefined {
  const box = cell.getBoundingClientRect();
  const points: Record<string, [number, number]> = {
    ArrowLeft: [box.left - 3, box.top + 3],
    ArrowRight: [box.right + 3, box.top + 3],
    ArrowUp: [box.left + 3, box.top - 3],
    ArrowDown: [box.left + 3, box.bottom + 3],
  };
  const point = points[key];
  if (point === undefined) return undefined;
  const [x, y] = point;
  return [...cell.closest("table")!.querySelectorAll<HTMLElement>("td, th")].find((other) => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  });
}

/** Shows the smallest part that a place in the text stands in. */
function goTo(offset: number): void {
  let found: HTMLElement | undefined;
  let size = Number.POSITIVE_INFINITY;
  for (const element of main.querySelectorAll<HTMLElement>("[data-at]")) {
    if (element.tagName === "BUTTON") continue;
    const [start, end] = element.dataset.at!.split(",").map(Number) as [number, number];
    if (offset < start || offset > end || end - start >= size) continue;
    found = element;
    size = end - start;
  }
  for (const element of main.querySelectorAll(".here")) element.classList.remove("here");
  if (found === undefined) return;
  found.classList.add("here");
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
}

vscode.postMessage({ type: "ready" });
