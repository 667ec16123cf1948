import type { TopologyNode } from '@sluice/shared/topology'
import { FIND_FIELDS, FIND_FLAGS } from './find-fields.ts'
import type { FindOperator, FindQuery } from './find-query.ts'

/**
 * Whether a node is what is asked for; null where that is not known, and turning it round leaves it so: a group of
 * unknown lag is neither above nor not above a thousand.
 */
export function matchFind(query: FindQuery, node: TopologyNode): boolean | null {
  switch (query.is) {
    case 'and':
      return query.of.reduce<boolean | null>((all, one) => and(all, matchFind(one, node)), true)
    case 'or':
      return query.of.reduce<boolean | null>((any, one) => or(any, matchFind(one, node)), false)
    case 'not': {
      const is = matchFind(query.of, node)
      return is === null ? null : !is
    }
    case 'flag':
      return FIND_FLAGS[query.flag]?.(node) ?? null
    case 'number': {
      const field = FIND_FIELDS[query.field]
      if (field?.is !== 'number' && field?.is !== 'span') return null
      const value = field.of(node)
      return value === null ? null : compare(value, query.operator, query.value)
    }
    case 'text': {
      const field = FIND_FIELDS[query.field]
      if (field?.is !== 'text' && field?.is !== 'word') return null
      const { operator, values } = query
      const has = field.of(node).some((value) => values.some((one) => like(value, operator, one)))
      return operator === '!=' ? !has : has
    }
  }
}

const and = (a: boolean | null, b: boolean | null) =>
  a === false || b === false ? false : a === null || b === null ? null : true
const or = (a: boolean | null, b: boolean | null) =>
  a === true || b === true ? true : a === null || b === null ? null : false

function compare(value: number, operator: FindOperator, wanted: number): boolean {
  if (operator === '>') return value > wanted
  if (operator === '>=') return value >= wanted
  if (operator === '<') return value < wanted
  if (operator === '<=') return value <= wanted
  return operator === '!=' ? value !== wanted : value === wanted
}

/** In any case; `*` stands for any text, which `~` has on both sides. */
function like(value: string, operator: FindOperator, wanted: string): boolean {
  const text = value.toLowerCase()
  const [first = '', ...rest] = (operator === '~' ? `*${wanted}*` : wanted).toLowerCase().split('*')
  if (rest.length === 0) return text === first
  if (!text.startsWith(first)) return false
  const last = rest.pop() ?? ''
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
