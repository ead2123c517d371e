import type { Random } from "../generator/random";

/*
 * Bodies of Word files made at random, of what real ones have: runs cut anywhere, links, tracked changes of others, content
 * controls, fields, breaks, tabs, bookmarks, comments, section breaks, pictures, merged cells, tables in cells.
 */

const WORDS = [
  "2023年",
  "主动公开",
  "政府信息",
  "12",
  "0",
  "件",
  "，",
  "。",
  "A&amp;B",
  "&lt;x&gt;",
  "𠮷",
  "一、",
  "  ",
  "&#20844;",
];

export function randomBody(random: Random): string {
  const maker = new BodyMaker(random);
  return maker.body();
}

class BodyMaker {
  private id = 0;

  constructor(private readonly random: Random) {}

  body(): string {
    const blocks = Array.from({ length: this.random.int(2, 9) }, () => this.block());
    return `${blocks.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`;
  }

  private block(): string {
    const { random } = this;
    const roll = random.next();
    if (roll < 0.2) return `${this.table()}<w:p/>`;
    if (roll < 0.25)
      return `<w:sdt><w:sdtPr/><w:sdtContent>${this.paragraph()}${this.paragraph()}</w:sdtContent></w:sdt>`;
    if (roll < 0.3) return "<w:p/>";
    return this.paragraph();
  }

  private paragraph(): string {
    const { random } = this;
    const properties = random.pick([
      "",
      "",
      "<w:pPr/>",
      '<w:pPr><w:jc w:val="center"/></w:pPr>',
      "<w:pPr><w:pageBreakBefore/><w:rPr><w:b/></w:rPr></w:pPr>",
      "<w:pPr><w:rPr/><w:sectPr/></w:pPr>",
      `<w:pPr><w:rPr><w:ins w:id="${this.id++}" w:author="乙" w:date="2025-01-01T00:00:00Z"/><w:b/></w:rPr></w:pPr>`,
    ]);
    const parts = Array.from({ length: random.int(0, 5) }, () => this.inline());
    return `<w:p w14:x="1">${properties}${parts.join("")}</w:p>`.replace(' w14:x="1"', "");
  }

  private text(): string {
    return Array.from({ length: this.random.int(1, 4) }, () => this.random.pick(WORDS)).join("");
  }

  private run(): string {
    const { random } = this;
    const properties = random.pick(["", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="32"/></w:rPr>']);
    const text = this.text();
    const open = /^\s|\s$/.test(text) || random.chance(0.3) ? '<w:t xml:space="preserve">' : "<w:t>";
    const more = random.pick([
      "",
      "",
      "",
      "<w:tab/>",
      "<w:br/>",
      `<w:tab/><w:t>${this.random.pick(["甲", "乙"])}</w:t>`,
    ]);
    return `<w:r>${properties}${open}${text}</w:t>${more}</w:r>`;
  }

  private inline(): string {
    const id = this.id++;
    const who = `w:id="${id}" w:author="乙" w:date="2025-01-01T00:00:00Z"`;
    switch (this.random.int(0, 14)) {
      case 0:
        return `<w:hyperlink r:id="rId9">${this.run()}</w:hyperlink>`;
      case 1:
        return `<w:ins ${who}>${this.run()}</w:ins>`;
      case 2:
        return `<w:del ${who}><w:r><w:delText>删去的</w:delText></w:r></w:del>`;
      case 3:
        return `<w:sdt><w:sdtPr/><w:sdtContent>${this.run()}</w:sdtContent></w:sdt>`;
      case 4:
        return `<w:smartTag w:element="x">${this.run()}</w:smartTag>`;
      case 5:
        return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
      case 6:
        return `<w:bookmarkStart w:id="${id}" w:name="b${id}"/>${this.run()}<w:bookmarkEnd w:id="${id}"/>`;
      case 7:
        return `<w:commentRangeStart w:id="${id}"/>${this.run()}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
      default:
        return this.run();
    }
  }

  private table(): string {
    const { random } = this;
    const columns = random.int(2, 4);
    const rows = random.int(2, 5);
    /** Whether the first column goes on from the row above. */
    let isMerged = false;
    let xml = "";
    for (let row = 0; row < rows; row++) {
      const goesOn: boolean = isMerged && random.chance(0.6);
      const starts: boolean = !goesOn && random.chance(0.3);
      isMerged = goesOn || starts;
      const first = goesOn ? "<w:vMerge/>" : starts ? '<w:vMerge w:val="restart"/>' : "";
      const span = columns > 2 && random.chance(0.3);
      const cells: string[] = [this.cell(first, goesOn)];
      if (span) cells.push(this.cell('<w:gridSpan w:val="2"/>', false));
      for (let column = span ? 3 : 1; column < columns; column++) cells.push(this.cell("", false));
      const exceptions = random.chance(0.2) ? '<w:tblPrEx><w:jc w:val="center"/></w:tblPrEx>' : "";
      const properties = random.chance(0.2) ? '<w:trPr><w:trHeight w:val="340"/></w:trPr>' : "";
      xml += `<w:tr>${exceptions}${properties}${cells.join("")}</w:tr>`;
    }
    return `<w:tbl><w:tblPr/><w:tblGrid>${"<w:gridCol/>".repeat(columns)}</w:tblGrid>${xml}</w:tbl>`;
  }

  private cell(merge: string, isBlank: boolean): string {
    const paragraphs = isBlank || this.random.chance(0.2) ? "<w:p/>" : this.paragraph();
    const more = !isBlank && this.random.chance(0.15) ? this.paragraph() : "";
    const properties = merge === "" ? "" : `<w:tcPr>${merge}</w:tcPr>`;
    return `<w:tc>${properties}${paragraphs}${more}</w:tc>`.replaceAll("<w:sectPr/>", "");
  }
}
