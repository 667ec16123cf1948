type Block = { sum: number; weight: number; count: number }

/** The values nearest to what is wanted (least weighted squares) that never decrease: pool adjacent violators. */
export function fitRising(wanted: readonly number[], weights: readonly number[]): number[] {
  const blocks: Block[] = []
  for (const [index, value] of wanted.entries()) {
    const weight = weights[index] ?? 1
    let block: Block = { sum: value * weight, weight, count: 1 }
    for (
      let last = blocks.at(-1);
      last && last.sum * block.weight > block.sum * last.weight;
      last = blocks.at(-1)
    ) {
      blocks.pop()
      block = {
        sum: last.sum + block.sum,
        weight: last.weight + block.weight,
        count: last.count + block.count,
      }
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ sum, weight, count }) => new Array<number>(count).fill(sum / weight))
}
