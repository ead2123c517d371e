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
    | "mendsOne"
    | "mendsTwo"
    | "mendsAll"
    | "keys"
    | "reason"
    | "reasonHint"
    | "ignore"
    | "cancel"
    | "take"
    | "errors"
    | "warnings"
    | "infos"
    | "none"
    | "missing"
    | "notTaken",
    string
  >
>;

/** With what belongs in the places of `{0}`, `{1}`. */
export function filled(word: string, ...values: readonly (string | number)[]): string {
  return word.replace(/\{([01])\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}
