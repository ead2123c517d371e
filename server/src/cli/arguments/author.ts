import type { Author } from "../../core/source/source";
import type { Arguments } from "./args";

/** Who makes changes and comments where nobody is named. */
const OURSELVES = "年报检查";

/** Whose tracked changes and comments are made; undefined where none are asked for. */
export function authorOf(args: Arguments): Author | undefined {
  return args.flag("track") ? author(args) : undefined;
}

/** The author named, and now. What no XML may hold is left out: Word would call the file damaged. */
export function author(args: Arguments): Author {
  const given = args.value("author")?.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, "");
  const name = given?.trim() || OURSELVES;
  return { name, date: new Date().toISOString().replace(/\.\d+Z$/, "Z") };
}
