import { AGENCY_KINDS, type AgencyKind, DEADLINES, type Settings } from "../../settings/settings";
import { fold } from "../../text/normalise";

/*
 * Names of agencies, and what kind of agency a report is of. Article 49 sets another last day for a government's own report than for its
 * departments; towns and streets it does not name.
 */

/** Zones are run by administrative committees, and are no level of government whatever their name ends in. */
const ZONE =
  /(?:开发|高新|技术|经济|自贸|保税|综合|示范|实验|试验|先行|合作|度假|名胜|风景|景|园|管理|保护|功能|产业|服务|工业|新|社)区$/;
const GOVERNMENT = /[省市县区旗盟州]$/;
const TOWNSHIP = /(?:[镇乡]|苏木)$/;
const STREET = /街道(?:办事处|办)?$/;
const DEPARTMENT = /(?:[局委厅办部署处院队所站馆]|委员会|办公室|中心)$/;

/** The kind that a name speaks of, folded or not; undefined where it does not tell. */
export function kindOfAgency(name: string): AgencyKind | undefined {
  if (STREET.test(name)) return "street";
  const place = placeOf(name);
  if (TOWNSHIP.test(place)) return "township";
  if (place === name && /(?<!监督)管理委员会$|管委会$/.test(name)) return undefined;
  if (GOVERNMENT.test(place)) return ZONE.test(place) && place === name ? undefined : "government";
  return place === name && DEPARTMENT.test(name) ? "department" : undefined;
}

/** The name without 人民政府, or what is left of it in 望溪县人民|政府信息公开工作年度报告, as titles are sometimes put. */
function placeOf(name: string): string {
  return name.replace(/(?:人民)?政府$|人民$/, "");
}

/**
 * Whether a body of that name certainly cannot make 规章 (《立法法》: departments of the State Council, provinces and
 * cities divided into districts can). A 市 may or may not be divided into districts, and an office of a government
 * may report for it.
 */
export function cannotMakeRegulations(name: string, kind: AgencyKind | undefined): boolean {
  if (kind === "township" || kind === "street") return true;
  if (kind === "government") return /(?<!自治)区$|[县旗]$/.test(placeOf(name));
  if (kind !== "department") return false;
  if (/^(?:国家|国务院|中国|中华人民共和国)|(?:总局|总署|部)$/.test(name)) return false;
  return !/政府办公[室厅]$/.test(name) || /[县区旗镇乡]人民政府办公室$/.test(name);
}

const ORGANISATION = /(?:政府|办公室|委员会|管委会|街道|办事处|[局厅委办处会院署队社镇乡县区市站馆所中心])$/;
/** How a body speaks of itself, or of the one above it. */
const PRONOUN = /^[我本该各](?:单位|机关|部门|[省市州县区旗镇乡局委厅办院街])/;

/** The text as the name of an agency, if it reads like one. */
export function agencyName(text: string): string | undefined {
  const name = fold(text)
    .replace(/^(?:编制|报告|填报|发布|公开)?(?:单位|机关|机构)(?:名称)?:/, "")
    .replace(/\((?:公章|盖章|印章|章)\)$/, "");
  return name.length >= 3 &&
    name.length <= 30 &&
    ORGANISATION.test(name) &&
    !/[,。:;]/.test(name) &&
    !PRONOUN.test(name)
    ? name
    : undefined;
}

/** The first year whose report fell due under the article. */
const FIRST_YEAR = 2019;

/** Last day for a report on a year, `YYYY-MM-DD`. A body of unknown kind is given as long as any other. */
export function deadlineOf(
  year: number | undefined,
  kind: AgencyKind | undefined,
  set: Settings["deadlines"],
): string | undefined {
  if (year === undefined || year < FIRST_YEAR) return undefined;
  const dayOf = (of: AgencyKind) => set?.[of] ?? DEADLINES[of];
  const day = kind === undefined ? AGENCY_KINDS.map(dayOf).sort().at(-1) : dayOf(kind);
  return `${year + 1}-${day}`;
}
