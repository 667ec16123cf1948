export interface LaunchOptions {
  /** A Kafka of the user's own: no embedded one and no sample system. */
  ownKafka: boolean
  samples: boolean
  fresh: boolean
  dev: boolean
  /** What is handed on to the server as it is. */
  serverArgs: string[]
}

/** Splits the command line into what the launcher decides and what the server parses. */
export function parseLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const own = new Set(['--no-samples', '--fresh', '--dev'])
  const serverArgs = argv.filter((arg) => !own.has(arg))
  const given = (flag: string): boolean =>
    serverArgs.some((arg) => arg === flag || arg.startsWith(`${flag}=`))
  return {
    ownKafka:
      given('--brokers') || given('--config') || Boolean(env.SLUICE_BROKERS) || Boolean(env.SLUICE_CONFIG),
    samples: !argv.includes('--no-samples') && env.SLUICE_SAMPLES !== 'false',
    fresh: argv.includes('--fresh'),
    dev: argv.includes('--dev'),
    serverArgs,
  }
}
