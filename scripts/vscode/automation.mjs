/*
 * A workbench that is started with tests calls two functions of its page: one with each line that the tests print, one
 * with their exit status.
 */
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { artefacts } from "./paths.mjs";

/** Each test has a limit of its own; this one is for a window in which none begins, or the last does not end. */
const SILENCE_MS = 240_000;

const SCREENSHOT_MS = 10_000;

/** How the lines of the suites begin; the others are the window's own. */
const FROM_TESTS = /^(?: {2}|启动：|##disclosure-lint )/;

/** What an exit status of the tests themselves cannot be. */
export const NO_RESULT = 124;

/**
 * To be called before the page loads. What the tests print goes to the console, all that the window says to a file
 * among the artefacts. Where the window dies, or nothing comes any more, the status is {@link NO_RESULT}, and a
 * screenshot is kept.
 * @param {import("playwright-core").Page} page
 * @param {string} name of the artefacts
 * @returns {Promise<{ status: Promise<number>, fail: (why: string) => void }>}
 */
export async function automate(page, name) {
  mkdirSync(artefacts, { recursive: true });
  const file = createWriteStream(join(artefacts, `${name}.log`));
  let isOver = false;
  /** @type {(status: number) => void} */
  let resolveStatus = () => {};
  /** @type {Promise<number>} */
  const status = new Promise((resolve) => {
    resolveStatus = resolve;
  });
  /** @param {number} code */
  const finish = (code) => {
    isOver = true;
    clearTimeout(timer);
    file.end();
    resolveStatus(code);
  };
  /** @param {string} why */
  const fail = async (why) => {
    if (isOver) return;
    isOver = true;
    const path = join(artefacts, `${name}.png`);
    const isShown = await page.screenshot({ path, timeout: SCREENSHOT_MS }).then(
      () => true,
      () => false,
    );
    console.error(`${why}${isShown ? `；屏幕截图：${path}` : ""}；日志：${String(file.path)}`);
    finish(NO_RESULT);
  };
  const timer = setTimeout(fail, SILENCE_MS, `VS Code 里的测试 ${SILENCE_MS / 1000} 秒没有动静`);
  await page.exposeFunction(
    "codeAutomationLog",
    /** @param {string} _type @param {unknown[]} args */
    (_type, args) => {
      if (isOver) return;
      timer.refresh();
      const line = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
      file.write(`${line}\n`);
      if (FROM_TESTS.test(line)) console.log(line);
    },
  );
  await page.exposeFunction("codeAutomationExit", finish);
  page.once("crash", () => fail("VS Code 的窗口崩溃了"));
  page.once("close", () => fail("VS Code 的窗口关闭了"));
  return { status, fail };
}
