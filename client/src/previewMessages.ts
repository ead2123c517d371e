/** What the preview's panel is told. */
export type ToPanel =
  | {
      readonly type: "show";
      readonly html: string;
      /** In a line: what the report is, and how many findings there are. */
      readonly summary: string;
      readonly isReport: boolean;
      /** What brings the panel back after the window was loaded anew. */
      readonly state: PanelState;
    }
  | {
      readonly type: "cursor";
      readonly offset: number;
      /** Where its line begins and ends. */
      readonly line: readonly [start: number, end: number];
    };

/** What the preview's panel tells. */
export type FromPanel =
  | { readonly type: "ready" | "print" | "save" }
  | { readonly type: "reveal"; readonly start: number; readonly end: number };

/** The document that a panel shows. */
export interface PanelState {
  readonly uri: string;
}
