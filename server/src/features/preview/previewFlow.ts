import { t } from "@vscode/l10n";
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
  /** Carried forward to the next year. */
  readonly isCarried?: boolean;
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
  const from = before ? `<p class="source">${escapeHtml(t("上年数取自“{0}”。", lastYear!.name))}</p>` : "";
  const title = `<h2 id="flow">${t("申请办理流向")}<span class="hint">${t("（供核对，不随报告公布）")}</span></h2>`;
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
    .map((key) => ({ label: shortLabel(rows.get(key)!.label), value: totalOf(key), isCarried: true }));
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
const yearName = ({ year }: Year) => (year === undefined ? t("本年") : t("{0}年", year));

// ── The picture ──

/*
 * Narrow, so that its words can be read in a narrow panel. Colour would mean that something is wrong: neighbours differ by
 * their grey, and what is carried forward is hatched.
 */
const WIDTH = 420;
const BAR = 10;
const LEFT = 118;
const MIDDLE = 205;
const RIGHT = 292;
/** Height of all applications together; each stream is as high as its share, and has room for its name. */
const HEIGHT = 220;
const ROOM = 26;
const TOP = 16;

/** A stream's part of the picture: its band, and where its name stands. */
interface Band extends Stream {
  readonly y: number;
  readonly height: number;
  readonly tone: "light" | "dark" | "carried";
}

function picture(year: Year): string {
  const most = Math.max(total(year.incoming), total(year.outgoing));
  const name = pictureName(year);
  if (most === 0)
    return `<figure><figcaption>${name}</figcaption><p class="none">${t("没有收到申请，也没有结转。")}</p></figure>`;
  const isDrawn = ({ value }: Band) => value > 0;
  const left = bands(year.incoming, most).filter(isDrawn);
  const right = bands(year.outgoing, most).filter(isDrawn);
  const height = Math.max(TOP * 2 + HEIGHT, endOf(left), endOf(right));
  const middle = (height - HEIGHT) / 2;
  const hatch = `hatch-${year.year ?? 0}`;
  const shapes = [
    `<defs><pattern id="${hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>`,
    ...ribbons(left, middle, most, "in", hatch),
    ...ribbons(right, middle, most, "out", hatch),
    `<rect class="bar" x="${MIDDLE}" y="${middle}" width="${BAR}" height="${HEIGHT}"/>`,
    `<text class="sum" x="${MIDDLE + BAR / 2}" y="${TOP}" text-anchor="middle">${t("应办理 {0} 件", total(year.incoming))}</text>`,
    ...left.map((band) => bar(band, LEFT)),
    ...right.map((band) => bar(band, RIGHT)),
    ...left.map((band) => text(band, LEFT - 8, "end")),
    ...right.map((band) => text(band, RIGHT + BAR + 8, "start")),
  ];
  const said = [...year.incoming, ...year.outgoing]
    .map(({ label, value }) => t("{0}{1}件", label, value))
    .join("，");
  return `<figure><figcaption>${name}</figcaption><svg role="img" aria-label="${escapeHtml(`${name}：${said}`)}" viewBox="0 0 ${WIDTH} ${round(height)}">${shapes.join("")}</svg></figure>`;
}

const pictureName = ({ year }: Year) =>
  year === undefined ? t("本年申请办理流向") : t("{0}年申请办理流向", year);
const round = (value: number) => Math.round(value * 10) / 10;
const endOf = (list: readonly Band[]) => {
  const last = list.at(-1);
  return last === undefined ? 0 : Math.max(last.y + last.height, last.y + ROOM) + TOP;
};

/** One below the other; what there is nothing of takes no room. A stream looks the same each year. */
function bands(streams: readonly Stream[], most: number): Band[] {
  let y = TOP + 12;
  return streams.map((stream, at) => {
    const height = stream.value > 0 ? Math.max((stream.value / most) * HEIGHT, 2) : 0;
    const tone = stream.isCarried ? "carried" : at % 2 === 0 ? "light" : "dark";
    const band: Band = { ...stream, y, height, tone };
    if (stream.value > 0) y += Math.max(height + 8, ROOM);
    return band;
  });
}

/** Between a stream's bar and its share of the bar in the middle. */
function ribbons(
  list: readonly Band[],
  top: number,
  most: number,
  side: "in" | "out",
  hatch: string,
): string[] {
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
    const fill = tone === "carried" ? ` fill="url(#${hatch})"` : "";
    return `<path class="ribbon ${tone}" d="${path.join("")}"${fill}/>`;
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
    const rows = [...streams(own), { label: t("合计"), value: total(streams(own)) }].map(
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
    ...(before ? [`<th scope="col">${t("增减")}</th>`] : []),
  ];
  return `<table class="comparison" aria-label="${t("申请办理流向")}"><thead><tr><td colspan="2"></td>${heads.join("")}</tr></thead>${part(t("来源"), ({ incoming }) => incoming)}${part(t("去向"), ({ outgoing }) => outgoing)}</table>`;
}

function change(value: number, was: number | undefined): string {
  if (was === undefined) return "—";
  const difference = value - was;
  if (difference === 0) return t("持平");
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}

/** Where the numbers do not go together, within the year and from one to the next. */
function remarks(own: Year, before: Year | undefined): string {
  const found: string[] = [];
  const [came, went] = [total(own.incoming), total(own.outgoing)];
  if (came !== went)
    found.push(t("来源合计 {0} 件，去向合计 {1} 件，相差 {2} 件。", came, went, Math.abs(came - went)));
  const left = before?.outgoing.at(-1);
  const taken = own.incoming.at(-1);
  if (left !== undefined && taken !== undefined && left.value !== taken.value)
    found.push(
      t(
        "上年报告“{0}”{1} 件，本年“{2}”{3} 件，两年接不上。",
        left.label,
        left.value,
        taken.label,
        taken.value,
      ),
    );
  return found.map((remark) => `<p class="remark" role="note">${escapeHtml(remark)}</p>`).join("");
}
