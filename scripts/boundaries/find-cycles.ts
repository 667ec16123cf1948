/** Groups of files that import each other in a circle (strongly connected components of more than one file). */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []

  const visit = (file: string): void => {
    const order = index.size
    index.set(file, order)
    low.set(file, order)
    stack.push(file)
    onStack.add(file)
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next)
      if (onStack.has(next)) low.set(file, Math.min(low.get(file) ?? order, low.get(next) ?? order))
    }
    if (low.get(file) !== order) return
    const members: string[] = []
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack.delete(member)
      members.push(member)
      if (member === file) break
    }
    if (members.length > 1 || graph.get(file)?.includes(file)) cycles.push(members.sort())
  }

  for (const file of graph.keys()) if (!index.has(file)) visit(file)
  return cycles
}
