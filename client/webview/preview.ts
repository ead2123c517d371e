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
const toolbar = document.querySelector<HTMLElement>(".toolbar")!;
const status = document.querySelector('[role="status"]')!;
const buttons = [...document.querySelectorAll<HTMLButtonElement>(".toolbar button")];
/** The findings' numbers in order, and the one that was last gone to. */
let current = -1;

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === "cursor") goTo(data.offset, data.line);
  else show(data);
});

function show({ html, summary, state, isReport }: Extract<ToPanel, { type: "show" }>): void {
  const focused = placeOf(document.activeElement);
  const { scrollX, scrollY } = window;
  const unfolded = new Set(reasons().flatMap((it) => (it.open ? [it.textContent] : [])));
  main.innerHTML = html;
  for (const it of reasons()) it.open = unfolded.has(it.textContent);
  status.textContent = summary;
  for (const button of buttons)
    button.disabled = !isReport || (button.dataset.step !== undefined && marked().length === 0);
  makeReachable();
  adapt();
  window.scrollTo(scrollX, scrollY);
  if (focused !== undefined)
    main.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  vscode.setState(state);
}

const reasons = () => [...main.querySelectorAll("details")];

/** Whatever the width: what is gone to stands below the bar, and of a table that does not fit only the table is moved. */
function adapt(): void {
  document.documentElement.style.setProperty("--bar", `${toolbar.offsetHeight}px`);
  for (const box of main.querySelectorAll(".scroll"))
    box.classList.toggle("wide", (box.firstElementChild as HTMLElement).offsetWidth > box.clientWidth);
}
new ResizeObserver(adapt).observe(document.body);

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
    note?.focus({ preventScroll: true });
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
  // Heads that stay in sight lie over cells: those come later.
  return [...cell.closest("table")!.querySelectorAll<HTMLElement>("td, th")].findLast((other) => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  });
}

type Range = readonly [start: number, end: number];

const rangeOf = (element: HTMLElement) => element.dataset.at!.split(",").map(Number) as [number, number];
const lengthOf = (element: HTMLElement) => rangeOf(element)[1] - rangeOf(element)[0];

const overlaps = (element: HTMLElement, [from, to]: Range) => {
  const [start, end] = rangeOf(element);
  return start <= to && end >= from;
};

/** Shows the smallest part that a place in the text stands in; of a table, between its cells, the nearest of the line. */
function goTo(offset: number, line: Range): void {
  const cursor: Range = [offset, offset];
  const parts = [...main.querySelectorAll<HTMLElement>("[data-at]:not(button, table)")];
  const sizes = parts.filter((part) => overlaps(part, cursor)).map((part) => [part, lengthOf(part)] as const);
  const [smallest] = sizes.sort(([, one], [, other]) => one - other)[0] ?? [];
  const tables = [...main.querySelectorAll<HTMLTableElement>("table[data-at]")];
  const table = tables.find((it) => overlaps(it, cursor)) ?? tables.find((it) => overlaps(it, line));
  const found = smallest ?? (table && nearest(table, offset, line));
  for (const element of main.querySelectorAll(".here")) element.classList.remove("here");
  if (found === undefined) return;
  found.classList.add("here");
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The cell of a table that is nearest to a place: one of its line, where there is one. */
function nearest(table: HTMLTableElement, offset: number, line: Range): HTMLElement | undefined {
  const away = (cell: HTMLElement) => {
    const [start, end] = rangeOf(cell);
    return Math.max(start - offset, offset - end) + (overlaps(cell, line) ? 0 : FAR);
  };
  return [...table.querySelectorAll<HTMLElement>("td[data-at], th[data-at]")].reduce<HTMLElement | undefined>(
    (best, cell) => (best === undefined || away(cell) < away(best) ? cell : best),
    undefined,
  );
}

/** Further than any place of a report from another. */
const FAR = 1e9;

vscode.postMessage({ type: "ready" });
