import type { DefinitionParams, Location, ReferenceParams } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/text/text";
import { definitions, references } from "../../features/navigation/navigation";
import { toRange } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export function handleDefinition(
  { report, document }: ReportSnapshot,
  { position }: DefinitionParams,
): Location[] {
  return toLocations(definitions(report, document.offsetAt(position)), document);
}

export function handleReferences(
  { report, document }: ReportSnapshot,
  { position, context }: ReferenceParams,
): Location[] {
  const offset = document.offsetAt(position);
  return toLocations(references(report, offset, context.includeDeclaration), document);
}

function toLocations(spans: readonly Span[], document: TextDocument): Location[] {
  return spans.map((span) => ({ uri: document.uri, range: toRange(span, document) }));
}
