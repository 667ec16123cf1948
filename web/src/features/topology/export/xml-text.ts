// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** A text as XML can hold it: names of Kafka may have signs that it cannot. */
export const writable = (text: string): string => text.toWellFormed().replaceAll(UNWRITABLE, '\ufffd')
