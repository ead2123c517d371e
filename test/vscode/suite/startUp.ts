import { type Uri, workspace } from "vscode";
import { wrongTotal } from "../../protocol/report";
import { diagnosticsOf, extension, openFile, until, writeFile } from "./support";

/** Milliseconds, as they were in a window that had just been opened. */
export interface StartUp {
  /** Loading the extension's code. */
  readonly load: number;
  /** From the call of `activate` to its end. */
  readonly activate: number;
  /** From the report being open in the extension host to the first finding. */
  readonly firstFindings: number;
  /** The part of it after `activate`; what is before is the editor's own work. */
  readonly afterActivate: number;
}

export const targets = { activate: 50, firstFindings: 500 };

/** Busy machines are slow; what is more than this slower than wanted is a fault. */
export const tolerance = 10;

let measured: StartUp | undefined;

/**
 * Opens the first report of this window. To be called before anything else is opened. The event that tells of the
 * finding comes up to 50 ms after it is shown.
 */
export async function measureStartUp(): Promise<StartUp> {
  const uri = await writeFile("云溪镇政府信息公开2023年年度报告.txt", wrongTotal);
  const opened = whenOpened(uri);
  // Waited for from the start: findings may come before the editor has drawn the text.
  const found = until("the first finding of all", () => diagnosticsOf(uri).length > 0).then(() =>
    performance.now(),
  );
  await openFile(uri);
  const end = await found;
  measured = {
    load: between("willLoadExtensionCode", "didLoadExtensionCode"),
    activate: between("willActivateExtension", "didActivateExtension"),
    firstFindings: end - (await opened),
    afterActivate: performance.timeOrigin + end - timeOf("didActivateExtension"),
  };
  await keep(measured);
  const { load, activate, firstFindings, afterActivate } = rounded(measured);
  console.log(`启动：activate() ${activate} 毫秒（目标 ${targets.activate}），此前载入代码 ${load} 毫秒`);
  const part =
    Number(afterActivate) > Number(firstFindings)
      ? "扩展此前已启动"
      : `其中 activate() 之后 ${afterActivate} 毫秒`;
  console.log(`启动：打开报告后 ${firstFindings} 毫秒显示首个问题（目标 ${targets.firstFindings}），${part}`);
  return measured;
}

/** For who compares several windows. In the browser there is no such file. */
async function keep(times: StartUp): Promise<void> {
  const file = typeof process === "object" ? process.env?.DISCLOSURE_LINT_STARTS : undefined;
  if (file !== undefined) (await import("node:fs")).appendFileSync(file, `${JSON.stringify(times)}\n`);
}

export function startUp(): StartUp {
  if (!measured) throw new Error("the start was not measured");
  return measured;
}

function whenOpened(uri: Uri): Promise<number> {
  return new Promise((resolve) => {
    const listener = workspace.onDidOpenTextDocument((document) => {
      if (document.uri.toString() !== uri.toString()) return;
      listener.dispose();
      resolve(performance.now());
    });
  });
}

/** What every extension host of VS Code keeps of its start; no part of its interface. */
declare const MonacoPerformanceMarks: { getMarks(): { name: string; startTime: number }[] } | undefined;

/** Between two marks that the extension host sets for each extension. */
function between(from: string, to: string): number {
  return timeOf(to) - timeOf(from);
}

function timeOf(mark: string): number {
  const marks = typeof MonacoPerformanceMarks === "object" ? MonacoPerformanceMarks.getMarks() : [];
  return marks.find(({ name }) => name === `code/extHost/${mark}/${extension().id}`)?.startTime ?? Number.NaN;
}

function rounded(times: StartUp): Record<keyof StartUp, string> {
  return Object.fromEntries(
    Object.entries(times).map(([key, time]) => [key, Number(time).toFixed(0)]),
  ) as never;
}
