import { FILLS, IDENTITY, type Matrix, moved, OPERATION, PATH, STROKES, times } from "./operations";
import type { PageFrame } from "./worker";

/*
 * What a page shows, from the operations that draw it: characters and straight lines, each with its place. Places are in
 * points from the left and from the top, as the page is looked at.
 */

/** A character, or several that one glyph stands for. */
export interface Glyph {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The line that it stands on. */
  readonly base: number;
  /** Of its font, as it is seen. */
  readonly size: number;
}

/** A line along one of the axes: `at` on the other one. */
export interface Bar {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Lines from left to right, and those from top to bottom. */
  readonly across: readonly Bar[];
  readonly down: readonly Bar[];
}

/** How much more a file may draw: a budget that all its pages share. One that draws more is no document. */
export interface Budget {
  left: number;
}

/** Thrown by a reader whose budget is spent. */
export class TooMuch extends Error {}

/** A drawing within another costs as much as so many characters. */
const COST_OF_FORM = 100;

/** An area no thicker than this is a line. In points. */
const THICKEST_LINE = 3.5;
/** Letters that are larger than so many points, pale and few are a mark on the paper. */
const LARGE = 30;
/** So high above the line it stands on is the middle of a character, by its size. */
export const MIDDLE = 0.35;
/** How much light a color gives, from 0 to 1, to be pale. */
const PALE = 0.6;

interface State {
  matrix: Matrix;
  lineWidth: number;
  font: string;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  light: number;
  opacity: number;
}

const START: Omit<State, "matrix"> = {
  lineWidth: 1,
  font: "",
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  light: 0,
  opacity: 1,
};

/** What pdf.js gives for a glyph; a number between them moves on by so many thousandths. */
interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  /** Only of fonts that are written downwards: how far it goes, and where the character's origin is. */
  readonly vmetric?: readonly [number, number, number];
}

/** Glyphs of each of the four directions in which text may run, by quarter turns to the right. */
type Turned = readonly [Glyph[], Glyph[], Glyph[], Glyph[]];

/** Takes the operations of a page, and gives what it shows. */
export class ContentReader {
  private readonly stack: State[] = [];
  private state: State;
  private readonly width: number;
  private readonly height: number;
  private readonly glyphs: Turned = [[], [], [], []];
  private readonly bars: { across: Bar[]; down: Bar[] } = { across: [], down: [] };
  private line: Matrix = IDENTITY;
  private text: Matrix = IDENTITY;

  constructor(
    { view, rotate }: PageFrame,
    private readonly unitOf: (font: string) => number | undefined,
    private readonly budget: Budget,
  ) {
    const [x0, y0, x1, y1] = view;
    const turns = ((Math.round(rotate / 90) % 4) + 4) % 4;
    const matrix: Matrix = (
      [
        [1, 0, 0, -1, -x0, y1],
        [0, 1, 1, 0, -y0, -x0],
        [-1, 0, 0, 1, x1, -y0],
        [0, -1, -1, 0, y1, x1],
      ] as const
    )[turns]!;
    [this.width, this.height] = turns % 2 === 0 ? [x1 - x0, y1 - y0] : [y1 - y0, x1 - x0];
    this.state = { matrix, ...START };
  }

  finish(): PageContent {
    const [upright, right, , left] = this.glyphs;
    const page = { width: this.width, height: this.height, glyphs: upright, ...this.bars };
    // A page that lies on its side and is not said to.
    if (right.length > upright.length && right.length > left.length) return laidBack(page, right, true);
    if (left.length > upright.length) return laidBack(page, left, false);
    return { ...page, glyphs: [...upright, ...right.map(standing)] };
  }

  take(operation: number, args: unknown): void {
    this.spend(operation === OPERATION.formBegin ? COST_OF_FORM : 1);
    const numbers = args as readonly number[];
    const { state } = this;
    switch (operation) {
      case OPERATION.save:
        this.stack.push({ ...state });
        break;
      case OPERATION.restore:
      case OPERATION.formEnd:
        this.state = this.stack.pop() ?? state;
        break;
      case OPERATION.transform:
        state.matrix = times(state.matrix, numbers as unknown as Matrix);
        break;
      case OPERATION.formBegin: {
        this.stack.push({ ...state });
        const [matrix] = args as readonly [Matrix | null];
        if (matrix) state.matrix = times(state.matrix, matrix);
        break;
      }
      case OPERATION.lineWidth:
        state.lineWidth = numbers[0]!;
        break;
      case OPERATION.fillColor:
        state.light = lightOf((args as readonly unknown[])[0]);
        break;
      case OPERATION.graphicsState:
        this.setState((args as readonly (readonly (readonly [string, unknown])[])[])[0]!);
        break;
      case OPERATION.path:
        this.drawPath(args as readonly [number, readonly [Float32Array | null]]);
        break;
      default:
        this.takeText(operation, args);
    }
  }

  private spend(cost: number): void {
    this.budget.left -= cost;
    if (this.budget.left < 0) throw new TooMuch();
  }

  private takeText(operation: number, args: unknown): void {
    const numbers = args as readonly number[];
    const { state } = this;
    switch (operation) {
      case OPERATION.beginText:
        this.setLine(IDENTITY);
        break;
      case OPERATION.charSpacing:
        state.charSpacing = numbers[0]!;
        break;
      case OPERATION.wordSpacing:
        state.wordSpacing = numbers[0]!;
        break;
      case OPERATION.horizontalScale:
        state.scale = numbers[0]! / 100;
        break;
      case OPERATION.leading:
        state.leading = -numbers[0]!;
        break;
      case OPERATION.rise:
        state.rise = numbers[0]!;
        break;
      case OPERATION.font:
        [state.font, state.size] = args as readonly [string, number];
        break;
      case OPERATION.textMatrix:
        this.setLine((args as readonly [Matrix])[0]);
        break;
      case OPERATION.leadingMoveText:
        state.leading = numbers[1]!;
        this.moveLine(numbers[0]!, numbers[1]!);
        break;
      case OPERATION.moveText:
        this.moveLine(numbers[0]!, numbers[1]!);
        break;
      case OPERATION.nextLine:
        this.moveLine(0, state.leading);
        break;
      case OPERATION.showText:
        this.show((args as readonly [readonly (ShownGlyph | number | null)[]])[0]);
        break;
    }
  }

  private setLine(matrix: Matrix): void {
    this.line = matrix;
    this.text = matrix;
  }

  private moveLine(x: number, y: number): void {
    this.setLine(times(this.line, [1, 0, 0, 1, x, y]));
  }

  private setState(entries: readonly (readonly [string, unknown])[]): void {
    for (const [name, value] of entries) {
      if (name === "LW") this.state.lineWidth = value as number;
      else if (name === "ca") this.state.opacity = value as number;
      else if (name === "Font") [this.state.font, this.state.size] = value as readonly [string, number];
    }
  }

  private show(shown: readonly (ShownGlyph | number | null)[]): void {
    const { size, scale, charSpacing, wordSpacing, font } = this.state;
    const unit = this.unitOf(font) ?? 0.001;
    this.spend(shown.length);
    let isDownwards = false;
    for (const glyph of shown) {
      if (glyph === null) continue;
      if (typeof glyph === "number") {
        const step = (-glyph * size) / 1000;
        this.forward(isDownwards ? 0 : step * scale, isDownwards ? step : 0);
        continue;
      }
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
      isDownwards = glyph.vmetric !== undefined && glyph.vmetric !== null;
      if (isDownwards) {
        const [advance, x, y] = glyph.vmetric!;
        this.put(glyph.unicode, -x * unit * size, -y * unit * size, glyph.width * unit * size);
        this.forward(0, advance * unit * size - spacing);
      } else {
        const width = glyph.width * unit * size * scale;
        this.put(glyph.unicode, 0, 0, width);
        this.forward(width + spacing * scale, 0);
      }
    }
  }

  private forward(x: number, y: number): void {
    this.text = times(this.text, [1, 0, 0, 1, x, y]);
  }

  private put(text: string, x: number, y: number, width: number): void {
    if (text === "" || text === "\0") return;
    const matrix = times(this.state.matrix, this.text);
    const size = Math.abs(this.state.size) * Math.hypot(matrix[2], matrix[3]);
    const [x0, y0] = moved(matrix, x, y + this.state.rise);
    const [x1, y1] = moved(matrix, x + width, y + this.state.rise);
    if (!Number.isFinite(x0 + y0 + x1 + y1) || !(size > 0.5)) return;
    if (size > LARGE && (this.state.light > PALE || this.state.opacity < PALE)) return;
    const [a, b] = this.state.size < 0 ? [-matrix[0], -matrix[1]] : [matrix[0], matrix[1]];
    const slope = Math.min(Math.abs(a), Math.abs(b)) / Math.max(Math.abs(a), Math.abs(b));
    // What stands askew is a mark on the paper, or a seal.
    if (!(slope < 0.1)) return;
    if (Math.abs(a) > Math.abs(b))
      this.glyphs[a > 0 ? 0 : 2].push({
        text,
        left: Math.min(x0, x1),
        right: Math.max(x0, x1),
        base: y0,
        size,
      });
    else
      this.glyphs[b > 0 ? 1 : 3].push({
        text,
        left: Math.min(y0, y1),
        right: Math.max(y0, y1),
        base: x0,
        size,
      });
  }

  /** Straight outlines, and areas so thin that they are lines. */
  private drawPath([paint, [data]]: readonly [number, readonly [Float32Array | null]]): void {
    if (data === null || (!STROKES.has(paint) && !FILLS.has(paint))) return;
    const parts = partsOf(data, this.state.matrix);
    this.spend(data.length);
    if (STROKES.has(paint))
      for (const part of parts)
        for (let at = 1; at < part.length; at++) this.addBar(part[at - 1]!, part[at]!);
    else for (const part of parts) this.addArea(part);
  }

  private addArea(part: readonly (readonly [number, number])[]): void {
    const xs = part.map(([x]) => x);
    const ys = part.map(([, y]) => y);
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (bottom - top <= THICKEST_LINE && right - left > bottom - top) this.addBar([left, y], [right, y]);
    else if (right - left <= THICKEST_LINE) this.addBar([x, top], [x, bottom]);
  }

  private addBar([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void {
    const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    if (!Number.isFinite(width + height)) return;
    if (height <= 0.7 && width > height)
      this.bars.across.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (width <= 0.7 && height > width)
      this.bars.down.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  }
}

const least = (numbers: readonly number[]) =>
  numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (numbers: readonly number[]) =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** The corners of each part of a path; curves are left out, as they end no cell. */
function partsOf(data: Float32Array, matrix: Matrix): (readonly [number, number])[][] {
  const parts: (readonly [number, number])[][] = [];
  let part: (readonly [number, number])[] = [];
  const begin = (...points: (readonly [number, number])[]) => {
    part = points;
    parts.push(part);
  };
  for (let at = 0; at < data.length; ) {
    const step = data[at++];
    if (step === PATH.close) {
      if (part.length > 0) part.push(part[0]!);
    } else if (step === PATH.move || step === PATH.line) {
      const point = moved(matrix, data[at]!, data[at + 1]!);
      at += 2;
      if (step === PATH.move) begin(point);
      else part.push(point);
    } else {
      at += step === PATH.curve ? 6 : 4;
      begin(moved(matrix, data[at - 2]!, data[at - 1]!));
    }
  }
  return parts;
}

/** From 0 for black to 1 for white, of `#rrggbb`. */
function lightOf(color: unknown): number {
  if (typeof color !== "string" || color.length !== 7) return 0;
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return 0.3 * part(1) + 0.6 * part(3) + 0.1 * part(5);
}

/** A page whose text runs downwards, or upwards, turned so that it can be read. */
function laidBack(page: PageContent, glyphs: readonly Glyph[], isDownwards: boolean): PageContent {
  const { width, height, across, down } = page;
  // Where it runs downwards, x' = y and y' = width - x; else x' = height - y and y' = x.
  const turned = (glyph: Glyph): Glyph =>
    isDownwards
      ? { ...glyph, base: width - glyph.base }
      : { ...glyph, left: height - glyph.right, right: height - glyph.left };
  return {
    width: height,
    height: width,
    glyphs: glyphs.map(turned),
    across: down.map((bar) => (isDownwards ? { ...bar, at: width - bar.at } : flipped(bar, height))),
    down: across.map((bar) => (isDownwards ? flipped(bar, width) : { ...bar, at: height - bar.at })),
  };
}

function flipped({ at, from, to }: Bar, length: number): Bar {
  return { at, from: length - to, to: length - from };
}

/** A character of a label that is written downwards, as one that stands by itself. */
function standing({ text, left, right, base, size }: Glyph): Glyph {
  const [x, y] = [base + MIDDLE * size, (left + right) / 2];
  return { text, left: x - size / 2, right: x + size / 2, base: y + MIDDLE * size, size };
}
