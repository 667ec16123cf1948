import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { downloadCounter, fetchJars, jarsIn } from './maven-fetch.ts'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice mvn '))
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true })
})

/** Puts a program named mvn first on the path; in it, $into is the folder that the jars should go to. */
async function maven(script: string): Promise<void> {
  const find = `into=$(printf '%s\\n' "$@" | sed -n 's/^-DoutputDirectory=//p')`
  await writeFile(join(root, 'mvn'), `#!/bin/sh\n${find}\n${script}\n`)
  await chmod(join(root, 'mvn'), 0o755)
  vi.stubEnv('MAVEN_HOME', undefined)
  vi.stubEnv('PATH', `${root}:${process.env.PATH}`)
}

const job = () => ({ pom: 'pom.xml', folder: join(root, 'lib'), total: 2, java: '/jdk/bin/java' })
const options = { onProgress: () => undefined }

describe('fetching jars', () => {
  it('gives them in sorted order, by Maven on the Java that was found', async () => {
    await maven('touch "$into/b.jar" "$into/a.jar" "$into/notes.txt"; test "$JAVA_HOME" = /jdk')
    const jars = await fetchJars(job(), options)
    expect(jars.map((jar) => basename(jar))).toEqual(['a.jar', 'b.jar'])
    expect(await jarsIn(job().folder)).toEqual(jars)
  })

  it('that fails tells what Maven said and leaves nothing half made', async () => {
    await maven('touch "$into/a.jar"; echo "[INFO] fine"; echo "[ERROR] Could not transfer artifact"; exit 1')
    const failing = fetchJars(job(), options)
    await expect(failing).rejects.toMatchObject({
      code: 'FETCH_FAILED',
      lines: ['[ERROR] Could not transfer artifact'],
    })
    expect(await readdir(root)).toEqual(['mvn'])
  })

  it('counts a folder without its list, or with a jar missing, as not fetched', async () => {
    const folder = join(root, 'lib')
    await mkdir(folder)
    await writeFile(join(folder, 'a.jar'), '')
    expect(await jarsIn(folder)).toBeNull()
    await writeFile(join(folder, 'complete'), 'a.jar\nb.jar')
    expect(await jarsIn(folder)).toBeNull()
    await writeFile(join(folder, 'b.jar'), '')
    expect(await jarsIn(folder)).toHaveLength(2)
  })
})

describe('the progress of a download', () => {
  it('counts the jars asked for, and neither the plugin nor what that needs', () => {
    const said: string[] = []
    const count = downloadCounter(11, (line) => said.push(line))
    count('[INFO] Downloaded from x: https://x/maven-dependency-plugin-3.8.1.jar (1 kB at 1 kB/s)')
    for (let jar = 1; jar <= 11; jar += 1) {
      count(`[INFO] Downloaded from x: https://x/a/lib-${jar}.pom (1 kB at 1 kB/s)`)
      count(`[INFO] Downloaded from x: https://x/a/lib-${jar}.jar (1 kB at 1 kB/s)`)
    }
    count('[INFO] --- maven-dependency-plugin:3.8.1:copy-dependencies (default-cli) @ kafka-broker ---')
    count('[INFO] Downloaded from x: https://x/plexus.jar (1 kB at 1 kB/s)')
    expect(said).toEqual(['10/11 jars…', '11/11 jars…'])
  })
})
