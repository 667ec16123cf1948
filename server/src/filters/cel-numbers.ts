import type { Environment } from '@marcbachmann/cel-js'

type Num = number | bigint | { valueOf(): bigint }
type Arithmetic = '+' | '-' | '*' | '/' | '%'

const OPERATIONS: Record<
  Arithmetic,
  { double: (a: number, b: number) => number; whole: (a: bigint, b: bigint) => bigint }
> = {
  '+': { double: (a, b) => a + b, whole: (a, b) => a + b },
  '-': { double: (a, b) => a - b, whole: (a, b) => a - b },
  '*': { double: (a, b) => a * b, whole: (a, b) => a * b },
  '/': { double: (a, b) => a / b, whole: (a, b) => a / b },
  '%': { double: (a, b) => a % b, whole: (a, b) => a % b },
}

const MIXED = [
  ['double', 'int'],
  ['int', 'double'],
  ['double', 'uint'],
  ['uint', 'double'],
  ['int', 'uint'],
  ['uint', 'int'],
] as const

/**
 * Arithmetic across kinds of numbers, which CEL refuses: whoever writes `value.amount + 1` does not know, nor should
 * have to, that JSON's numbers are doubles and that 1 is an int.
 */
export function addMixedArithmetic(env: Environment): void {
  for (const operator of ['+', '-', '*', '/', '%'] as const) {
    const apply = mixed(operator)
    for (const [left, right] of MIXED) env.registerOperator(`${left} ${operator} ${right}: dyn`, apply)
  }
  env.registerOperator('double % double: double', (a: number, b: number) => a % b)
}

function mixed(operator: Arithmetic): (a: Num, b: Num) => number | bigint {
  const { double, whole } = OPERATIONS[operator]
  return (left, right) => {
    const [a, b] = [left.valueOf(), right.valueOf()]
    const result = double(Number(a), Number(b))
    if (operator === '/' || !isWhole(a) || !isWhole(b)) return result
    if ([a, b, result].every((value) => Number.isSafeInteger(Number(value)))) return result
    // A whole number too large for a double: exact, as long as the other is whole as well.
    return operator === '%' && Number(b) === 0 ? result : whole(BigInt(a), BigInt(b))
  }
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value)
}
