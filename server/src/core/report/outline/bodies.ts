import { kindOfAgency } from "./agency";

/*
 * Whether two names are certainly those of two bodies. A name may leave out the place, be short for another, or be
 * that of the body above: none of these is certain.
 */

/** A name taken apart: 临江市|望溪县|林业|局. */
interface Body {
  readonly place: string;
  /** What tells it from others of its kind. */
  readonly stem: string;
  readonly suffix: string;
}

const SUFFIX = /(?:委员会|办公室|管委会|街道|中心|苏木|[局委办厅部镇乡省市县区旗州盟所站队])$/;
/** Places in front of a name; 市场, 城市 and 区域 are none. */
const PLACE =
  /^(?:[\u4e00-\u9fff]{0,8}?(?:自治[区州县旗]|[省州盟县旗]|(?<!城)市(?![场政容民])|(?<!社)区(?!域)))+/;

function bodyOf(name: string): Body | undefined {
  const bare = name.replace(/(?:人民)?政府$|办事处$/, "");
  const suffix = SUFFIX.exec(bare)?.[0];
  if (suffix === undefined) return undefined;
  const rest = bare.slice(0, -suffix.length);
  const place = PLACE.exec(rest)?.[0] ?? "";
  const stem = rest.slice(place.length);
  return stem === "" ? { place: "", stem: rest, suffix } : { place, stem, suffix };
}

/** The two names are of bodies of one kind and level, and not of the same. */
export function areTwoBodies(one: string, other: string): boolean {
  const [a, b] = [bodyOf(one), bodyOf(other)];
  const kind = kindOfAgency(one);
  if (a === undefined || b === undefined || kind === undefined || kind !== kindOfAgency(other)) return false;
  if (a.suffix !== b.suffix || a.stem === "" || b.stem === "") return false;
  if (one.includes(b.stem) || other.includes(a.stem)) return a.stem === b.stem && clash(a.place, b.place);
  // A city may be the one that another city belongs to.
  if (kind === "government" && a.suffix === "市") return false;
  if (kind === "department") return areSameLevel(a.place, b.place) && !mayBeShortFor(a.stem, b.stem);
  return true;
}

/** Two places of one level, neither within the other. */
function clash(a: string, b: string): boolean {
  return a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1) && !a.endsWith(b) && !b.endsWith(a);
}

function areSameLevel(a: string, b: string): boolean {
  return a === "" || b === "" || a.at(-1) === b.at(-1);
}

/** Names of departments that are short and whole. */
const WHOLE =
  /^(?:教育|财政|民政|司法|审计|统计|水利|水务|林业|公安|商务|税务|气象|体育|信访|农业|卫生|交通|环保|国土|规划)$/;

/** 人社 for 人力资源和社会保障; what is short and shares a character may be an abbreviation too. */
function mayBeShortFor(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (isWithin(short, long)) return true;
  return short.length <= 3 && !WHOLE.test(short) && [...short].some((char) => long.includes(char));
}

/** All characters of the one stand in the other, in that order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const char of short) {
    at = long.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
