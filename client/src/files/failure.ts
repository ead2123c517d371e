import { t } from "@vscode/l10n";
import type { RefusedPlace } from "../../../server/src/lsp/protocol";
import type { Lock } from "./replacing";

/** Why a text was not saved. */
export type Failure =
  /** Another program has changed the file meanwhile. */
  | { readonly kind: "changed" }
  /** Another program has the file open, or has left its lock there. */
  | { readonly kind: "locked"; readonly lock: Lock }
  /** The file cannot take some of the changes. */
  | { readonly kind: "refused"; readonly places: readonly RefusedPlace[] }
  /** Anything else: a clause without a full stop. */
  | { readonly kind: "failed"; readonly reason: string };

/** What the editor is told of a text that was not saved; it shows the message behind words of its own. */
export class NotSaved extends Error {
  /** The editor would show it in front of the message. */
  override readonly name = "";

  constructor(readonly failure: Failure) {
    super(sentenceOf(failure));
  }
}

/** A failure as a whole sentence. */
export function sentenceOf(failure: Failure): string {
  switch (failure.kind) {
    case "changed":
      return t("没有保存：文件已被其他程序改过（可能是 Word 保存了它），没有盖掉它。");
    case "locked":
      return t("没有保存：这个文件正在 {0} 中打开。在那里关掉它，再保存一次。", failure.lock.program);
    case "refused":
      return t(
        "没有保存：有 {0} 处改动写不进这个文件：{1}。",
        failure.places.length,
        failure.places[0]!.reason,
      );
    case "failed":
      return t("没有保存，原文件没有动：{0}。", failure.reason);
  }
}
