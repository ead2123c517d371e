import type { CellSum } from "../../server/src/lsp/protocol";
import type { PagePlace } from "../src/page/messages";
import { numberIn, outcomesOf, showOutcomes, wantedBy } from "./sums";
import { filled, type Words } from "./words";

/*
 * A place of the page that is being edited: a cell with a field in it and the sums of its row and column beneath, or a
 * sentence or heading as it stands. Nothing is changed but through what is sent.
 */

/** What a place is to say. */
export type SendEdit = (place: PagePlace, before: string, text: string) => void;

/** An edit that is being written. */
export interface Draft {
  readonly key: string;
  readonly value: string;
  readonly selection: readonly [number, number];
}

export class Editing {
  private open: OpenEdit | undefined;
  private sums: readonly CellSum[] = [];

  /** `done` is called when nothing is being edited any more. */
  constructor(
    private readonly main: HTMLElement,
    private readonly words: Words,
    private readonly send: SendEdit,
    private readonly done: () => void,
  ) {}

  get isOpen(): boolean {
    return this.open !== undefined;
  }

  /** A sentence is being written, which what is shown anew would take away. */
  get isProse(): boolean {
    return this.open !== undefined && this.open.key === undefined;
  }

  use(sums: readonly CellSum[]): void {
    this.sums = sums;
  }

  /** Begins to edit a place, at what it says or at `text`; gives back whether it can be edited. */
  begin(target: Element | null | undefined, text?: string, point?: { x: number; y: number }): boolean {
    const element = target?.closest<HTMLElement>("[data-edit]");
    if (!element || this.open?.element === element) return element === this.open?.element && !!element;
    this.commit();
    const before = saidBy(element);
    const key = element.dataset.key;
    this.open = { element, key, before, place: placeOf(element), field: element, html: element.innerHTML };
    if (/^T[DH]$/.test(element.tagName)) this.openCell(this.open, text ?? before);
    else this.openProse(this.open, text ?? before, point);
    return true;
  }

  /** Takes what is written; the place shows it until the report comes back with it. */
  commit(): void {
    const { open } = this;
    if (open === undefined) return;
    const text = written(open.field)
      .replace(/\s*\n\s*/g, "")
      .trim();
    const isOther = text !== open.before.trim();
    // Before anything that waits is shown, which is of another version.
    if (isOther) this.send(open.place, open.before, text);
    this.close();
    if (isOther) show(open.element, text);
  }

  cancel(): void {
    this.close();
  }

  /**
   * Leaves off what is being written in a cell, and gives it back to go on with when the page has been drawn anew. The field
   * that is taken away then loses the focus, which must not take what is half written.
   */
  suspend(): Draft | undefined {
    const { open } = this;
    this.open = undefined;
    if (open?.key === undefined || !(open.field instanceof HTMLInputElement)) return undefined;
    const { selectionStart, selectionEnd, value } = open.field;
    return { key: open.key, value, selection: [selectionStart ?? 0, selectionEnd ?? 0] };
  }

  /** The page has been drawn anew. */
  resume(draft: Draft | undefined): void {
    if (draft === undefined) return;
    const element = this.main.querySelector(`[data-key="${CSS.escape(draft.key)}"]`);
    if (!this.begin(element, draft.value)) return;
    const field = this.open!.field as HTMLInputElement;
    field.setSelectionRange(...(draft.selection as [number, number]));
  }

  /** Ends the edit in the way that a key asks for; gives back whether it was one that does. */
  press(event: KeyboardEvent): boolean {
    const { open } = this;
    if (open === undefined || event.isComposing) return false;
    const isCell = open.field !== open.element;
    if (event.key === "Escape") this.cancel();
    else if (event.key === "Enter") this.commit();
    else if (event.key === "Tab") return this.goOn(open.element, event.shiftKey ? -1 : 1);
    else if (isCell && (event.key === "ArrowDown" || event.key === "ArrowUp"))
      return this.goBelow(open.element, event.key === "ArrowDown" ? 1 : -1);
    else return false;
    open.element.focus({ preventScroll: true });
    return true;
  }

  private goOn(element: HTMLElement, by: number): boolean {
    const all = [...this.main.querySelectorAll<HTMLElement>("[data-edit]")];
    const at = all.indexOf(element) + by;
    this.commit();
    // The page may have been drawn anew by it.
    const next = this.main.querySelectorAll<HTMLElement>("[data-edit]")[at];
    if (next) this.begin(next);
    return true;
  }

  private goBelow(element: HTMLElement, by: number): boolean {
    const column = element.getBoundingClientRect().left;
    const cells = [...element.closest("table")!.querySelectorAll<HTMLElement>("td[data-edit]")];
    const inColumn = cells.filter((it) => Math.abs(it.getBoundingClientRect().left - column) < 2);
    const next = inColumn[inColumn.indexOf(element) + by];
    this.commit();
    if (next) this.begin(next);
    else element.focus();
    return true;
  }

  private openCell(open: OpenEdit, text: string): void {
    const field = document.createElement("input");
    field.className = "field";
    field.value = text;
    field.setAttribute("aria-label", open.element.getAttribute("aria-label") ?? saidBy(open.element));
    open.element.classList.add("editing");
    open.element.append(field);
    open.field = field;
    field.addEventListener("input", () => this.addUp(open));
    field.addEventListener("blur", () => this.open === open && this.commit());
    if (open.key !== undefined) open.row = openRow(open.element as HTMLTableCellElement);
    this.addUp(open);
    field.focus();
    field.select();
  }

  private openProse(open: OpenEdit, text: string, point?: { x: number; y: number }): void {
    const { element } = open;
    element.textContent = text;
    element.setAttribute("contenteditable", "plaintext-only");
    element.classList.add("editing");
    element.addEventListener("blur", () => this.open === open && this.commit(), { once: true });
    element.focus();
    const range = point && document.caretRangeFromPoint(point.x, point.y);
    if (range && element.contains(range.startContainer))
      getSelection()?.collapse(range.startContainer, range.startOffset);
    else getSelection()?.selectAllChildren(element);
  }

  private addUp({ key, row, field }: OpenEdit): void {
    if (key === undefined || row === undefined) return;
    const own = numberIn(written(field));
    const outcomes = outcomesOf(key, this.sums, (it) => (it === key ? own : this.numberAt(it)));
    const wanted = wantedBy(outcomes, own);
    row.show(showOutcomes(outcomes, this.words), this.advice(field, wanted));
  }

  private advice(field: HTMLElement, wanted: number | undefined): HTMLElement[] {
    const keys = document.createElement("span");
    keys.className = "keys";
    keys.textContent = this.words.keys;
    if (wanted === undefined) return [keys];
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = filled(this.words.change, wanted);
    // Before the field loses the focus, which would take what is written.
    button.addEventListener("mousedown", (event) => {
      event.preventDefault();
      (field as HTMLInputElement).value = String(wanted);
      this.commit();
    });
    return [button, keys];
  }

  private numberAt(key: string): number {
    const cell = this.main.querySelector(`[data-key="${CSS.escape(key)}"]`);
    return cell === null ? 0 : numberIn(saidBy(cell));
  }

  private close(): void {
    const { open } = this;
    if (open === undefined) return;
    this.open = undefined;
    open.row?.close();
    open.element.classList.remove("editing");
    open.element.removeAttribute("contenteditable");
    open.element.innerHTML = open.html;
    this.done();
  }
}

interface OpenEdit {
  readonly element: HTMLElement;
  readonly key: string | undefined;
  readonly before: string;
  readonly place: PagePlace;
  readonly html: string;
  field: HTMLElement;
  row?: SumsRow;
}

const written = (field: HTMLElement) =>
  field instanceof HTMLInputElement ? field.value : (field.textContent ?? "");

function placeOf({ dataset }: HTMLElement): PagePlace {
  const [start, end] = dataset.at!.split(",").map(Number) as [number, number];
  return { start, end, ...(dataset.key !== undefined && { key: dataset.key }) };
}

/** What a place says, without the numbers of findings and what is being written. */
export function saidBy(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll(".refs, .field")) other.remove();
  return copy.textContent ?? "";
}

/** Lets a place say something, with the numbers of its findings. */
function show(element: HTMLElement, text: string): void {
  const refs = [...element.querySelectorAll(".refs")];
  element.replaceChildren(text, ...refs);
}

interface SumsRow {
  show(sums: readonly HTMLElement[], advice: readonly HTMLElement[]): void;
  close(): void;
}

/** A row for the sums beneath the row of a cell; cells that reach over it grow by one. */
function openRow(cell: HTMLTableCellElement): SumsRow {
  const own = cell.parentElement as HTMLTableRowElement;
  const rows = [...own.parentElement!.children] as HTMLTableRowElement[];
  const at = rows.indexOf(own);
  const reaching = rows
    .slice(0, at + 1)
    .flatMap((row, index) => [...row.cells].filter(({ rowSpan }) => index + rowSpan > at + 1));
  const table = own.closest("table")!;
  const width = [...table.rows[0]!.cells].reduce((sum, { colSpan }) => sum + colSpan, 0);
  for (const it of reaching) it.rowSpan++;
  const row = document.createElement("tr");
  row.className = "sums";
  const box = document.createElement("td");
  box.colSpan = width - reaching.reduce((sum, { colSpan }) => sum + colSpan, 0);
  const [left, right] = [document.createElement("div"), document.createElement("div")];
  left.className = "advice";
  right.className = "equations";
  right.setAttribute("aria-live", "polite");
  const inner = document.createElement("div");
  inner.append(left, right);
  box.append(inner);
  row.append(box);
  own.after(row);
  return {
    show: (sums, advice) => {
      right.replaceChildren(...sums);
      left.replaceChildren(...advice);
    },
    close: () => {
      row.remove();
      for (const it of reaching) it.rowSpan--;
    },
  };
}
