import { commonEnds } from "../../../text/similar";

/* What the checks on the law and on the notices that belong to it share. They read folded text. */

export const STATE = "中华人民共和国";
export const SHORT_NAME = "政府信息公开条例";
export const FULL_NAME = STATE + SHORT_NAME;

/** The sentence speaks of what the law or a notice used to be. */
export const OF_THE_PAST = /原(?!则|因|始|件|文)|旧|修[订改]|废止|取代|此前|200[78]年/;

/** What should stand in a part of a text. */
export interface Amendment {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What is wrong in a text, and the changes that put it right. */
export interface Mistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly why: string;
  /** What the changes do. */
  readonly title: string;
  /** Nothing else can be meant. */
  readonly safe: boolean;
  readonly changes: readonly Amendment[];
}

/** Only what differs is replaced, so that wraps and markup inside a name stay. */
export function changesTo(wanted: string, written: string, at: number): Amendment[] {
  const { head, tail } = commonEnds(written, wanted);
  const change = {
    from: at + head,
    to: at + written.length - tail,
    text: wanted.slice(head, wanted.length - tail),
  };
  return change.from < change.to || change.text !== "" ? [change] : [];
}
