/** What the script says to the user, in the language that the page was made in. */
export type Words = Readonly<
  Record<
    | "row"
    | "column"
    | "written"
    | "holds"
    | "more"
    | "less"
    | "unread"
    | "change"
    | "mends"
    | "keys"
    | "reason"
    | "reasonHint"
    | "ignore"
    | "cancel",
    string
  >
>;

/** With what belongs in the place of `{0}`. */
export const filled = (word: string, value: string | number) => word.replace("{0}", String(value));
