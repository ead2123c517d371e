import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { decode, encode } from "../../server/src/cli/encoding";
import { readIgnoreFile, readProjectFile } from "../../server/src/project";
import { ruleIds } from "../../server/src/rules/index";
import { createRandom, type Random } from "../generator/random";
import { startCoverage } from "./coverage";
import { hostileTexts } from "./hostile";
import { minimise } from "./minimise";
import { mutate } from "./mutate";
import { type Complaint, complaintsAbout, isTimeout, PROPERTIES } from "./properties";
import type { Effort } from "./subject";
import { anyText, corpusTexts, generatedText } from "./texts";
import { slowness, within } from "./timing";

/* The long search for texts that break something: npm run fuzz. */

/** A text of which something does not hold, as short as it could be made. */
export interface Failure extends Complaint {
  readonly text: string;
  /** How the text came about. */
  readonly origin: string;
}

export interface Plan {
  readonly seed: number;
  readonly seconds: number;
  /** Where the repository is. */
  readonly root: string;
  readonly onFailure: (failure: Failure) => void;
  readonly onProgress: (line: string) => void;
}

/** Of the time given; what a part leaves over goes to those after it. */
const SHARES = { hostile: 0.3, truncated: 0.15, generated: 0.15, any: 0.1, bytes: 0.03, mutated: 1 } as const;
type Stage = keyof typeof SHARES;

const NAMES: Readonly<Record<Stage, string>> = {
  hostile: "恶意构造的文本",
  truncated: "截断的样例",
  generated: "生成的报告",
  any: "任意文本",
  bytes: "任意字节",
  mutated: "按覆盖率变异",
};

/** Properties that are worth their time on texts of millions of characters. */
const ON_LONG = ["checks", "extracts", "outline", "colours", "tables", "previews", "protocol"];
/** Making one failure shorter takes no longer than this, in milliseconds. */
const MINIMISING = 4_000;
/** Of texts that are too slow, every attempt is slow as well. */
const LONGEST_MINIMISED = 50_000;

/** Searches until the time is over. Gives the number of texts tried and the kinds of failures found. */
export function fuzz(plan: Plan): { texts: number; kinds: string[] } {
  return new Campaign(plan).run();
}

class Campaign {
  private readonly started = performance.now();
  private readonly random: Random;
  private readonly kinds = new Set<string>();
  private readonly corpus: readonly string[];
  private texts = 0;

  constructor(private readonly plan: Plan) {
    this.random = createRandom(plan.seed);
    this.corpus = corpusTexts(plan.root);
  }

  run(): { texts: number; kinds: string[] } {
    const stages: Readonly<Record<Stage, (until: number) => void>> = {
      hostile: (until) => this.hostile(until),
      truncated: (until) => this.truncated(until),
      generated: (until) => this.generated(until),
      any: (until) => this.any(until),
      bytes: (until) => this.bytes(until),
      mutated: (until) => this.mutated(until),
    };
    const end = this.started + this.plan.seconds * 1000;
    for (const stage of Object.keys(stages) as Stage[]) {
      const before = this.texts;
      const now = performance.now();
      stages[stage](Math.min(end, now + (end - this.started) * SHARES[stage]));
      const seconds = ((performance.now() - now) / 1000).toFixed(0);
      this.plan.onProgress(`${NAMES[stage]}：${this.texts - before} 份，${seconds} 秒`);
    }
    return { texts: this.texts, kinds: [...this.kinds] };
  }

  private hostile(until: number): void {
    const texts = this.random.shuffle([...hostileTexts(0.02)]);
    for (const [name, text] of texts) this.timed(text, name, until);
    for (const [name, text] of hostileTexts(1)) this.timed(text, name, until);
  }

  private timed(text: string, name: string, until: number): void {
    if (performance.now() > until) return;
    const slow = this.guarded(text, () => slowness(text));
    if (slow !== undefined) this.fail({ kind: `slow: ${name}`, message: slow }, text, name, slowness);
    this.judge(text, name, ON_LONG);
  }

  /** Every truncation of every file, in an order in which the first few tell the most. */
  private truncated(until: number): void {
    for (const step of [97, 31, 7, 1]) {
      for (const text of this.random.shuffle(this.corpus)) {
        for (let at = 0; at <= text.length; at += step) {
          if (performance.now() > until) return;
          this.judge(text.slice(0, at), "截断", ["checks", "spans", this.property()]);
          if (step > 1) this.judge(text.slice(at), "截断", ["checks", "spans", this.property()]);
        }
      }
    }
  }

  private generated(until: number): void {
    while (performance.now() < until) this.judge(generatedText(this.random), "生成");
  }

  private any(until: number): void {
    while (performance.now() < until) {
      const seed = this.random.int(0, 2 ** 30);
      for (const text of fc.sample(anyText, { seed, numRuns: 50 })) {
        if (performance.now() > until) return;
        this.judge(text, "任意文本");
        this.projectFiles(text);
      }
    }
  }

  /** The files of a project are texts as well. */
  private projectFiles(text: string): void {
    const files = [text, JSON.stringify(text), `{"rules":${text}`, `{"entries":[{"rule":${JSON.stringify(text)}`];
    for (const source of files) {
      try {
        readProjectFile(source, ruleIds);
        readIgnoreFile(source, ruleIds);
      } catch (error) {
        this.fail({ kind: "projectFiles: throws", message: String(error) }, source, "项目设置文件");
      }
    }
  }

  /** Bytes are read as text without loss, or not at all. Not to the byte: GB18030 has two codes for some characters. */
  private bytes(until: number): void {
    while (performance.now() < until) {
      const bytes = this.anyBytes();
      const decoded = decode(bytes);
      if (decoded === undefined) continue;
      this.judge(decoded.text, "任意字节", ["checks", "spans", this.property()]);
      const encoded = encode(decoded.text, decoded.encoding);
      const again = encoded && decode(encoded);
      if (again?.text === decoded.text && again.encoding.name === decoded.encoding.name) continue;
      const kind = `bytes: ${decoded.encoding.name}`;
      this.fail({ kind, message: "not the same text again" }, decoded.text, "任意字节");
    }
  }

  private anyBytes(): Uint8Array {
    const { random } = this;
    if (random.chance(0.3)) return Uint8Array.from({ length: random.int(0, 200) }, () => random.int(0, 255));
    const text = mutate(random.pick(this.corpus), random, () => random.pick(this.corpus));
    const name = random.pick(["utf-8", "gb18030", "utf-16le", "utf-16be"] as const);
    const bytes = encode(text, { name, bom: name.startsWith("utf-16") || random.chance(0.3) }) ?? Buffer.from(text);
    const spoilt = Uint8Array.from(bytes);
    for (let count = random.int(0, 3); count > 0 && spoilt.length > 0; count--)
      spoilt[random.int(0, spoilt.length - 1)] = random.int(0, 255);
    return spoilt;
  }

  /** Changes texts, and goes on from those that reached what none before had reached. */
  private mutated(until: number): void {
    const { random } = this;
    const url = import.meta.url;
    const coverage = startCoverage(url, coreOf(readFileSync(fileURLToPath(url), "utf8")));
    const pool = [...this.corpus, ...Array.from({ length: 60 }, () => generatedText(random))];
    for (const text of pool) coverage.reachesNew(() => this.judge(text, "样例"));
    const before = pool.length;
    while (performance.now() < until) {
      // The latest are the farthest from what has been tried.
      const recent = random.chance(0.5) ? Math.max(0, pool.length - 50) : 0;
      const parent = pool[random.int(recent, pool.length - 1)]!;
      const text = mutate(parent, random, () => (random.chance(0.3) ? generatedText(random) : random.pick(pool)));
      if (coverage.reachesNew(() => this.judge(text, "变异"))) pool.push(text);
    }
    const share = (coverage.share() * 100).toFixed(1);
    this.plan.onProgress(`覆盖了代码的 ${share}%，${pool.length - before} 份文本到达了新的代码`);
    coverage.stop();
  }

  private property(): string {
    return this.random.pick(Object.keys(PROPERTIES));
  }

  private judge(text: string, origin: string, names?: readonly string[]): void {
    this.texts++;
    const effort: Effort = { seed: this.random.int(0, 2 ** 30), offsets: 6, tries: 3 };
    const complaints = this.guarded(text, () => complaintsAbout(text, effort, names)) ?? [];
    for (const complaint of complaints) {
      const name = complaint.kind.slice(0, complaint.kind.indexOf(":"));
      const again = (candidate: string) => {
        const found = complaintsAbout(candidate, effort, name === "read" ? [] : [name]);
        return found.find(({ kind }) => kind === complaint.kind)?.message;
      };
      this.fail(complaint, text, origin, again);
    }
  }

  /** Runs something on a text; that it does not end is a failure. */
  private guarded<T>(text: string, run: () => T): T | undefined {
    try {
      return within(text.length, run);
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.fail({ kind: "hangs", message: `does not end on ${text.length} characters` }, text, "时限");
      return undefined;
    }
  }

  /** Once for each kind; `again` tells whether a shorter text fails as well. */
  private fail(
    { kind, message }: Complaint,
    text: string,
    origin: string,
    again?: (text: string) => string | undefined,
  ): void {
    if (this.kinds.has(kind)) return;
    this.kinds.add(kind);
    const isEndless = (candidate: string) => {
      try {
        return within(candidate.length, () => again!(candidate)) !== undefined;
      } catch {
        return false;
      }
    };
    const short =
      again === undefined || text.length > LONGEST_MINIMISED
        ? text
        : minimise(text, isEndless, performance.now() + MINIMISING);
    const last = short === text ? message : (again?.(short) ?? message);
    this.plan.onFailure({ kind, message: last, text: short, origin });
  }
}


/** For each character of a bundle whether it is the core's: the bundler names each source file above it. */
function coreOf(bundle: string): Uint8Array {
  const isCore = new Uint8Array(bundle.length);
  const files = [...bundle.matchAll(/^\/\/ (\S+\.(?:[cm]?[jt]s|json))$/gm)];
  for (const [at, { 1: name, index }] of files.entries())
    if (name!.startsWith("server/src/")) isCore.fill(1, index, files[at + 1]?.index ?? bundle.length);
  return isCore;
}
