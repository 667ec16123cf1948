/** Two items that are the same, or one that the other side lacks. */
export interface Pair {
  a: number | null
  b: number | null
}

/** Differences looked for before the rest counts as replaced as a whole: time and memory grow with the square. */
const EFFORT = 1000

/**
 * Lays two lists side by side with the fewest items left over (Myers, "An O(ND) difference algorithm", 1986). Where
 * they differ, what only `a` has comes before what only `b` has.
 */
export function align(a: readonly string[], b: readonly string[], effort = EFFORT): Pair[] {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const pairs: Pair[] = range(0, head).map((at) => ({ a: at, b: at }))
  pairs.push(...alignMiddle(a, b, { head, endA: a.length - tail, endB: b.length - tail, effort }))
  for (let at = tail; at > 0; at--) pairs.push({ a: a.length - at, b: b.length - at })
  return pairs
}

interface Middle {
  head: number
  endA: number
  endB: number
  effort: number
}

function alignMiddle(a: readonly string[], b: readonly string[], middle: Middle): Pair[] {
  const { head, endA, endB } = middle
  const same = sameInMiddle(a, b, middle)
  const pairs: Pair[] = []
  let [x, y] = [head, head]
  const skipTo = (nextX: number, nextY: number) => {
    for (; x < nextX; x++) pairs.push({ a: x, b: null })
    for (; y < nextY; y++) pairs.push({ a: null, b: y })
  }
  for (const [sameX, sameY] of same) {
    skipTo(sameX, sameY)
    pairs.push({ a: x++, b: y++ })
  }
  skipTo(endA, endB)
  return pairs
}

/** Places of the items that both have, in order; none where more differs than the effort allows. */
function sameInMiddle(
  a: readonly string[],
  b: readonly string[],
  { head, endA, endB, effort }: Middle,
): [number, number][] {
  const [n, m] = [endA - head, endB - head]
  if (n === 0 || m === 0) return []
  const most = Math.min(n + m, effort)
  const size = 2 * most + 2
  /** How far each diagonal has come, one copy for every number of differences. */
  const trail: Int32Array[] = []
  let reach = new Int32Array(size)
  for (let d = 0; d <= most; d++) {
    const before = reach
    reach = before.slice()
    trail.push(before)
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(before, k - 1) < at(before, k + 1))
      let x = down ? at(before, k + 1) : at(before, k - 1) + 1
      while (x < n && x - k < m && a[head + x] === b[head + x - k]) x++
      reach[index(k, size)] = x
      if (x >= n && x - k >= m) return walkBack(trail, { n, m, d, head })
    }
  }
  return []
}

function walkBack(
  trail: readonly Int32Array[],
  { n, m, d, head }: { n: number; m: number; d: number; head: number },
): [number, number][] {
  const same: [number, number][] = []
  let [x, y] = [n, m]
  for (let step = d; step >= 0; step--) {
    const before = trail[step] ?? new Int32Array(2)
    const k = x - y
    const down = k === -step || (k !== step && at(before, k - 1) < at(before, k + 1))
    const fromX = step === 0 ? 0 : down ? at(before, k + 1) : at(before, k - 1)
    const startX = step === 0 || down ? fromX : fromX + 1
    while (x > startX) same.push([head + --x, head + --y])
    // One step down or to the right led here from the diagonal beside.
    if (down) y--
    x = fromX
  }
  return same.reverse()
}

/** Diagonals run from −d to d: the negative ones stand at the end of the table. */
function index(k: number, size: number): number {
  return k < 0 ? size + k : k
}

function at(reach: Int32Array, k: number): number {
  return reach[index(k, reach.length)] ?? 0
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
