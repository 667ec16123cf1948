/** A parameter of a link that could not be used, and was left out. */
export interface LinkFault {
  param: string
  value: string
}

const FAULT_CHARACTERS = 80

/** Reads the parameters of a link one by one, and keeps which of them could not be used. */
export class LinkReader {
  readonly faults: LinkFault[] = []
  /** The parameters that were asked for, in the link or not. */
  readonly known = new Set<string>()
  readonly #params: Readonly<Record<string, unknown>>

  constructor(params: Readonly<Record<string, unknown>>) {
    this.#params = params
  }

  /** The fallback where the parameter is missing or empty, and where `parse` answers null, which is a fault. */
  read<T>(param: string, fallback: T, parse: (text: string) => T | null): T {
    this.known.add(param)
    const given = this.#params[param]
    if (given === undefined || given === '') return fallback
    const value = String(given)
    const parsed = parse(value)
    if (parsed === null) this.faults.push({ param, value: value.slice(0, FAULT_CHARACTERS) })
    return parsed ?? fallback
  }
}
