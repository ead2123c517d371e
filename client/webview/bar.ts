import type { PanelCommand, ShowReport } from "../src/page/messages";
import { filled, type Words } from "./words";

/*
 * The bar on top: what the report is and how many findings it has, what can be done with the whole of it, and a line for who
 * has never seen it.
 */

/** Below this width, in CSS pixels, what is seldom needed is found under 更多. */
const ROOM_FOR_ALL = 700;

export class TopBar {
  private readonly bar = one(document, ".toolbar");
  private readonly about = one(this.bar, ".about");
  private readonly counts = one(this.bar, ".counts");
  private readonly hint = one(this.bar, ".hint");
  private readonly refusal = one(this.bar, ".refusal");
  private readonly rare = one(this.bar, ".rare");
  private readonly more = one(this.bar, ".more") as HTMLDetailsElement;
  private readonly buttons = [
    ...this.bar.querySelectorAll<HTMLButtonElement>("button[data-command], button[data-step]"),
  ];
  private isHintRead = false;

  constructor(private readonly words: Words) {}

  /** What a report has no use for, and what there is nothing of, is not there. */
  show(message: ShowReport, isMarked: boolean): void {
    say(this.about, message.summary);
    this.count(message.isReport);
    one(this.hint, "span").textContent = message.hint;
    // Why nothing can be edited stays: it is not only for who is new here.
    one(this.hint, "button").hidden = !message.isEditable;
    this.hint.hidden = message.hint === "" || (this.isHintRead && message.isEditable);
    for (const button of this.buttons) {
      const command = button.dataset.command as PanelCommand | undefined;
      const isNeeded = command === undefined ? isMarked : message.commands.includes(command);
      button.hidden = !message.isReport || !isNeeded || (command === "fixAll" && message.safe === 0);
      if (command === "fixAll") one(button, "b").textContent = String(message.safe);
    }
    this.fit();
  }

  /** Each severity in its shape and colour; read out only when it changes. */
  private count(isReport: boolean): void {
    const { errors, warnings, infos, none } = this.words;
    const named = { error: errors, warning: warnings, info: infos };
    const parts = Object.entries(named).flatMap(([severity, word]) => {
      const count = document.querySelectorAll(`.notes .severity.${severity}`).length;
      return count === 0 ? [] : [{ className: `count ${severity}`, text: filled(word, count) }];
    });
    if (parts.length === 0 && isReport) parts.push({ className: "count", text: none });
    if (parts.map(({ text }) => text).join("") === this.counts.textContent) return;
    this.counts.replaceChildren(
      ...parts.map(({ className, text }) => {
        const span = document.createElement("span");
        span.className = className;
        span.textContent = text;
        return span;
      }),
    );
  }

  /** The page is as wide as it is now. */
  fit(): void {
    const isNarrow = this.bar.clientWidth < ROOM_FOR_ALL;
    const home = isNarrow ? this.more.lastElementChild! : this.more.parentElement!;
    if (this.rare.parentElement !== home) home.insertBefore(this.rare, isNarrow ? null : this.more);
    this.more.hidden = !isNarrow || [...this.rare.children].every((it) => (it as HTMLElement).hidden);
    document.documentElement.style.setProperty("--bar", `${this.bar.offsetHeight}px`);
  }

  /** The line for who is new is not shown again. */
  putHintAway(): void {
    this.isHintRead = true;
    this.hint.hidden = true;
    this.fit();
  }

  /** Says what has no place on the page; an empty text takes it away. */
  tell(text: string): void {
    say(this.refusal, text);
  }

  closeMenu(): void {
    this.more.open = false;
  }

  /** Whether the menu was open: then it is closed, and what opened it has the focus. */
  leaveMenu(): boolean {
    if (!this.more.open) return false;
    this.more.open = false;
    one(this.more, "summary").focus();
    return true;
  }
}

const one = (parent: ParentNode, selector: string) => parent.querySelector<HTMLElement>(selector)!;

/** What is said again is not said anew to who hears it. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
