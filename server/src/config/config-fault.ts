/** One thing wrong with the configuration: where it was said, and what it should be. Never holds a value given. */
export interface ConfigFault {
  where: string
  message: string
}

/** All faults of a configuration at once, so that nobody mends them one start at a time. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ where, message }) => `${where}: ${message}`).join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}
