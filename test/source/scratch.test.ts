import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { makeZip } from "./makeZip";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const doc = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`;
test("make", () => {
  const out = (name: string, content: string | Uint8Array, lies = {}) =>
    writeFileSync(`/tmp/tools/reader/${name}.docx`, makeZip([{ name: "word/document.xml", content, lies }]));
  out("b-zeros", new Uint8Array(300 << 20));
  out("b-lie", new Uint8Array(300 << 20), { size: 1 << 20 });
  out("b-lie64", new Uint8Array(63 << 20), {});
  out("b-lie15", new Uint8Array(300 << 20), { size: 15 << 20 });
  out("b-elements", doc("<w:p/>".repeat(2_000_000)));
  out("b-249k", doc(`<w:p>${"<w:r><w:t>甲乙</w:t></w:r>".repeat(3)}</w:p>`.repeat(35_000)));
  out("b-attrs", doc(`<w:p ${Array.from({ length: 249_000 }, (_, i) => `a${i}="x"`).join(" ")}/>`));
  out("b-long", doc(`<w:p><w:r><w:t>${"甲".repeat(5_000_000)}</w:t></w:r></w:p>`));
  out("b-entities", doc(`<w:p><w:r><w:t>${"&#x41;".repeat(2_500_000)}</w:t></w:r></w:p>`));
  out(
    "b-span",
    doc(
      `<w:tbl>${`<w:tr>${`<w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr></w:tc>`.repeat(50)}</w:tr>`.repeat(1200)}</w:tbl>`,
    ),
  );
  out("b-bars", doc(`<w:p><w:r><w:t>${"|".repeat(1_000_000)}</w:t></w:r></w:p>`));
  out("ok", doc("<w:p/>"));
}, 200000);
