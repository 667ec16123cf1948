import { parseSync } from 'oxc-parser'

export interface ImportSite {
  specifier: string
  typeOnly: boolean
  line: number
}

/** Every static import, re-export and literal dynamic import of one module. */
export function readImports(file: string, source: string): ImportSite[] {
  const { module, errors } = parseSync(file, source)
  const fatal = errors.find((error) => error.severity === 'Error')
  if (fatal) throw new Error(`${file}: ${fatal.message}`)
  const lineAt = (position: number): number => source.slice(0, position).split('\n').length
  const sites: ImportSite[] = []
  for (const found of module.staticImports) {
    const typeOnly = found.entries.length > 0 && found.entries.every((entry) => entry.isType)
    sites.push({ specifier: found.moduleRequest.value, typeOnly, line: lineAt(found.start) })
  }
  for (const found of module.staticExports) {
    for (const entry of found.entries) {
      if (!entry.moduleRequest) continue
      sites.push({ specifier: entry.moduleRequest.value, typeOnly: entry.isType, line: lineAt(found.start) })
    }
  }
  for (const found of module.dynamicImports) {
    const literal = /^['"](.+)['"]$/.exec(source.slice(found.moduleRequest.start, found.moduleRequest.end))
    if (literal?.[1]) sites.push({ specifier: literal[1], typeOnly: false, line: lineAt(found.start) })
  }
  return sites
}
