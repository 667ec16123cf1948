/** Letters that take the room of two: Hangul, kana, ideographs, full-width signs, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

interface Letter {
  text: string
  cells: number
}

function lettersOf(text: string): Letter[] {
  return [...letters.segment(text)].map(({ segment }) => ({
    text: segment,
    cells: WIDE.test(segment) ? 2 : 1,
  }))
}

const widthOf = (of: readonly Letter[]): number => of.reduce((sum, { cells }) => sum + cells, 0)
/** How many letters of ordinary width a text takes. */
export const cellsOf = (text: string): number => widthOf(lettersOf(text))

const textOf = (of: readonly Letter[]): string => of.map(({ text }) => text).join('')

/** A name in at most so many cells: its middle goes, as ends tell names apart more than what is between. */
export function shortName(name: string, cells: number): string {
  // An ordinary name needs no second look.
  if (/^[ -~]*$/.test(name)) {
    if (name.length <= cells) return name
    const head = Math.ceil((cells - 1) * 0.45)
    return `${name.slice(0, head)}…${name.slice(name.length - (cells - 1 - head))}`
  }
  const all = lettersOf(name)
  if (widthOf(all) <= cells) return name
  const head = take(all, Math.ceil((cells - 1) * 0.45))
  const tail = take([...all].reverse(), cells - 1 - widthOf(head)).reverse()
  return `${textOf(head)}…${textOf(tail)}`
}

function take(all: readonly Letter[], cells: number): Letter[] {
  const taken: Letter[] = []
  let room = cells
  for (const letter of all) {
    if (letter.cells > room) break
    room -= letter.cells
    taken.push(letter)
  }
  return taken
}

/** Where a name may be broken: after these. */
const BREAKS = /[.\-_/: ]/g

/** A name in one line, or in two broken where it has a joint. */
export function nameLines(name: string, cells: number): [string] | [string, string] {
  const all = lettersOf(name.slice(0, 4 * cells))
  if (name.length <= 4 * cells && widthOf(all) <= cells) return [name]
  let best: [string, string] | null = null
  let least = Number.POSITIVE_INFINITY
  for (const { index, 0: joint } of name.matchAll(BREAKS)) {
    if (index > 2 * cells) break
    const lines: [string, string] = [name.slice(0, index + 1), name.slice(index + 1)]
    const width = Math.max(...lines.map((line) => widthOf(lettersOf(line))))
    // Where both lines fit, a dot parts a name better than a dash does.
    const cost = width <= cells ? (joint === '.' ? 0 : 1) : width
    if (lines[1] !== '' && cost < least) [best, least] = [lines, cost]
  }
  if (best === null) return [shortName(name, cells)]
  return [shortName(best[0], cells), shortName(best[1], cells)]
}
