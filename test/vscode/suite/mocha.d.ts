/** Has no typings of its own; `@types/mocha` describes the globals that it sets. */
declare module "mocha/mocha.js";
