import { compareNumbers } from './decimal.ts'
import { type FieldValue, isLack, type ValueKind } from './field-value.ts'

/** Values of different kinds stand in groups, in this order. */
const RANK: Record<ValueKind, number> = {
  number: 0,
  time: 0,
  string: 1,
  boolean: 2,
  null: 3,
  object: 4,
  array: 5,
  bytes: 6,
}

/** Orders two values: numbers by what they are worth, texts by their characters. What lacks one stands last either way. */
export function compareValues(a: FieldValue, b: FieldValue, order: 'asc' | 'desc'): number {
  const [leftLack, rightLack] = [isLack(a.kind), isLack(b.kind)]
  if (leftLack || rightLack) return Number(leftLack) - Number(rightLack)
  const upward = compareUpward(a, b)
  return order === 'asc' ? upward : -upward
}

function compareUpward(a: FieldValue, b: FieldValue): number {
  const [left, right] = [RANK[a.kind as ValueKind], RANK[b.kind as ValueKind]]
  if (left !== right) return left - right
  if (left === 0) return compareNumbers(a.text, b.text)
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}
