const ZERO = 0x30
const POINT = 0x2e
const BILLION = 1_000_000_000
/** Below it thousandths of a number are whole numbers. */
const THOUSANDTHS_MAX = 1e12

/** Writes the digits of a whole number from 0 up to 2^53 and tells where they end. */
export function writeWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value < 10) {
    bytes[at] = ZERO + value
    return at + 1
  }
  // Division of 32-bit numbers is several times as fast.
  if (value < BILLION) return writeSmall(bytes, at, value, digitsOf(value))
  const above = Math.floor(value / BILLION)
  return writeSmall(bytes, writeWhole(bytes, at, above), value - above * BILLION, 9)
}

function digitsOf(value: number): number {
  let digits = 1
  for (let bound = 10; value >= bound; bound *= 10) digits += 1
  return digits
}

function writeSmall(bytes: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value | 0
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const next = (rest / 10) | 0
    bytes[place] = ZERO + rest - next * 10
    rest = next
  }
  return at + digits
}

/** Writes a number as JavaScript would. */
export function writeNumber(bytes: Uint8Array, at: number, value: number | bigint): number {
  if (typeof value === 'bigint')
    return value >= 0n && value <= Number.MAX_SAFE_INTEGER
      ? writeWhole(bytes, at, Number(value))
      : writeText(bytes, at, value.toString())
  if (value >= 0 && Number.isSafeInteger(value)) return writeWhole(bytes, at, value)
  if (value > 0 && value < THOUSANDTHS_MAX) {
    const thousandths = Math.round(value * 1000)
    if (thousandths / 1000 === value) return writeThousandths(bytes, at, thousandths)
  }
  return writeText(bytes, at, String(value))
}

/** As milliseconds are written in seconds. */
function writeThousandths(bytes: Uint8Array, at: number, thousandths: number): number {
  const whole = Math.floor(thousandths / 1000)
  const rest = thousandths - whole * 1000
  const point = writeWhole(bytes, at, whole)
  bytes[point] = POINT
  let end = writeSmall(bytes, point + 1, rest, 3)
  while (bytes[end - 1] === ZERO) end -= 1
  return end
}

/** Digits, signs and points only. */
function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index)
  return at + text.length
}
