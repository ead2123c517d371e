import type { Report } from "../../core/report/report";
import { escapeHtml } from "../../core/text/escape";

/** The report on the year before, and the name of its file. */
export interface LastYear {
  readonly name: string;
  readonly report: Report;
}

/*
 * What becomes of the applications: a picture of the year, of the year before beside it, and both in a table, which
 * says the same to who cannot see the picture. By the standard's own equations: what came in equals what was handled and
 * what is carried forward.
 */

/** An amount with its name. */
interface Stream {
  readonly label: string;
  readonly value: number;
}

/** Where a year's applications came from, and where they went. */
interface Year {
  readonly year: number | undefined;
  readonly incoming: readonly Stream[];
  readonly outgoing: readonly Stream[];
}

export function flow(report: Report, lastYear: LastYear | undefined): string {
  const own = yearOf(report);
  if (own === undefined) return "";
  const before = lastYear && yearOf(lastYear.report);
  const pictures = [...(before ? [before] : []), own].map(picture).join("");
  const from = before ? `<p class="source">上年数取自“${escapeHtml(lastYear!.name)}”。</p>` : "";
  const title = '<h2 id="flow">申请办理流向<span class="hint">（供核对，不随报告公布）</span></h2>';
  return `<section class="flow" aria-labelledby="flow">${title}${from}<div class="pictures">${pictures}</div>${comparison(own, before)}${remarks(own, before)}</section>`;
}

/** Undefined where one of the amounts cannot be read. */
function yearOf({ tableStandard, cells, year }: Report): Year | undefined {
  const standard = tableStandard?.standard;
  const columns = standard?.equations.filter(
    ({ table, forEach }) => table === "requests" && forEach === "column",
  );
  const rowSum = standard?.equations.find(({ table, forEach }) => table === "requests" && forEach === "row");
  const handled = columns?.find(({ right }) => right.length === 1);
  const balance = columns?.find(({ right }) => right.length === 2 && right.includes(handled?.right[0] ?? ""));
  if (standard === undefined || rowSum === undefined || handled === undefined || balance === undefined)
    return undefined;
  const rows = new Map(standard.tables.requests.rows.map((row) => [row.key, row]));
  const totalOf = (key: string) => {
    const cell = cells.get(`requests.${key}.${rowSum.right[0]}`);
    if (cell?.form === "blank" || cell?.form === "placeholder") return 0;
    return cell?.value ?? Number.NaN;
  };
  const incoming = balance.left.map((key) => ({
    label: shortLabel(rows.get(key)!.label),
    value: totalOf(key),
  }));
  const outcomes = new Map<string, number>();
  for (const key of handled.left) {
    const { groups, label } = rows.get(key)!;
    const name = shortLabel(groups[1] ?? label);
    outcomes.set(name, (outcomes.get(name) ?? 0) + totalOf(key));
  }
  const carried = balance.right
    .filter((key) => key !== handled.right[0])
    .map((key) => ({ label: shortLabel(rows.get(key)!.label), value: totalOf(key) }));
  const outgoing = [...[...outcomes].map(([label, value]) => ({ label, value })), ...carried];
  const isReadable = [...incoming, ...outgoing].every(({ value }) => value >= 0);
  return isReadable ? { year, incoming, outgoing } : undefined;
}

/** `（三）不予公开` → `不予公开`, `本年新收政府信息公开申请数量` → `本年新收`. */
function shortLabel(label: string): string {
  return label
    .replace(/^（[^）]*）/, "")
    .split("（", 1)[0]!
    .replace(/政府信息公开申请数量$|继续办理$/, "");
}

const total = (streams: readonly Stream[]) => streams.reduce((sum, { value }) => sum + value, 0);
const yearName = ({ year }: Year) => (year === undefined ? "本年" : `${year}年`);

// ── The picture ──

const WIDTH = 640;
const BAR = 14;
const LEFT = 130;
const MIDDLE = 300;
const RIGHT = WIDTH - 170;
/** Height of all applications together; each stream is as high as its share, and has room for its name. */
const HEIGHT = 220;
const ROOM = 26;
const TOP = 16;

/** A stream's part of the picture: its band, and where its name stands. */
interface Band extends Stream {
  readonly y: number;
  readonly height: number;
  /** Class of its colour. */
  readonly tone: string;
}

function picture(year: Year): string {
  const most = Math.max(total(year.incoming), total(year.outgoing));
  const name = `${yearName(year)}申请办理流向`;
  if (most === 0)
    return `<figure><figcaption>${name}</figcaption><p class="none">没有收到申请，也没有结转。</p></figure>`;
  const isDrawn = ({ value }: Band) => value > 0;
  const left = bands(year.incoming, most, () => "in").filter(isDrawn);
  const right = bands(year.outgoing, most, (at) => `out out-${(at % 8) + 1}`).filter(isDrawn);
  const height = Math.max(TOP * 2 + HEIGHT, endOf(left), endOf(right));
  const middle = (height - HEIGHT) / 2;
  const shapes = [
    ...ribbons(left, middle, most, "in"),
    ...ribbons(right, middle, most, "out"),
    `<rect class="all" x="${MIDDLE}" y="${middle}" width="${BAR}" height="${HEIGHT}"/>`,
    `<text class="sum" x="${MIDDLE + BAR / 2}" y="${TOP}" text-anchor="middle">应办理 ${total(year.incoming)} 件</text>`,
    ...left.map((band) => bar(band, LEFT)),
    ...right.map((band) => bar(band, RIGHT)),
    ...left.map((band) => text(band, LEFT - 8, "end")),
    ...right.map((band) => text(band, RIGHT + BAR + 8, "start")),
  ];
  const said = [...year.incoming, ...year.outgoing]
    .map(({ label, value }) => `${label}${value}件`)
    .join("，");
  return `<figure><figcaption>${name}</figcaption><svg role="img" aria-label="${escapeHtml(`${name}：${said}`)}" viewBox="0 0 ${WIDTH} ${round(height)}">${shapes.join("")}</svg></figure>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
const endOf = (list: readonly Band[]) => {
  const last = list.at(-1);
  return last === undefined ? 0 : Math.max(last.y + last.height, last.y + ROOM) + TOP;
};

/** One below the other; what there is nothing of takes no room. `toneOf` gives a stream the same colour each year. */
function bands(streams: readonly Stream[], most: number, toneOf: (at: number) => string): Band[] {
  let y = TOP + 12;
  return streams.map((stream, at) => {
    const height = stream.value > 0 ? Math.max((stream.value / most) * HEIGHT, 2) : 0;
    const band = { ...stream, y, height, tone: toneOf(at) };
    if (stream.value > 0) y += Math.max(height + 8, ROOM);
    return band;
  });
}

/** Between a stream's bar and its share of the bar in the middle. */
function ribbons(list: readonly Band[], top: number, most: number, side: "in" | "out"): string[] {
  let share = top;
  return list.map(({ y, height, value, tone }) => {
    const inner = (value / most) * HEIGHT;
    const [x1, x2] = side === "in" ? [LEFT + BAR, MIDDLE] : [MIDDLE + BAR, RIGHT];
    const [from, fromHeight, to, toHeight] =
      side === "in" ? [y, height, share, inner] : [share, inner, y, height];
    share += inner;
    const half = (x1 + x2) / 2;
    const path = [
      `M${x1} ${round(from)}`,
      `C${half} ${round(from)} ${half} ${round(to)} ${x2} ${round(to)}`,
      `V${round(to + toHeight)}`,
      `C${half} ${round(to + toHeight)} ${half} ${round(from + fromHeight)} ${x1} ${round(from + fromHeight)}Z`,
    ];
    return `<path class="ribbon ${tone}" d="${path.join("")}"/>`;
  });
}

function bar({ y, height, tone }: Band, x: number): string {
  return `<rect class="bar ${tone}" x="${x}" y="${round(y)}" width="${BAR}" height="${round(height)}"/>`;
}

function text({ label, value, y, height }: Band, x: number, anchor: "start" | "end"): string {
  return `<text x="${x}" y="${round(y + Math.max(height / 2, 1) + 5)}" text-anchor="${anchor}">${escapeHtml(label)} <tspan class="number">${value}</tspan></text>`;
}

// ── The table ──

function comparison(own: Year, before: Year | undefined): string {
  const part = (title: string, streams: (year: Year) => readonly Stream[]) => {
    const old = new Map(before ? streams(before).map(({ label, value }) => [label, value]) : []);
    const rows = [...streams(own), { label: "合计", value: total(streams(own)) }].map(
      ({ label, value }, at, all) => {
        const isSum = at === all.length - 1;
        const was = before && (isSum ? total(streams(before)) : old.get(label));
        const head =
          at === 0 ? `<th class="group" scope="rowgroup" rowspan="${all.length}">${title}</th>` : "";
        return `<tr${isSum ? ' class="sum"' : ""}>${head}<th scope="row">${escapeHtml(label)}</th>${before ? `<td>${was ?? "—"}</td>` : ""}<td>${value}</td>${before ? `<td>${change(value, was)}</td>` : ""}</tr>`;
      },
    );
    return `<tbody>${rows.join("")}</tbody>`;
  };
  const years = before ? [`<th scope="col">${yearName(before)}</th>`] : [];
  const heads = [
    ...years,
    `<th scope="col">${yearName(own)}</th>`,
    ...(before ? ['<th scope="col">增减</th>'] : []),
  ];
  return `<table class="comparison" aria-label="申请办理流向"><thead><tr><td colspan="2"></td>${heads.join("")}</tr></thead>${part("来源", ({ incoming }) => incoming)}${part("去向", ({ outgoing }) => outgoing)}</table>`;
}

function change(value: number, was: number | undefined): string {
  if (was === undefined) return "—";
  const difference = value - was;
  if (difference === 0) return "持平";
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}

/** Where the numbers do not go together, within the year and from one to the next. */
function remarks(own: Year, before: Year | undefined): string {
  const found: string[] = [];
  const [came, went] = [total(own.incoming), total(own.outgoing)];
  if (came !== went)
    found.push(`来源合计 ${came} 件，去向合计 ${went} 件，相差 ${Math.abs(came - went)} 件。`);
  const left = before?.outgoing.at(-1);
  const taken = own.incoming.at(-1);
  if (left !== undefined && taken !== undefined && left.value !== taken.value)
    found.push(
      `上年报告“${left.label}”${left.value} 件，本年“${taken.label}”${taken.value} 件，两年接不上。`,
    );
  return found.map((remark) => `<p class="remark" role="note">${escapeHtml(remark)}</p>`).join("");
}
