/** Entities of HTML that stand for a mark that nobody sees, see `isInvisible`. */
export const UNSEEN_ENTITY =
  /&(?:zwj|zwnj|shy|lrm|rlm|ZeroWidthSpace|NoBreak|#0{0,4}(?:7|173|820[3-7]|823[4-8]|828[89]|829[0-24-7]|65279)|#x0{0,4}(?:7|ad|200[b-f]|202[a-e]|206[0-46-9]|feff));/gi;
