/** What is judged apart: readers, writers by the trace that they leave, and what was concluded from likeness. */
export const CLASSES = [
  'reads',
  'exactly-once',
  'header',
  'traceless',
  'dashed',
  'members',
  'sessions',
] as const
export type EdgeClass = (typeof CLASSES)[number]

/** One class of edges held against the truth. */
export interface Figures {
  /** Edges that there are in truth. */
  of: number
  found: number
  right: number
  wrong: number
  /** Found under its service's own name. */
  named: number
  /** Null: there is nothing to be found, or nothing was drawn. */
  recall: number | null
  precision: number | null
}

/** A wrong or a missing edge, in words. */
export interface Mistake {
  class: EdgeClass
  kind: 'wrong' | 'missing'
  /** Whether it says of a service that it does what it does not. */
  wrongName: boolean
  edge: string
  why: string
}

export class Tally {
  readonly mistakes: Mistake[] = []
  readonly #counts = new Map<EdgeClass, Pick<Figures, 'of' | 'found' | 'right' | 'wrong' | 'named'>>()

  found(edgeClass: EdgeClass, named: boolean): void {
    const counts = this.#of(edgeClass)
    counts.of += 1
    counts.found += 1
    if (named) counts.named += 1
  }

  missing(edgeClass: EdgeClass, edge: string, why: string): void {
    this.#of(edgeClass).of += 1
    this.mistakes.push({ class: edgeClass, kind: 'missing', wrongName: false, edge, why })
  }

  right(edgeClass: EdgeClass): void {
    this.#of(edgeClass).right += 1
  }

  wrong(edgeClass: EdgeClass, edge: string, { why, wrongName }: { why: string; wrongName: boolean }): void {
    this.#of(edgeClass).wrong += 1
    this.mistakes.push({ class: edgeClass, kind: 'wrong', wrongName, edge, why })
  }

  figures(): Partial<Record<EdgeClass, Figures>> {
    const share = (part: number, of: number) => (of === 0 ? null : Math.round((1e4 * part) / of) / 1e4)
    return Object.fromEntries(
      CLASSES.flatMap((name) => {
        const counts = this.#counts.get(name)
        if (counts === undefined) return []
        const { of, found, right, wrong } = counts
        return [[name, { ...counts, recall: share(found, of), precision: share(right, right + wrong) }]]
      }),
    )
  }

  #of(edgeClass: EdgeClass) {
    const known = this.#counts.get(edgeClass)
    if (known !== undefined) return known
    const made = { of: 0, found: 0, right: 0, wrong: 0, named: 0 }
    this.#counts.set(edgeClass, made)
    return made
  }
}
