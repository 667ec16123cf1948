import { nearest } from '@sluice/shared/nearest'
import { FIND_FIELDS, FIND_FLAGS, type FindField } from './find-fields.ts'
import {
  FIND_LENGTH_MAX,
  type FindFault,
  type FindOperator,
  type FindQuery,
  type FindReading,
} from './find-query.ts'
import { type FindToken, findTokens } from './find-tokens.ts'
import { readAmount } from './read-amount.ts'

class FaultySearch extends Error {
  readonly fault: FindFault
  constructor(fault: FindFault) {
    super(fault.code)
    this.fault = fault
  }
}

/**
 * Reads `kind:topic lag>1000 !internal name~rental (idle or trouble)`: conditions beside each other hold together, `or`
 * parts alternatives, `!` or `not` turns one round, a bare word that is no flag is looked for in names.
 */
export function parseFind(source: string): FindReading {
  if (source.length > FIND_LENGTH_MAX)
    return {
      ok: false,
      fault: { code: 'too-long', from: FIND_LENGTH_MAX, to: source.length, word: '', meant: null },
    }
  try {
    return { ok: true, query: new FindReader(findTokens(source)).read() }
  } catch (error) {
    if (error instanceof FaultySearch) return { ok: false, fault: error.fault }
    throw error
  }
}

class FindReader {
  readonly #tokens: readonly FindToken[]
  #next = 0

  constructor(tokens: readonly FindToken[]) {
    this.#tokens = tokens
  }

  read(): FindQuery | null {
    if (this.#tokens.length === 0) return null
    const query = this.#either()
    const left = this.#peek()
    if (left) throw faulty('unexpected', left)
    return query
  }

  #peek(ahead = 0): FindToken | undefined {
    return this.#tokens[this.#next + ahead]
  }

  #take(): FindToken | undefined {
    const token = this.#peek()
    this.#next += 1
    return token
  }

  #either(): FindQuery {
    const of = [this.#all()]
    while (isWord(this.#peek(), 'or')) {
      this.#next += 1
      of.push(this.#all())
    }
    return joined('or', of)
  }

  #all(): FindQuery {
    const of = [this.#one()]
    for (let token = this.#peek(); token; token = this.#peek()) {
      if (token.kind === 'close' || isWord(token, 'or')) break
      if (isWord(token, 'and')) this.#next += 1
      of.push(this.#one())
    }
    return joined('and', of)
  }

  #one(): FindQuery {
    const token = this.#take()
    if (!token) throw this.#endFault()
    if (token.kind === 'not' || isWord(token, 'not')) return { is: 'not', of: this.#one() }
    if (token.kind === 'open') return this.#group(token)
    if (token.kind === 'quoted') return byName(closed(token))
    if (token.kind !== 'word') throw faulty('unexpected', token)
    if (this.#peek()?.kind === 'operator') return this.#condition(token)
    return Object.hasOwn(FIND_FLAGS, token.text.toLowerCase())
      ? { is: 'flag', flag: token.text.toLowerCase() }
      : byName(token.text)
  }

  #group(open: FindToken): FindQuery {
    const query = this.#either()
    if (this.#take()?.kind !== 'close') throw faulty('unclosed', open)
    return query
  }

  #condition(name: FindToken): FindQuery {
    const field = name.text.toLowerCase()
    const known = Object.hasOwn(FIND_FIELDS, field) ? FIND_FIELDS[field] : undefined
    if (!known) throw faulty('unknown-field', name, nearest(field, Object.keys(FIND_FIELDS)))
    const operator = this.#take()
    const value = this.#take()
    if (!operator) throw faulty('needs-comparison', name)
    if (!value || (value.kind !== 'word' && value.kind !== 'quoted'))
      throw faulty('needs-value', value ?? operator)
    return conditionOf(field, known, operator, value)
  }

  #endFault(): FaultySearch {
    const last = this.#tokens.at(-1)
    return last
      ? faulty('needs-value', last)
      : faulty('unexpected', { kind: 'word', text: '', from: 0, to: 0 })
  }
}

function conditionOf(field: string, known: FindField, sign: FindToken, value: FindToken): FindQuery {
  const operator = sign.text as FindOperator
  if (known.is === 'number' || known.is === 'span') {
    if (operator === '~') throw faulty('needs-comparison', sign)
    const amount = readAmount(closed(value), known.is)
    if (amount === null) throw faulty(known.is === 'span' ? 'needs-span' : 'needs-number', value)
    return { is: 'number', field, operator, value: amount }
  }
  if (operator.startsWith('<') || operator.startsWith('>')) throw faulty('no-order', sign)
  const values = (value.kind === 'quoted' ? [closed(value)] : value.text.split(',')).filter(
    (one) => one !== '',
  )
  if (values.length === 0) throw faulty('needs-value', value)
  if (known.is === 'word' && operator !== '~') {
    const wrong = values.find((one) => !one.includes('*') && !hasWord(known.words, one))
    if (wrong !== undefined) throw faulty('unknown-value', value, nearest(wrong, known.words), wrong)
  }
  return { is: 'text', field, operator, values }
}

const hasWord = (words: readonly string[], word: string) =>
  words.some((one) => one.toLowerCase() === word.toLowerCase())

function closed(token: FindToken): string {
  if (token.unclosed) throw faulty('unclosed-quote', token)
  return token.text
}

const byName = (text: string): FindQuery => ({ is: 'text', field: 'name', operator: '~', values: [text] })

const isWord = (token: FindToken | undefined, word: string) =>
  token?.kind === 'word' && token.text.toLowerCase() === word

const joined = (is: 'and' | 'or', of: readonly FindQuery[]): FindQuery => {
  const [only] = of
  return of.length === 1 && only ? only : { is, of }
}

function faulty(
  code: FindFault['code'],
  { from, to, text }: FindToken,
  meant: string | null = null,
  word = text,
): FaultySearch {
  return new FaultySearch({ code, from, to, word, meant })
}
