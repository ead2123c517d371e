import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Completion, completions } from "../../features/writing/completion";
import type { NewReport } from "../../features/writing/newReport";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import type { Snapshot } from "../snapshot";

export const completionCapabilities: ServerCapabilities = {
  // At these a heading, an aspect or a row may be meant; letters and Chinese ask anyway.
  completionProvider: { triggerCharacters: ["#", "、", "（", "(", "|", "\t"] },
};

/** A text that is no report yet is completed as well. */
export function handleCompletion(
  { document, report, settings }: Snapshot,
  { position, context }: CompletionParams,
  abilities: Abilities,
): CompletionItem[] {
  const found = completions({
    text: document.getText(),
    report,
    offset: document.offsetAt(position),
    format: formatOf(document),
    thisYear: new Date().getFullYear(),
    standards: settings.standards,
  });
  // Behind a mark that was only typed nobody has asked for names.
  const isTyped = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
  const wanted = isTyped ? found.filter(({ kind }) => kind !== "name") : found;
  return toCompletionItems(wanted, document, abilities);
}

function formatOf({ languageId }: TextDocument): NewReport["format"] {
  if (languageId === "html") return "html";
  return languageId === "markdown" ? "markdown" : "text";
}

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  report: CompletionItemKind.File,
  section: CompletionItemKind.Module,
  aspect: CompletionItemKind.Text,
  row: CompletionItemKind.Field,
  sentence: CompletionItemKind.Text,
  name: CompletionItemKind.Constant,
};

export function toCompletionItems(
  found: readonly Completion[],
  document: TextDocument,
  { snippets }: Abilities,
): CompletionItem[] {
  return found.map(({ label, detail, kind, edit, snippet, filter }, at) => {
    const isSnippet = snippets && snippet !== undefined;
    return {
      label,
      detail,
      kind: kinds[kind],
      // They come in the order in which they are most likely wanted.
      sortText: String(at).padStart(3, "0"),
      filterText: filter,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      // The text is laid out as it is to be; indenting it would break it.
      insertTextMode: InsertTextMode.asIs,
      textEdit: { range: toRange(edit.span, document), newText: isSnippet ? snippet : edit.text },
    };
  });
}
