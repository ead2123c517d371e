import type { CellSum } from "../../../server/src/lsp/protocol";

/** What the page is told. */
export type ToPanel = ShowReport | PointAt | RefuseEdit | TellPage | StepOn;

export interface ShowReport {
  readonly type: "show";
  readonly html: string;
  /** Of the text; what the page tells of places goes by it. */
  readonly version: number;
  /** In a line: what the report is. */
  readonly summary: string;
  /** What to do here, for who has never seen it; empty where there is nothing. */
  readonly hint: string;
  readonly isReport: boolean;
  readonly isEditable: boolean;
  /** How many places are mended by what is beyond doubt. */
  readonly safe: number;
  readonly sums: readonly CellSum[];
  /** What can be done with the whole report. */
  readonly commands: readonly PanelCommand[];
  /** What brings the panel back after the window was loaded anew. */
  readonly state: PanelState;
}

export interface PointAt {
  readonly type: "cursor";
  readonly offset: number;
  /** Where its line begins and ends. */
  readonly line: readonly [start: number, end: number];
}

/** An edit was not made: it is open again, with the reason. */
export interface RefuseEdit {
  readonly type: "refused";
  readonly place: PagePlace;
  readonly text: string;
  readonly reason: string;
}

/** What became of something that was asked for on the page. */
export interface TellPage {
  readonly type: "tell";
  readonly text: string;
}

/** Goes on to the next mark of a severity. */
export interface StepOn {
  readonly type: "step";
  readonly severity: "error" | "warning" | "info";
}

export type PanelCommand =
  | "fixAll"
  | "showText"
  | "review"
  | "exportWord"
  | "toMarkdown"
  | "compare"
  | "print"
  | "save";

/** A place that is edited: a cell of a standard table by its key, whatever was changed meanwhile; any other by where it is. */
export interface PagePlace {
  readonly start: number;
  readonly end: number;
  readonly key?: string;
  /** Which of the page's places that can be edited it is, from 0: where it is found again in a page that was drawn anew. */
  readonly index: number;
}

/** What the page tells. */
export type FromPanel =
  | { readonly type: "ready" }
  | { readonly type: "undo" | "redo" }
  /** What to do here has been read and need not be said again. */
  | { readonly type: "hintRead" }
  | { readonly type: "command"; readonly name: PanelCommand }
  | { readonly type: "reveal"; readonly start: number; readonly end: number }
  | {
      readonly type: "edit";
      readonly version: number;
      readonly place: PagePlace;
      /** What the place said, and what it shall say. */
      readonly before: string;
      readonly text: string;
    }
  | { readonly type: "fix"; readonly version: number; readonly finding: number; readonly fix: number }
  | { readonly type: "ignore"; readonly version: number; readonly finding: number; readonly reason: string };

/** The document that a panel shows. */
export interface PanelState {
  readonly uri: string;
}
