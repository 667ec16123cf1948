import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that the embedded Kafka needs and this machine does not have. */
export class MissingTool extends Error {
  readonly tool: 'java' | 'maven'

  constructor(tool: 'java' | 'maven', message: string) {
    super(message)
    this.name = 'MissingTool'
    this.tool = tool
  }
}

export interface FoundJava {
  /** Absolute path of the executable. */
  java: string
  /** As Java says it, e.g. `17.0.15`. */
  version: string
}

export interface FoundMaven {
  mvn: string
}

const oldestJava = 17
const waysOn = 'or start with --brokers host:port to use a Kafka of your own.'

/** `17.0.15`, `21`, `1.8.0_402`, `25-ea` → 17, 21, 8, 25. */
export function javaMajor(version: string): number {
  const [first, second] = version.split(/[._-]/)
  return Number(first === '1' ? second : first)
}

/** Reads what `java -XshowSettings:properties -version` prints; null where it is no such answer (macOS's stub). */
export function readJavaSettings(printed: string): { home: string; version: string } | null {
  const home = printed.match(/^ *java\.home = (.+)$/m)?.[1]
  const version = printed.match(/^ *java\.version = (.+)$/m)?.[1]
  return home && version ? { home: home.trim(), version: version.trim() } : null
}

function onPath(name: string, env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
}

function macHome(): string[] {
  if (process.platform !== 'darwin') return []
  const found = spawnSync('/usr/libexec/java_home', ['-v', `${oldestJava}+`], {
    encoding: 'utf8',
    timeout: 5_000,
  })
  return found.status === 0 ? [join(found.stdout.trim(), 'bin', 'java')] : []
}

function settingsOf(java: string): { home: string; version: string } | null {
  const said = spawnSync(java, ['-XshowSettings:properties', '-version'], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  return said.status === 0 ? readJavaSettings(`${said.stderr}${said.stdout}`) : null
}

/** The first Java ≥ 17 of JAVA_HOME, PATH and macOS's registry; throws MissingTool with the ways on. */
export function findJava(env: NodeJS.ProcessEnv = process.env): FoundJava {
  const home = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : []
  const tooOld: string[] = []
  for (const candidate of [...home, ...onPath('java', env), ...macHome()]) {
    if (!existsSync(candidate)) continue
    const settings = settingsOf(candidate)
    if (settings === null) continue
    const { home: javaHome, version } = settings
    // Not the candidate itself: it may be a version manager's wrapper, which would stand between us and the pid.
    if (javaMajor(version) >= oldestJava) return { java: join(javaHome, 'bin', 'java'), version }
    tooOld.push(`${version} at ${candidate}`)
  }
  const found = tooOld.length > 0 ? `only Java ${tooOld.join(', ')} was found` : 'no Java was found'
  throw new MissingTool(
    'java',
    `The embedded Kafka needs Java ${oldestJava} or newer, and ${found} (looked at JAVA_HOME and PATH). ` +
      `Install a JDK ≥ ${oldestJava} (Debian: apt install openjdk-17-jdk-headless; macOS: brew install openjdk), ${waysOn}`,
  )
}

/** The first `mvn` of MAVEN_HOME and PATH; throws MissingTool with the ways on. */
export function findMaven(env: NodeJS.ProcessEnv = process.env): FoundMaven {
  const home = env.MAVEN_HOME ? [join(env.MAVEN_HOME, 'bin', 'mvn')] : []
  const mvn = [...home, ...onPath('mvn', env)].find((candidate) => existsSync(candidate))
  if (mvn !== undefined) return { mvn }
  throw new MissingTool(
    'maven',
    'The first start of the embedded Kafka fetches its jars with Maven, and no mvn was found ' +
      `(looked at MAVEN_HOME and PATH). Install Maven (Debian: apt install maven; macOS: brew install maven), ${waysOn}`,
  )
}
