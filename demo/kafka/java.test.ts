import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findJava, findMaven, javaMajor, MissingTool, readJavaSettings } from './java.ts'

const folders: string[] = []

/** A folder with one program in it that prints what a Java of that version would. */
async function folderWithJava(version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice java '))
  folders.push(folder)
  const said = `    java.home = ${folder}/home\n    java.version = ${version}\n`
  await writeFile(join(folder, 'java'), `#!/bin/sh\necho '${said}' >&2\n`)
  await chmod(join(folder, 'java'), 0o755)
  return folder
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describe('java', () => {
  it.each([
    ['17.0.15', 17],
    ['21', 21],
    ['1.8.0_402', 8],
    ['25-ea', 25],
  ])('version %s is Java %i', (version, major) => {
    expect(javaMajor(version)).toBe(major)
  })

  it('is taken from its own home, not from the wrapper on the path', async () => {
    const folder = await folderWithJava('21.0.4')
    const found = { java: join(folder, 'home', 'bin', 'java'), version: '21.0.4' }
    expect(findJava({ PATH: folder })).toEqual(found)
  })

  it('that is too old is passed over for a newer one further down the path', async () => {
    const old = await folderWithJava('11.0.2')
    const recent = await folderWithJava('17.0.1')
    expect(findJava({ PATH: `${old}:${recent}` }).version).toBe('17.0.1')
  })

  it('missing says what is missing and both ways on', () => {
    const attempt = (): unknown => findJava({ PATH: '/nowhere' })
    expect(attempt).toThrow(MissingTool)
    expect(attempt).toThrow(/Java 17 or newer.*no Java was found.*Install a JDK.*--brokers host:port/)
  })

  it('too old is named with its place', async () => {
    const folder = await folderWithJava('11.0.2')
    expect(() => findJava({ PATH: folder })).toThrow(`only Java 11.0.2 at ${folder}/java`)
  })

  it('that answers with something else is no Java', () => {
    expect(readJavaSettings('Unable to locate a Java Runtime.')).toBeNull()
  })
})

describe('maven', () => {
  it('missing says what is missing and both ways on', () => {
    const attempt = (): unknown => findMaven({ PATH: '/nowhere' })
    expect(attempt).toThrow(MissingTool)
    expect(attempt).toThrow(/no mvn was found.*Install Maven.*--brokers host:port/)
  })
})
