/** `items[0].sku`, `["a.b"].c` as steps into a JSON value; null where that is no path. */
export function readSteps(text: string): (string | number)[] | null {
  const steps: (string | number)[] = []
  const pattern = /\.?([^.[\]"]+)|\[(\d{1,9})\]|\.?\[("(?:[^"\\]|\\.)*")\]/y
  const path = text.trim()
  while (pattern.lastIndex < path.length) {
    const at = pattern.lastIndex
    const found = pattern.exec(path)
    if (found === null || (at === 0 && path.startsWith('.')) || (at > 0 && !/^[.[]/.test(found[0])))
      return null
    const [, name, index, quoted] = found
    if (index !== undefined) steps.push(Number(index))
    else if (quoted !== undefined) {
      const read = unquoted(quoted)
      if (read === null) return null
      steps.push(read)
    } else steps.push((name ?? '').trim())
  }
  return steps.length === 0 || steps.includes('') ? null : steps
}

function unquoted(text: string): string | null {
  try {
    return String(JSON.parse(text))
  } catch {
    return null
  }
}

export function writeSteps(steps: readonly (string | number)[]): string {
  return steps
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`
      if (!/^[^.[\]"\s]+$/.test(step)) return `[${JSON.stringify(step)}]`
      return at === 0 ? step : `.${step}`
    })
    .join('')
}
