import { parseDocument } from 'yaml'
import type { ConfigFault } from './config-fault.ts'
import { expandReferences, type ReferenceContext, readTextFile } from './reference.ts'
import type { Setting } from './setting.ts'

const DEPTH_MAX = 20
/** Keys whose value is itself a reference: it is checked as one and read only where it is used. */
const SECRET_KEYS = new Set(['password', 'passphrase', 'token', 'secret'])

/** The settings of a YAML file, with `${env:…}` and `${file:…}` put in. Faults are added to `faults`. */
export function readConfigFile(path: string, context: ReferenceContext, faults: ConfigFault[]): Setting[] {
  let text: string
  try {
    text = readTextFile(path)
  } catch (error) {
    faults.push({ where: '--config', message: (error as Error).message })
    return []
  }
  const document = parseDocument(text, { prettyErrors: false })
  for (const error of document.errors) {
    const line = text.slice(0, error.pos[0]).split('\n').length
    faults.push({ where: `${path} line ${line}`, message: `is not valid YAML (${error.code})` })
  }
  if (document.errors.length > 0) return []
  const content: unknown = document.toJS({ maxAliasCount: 50 })
  if (content === null || content === undefined) return []
  if (typeof content !== 'object' || Array.isArray(content)) {
    faults.push({ where: path, message: 'must hold settings as "name: value"' })
    return []
  }
  const expand = createExpansion(path, context, faults)
  return Object.entries(content).map(([key, value]) => ({
    path: [key],
    value: expand(value, [key]),
    where: path,
  }))
}

function createExpansion(
  file: string,
  context: ReferenceContext,
  faults: ConfigFault[],
): (value: unknown, path: readonly string[]) => unknown {
  const expand = (value: unknown, path: readonly string[]): unknown => {
    if (typeof value === 'string') {
      if (SECRET_KEYS.has(path.at(-1) ?? '')) return value
      try {
        return expandReferences(value, context)
      } catch (error) {
        faults.push({ where: `${file} ${path.join('.')}`, message: (error as Error).message })
        return undefined
      }
    }
    if (typeof value !== 'object' || value === null) return value
    if (path.length > DEPTH_MAX) {
      faults.push({ where: `${file} ${path.slice(0, 3).join('.')}`, message: 'is nested too deep' })
      return undefined
    }
    if (Array.isArray(value)) return value.map((item, index) => expand(item, [...path, String(index)]))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, [...path, key])]))
  }
  return expand
}
