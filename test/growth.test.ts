import { describe, expect, test } from "vitest";
import { check } from "../server/src/core";
import { EXAMPLE } from "../server/src/rules/support/example";

/** A text that is many times as long costs as many times more: ratios, because machines differ. */

const SHORT = 20_000;
const TIMES = 8;
/** Memory and a busy machine cost something; the square of the length would cost eight times more. */
const MOST = TIMES * 3;
/** Too short to be measured. */
const LEAST_MILLISECONDS = 3;

/** Units that make some part of reading a report or some rule work hardest. */
const UNITS: readonly string[] = [
  ..."a0 \t|(（)）《“，。,\n、一×_?-月年件的\ufffd現<&#*".split(""),
  "。\n",
  "| ",
  "# ",
  "一、",
  "1件、",
  "1件，",
  "其中1件、",
  "1件，占5%，",
  "收到政府信息公开申请1件，其中",
  "没有申请",
  "均已办结",
  "公开公开",
  "《条例",
  "未收费",
  "收取相关",
  "11111111111 ",
  "6222021234567890128 ",
  "(xiàn)",
  "锛銆",
  "请此处填写",
  "12月31日",
  "- 2 -\n",
  "打印\n\n\n",
  "（一）主动公开\n",
  "一、总体情况\n",
  "认真做好政府信息公开工作的相关内容，不断完善制度\n",
  "认真做好政府信息公开工作的相关内容，不断完善制度的\n\n",
  "<!-- disclosure-lint-disable-file row-total -->\n",
  "<p>1件</p>",
  "1\t2\t3\n",
  "|1|2|3|\n",
];

const place = EXAMPLE.indexOf("（二）");
const withMany = (unit: string, length: number): string =>
  EXAMPLE.slice(0, place) + unit.repeat(Math.ceil(length / unit.length)) + EXAMPLE.slice(place);

function cost(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const { user, system } = process.cpuUsage();
    check(text);
    const after = process.cpuUsage();
    least = Math.min(least, (after.user - user + after.system - system) / 1000);
  }
  return Math.max(least, LEAST_MILLISECONDS);
}

describe("checking takes time linear in the text", () => {
  for (let i = 0; i < 30; i++) check(EXAMPLE);
  test.each(UNITS)("of %j over and over", { timeout: 60_000 }, (unit) => {
    const short = cost(withMany(unit, SHORT));
    expect(cost(withMany(unit, SHORT * TIMES))).toBeLessThan(short * MOST);
  });
});
