import type { ClusterConnection } from '../connection-config.ts'
import type { BrokerAddress } from './broker-address.ts'
import { BrokerConnection } from './broker-connection.ts'

/** A refusal that takes most of the time that is given is none, but a broker that is late. */
const AT_ONCE = 0.5

/**
 * Whether a broker lives, by a connection of its own, as those there are may be the ones that hang. To refuse at once, for
 * whichever reason, is an answer too.
 */
export async function probeBroker(
  address: BrokerAddress,
  config: ClusterConnection,
): Promise<'answered' | 'late'> {
  const asked = performance.now()
  try {
    const connection = await BrokerConnection.open(address, config)
    connection.destroy()
    return 'answered'
  } catch {
    return performance.now() - asked < config.connectTimeoutMs * AT_ONCE ? 'answered' : 'late'
  }
}
