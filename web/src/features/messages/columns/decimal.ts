interface Decimal {
  negative: boolean
  /** Without zeros at either end; empty for zero. */
  digits: string
  /** Power of ten behind the first digit: 0.05 has −1. */
  power: bigint
}

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/** Takes apart a number as JSON writes it, exactly and at any size. */
function decimalOf(text: string): Decimal {
  const [, sign, whole = '0', fraction = '', exponent = '0'] = PARTS.exec(text) ?? []
  const all = whole + fraction
  const lead = /^0*/.exec(all)?.[0].length ?? 0
  const digits = all.slice(lead).replace(/0+$/, '')
  if (digits === '') return { negative: false, digits: '', power: 0n }
  return { negative: sign === '-', digits, power: BigInt(whole.length - lead) + BigInt(exponent) }
}

/** Orders two numbers by what they are worth, not by how they are written: 1e2, 100 and 100.0 are one. */
export function compareNumbers(a: string, b: string): number {
  if (isSmall(a) && isSmall(b)) return Number(a) - Number(b)
  const [left, right] = [decimalOf(a), decimalOf(b)]
  const [leftSign, rightSign] = [signOf(left), signOf(right)]
  if (leftSign !== rightSign) return leftSign - rightSign
  if (left.power !== right.power) return left.power < right.power ? -leftSign : leftSign
  if (left.digits === right.digits) return 0
  return left.digits < right.digits ? -leftSign : leftSign
}

/** One text for every way to write a number. */
export function numberIdentity(text: string): string {
  if (isSmall(text)) return text === '-0' ? '0' : text
  const { negative, digits, power } = decimalOf(text)
  if (digits === '') return '0'
  const short = power > 0n && power <= 15n && BigInt(digits.length) <= power
  if (short) return `${negative ? '-' : ''}${digits.padEnd(Number(power), '0')}`
  return `${negative ? '-' : ''}0.${digits}e${power}`
}

/** Whole numbers that a float holds exactly: most there are, and quick to compare. */
const isSmall = (text: string): boolean => text.length <= 15 && /^-?(0|[1-9]\d*)$/.test(text)

const signOf = ({ negative, digits }: Decimal): number => (digits === '' ? 0 : negative ? -1 : 1)
