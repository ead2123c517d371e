import { Session } from "node:inspector";

/** Tells whether a run reached blocks of the bundle that no run before it had reached. */
export interface Coverage {
  /** The part of what is watched that has been reached. */
  share(): number;
  /** Runs something; true where it was the first to reach some block. */
  reachesNew(run: () => void): boolean;
  stop(): void;
}

interface Taken {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly {
        readonly startOffset: number;
        readonly endOffset: number;
        readonly count: number;
      }[];
    }[];
  }[];
}

/** Watches some characters of the bundle at an address, by V8's own counters of blocks. */
export function startCoverage(url: string, isWatched: Uint8Array): Coverage {
  const session = new Session();
  session.connect();
  // The session is of this very thread: answers come before the call returns.
  const post = (method: string, parameters?: object): unknown => {
    let answer: unknown;
    session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  };
  post("Profiler.enable");
  post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  /** For each character of the bundle whether it has ever been reached, and whether it was since the last asking. */
  const reached = new Uint8Array(isWatched.length);
  const taken = new Uint8Array(isWatched.length);
  const take = (): boolean => {
    taken.fill(0);
    for (const script of (post("Profiler.takePreciseCoverage") as Taken).result) {
      if (script.url !== url) continue;
      // Blocks come after what they stand in, and say only what differs from it.
      for (const { ranges } of script.functions)
        for (const { startOffset, endOffset, count } of ranges)
          taken.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
    let isNew = false;
    for (let at = 0; at < taken.length; at++) {
      if ((taken[at]! & isWatched[at]! & ~reached[at]!) === 0) continue;
      reached[at] = 1;
      isNew = true;
    }
    return isNew;
  };
  return {
    share: () => count(reached) / count(isWatched),
    reachesNew(run) {
      run();
      return take();
    },
    stop() {
      post("Profiler.stopPreciseCoverage");
      session.disconnect();
    },
  };
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
