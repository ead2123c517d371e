import standard2019 from "../../server/src/core/standard/2019.json";
import standard2021 from "../../server/src/core/standard/2021.json";
import type { Standard } from "../../server/src/core/standard/schema";
import type { Random } from "./random";

/** The two national formats as the project ships them. */
export const STANDARDS = {
  "2019": standard2019 as unknown as Standard,
  "2021": standard2021 as unknown as Standard,
} as const;
export type StandardId = keyof typeof STANDARDS;

/** How many numbers the tables carry. */
export type Filling = "rich" | "sparse" | "zero";

export interface Agency {
  /** As the title names it. */
  readonly name: string;
  /** As the text names it. */
  readonly short: string;
  readonly signature: string;
  readonly self: string;
  readonly kind: "town" | "street" | "bureau" | "county";
}

/** What a report says, before it is put into words and layouts. */
export interface ReportModel {
  readonly standard: Standard;
  readonly year: number;
  readonly agency: Agency;
  /** Every value cell of the standard by key, as it is written. */
  readonly texts: ReadonlyMap<string, string>;
  /** The same as numbers. */
  readonly numbers: ReadonlyMap<string, number>;
}

const AGENCIES: readonly Agency[] = [
  { name: "青萝县白石渡镇", short: "白石渡镇", signature: "白石渡镇人民政府", self: "我镇", kind: "town" },
  {
    name: "云麓区柳桥街道办事处",
    short: "柳桥街道",
    signature: "云麓区柳桥街道办事处",
    self: "街道",
    kind: "street",
  },
  {
    name: "澄江市农业农村局",
    short: "市农业农村局",
    signature: "澄江市农业农村局",
    self: "我局",
    kind: "bureau",
  },
  { name: "望溪县人民政府", short: "望溪县", signature: "望溪县人民政府", self: "全县", kind: "county" },
  {
    name: "临岚县双桥乡人民政府",
    short: "双桥乡",
    signature: "临岚县双桥乡人民政府",
    self: "我乡",
    kind: "town",
  },
  {
    name: "霁川市住房和城乡建设局",
    short: "市住建局",
    signature: "霁川市住房和城乡建设局",
    self: "我局",
    kind: "bureau",
  },
];

/** The keys of the six applicant columns and their total. */
export const REQUEST_COLUMNS = STANDARDS["2021"].tables.requests.columns.map((column) => column.key);
export const APPLICANTS = REQUEST_COLUMNS.slice(0, -1);

/** Rows that count results, in the standard's order. */
export function resultRows(standard: Standard): string[] {
  const rows = standard.tables.requests.rows.map((row) => row.key);
  return rows.slice(rows.indexOf("granted"), rows.indexOf("handledTotal"));
}

/** A report whose numbers agree with each other. */
export function createModel(standardId: StandardId, filling: Filling, random: Random): ReportModel {
  const standard = STANDARDS[standardId];
  const year = standardId === "2019" ? random.int(2019, 2020) : random.int(2021, 2025);
  const agency = random.pick(AGENCIES);
  const numbers = new Map<string, number>();
  const texts = new Map<string, string>();
  fillRequests(standard, filling, random, numbers);
  fillLitigation(standard, filling, random, numbers);
  for (const [key, value] of numbers) texts.set(key, String(value));
  fillDisclosure(standard, filling, random, numbers, texts);
  return { standard, year, agency, texts, numbers };
}

function fillRequests(
  standard: Standard,
  filling: Filling,
  random: Random,
  numbers: Map<string, number>,
): void {
  const results = resultRows(standard);
  const set = (row: string, column: string, value: number) => numbers.set(`requests.${row}.${column}`, value);
  const get = (row: string, column: string) => numbers.get(`requests.${row}.${column}`) ?? 0;
  for (const row of standard.tables.requests.rows) {
    for (const column of REQUEST_COLUMNS) set(row.key, column, 0);
  }
  if (filling === "rich") {
    // Nothing is counted under feeUnpaid: the report says that no fee was asked for.
    const others = random.shuffle(results.filter((key) => key !== "granted" && key !== "feeUnpaid"));
    const rows = ["granted", ...others.slice(0, random.int(5, 7))];
    const columns = ["naturalPerson", "enterprise", ...random.shuffle(APPLICANTS.slice(2)).slice(0, 2)];
    for (const row of rows) {
      for (const column of columns) if (random.chance(0.6)) set(row, column, random.int(1, 29));
    }
    set("granted", "naturalPerson", random.int(31, 79));
    set("granted", "enterprise", random.int(2, 19));
    set("granted", columns[2]!, random.int(2, 9));
    set(rows[1]!, "naturalPerson", random.int(3, 19));
    set(rows[2]!, "enterprise", random.int(3, 19));
    set("carriedForward", "naturalPerson", random.int(2, 9));
    set("carriedForward", "enterprise", random.int(0, 4));
    set("carriedOver", "naturalPerson", random.int(1, 8));
    set("carriedOver", "enterprise", random.int(0, 2));
  } else if (filling === "sparse") {
    set("granted", "naturalPerson", random.int(1, 9));
    set("carriedOver", "naturalPerson", random.int(0, 1));
  }
  for (const column of APPLICANTS) {
    const handled = results.reduce((sum, row) => sum + get(row, column), 0);
    set("handledTotal", column, handled);
    set("newReceived", column, handled + get("carriedForward", column) - get("carriedOver", column));
  }
  for (const row of standard.tables.requests.rows) {
    set(
      row.key,
      "total",
      APPLICANTS.reduce((sum, column) => sum + get(row.key, column), 0),
    );
  }
}

function fillLitigation(
  standard: Standard,
  filling: Filling,
  random: Random,
  numbers: Map<string, number>,
): void {
  const { groups, columns } = standard.tables.litigation;
  for (const group of groups) {
    let total = 0;
    for (const column of columns.slice(0, -1)) {
      const value = filling === "rich" && random.chance(0.6) ? random.int(1, 12) : 0;
      numbers.set(`litigation.${group.key}.${column.key}`, value);
      total += value;
    }
    numbers.set(`litigation.${group.key}.total`, total);
  }
}

function fillDisclosure(
  standard: Standard,
  filling: Filling,
  random: Random,
  numbers: Map<string, number>,
  texts: Map<string, string>,
): void {
  const set = (key: string, value: number, text = String(value)) => {
    numbers.set(key, value);
    texts.set(key, text);
  };
  const rich = filling === "rich";
  for (const block of standard.tables.disclosure.blocks) {
    for (const row of block.rows) {
      for (const column of block.columns) {
        const key = `disclosure.${row.key}.${column.key}`;
        if (row.key === "regulations") set(key, 0);
        else if (column.type === "money") {
          const amount = rich ? random.int(100, 99999) / 100 : 0;
          const unit = column.unitInCell ? random.pick(["万元", "元"]) : "";
          set(key, amount, `${amount}${unit}`);
        } else if (column.type === "signed") {
          const change = rich ? random.int(-9, 30) : 0;
          set(key, change, change > 0 && random.chance(0.3) ? `+${change}` : String(change));
        } else if (row.key === "punishment") set(key, rich ? random.int(1003, 4999) : 0);
        else set(key, rich ? random.int(0, 240) : 0);
      }
    }
  }
  // A document published this year is among those published in all, and one made is among those in force.
  const least = (lower: string, upper: string) => {
    const key = `disclosure.normativeDocuments.${upper}`;
    const low = numbers.get(`disclosure.normativeDocuments.${lower}`);
    if (low !== undefined && numbers.get(key)! < low) set(key, low + random.int(0, 9));
  };
  least("made", "valid");
  least("disclosed", "publicTotal");
}
