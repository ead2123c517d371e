import type { CellSum } from "../../server/src/lsp/protocol";
import type { PagePlace } from "../src/page/messages";
import { headsOf, nameOfCell, textAt } from "./heads";
import { inOneLine, keepToOneLine, placeCaret, textOffset } from "./prose";
import { numberIn, type Outcome, outcomesOf, showAdvice, showOutcomes } from "./sums";
import { type OpenRow, openRow } from "./sumsRow";
import type { Words } from "./words";

/*
 * A place of the page that is being edited: a cell with a field in it and the sums of its row and column beneath, or a
 * sentence or heading as it stands. Nothing is changed but through what is sent.
 */

/** What the page does for who edits. */
export interface EditingHost {
  /** What a place is to say; of the version of the text that the page shows now. */
  send(place: PagePlace, before: string, text: string): void;
  /** Nothing is being written any more that drawing the page anew would take away. */
  idle(): void;
}

/** An edit that is being written. */
export interface Draft {
  readonly key: string;
  readonly value: string;
  readonly selection: readonly [number, number];
}

/** How an edit begins: with what text instead of what is there, and where the pointer was. */
interface Beginning {
  readonly text?: string;
  readonly point?: { readonly x: number; readonly y: number };
}

interface OpenEdit {
  readonly element: HTMLElement;
  readonly before: string;
  readonly place: PagePlace;
  /** What the element holds when nothing is edited. */
  readonly html: string;
  /** What a person writes into: the field of a cell, or the element itself. */
  field: HTMLElement;
  isComposing: boolean;
  row?: OpenRow;
}

export class Editing {
  private open: OpenEdit | undefined;
  private sums: readonly CellSum[] = [];
  /** What the cells say, by their keys, while one of them is edited. */
  private numbers = new Map<string, number>();

  constructor(
    private readonly main: HTMLElement,
    private readonly words: Words,
    private readonly host: EditingHost,
  ) {}

  /** What is being edited. */
  get element(): HTMLElement | undefined {
    return this.open?.element;
  }

  /** What is being written would be taken away by drawing the page anew: only cells that have a key are found again. */
  get isFragile(): boolean {
    return this.open !== undefined && (this.open.place.key === undefined || this.open.isComposing);
  }

  use(sums: readonly CellSum[]): void {
    this.sums = sums;
  }

  /** Begins to edit a place; gives back whether it can be edited. */
  begin(target: Element | null | undefined, { text, point }: Beginning = {}): boolean {
    const element = target?.closest<HTMLElement>("[data-edit]");
    if (!element || this.open?.element === element) return !!element;
    const again = this.placeOf(element);
    this.commit();
    // What was committed may have let the page be drawn anew.
    const found = element.isConnected ? element : this.find(again, textAt(element));
    if (found === undefined) return false;
    const before = textAt(found);
    const html = found.innerHTML;
    const open = {
      element: found,
      before,
      place: this.placeOf(found),
      html,
      field: found,
      isComposing: false,
    };
    this.open = open;
    if (found instanceof HTMLTableCellElement) this.openCell(open, found, text ?? before);
    else this.openProse(open, text ?? before, point);
    this.watch(open);
    return true;
  }

  /** Takes what is written; the place shows it until the report comes back with it. */
  commit(): void {
    const { open } = this;
    if (open === undefined) return;
    const text = inOneLine(written(open.field)).trim();
    const isOther = text !== open.before.trim();
    // Before anything that waits is shown, which is of another version.
    if (isOther) this.host.send(open.place, open.before, text);
    this.close();
    const element = isOther ? this.find(open.place, open.before) : undefined;
    element?.replaceChildren(text, ...element.querySelectorAll(".refs"));
  }

  cancel(): void {
    this.close();
  }

  /** What is being written in a cell, to go on with when the page has been drawn anew; until then nothing is edited. */
  suspend(): Draft | undefined {
    const { open } = this;
    this.open = undefined;
    const field = open?.field;
    if (open?.place.key === undefined || !(field instanceof HTMLInputElement)) return undefined;
    const selection = [field.selectionStart ?? 0, field.selectionEnd ?? 0] as const;
    return { key: open.place.key, value: field.value, selection };
  }

  /** The page has been drawn anew. */
  resume({ key, value, selection }: Draft): void {
    const cell = this.main.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (this.begin(cell, { text: value }) && this.open?.field instanceof HTMLInputElement)
      this.open.field.setSelectionRange(...selection);
  }

  /** Does what a key asks of an edit; gives back whether it was one that the page has an answer to. */
  press(event: KeyboardEvent): boolean {
    const { open } = this;
    if (open === undefined || event.isComposing) return false;
    const { key } = event;
    const cell = open.field === open.element ? undefined : (open.element as HTMLTableCellElement);
    // The editor around the page would undo in the document what is undone here in the field.
    if ((event.ctrlKey || event.metaKey) && /^[zyaxcv]$/i.test(key)) event.stopPropagation();
    if (cell && key === "Tab") return this.goOn(cell, event.shiftKey ? -1 : 1);
    if (cell && (key === "ArrowDown" || key === "ArrowUp"))
      return this.goAlong(cell, key === "ArrowDown" ? 1 : -1);
    if (key === "Escape") this.cancel();
    else if (key === "Enter" || key === "Tab") this.commit();
    else return false;
    this.find(open.place)?.focus({ preventScroll: true });
    // From a sentence Tab leads to whatever comes next.
    return key !== "Tab";
  }

  /** To the next cell of the table that can be edited; from the last one the table is left. */
  private goOn(cell: HTMLTableCellElement, by: number): boolean {
    return this.leave(cell, [...cell.closest("table")!.querySelectorAll<HTMLElement>("[data-edit]")], by);
  }

  /** To the next cell of the column. */
  private goAlong(cell: HTMLTableCellElement, by: number): boolean {
    const { left } = cell.getBoundingClientRect();
    const cells = [...cell.closest("table")!.querySelectorAll<HTMLElement>("[data-edit]")];
    const column = cells.filter((it) => Math.abs(it.getBoundingClientRect().left - left) < 2);
    this.leave(cell, column, by);
    return true;
  }

  private leave(cell: HTMLElement, line: readonly HTMLElement[], by: number): boolean {
    const place = this.placeOf(cell);
    const next = line[line.indexOf(cell) + by];
    if (next !== undefined && this.begin(next)) return true;
    this.commit();
    this.find(place)?.focus({ preventScroll: true });
    return false;
  }

  private placeOf(element: HTMLElement): PagePlace {
    const { at, key } = element.dataset;
    const [start, end] = at!.split(",").map(Number) as [number, number];
    const index = [...this.main.querySelectorAll("[data-edit]")].indexOf(element);
    return { start, end, index, ...(key !== undefined && { key }) };
  }

  /** Where a place is now that the page may have been drawn anew; one without a key only where it says what it said. */
  find({ key, index }: PagePlace, before?: string): HTMLElement | undefined {
    if (key !== undefined)
      return this.main.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"][data-edit]`) ?? undefined;
    const found = this.main.querySelectorAll<HTMLElement>("[data-edit]")[index];
    return found && (before === undefined || textAt(found) === before) ? found : undefined;
  }

  private openCell(open: OpenEdit, cell: HTMLTableCellElement, text: string): void {
    const field = document.createElement("input");
    field.className = "field";
    field.value = text;
    field.autocomplete = "off";
    field.setAttribute("aria-label", nameOfCell(cell));
    open.field = field;
    if (open.place.key !== undefined) {
      this.numbers = new Map(this.keyed().map((it) => [it.dataset.key!, numberIn(textAt(it))]));
      for (const it of this.near(open.place.key, cell)) it.classList.add("near");
      open.row = openSums(cell);
    }
    cell.classList.add("editing");
    cell.append(field);
    field.addEventListener("input", () => this.addUp(open));
    this.addUp(open);
    field.focus({ preventScroll: true });
    field.select();
    for (const it of [open.row?.box, cell]) it?.scrollIntoView({ block: "nearest" });
  }

  private keyed(): HTMLElement[] {
    return [...this.main.querySelectorAll<HTMLElement>("[data-key]")];
  }

  /** The numbers that are added up with a cell's, and what its row and column are called. */
  private near(key: string, cell: HTMLTableCellElement): HTMLElement[] {
    const sums = this.sums.filter(({ left, right }) => left.includes(key) || right.includes(key));
    const keys = new Set(sums.flatMap(({ left, right }) => [...left, ...right]));
    const { rows, columns } = headsOf(cell);
    return [...this.keyed().filter((it) => keys.has(it.dataset.key!) && it !== cell), ...rows, ...columns];
  }

  private openProse(open: OpenEdit, text: string, point: Beginning["point"]): void {
    const { element } = open;
    const at = point && textOffset(element, point);
    element.textContent = text;
    element.setAttribute("contenteditable", "plaintext-only");
    element.setAttribute("role", "textbox");
    element.classList.add("editing");
    keepToOneLine(element);
    element.focus({ preventScroll: true });
    placeCaret(element, at);
  }

  /** What is left is taken; and where Chinese is being put together, the page waits. */
  private watch(open: OpenEdit): void {
    const { field } = open;
    field.addEventListener("blur", () => this.open === open && this.commit());
    field.addEventListener("compositionstart", () => {
      open.isComposing = true;
    });
    field.addEventListener("compositionend", () => {
      open.isComposing = false;
      if (this.open === open && !this.isFragile) this.host.idle();
    });
  }

  private addUp({ place: { key }, row, field }: OpenEdit): void {
    if (key === undefined || row === undefined) return;
    const own = numberIn(written(field));
    const outcomes = outcomesOf(key, this.sums, (it) => (it === key ? own : (this.numbers.get(it) ?? 0)));
    const [advice, equations] = row.box.children as unknown as [HTMLElement, HTMLElement];
    advice.replaceChildren(...this.advice(outcomes, own));
    equations.replaceChildren(...showOutcomes(outcomes, own, this.words));
  }

  private advice(outcomes: readonly Outcome[], own: number): HTMLElement[] {
    return showAdvice(outcomes, own, this.words, (wanted) => {
      (this.open?.field as HTMLInputElement).value = String(wanted);
      const place = this.open?.place;
      this.commit();
      if (place) this.find(place)?.focus({ preventScroll: true });
    });
  }

  private close(): void {
    const { open } = this;
    if (open === undefined) return;
    this.open = undefined;
    open.row?.close();
    for (const it of this.main.querySelectorAll(".near")) it.classList.remove("near");
    open.element.classList.remove("editing");
    open.element.removeAttribute("contenteditable");
    if (open.field === open.element) open.element.removeAttribute("role");
    open.element.innerHTML = open.html;
    this.host.idle();
  }
}

const written = (field: HTMLElement) =>
  field instanceof HTMLInputElement ? field.value : (field.textContent ?? "");

/** A row with room for advice and for equations, of which one hears while typing. */
function openSums(cell: HTMLTableCellElement): OpenRow {
  const row = openRow(cell, "sums");
  const [advice, equations] = [document.createElement("div"), document.createElement("div")];
  advice.className = "advice";
  equations.className = "equations";
  equations.setAttribute("aria-live", "polite");
  row.box.append(advice, equations);
  return row;
}
