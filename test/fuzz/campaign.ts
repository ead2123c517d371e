import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { ruleIds } from "../../server/src/core/rules/index";
import { encode } from "../../server/src/core/source/text/encode";
import { decode } from "../../server/src/core/source/text/encoding";
import { readIgnoreFile, readProjectFile } from "../../server/src/project/project";
import { createRandom } from "../generator/random";
import { type Coverage, startCoverage } from "./coverage";
import { hostileTexts } from "./hostile";
import { minimise } from "./minimise";
import { mutate } from "./mutate";
import { type Complaint, complaintsAbout, isTimeout, OF_ANY_TEXT, PROPERTIES } from "./properties";
import type { Effort } from "./subject";
import { anyText, corpusTexts, generatedText } from "./texts";
import { slowness, within } from "./timing";

/* The search for texts that break something: npm run fuzz, and a short one among the tests. */

/** A text of which something does not hold, as short as it could be made. */
export interface Failure extends Complaint {
  readonly text: string;
  /** How the text came about. */
  readonly origin: string;
}

export interface Plan {
  readonly seed: number;
  readonly seconds: number;
  /** Texts of each stage, where the time does not end it before. */
  readonly texts?: number;
  /** How large the hostile texts are; 1 is how they are meant. */
  readonly scale?: number;
  /** Where the repository is. */
  readonly root: string;
  /** Address of the bundle that runs: without it mutation is not guided by coverage. */
  readonly bundle?: string;
  readonly onFailure: (failure: Failure) => void;
  readonly onProgress: (line: string) => void;
}

/** Of the time given; what a stage leaves over goes to those after it. */
const SHARES = { hostile: 0.3, truncated: 0.15, generated: 0.15, any: 0.1, bytes: 0.03, mutated: 1 } as const;
type Stage = keyof typeof SHARES;
const STAGES = Object.keys(SHARES) as Stage[];

const NAMES: Readonly<Record<Stage, string>> = {
  hostile: "恶意构造的文本",
  truncated: "截断的样例",
  generated: "生成的报告",
  any: "任意文本",
  bytes: "任意字节",
  mutated: "变异的样例",
};

/** Properties that are worth their time on texts of millions of characters. */
const ON_LONG = ["checks", "extracts", "outline", "colours", "previews", "protocol"];
/** Making one failure shorter takes no longer than this, in milliseconds. */
const MINIMISING = 4_000;
/** The last text is finished, if it takes no longer than this, in milliseconds. */
const GRACE = 5_000;
/** Of texts that are too slow, every attempt is slow as well. */
const LONGEST_MINIMISED = 50_000;

/** Searches until the time is over. Gives the number of texts tried and the kinds of failures found. */
export function fuzz(plan: Plan): { texts: number; kinds: string[] } {
  return new Campaign(plan).run();
}

class Campaign {
  private readonly end: number;
  private readonly kinds = new Set<string>();
  private readonly corpus: readonly string[];
  private texts = 0;
  /** Of the stage that runs. */
  private random = createRandom(0);
  private until = 0;
  private lastText = 0;

  constructor(private readonly plan: Plan) {
    this.end = performance.now() + plan.seconds * 1000;
    this.corpus = corpusTexts(plan.root);
  }

  run(): { texts: number; kinds: string[] } {
    for (const [at, stage] of STAGES.entries()) {
      const before = this.texts;
      const now = performance.now();
      // Each stage has its own chance: how far the others got makes no difference to it.
      this.random = createRandom(this.plan.seed + at * 7919);
      this.until = Math.min(this.end, now + this.plan.seconds * 1000 * SHARES[stage]);
      this.lastText = before + (this.plan.texts ?? Number.POSITIVE_INFINITY);
      this[stage]();
      const seconds = ((performance.now() - now) / 1000).toFixed(0);
      this.plan.onProgress(`${NAMES[stage]}：${this.texts - before} 份，${seconds} 秒`);
    }
    return { texts: this.texts, kinds: [...this.kinds] };
  }

  private isOver(): boolean {
    return this.texts >= this.lastText || performance.now() > this.until;
  }

  private hostile(): void {
    const { scale = 1 } = this.plan;
    // Small ones first: what fails already there is made shorter in no time.
    for (const size of [scale / 50, scale])
      for (const [name, text] of this.random.shuffle([...hostileTexts(size)]))
        if (!this.isOver()) this.timed(text, name);
  }

  private timed(text: string, name: string): void {
    const slow = this.guarded(text, () => slowness(text));
    if (slow !== undefined) this.fail({ kind: `slow: ${name}`, message: slow }, text, name, slowness);
    this.judge(text, name, ON_LONG);
  }

  /** Every truncation of every file, in an order in which the first few tell the most. */
  private truncated(): void {
    for (const step of [97, 31, 7, 1]) {
      for (const text of this.random.shuffle(this.corpus)) {
        for (let at = this.random.int(0, step - 1); at <= text.length; at += step) {
          if (this.isOver()) return;
          const part = step > 1 && this.random.chance(0.3) ? text.slice(at) : text.slice(0, at);
          this.judge(part, "截断", ["checks", "spans", this.property()]);
        }
      }
    }
  }

  private generated(): void {
    while (!this.isOver()) this.judge(generatedText(this.random), "生成", Object.keys(PROPERTIES));
  }

  private any(): void {
    while (!this.isOver()) {
      const seed = this.random.int(0, 2 ** 30);
      for (const text of fc.sample(anyText, { seed, numRuns: 50 })) {
        if (this.isOver()) return;
        this.judge(text, "任意文本");
        this.projectFiles(text);
      }
    }
  }

  /** The files of a project are texts as well. */
  private projectFiles(text: string): void {
    const files = [
      text,
      JSON.stringify(text),
      `{"rules":${text}`,
      `{"entries":[{"rule":${JSON.stringify(text)}`,
    ];
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
  private bytes(): void {
    while (!this.isOver()) {
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
    const bytes =
      encode(text, { name, bom: name.startsWith("utf-16") || random.chance(0.3) }) ?? Buffer.from(text);
    const spoilt = Uint8Array.from(bytes);
    for (let count = random.int(0, 3); count > 0 && spoilt.length > 0; count--)
      spoilt[random.int(0, spoilt.length - 1)] = random.int(0, 255);
    return spoilt;
  }

  /** Changes texts, and goes on from those that reached what none before had reached. */
  private mutated(): void {
    const { random, corpus } = this;
    const coverage = this.plan.bundle === undefined ? undefined : watch(this.plan.bundle);
    const pool = [...corpus, ...Array.from({ length: 60 }, () => generatedText(random))];
    const before = pool.length;
    if (coverage !== undefined) for (const text of pool) coverage.reachesNew(() => this.judge(text, "样例"));
    while (!this.isOver()) {
      // The latest are the farthest from what has been tried.
      const recent = random.chance(0.5) ? Math.max(0, pool.length - 50) : 0;
      const parent = pool[random.int(recent, pool.length - 1)]!;
      const text = mutate(parent, random, () =>
        random.chance(0.3) ? generatedText(random) : random.pick(pool),
      );
      if (coverage === undefined) this.judge(text, "变异");
      else if (coverage.reachesNew(() => this.judge(text, "变异"))) pool.push(text);
    }
    if (coverage === undefined) return;
    const share = (coverage.share() * 100).toFixed(1);
    this.plan.onProgress(`覆盖了内核的 ${share}%，${pool.length - before} 份文本到达了新的代码`);
    coverage.stop();
  }

  private property(): string {
    return this.random.pick(OF_ANY_TEXT);
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
      return within(text.length, run, this.end + GRACE);
    } catch (error) {
      if (!isTimeout(error)) throw error;
      // The time was over, and nothing is known of the text.
      if (performance.now() >= this.end + GRACE) return undefined;
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

/** Watches the core in a bundle that holds the properties and the libraries as well. */
function watch(bundle: string): Coverage {
  const source = readFileSync(fileURLToPath(bundle), "utf8");
  const isCore = new Uint8Array(source.length);
  // The bundler names each source file above it.
  const files = [...source.matchAll(/^\/\/ (\S+\.(?:[cm]?[jt]s|json))$/gm)];
  for (const [at, { 1: name, index }] of files.entries())
    if (name!.startsWith("server/src/")) isCore.fill(1, index, files[at + 1]?.index ?? source.length);
  return startCoverage(bundle, isCore);
}
