/*
 * Radicals and compatibility characters, which fonts of PDFs give for ordinary ones: ⼀ (U+2F00) for 一. Each is one code
 * unit and stands for one, so that a text read in ordinary characters keeps its offsets.
 */

const RANGES = [
  [0x2e80, 0x2fd5],
  [0xf900, 0xfad9],
  [0xff61, 0xff65],
] as const;

/** Radicals of the supplement that Unicode maps onto no character, each with the one that it is drawn as. */
const RADICALS =
  "⺁厂⺃乚⺅亻⺆冂⺈刀⺋卩⺎兀⺒巳⺔彑⺕彐⺗心⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺢水⺤爫⺥爪⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟";

/** By the character that a font gave, the ordinary one that was meant. */
export const ORDINARY: ReadonlyMap<string, string> = ordinaryForms();
const MAY_BE_STRANGE = /[\u2e80-\u2fd5\uf900-\ufad9\uff61-\uff65]/;
const EACH = new RegExp(MAY_BE_STRANGE, "g");

function ordinaryForms(): Map<string, string> {
  const forms = new Map<string, string>();
  for (const [from, to] of RANGES) {
    for (let code = from; code <= to; code++) {
      const char = String.fromCharCode(code);
      const ordinary = char.normalize("NFKC");
      if (ordinary !== char && ordinary.length === 1) forms.set(char, ordinary);
    }
  }
  for (let at = 0; at < RADICALS.length; at += 2) forms.set(RADICALS[at]!, RADICALS[at + 1]!);
  return forms;
}

/** The text in ordinary characters, as long as it was. */
export function inOrdinaryCharacters(text: string): string {
  return MAY_BE_STRANGE.test(text) ? text.replace(EACH, (char) => ORDINARY.get(char) ?? char) : text;
}
