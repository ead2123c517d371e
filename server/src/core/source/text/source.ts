import { applyEdits } from "../../text/text";
import { type Change, refuseAll, type Source, SourceError, type Written } from "../source";
import { encode } from "./encode";
import { type Decoded, decode, NO_TEXT } from "./encoding";

/** A text, HTML and Markdown among them, in whatever encoding. Throws a {@link SourceError} for bytes that are no text. */
export function openText(bytes: Uint8Array): Source {
  const decoded = decode(bytes);
  if (decoded === undefined) throw new SourceError(NO_TEXT);
  return textSource(bytes, decoded);
}

const NO_TRACK = "文本里没有修订，只有 .docx 能以修订方式改";

function textSource(bytes: Uint8Array, decoded: Decoded): Source {
  const { text } = decoded;
  const source: Source = {
    format: "text",
    bytes,
    text,
    place: () => undefined,
    write: (changes, { track } = {}) =>
      track === undefined ? writeText(source, decoded, changes) : refuseAll(source, changes, NO_TRACK),
  };
  return source;
}

/** In the encoding that the file has; refused where the way there and back would change anything else. */
function writeText(source: Source, { text, encoding }: Decoded, changes: readonly Change[]): Written {
  const fixed = applyEdits(text, changes.flat());
  if (fixed === text) return { source, refused: [] };
  const same = encode(text, encoding);
  if (same === undefined || !isEqual(same, source.bytes))
    return refuseAll(source, changes, `文件中有 ${encoding.name} 无法原样写回的字符；请先转存为 UTF-8`);
  const after = encode(fixed, encoding);
  if (after === undefined)
    return refuseAll(source, changes, `修正后的文字中有 ${encoding.name} 写不出的字符；请先转存为 UTF-8`);
  return { source: textSource(after, { text: fixed, encoding }), refused: [] };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
