/** Marks that change the direction of writing can make a text read as something it is not. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g
const CONTROL = /(?![\t\r\n])\p{Cc}/gu

/** The same text with what a reader cannot see, or could be deceived by, as signs. */
export function visibleText(text: string): string {
  return text
    .replace(DIRECTION, (mark) => `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase()}⟩`)
    .replace(CONTROL, controlPicture)
}

/** The picture Unicode has for a control character, or a general one. */
export function controlPicture(control: string): string {
  const code = control.charCodeAt(0)
  if (code === 0x09) return '⇥'
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '␦'
}
