import { decode } from "../encoding";
import { LARGEST_PROJECT_FILE } from "../projectFiles";
import { type Bounds, readBounded } from "./boundedFile";

/** The text of a file of a project; undefined for one that is no text. Throws as {@link readBounded} does. */
export async function readProjectText(
  path: string,
  bounds?: Pick<Bounds, "pipes">,
): Promise<string | undefined> {
  return decode(await readBounded(path, { most: LARGEST_PROJECT_FILE, ...bounds }))?.text;
}
