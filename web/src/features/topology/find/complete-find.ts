import type { TopologyNode } from '@sluice/shared/topology'
import { FIND_FIELDS, FIND_FLAGS } from './find-fields.ts'
import { findTokens } from './find-tokens.ts'

/** Something that can be written at the caret; it replaces the text from `from` to the caret. */
export interface FindChoice {
  kind: 'field' | 'flag' | 'value'
  label: string
  insert: string
  from: number
}

const CHOICES_MAX = 12

/** What can be written at the caret: values of the field that is compared there, or fields, flags and names. */
export function completeFind(source: string, caret: number, nodes: readonly TopologyNode[]): FindChoice[] {
  const tokens = findTokens(source.slice(0, caret))
  const last = tokens.at(-1)
  const typing = last !== undefined && last.to === caret && last.kind === 'word'
  const word = typing ? last.text : ''
  const from = typing ? last.from : caret
  const before = typing ? tokens.slice(0, -1) : tokens
  const [name, sign] = before.slice(-2)
  if (sign?.kind === 'operator' && sign.to === from && name) return values(name.text, word, from, nodes)
  if (last !== undefined && last.to === caret && !typing && last.kind !== 'not' && last.kind !== 'open')
    return []
  return [...fields(word, from), ...flags(word, from), ...names(word, from, nodes)].slice(0, CHOICES_MAX)
}

function values(field: string, typed: string, from: number, nodes: readonly TopologyNode[]): FindChoice[] {
  const known = FIND_FIELDS[field.toLowerCase()]
  if (known?.is !== 'text' && known?.is !== 'word') return []
  const comma = typed.lastIndexOf(',') + 1
  const begun = typed.slice(comma).toLowerCase()
  const all = known.is === 'word' ? known.words : nodes.flatMap((node) => known.of(node))
  const fitting = [...new Set(all)].filter((value) => value !== '' && value.toLowerCase().includes(begun))
  const begins = (value: string) => (value.toLowerCase().startsWith(begun) ? 0 : 1)
  return fitting
    .sort((a, b) => begins(a) - begins(b) || (a < b ? -1 : 1))
    .slice(0, CHOICES_MAX)
    .map((value) => ({ kind: 'value', label: value, insert: written(value), from: from + comma }))
}

const fields = (typed: string, from: number): FindChoice[] =>
  Object.entries(FIND_FIELDS)
    .filter(([name]) => name.startsWith(typed.toLowerCase()))
    .map(([name, { is }]) => ({
      kind: 'field',
      label: name,
      insert: `${name}${is === 'text' ? '~' : is === 'word' ? ':' : '>'}`,
      from,
    }))

const flags = (typed: string, from: number): FindChoice[] =>
  Object.keys(FIND_FLAGS)
    .filter((flag) => flag.startsWith(typed.toLowerCase()))
    .map((flag) => ({ kind: 'flag', label: flag, insert: flag, from }))

/** Names are many: they are offered once something of them is written. */
const NAME_LEAST = 2
function names(typed: string, from: number, nodes: readonly TopologyNode[]): FindChoice[] {
  if (typed.length < NAME_LEAST) return []
  const begun = typed.toLowerCase()
  return [...new Set(nodes.flatMap(({ name }) => name ?? []))]
    .filter((name) => name.toLowerCase().includes(begun))
    .sort()
    .slice(0, CHOICES_MAX)
    .map((name) => ({ kind: 'value', label: name, insert: written(name), from }))
}

/** Text that would be read as more than one word is quoted. */
const written = (value: string) =>
  /^[^\s()"':=~<>!,]+$/.test(value) ? value : `"${value.replaceAll(/(["\\])/g, '\\$1')}"`
