/** A change that a file cannot take: why, in a Chinese clause without a full stop. */
export class Refused extends Error {}
