import { LARGEST_PROJECT_FILE, textIn } from "../projectFiles";
import { type Bounds, readBounded } from "./boundedFile";

/** The text of a file of a project. Throws as {@link readBounded} and {@link textIn} do. */
export async function readProjectText(path: string, bounds?: Pick<Bounds, "pipes">): Promise<string> {
  return textIn(await readBounded(path, { most: LARGEST_PROJECT_FILE, ...bounds }));
}
