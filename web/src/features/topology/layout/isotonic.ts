/**
 * The values nearest to what is wanted (least weighted squares) that never decrease: pool adjacent violators. `wanted`
 * is written over with them; arrays are the caller's, since this runs for every column in every pass.
 */
export function fitRising(wanted: Float64Array, weights: Float64Array, count: number): void {
  const ends = new Int32Array(count)
  let blocks = 0
  for (let index = 0; index < count; index++) {
    let value = wanted[index] ?? 0
    let weight = weights[index] ?? 1
    // Means and weights of blocks stand at the front of the arrays, which have been read as far as that.
    while (blocks > 0 && (wanted[blocks - 1] ?? 0) > value) {
      blocks--
      const above = weights[blocks] ?? 0
      value = ((wanted[blocks] ?? 0) * above + value * weight) / (above + weight)
      weight += above
    }
    wanted[blocks] = value
    weights[blocks] = weight
    ends[blocks] = index
    blocks++
  }
  for (let block = blocks - 1, index = count - 1; block >= 0; block--) {
    const value = wanted[block] ?? 0
    const first = block > 0 ? (ends[block - 1] ?? 0) + 1 : 0
    for (; index >= first; index--) wanted[index] = value
  }
}
