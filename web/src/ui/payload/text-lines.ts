/** Characters that one drawn line carries: a longer one is cut, so that no element ever holds megabytes. */
const SEGMENT_CHARS = 2000

export interface TextLines {
  readonly text: string
  /** Where each drawn line begins and, at the end, the length of the text. */
  readonly starts: Int32Array
  /** Number of the line of the text that each drawn line belongs to, from 1; 0 where it continues the one above. */
  readonly numbers: Int32Array
}

/** Cuts text into the lines a list can draw: at line breaks, and within lines at the segment length. */
export function splitLines(text: string, segment = SEGMENT_CHARS): TextLines {
  const starts: number[] = []
  const numbers: number[] = []
  let number = 0
  let lineStart = 0
  for (;;) {
    const newline = text.indexOf('\n', lineStart)
    const lineEnd = newline < 0 ? text.length : newline
    starts.push(lineStart)
    numbers.push(++number)
    let at = segmentEnd(text, lineStart, segment)
    while (at < lineEnd) {
      starts.push(at)
      numbers.push(0)
      at = segmentEnd(text, at, segment)
    }
    if (newline < 0) break
    lineStart = newline + 1
  }
  starts.push(text.length)
  return { text, starts: Int32Array.from(starts), numbers: Int32Array.from(numbers) }
}

/** The text of one drawn line, without its line break. */
export function lineText(lines: TextLines, index: number): string {
  const raw = lines.text.slice(lines.starts[index] ?? 0, lines.starts[index + 1] ?? 0)
  return raw.endsWith('\n') ? raw.slice(0, raw.endsWith('\r\n') ? -2 : -1) : raw
}

/** A cut must not fall between the halves of a surrogate pair. */
function segmentEnd(text: string, start: number, segment: number): number {
  const end = start + segment
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end
}
